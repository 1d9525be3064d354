"""What is wrong with a complete write, under the rules of several shops."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.people import Address
from knowledge.purchase import Return
from knowledge.refusals import refusal
from knowledge.rules import RuleParams, Rules
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderPayment,
    EraseCustomer,
    OpenCase,
    Piece,
    ReturnItems,
    Subscribe,
    Write,
)
from tests.knowledge.four_orders import ADA_HOME
from tests.knowledge.policies import ada, min_zhang, order_of_ada, order_of_min, policy
from tests.knowledge.shelf import shelf

DAY = date(2026, 11, 20)
TAU, ECOM = "tau_bench_retail", "ecom_bench"
ADA, MIN = Fact("order", "#1003", "orders/#1003"), Fact("order", "880001", "orders/880001")
COFFEE, MUG = Piece("coffee-250", "coffee-250"), Piece("mug-350", "mug-350")
COOKER = Piece("cooker-white", "cooker-white")


def of_ada(
    write: Write, status: str, shop: str = TAU, language: Language = "en"
) -> tuple[str, tuple[Fact, ...]] | None:
    found = refusal(write, order_of_ada(status), ada(), policy(shop), DAY, language=language)
    return (found.rule, found.facts) if found else None


def of_min(
    write: Write, status: str, language: Language = "zh"
) -> tuple[str, tuple[Fact, ...]] | None:
    order = order_of_min(status)
    found = refusal(write, order, min_zhang(), policy(ECOM), DAY, language=language)
    return (found.rule, found.facts) if found else None


@pytest.mark.parametrize(
    ("write", "status", "shop"),
    [
        (CancelOrder("#1003", "no longer needed"), "pending", TAU),
        (CancelOrder("#1003", "whatever she says"), "pending", "plain"),  # no reasons listed
        (ChangeOrderAddress("#1003", replace(ADA_HOME, address2="Apt 4")), "pending", TAU),
        (ChangeOrderPayment("#1003", "paypal_1"), "pending", TAU),
        (
            ReturnItems("#1003", (replace(COFFEE, quantity=2), MUG), "credit_card_2"),
            "delivered",
            TAU,
        ),
        (ReturnItems("#1003", (COFFEE, COFFEE), "gift_card_3"), "delivered", TAU),
        (ReturnItems("#1003", (MUG,), "paypal_1"), "delivered", "demo"),
        (OpenCase("ada", "#1003", "damaged", "broken"), "delivered", "demo"),
    ],
)
def test_what_the_rules_allow_is_not_refused(write: Write, status: str, shop: str) -> None:
    assert of_ada(write, status, shop) is None


@pytest.mark.parametrize(
    ("write", "status"),
    [
        (CancelOrder("880001", "不想要了"), "处理中"),
        (
            ChangeOrderAddress("880001", Address("花木路9号", "", "上海市", "上海", "中国")),
            "已付款",
        ),
        (ReturnItems("880001", (COOKER,), "微信"), "已签收"),
        (OpenCase("U01", "880001", "price_protection", "降价了"), "已发货"),
    ],
)
def test_what_the_rules_of_the_second_shop_allow_is_not_refused(write: Write, status: str) -> None:
    assert of_min(write, status) is None


@pytest.mark.parametrize(
    ("write", "shop", "rule"),
    [
        (ChangeCustomerAddress("ada", replace(ADA_HOME, zip="97202")), TAU, None),
        (ChangeCustomerAddress("ada", replace(ADA_HOME, zip="97202")), ECOM, "never"),
        (ChangeCustomerAddress("ada", ADA_HOME), TAU, "nothing"),
        (Subscribe("ada", "kettle-white"), "demo", None),
        (Subscribe("ada", "kettle-white"), TAU, "never"),
        (Subscribe("ada", "kettle-white"), ECOM, "never"),
        (OpenCase("ada", "", "other"), "plain", None),
        (OpenCase("ada", "", "other"), TAU, "never"),
        (EraseCustomer("ada"), TAU, None),
        (EraseCustomer("ada"), ECOM, None),
    ],
)
def test_a_write_without_an_order_is_allowed_or_not(
    write: Write, shop: str, rule: str | None
) -> None:
    found = refusal(write, None, ada(), policy(shop), DAY)

    assert (found.rule if found else None) == rule
    assert found is None or found.facts == ()


def test_the_order_is_looked_at_first() -> None:
    told = of_ada(CancelOrder("#1003", "too expensive"), "delivered", language="zh")

    assert told is not None
    assert told[0] == "status"
    assert told[1][1].value == "已送达"


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        ("en", "no longer needed, ordered by mistake"),
        ("zh", "不需要了、下错单了"),
    ],
)
@pytest.mark.parametrize("reason", ["", "No longer needed", "too expensive"])
def test_a_reason_is_one_of_the_shop_s_own(reason: str, language: Language, reasons: str) -> None:
    told = of_ada(CancelOrder("#1003", reason), "pending", language=language)

    assert told == ("reason", (ADA, Fact("reasons", reasons, "policies/rules/cancel_order")))


@pytest.mark.parametrize(
    "address",
    [ADA_HOME, Address(" 12 elm  street", "APT 3", "portland ", "or", "usa", "97201")],
)
def test_the_same_address_changes_nothing(address: Address) -> None:
    assert of_ada(ChangeOrderAddress("#1003", address), "pending") == ("nothing", (ADA,))


def test_the_same_address_changes_nothing_in_the_second_shop() -> None:
    address = Address("花木路8号", "", "上海市", "上海", "中国")

    assert of_min(ChangeOrderAddress("880001", address), "已付款") == ("nothing", (MIN,))


def test_the_present_method_changes_nothing() -> None:
    assert of_ada(ChangeOrderPayment("#1003", "credit_card_2"), "pending") == ("nothing", (ADA,))


@pytest.mark.parametrize(("language", "name"), [("en", "gift card"), ("zh", "礼品卡")])
def test_a_gift_card_has_to_cover_the_total(language: Language, name: str) -> None:
    source = "customers/ada/payment_methods/gift_card_3"

    assert of_ada(ChangeOrderPayment("#1003", "gift_card_3"), "pending", language=language) == (
        "balance",
        (
            ADA,
            Fact("method", name, source),
            Fact("balance", Decimal("25.00"), source, "USD"),
            Fact("total", Decimal("38.50"), "orders/#1003", "USD"),
        ),
    )


def test_a_method_that_is_not_on_file_pays_nothing() -> None:
    assert of_ada(ChangeOrderPayment("#1003", "paypal_9"), "pending") == ("method", (ADA,))


def test_a_refund_to_another_method_is_refused_by_its_name() -> None:
    paypal = Fact("method", "PayPal", "customers/ada/payment_methods/paypal_1")

    assert of_ada(ReturnItems("#1003", (MUG,), "paypal_1"), "delivered") == (
        "method",
        (ADA, paypal),
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_refund_goes_back_only_to_how_it_was_paid(language: Language) -> None:
    card = Fact("method", "京东E卡", "customers/U01/payment_methods/京东E卡")
    write = ReturnItems("880001", (COOKER,), "京东E卡")

    assert of_min(write, "已签收", language) == ("method", (MIN, card))


def test_a_refund_needs_no_method_where_none_is_on_file() -> None:
    order = replace(order_of_ada("delivered"), payment_method="", payments=())
    nobody = replace(ada(), payment_methods=())

    assert refusal(ReturnItems("#1003", (MUG,), ""), order, nobody, policy("demo"), DAY) is None
    assert of_ada(ReturnItems("#1003", (MUG,), ""), "delivered") == ("method", (ADA,))


@pytest.mark.parametrize(
    "pieces", [(), (replace(MUG, quantity=0),), (replace(MUG, quantity=-1), COFFEE)]
)
def test_a_return_of_no_piece_changes_nothing(pieces: tuple[Piece, ...]) -> None:
    write = ReturnItems("#1003", pieces, "credit_card_2")

    assert of_ada(write, "delivered") == ("nothing", (ADA,))


@pytest.mark.parametrize(
    "piece",
    [Piece("tent-2", "tent-2"), Piece("mug-350", "coffee-250"), Piece("mug-350:2", "mug-350")],
)
def test_what_is_not_in_the_order_cannot_go_back(piece: Piece) -> None:
    write = ReturnItems("#1003", (MUG, piece), "credit_card_2")

    assert of_ada(write, "delivered") == ("unknown_item", (ADA,))


@pytest.mark.parametrize("pieces", [(replace(COFFEE, quantity=3),), (COFFEE, COFFEE, COFFEE)])
def test_no_more_goes_back_than_was_bought(pieces: tuple[Piece, ...]) -> None:
    write = ReturnItems("#1003", pieces, "credit_card_2")

    assert of_ada(write, "delivered", "demo") == (
        "too_many",
        (
            ADA,
            Fact("items", "House blend coffee beans", "orders/#1003"),
            Fact("left", 2, "orders/#1003/items/coffee-250"),
        ),
    )


@pytest.mark.parametrize(
    ("back", "amount", "quantity", "rule"),
    [
        (("coffee-250",), "12.00", 1, None),  # one piece of two went back
        (("coffee-250",), "12.00", 2, "too_many"),
        (("coffee-250",), "24.00", 1, "returned"),  # the whole line, named once
        (("coffee-250", "coffee-250"), "24.00", 1, "returned"),
        (("mug-350",), "14.50", 2, None),
    ],
)
def test_what_went_back_cannot_go_back_again(
    back: tuple[str, ...], amount: str, quantity: int, rule: str | None
) -> None:
    gone = Return(back, Decimal(amount), "credit_card_2", "refunded")
    order = replace(order_of_ada("delivered"), returns=(gone,))
    write = ReturnItems("#1003", (replace(COFFEE, quantity=quantity),), "credit_card_2")

    found = refusal(write, order, ada(), policy("demo"), DAY)

    assert (found.rule if found else None) == rule


def test_goods_of_some_categories_cannot_go_back() -> None:
    params = RuleParams(("delivered",), categories={"beans": 0})
    rules = Rules(rules={"return_items": params})
    write = ReturnItems("#1003", (MUG, COFFEE), "credit_card_2")

    found = refusal(write, order_of_ada("delivered"), ada(), rules, DAY, catalogue=shelf())

    assert found is not None
    assert found.rule == "category"
    assert found.facts == (ADA, Fact("items", "House blend coffee beans", "orders/#1003"))


@pytest.mark.parametrize(("kind", "rule"), [("damaged", None), ("invoice", "kind")])
def test_a_shop_may_open_cases_of_some_kinds_alone(kind: str, rule: str | None) -> None:
    rules = Rules(rules={"open_case": RuleParams(kinds=("damaged", "repair"))})
    case = OpenCase("ada", "", "damaged" if kind == "damaged" else "invoice")

    found = refusal(case, None, ada(), rules, DAY)

    assert (found.rule if found else None) == rule


@pytest.mark.parametrize(
    ("write", "complaint"),
    [
        (CancelOrder("880001"), "order 880001 is of U01; ada asks for it"),
        (OpenCase("U01", "880001", "other"), "the write is of customer U01; ada asks for it"),
        (CancelOrder("#1001"), "the order is 880001; the write is of '#1001'"),
        (Subscribe("ada", "kettle-white"), "the order is 880001; the write is of ''"),
    ],
)
def test_a_write_on_a_record_of_somebody_else_is_an_error(write: Write, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        refusal(write, order_of_min("已付款"), ada(), policy(ECOM), DAY)


def test_a_change_of_an_order_without_the_order_is_an_error() -> None:
    with pytest.raises(ValueError, match="the order is None; the write is of '#1003'"):
        refusal(CancelOrder("#1003"), None, ada(), policy(TAU), DAY)
