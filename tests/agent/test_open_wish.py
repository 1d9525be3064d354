"""What answers and corrections make of a wish that is open."""

import pytest

from agent.open_wish import answered, revised, words_of
from agent.turn import Tell, Wish
from knowledge.people import Address
from knowledge.reference import Op, Ref, Want

NUMBER = Ref("order", (Want("number", Op.IS, "#1001"),))
OTHER = Ref("order", (Want("number", Op.IS, "#1003"),))
CARD = Ref("payment", (Want("brand", Op.IS, "visa"),))
GIFT = Ref("payment", (Want("kind", Op.IS, "gift_card"),))
CANCEL = Wish("cancel_order", NUMBER)
BACK = Wish("return_items", NUMBER)


def words(text: str, op: Op = Op.IS) -> Want:
    return Want("words", op, text)


def lines(*wants: Want) -> Ref:
    return Ref("line", wants)


def test_a_reason_is_added_to_what_was_said_before() -> None:
    wish = answered(answered(CANCEL, Tell("reason", "too late")), Tell("reason", "and too dear"))
    assert wish.reason == "too late\nand too dear"
    assert wish.of == NUMBER


@pytest.mark.parametrize(
    "value", [Want("words", Op.IS, "too dear"), Ref("policy", (words("too dear"),)), "too dear"]
)
def test_a_reason_is_a_text_however_it_is_told(value: Want | Ref | str) -> None:
    assert answered(CANCEL, Tell("reason", value)).reason == "too dear"


def test_things_are_named_one_after_the_other() -> None:
    first = answered(BACK, Tell("items", lines(words("the mug"))))
    second = answered(first, Tell("items", lines(words("the kettle", Op.NOT))))
    assert second.items == lines(words("the mug"), words("the kettle", Op.NOT))


def test_the_last_way_to_pay_counts() -> None:
    wish = answered(answered(BACK, Tell("payment_method", CARD)), Tell("payment_method", GIFT))
    assert wish.pay == GIFT


def test_an_address_is_told_in_several_messages() -> None:
    first = answered(Wish("change_order_address"), Tell("address", Ref("address", (words("a"),))))
    second = answered(first, Tell("address", Ref("address", (words("b"),))))
    assert second.to == Ref("address", (words("a"), words("b")))


def test_the_number_of_an_order_ends_all_descriptions() -> None:
    wish = Wish("cancel_order", Ref("order", (words("the one with the mug"),)))
    assert answered(wish, Tell("order_id", NUMBER)).of == NUMBER


def test_a_description_of_the_order_is_added_as_what_it_holds() -> None:
    asked = Wish("cancel_order", Ref("order", (words("cancel my order"),)))
    told = Tell("order_id", Ref("order", (words("the mug one"), Want("stage", Op.IS, "open"))))
    assert answered(asked, told).of == Ref(
        "order",
        (
            words("cancel my order"),
            Want("holds", Op.IS, "the mug one"),
            Want("stage", Op.IS, "open"),
        ),
    )


def test_all_orders_may_be_the_answer() -> None:
    asked = Wish("cancel_order", Ref("order", (words("cancel my order"),)))
    of = answered(asked, Tell("order_id", Ref("order", (words("both"),), take="all"))).of
    assert of is not None
    assert of.take == "all"


@pytest.mark.parametrize("slot", ["product", "order_id", "choice"])
def test_a_thing_told_for_a_question_keeps_the_question(slot: str) -> None:
    asked = Wish("check_stock", Ref("product", (words("is it in stock"),)))
    mug = Ref("product", (Want("number", Op.IS, "mug"),))
    of = answered(asked, Tell(slot, mug)).of
    assert of is not None
    assert of.want("question") == Want("question", Op.IS, "is it in stock")
    assert of.want("number") == Want("number", Op.IS, "mug")


def test_a_text_that_answers_no_known_slot_changes_nothing() -> None:
    assert answered(BACK, Tell("date", "tomorrow")) == BACK


def test_a_correction_adds_to_the_things_and_to_the_address() -> None:
    wish = Wish("return_items", NUMBER, Ref("address", (words("x"),)), items=lines(words("mug")))
    by = Wish("", to=Ref("address", (words("y"),)), items=lines(words("kettle", Op.NOT)))
    better = revised(wish, by)
    assert better.items == lines(words("mug"), words("kettle", Op.NOT))
    assert better.to == Ref("address", (words("x"), words("y")))
    assert better.do == "return_items"


def test_a_correction_of_the_payment_takes_the_place_of_what_was_said() -> None:
    assert revised(Wish("return_items", NUMBER, pay=CARD), Wish("", pay=GIFT)).pay == GIFT
    assert revised(Wish("return_items", NUMBER, pay=CARD), Wish("")).pay == CARD


def test_another_number_is_another_order() -> None:
    assert revised(CANCEL, Wish("", of=OTHER)).of == OTHER


def test_a_correction_without_a_number_is_of_the_same_order() -> None:
    assert revised(CANCEL, Wish("", of=Ref("order", (words("the mug"),)))).of == NUMBER


def test_another_change_takes_over_what_the_wish_was_about() -> None:
    wish = Wish("cancel_order", NUMBER, pay=CARD, items=lines(words("mug")))
    assert revised(wish, Wish("return_items")) == Wish(
        "return_items", NUMBER, pay=CARD, items=lines(words("mug"))
    )


def test_a_condition_and_what_she_wants_otherwise_are_kept() -> None:
    wish = Wish("cancel_order", NUMBER, only_if=(words("free"),), otherwise=(BACK,))
    better = revised(wish, Wish("", reason="too late"))
    assert (better.only_if, better.otherwise) == (wish.only_if, wish.otherwise)


def test_an_address_in_full_is_not_lost_to_words() -> None:
    home = Address("7 Oak Avenue", city="Salem")
    wish = Wish("change_order_address", NUMBER, home)
    assert revised(wish, Wish("", pay=CARD)).to == home


def test_what_was_said_is_read_in_turn() -> None:
    ref = Ref("line", (words("mug"), Want("line", Op.IS, "l-1"), words("kettle", Op.NOT)))
    assert words_of(ref, "words") == (("words", Op.IS, "mug"), ("words", Op.NOT, "kettle"))
    assert words_of(None, "words") == ()


def test_a_different_way_is_any_but_the_one_before_it() -> None:
    other = Ref("payment", (Want("of", Op.IS, "other"),))
    paid = answered(BACK, Tell("payment_method", GIFT))
    assert revised(paid, Wish("", pay=other)).pay == Ref("payment", but=(GIFT,))
    # Where none was named yet, it is any but that of the order.
    assert revised(BACK, Wish("", pay=other)).pay == other
