"""Two shops that are told apart by everything a loader may give, opened once for all skills."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.goods import Language
from knowledge.load.init import PLAIN_POLICY
from knowledge.load.shop_data import ShopData
from knowledge.records.database import Records
from knowledge.rules import Rules
from knowledge.shop import Shop, View
from tests.knowledge.five_products import TODAY, five_products
from tests.skills.everything_said import Said, everything
from tests.skills.regulars import with_regulars
from tests.skills.second_shop import POLICY, five_appliances

See = Callable[..., View]
"""``view("kettles", "ada", "en")``: what a customer (None: a visitor) sees of a shop."""


def plain_policy() -> str:
    """The rules that a new home begins with, on a fixed day and in the currency of the shop."""
    rules = yaml.safe_load(PLAIN_POLICY.read_text(encoding="utf-8"))
    rules["today"] = TODAY
    rules["shop"]["currency"] = "USD"
    rules["identity"]["claims"] = [["email"], ["name", "zip"]]
    return yaml.safe_dump(rules, allow_unicode=True)


def in_turn(data: ShopData) -> ShopData:
    """The same shop with its orders as a loader gives them: the last one is the most recent."""
    return replace(data, orders=sorted(data.orders, key=lambda order: order.placed or datetime.max))


def open_home(folder: Path, data: ShopData, policy: str) -> Shop:
    """A shop whose home has been made from `data`."""
    (folder / "policy.yaml").write_text(policy, encoding="utf-8")
    currency = Rules.read(folder / "policy.yaml").shop.currency
    Catalogue.build(
        folder / "catalogue.db", data, currency=currency, encoder=load_encoder()
    ).close()
    records = Records.open(f"sqlite:///{folder / 'records.db'}")
    records.load(data)
    records.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SHOPKEEPER_DATABASE_URL", raising=False)
        return Shop.open(folder)


@pytest.fixture(scope="session")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Shop]]:
    """The shop of five products and the shop of appliances, by a word for what they sell."""
    opened = {
        "kettles": open_home(
            tmp_path_factory.mktemp("kettles"),
            with_regulars(in_turn(five_products()), underway="shipped"),
            plain_policy(),
        ),
        "appliances": open_home(
            tmp_path_factory.mktemp("appliances"),
            with_regulars(five_appliances(), underway="在途"),
            POLICY,
        ),
    }
    yield opened
    for shop in opened.values():
        shop.records.close()
        shop.catalogue.close()


@pytest.fixture(scope="session")
def view(shops: dict[str, Shop]) -> See:
    """What a customer sees of a shop, in a language."""

    def see(shop: str, customer: str | None = None, language: Language = "en") -> View:
        return shops[shop].view(customer, language)

    return see


@pytest.fixture(scope="session")
def everything_said(shops: dict[str, Shop]) -> Callable[[str, str], list[Said]]:
    """All that a skill says on a shop, gathered once."""

    @cache
    def said(shop: str, skill: str) -> list[Said]:
        return list(everything(shops[shop], shop, skill))

    return said
