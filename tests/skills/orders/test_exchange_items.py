"""Other variants for goods that she has: on both shops."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import ExchangeItems
from skills.orders.exchange_items import skill as exchange_items
from skills.orders.list_orders import skill as list_orders
from skills.skill import Asked, Outcome
from tests.skills import swap_shops
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.proposals import astray, one, rule_of, shown, stored, under, write_of
from tests.skills.swap_shops import swap, wish

swaps = swap_shops.swaps
DO = exchange_items.writes
SMALLER = wish("tent-4", "tent-2")
GREEN = wish("fan-0", "fan-3")
RULE = RuleParams(("妥投",), days=30)
EACH = pytest.mark.parametrize("shop", ["tents", "appliances"])


@pytest.fixture
def seen(swaps: See, view: See, shop: str) -> View:
    """Ada's view of the shop with her tent, or 张敏's of the one with her fan."""
    if shop == "tents":
        return swaps("grinders", "ada", "en")
    return under(view("appliances", "U01", "zh"), DO, RULE)


def exchange(seen: View, to: str = "") -> Outcome:
    """The tent for a smaller one, or the red fan for a green one."""
    assert seen.customer is not None
    if seen.customer.id == "ada":
        return swap(seen, DO, "#1017", (SMALLER,), to or "paypal_1")
    return swap(seen, DO, "880003", (GREEN,), to or "支付宝")


@EACH
def test_the_exchange_is_of_these_pieces_for_that(seen: View, shop: str) -> None:
    outcome = exchange(seen)
    write = write_of(outcome)
    assert isinstance(write, ExchangeItems)
    assert write.swaps == ((SMALLER,) if shop == "tents" else (GREEN,))
    assert about(shown(outcome)) == cards(shown(outcome)) == [write.order]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize("shop", ["tents"])
def test_an_exchange_is_told_with_the_money_and_the_way_back(seen: View) -> None:
    outcome = shown(exchange(seen))
    assert wordings(outcome) == [
        *("shown", "line_one", "line_differs", "line_price"),
        *("money_refund_from_to", "by_mail", "closes"),
    ]
    assert values(outcome, "was") + values(outcome, "becomes") == ["4 people", "2 people"]
    # 149.00 - 219.00
    assert values(outcome, "refund") == [Decimal("70.00")]
    assert sources(outcome, "refund") == ["orders/#1017/difference/0=tent-2"]
    assert values(outcome, "first") + values(outcome, "last") == [5, 7]


@pytest.mark.parametrize("shop", ["appliances"])
def test_what_a_line_was_like_is_looked_up_where_the_order_does_not_keep_it(seen: View) -> None:
    outcome = shown(exchange(seen))
    assert values(outcome, "was") + values(outcome, "becomes") == ["红色", "绿色"]
    assert sources(outcome, "was") == ["products/fan/variants/fan-0"]
    # 180 - 150; she has no mail on file.
    assert values(outcome, "to_pay") == [Decimal("30")]
    assert "by_mail" not in wordings(outcome)


@pytest.mark.parametrize("shop", ["appliances"])
def test_a_gift_card_that_is_empty_pays_no_difference(seen: View) -> None:
    outcome = exchange(seen, "礼品卡B")
    assert rule_of(outcome) == "refused_balance"
    assert values(outcome, "balance") + values(outcome, "to_pay") == [Decimal("0"), Decimal("30")]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize("shop", ["tents"])
def test_a_gift_card_gets_its_money_at_once(seen: View) -> None:
    assert "money_refund_at_once" in wordings(shown(exchange(seen, "gift_card_3")))


@pytest.mark.parametrize("shop", ["appliances"])
def test_a_shop_that_allows_more_afterwards_says_nothing_of_an_end(seen: View) -> None:
    more = under(seen, "return_items", RuleParams(("退货中", "妥投")))
    statuses = {**more.rules.statuses}
    statuses["换货中"] = replace(statuses["退货中"], stage="exchange_requested")
    rules = replace(
        more.rules,
        statuses=statuses,
        rules={**more.rules.rules, DO: replace(RULE, statuses=("妥投", "换货中"))},
    )
    outcome = exchange(replace(more, shop=more.shop.with_rules(rules)))
    assert "closes" not in wordings(shown(outcome))


@EACH
def test_a_second_exchange_is_refused_where_one_is_the_limit(
    seen: View, shop: str, tmp_path: Path
) -> None:
    once = under(seen, DO, replace(seen.rules.rules[DO], once=True))
    # Of the order with the fan something else is left.
    assert ("only_once" in wordings(shown(exchange(once)))) is (shop == "appliances")
    with stored(once, exchange(once), tmp_path) as (_, after):
        rules = after.rules.rules
        again = under(after, DO, replace(rules[DO], statuses=tuple(after.rules.statuses)))
        assert rule_of(exchange(again)) == "refused_once"


@EACH
def test_what_is_exchanged_is_not_exchanged_again(seen: View, shop: str, tmp_path: Path) -> None:
    with stored(seen, exchange(seen), tmp_path) as (_, after):
        rules = after.rules.rules
        again = under(after, DO, replace(rules[DO], statuses=tuple(after.rules.statuses)))
        assert rule_of(exchange(again)) == "refused_returned"


@pytest.mark.parametrize("shop", ["appliances"])
def test_what_is_late_is_refused_with_the_last_day(seen: View) -> None:
    strict = under(seen, DO, replace(RULE, days=3))
    outcome = exchange(strict)
    assert rule_of(outcome) == "refused_late"
    assert values(outcome, "last_day") == [date(2025, 6, 14)]
    assert astray(outcome, strict) == []


@pytest.mark.parametrize("shop", ["appliances"])
def test_goods_that_are_never_exchanged_are_named(seen: View) -> None:
    strict = under(seen, DO, replace(RULE, categories={"fans": 0}))
    assert rule_of(exchange(strict)) == "refused_category"


@EACH
def test_a_shop_without_the_rule_exchanges_nothing(seen: View, shop: str) -> None:
    assert rule_of(exchange(under(seen, DO, None))) == "refused_never"


@EACH
def test_afterwards_the_exchange_is_told_from_the_records(
    seen: View, shop: str, tmp_path: Path
) -> None:
    outcome = exchange(seen)
    order = write_of(outcome).order  # type: ignore[union-attr]
    with stored(seen, outcome, tmp_path) as (told, after):
        tents = shop == "tents"
        assert wordings(told)[0] == "done"
        assert wordings(told)[4] == ("money_refund_from_to" if tents else "money_paid")
        assert ("by_mail" in wordings(told)) is tents
        assert sources(told, "price") == [f"orders/{order}/swaps/0"]
        assert astray(told, after) == []


@EACH
def test_later_the_order_still_tells_what_is_exchanged_for_what(
    seen: View, shop: str, tmp_path: Path
) -> None:
    outcome = exchange(seen)
    order = write_of(outcome).order  # type: ignore[union-attr]
    with stored(seen, outcome, tmp_path) as (_, after):
        told = list_orders(after, (one(after, order),), (), Asked())
        assert "exchange" in wordings(told)
        assert values(told, "becomes") == ["2 people" if shop == "tents" else "绿色"]
        assert astray(told, after) == []
