"""Cancelling an order: on both shops."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.purchase import Payment
from knowledge.rules import RuleParams
from knowledge.write import CancelOrder
from skills.orders.cancel_order import skill as cancel_order
from skills.skill import Reason, Refused
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.proposals import astray, one, rule_of, shown, stored, taking, under, write_of

POSSIBLE = pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1001"), ("appliances", "U01", "880001")]
)
REASONS = RuleParams(("pending", "未付款"), reasons=("no longer needed", "ordered by mistake"))


@POSSIBLE
def test_an_order_is_cancelled_as_a_whole(view: See, shop: str, customer: str, order: str) -> None:
    seen = view(shop, customer)
    outcome = cancel_order(seen, one(seen, order), Reason("changed my mind"))
    assert write_of(outcome) == CancelOrder(order, "changed my mind")
    assert values(shown(outcome), "order") == [order]
    assert about(shown(outcome)) == cards(shown(outcome)) == [order]
    assert astray(outcome, seen) == []


@POSSIBLE
def test_that_it_cannot_be_undone_is_said_last(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = view(shop, customer)
    outcome = cancel_order(seen, one(seen, order), Reason())
    assert wordings(shown(outcome))[-1] == "final"


def test_money_goes_back_the_way_it_came(view: See) -> None:
    seen = view("kettles", "ada")
    outcome = shown(cancel_order(seen, one(seen, "#1001"), Reason()))
    assert wordings(outcome) == ["whole", "back_from_to", "final"]
    assert values(outcome, "amount") == [Decimal("74.40")]
    assert values(outcome, "method") == ["PayPal"]
    assert values(outcome, "first") + values(outcome, "last") == [5, 7]
    assert sources(outcome, "amount") == ["orders/#1001/paid/paypal_1"]


def test_an_unpaid_order_brings_no_refund(view: See) -> None:
    seen = view("appliances", "U01")
    outcome = shown(cancel_order(seen, one(seen, "880001"), Reason()))
    assert wordings(outcome) == ["whole", "back_unpaid", "final"]
    assert values(outcome, "amount") == []


def test_each_method_gets_back_what_it_paid(view: See) -> None:
    seen = under(view("appliances", "U01"), "cancel_order", RuleParams(("在途",)))
    paid = (
        Payment("payment", Decimal("2000"), "支付宝"),
        Payment("payment", Decimal("399"), "礼品卡A"),
        Payment("refund", Decimal("50"), "支付宝"),
    )
    order = replace(one(seen, "880002"), payments=paid)
    outcome = shown(cancel_order(seen, order, Reason()))
    assert wordings(outcome) == ["whole", "back_from_to", "back_at_once", "final"]
    assert values(outcome, "amount") == [Decimal("1950"), Decimal("399")]
    assert values(outcome, "method") == ["支付宝", "礼品卡A"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 0), "back_at_once"),
        ((0, 3), "back_days"),
        ((4, 4), "back_days"),
        ((4,), "back_days"),
        ((3, 5), "back_from_to"),
        ((), "back_some_time"),
    ],
)
def test_how_long_it_takes_is_said_in_the_shortest_way(
    view: See, days: tuple[int, ...], said: str
) -> None:
    seen = taking(view("kettles", "ada"), other=days)
    outcome = shown(cancel_order(seen, one(seen, "#1001"), Reason()))
    assert wordings(outcome) == ["whole", said, "final"]


@pytest.mark.parametrize(
    ("payments", "said"),
    [
        ((), "back_unknown"),  # a source without payments
        ((Payment("payment", Decimal("9"), ""),), "back_as_paid"),  # one that does not say how
    ],
)
def test_what_is_not_on_file_is_not_made_up(
    view: See, payments: tuple[Payment, ...], said: str
) -> None:
    seen = view("kettles", "ada")
    order = replace(one(seen, "#1001"), payments=payments)
    assert wordings(shown(cancel_order(seen, order, Reason()))) == ["whole", said, "final"]


@POSSIBLE
@pytest.mark.parametrize(("language", "called"), [("en", "ordered by mistake"), ("zh", "下错单了")])
def test_a_reason_of_the_shop_is_shown_in_her_language(
    view: See, shop: str, customer: str, order: str, language: str, called: str
) -> None:
    seen = under(view(shop, customer, language), "cancel_order", REASONS)
    outcome = cancel_order(seen, one(seen, order), Reason("ordered by mistake"))
    assert values(shown(outcome), "reason") == [called]
    assert write_of(outcome) == CancelOrder(order, "ordered by mistake")
    assert astray(outcome, seen) == []


@POSSIBLE
def test_another_reason_is_refused_where_the_shop_lists_its_own(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = under(view(shop, customer), "cancel_order", REASONS)
    outcome = cancel_order(seen, one(seen, order), Reason("too expensive"))
    assert rule_of(outcome) == "refused_reason"
    assert values(outcome, "reasons") == ["no longer needed, ordered by mistake"]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "status", "allowed"),
    [
        ("kettles", "wei", "#1002", "shipped", "pending"),
        ("appliances", "U01", "880002", "on its way", "awaiting payment"),
    ],
)
def test_cancelling_is_refused_once_the_parcel_has_left(
    view: See, shop: str, customer: str, order: str, status: str, allowed: str
) -> None:
    seen = view(shop, customer)
    outcome = cancel_order(seen, one(seen, order), Reason())
    assert rule_of(outcome) == "refused_status"
    assert values(outcome, "status") + values(outcome, "allowed") == [status, allowed]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "status"),
    [("kettles", "ada", "#1003", "delivered"), ("appliances", "U01", "880003", "妥投")],
)
def test_what_has_arrived_can_be_sent_back_instead(
    view: See, shop: str, customer: str, order: str, status: str
) -> None:
    seen = under(view(shop, customer), "return_items", RuleParams((status,), days=30))
    outcome = cancel_order(seen, one(seen, order), Reason())
    assert isinstance(outcome, Refused)
    assert outcome.instead == "return_items"
    assert [entity.id for entity in outcome.about] == [order]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "status"),
    [("kettles", "wei", "#1004", "已取消"), ("appliances", "U02", "880005", "退货中")],
)
def test_what_is_closed_stays_closed(
    view: See, shop: str, customer: str, order: str, status: str
) -> None:
    seen = view(shop, customer, "zh")
    outcome = cancel_order(seen, one(seen, order), Reason())
    assert rule_of(outcome) == "refused_closed"
    assert values(outcome, "status") == [status]


@POSSIBLE
def test_a_shop_without_the_rule_never_cancels(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = under(view(shop, customer), "cancel_order", None)
    assert rule_of(cancel_order(seen, one(seen, order), Reason())) == "refused_never"


def test_afterwards_the_refund_is_told_from_the_records(view: See, tmp_path: Path) -> None:
    seen = view("kettles", "ada")
    outcome = cancel_order(seen, one(seen, "#1001"), Reason())
    with stored(seen, outcome, tmp_path) as (told, after):
        assert wordings(told) == ["done", "back_from_to"]
        assert values(told, "amount") == [Decimal("74.40")]
        assert sources(told, "amount") == ["orders/#1001/payments/1"]
        assert astray(told, after) == []


def test_afterwards_nothing_is_told_of_money_that_was_never_paid(view: See, tmp_path: Path) -> None:
    seen = view("appliances", "U01")
    outcome = cancel_order(seen, one(seen, "880001"), Reason())
    with stored(seen, outcome, tmp_path) as (told, after):
        assert wordings(told) == ["done"]
        assert one(after, "880001").status == "作废"
        assert about(told) == cards(told) == ["880001"]
