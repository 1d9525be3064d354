"""Every address that a fact may carry can be opened again, by the customer it was told to."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.fact import FactValue
from knowledge.records.database import Records
from knowledge.records.outbox import Answer
from knowledge.sources import open_source
from tests.knowledge.confirming import (
    CANCEL,
    NOON,
    SEND_BACK,
    SMALLER,
    Desk,
    shop_of,
    with_things_to_swap,
)
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("orders/#1001", Decimal("74.40")),  # an order: its total
        ("orders/#1001", "pending"),  # the words for its state
        ("orders/#1001", "待处理"),  # in both languages
        ("orders/#1001/address", "Portland"),
        ("orders/#1001/address", "12 Elm Street, Apt 3, Portland, OR 97201, USA"),  # in one line
        ("orders/#1003/items/coffee-250", Decimal("12.00")),  # what one of them cost
        ("orders/#1003/items/coffee-250", Decimal("24.00")),  # what all of them cost
        ("orders/#1003/payments/1", Decimal("14.50")),
        ("orders/#1003/returns/0", "refunded"),
        ("orders/#1003/shipments/UPS77001", datetime(2026, 11, 2, 15, 45)),
        ("orders/#1003/shipments/UPS77001", date(2026, 11, 2)),  # the day of it
        ("customers/ada", "Ada Fox"),
        ("customers/ada", "Ada"),  # how she is greeted
        ("customers/ada/address", "97201"),
        ("customers/ada/orders", 2),  # how many
        ("customers/ada/orders", Decimal("112.90")),  # what they come to
        ("customers/ada/orders/pending", 1),
        ("customers/ada/payment_methods/gift_card_3", Decimal("25.00")),
        ("products/kettle", "苍鹭细口手冲壶 KT-750"),
        ("products/kettle/attributes/material", "stainless steel"),
        ("products/kettle/attributes/材质", "不锈钢"),  # by its other name
        ("products/kettle/variants/kettle-black", Decimal("59.90")),
        ("products/kettle/variants/kettle-black/attributes/color", "black"),
        ("stock/kettle-white", date(2026, 11, 27)),  # when it is back
        ("stock/kettle-black", 12),  # on hand
        ("policies/returns", "Returns"),
        ("faq/shipping", "多久能送到？"),
        ("content/kettle-e01", "E01: no water"),
        ("policies/identity", 30),  # minutes of a lock
        ("policies/refunds", 7),
        ("policies/support", ""),
    ],
)
def test_a_value_stands_at_its_address(view: See, source: str, value: FactValue) -> None:
    assert value in open_source(source, view("kettles", "ada"))


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("orders/880002/shipments/YT5500001", "合肥转运中心"),
        ("orders/880001/address", "上海上海市浦东新区花木路8号2栋301"),  # a Chinese address
        ("customers/U01/payment_methods/礼品卡A", Decimal("200")),  # an id in Chinese
        ("customers/U01/orders/妥投", 1),  # a state in Chinese
        ("products/purifier/attributes/电压/频率", "220V/50Hz"),  # a name with a slash
        ("policies/invoices", "发票规则"),
        ("policies/support", "9:00-21:00"),
    ],
)
def test_addresses_may_hold_anything_that_a_shop_writes(
    view: See, source: str, value: FactValue
) -> None:
    assert value in open_source(source, view("appliances", "U01"))


@pytest.mark.parametrize("customer", [None, "ada", "wei"])
@pytest.mark.parametrize(
    "source", ["products/mug", "stock/mug-350", "policies/returns", "policies/identity"]
)
def test_what_is_public_stands_there_for_anybody(
    view: See, source: str, customer: str | None
) -> None:
    assert open_source(source, view("kettles", customer))


@pytest.mark.parametrize("customer", [None, "wei"])
@pytest.mark.parametrize(
    "source",
    [
        "orders/#1001",
        "orders/#1001/address",
        "orders/#1003/payments/0",
        "customers/ada",
        "customers/ada/address",
        "customers/ada/orders",
        "customers/ada/payment_methods/gift_card_3",
    ],
)
def test_what_is_hers_stands_there_for_nobody_else(
    view: See, source: str, customer: str | None
) -> None:
    with pytest.raises(KeyError, match="nothing stands at"):
        open_source(source, view("kettles", customer))


@pytest.mark.parametrize(
    "source",
    [
        "orders/#9999",  # nobody's order
        "orders/#100",  # the beginning of a number
        "orders/#1001/items",  # which one?
        "orders/#1001/items/tent-2",  # not in it
        "orders/#1003/payments/9",
        "orders/#1003/payments/-1",  # no place in a list
        "orders/#1003/returns/first",
        "orders/#1001/shipments/UPS77001",  # of another order
        "customers/ada/secrets",
        "customers/ada/payment_methods/paypal_9",
        "products/sofa",
        "products/kettle/variants/mug-350",
        "products/kettle/attributes/colour",
        "products/kettle/secrets",
        "stock/sofa",
        "policies/secrets",
        "policies/identity/secrets",
        "faq/secrets",
        "orders/",
        "customers/",
    ],
)
def test_where_nothing_stands_is_an_error(view: See, source: str) -> None:
    with pytest.raises(KeyError, match="nothing stands at"):
        open_source(source, view("kettles", "ada"))


@pytest.mark.parametrize("source", ["", "orders", "rumours/1", "/orders/#1001", "../records.db"])
def test_what_is_no_address_is_an_error_that_says_how_they_begin(view: See, source: str) -> None:
    with pytest.raises(KeyError, match="they begin with orders, customers, products"):
        open_source(source, view("kettles", "ada"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ada has cancelled an order, and the shop's own system has refused to."""
    records = Records.open(f"sqlite:///{tmp_path / 'records.db'}")
    records.load(with_things_to_swap())
    records.outbox.put("code", "ada.fox@example.com", "Your code", "481221", NOON)
    desk = Desk(shop_of(records, tmp_path))
    desk.change(CANCEL)
    records.outbox.answered(2, Answer("refused", "too late"), NOON)
    yield desk
    records.close()


def test_what_the_shops_own_system_said_stands_there_for_whose_change_it_was(desk: Desk) -> None:
    assert open_source("outbox/2", desk.shop.view("ada", "en")) == ("refused", "too late")


def test_what_swapping_costs_stands_at_its_lines_and_variants(desk: Desk) -> None:
    view = desk.shop.view("ada", "en")
    found = open_source("orders/#1016/difference/0=grinder-electric+0=grinder-electric", view)
    # Two pieces, 2 x (129.00 - 45.00) more, 90.00 so far.
    assert found == (2, Decimal("168.00"), Decimal("168.00"), Decimal("258.00"))


def test_what_was_swapped_stands_there_with_what_came_back(desk: Desk) -> None:
    desk.change(SMALLER)
    found = open_source("orders/#1017/swaps/0", desk.shop.view("ada", "en"))
    for value in ("tent-4", "tent-2", Decimal("219.00"), Decimal("149.00"), Decimal("70.00")):
        assert value in found


@pytest.mark.parametrize("end", ["swaps/0", "difference/0", "difference/7=tent-2", "swaps/first"])
def test_what_was_never_swapped_stands_nowhere(desk: Desk, end: str) -> None:
    with pytest.raises(KeyError, match="nothing stands at"):
        open_source(f"orders/#1016/{end}", desk.shop.view("ada", "en"))


@pytest.mark.parametrize("customer", [None, "wei"])
def test_what_it_said_stands_there_for_nobody_else(desk: Desk, customer: str | None) -> None:
    with pytest.raises(KeyError, match="nothing stands at"):
        open_source("outbox/2", desk.shop.view(customer, "en"))


@pytest.mark.parametrize("source", ["outbox/1", "outbox/3", "outbox/two", "outbox/2/body"])
def test_no_other_message_stands_at_an_address(desk: Desk, source: str) -> None:
    with pytest.raises(KeyError, match="nothing stands at"):
        open_source(source, desk.shop.view("ada", "en"))


def test_a_change_without_an_answer_says_nothing(desk: Desk) -> None:
    desk.change(SEND_BACK)
    with pytest.raises(KeyError, match="nothing stands at"):
        open_source("outbox/3", desk.shop.view("ada", "en"))
