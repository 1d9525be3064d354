"""Other variants in an order before it leaves: on two shops."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.people import PaymentMethod
from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import ChangeOrderItems, Swap
from skills.orders.change_order_items import skill as change_order_items
from tests.skills import swap_shops
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.proposals import astray, one, rule_of, shown, stored, under, write_of
from tests.skills.swap_shops import swap, wish

swaps = swap_shops.swaps
DO = change_order_items.writes
ELECTRIC = wish("grinder-manual", "grinder-electric")
EACH = pytest.mark.parametrize(
    ("shop", "customer", "order", "old", "new", "to"),
    [
        ("grinders", "ada", "#1016", "grinder-manual", "grinder-electric", "paypal_1"),
        ("heaters", "U01", "880009", "h60", "h50", "微信"),
    ],
)


def seen_by(swaps: See, language: str = "en", **rule: object) -> View:
    """Ada's view of a shop with another rule."""
    view = swaps("grinders", "ada", language)
    changed = replace(view.rules.rules[DO], **rule)  # type: ignore[arg-type]
    return under(view, DO, changed)


@EACH
def test_the_change_is_of_these_pieces_to_that(
    swaps: See, shop: str, customer: str, order: str, old: str, new: str, to: str
) -> None:
    seen = swaps(shop, customer)
    outcome = swap(seen, DO, order, (wish(old, new),), to)
    assert write_of(outcome) == ChangeOrderItems(order, (wish(old, new),), to)
    assert about(shown(outcome)) == cards(shown(outcome)) == [order]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("language", "was", "becomes"), [("en", "manual", "electric"), ("zh", "手动", "电动")]
)
def test_what_differs_is_told_with_both_prices(
    swaps: See, language: str, was: str, becomes: str
) -> None:
    seen = swaps("grinders", "ada", language)
    outcome = shown(swap(seen, DO, "#1016", (ELECTRIC,), "paypal_1"))
    assert wordings(outcome) == ["shown", "line_one", "line_differs", "line_price", "money_pay"]
    assert values(outcome, "was") + values(outcome, "becomes") == [was, becomes]
    assert values(outcome, "price") + values(outcome, "new_price") == [
        Decimal("45.00"),
        Decimal("129.00"),
    ]
    assert values(outcome, "to_pay") == [Decimal("84.00")]
    assert sources(outcome, "to_pay") == ["orders/#1016/difference/0=grinder-electric"]
    assert values(outcome, "method") == ["PayPal"]
    assert astray(outcome, seen) == []


def test_several_pieces_are_told_with_the_price_of_one(swaps: See) -> None:
    seen = swaps("grinders", "ada")
    both = replace(ELECTRIC, quantity=2)
    outcome = shown(swap(seen, DO, "#1016", (both,), "paypal_1"))
    assert wordings(outcome)[1:4] == ["line_several", "line_differs", "line_price_each"]
    assert values(outcome, "quantity") == [2]
    assert values(outcome, "to_pay") == [Decimal("168.00")]
    assert astray(outcome, seen) == []


def test_money_that_comes_back_is_told_with_its_method(swaps: See) -> None:
    seen = swaps("heaters", "U01", "zh")
    outcome = shown(swap(seen, DO, "880009", (wish("h60", "h50"),), "京东E卡"))
    assert wordings(outcome) == [
        "shown",
        "line_one_to",
        "line_differs",
        "line_price",
        "money_refund_some_time",
    ]
    assert values(outcome, "title") + values(outcome, "new_title") == ["60升热水器", "50升热水器"]
    assert values(outcome, "refund") == [Decimal("100")]
    assert values(outcome, "method") == ["京东E卡"]
    assert astray(outcome, seen) == []


def test_a_price_that_is_not_on_file_is_said_and_no_difference_named(swaps: See) -> None:
    seen = swaps("heaters", "U01", "zh")
    outcome = shown(swap(seen, DO, "880009", (wish("h60", "h80"),), "微信"))
    assert wordings(outcome)[-2:] == ["line_price_unknown", "money_unknown"]
    assert values(outcome, "new_price") + values(outcome, "difference") == []
    assert astray(outcome, seen) == []


def test_an_order_that_is_not_paid_has_another_total_then(swaps: See) -> None:
    seen = swaps("heaters", "U01", "zh")
    outcome = shown(swap(seen, DO, "880010", (wish("h60", "h50"),), "微信"))
    assert wordings(outcome)[-1] == "money_later"
    assert values(outcome, "total") == [Decimal("1199")]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(("count", "said"), [(1, True), (2, False)])
def test_that_there_is_one_change_only_is_said_where_something_is_left(
    swaps: See, count: int, said: bool
) -> None:
    seen = seen_by(swaps, once=True, closes=True)
    outcome = shown(swap(seen, DO, "#1016", (replace(ELECTRIC, quantity=count),), "paypal_1"))
    assert ("only_once" in wordings(outcome)) is said
    assert wordings(outcome)[-1] == "closes"


def test_a_gift_card_that_does_not_cover_the_difference_is_refused(swaps: See) -> None:
    seen = swaps("grinders", "ada")
    outcome = swap(seen, DO, "#1016", (ELECTRIC,), "gift_card_3")
    assert rule_of(outcome) == "refused_balance"
    assert values(outcome, "balance") == [Decimal("25.00")]
    assert values(outcome, "to_pay") == [Decimal("84.00")]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "old", "new", "count", "rule"),
    [
        ("grinders", "ada", "#1001", "kettle-black", "kettle-white", 1, "refused_sold_out"),
        ("grinders", "ada", "#1016", "grinder-manual", "grinder-electric", 3, "refused_too_many"),
        ("grinders", "ada", "#1016", "grinder-manual", "tent-2", 1, "refused_other_product"),
        ("grinders", "ada", "#1016", "grinder-manual", "grinder-manual", 1, "refused_nothing"),
        ("grinders", "ada", "#1016", "grinder-manual", "sofa", 1, "refused_unknown_variant"),
        ("grinders", "ada", "#1016", "mug-350", "tent-2", 1, "refused_unknown_item"),
        ("grinders", "ada", "#1003", "mug-350", "tent-2", 1, "refused_status"),
        ("heaters", "U01", "880009", "h60", "h100", 1, "refused_sold_out"),
        ("heaters", "U01", "880009", "h60", "h40", 1, "refused_not_listed"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_the_rule(
    swaps: See, shop: str, customer: str, order: str, old: str, new: str, count: int, rule: str
) -> None:
    seen = swaps(shop, customer)
    outcome = swap(seen, DO, order, (wish(old, new, count),), "paypal_1")
    assert rule_of(outcome) == rule
    assert astray(outcome, seen) == []


def test_what_there_is_too_little_of_is_refused_with_what_is_left(swaps: See) -> None:
    seen = swaps("grinders", "ada")
    # Of the large tent one is left.
    order = replace(one(seen, "#1017"), status="pending")
    two = replace(order, lines=(replace(order.lines[0], variant="tent-2", quantity=2),))
    wanted = Swap("tent-4", "tent-2", "tent-4", 2)
    outcome = change_order_items(seen, two, (wanted,), PaymentMethod("paypal_1", "paypal"))
    assert rule_of(outcome) == "refused_too_few"
    assert values(outcome, "left") == [1]
    assert astray(outcome, seen) == []


@EACH
def test_a_shop_without_the_rule_never_changes_it(
    swaps: See, shop: str, customer: str, order: str, old: str, new: str, to: str
) -> None:
    seen = under(swaps(shop, customer), DO, None)
    assert rule_of(swap(seen, DO, order, (wish(old, new),), to)) == "refused_never"


def test_a_shop_may_allow_it_in_other_states(swaps: See) -> None:
    seen = under(swaps("grinders", "ada"), DO, RuleParams(("delivered",)))
    outcome = swap(seen, DO, "#1016", (ELECTRIC,), "paypal_1")
    assert rule_of(outcome) == "refused_status"
    assert astray(outcome, seen) == []


@EACH
def test_afterwards_what_it_is_now_is_told_from_the_records(
    swaps: See,
    tmp_path: Path,
    shop: str,
    customer: str,
    order: str,
    old: str,
    new: str,
    to: str,
) -> None:
    seen = swaps(shop, customer)
    outcome = swap(seen, DO, order, (wish(old, new),), to)
    with stored(seen, outcome, tmp_path) as (told, after):
        assert wordings(told)[0] == "done"
        assert values(told, "was") + values(told, "becomes") == values(
            shown(outcome), "was"
        ) + values(shown(outcome), "becomes")
        assert wordings(told)[-1] == (
            "money_paid" if shop == "grinders" else "money_refund_some_time"
        )
        assert sources(told, "price") == [f"orders/{order}/swaps/0"]
        assert astray(told, after) == []


def test_afterwards_an_unpaid_order_is_told_with_its_total(swaps: See, tmp_path: Path) -> None:
    seen = swaps("heaters", "U01", "zh")
    outcome = swap(seen, DO, "880010", (wish("h60", "h50"),), "微信")
    with stored(seen, outcome, tmp_path) as (told, after):
        assert wordings(told)[-1] == "money_later"
        assert values(told, "total") == [Decimal("1199")]
        assert astray(told, after) == []


def test_afterwards_a_price_that_is_not_on_file_stays_open(swaps: See, tmp_path: Path) -> None:
    seen = swaps("heaters", "U01", "zh")
    outcome = swap(seen, DO, "880009", (wish("h60", "h80"),), "微信")
    with stored(seen, outcome, tmp_path) as (told, after):
        assert wordings(told)[-2:] == ["line_price_unknown", "money_unknown"]
        assert astray(told, after) == []
