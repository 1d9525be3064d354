"""A stored turn is the turn that was: whatever was said, decided, found and replied."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from agent import codec
from agent.policy import Ask, Clarify, Commit, Confirm, Decision, Handoff, Offer, Run, Wait
from agent.turn import (
    Act,
    Attachment,
    Chip,
    Intent,
    No,
    Pending,
    Reply,
    Revise,
    Step,
    Tell,
    Turn,
    Understanding,
    Wish,
    Yes,
)
from knowledge.fact import Fact
from knowledge.people import Address
from knowledge.reference import IT, Op, Ref, Want
from knowledge.write import CancelOrder, Write
from skills.skill import (
    Card,
    Entity,
    Needs,
    NotFound,
    Outcome,
    Proposed,
    Refused,
    Say,
    Stage,
    Told,
)
from tests.knowledge.confirming import CANCEL, EVERY_KIND

LAMP = Ref("line", (Want("words", Op.IS, "灯"), Want("price", Op.LE, Decimal("19.90"), 1)))
NESTED = Ref("variant", (Want("color", Op.IS, IT), Want("size", Op.MAX)), "all", (LAMP,))
HOME = Address("12 Elm Street", city="Portland", state="OR", zip="97201")
MUG = Entity("product", "mug", "Enamel camping mug")
FACTS = (
    Fact("title", "搪瓷杯", "products/mug"),
    Fact("count", 2, "products/mug"),
    Fact("price", Decimal("14.50"), "products/mug/variants/mug-350", "USD"),
    Fact("whole", Decimal("100"), "orders/#1001", "USD"),
    Fact("promised", date(2026, 11, 24), "orders/#1001"),
    Fact("at", datetime(2026, 11, 24, 15, 45), "orders/#1001"),
)


def kept(turn: Turn) -> Turn:
    return codec.load(codec.dump(turn))


@pytest.mark.parametrize(
    "act",
    [
        Wish("greet"),  # nothing but a skill
        Wish("exchange_items", NESTED, LAMP, IT, LAMP, "too small", "price", (Want("x", Op.GT),)),
        Wish("change_order_address", Ref("order"), HOME),  # to an address
        Wish("return_items", pay=LAMP, items=Ref("line", (Want("only", Op.IS, "the lamp"),))),
        Wish("return_items", LAMP, otherwise=(Wish("exchange_items", LAMP, NESTED),)),
        Revise(),  # drop everything
        Revise(LAMP, Wish("track_order")),
        Tell("zip", "97201"),  # a text
        Tell("zip", "{}"),  # a text that looks like something else
        Tell("zip", Want("", Op.IS)),  # forgotten
        Tell("budget", Want("price", Op.LE, Decimal("80"))),
        Tell("order_id", NESTED),
        Yes(),
        Yes((Want("price", Op.LE, Decimal(20)), Want("condition", Op.IS, "if it rains"))),
        No(),
    ],
)
def test_every_kind_of_act_is_kept(act: Act) -> None:
    turn = Turn("shopper", "text", Understanding((act,), (Intent("greet", 1 / 3),), "zh"))
    assert kept(turn) == turn


@pytest.mark.parametrize(
    "decision",
    [
        Ask(("name", "zip")),
        Confirm(),
        Commit(CANCEL),
        Wait(),
        Run(),
        Clarify("choice"),
        Handoff(),
        Offer(),
    ],
)
def test_every_kind_of_decision_is_kept(decision: Decision) -> None:
    turn = Turn("shopper", "text", steps=(Step(Wish("track_order", LAMP), decision),))
    assert kept(turn) == turn


@pytest.mark.parametrize(
    "outcome",
    [
        Told(()),
        Told(
            (Say("price", FACTS), Say("none")),
            (
                Card("product", "mug", "杯子", Decimal("14.50"), "USD", "mug", "why"),
                Card("order", "#1", "#1", stages=(Stage("packed", "19 Nov", True),)),
            ),
            (MUG,),
        ),
        Proposed(CancelOrder("#1001", "太贵"), (Say("propose", FACTS),), (), (MUG,)),
        Needs("order_id", (MUG, Entity("order", "#1001", "#1001 (mug)"))),
        Needs("address", because=Say("address_incomplete", FACTS)),
        Refused("not_pending", FACTS, "return_items", (MUG,)),
        NotFound(LAMP, (MUG,)),
    ],
)
def test_every_kind_of_outcome_is_kept(outcome: Outcome) -> None:
    turn = Turn("shopper", "text", steps=(Step(Wish("track_order"), Run(), outcome),))
    assert kept(turn) == turn


@pytest.mark.parametrize("write", EVERY_KIND)
def test_every_kind_of_change_is_kept_as_it_was_shown_and_made(write: Write) -> None:
    reply = Reply("x", asks=("confirm",), pending=Pending("p_1", write))
    proposed = Step(Wish("x"), Confirm(), Proposed(write, ()))
    turn = Turn("shopper", "text", steps=(proposed, Step(Wish("x"), Commit(write))), reply=reply)
    assert kept(turn) == turn


def test_everything_in_a_reply_is_kept() -> None:
    reply = Reply(
        text="水\n\n壶 “quoted” \\ {braces}",
        facts=FACTS,
        asks=("email", "name"),
        choices=("Yes", "No"),
        cards=(Card("product", "mug", "Mug"),),
        attachments=(Attachment("image", "t", "a", "image/png", "/x"),),
        chips=(Chip("not red", "w3"),),
        conversation="c_1",
        turn=7,
        language="zh",
        intents=(Intent("greet", 0.1 + 0.2),),
        owner="waiting",
        pending=Pending("p_1", CANCEL),
        offers=Wish("talk_to_person", Ref("order", (Want("number", Op.IS, "#1001"),))),
    )
    turn = Turn("shopper", "text", reply=reply, options=(MUG,))
    assert kept(turn) == turn


@pytest.mark.parametrize("by", ["shopper", "bot", "staff"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "line\nbreak\ttab",
        'quote " and \\ backslash',
        "😀 مرحبا 你好",
        '{"d": "1"}',  # looks like a value of ours
        "\u2028\u202e\x00",  # separators, steering and null
    ],
)
def test_every_text_is_kept(by: str, text: str) -> None:
    turn = Turn(by, text)  # type: ignore[arg-type]
    assert kept(turn) == turn


@pytest.mark.parametrize("value", ["1.10", "0.00", "1E+3", "-0.5", "100"])
def test_an_amount_is_kept_to_the_digit(value: str) -> None:
    fact = Fact("price", Decimal(value), "orders/#1", "USD")
    (read,) = (kept(Turn("shopper", "", reply=Reply("", (fact,)))).reply or Reply("")).facts
    assert read.value == Decimal(value)
    assert isinstance(read.value, Decimal)


def test_a_day_and_a_moment_stay_what_they_are() -> None:
    reply = kept(Turn("shopper", "", reply=Reply("", FACTS))).reply
    assert reply is not None
    assert [type(fact.value) for fact in reply.facts] == [
        str,
        int,
        Decimal,
        Decimal,
        date,
        datetime,
    ]


def test_a_turn_is_one_line_of_readable_json() -> None:
    line = codec.dump(Turn("shopper", "水壶\n多少钱"))
    assert "\n" not in line
    assert "水壶" in line
    assert json.loads(line) == {"by": "shopper", "text": "水壶\\n多少钱".replace("\\n", "\n")}
