"""Answers to what a change still needs; what is told besides goes where it belongs."""

import pytest

from agent.turn import Act, Tell
from agent.understanding.changes import change_answers, picks
from agent.understanding.seen import Seen
from knowledge.reference import Op, Ref, Want
from skills.skill import Entity
from tests.agent.understanding.test_changes import named, numbers

LAMP = Entity("line", "l-1", "Desk lamp (black)")
CLOCK = Entity("line", "l-2", "Wall clock")
ORDERS = (Entity("order", "#1001", "#1001 (kettle)"), Entity("order", "#1005", "#1005 (mug)"))
VISA = Entity("payment", "credit_card_2", "Visa ending in 4242")
PAYPAL = Entity("payment", "paypal_1", "PayPal")
REASONS = (
    Entity("policy", "no longer needed", "no longer needed"),
    Entity("policy", "ordered by mistake", "ordered by mistake"),
)


def answers(text: str, slot: str, do: str, *options: Entity) -> tuple[Act, ...]:
    seen = Seen(asks=(slot,), options=options, open_do=do)
    return change_answers(text, named(text), seen)


def told(text: str, slot: str, do: str, *options: Entity) -> Ref | Want | str:
    """What a message tells for the slot that was asked for."""
    acts = answers(text, slot, do, *options)
    (value,) = [act.value for act in acts if isinstance(act, Tell) and act.slot == slot]
    return value


def slots(text: str, slot: str, do: str, *options: Entity) -> set[str]:
    return {act.slot for act in answers(text, slot, do, *options) if isinstance(act, Tell)}


@pytest.mark.parametrize("text", ["the lamp please", "only the lamp", "台灯"])
def test_asked_for_things_she_names_them(text: str) -> None:
    value = told(text, "items", "return_items")
    assert isinstance(value, Ref)
    assert value.kind == "line"
    assert all(want.attribute in ("words", "only") for want in value.wants)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("the second one", ["l-2"]),
        ("the last one", ["l-2"]),
        ("第一个", ["l-1"]),
        ("Desk lamp (black)", ["l-1"]),
        ("desk lamp (black) and wall clock", ["l-1", "l-2"]),
    ],
)
def test_asked_for_things_she_picks_them_from_the_list(text: str, lines: list[str]) -> None:
    value = told(text, "items", "return_items", LAMP, CLOCK)
    assert isinstance(value, Ref)
    assert [want.value for want in value.wants if want.attribute == "line"] == lines


@pytest.mark.parametrize(
    ("text", "number"), [("the first one", "#1001"), ("1005", "#1005"), ("#1005 please", "#1005")]
)
def test_asked_which_order_she_picks_one(text: str, number: str) -> None:
    value = told(text, "order_id", "cancel_order", *ORDERS)
    assert isinstance(value, Ref)
    assert numbers(value) == [number]


def test_asked_which_order_she_describes_one() -> None:
    value = told("the one with the kettle", "order_id", "cancel_order")
    assert isinstance(value, Ref)
    assert value.want("words") == Want("words", Op.IS, "the one with the kettle")


@pytest.mark.parametrize(
    ("text", "number"), [("the second", "paypal_1"), ("Visa ending in 4242", "credit_card_2")]
)
def test_asked_how_to_pay_she_picks_from_the_list(text: str, number: str) -> None:
    value = told(text, "payment_method", "return_items", VISA, PAYPAL)
    assert value == Ref("payment", (Want("number", Op.IS, number),))


def test_asked_how_to_pay_she_describes_it() -> None:
    value = told("on my visa please", "payment_method", "return_items")
    assert isinstance(value, Ref)
    assert "visa" in [want.value for want in value.wants]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("the second one", "ordered by mistake"),
        ("No longer needed.", "no longer needed"),
        ("my kid ordered that", "my kid ordered that"),
    ],
)
def test_asked_for_the_reason_she_picks_one_or_says_her_own(text: str, reason: str) -> None:
    assert told(text, "reason", "cancel_order", *REASONS) == reason


def test_what_is_told_of_an_address_are_her_words() -> None:
    value = told("7 Oak Avenue, Salem", "address", "change_order_address")
    assert value == Ref("address", (Want("words", Op.IS, "7 Oak Avenue, Salem"),))


def test_what_a_thing_shall_be_like_are_her_words_or_one_of_the_things_offered() -> None:
    offered = (Entity("variant", "7", "red, S"), Entity("variant", "8", "red, M"))
    words = told("a red one", "option", "exchange_items", *offered)
    assert words == Ref("variant", (Want("words", Op.IS, "a red one"),))
    picked = told("red, M", "option", "exchange_items", *offered)
    assert picked == Ref("variant", (Want("number", Op.IS, "8"),))


def test_asked_which_change_she_wants_she_picks_one() -> None:
    options = (Entity("policy", "cancel_order", "cancelling"), Entity("policy", "x", "the other"))
    value = told("the first", "choice", "cancel_order", *options)
    assert value == Ref("policy", (Want("number", Op.IS, "cancel_order"),))


def test_an_answer_may_tell_more_than_was_asked() -> None:
    text = "the lamp from #1003, refund it to my visa, it is broken"
    assert slots(text, "items", "return_items") == {
        "items",
        "payment_method",
        "order_id",
        "reason",
    }


def test_a_number_in_an_address_is_no_order() -> None:
    assert "order_id" not in slots("7 Oak Avenue 1005, Salem", "address", "change_order_address")


def test_where_nothing_of_a_change_was_asked_nothing_is_answered() -> None:
    assert answers("the lamp", "email", "return_items") == ()


def test_what_is_not_on_the_list_is_not_picked() -> None:
    assert picks("the fourth one", (LAMP, CLOCK)) == []
    assert picks("a teapot", (LAMP, CLOCK)) == []
    assert picks("the second one", ()) == []
