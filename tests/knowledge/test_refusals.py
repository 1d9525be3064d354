"""What cannot be done with an order, and why: worked by hand under the rules of several shops."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.purchase import Return, Shipment
from knowledge.refusals import possible, refusal_of_order
from knowledge.rules import RuleParams, Rules
from tests.knowledge.policies import order_of_ada, order_of_min, policy
from tests.knowledge.shelf import shelf

DAY = date(2026, 11, 20)
TAU, ECOM = "tau_bench_retail", "ecom_bench"
ADA, MIN = Fact("order", "#1003", "orders/#1003"), Fact("order", "880001", "orders/880001")


def returning(*, days: int | None = 30, once: bool = False, **categories: int) -> Rules:
    params = RuleParams(("delivered",), days=days, once=once, categories=categories)
    return Rules(rules={"return_items": params})


@pytest.mark.parametrize(
    ("shop", "status", "writes"),
    [
        (
            TAU,
            "pending",
            (
                "change_order_address",
                "change_order_payment",
                "change_order_items",
                "cancel_order",
            ),
        ),
        (TAU, "pending (items modified)", ()),
        (TAU, "processed", ()),
        (TAU, "delivered", ("exchange_items", "return_items")),
        (TAU, "return requested", ()),
        (TAU, "cancelled", ()),
        (ECOM, "待付款", ("change_order_address", "change_order_items", "cancel_order")),
        (ECOM, "处理中", ("change_order_address", "change_order_items", "cancel_order")),
        (ECOM, "已发货", ()),
        (ECOM, "已送达", ()),
        (ECOM, "已签收", ("return_items",)),
        ("demo", "delivered", ("exchange_items", "return_items")),
        ("demo", "packed", ()),
        ("plain", "shipped", ()),
    ],
)
def test_the_status_says_what_is_possible(shop: str, status: str, writes: tuple[str, ...]) -> None:
    assert possible(order_of_ada(status), policy(shop), DAY) == writes


@pytest.mark.parametrize(
    ("do", "shop", "status", "instead"),
    [
        ("open_case", TAU, "delivered", ""),
        ("subscribe", TAU, "pending", ""),
        ("change_order_payment", ECOM, "已付款", "cancel_order"),
        ("exchange_items", ECOM, "已付款", "change_order_items"),
        ("exchange_items", ECOM, "已签收", "return_items"),
        ("exchange_items", ECOM, "已发货", ""),
        ("change_customer_address", ECOM, "已付款", ""),
    ],
)
def test_what_the_shop_does_not_do_is_never_possible(
    do: str, shop: str, status: str, instead: str
) -> None:
    found = refusal_of_order(do, order_of_ada(status), policy(shop), DAY)

    assert found is not None
    assert (found.rule, found.facts, found.instead) == ("never", (), instead)


@pytest.mark.parametrize("status", ["待付款", "已发货", "已签收", "已退货", "已取消"])
def test_a_case_can_be_opened_in_any_status(status: str) -> None:
    assert refusal_of_order("open_case", order_of_min(status), policy(ECOM), DAY) is None


@pytest.mark.parametrize(
    ("do", "status", "language", "told", "allowed", "instead"),
    [
        ("cancel_order", "delivered", "en", "delivered", "pending", "return_items"),
        ("cancel_order", "delivered", "zh", "已送达", "待处理", "return_items"),
        ("return_items", "pending", "en", "pending", "delivered", "cancel_order"),
        ("exchange_items", "pending", "en", "pending", "delivered", "change_order_items"),
        ("change_order_items", "delivered", "zh", "已送达", "待处理", "exchange_items"),
        ("change_order_address", "processed", "en", "processed", "pending", ""),
    ],
)
def test_another_status_is_told_with_those_in_which_it_is_possible(
    do: str, status: str, language: Language, told: str, allowed: str, instead: str
) -> None:
    order = order_of_ada(status)
    found = refusal_of_order(do, order, policy(TAU), DAY, language=language)

    assert found is not None
    assert (found.rule, found.instead) == ("status", instead)
    assert found.facts == (
        ADA,
        Fact("status", told, "orders/#1003"),
        Fact("allowed", allowed, f"policies/rules/{do}"),
    )


@pytest.mark.parametrize(
    ("language", "told", "allowed"),
    [
        ("en", "shipped", "awaiting payment, paid, being processed"),
        ("zh", "已发货", "待付款、已付款、处理中"),
    ],
)
def test_several_statuses_are_told_as_a_list(language: Language, told: str, allowed: str) -> None:
    found = refusal_of_order(
        "cancel_order", order_of_min("已发货"), policy(ECOM), DAY, language=language
    )

    assert found is not None
    assert found.facts == (
        MIN,
        Fact("status", told, "orders/880001"),
        Fact("allowed", allowed, "policies/rules/cancel_order"),
    )


@pytest.mark.parametrize(
    ("shop", "status", "do", "language", "told"),
    [
        (TAU, "pending (items modified)", "cancel_order", "en", "pending (items modified)"),
        (TAU, "pending (items modified)", "change_order_items", "zh", "待处理（商品已更改）"),
        (TAU, "return requested", "exchange_items", "en", "return requested"),
        (TAU, "exchange requested", "return_items", "zh", "已申请换货"),
        (TAU, "cancelled", "cancel_order", "en", "cancelled"),
        (ECOM, "已退货", "return_items", "zh", "已退货"),
        (ECOM, "退货申请中", "return_items", "en", "return requested"),
        ("demo", "return received", "return_items", "en", "return received"),
    ],
)
def test_an_order_that_was_changed_for_the_last_time_is_closed(
    shop: str, status: str, do: str, language: Language, told: str
) -> None:
    found = refusal_of_order(do, order_of_ada(status), policy(shop), DAY, language=language)

    assert found is not None
    assert (found.rule, found.instead) == ("closed", "")
    assert found.facts == (ADA, Fact("status", told, "orders/#1003"))


@pytest.mark.parametrize(
    ("once", "done", "rule"),
    [
        (True, ("return_items",), "once"),
        (True, ("cancel_order",), None),
        (True, (), None),
        (False, ("return_items",), None),
    ],
)
def test_what_is_possible_once_is_not_possible_again(
    once: bool, done: tuple[str, ...], rule: str | None
) -> None:
    order = order_of_ada("delivered")
    found = refusal_of_order("return_items", order, returning(once=once), DAY, done=done)

    assert (found.rule if found else None) == rule


def test_a_return_on_file_is_the_one_return() -> None:
    mug = Return(("mug-350",), Decimal("14.50"), "credit_card_2", "refunded")
    order = replace(order_of_ada("delivered"), returns=(mug,))

    found = refusal_of_order("return_items", order, returning(once=True), DAY)

    assert found is not None
    assert (found.rule, found.facts) == ("once", (ADA,))


@pytest.mark.parametrize(
    ("shop", "today", "rule"),
    [
        ("demo", date(2026, 12, 2), None),  # the parcel came on 2026-11-02: the 30th day
        ("demo", date(2026, 12, 3), "late"),
        ("plain", date(2026, 11, 16), None),  # the 14th day
        ("plain", date(2026, 11, 17), "late"),
        (TAU, date(2031, 1, 1), None),  # no limit
    ],
)
def test_goods_can_go_back_for_so_many_days(shop: str, today: date, rule: str | None) -> None:
    found = refusal_of_order("return_items", order_of_ada("delivered"), policy(shop), today)

    assert (found.rule if found else None) == rule


def test_too_late_is_told_with_the_days() -> None:
    order = order_of_ada("delivered")
    found = refusal_of_order("return_items", order, policy("demo"), date(2026, 12, 3))

    assert found is not None
    assert found.instead == ""
    assert found.facts == (
        ADA,
        Fact("items", "House blend coffee beans, Enamel camping mug", "orders/#1003"),
        Fact("days", 30, "policies/rules/return_items", "days"),
        Fact("delivered", date(2026, 11, 2), "orders/#1003/shipments/UPS77001"),
        Fact("last_day", date(2026, 12, 2), "orders/#1003/rules/return_items"),
    )


def test_the_days_count_from_the_last_parcel() -> None:
    order = order_of_ada("delivered")
    later = Shipment("UPS77002", delivered=datetime(2026, 11, 9, 10, 0))
    order = replace(order, shipments=(later, *order.shipments))

    assert refusal_of_order("return_items", order, policy("plain"), date(2026, 11, 23)) is None
    assert refusal_of_order("return_items", order, policy("plain"), date(2026, 11, 24)) is not None


@pytest.mark.parametrize(
    "shipments",
    [(), (Shipment("UPS77001"),), (Shipment("A", delivered=datetime(2020, 1, 1)), Shipment("B"))],
)
def test_goods_that_may_have_come_today_are_not_late(shipments: tuple[Shipment, ...]) -> None:
    order = replace(order_of_ada("delivered"), shipments=shipments)

    assert refusal_of_order("return_items", order, policy("plain"), date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("rules", "today", "rule", "items"),
    [
        (returning(beans=0), DAY, None, ""),  # the mug can go back
        (
            returning(beans=0, mugs=0),
            DAY,
            "category",
            "House blend coffee beans, Enamel camping mug",
        ),
        (returning(beans=0, mugs=17), DAY, "late", "Enamel camping mug"),  # came 18 days ago
        (returning(beans=0, mugs=18), DAY, None, ""),
        (returning(days=3, mugs=60), DAY, None, ""),
        (returning(days=None, beans=0), date(2031, 1, 1), None, ""),
    ],
)
def test_goods_have_windows_by_category(
    rules: Rules, today: date, rule: str | None, items: str
) -> None:
    order = order_of_ada("delivered")
    found = refusal_of_order("return_items", order, rules, today, catalogue=shelf())

    assert (found.rule if found else None) == rule
    assert found is None or found.facts[1] == Fact("items", items, "orders/#1003")


def test_a_category_counts_for_those_below_it() -> None:
    rules = Rules(
        rules={"return_items": RuleParams(("delivered",), categories={"coffee-tools": 0})}
    )
    kettle = replace(order_of_ada("delivered").lines[0], product="kettle")
    order = replace(order_of_ada("delivered"), lines=(kettle,))

    found = refusal_of_order("return_items", order, rules, DAY, catalogue=shelf())

    assert found is not None
    assert found.rule == "category"
    assert refusal_of_order("return_items", order, rules, DAY) is None  # category not known


@pytest.mark.parametrize(("language", "items"), [("en", "电饭煲"), ("zh", "电饭煲")])
def test_an_order_of_which_all_went_back_has_nothing_left(language: Language, items: str) -> None:
    order = order_of_min("已签收")
    order = replace(order, returns=(Return(("cooker-white",), Decimal(399), "微信", "refunded"),))

    found = refusal_of_order("return_items", order, policy(ECOM), DAY, language=language)

    assert found is not None
    assert (found.rule, found.facts) == ("returned", (MIN, Fact("items", items, "orders/880001")))
