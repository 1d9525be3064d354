"""Whether the money is back: on both shops."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from knowledge.purchase import Payment, Return
from skills.orders.refund_status import skill as refund_status
from skills.skill import Asked
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, hers, sources, values, wordings
from tests.skills.regulars import BUSY, NEW

SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])
PAID = pytest.mark.parametrize(
    ("shop", "customer", "order", "method"),
    [
        ("kettles", "ada", "#1001", "credit_card_2"),
        ("appliances", "U01", "880002", "支付宝"),
    ],
)


@SHOPS
def test_who_never_ordered_is_told_so(view: See, shop: str) -> None:
    outcome = refund_status(view(shop, NEW), orders=(), asked=Asked())
    assert wordings(outcome) == ["no_orders"]


@SHOPS
def test_that_there_is_no_refund_at_all_is_told(view: See, shop: str) -> None:
    seen = view(shop, BUSY)
    assert wordings(refund_status(seen, orders=seen.orders, asked=Asked())) == ["none"]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "status"),
    [("kettles", "ada", "#1001", "待处理"), ("appliances", "U02", "880004", "作废")],
)
def test_an_order_without_a_refund_is_told_with_its_state(
    view: See, shop: str, customer: str, order: str, status: str
) -> None:
    seen = view(shop, customer, "zh")
    outcome = refund_status(seen, orders=hers(seen, [order]), asked=Asked())
    assert values(outcome, "order") == [order]
    assert values(outcome, "status") == [status]
    assert values(outcome, "amount") == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "amounts"),
    [
        ("kettles", "ada", "#1003", ["14.50"]),
        ("kettles", "wei", "#1004", ["129.00"]),
        ("appliances", "U01", "880003", ["84.50", "10", "74.50"]),
    ],
)
def test_every_refund_is_told_with_its_amount(
    view: See, shop: str, customer: str, order: str, amounts: list[str]
) -> None:
    seen = view(shop, customer)
    outcome = refund_status(seen, orders=seen.orders, asked=Asked())
    assert values(outcome, "amount") == [Decimal(amount) for amount in amounts]
    assert sources(outcome, "amount")[0] == f"orders/{order}/payments/1"
    assert about(outcome) == [order]
    assert cards(outcome) == [order]


@PAID
def test_a_refund_with_a_day_is_told_with_it(
    view: See, shop: str, customer: str, order: str, method: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    back = Payment("refund", Decimal("7.30"), method, datetime(2025, 6, 2, 16, 0))
    refunded = replace(bought, payments=(back,))
    outcome = refund_status(seen, orders=(refunded,), asked=Asked())
    assert values(outcome, "at") == [date(2025, 6, 2)]
    assert values(outcome, "amount") == [Decimal("7.30")]
    assert values(outcome, "first") == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "method", "days"),
    [
        ("kettles", "ada", "#1001", "credit_card_2", (5, 7)),
        ("appliances", "U01", "880002", "支付宝", (3, 9)),
    ],
)
def test_a_refund_without_a_day_is_told_with_how_long_it_takes(
    view: See, shop: str, customer: str, order: str, method: str, days: tuple[int, int]
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    refunded = replace(bought, payments=(Payment("refund", Decimal("7.30"), method),))
    outcome = refund_status(seen, orders=(refunded,), asked=Asked())
    assert (values(outcome, "first"), values(outcome, "last")) == ([days[0]], [days[1]])
    assert sources(outcome, "first") == ["policies/refunds"]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "card", "called"),
    [
        ("kettles", "ada", "#1001", "gift_card_3", "礼品卡"),
        ("appliances", "U01", "880002", "礼品卡A", "礼品卡A"),
    ],
)
def test_money_on_a_gift_card_is_there_at_once(
    view: See, shop: str, customer: str, order: str, card: str, called: str
) -> None:
    seen = view(shop, customer, "zh")
    (bought,) = hers(seen, [order])
    refunded = replace(bought, payments=(Payment("refund", Decimal("7.30"), card),))
    outcome = refund_status(seen, orders=(refunded,), asked=Asked())
    assert values(outcome, "method") == [called]
    assert values(outcome, "first") == []


@pytest.mark.parametrize("status", ["requested", "received"])
@PAID
def test_a_return_under_way_is_told_with_the_money_it_will_bring(
    view: See, shop: str, customer: str, order: str, method: str, status: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    back = Return((bought.lines[0].id,), Decimal("9.90"), method, status)
    outcome = refund_status(seen, orders=(replace(bought, returns=(back,)),), asked=Asked())
    assert values(outcome, "amount") == [Decimal("9.90")]
    assert sources(outcome, "amount") == [f"orders/{order}/returns/0"]
    assert wordings(outcome) == [f"return_{status}", "takes"]


@pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1003"), ("appliances", "U01", "880003")]
)
def test_a_refunded_return_is_told_once_as_the_refund_that_it_was(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    done = Return(bought.returns[0].lines, Decimal("14.50"), "x", "refunded")
    refunds = (Payment("refund", Decimal("14.50"), bought.payment_method),)
    outcome = refund_status(
        seen, orders=(replace(bought, returns=(done,), payments=refunds),), asked=Asked()
    )
    assert values(outcome, "amount") == [Decimal("14.50")]


@PAID
def test_a_refunded_return_without_a_payment_is_told_all_the_same(
    view: See, shop: str, customer: str, order: str, method: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    back = Return((bought.lines[0].id,), Decimal("9.90"), method, "refunded")
    refunded = replace(bought, payments=(), returns=(back,))
    outcome = refund_status(seen, orders=(refunded,), asked=Asked())
    assert values(outcome, "amount") == [Decimal("9.90")]


@pytest.mark.parametrize(
    ("shop", "customer", "ids"),
    [("kettles", "ada", ["#1001", "#1003"]), ("appliances", "U01", ["880003", "880002"])],
)
def test_the_latest_of_several_orders_comes_first(
    view: See, shop: str, customer: str, ids: list[str]
) -> None:
    seen = view(shop, customer)
    back = Payment("refund", Decimal("1.10"), "somehow")
    refunded = tuple(replace(o, payments=(back,), returns=()) for o in hers(seen, ids))
    outcome = refund_status(seen, orders=refunded, asked=Asked())
    assert values(outcome, "order") == ids
