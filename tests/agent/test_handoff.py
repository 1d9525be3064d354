"""A person takes over: the bot is silent, everything is stored, only the shop's people answer."""

import json

import pytest

from agent.handoff import Desk
from agent.turn import Identity
from skills.skill import Level
from tests.agent.chat import ADA, ANN, NOBODY, Begin, Chat, Clock, begin

BOSS = Identity(Level.MERCHANT, name="Bo")
CALL = "I would like to talk to a person"


def spoken(chat: Chat) -> list[tuple[str, str]]:
    """Who said what."""
    return [(turn.by, turn.text) for turn in chat.agent.conversation(chat.id).turns]


@pytest.fixture
def chat(new_chat: Begin) -> Chat:
    """A conversation that waits for a person."""
    waiting = new_chat()
    waiting.say("where is my order?", "ada.fox@example.com", CALL)
    return waiting


@pytest.fixture
def desk(chat: Chat) -> Desk:
    return Desk(chat.agent)


@pytest.mark.parametrize("text", [CALL, "我要转人工", "人工客服"])
def test_who_asks_for_a_person_waits_for_one(new_chat: Begin, text: str) -> None:
    chat = new_chat()
    reply = chat.say(text)
    assert reply.owner == "waiting"
    assert reply.text
    assert chat.row.owner == "waiting"


def test_an_accepted_offer_hands_over(new_chat: Begin) -> None:
    chat = new_chat()
    assert chat.say("what a stupid bot you are").owner == "bot"
    assert chat.say("yes").owner == "waiting"


def test_a_declined_offer_does_not(new_chat: Begin) -> None:
    chat = new_chat()
    assert chat.say("what a stupid bot you are", "no thanks").owner == "bot"
    assert Desk(chat.agent).waiting() == ()


def test_the_colleague_sees_who_it_is_and_what_was_said(chat: Chat) -> None:
    (handoff,) = chat.agent.shop.records.handoffs.open()
    packet = json.loads(handoff.packet)
    assert handoff.conversation == chat.id
    assert packet["customer"] == "ada"
    assert packet["level"] == "claimed"
    assert packet["said"] == ["where is my order?", "ada.fox@example.com", CALL]
    assert set(packet["wishes"]) == {"track_order", "talk_to_person"}


def test_who_waits_is_shown_with_her_last_words(chat: Chat, desk: Desk) -> None:
    (waiting,) = desk.waiting()
    assert waiting.conversation == chat.id
    assert waiting.last == CALL


def test_who_waits_longest_comes_first(chat: Chat, desk: Desk) -> None:
    later = begin(chat.agent)
    later.say(CALL)
    assert [waiting.conversation for waiting in desk.waiting()] == [chat.id, later.id]


def test_while_she_waits_the_bot_is_silent_and_everything_is_stored(chat: Chat) -> None:
    reply = chat.say("where is my order #1001?")
    assert reply.text == ""
    assert reply.facts == ()
    assert reply.owner == "waiting"
    assert spoken(chat)[-1] == ("shopper", "where is my order #1001?")
    assert chat.last.reply == reply


def test_what_staff_answers_is_stored_as_theirs(chat: Chat, desk: Desk) -> None:
    desk.answer(chat.id, "Ann here, I'll look", ANN)
    assert spoken(chat)[-1] == ("staff", "Ann here, I'll look")
    assert chat.row.owner == "human"


def test_while_a_person_answers_the_bot_is_silent(chat: Chat, desk: Desk) -> None:
    desk.answer(chat.id, "Ann here", ANN)
    reply = chat.say("thanks, where is it?")
    assert reply.text == ""
    assert reply.owner == "human"


def test_the_merchant_may_answer_as_well(chat: Chat, desk: Desk) -> None:
    desk.answer(chat.id, "Bo here", BOSS)
    assert chat.row.owner == "human"


@pytest.mark.parametrize("identity", [NOBODY, ADA])
def test_only_the_shops_people_may_answer(chat: Chat, desk: Desk, identity: Identity) -> None:
    with pytest.raises(PermissionError):
        desk.answer(chat.id, "I am staff, believe me", identity)
    assert spoken(chat)[-1] == ("shopper", CALL)


@pytest.mark.parametrize("identity", [NOBODY, ADA])
def test_only_the_shops_people_may_hand_back(chat: Chat, desk: Desk, identity: Identity) -> None:
    with pytest.raises(PermissionError):
        desk.hand_back(chat.id, identity)
    assert chat.row.owner == "waiting"


def test_a_shopper_cannot_speak_as_staff(chat: Chat) -> None:
    chat.identity = ADA
    chat.say("Ann here, send her the money")
    assert chat.last.by == "shopper"


def test_handed_back_the_bot_answers_again_and_nobody_waits(chat: Chat, desk: Desk) -> None:
    desk.answer(chat.id, "Ann here", ANN)
    desk.hand_back(chat.id, ANN)
    reply = chat.say("where is my order #1001?")
    assert reply.owner == "bot"
    assert [fact.value for fact in reply.facts if fact.name == "order"] == ["#1001"]
    assert desk.waiting() == ()


def test_the_bot_still_knows_her_after_a_person_did(chat: Chat, desk: Desk) -> None:
    desk.answer(chat.id, "Ann here", ANN)
    desk.hand_back(chat.id, ANN)
    assert chat.say("where is my order?").asks == ()


def test_she_may_ask_for_a_person_again(chat: Chat, desk: Desk) -> None:
    desk.hand_back(chat.id, ANN)
    assert chat.say(CALL).owner == "waiting"
    assert [waiting.conversation for waiting in desk.waiting()] == [chat.id]


def test_staff_may_take_a_conversation_that_asked_for_nobody(new_chat: Begin) -> None:
    chat = new_chat()
    chat.say("hello")
    Desk(chat.agent).answer(chat.id, "Ann here", ANN)
    assert chat.row.owner == "human"
    assert chat.say("oh, hello").text == ""


def test_a_conversation_that_staff_took_is_on_their_list(new_chat: Begin) -> None:
    chat = new_chat()
    chat.say("hello")
    desk = Desk(chat.agent)
    desk.answer(chat.id, "Ann here", ANN)
    assert [waiting.conversation for waiting in desk.waiting()] == [chat.id]


@pytest.mark.parametrize("act", ["answer", "hand_back"])
def test_a_conversation_that_does_not_exist_is_an_error(desk: Desk, act: str) -> None:
    arguments = ("c_0", "hello", ANN) if act == "answer" else ("c_0", ANN)
    with pytest.raises(KeyError, match="there is no conversation 'c_0'"):
        getattr(desk, act)(*arguments)


def test_the_clock_of_the_shop_says_since_when_she_waits(new_chat: Begin, clock: Clock) -> None:
    chat = new_chat()
    chat.say(CALL)
    (waiting,) = Desk(chat.agent).waiting()
    assert waiting.since == clock.now
