"""A shop from its files to a confirmed change, with its records where the environment says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.turn import Identity
from knowledge.load.init import initialise
from knowledge.shop import Shop
from skills.skill import Level
from tests.agent.chat import Chat, begin
from tests.knowledge import conftest as databases

url, place = databases.url, databases.place

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "csv_example"
ANNA = Identity(Level.VERIFIED, "C1")


@pytest.fixture
def shop(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The plant shop that ships as an example; its records are not in its home."""
    for name in ("SMTP_URL", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        monkeypatch.delenv(f"SHOPKEEPER_{name}", raising=False)
    monkeypatch.setenv("SHOPKEEPER_DATABASE_URL", place)
    home = tmp_path / "home"
    initialise(home, "csv", EXAMPLE, progress=lambda *_: None)
    opened = Shop.open(home)
    yield opened
    opened.post.close()
    opened.records.close()
    opened.catalogue.close()


@pytest.fixture
def chat(shop: Shop) -> Chat:
    return begin(Agent(shop), ANNA)


def test_nothing_is_kept_in_the_home(shop: Shop) -> None:
    assert not (shop.home / "records.db").exists()
    assert len(shop.records.orders.of("C1")) > 0


def test_a_change_is_shown_confirmed_and_made(chat: Chat) -> None:
    records = chat.agent.shop.records
    assert chat.say("cancel order 1008").asks == ("confirm",)
    assert "1008" in chat.say("yes").text
    order = records.orders.get("1008", "C1")
    assert order is not None
    assert order.status == "cancelled"
    assert [deed.what for deed in records.audit.of("orders/1008")] == ["cancel_order"]
    assert records.audit.verify()
    assert len(records.conversations.turns(chat.id)) == 2


def test_what_no_database_can_store_is_answered(chat: Chat) -> None:
    assert chat.say("cancel\x00 order 1008 \ud83d\x00").text
    assert chat.say("my e-mail address is a\x00b@example.com").text


def test_importing_again_keeps_the_change(chat: Chat) -> None:
    chat.say("cancel order 1008", "yes")
    shop = chat.agent.shop
    initialise(shop.home, "csv", EXAMPLE, progress=lambda *_: None)
    order = shop.records.orders.get("1008", "C1")
    assert order is not None
    assert order.status == "cancelled"
