"""What is open: a pure fold of what was said and replied."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from agent.agenda import Agenda, fold, missed
from agent.policy import Ask, Decision, Offer, Run
from agent.turn import (
    Act,
    Conversation,
    No,
    Reply,
    Revise,
    Step,
    Tell,
    Turn,
    Understanding,
    Wish,
    Yes,
)
from knowledge.goods import Language
from knowledge.reference import Op, Ref, Want
from skills.skill import Entity, NotFound, Say, Told
from tests.agent.chat import Begin

TRACK = Wish("track_order", Ref("order", (Want("words", Op.IS, "where is it"),)), ask="where")
STOCK = Wish("check_stock", Ref("product", (Want("words", Op.IS, "a mug"),)))
PRICE = Wish("ask_price_or_offer", Ref("product", (Want("words", Op.IS, "the mug"),)))
CANCEL = Wish("cancel_order", Ref("order", (Want("number", Op.IS, "#1001"),)))
CARD = Ref("payment", (Want("words", Op.IS, "my visa"),))
PERSON = Wish("talk_to_person")
NOTHING = Wish("", Ref("policy", (Want("words", Op.IS, "sing"),)))
MUG = Entity("product", "mug", "Enamel camping mug")
FORGOTTEN = Want("", Op.IS, "")
CHAT = (
    "hello",
    "where is my order?",
    "I don't remember my zip",
    "ada.fox@example.com",
    "is the kettle in stock and how much is the mug?",
    "sing me a song about the sea",
    "那帐篷呢",
    "never mind",
    "#1002",
)


def heard(agenda: Agenda, *acts: Act, language: Language = "en") -> Agenda:
    return agenda.hear(Understanding(acts, language=language))


def step(wish: Wish, decision: Decision | None = None, *about: Entity) -> Step:
    told = Told((Say("x"),), about=about) if decision is None else None
    return Step(wish, decision or Run(), told)


def settled(agenda: Agenda, steps: Sequence[Step], reply: Reply | None = None) -> Agenda:
    return agenda.settle(tuple(steps), reply or Reply("x"), ())


def test_a_conversation_that_has_not_begun_leaves_nothing() -> None:
    assert fold(Conversation("c_1")) == Agenda()


def test_turns_of_staff_begin_nothing() -> None:
    assert fold(Conversation("c_1", (Turn("staff", "hello", reply=Reply("")),))) == Agenda()


def test_the_stored_turns_leave_the_agenda_that_the_live_ones_did(new_chat: Begin) -> None:
    chat = new_chat()
    live = Agenda()
    for text in CHAT:
        chat.say(text)
        turn = chat.last
        assert turn.understanding is not None
        assert turn.reply is not None
        live = live.hear(turn.understanding).settle(turn.steps, turn.reply, turn.options)
    stored = chat.agent.conversation(chat.id)
    assert len(stored.turns) == len(CHAT)
    assert fold(stored) == live


def test_the_fold_gives_the_same_each_time(new_chat: Begin) -> None:
    chat = new_chat()
    chat.say(*CHAT)
    conversation = chat.agent.conversation(chat.id)
    assert fold(conversation) == fold(conversation)


def test_a_turn_more_is_one_step_more_of_the_fold(new_chat: Begin) -> None:
    chat = new_chat()
    chat.say(*CHAT)
    conversation = chat.agent.conversation(chat.id)
    before = fold(replace(conversation, turns=conversation.turns[:-1]))
    last = conversation.turns[-1]
    assert last.understanding is not None
    assert last.reply is not None
    after = before.hear(last.understanding).settle(last.steps, last.reply, last.options)
    assert fold(conversation) == after


def test_hearing_changes_no_agenda_but_the_new_one() -> None:
    before = Agenda(told={"zip": "1"})
    heard(before, Tell("zip", "2"), TRACK)
    assert before == Agenda(told={"zip": "1"})


def test_what_she_tells_about_herself_is_kept_and_the_latest_word_counts() -> None:
    agenda = heard(Agenda(), Tell("name", "Ada Fox"), Tell("zip", "97210"))
    agenda = heard(agenda, Tell("zip", "97201"))
    assert agenda.told == {"name": "Ada Fox", "zip": "97201"}
    assert agenda.fresh == ("zip",)


def test_what_was_told_is_no_longer_fresh_with_the_next_message() -> None:
    agenda = heard(heard(Agenda(), Tell("zip", "97201")), STOCK)
    assert agenda.fresh == ()
    assert agenda.told == {"zip": "97201"}


def test_what_she_cannot_tell_is_remembered_until_she_tells_it() -> None:
    agenda = heard(Agenda(), Tell("zip", FORGOTTEN), Tell("email", FORGOTTEN))
    assert agenda.forgotten == {"zip", "email"}
    agenda = heard(agenda, Tell("zip", "97201"))
    assert agenda.forgotten == {"email"}
    assert agenda.told == {"zip": "97201"}


def test_wishes_stand_behind_those_that_are_open() -> None:
    assert heard(Agenda(open=(TRACK,)), STOCK).open == (TRACK, STOCK)


def test_the_same_wish_said_again_takes_the_place_of_the_open_one() -> None:
    again = Wish("track_order", Ref("order", (Want("number", Op.IS, "#1001"),)))
    assert heard(Agenda(open=(TRACK, STOCK)), again).open == (STOCK, again)


def test_asked_which_thing_another_question_about_a_thing_goes_instead() -> None:
    agenda = Agenda(open=(STOCK,), asks=("product",))
    assert heard(agenda, PRICE).open == (PRICE,)


def test_the_last_wish_is_remembered_with_its_words() -> None:
    agenda = heard(Agenda(), STOCK, TRACK)
    assert (agenda.last_do, agenda.last_ask, agenda.last_words) == (
        "track_order",
        "where",
        "where is it",
    )


def test_never_mind_drops_all_open_wishes() -> None:
    agenda = heard(Agenda(open=(TRACK, STOCK), asks=("email",)), Revise(None, None))
    assert agenda.open == ()
    assert agenda.dropped


def test_never_mind_drops_nothing_where_nothing_is_open() -> None:
    assert not heard(Agenda(), Revise(None, None)).dropped


def test_a_wish_beside_never_mind_is_kept() -> None:
    agenda = heard(Agenda(open=(TRACK,), asks=("email",)), Revise(None, None), STOCK)
    assert agenda.open == (STOCK,)


def test_a_correction_is_one_of_the_first_open_wish_and_shows_it_anew() -> None:
    agenda = heard(Agenda(open=(CANCEL, STOCK)), Revise(None, Wish("", pay=CARD)))
    assert agenda.open == (replace(CANCEL, pay=CARD), STOCK)
    assert agenda.changed


def test_a_correction_of_nothing_is_none() -> None:
    agenda = heard(Agenda(), Revise(None, Wish("", pay=CARD)))
    assert agenda == Agenda()


def test_yes_to_an_offered_person_is_a_wish_for_one() -> None:
    agenda = heard(Agenda(offers=PERSON), Yes())
    assert [wish.do for wish in agenda.open] == ["talk_to_person"]
    assert agenda.answer == Yes()


@pytest.mark.parametrize(
    ("agenda", "act"),
    [
        (Agenda(offers=PERSON), No()),  # she wants no person
        (Agenda(), Yes()),  # nothing was offered
        (Agenda(), No()),
    ],
)
def test_any_other_yes_or_no_is_an_answer_alone(agenda: Agenda, act: Yes | No) -> None:
    assert heard(agenda, act).open == ()
    assert heard(agenda, act).answer == act


def test_the_thing_she_tells_goes_into_the_wish_that_asked_for_it() -> None:
    asked = Agenda(open=(STOCK, TRACK), asks=("product",))
    told = Tell("product", Ref("product", (Want("number", Op.IS, "mug"),)))
    first, second = heard(asked, told).open
    assert first.do == "check_stock"
    assert first.of is not None
    assert first.of.want("number") == Want("number", Op.IS, "mug")
    # The words of the question are kept beside the answer.
    assert first.of.want("question") == Want("question", Op.IS, "a mug")
    assert second == TRACK


def test_what_waits_for_an_answer_stays_open_and_what_was_told_does_not() -> None:
    agenda = settled(Agenda(open=(TRACK, STOCK)), [step(TRACK, Ask(("email",))), step(STOCK)])
    assert agenda.open == (TRACK,)


def test_what_was_told_of_is_in_focus_until_something_else_is() -> None:
    agenda = settled(Agenda(), [step(STOCK, None, MUG)])
    assert agenda.focus == (MUG,)
    assert settled(agenda, [step(TRACK, Ask(("email",)))]).focus == (MUG,)


def test_replies_that_could_not_help_are_counted_in_a_row() -> None:
    agenda = settled(settled(Agenda(), [step(NOTHING, Run())]), [step(NOTHING, Run())])
    assert agenda.misses == 2
    assert settled(agenda, [step(STOCK)]).misses == 0


@pytest.mark.parametrize(
    ("steps", "missing"),
    [
        ((), False),  # a bare yes
        ((step(NOTHING, Run()),), True),
        ((step(NOTHING, Run()), step(STOCK)), False),  # one of two was answered
        ((step(STOCK, Offer()),), False),  # understood, but not possible
    ],
)
def test_a_reply_that_could_do_nothing_is_a_miss(steps: tuple[Step, ...], missing: bool) -> None:
    assert missed(steps) is missing


def test_the_same_question_again_is_counted() -> None:
    asking = Reply("x", asks=("email",))
    agenda = settled(Agenda(), [step(TRACK, Ask(("email",)))], asking)
    assert agenda.asked_again == 0
    agenda = settled(agenda, [step(TRACK, Ask(("email",)))], asking)
    assert agenda.asked_again == 1
    assert settled(agenda, [step(STOCK)]).asked_again == 0


def test_a_number_that_was_not_found_is_remembered() -> None:
    lost = Step(TRACK, Run(), NotFound(Ref("order")))
    assert settled(Agenda(), [lost]).lost
    assert not settled(settled(Agenda(), [lost]), [step(STOCK)]).lost


@pytest.mark.parametrize(
    ("wish", "words"), [(TRACK, "where is it"), (Wish("greet"), ""), (Wish("x", Ref("order")), "")]
)
def test_the_words_of_a_wish_are_those_it_was_said_in(wish: Wish, words: str) -> None:
    assert wish.words == words
