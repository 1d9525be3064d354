"""What may become what, and who pays for it: worked by hand on three shops."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.purchase import Line, Order, Return, Swapped
from knowledge.refusals import Refusal, refusal, refusal_of_order
from knowledge.rules import Rules
from knowledge.write import ChangeOrderItems, ExchangeItems, Swap, to_json
from tests.knowledge.five_products import TODAY
from tests.knowledge.grinders import GRINDER, change, grinders
from tests.knowledge.heaters import heater_shelf, order_of_heater
from tests.knowledge.policies import ada, min_zhang, policy
from tests.knowledge.shelf import shelf

TAU, ECOM = "tau_bench_retail", "ecom_bench"
HEATER = Swap("h60", "h60", "h50")


def refused(
    write: ChangeOrderItems | ExchangeItems,
    order: Order,
    rules: Rules | None = None,
    *,
    stock: Mapping[str, int] | None = None,
    language: Language = "en",
    done: tuple[str, ...] = (),
) -> Refusal | None:
    return refusal(
        write,
        order,
        ada(),
        rules or policy(TAU),
        TODAY,
        language=language,
        catalogue=shelf(),
        done=done,
        on_hand=(stock or {}).get,
    )


def rule_of(found: Refusal | None) -> str:
    return found.rule if found else ""


def of_heater(new: str, status: str = "已付款", to: str = "微信") -> Refusal | None:
    write = ChangeOrderItems("880009", (replace(HEATER, new=new),), to)
    return refusal(
        write,
        order_of_heater(status),
        min_zhang(),
        policy(ECOM),
        TODAY,
        language="zh",
        catalogue=heater_shelf(),
    )


@pytest.mark.parametrize(
    "swaps",
    [
        (replace(GRINDER, quantity=2),),
        (GRINDER, replace(GRINDER, line="grinder-manual:2")),
        (GRINDER, GRINDER),
    ],
)
def test_the_same_item_twice_is_told_once_a_piece(swaps: tuple[Swap, ...]) -> None:
    pair = ["grinder-manual", "grinder-electric"]
    assert to_json(change(*swaps))["items"] == [pair, pair]


@pytest.mark.parametrize("shop", [TAU, "demo", "plain"])
def test_another_version_of_the_same_thing_is_allowed(shop: str) -> None:
    assert refused(change(GRINDER), grinders(), policy(shop)) is None


@pytest.mark.parametrize(
    ("swap", "rule"),
    [
        (replace(GRINDER, line="mug-350"), "unknown_item"),
        (replace(GRINDER, old="mug-350"), "unknown_item"),
        (replace(GRINDER, quantity=0), "nothing"),
        (replace(GRINDER, quantity=3), "too_many"),
        (replace(GRINDER, new="grinder-manual"), "nothing"),
        (replace(GRINDER, new="grinder-steam"), "unknown_variant"),
        (replace(GRINDER, new="mug-350"), "other_product"),
    ],
)
def test_what_cannot_become_that_is_refused_with_the_rule(swap: Swap, rule: str) -> None:
    assert rule_of(refused(change(swap), grinders())) == rule


def test_no_swap_at_all_changes_nothing() -> None:
    assert rule_of(refused(change(), grinders())) == "nothing"


def test_a_thing_that_is_sold_out_is_named() -> None:
    kettle = Line("kettle-black", "kettle", "kettle-black", grinders().lines[0].title, Decimal(1))
    order = replace(grinders(), lines=(kettle,))
    swap = Swap("kettle-black", "kettle-black", "kettle-white")
    found = refused(change(swap), order, language="zh")
    assert found is not None
    assert found.rule == "sold_out"
    source = "products/kettle/variants/kettle-white"
    assert found.facts[1:] == (Fact("wanted", "苍鹭细口手冲壶 KT-750、白色", source),)


@pytest.mark.parametrize(
    ("stock", "rule"),
    [
        ({}, ""),  # the shop does not count
        ({"grinder-electric": 2}, ""),
        ({"grinder-electric": 1}, "too_few"),
        ({"grinder-electric": 0}, "sold_out"),
    ],
)
def test_the_ledger_decides_where_the_shop_counts(stock: Mapping[str, int], rule: str) -> None:
    write = change(replace(GRINDER, quantity=2))
    assert rule_of(refused(write, grinders(), stock=stock)) == rule


def test_how_many_are_left_is_told() -> None:
    found = refused(change(GRINDER, GRINDER), grinders(), stock={"grinder-electric": 1})
    assert found is not None
    assert found.facts[2] == Fact("left", 1, "stock/grinder-electric")


def test_a_gift_card_has_to_cover_the_difference() -> None:
    found = refused(change(GRINDER, to="gift_card_3"), grinders())
    card = "customers/ada/payment_methods/gift_card_3"
    source = "orders/#1016/difference/0=grinder-electric"
    assert found == Refusal(
        "balance",
        (
            Fact("order", "#1016", "orders/#1016"),
            Fact("method", "gift card", card),
            Fact("balance", Decimal("25.00"), card, "USD"),
            Fact("to_pay", Decimal("84.00"), source, "USD"),
        ),
    )


def test_a_gift_card_covers_a_difference_below_the_total() -> None:
    # 129.00 - 105.00; the order comes to more than the 25.00 on the card.
    assert refused(change(GRINDER, to="gift_card_3"), grinders(price="105.00")) is None


def test_a_method_that_is_not_on_file_pays_no_difference() -> None:
    assert rule_of(refused(change(GRINDER, to="paypal_9"), grinders())) == "method"


@pytest.mark.parametrize("do", ["change_order_items", "exchange_items"])
def test_once_is_once(do: str) -> None:
    status = "pending" if do == "change_order_items" else "delivered"
    order = grinders(status)
    found = refusal_of_order(do, order, policy(TAU), TODAY, done=[do])
    assert rule_of(found) == "once"


def test_what_was_swapped_before_an_import_counts_too() -> None:
    line = grinders().lines[0]
    order = replace(
        grinders(), swaps=(Swapped("change_order_items", line, line, Decimal(0), "paypal_1"),)
    )
    assert rule_of(refused(change(GRINDER), order)) == "once"


@pytest.mark.parametrize(
    ("status", "rule"),
    [("processed", "status"), ("pending (items modified)", "closed"), ("cancelled", "closed")],
)
def test_the_status_decides_first(status: str, rule: str) -> None:
    assert rule_of(refused(change(GRINDER), grinders(status))) == rule


def test_what_is_going_back_cannot_be_exchanged() -> None:
    gone = Return(("grinder-manual",), Decimal("45.00"), "paypal_1", "requested")
    order = replace(grinders("delivered"), returns=(gone,))
    both = ExchangeItems("#1016", (replace(GRINDER, quantity=2),), "paypal_1")
    one = ExchangeItems("#1016", (GRINDER,), "paypal_1")
    assert rule_of(refused(both, order, policy("demo"))) == "too_many"
    assert refused(one, order, policy("demo")) is None


@pytest.mark.parametrize(
    ("new", "rule"),
    [
        ("h50", ""),
        ("h80", ""),  # without a price
        ("h100", "sold_out"),  # listed and not on sale
        ("h40", "not_listed"),  # it lists h60, not the other way round
        ("h60", "nothing"),
        ("h20", "unknown_variant"),
    ],
)
@pytest.mark.parametrize("status", ["待付款", "已付款", "处理中"])
def test_a_shop_with_lists_swaps_only_for_what_is_on_them(status: str, new: str, rule: str) -> None:
    assert rule_of(of_heater(new, status)) == rule


@pytest.mark.parametrize("status", ["已发货", "运输中", "已送达", "已签收"])
def test_the_second_shop_swaps_nothing_that_has_left(status: str) -> None:
    assert rule_of(of_heater("h50", status)) == "status"


def test_the_second_shop_exchanges_nothing() -> None:
    order = order_of_heater("已签收")
    assert rule_of(refusal_of_order("exchange_items", order, policy(ECOM), TODAY)) == "never"


def test_a_shop_where_another_method_has_to_pay_says_so_of_a_gift_card_too() -> None:
    params = replace(policy(TAU).rules["change_order_items"], payment_methods="other")
    rules = replace(policy(TAU), rules={"change_order_items": params})
    order = replace(grinders(price="129.00"), payment_method="gift_card_3")
    # Nothing is to be paid, so it is not for want of money.
    assert rule_of(refused(change(GRINDER, to="gift_card_3"), order, rules)) == "method"
