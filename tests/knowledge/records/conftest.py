"""Records of the shop of five products, in memory or in the database that the environment names."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from knowledge.records import tables
from knowledge.records.database import Records
from tests.knowledge.five_products import five_products


@pytest.fixture
def url() -> str:
    """
    Where the records of a test are.

    ``SHOPKEEPER_TEST_DATABASE_URL`` plays the same tests on PostgreSQL; its tables are dropped.
    """
    named = os.environ.get("SHOPKEEPER_TEST_DATABASE_URL", "")
    if named:
        engine = create_engine(named)
        tables.metadata.drop_all(engine)
        engine.dispose()
    return named or "sqlite://"


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    opened = Records.open(url)
    opened.load(five_products())
    yield opened
    opened.close()
