"""An answer to "shall I go ahead?" that wants a part of it otherwise, or sets a condition."""

from decimal import Decimal

import pytest

from agent.turn import Revise, Wish, Yes
from knowledge.reference import Op, Want
from tests.agent.understanding.test_confirming import BACK, CANCEL, PAY, answer, verdict


def correction(text: str, do: str) -> Wish:
    """What a message wants otherwise."""
    (by,) = [act.by for act in answer(text, do).acts if isinstance(act, Revise)]
    assert by is not None
    return by


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("yes but only the lamp", BACK),
        ("yes, but not the lamp", BACK),
        ("ok except the mug", BACK),
        ("sure, without the clock", BACK),
        ("yes but leave the lamp out", BACK),
        ("yes, but don't return the mug", BACK),
        ("yes, but on my paypal instead", PAY),
        ("好的，但是只退台灯", BACK),
        ("可以，不过别退杯子", BACK),
        ("可以，除了杯子", BACK),
        ("行，不要退台灯", BACK),
    ],
)
def test_a_yes_but_is_a_correction_and_agrees_to_nothing(text: str, do: str) -> None:
    assert verdict(text, do) == ["correct"]


@pytest.mark.parametrize(
    ("text", "op", "amount"),
    [
        ("yes, if it's not more than 20 dollars", Op.LE, 20),
        ("yes if it is less than 50", Op.LE, 50),
        ("ok as long as it's under 30 euros", Op.LE, 30),
        ("sure, provided I get at least 40 dollars", Op.GE, 40),
        ("可以，如果不超过20元", Op.LE, 20),
        ("好的，只要低于50块", Op.LE, 50),
    ],
)
def test_a_yes_with_an_amount_holds_on_that_condition(text: str, op: Op, amount: int) -> None:
    (yes,) = answer(text).acts
    assert isinstance(yes, Yes)
    assert [(w.attribute, w.op, w.value) for w in yes.only_if] == [("price", op, Decimal(amount))]


@pytest.mark.parametrize(
    "text",
    [
        "yes, if it's free",
        "ok provided the refund is quick",
        "only if it arrives before Friday, yes",
        "可以，如果能明天到",
        "好的，前提是免运费",
    ],
)
def test_a_condition_that_is_no_amount_is_kept_as_it_was_said(text: str) -> None:
    (yes,) = answer(text).acts
    assert isinstance(yes, Yes)
    assert [want.attribute for want in yes.only_if] == ["condition"]


@pytest.mark.parametrize(
    ("text", "do", "sign", "thing"),
    [
        ("no, not the lamp, the clock", BACK, Op.NOT, "lamp"),
        ("no, only the lamp", BACK, Op.IS, "lamp"),
        ("not the mug, just the lamp", BACK, Op.NOT, "mug"),
        ("actually also the clock", BACK, Op.IS, "clock"),
        ("I meant the clock", BACK, Op.IS, "clock"),
        ("不是台灯，是杯子", BACK, Op.NOT, "台灯"),
        ("只退台灯", BACK, Op.IS, "台灯"),
        ("还有杯子也退", BACK, Op.IS, "杯子"),
    ],
)
def test_not_this_but_that_is_a_correction_of_the_things(
    text: str, do: str, sign: Op, thing: str
) -> None:
    items = correction(text, do).items
    assert items is not None
    assert any(w.op is sign and thing in str(w.value) for w in items.wants)
    assert "yes" not in verdict(text, do)


@pytest.mark.parametrize(
    ("text", "do", "value"),
    [
        ("put it on my paypal instead", PAY, "paypal"),
        ("no, use my visa", PAY, "visa"),
        ("refund it to my gift card instead", BACK, "gift_card"),
        ("no, to the mastercard", BACK, "mastercard"),
        ("改成退到支付宝", BACK, "支付宝"),
        ("用礼品卡吧", PAY, "gift_card"),
    ],
)
def test_another_way_to_pay_is_a_correction(text: str, do: str, value: str) -> None:
    pay = correction(text, do).pay
    assert pay is not None
    assert value in [want.value for want in pay.wants]
    assert "yes" not in verdict(text, do)


@pytest.mark.parametrize(
    "text",
    [
        "can I choose a different way?",
        "another payment method please",
        "换个方式",
        "别的方式行吗",
        "用别的卡行吗",
    ],
)
def test_any_other_way_than_the_one_shown_is_a_correction(text: str) -> None:
    pay = correction(text, BACK).pay
    assert pay is not None
    assert pay.want("of") == Want("of", Op.IS, "other")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("the house number is 17, not 7", "17"),
        ("no, zip 97302", "97302"),
        ("it should be Apt 5", "Apt 5"),
        ("the street is wrong, it's 9 Oak Lane", "9 Oak Lane"),
        ("门牌号写错了，应该是18号", "18号"),
        ("不是3栋，是5栋", "5栋"),
    ],
)
def test_another_part_of_the_address_is_a_correction(text: str, part: str) -> None:
    to = correction(text, "change_order_address").to
    assert not isinstance(to, type(None))
    assert part in repr(to)
    assert "yes" not in verdict(text, "change_order_address")


def test_another_order_is_a_correction() -> None:
    of = correction("no, #1005", CANCEL).of
    assert of is not None
    assert of.want("number") == Want("number", Op.IS, "#1005")


@pytest.mark.parametrize(
    "text",
    [
        "wait, the zip code is wrong",
        "hold on, the city should be Bonn",
        "等等 城市改回Bonn",
        "sorry, the full one is Brunnenweg 64, 28195 Bremen",
        "完整的 Brunnenweg 64, 28195 Bremen",
    ],
)
def test_a_part_of_an_address_that_is_named_corrects_it(text: str) -> None:
    assert verdict(text, "change_order_address") == ["correct"]


def test_a_part_of_an_address_corrects_nothing_else() -> None:
    assert verdict("wait, what is my zip code", CANCEL) == ["wait"]


@pytest.mark.parametrize(
    ("text", "do", "instead"),
    [
        ("no, I'll just send it back", "exchange_items", BACK),
        ("no, return it instead", "exchange_items", BACK),
        ("no, I'd rather return the mug", "change_order_items", BACK),
        ("no, exchange the mug", BACK, "exchange_items"),
        ("不，我要退货", "exchange_items", BACK),
    ],
)
def test_a_no_may_want_something_else_done_with_the_same_things(
    text: str, do: str, instead: str
) -> None:
    by = correction(text, do)
    assert by.do == instead
    assert by.items is None


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("no, exchange it", "change_order_items"),  # the same by another name
        ("no, cancel the order", "exchange_items"),  # the whole order
        ("no", "exchange_items"),
    ],
)
def test_a_no_that_wants_nothing_else_of_them_is_a_no(text: str, do: str) -> None:
    assert verdict(text, do) == ["no"]


def test_a_sentence_that_agrees_holds_for_what_was_shown() -> None:
    asking = answer("That is correct, yes. And how long does it take?", CANCEL)
    assert asking.acts == (Yes(),)
    assert "how long does it take?" in asking.rest
    text = "The address is right, yes. But put it on my paypal"
    assert correction(text, PAY).pay is not None
    assert "yes" not in verdict(text, PAY)
    assert "yes" not in verdict("The address isn't right, yes. But", CANCEL)
