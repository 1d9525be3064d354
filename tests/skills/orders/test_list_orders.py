"""What she ordered and what it cost: on both shops."""

from datetime import date
from decimal import Decimal

import pytest

from knowledge.reference import Op, Ref, Want
from skills.orders.list_orders import skill as list_orders
from skills.skill import Asked, Needs, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, hers, sources, values, wordings
from tests.skills.regulars import BUSY, HOARD, NEW

SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])


def listed(view: See, shop: str, customer: str, ids: list[str], *about: str) -> Outcome:
    """The answer about those of her orders."""
    seen = view(shop, customer, "zh")
    return list_orders(seen, orders=hers(seen, ids), lines=(), asked=Asked(about=about))


@SHOPS
def test_who_never_ordered_is_told_so(view: See, shop: str) -> None:
    outcome = list_orders(view(shop, NEW), orders=(), lines=(), asked=Asked())
    assert wordings(outcome) == ["no_orders"]


@pytest.mark.parametrize(
    ("shop", "customer", "count", "spent"),
    [
        ("kettles", "ada", 2, "112.90"),
        ("kettles", BUSY, 8, "360"),
        ("appliances", "U01", 3, "3117"),
        ("appliances", BUSY, 8, "360"),
    ],
)
def test_all_orders_are_counted_and_added_up(
    view: See, shop: str, customer: str, count: int, spent: str
) -> None:
    seen = view(shop, customer)
    outcome = list_orders(seen, orders=seen.orders, lines=(), asked=Asked())
    assert values(outcome, "count") == [count]
    assert values(outcome, "spent") == [Decimal(spent)]
    assert sources(outcome, "spent") == [f"customers/{customer}/orders"]


@SHOPS
def test_the_latest_orders_come_first_and_the_older_ones_are_only_mentioned(
    view: See, shop: str
) -> None:
    seen = view(shop, BUSY)
    outcome = list_orders(seen, orders=seen.orders, lines=(), asked=Asked())
    assert values(outcome, "order") == list(HOARD[:1:-1])
    assert about(outcome) == list(HOARD[:1:-1])
    assert wordings(outcome)[-1] == "more"


@SHOPS
def test_some_of_her_orders_are_not_counted_as_all(view: See, shop: str) -> None:
    outcome = listed(view, shop, BUSY, ["900001", "900002"])
    assert values(outcome, "order") == ["900002", "900001"]
    assert values(outcome, "count") == []
    assert values(outcome, "spent") == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "state", "spent"),
    [
        ("kettles", "wei", "#1004", "cancelled", "129.00"),
        ("appliances", "U01", "880002", "在途", "2399"),
    ],
)
def test_all_orders_in_one_state_are_counted_and_added_up(
    view: See, shop: str, customer: str, order: str, state: str, spent: str
) -> None:
    seen = view(shop, customer)
    asked = Asked(about=("count",), ref=Ref("order", take="all"))
    outcome = list_orders(seen, orders=hers(seen, [order]), lines=(), asked=asked)
    assert values(outcome, "count") == [1]
    assert values(outcome, "spent") == [Decimal(spent)]
    assert sources(outcome, "spent") == [f"customers/{customer}/orders/{state}"]


@pytest.mark.parametrize(
    ("shop", "customer", "ids", "totals"),
    [
        ("kettles", "ada", ["#1001", "#1003"], ["38.50", "74.40"]),
        ("appliances", "U01", ["880001", "880002"], ["399", "2399"]),
    ],
)
def test_orders_named_by_number_are_each_told_whole(
    view: See, shop: str, customer: str, ids: list[str], totals: list[str]
) -> None:
    seen = view(shop, customer)
    numbers = tuple(Want("number", Op.IS, number) for number in ids)
    asked = Asked(ref=Ref("order", numbers))
    outcome = list_orders(seen, orders=hers(seen, ids), lines=(), asked=asked)
    assert values(outcome, "total") == [Decimal(total) for total in totals]
    assert sorted(cards(outcome)) == ids


@pytest.mark.parametrize(
    ("shop", "customer", "days"),
    [("kettles", "ada", [date(2026, 11, 19), date(2026, 10, 28)]), ("appliances", "U01", [])],
)
def test_a_day_is_told_where_the_shop_has_one(
    view: See, shop: str, customer: str, days: list[date]
) -> None:
    seen = view(shop, customer)
    outcome = list_orders(seen, orders=seen.orders, lines=(), asked=Asked())
    assert values(outcome, "placed") == days


@pytest.mark.parametrize("single", ["paid_with", "address", "tracking", "invoice"])
@SHOPS
def test_a_thing_of_one_order_needs_to_know_which(view: See, shop: str, single: str) -> None:
    seen = view(shop, BUSY)
    outcome = list_orders(seen, orders=seen.orders, lines=(), asked=Asked(about=(single,)))
    assert isinstance(outcome, Needs)
    assert outcome.slot == "order_id"
    assert [choice.id for choice in outcome.choices] == list(HOARD[:1:-1])


@pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1001"), ("appliances", "U01", "880001")]
)
def test_the_sum_of_all_is_told_even_where_all_is_one(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = view(shop, customer)
    asked = Asked(about=("sum",), ref=Ref("order", take="all"))
    outcome = list_orders(seen, orders=hers(seen, [order]), lines=(), asked=asked)
    assert values(outcome, "order") == [order]
    assert values(outcome, "price") == []
