from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent.rehearsal.homes import Homes
from agent.turn import Identity, Reply
from knowledge.load.init import initialise
from knowledge.records.trial import Trial

EXAMPLE = Path(__file__).resolve().parents[3] / "docs/csv_example"


@dataclass
class Parrot:
    """An agent that gives the replies it was made with, and the last one again and again."""

    replies: list[Reply]
    heard: list[str] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)

    def start(self, *, language: str | None = None) -> tuple[str, str]:
        return "c_1", "token"

    def respond(self, conversation_id: str, text: str, identity: Identity = Identity()) -> Reply:
        self.heard.append(text)
        self.identities.append(identity)
        return self.replies[min(len(self.heard), len(self.replies)) - 1]


@pytest.fixture
def parrot() -> Callable[..., Parrot]:
    return lambda *replies: Parrot(list(replies))


@pytest.fixture(scope="session")
def plant_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home made from the CSV example: customer C1 has the orders 1001 and 1004."""
    home = tmp_path_factory.mktemp("plants") / "home"
    initialise(home, "csv", EXAMPLE, progress=lambda what, done, total: None)
    return home


@pytest.fixture
def homes(plant_shop: Path, tmp_path: Path) -> Homes:
    return Homes(tmp_path, lambda what, done, total: None, plant_shop)


@pytest.fixture
def trial(plant_shop: Path, tmp_path: Path) -> Iterator[Trial]:
    copy = Trial.of(plant_shop / "records.db", tmp_path)
    copy.watch()
    yield copy
    copy.close()
