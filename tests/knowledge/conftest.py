"""Where the records of a test are: a database of its own, of the kind that the run asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.knowledge.databases import new_database


@pytest.fixture
def url() -> Iterator[str]:
    """An empty database; in memory where it is SQLite."""
    with new_database() as database:
        yield database


@pytest.fixture
def place(url: str, tmp_path: Path) -> str:
    """The same for several threads or processes: a file where it is SQLite."""
    return f"sqlite:///{tmp_path / 'records.db'}" if url == "sqlite://" else url
