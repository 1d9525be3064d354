from collections.abc import Iterator

import pytest

from agent.rehearsal.homes import Homes, away_from_live_shops
from tests.conversations.stage import Stage


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where scripted conversations are played; each shop is made once."""
    with away_from_live_shops():
        folder = tmp_path_factory.mktemp("conversations")
        yield Stage(Homes(folder, lambda what, done, total: None), tmp_path_factory.getbasetemp())
