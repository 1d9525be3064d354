"""Shops of one's own for each test: the goods are shared, people, orders and chats are fresh."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.turn import Identity
from knowledge.goods import Language
from knowledge.load.shop_data import ShopData
from knowledge.records.database import Records
from knowledge.rules import Rules
from knowledge.shop import Shop
from tests.agent.chat import NOBODY, Begin, Chat, Clock, begin
from tests.knowledge.five_products import five_products
from tests.skills import conftest as skill_shops
from tests.skills.regulars import with_regulars
from tests.skills.second_shop import five_appliances

shops = skill_shops.shops
view = skill_shops.view

FreshShop = Callable[..., Shop]
"""``fresh_shop("kettles", rules)``: a shop that nobody has talked to yet."""


def people_of(shop: str) -> ShopData:
    """Who buys in a shop, and what they bought."""
    if shop == "kettles":
        return with_regulars(skill_shops.in_turn(five_products()), underway="shipped")
    return with_regulars(five_appliances(), underway="在途")


@pytest.fixture
def fresh_shop(shops: dict[str, Shop], tmp_path: Path) -> Iterator[FreshShop]:
    opened: list[Records] = []

    def open_shop(name: str = "kettles", rules: Rules | None = None) -> Shop:
        home = tmp_path / f"{name}{len(opened)}"
        home.mkdir()
        records = Records.open(f"sqlite:///{home / 'records.db'}")
        opened.append(records)
        records.load(people_of(name))
        shop = replace(shops[name], home=home, records=records)
        return shop.with_rules(rules) if rules else shop

    with pytest.MonkeyPatch.context() as patch:
        # Nothing that is typed in a test may leave the house.
        for way in ("SMTP_URL", "WEBHOOK_URL", "WEBHOOK_SECRET"):
            patch.delenv(f"SHOPKEEPER_{way}", raising=False)
        yield open_shop
    for records in opened:
        records.close()


@pytest.fixture
def new_chat(fresh_shop: FreshShop) -> Begin:
    """A new conversation with a fresh shop."""

    def start(
        shop: str | Shop = "kettles",
        identity: Identity = NOBODY,
        language: Language | None = None,
    ) -> Chat:
        opened = fresh_shop(shop) if isinstance(shop, str) else shop
        return begin(Agent(opened), identity, language)

    return start


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The shops' clock, at noon of the day that the shop of five products lives in."""
    clock = Clock(datetime(2026, 11, 20, 12))
    monkeypatch.setattr(Shop, "now", lambda shop: clock.now)
    return clock
