"""Paying an order in another way: on both shops."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.legal_methods import find_method
from knowledge.people import PaymentMethod
from knowledge.purchase import Payment
from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import ChangeOrderPayment
from skills.orders.change_order_payment import skill as change_order_payment
from skills.skill import Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.proposals import astray, one, rule_of, shown, stored, under, write_of

RULES = {
    "kettles": RuleParams(("pending",), payment_methods="other"),
    "appliances": RuleParams(("未付款",), payment_methods="other"),
}
EACH = pytest.mark.parametrize(
    ("shop", "customer", "order", "to"),
    [("kettles", "ada", "#1001", "credit_card_2"), ("appliances", "U01", "880001", "支付宝")],
)


def seen_by(view: See, shop: str, customer: str, language: str = "en", **rule: bool) -> View:
    changed = replace(RULES[shop], **rule)
    return under(view(shop, customer, language), "change_order_payment", changed)


def change(seen: View, order: str, to: str) -> Outcome:
    assert seen.customer is not None
    bought = one(seen, order)
    return change_order_payment(
        seen, bought, find_method(to, bought, seen.customer) or PaymentMethod(to, "other")
    )


@EACH
def test_the_change_is_of_this_order_to_this_method(
    view: See, shop: str, customer: str, order: str, to: str
) -> None:
    seen = seen_by(view, shop, customer)
    outcome = change(seen, order, to)
    assert write_of(outcome) == ChangeOrderPayment(order, to)
    assert about(shown(outcome)) == cards(shown(outcome)) == [order]
    assert astray(outcome, seen) == []


def test_what_is_charged_there_and_goes_back_here_is_shown(view: See) -> None:
    seen = seen_by(view, "kettles", "ada")
    outcome = shown(change(seen, "#1001", "credit_card_2"))
    assert wordings(outcome) == ["now", "instead", "back_from_to"]
    assert values(outcome, "method") == ["PayPal", "Visa ending in 4242", "PayPal"]
    assert values(outcome, "amount") == [Decimal("74.40"), Decimal("74.40")]
    assert sources(outcome, "amount") == ["orders/#1001/paid", "orders/#1001/paid/paypal_1"]


def test_of_an_unpaid_order_no_money_moves(view: See) -> None:
    seen = seen_by(view, "appliances", "U01", "zh")
    outcome = shown(change(seen, "880001", "支付宝"))
    assert wordings(outcome) == ["now", "instead_later", "back_unpaid"]
    assert values(outcome, "method") == ["微信", "支付宝"]
    assert values(outcome, "total") == [Decimal("399")]


def test_money_that_is_there_already_stays_there(view: See) -> None:
    seen = seen_by(view, "kettles", "ada")
    assert seen.customer is not None
    paid = (
        Payment("payment", Decimal("50"), "paypal_1"),
        Payment("payment", Decimal("24.40"), "credit_card_2"),
    )
    order = replace(one(seen, "#1001"), payments=paid)
    card = seen.customer.payment_methods[1]
    outcome = shown(change_order_payment(seen, order, card))
    assert values(outcome, "amount") == [Decimal("50"), Decimal("50")]


def test_how_it_was_paid_is_not_made_up(view: See) -> None:
    seen = seen_by(view, "kettles", "ada")
    assert seen.customer is not None
    order = replace(one(seen, "#1001"), payments=(), payment_method="")
    outcome = shown(change_order_payment(seen, order, seen.customer.payment_methods[1]))
    assert wordings(outcome) == ["unknown_so_far", "instead_later", "back_unknown"]


@EACH
def test_that_nothing_can_be_changed_afterwards_is_said(
    view: See, shop: str, customer: str, order: str, to: str
) -> None:
    seen = seen_by(view, shop, customer, closes=True)
    assert wordings(shown(change(seen, order, to)))[-1] == "closes"


@pytest.mark.parametrize(
    ("shop", "customer", "order", "card", "balance", "total"),
    [
        ("kettles", "ada", "#1001", "gift_card_3", "25.00", "74.40"),
        ("appliances", "U01", "880001", "礼品卡A", "200", "399"),
    ],
)
def test_a_gift_card_has_to_cover_the_order(
    view: See, shop: str, customer: str, order: str, card: str, balance: str, total: str
) -> None:
    seen = seen_by(view, shop, customer)
    outcome = change(seen, order, card)
    assert rule_of(outcome) == "refused_balance"
    assert values(outcome, "balance") == [Decimal(balance)]
    assert values(outcome, "total") == [Decimal(total)]
    assert astray(outcome, seen) == []


@EACH
def test_a_method_that_is_not_on_file_is_refused(
    view: See, shop: str, customer: str, order: str, to: str
) -> None:
    seen = seen_by(view, shop, customer)
    assert rule_of(change(seen, order, "credit_card_of_somebody_else")) == "refused_method"


@pytest.mark.parametrize(
    ("shop", "customer", "order", "same"),
    [("kettles", "ada", "#1001", "paypal_1"), ("appliances", "U01", "880001", "微信")],
)
def test_the_same_method_is_nothing_to_change(
    view: See, shop: str, customer: str, order: str, same: str
) -> None:
    seen = seen_by(view, shop, customer)
    assert rule_of(change(seen, order, same)) == "refused_nothing"


@pytest.mark.parametrize(
    ("shop", "customer", "order", "to", "allowed"),
    [
        ("kettles", "ada", "#1003", "paypal_1", "pending"),
        ("appliances", "U01", "880002", "礼品卡A", "awaiting payment"),
    ],
)
def test_it_is_too_late_once_the_parcel_has_left(
    view: See, shop: str, customer: str, order: str, to: str, allowed: str
) -> None:
    seen = seen_by(view, shop, customer)
    outcome = change(seen, order, to)
    assert rule_of(outcome) == "refused_status"
    assert values(outcome, "allowed") == [allowed]
    assert astray(outcome, seen) == []


@EACH
def test_a_shop_without_the_rule_never_changes_it(
    view: See, shop: str, customer: str, order: str, to: str
) -> None:
    seen = under(view(shop, customer), "change_order_payment", None)
    assert rule_of(change(seen, order, to)) == "refused_never"


def test_afterwards_both_sums_are_told_from_the_records(view: See, tmp_path: Path) -> None:
    seen = seen_by(view, "kettles", "ada")
    with stored(seen, change(seen, "#1001", "credit_card_2"), tmp_path) as (told, after):
        assert wordings(told) == ["done", "back_from_to"]
        assert values(told, "method") == ["Visa ending in 4242", "PayPal"]
        assert sources(told, "amount") == ["orders/#1001/payments/1", "orders/#1001/payments/2"]
        assert astray(told, after) == []


def test_afterwards_the_method_of_an_unpaid_order_is_told(view: See, tmp_path: Path) -> None:
    seen = seen_by(view, "appliances", "U01")
    with stored(seen, change(seen, "880001", "支付宝"), tmp_path) as (told, after):
        assert wordings(told) == ["done_later"]
        assert values(told, "method") == ["支付宝"]
        assert astray(told, after) == []
