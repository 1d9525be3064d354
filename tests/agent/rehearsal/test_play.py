from collections.abc import Callable
from typing import Any

import pytest

from agent.rehearsal.case import Case, Check, Line, Then
from agent.rehearsal.play import LONGEST, identity_of, play
from agent.turn import Identity, Reply
from skills.skill import Level

Parrots = Callable[..., Any]


def case(*lines: str, **more: Any) -> Case:
    return Case("a case", tuple(map(Line, lines)), Then(), **more)


def no_code() -> None:
    return None


def test_she_says_her_lines_one_after_the_other(parrot: Parrots) -> None:
    agent = parrot(Reply("Yes?"))
    play(case("hello", "bye"), agent, no_code)
    assert agent.heard == ["hello", "bye"]


def test_she_answers_what_she_is_asked_before_her_next_line(parrot: Parrots) -> None:
    agent = parrot(Reply("Who?", asks=("name",)), Reply("Fine."))
    play(case("hello", "bye", knows={"name": ("Ada Fox",)}), agent, no_code)
    assert agent.heard == ["hello", "Ada Fox", "bye"]


def test_several_answers_are_one_message_in_the_order_they_were_asked_for(parrot: Parrots) -> None:
    agent = parrot(Reply("Who?", asks=("zip", "name")), Reply("Fine."))
    play(case("hello", knows={"name": ("Ada Fox",), "zip": ("97201",)}), agent, no_code)
    assert agent.heard == ["hello", "97201 Ada Fox"]


def test_what_she_forgot_is_left_out_where_she_knows_something_else(parrot: Parrots) -> None:
    agent = parrot(Reply("Who?", asks=("email", "name")), Reply("Fine."))
    play(case("hello", knows={"name": ("Ada Fox",), "email": (None,)}), agent, no_code)
    assert agent.heard == ["hello", "Ada Fox"]


@pytest.mark.parametrize(("language", "words"), [("en", "I don't remember"), ("zh", "不记得了")])
def test_what_she_forgot_alone_is_said_so(parrot: Parrots, language: str, words: str) -> None:
    agent = parrot(Reply("Which?", asks=("order_id",)), Reply("Fine."))
    play(case("hello", language=language, knows={"order_id": (None,)}), agent, no_code)
    assert agent.heard == ["hello", words]


def test_a_slot_that_she_was_not_given_is_not_answered(parrot: Parrots) -> None:
    agent = parrot(Reply("Which?", asks=("order_id",)))
    play(case("hello", "whatever"), agent, no_code)
    assert agent.heard == ["hello", "whatever"]


def test_the_last_of_several_answers_repeats(parrot: Parrots) -> None:
    wrong = Reply("No match.", asks=("zip",))
    agent = parrot(wrong, wrong, wrong, Reply("Fine."))
    play(case("hello", knows={"zip": ("11111", "22222")}), agent, no_code)
    assert agent.heard == ["hello", "11111", "22222", "22222"]


@pytest.mark.parametrize(("language", "yes"), [(None, "yes"), ("zh", "确认")])
def test_after_the_list_of_confirms_she_agrees(
    parrot: Parrots, language: str | None, yes: str
) -> None:
    sure = Reply("Sure?", asks=("confirm",))
    agent = parrot(sure, sure, Reply("Done."))
    play(case("do it", confirms=("no, only the lamp",), language=language), agent, no_code)
    assert agent.heard == ["do it", "no, only the lamp", yes]


def test_the_code_is_the_one_that_was_just_sent(parrot: Parrots) -> None:
    agent = parrot(Reply("Code?", asks=("code",)), Reply("Fine."))
    play(case("hello", knows={"code": ("it is {code}",)}), agent, lambda: "493021")
    assert agent.heard == ["hello", "it is 493021"]


def test_a_code_that_never_came_is_forgotten(parrot: Parrots) -> None:
    agent = parrot(Reply("Code?", asks=("code",)), Reply("Fine."))
    play(case("hello", knows={"code": ("{code}",)}), agent, no_code)
    assert agent.heard == ["hello", "I don't remember"]


def test_a_chat_of_more_than_thirty_messages_fails(parrot: Parrots) -> None:
    agent = parrot(Reply("Sure?", asks=("confirm",)))
    played = play(case("do it"), agent, no_code)
    assert "30" in played.problem
    assert len(agent.heard) == LONGEST


def test_a_chat_of_thirty_messages_does_not(parrot: Parrots) -> None:
    played = play(case(*["hello"] * LONGEST), parrot(Reply("Yes?")), no_code)
    assert played.problem == ""


def test_checks_look_at_the_reply_to_their_own_line(parrot: Parrots) -> None:
    agent = parrot(Reply("Who?", asks=("name",)), Reply("You are Ada."))
    lines = (Line("hello", (Check(says=("Ada",)),)),)
    played = play(Case("a case", lines, Then(), knows={"name": ("Ada",)}), agent, no_code)
    assert played.problem == "expected of this reply: says 'Ada'"
    assert agent.heard == ["hello"]


def test_a_fault_of_the_agent_fails_the_case(
    parrot: Parrots, caplog: pytest.LogCaptureFixture
) -> None:
    played = play(case("hello"), parrot(), no_code)
    assert played.problem.startswith("no reply to 'hello': IndexError")
    assert "no reply in 'a case'" in caplog.text


def test_a_signed_in_customer_is_verified(parrot: Parrots) -> None:
    agent = parrot(Reply("Yes?"))
    play(case("hello", customer="C1"), agent, no_code)
    assert agent.identities == [Identity(Level.VERIFIED, "C1")]


@pytest.mark.parametrize(
    ("speaker", "level"), [("staff", Level.STAFF), ("merchant", Level.MERCHANT)]
)
def test_the_shops_people_are_let_in_as_such(speaker: Any, level: Level) -> None:
    assert identity_of(case("hello", speaker=speaker)).level == level
