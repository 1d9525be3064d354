"""What a swap costs, and how it is told: worked by hand on two shops."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.commit import Committed, commit, propose
from knowledge.legal_methods import difference, legal_methods
from knowledge.records.database import Records
from knowledge.shop import Shop
from knowledge.swaps import difference_source, settled, swapped, swaps_at
from knowledge.write import ChangeOrderItems, Swap, to_json
from tests.knowledge.confirming import with_things_to_swap
from tests.knowledge.grinders import GRINDER, change, grinders
from tests.knowledge.heaters import heater_shelf, heaters, order_of_heater
from tests.knowledge.policies import ada, min_zhang, policy
from tests.knowledge.shelf import shelf, shelf_search

TAU, ECOM = "tau_bench_retail", "ecom_bench"
TENT = Swap("tent-4", "tent-4", "tent-2")
HEATER = Swap("h60", "h60", "h50")


def test_a_write_names_old_and_new() -> None:
    assert to_json(change(GRINDER)) == {
        "do": "change_order_items",
        "order": "#1016",
        "items": {"grinder-manual": "grinder-electric"},
        "payment_method": "paypal_1",
    }


def test_one_item_for_two_different_ones_is_told_in_pairs() -> None:
    other = replace(GRINDER, new="grinder-third")
    assert to_json(change(GRINDER, other))["items"] == [
        ["grinder-manual", "grinder-electric"],
        ["grinder-manual", "grinder-third"],
    ]


@pytest.mark.parametrize(
    ("swaps", "amount"),
    [
        ((GRINDER,), "84.00"),  # 129.00 - 45.00
        ((replace(GRINDER, quantity=2),), "168.00"),
        ((), "0"),
    ],
)
def test_the_difference_is_the_price_of_today_less_what_was_paid(
    swaps: tuple[Swap, ...], amount: str
) -> None:
    assert difference(grinders(), swaps, shelf()) == Decimal(amount)


def test_what_was_bought_cheaper_costs_more_now() -> None:
    assert difference(grinders(price="40.00"), (GRINDER,), shelf()) == Decimal("89.00")


def test_something_cheaper_brings_money_back() -> None:
    tent = next(one for one in with_things_to_swap().orders if one.id == "#1017")
    assert difference(tent, (TENT,), shelf()) == Decimal("-70.00")


def test_a_price_that_is_not_on_file_leaves_the_difference_open() -> None:
    order = order_of_heater("已付款")
    swaps = (HEATER, replace(HEATER, new="h80"))
    assert difference(order, (HEATER,), heater_shelf()) == Decimal("-100")
    assert difference(order, swaps, heater_shelf()) is None
    made = swapped(ChangeOrderItems("880009", swaps, "微信"), order, heater_shelf())
    # Both keep what was paid, so that the order and its payments agree.
    assert [one.after.price for one in made] == [Decimal("1299"), Decimal("1299")]
    assert settled(made) is None


@pytest.mark.parametrize(
    ("amount", "methods"),
    [
        ("84.00", ["paypal_1", "credit_card_2"]),  # more than the 25.00 on the gift card
        ("25.00", ["paypal_1", "credit_card_2", "gift_card_3"]),
        ("0", ["paypal_1", "credit_card_2", "gift_card_3"]),
        ("-70.00", ["paypal_1", "credit_card_2", "gift_card_3"]),
        (None, ["paypal_1", "credit_card_2", "gift_card_3"]),
    ],
)
@pytest.mark.parametrize("do", ["change_order_items", "exchange_items"])
def test_any_method_takes_the_difference_and_a_gift_card_pays_only_what_it_holds(
    do: str, amount: str | None, methods: list[str]
) -> None:
    due = Decimal(amount) if amount else None
    found = legal_methods(do, grinders(), ada(), policy(TAU), due)
    assert [method.id for method in found] == methods


def test_a_method_of_the_second_shop_is_its_own_word() -> None:
    order = order_of_heater("已付款")
    found = legal_methods("change_order_items", order, min_zhang(), policy(ECOM))
    assert [method.id for method in found] == ["微信", "京东E卡", "支付宝"]


@pytest.mark.parametrize("new", ["grinder-electric", "a/b+c=d:2"])
def test_an_address_of_a_difference_says_which_swaps_it_is_of(new: str) -> None:
    swap = replace(GRINDER, new=new)
    source = difference_source(grinders(), (replace(swap, quantity=2),))
    assert source.count("/") == 3
    assert swaps_at(grinders(), source.rsplit("/", 1)[1]) == (swap, swap)


@pytest.mark.parametrize("pieces", ["", "9=x", "0", "0=", "x=y"])
def test_an_address_that_is_none_names_nothing(pieces: str) -> None:
    assert swaps_at(grinders(), pieces) is None


@pytest.mark.parametrize(("new", "total"), [("h50", "1199"), ("h80", "1299")])
def test_an_order_keeps_its_price_where_the_new_one_is_not_on_file(
    tmp_path: Path, new: str, total: str
) -> None:
    records = Records.open("sqlite://")
    records.load(replace(heaters(), customers=[min_zhang()]))
    shop = Shop(tmp_path, policy(ECOM), heater_shelf(), records, shelf_search())
    write = ChangeOrderItems("880009", (replace(HEATER, new=new),), "京东E卡")
    action = propose(shop, write, "", conversation="c", customer="U01")
    assert isinstance(commit(shop, action.id, conversation="c", customer="U01"), Committed)
    order = records.orders.get("880009", "U01")
    assert order is not None
    assert (order.lines[0].id, order.lines[0].variant) == ("h60", new)
    assert (order.total, order.lines[0].price) == (Decimal(total), Decimal(total))
    assert (order.status, len(order.payments)) == ("已付款", 2 if new == "h50" else 1)
    found = records.customers.get("U01")
    assert found is not None
    # 100 of 1299 came back to the card that held 200.
    assert found.payment_methods[0].balance == (Decimal("300") if new == "h50" else Decimal("200"))
    records.close()
