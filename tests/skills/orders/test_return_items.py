"""Sending things back: on both shops."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.goods import Attribute, Text
from knowledge.legal_methods import find_method
from knowledge.people import PaymentMethod
from knowledge.purchase import Order
from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import Piece, ReturnItems
from skills.orders.return_items import skill as return_items
from skills.skill import Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.proposals import astray, one, rule_of, shown, stored, under, write_of

RULES = {
    "kettles": RuleParams(("delivered",), days=30, refund_to="original_or_gift_card"),
    "appliances": RuleParams(("妥投",), days=30, refund_to="original_or_gift_card"),
}
EACH = pytest.mark.parametrize(
    ("shop", "customer", "order", "line", "count", "to", "amount"),
    [
        ("kettles", "ada", "#1003", "coffee-250", 2, "credit_card_2", "24.00"),
        ("appliances", "U01", "880003", "fan-0", 1, "支付宝", "150"),
    ],
)


def seen_by(view: See, shop: str, customer: str, language: str = "en", **rule: object) -> View:
    changed = replace(RULES[shop], **rule)  # type: ignore[arg-type]
    return under(view(shop, customer, language), "return_items", changed)


def pieces(*named: tuple[str, int]) -> tuple[Piece, ...]:
    return tuple(Piece(line, line, count) for line, count in named)


def send_back(seen: View, order: Order, what: tuple[Piece, ...], to: str) -> Outcome:
    assert seen.customer is not None
    method = find_method(to, order, seen.customer) or PaymentMethod(to, "other")
    return return_items(seen, order, what, method)


@EACH
def test_pieces_sum_and_method_are_shown(
    view: See, shop: str, customer: str, order: str, line: str, count: int, to: str, amount: str
) -> None:
    seen = seen_by(view, shop, customer)
    what = pieces((line, count))
    outcome = send_back(seen, one(seen, order), what, to)
    assert write_of(outcome) == ReturnItems(order, what, to)
    assert values(shown(outcome), "quantity") == [count]
    assert values(shown(outcome), "amount") == [Decimal(amount)]
    assert about(shown(outcome)) == cards(shown(outcome)) == [order]
    assert astray(outcome, seen) == []


def test_a_return_is_told_with_the_mail_and_the_time_the_money_takes(view: See) -> None:
    seen = seen_by(view, "kettles", "ada")
    outcome = shown(send_back(seen, one(seen, "#1003"), pieces(("coffee-250", 2)), "credit_card_2"))
    assert wordings(outcome) == ["back", "several", "by_mail", "refund_from_to", "closes"]
    assert values(outcome, "price") == [Decimal("12.00")]
    assert values(outcome, "first") + values(outcome, "last") == [5, 7]
    assert sources(outcome, "amount") == ["orders/#1003/pieces/0+0"]


def test_who_has_no_mail_on_file_is_promised_none(view: See) -> None:
    seen = seen_by(view, "appliances", "U01")
    outcome = shown(send_back(seen, one(seen, "880003"), pieces(("fan-0", 1)), "礼品卡A"))
    assert wordings(outcome) == ["back", "one", "refund_at_once", "closes"]


def test_part_of_a_line_can_go_back(view: See) -> None:
    seen = seen_by(view, "kettles", "ada")
    outcome = send_back(seen, one(seen, "#1003"), pieces(("coffee-250", 1)), "gift_card_3")
    assert wordings(shown(outcome)) == ["back", "one", "by_mail", "refund_at_once", "closes"]
    assert values(shown(outcome), "amount") == [Decimal("12.00")]
    assert astray(outcome, seen) == []


def test_each_piece_is_listed_with_what_it_is_like(view: See) -> None:
    seen = seen_by(view, "kettles", "ada", "zh")
    order = one(seen, "#1003")
    black = Attribute(Text("color", "颜色"), Text("black", "黑色"))
    lines = tuple(replace(line, attributes=(black,)) for line in order.lines)
    fresh = replace(order, lines=lines, returns=(), payments=order.payments[:1])
    what = pieces(("coffee-250", 2), ("mug-350", 1))
    outcome = shown(send_back(seen, fresh, what, "credit_card_2"))
    assert wordings(outcome)[1:3] == ["several_like", "one_like"]
    assert values(outcome, "like") == ["黑色", "黑色"]
    assert values(outcome, "amount") == [Decimal("38.50")]


def test_never_more_goes_back_than_was_paid(view: See) -> None:
    seen = seen_by(view, "kettles", "ada")
    order = one(seen, "#1003")
    reduced = replace(order, payments=(replace(order.payments[0], amount=Decimal("20")),))
    outcome = send_back(seen, reduced, pieces(("coffee-250", 2)), "credit_card_2")
    assert values(shown(outcome), "amount") == [Decimal("20")]


def test_where_no_method_is_on_file_the_money_goes_back_as_it_came(view: See) -> None:
    seen = seen_by(view, "kettles", "busy", refund_to="original", statuses=("shipped",))
    outcome = send_back(seen, one(seen, "900001"), pieces(("kettle-black", 1)), "")
    assert wordings(shown(outcome))[2] == "refund_as_paid"


@pytest.mark.parametrize(("count", "said"), [(1, True), (2, False)])
def test_that_there_is_one_return_only_is_said_where_something_is_left(
    view: See, count: int, said: bool
) -> None:
    seen = seen_by(view, "kettles", "ada", once=True)
    order = replace(one(seen, "#1003"), returns=())
    lines = order.lines[:1]
    outcome = send_back(
        seen, replace(order, lines=lines), pieces(("coffee-250", count)), "credit_card_2"
    )
    assert ("only_once" in wordings(shown(outcome))) is said


def test_a_shop_that_allows_more_afterwards_says_nothing_of_an_end(view: See) -> None:
    seen = seen_by(view, "appliances", "U01", statuses=("妥投", "退货中"))
    outcome = send_back(seen, one(seen, "880003"), pieces(("fan-0", 1)), "支付宝")
    assert "closes" not in wordings(shown(outcome))


@EACH
def test_what_is_late_is_refused_with_the_last_day(
    view: See, shop: str, customer: str, order: str, line: str, count: int, to: str, amount: str
) -> None:
    seen = seen_by(view, shop, customer, days=3)
    outcome = send_back(seen, one(seen, order), pieces((line, count)), to)
    last = date(2026, 11, 5) if shop == "kettles" else date(2025, 6, 14)
    assert rule_of(outcome) == "refused_late"
    assert values(outcome, "days") + values(outcome, "last_day") == [3, last]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "line", "to", "category"),
    [
        ("kettles", "ada", "#1003", "coffee-250", "credit_card_2", "beans"),
        ("appliances", "U01", "880003", "fan-0", "支付宝", "fans"),
    ],
)
def test_goods_that_never_go_back_are_named(
    view: See, shop: str, customer: str, order: str, line: str, to: str, category: str
) -> None:
    seen = seen_by(view, shop, customer, categories={category: 0})
    outcome = send_back(seen, one(seen, order), pieces((line, 1)), to)
    assert rule_of(outcome) == "refused_category"
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "line", "count", "to", "rule"),
    [
        ("kettles", "ada", "#1003", "mug-350", 1, "credit_card_2", "refused_returned"),
        ("kettles", "ada", "#1003", "coffee-250", 3, "credit_card_2", "refused_too_many"),
        ("kettles", "ada", "#1003", "kettle-black", 1, "credit_card_2", "refused_unknown_item"),
        ("kettles", "ada", "#1003", "coffee-250", 0, "credit_card_2", "refused_nothing"),
        ("kettles", "ada", "#1003", "coffee-250", 1, "paypal_1", "refused_method"),
        ("kettles", "ada", "#1001", "mug-350", 1, "paypal_1", "refused_status"),
        ("appliances", "U01", "880003", "fan-0", 2, "支付宝", "refused_too_many"),
        ("appliances", "U01", "880003", "fan-1", 1, "支付宝", "refused_unknown_item"),
        ("appliances", "U01", "880003", "fan-0", 1, "微信", "refused_method"),
        ("appliances", "U01", "880002", "purifier-1", 1, "支付宝", "refused_status"),
        ("appliances", "U02", "880005", "cooker-white", 1, "微信", "refused_closed"),
    ],
)
def test_what_cannot_go_back_is_refused_with_the_rule(
    view: See, shop: str, customer: str, order: str, line: str, count: int, to: str, rule: str
) -> None:
    seen = seen_by(view, shop, customer)
    outcome = send_back(seen, one(seen, order), pieces((line, count)), to)
    assert rule_of(outcome) == rule
    assert values(outcome, "order") == [order]
    assert astray(outcome, seen) == []


@EACH
def test_a_second_return_is_refused_where_one_is_the_limit(
    view: See, shop: str, customer: str, order: str, line: str, count: int, to: str, amount: str
) -> None:
    seen = seen_by(view, shop, customer, once=True)
    outcome = send_back(seen, one(seen, order), pieces((line, count)), to)
    assert rule_of(outcome) == "refused_once"


@EACH
def test_a_shop_without_the_rule_takes_nothing_back(
    view: See, shop: str, customer: str, order: str, line: str, count: int, to: str, amount: str
) -> None:
    seen = under(view(shop, customer), "return_items", None)
    outcome = send_back(seen, one(seen, order), pieces((line, count)), to)
    assert rule_of(outcome) == "refused_never"


@EACH
def test_afterwards_what_happens_next_is_told_from_the_records(
    view: See,
    tmp_path: Path,
    shop: str,
    customer: str,
    order: str,
    line: str,
    count: int,
    to: str,
    amount: str,
) -> None:
    seen = seen_by(view, shop, customer)
    outcome = send_back(seen, one(seen, order), pieces((line, count)), to)
    with stored(seen, outcome, tmp_path) as (told, after):
        mail = ["by_mail"] if shop == "kettles" else []
        assert wordings(told) == ["done", *mail, "refund_from_to"]
        assert values(told, "amount") == [Decimal(amount)]
        assert sources(told, "amount") == [f"orders/{order}/returns/1"]
        assert astray(told, after) == []
