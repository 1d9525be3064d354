"""Where money may go and what may pay, worked by hand on orders of two shops."""

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.goods import Language
from knowledge.legal_methods import (
    covers,
    find_method,
    legal_methods,
    method_name,
    paid_net,
    refund_of,
)
from knowledge.people import PaymentMethod
from knowledge.purchase import Payment, Return
from knowledge.rules import RuleParams, Rules
from knowledge.write import Piece
from tests.knowledge.policies import ada, min_zhang, order_of_ada, order_of_min, policy

COFFEE, MUG = Piece("coffee-250", "coffee-250", 2), Piece("mug-350", "mug-350")
GIFT_CARD = PaymentMethod("gift_card_3", "gift_card", balance=Decimal("25.00"))


def ids(methods: tuple[PaymentMethod, ...]) -> list[str]:
    return [method.id for method in methods]


def returning_to(refund_to: str) -> Rules:
    params = RuleParams(statuses=("delivered",), refund_to=refund_to)
    return Rules(rules={"return_items": params})


@pytest.mark.parametrize(
    ("refund_to", "methods"),
    [
        ("", ["credit_card_2", "paypal_1", "gift_card_3"]),  # any, the original first
        ("original", ["credit_card_2"]),
        ("original_or_gift_card", ["credit_card_2", "gift_card_3"]),
        ("gift_card", ["gift_card_3"]),
    ],
)
def test_a_refund_goes_where_the_policy_says(refund_to: str, methods: list[str]) -> None:
    order = order_of_ada("delivered")

    assert ids(legal_methods("return_items", order, ada(), returning_to(refund_to))) == methods


@pytest.mark.parametrize(
    ("shop", "methods"),
    [
        ("tau_bench_retail", ["credit_card_2", "gift_card_3"]),
        ("ecom_bench", ["credit_card_2"]),
        ("demo", ["credit_card_2", "paypal_1", "gift_card_3"]),
        ("plain", ["credit_card_2", "paypal_1", "gift_card_3"]),
    ],
)
def test_the_policies_that_come_along_say_where_a_refund_goes(
    shop: str, methods: list[str]
) -> None:
    order = order_of_ada("delivered")

    assert ids(legal_methods("return_items", order, ada(), policy(shop))) == methods


def test_a_word_of_the_source_stands_for_a_method_that_is_not_on_file() -> None:
    order = order_of_min("已签收")

    assert legal_methods("return_items", order, min_zhang(), policy("ecom_bench")) == (
        PaymentMethod("微信", "微信"),
    )


def test_a_gift_card_that_paid_gets_its_refund_with_what_is_known_of_it() -> None:
    order = replace(order_of_min("已签收"), payment_method="京东E卡")

    assert legal_methods("return_items", order, min_zhang(), policy("ecom_bench")) == (
        PaymentMethod("京东E卡", "gift_card", balance=Decimal("200")),
    )


def test_an_order_without_a_method_goes_by_its_first_payment() -> None:
    order = replace(order_of_ada("delivered"), payment_method="")

    assert ids(legal_methods("return_items", order, ada(), returning_to("original"))) == [
        "credit_card_2"
    ]


def test_nothing_is_legal_where_no_method_is_known() -> None:
    order = replace(order_of_ada("delivered"), payment_method="", payments=())
    nobody = replace(ada(), payment_methods=())

    assert legal_methods("return_items", order, nobody, policy("plain")) == ()


@pytest.mark.parametrize(
    ("amount", "methods"),
    [
        (None, ["paypal_1"]),  # the total, 38.50, is more than the 25.00 on the gift card
        (Decimal("25.00"), ["paypal_1", "gift_card_3"]),  # just enough
        (Decimal("25.01"), ["paypal_1"]),
        (Decimal("-4.00"), ["paypal_1", "gift_card_3"]),  # is paid out
    ],
)
def test_another_method_pays_and_a_gift_card_only_where_it_covers_the_amount(
    amount: Decimal | None, methods: list[str]
) -> None:
    order = order_of_ada("pending")
    found = legal_methods("change_order_payment", order, ada(), policy("tau_bench_retail"), amount)

    assert ids(found) == methods


def test_the_present_method_may_pay_where_the_policy_does_not_say_other() -> None:
    rules = Rules(rules={"change_order_payment": RuleParams(statuses=("pending",))})
    order = order_of_ada("pending")

    assert ids(legal_methods("change_order_payment", order, ada(), rules)) == [
        "credit_card_2",
        "paypal_1",
    ]


@pytest.mark.parametrize(
    ("do", "shop"), [("change_order_payment", "ecom_bench"), ("subscribe", "tau_bench_retail")]
)
def test_what_the_shop_does_not_do_has_no_methods(do: str, shop: str) -> None:
    assert legal_methods(do, order_of_ada("pending"), ada(), policy(shop)) == ()


def test_a_gift_card_whose_balance_is_not_known_pays_nothing() -> None:
    assert not covers(PaymentMethod("g", "gift_card"), Decimal(1))
    assert covers(PaymentMethod("g", "gift_card"), Decimal(0))
    assert covers(PaymentMethod("p", "paypal"), Decimal(1000))


@pytest.mark.parametrize(
    ("id", "method"),
    [
        ("gift_card_3", GIFT_CARD),
        ("credit_card_2", PaymentMethod("credit_card_2", "credit_card", "visa", "4242")),
        ("paypal_9", None),
    ],
)
def test_a_method_is_found_by_its_id(id: str, method: PaymentMethod | None) -> None:
    assert find_method(id, order_of_ada("pending"), ada()) == method


@pytest.mark.parametrize(
    ("method", "language", "name"),
    [
        (PaymentMethod("c", "credit_card", "visa", "4242"), "en", "Visa ending in 4242"),
        (PaymentMethod("c", "credit_card", "visa", "4242"), "zh", "Visa（尾号4242）"),
        (PaymentMethod("g", "gift_card"), "en", "gift card"),
        (PaymentMethod("g", "gift_card"), "zh", "礼品卡"),
        (PaymentMethod("京东E卡", "gift_card"), "en", "京东E卡"),  # its own name
        (PaymentMethod("微信", "微信"), "zh", "微信"),
    ],
)
def test_a_method_is_called_as_customers_call_it(
    method: PaymentMethod, language: Language, name: str
) -> None:
    assert method_name(method, language) == name


def test_what_was_paid_is_told_by_method_without_what_came_back() -> None:
    order = replace(
        order_of_ada("pending"),
        payments=(
            Payment("payment", Decimal("38.50"), "credit_card_2"),
            Payment("refund", Decimal("38.50"), "credit_card_2"),
            Payment("payment", Decimal("30.00"), "paypal_1"),
            Payment("payment", Decimal("8.50"), "gift_card_3"),
            Payment("refund", Decimal("2.50"), "gift_card_3"),
        ),
    )

    assert paid_net(order) == (("paypal_1", Decimal("30.00")), ("gift_card_3", Decimal("6.00")))


def test_nothing_was_paid_where_no_payment_is_on_file() -> None:
    assert paid_net(replace(order_of_ada("pending"), payments=())) == ()


@pytest.mark.parametrize(
    ("pieces", "amount"),
    [
        ((COFFEE,), "24.00"),  # 2 x 12.00
        ((Piece("coffee-250", "coffee-250"),), "12.00"),
        ((COFFEE, MUG), "38.50"),
        ((), "0"),
    ],
)
def test_a_refund_is_what_the_pieces_cost(pieces: tuple[Piece, ...], amount: str) -> None:
    assert refund_of(order_of_ada("delivered"), pieces) == Decimal(amount)


def test_no_more_comes_back_than_was_paid() -> None:
    """30.00 paid after a discount, 2.50 of it back already, 5.00 promised: 22.50 are left."""
    order = replace(
        order_of_ada("delivered"),
        payments=(
            Payment("payment", Decimal("30.00"), "paypal_1"),
            Payment("refund", Decimal("2.50"), "paypal_1"),
        ),
        returns=(
            Return((), Decimal("5.00"), "paypal_1", "requested"),
            Return((), Decimal("2.50"), "paypal_1", "refunded"),
        ),
    )

    assert refund_of(order, (COFFEE, MUG)) == Decimal("22.50")
    assert refund_of(order, (MUG,)) == Decimal("14.50")


def test_an_order_whose_payments_are_not_on_file_counts_as_paid() -> None:
    assert refund_of(replace(order_of_ada("delivered"), payments=()), (MUG,)) == Decimal("14.50")


def test_nothing_comes_back_of_what_was_all_refunded() -> None:
    order = order_of_ada("delivered")
    back = Payment("refund", Decimal("40.00"), "credit_card_2")

    assert refund_of(replace(order, payments=(*order.payments, back)), (MUG,)) == 0


def test_a_piece_of_another_order_is_an_error() -> None:
    with pytest.raises(KeyError, match="tent-2"):
        refund_of(order_of_ada("delivered"), (Piece("tent-2", "tent-2"),))
