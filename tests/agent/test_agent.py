"""Whole conversations: stored before they are shown, continued anywhere, never stuck."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from agent import codec
from agent.agent import Agent
from agent.turn import Reply, Turn, Understanding
from agent.understanding.language import LONGEST
from agent.understanding.seen import Seen
from knowledge.goods import Language
from knowledge.records.conversations import ConversationMoved
from knowledge.records.database import Records
from knowledge.shop import Shop
from tests.agent.chat import ADA, ANN, Begin, Chat, begin, values


def stored(chat: Chat) -> list[Turn]:
    return list(chat.agent.conversation(chat.id).turns)


def elsewhere(shop: Shop) -> Shop:
    """The same shop in another process."""
    return replace(shop, records=Records.open(f"sqlite:///{shop.home / 'records.db'}"))


def test_a_reply_is_the_reply_of_the_stored_turn(new_chat: Begin) -> None:
    chat = new_chat()
    replies = [chat.say(text) for text in ("hello", "how much is the mug?")]
    assert [turn.reply for turn in stored(chat)] == replies
    assert [reply.turn for reply in replies] == [1, 2]
    assert {reply.conversation for reply in replies} == {chat.id}


def test_a_turn_that_cannot_be_stored_is_not_shown(
    new_chat: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = new_chat()

    def full(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(chat.agent.shop.records.conversations, "add_turns", full)
    with pytest.raises(OSError, match="the disk is full"):
        chat.say("hello")
    assert stored(chat) == []


def test_a_conversation_that_does_not_exist_is_an_error(new_chat: Begin) -> None:
    with pytest.raises(KeyError, match="there is no conversation 'c_0'"):
        new_chat().agent.respond("c_0", "hello")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_conversation_begins_in_the_language_it_was_opened_in(
    new_chat: Begin, language: Language
) -> None:
    assert new_chat(language=language).say("#1001").language == language


def test_the_language_follows_the_shopper(new_chat: Begin) -> None:
    chat = new_chat()
    texts = ("hello there", "水壶多少钱", "KT-750", "and the tent, please?")
    assert [chat.say(text).language for text in texts] == ["en", "zh", "zh", "en"]
    assert chat.row.language == "en"


@pytest.mark.parametrize("text", ["ok", "OK", "ada.fox@example.com"])
def test_what_is_no_language_does_not_change_it(new_chat: Begin, text: str) -> None:
    assert new_chat(language="zh").say("我的订单到哪了", text).language == "zh"


def test_ok_is_said_in_chinese_too(new_chat: Begin) -> None:
    assert new_chat(language="zh").say("水壶多少钱", "ok").language == "zh"


def test_a_conversation_goes_on_in_another_process(new_chat: Begin) -> None:
    here = new_chat()
    here.say("where is my order?", "Ada Fox")
    there = Chat(Agent(elsewhere(here.agent.shop)), here.id)
    assert there.say("97201").asks == ()
    assert values(here.say("and #1003?"), "order") == ["#1003"]
    assert values(there.say("how much was it altogether?"), "order") == ["#1003"]
    assert [turn.reply.turn for turn in stored(here) if turn.reply] == [1, 2, 3, 4, 5]
    there.agent.shop.records.close()


def test_a_browser_resumes_its_conversation(new_chat: Begin) -> None:
    agent = new_chat().agent
    conversation, token = agent.start()
    assert agent.resume(token) == conversation
    assert agent.resume("another token") is None


class Interruption:
    """Does something once, just before what it stands in front of."""

    def __init__(self, first: Callable[[], object], then: Callable[..., Any]) -> None:
        self._first: Callable[[], object] | None = first
        self._then = then

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if first := self._first:
            self._first = None
            first()
        return self._then(*args, **kwargs)


def meanwhile(chat: Chat) -> None:
    """Somebody else writes to the conversation."""
    turn = codec.dump(Turn("staff", "meanwhile", reply=Reply("")))
    version, now = chat.row.version, chat.agent.shop.now()
    records = Records.open(f"sqlite:///{chat.agent.shop.home / 'records.db'}")
    records.conversations.add_turns(chat.id, [turn], version=version, now=now)
    records.close()


def test_a_turn_begins_anew_when_somebody_else_wrote_meanwhile(
    new_chat: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = new_chat()
    conversations = chat.agent.shop.records.conversations
    store = Interruption(lambda: meanwhile(chat), conversations.add_turns)
    monkeypatch.setattr(conversations, "add_turns", store)
    assert chat.say("hello").turn == 2
    assert [turn.text for turn in stored(chat)] == ["meanwhile", "hello"]


def test_a_turn_begins_anew_when_somebody_wrote_while_it_was_read(new_chat: Begin) -> None:
    chat = new_chat()
    read = chat.agent.reader

    def reader(text: str, seen: Seen) -> Understanding:
        return read(text, seen)

    vars(chat.agent)["reader"] = Interruption(lambda: meanwhile(chat), reader)
    assert chat.say("hello").turn == 2


def test_who_is_interrupted_all_the_time_gives_up(
    new_chat: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = new_chat()

    def moved(*_: object, **__: object) -> None:
        raise ConversationMoved("again")

    monkeypatch.setattr(chat.agent.shop.records.conversations, "add_turns", moved)
    with pytest.raises(ConversationMoved, match="is being written to all the time"):
        chat.say("hello")


@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing
        "   \n\t ",  # only spaces
        "\u200b\u202e",  # only what nobody sees
        "a" * 100_000,  # one endless word
        "退货" * 50_000,  # the same in Chinese
        "where is my order? " * 5_000,  # a question again and again
        "1" * 100_000,  # one endless number
    ],
)
def test_no_message_is_too_short_or_too_long(new_chat: Begin, text: str) -> None:
    chat = new_chat()
    reply = chat.say(text)
    assert reply.text
    assert len(chat.last.text) <= 2 * LONGEST


def test_a_name_and_a_zip_that_come_one_by_one_sign_her_in(new_chat: Begin) -> None:
    chat = new_chat()
    assert chat.say("where is my order?", "Ada Fox").asks == ("zip",)
    assert chat.say("97201").asks == ()
    assert chat.row.customer == "ada"


@pytest.mark.parametrize("text", ["it is 97201", "I live in 97201"])
def test_words_around_the_zip_do_not_replace_her_name(new_chat: Begin, text: str) -> None:
    chat = new_chat()
    chat.say("where is my order?", "Ada Fox", text)
    assert chat.row.customer == "ada"


def test_what_she_wanted_is_done_once_she_is_known(new_chat: Begin) -> None:
    chat = new_chat()
    reply = chat.say("where is my order #1003?", "Ada Fox 97201")
    assert chat.done == ["track_order"]
    assert values(reply, "order") == ["#1003"]


def test_two_misses_in_a_row_offer_a_person(new_chat: Begin) -> None:
    chat = new_chat()
    assert not chat.say("what is the capital of France?").offers_person
    assert chat.say("write me a poem about the sea").offers_person
    assert chat.say("yes").owner == "waiting"


def test_two_misses_that_are_not_in_a_row_offer_nobody(new_chat: Begin) -> None:
    chat = new_chat()
    chat.say("what is the capital of France?", "how much is the mug?")
    assert not chat.say("write me a poem about the sea").offers_person


def test_a_question_that_never_ends_ends_in_the_offer_of_a_person(new_chat: Begin) -> None:
    chat = new_chat()
    offers = [chat.say(text).offers_person for text in ("where is my order?", "hm", "hm", "hm")]
    assert offers == [False, False, True, True]


def test_an_account_that_is_locked_is_offered_a_person(new_chat: Begin) -> None:
    chat = new_chat()
    chat.say("where is my order?", *("Ada Fox 97209",) * 4)
    reply = chat.say("Ada Fox 97209")
    assert reply.asks == ()
    assert reply.offers_person
    again = begin(chat.agent)
    again.say("where is my order?", "Ada Fox 97201")
    assert again.row.customer is None


def test_who_cannot_tell_who_she_is_is_offered_a_person(new_chat: Begin) -> None:
    reply = new_chat().say("where is my order?", "I don't remember")
    assert reply.asks == ()
    assert reply.offers_person


def test_an_order_that_has_not_arrived_is_not_the_one_that_has(new_chat: Begin) -> None:
    reply = new_chat("kettles", ADA).say("which of my orders hasn't arrived yet?")
    assert values(reply, "order") == ["#1001"]


def test_a_change_behind_a_question_that_is_passed_over_is_not_left_unanswered(
    new_chat: Begin,
) -> None:
    reply = new_chat().say("where is my order?", "how much is the tent?", "cancel order #1001")
    assert reply.text


@pytest.mark.parametrize("text", ["I want a copy of my personal data", "delete all my data"])
def test_what_is_for_customers_is_no_error_for_staff(new_chat: Begin, text: str) -> None:
    assert new_chat("kettles", ANN).say(text).text
