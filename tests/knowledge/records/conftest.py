"""Records of the shop of five products."""

from collections.abc import Iterator

import pytest

from knowledge.records.database import Records
from tests.knowledge.five_products import five_products


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    opened = Records.open(url)
    opened.load(five_products())
    yield opened
    opened.close()
