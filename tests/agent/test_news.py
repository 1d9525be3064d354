"""What the shop's own system refused is told to who asked for it, once, and never into a yes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agent import codec
from agent.agent import Agent
from agent.news import News, awaits_answer, news, tell_first, tell_news
from agent.policy import Commit
from agent.turn import PERSON, Reply, Step, Turn, Understanding, Wish
from knowledge.commit import Committed, commit, propose
from knowledge.fact import Fact
from knowledge.records.conversations import ConversationMoved
from knowledge.records.outbox import Answer
from knowledge.shop import Shop
from knowledge.write import CancelOrder, OpenCase, Write
from tests.agent.chat import ADA, ANN, Begin, Chat

CANCEL = CancelOrder("#1001", "no longer needed")
INVOICE = OpenCase("ada", "#1003", "invoice", "to Ada Fox")
PACKED = "Parcel 7 was already packed."


@pytest.fixture
def chat(new_chat: Begin) -> Chat:
    return new_chat("kettles", ADA)


def change(chat: Chat, write: Write = CANCEL) -> int:
    """Commits a change in the conversation, and gives the number of its message to the shop."""
    shop = chat.agent.shop
    action = propose(shop, write, "as shown", conversation=chat.id, customer="ada")
    done = commit(shop, action.id, conversation=chat.id, customer="ada")
    assert isinstance(done, Committed)
    return shop.records.outbox.of_conversation(chat.id)[-1].id


def refuse(chat: Chat, reason: str = PACKED, write: Write = CANCEL) -> int:
    number = change(chat, write)
    chat.agent.shop.post.answered(number, Answer("refused", reason))
    return number


def store(chat: Chat, *turns: Turn) -> None:
    chat.agent.shop.records.conversations.add_turns(
        chat.id,
        [codec.dump(turn) for turn in turns],
        version=chat.row.version,
        now=chat.agent.shop.now(),
    )


def asked(reply: Reply) -> Turn:
    return Turn("shopper", "hello", Understanding(()), reply=reply, customer="ada")


def told(chat: Chat) -> Reply:
    reply = tell_news(chat.agent, chat.id)
    assert reply is not None
    return reply


def test_a_refusal_is_told_with_what_was_asked_and_why(chat: Chat) -> None:
    number = refuse(chat)
    reply = told(chat)
    assert "Cancelling an order" in reply.text
    assert "#1001" in reply.text
    assert f"“{PACKED}”" in reply.text
    assert Fact("reason", PACKED, f"outbox/{number}") in reply.facts
    assert Fact("order", "#1001", "orders/#1001") in reply.facts


def test_it_is_told_in_her_language(new_chat: Begin) -> None:
    chat = new_chat("kettles", ADA, language="zh")
    refuse(chat, "已经打包")
    text = told(chat).text
    assert "取消订单" in text
    assert "“已经打包”" in text


def test_it_offers_a_person(chat: Chat) -> None:
    refuse(chat)
    reply = told(chat)
    assert reply.offers == Wish(PERSON)
    assert reply.choices == ("Talk to a person", "No thanks")
    assert reply.asks == ()


def test_a_yes_to_it_brings_the_person(chat: Chat) -> None:
    refuse(chat)
    told(chat)
    assert chat.say("yes").owner == "waiting"


def test_it_is_stored_as_a_turn_of_the_assistant(chat: Chat) -> None:
    refuse(chat)
    reply = told(chat)
    turn = chat.last
    assert (turn.by, turn.text, turn.reply, turn.customer) == ("bot", "", reply, "ada")
    assert (reply.conversation, reply.turn) == (chat.id, 1)


def test_it_is_told_once(chat: Chat) -> None:
    refuse(chat)
    told(chat)
    assert tell_news(chat.agent, chat.id) is None
    assert news(chat.agent.shop, chat.id) == ()


def test_without_a_reason_it_is_told_once_too(chat: Chat) -> None:
    refuse(chat, "")
    assert "reason" not in told(chat).text
    assert tell_news(chat.agent, chat.id) is None


def test_what_stays_as_agreed_is_no_news(chat: Chat) -> None:
    number = change(chat)
    assert tell_news(chat.agent, chat.id) is None
    chat.agent.shop.post.answered(number, Answer("done"))
    assert tell_news(chat.agent, chat.id) is None


def test_two_refusals_are_told_together(chat: Chat) -> None:
    refuse(chat)
    refuse(chat, "No invoices before May.", INVOICE)
    text = told(chat).text
    assert PACKED in text
    assert "No invoices before May." in text
    assert text.count("colleague") == 1


def test_other_conversations_hear_nothing(chat: Chat) -> None:
    refuse(chat)
    other, _ = chat.agent.start()
    assert tell_news(chat.agent, other) is None


def test_another_customer_hears_nothing(chat: Chat) -> None:
    refuse(chat)
    assert news(chat.agent.shop, chat.id, "wei") == ()
    assert [one.customer for one in news(chat.agent.shop, chat.id, "ada")] == ["ada"]


def test_it_waits_while_she_is_asked_something(chat: Chat) -> None:
    store(chat, asked(Reply("Shall I go ahead?", asks=("confirm",))))
    refuse(chat)
    assert tell_news(chat.agent, chat.id) is None
    assert len(news(chat.agent.shop, chat.id)) == 1


def test_it_waits_while_something_else_is_offered(chat: Chat) -> None:
    store(chat, asked(Reply("You can return it.", offers=Wish("return_items"))))
    refuse(chat)
    assert tell_news(chat.agent, chat.id) is None


def test_it_waits_while_a_person_has_the_conversation(chat: Chat) -> None:
    refuse(chat)
    chat.agent.staff_says(chat.id, "Hello, this is Ann", ANN)
    assert tell_news(chat.agent, chat.id) is None


def test_the_next_reply_begins_with_it(chat: Chat) -> None:
    number = refuse(chat)
    shop = chat.agent.shop
    reply = Reply("It costs $30.", facts=(Fact("price", Decimal(30), "products/kettle", "USD"),))
    first = tell_first(reply, news(shop, chat.id, "ada"), shop)
    assert first.text.startswith("Cancelling an order")
    assert "\n\nIt costs $30.\n\n" in first.text
    assert first.facts[-1] == reply.facts[0]
    assert first.offers == Wish(PERSON)
    store(chat, asked(first))
    assert news(shop, chat.id) == ()
    assert f"outbox/{number}" in {fact.source for fact in first.facts}


def test_a_question_stays_the_only_one(chat: Chat) -> None:
    refuse(chat)
    shop = chat.agent.shop
    reply = Reply("Shall I go ahead?", asks=("confirm",), choices=("Yes, do it", "No"))
    first = tell_first(reply, news(shop, chat.id), shop)
    assert first.text.endswith("\n\nShall I go ahead?")
    assert (first.asks, first.choices, first.offers) == (reply.asks, reply.choices, None)


def test_without_news_a_reply_stays_as_it_is(chat: Chat) -> None:
    reply = Reply("It costs $30.")
    assert tell_first(reply, news(chat.agent.shop, chat.id), chat.agent.shop) is reply


def test_it_names_what_she_asked_for_not_what_was_written(chat: Chat) -> None:
    done = Step(Wish("request_invoice"), Commit(INVOICE))
    store(chat, replace(asked(Reply("Done.")), steps=(done,)))
    refuse(chat, write=INVOICE)
    (one,) = news(chat.agent.shop, chat.id)
    assert (one.do, one.write) == ("request_invoice", INVOICE)
    assert "Invoices" in told(chat).text


def test_a_message_of_hers_at_the_same_time_wins(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(chat)
    real = Shop.now
    calls: list[int] = []

    def interrupted(shop: Shop) -> object:
        # She writes between what was read and what is stored.
        if not calls:
            calls.append(1)
            store(chat, asked(Reply("Shall I go ahead?", asks=("confirm",))))
        return real(shop)

    with monkeypatch.context() as patch:
        patch.setattr(Shop, "now", interrupted)
        assert tell_news(chat.agent, chat.id) is None
    assert chat.last.by == "shopper"


def test_somebody_who_always_writes_is_told_in_the_reply(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(chat)

    def moved(*_: object, **__: object) -> object:
        raise ConversationMoved("always")

    monkeypatch.setattr(chat.agent.shop.records.conversations, "add_turns", moved)
    assert tell_news(chat.agent, chat.id) is None


def test_an_unknown_conversation_has_no_news(chat: Chat) -> None:
    assert tell_news(chat.agent, "c_nobody") is None


def test_a_change_on_its_way_is_awaited(chat: Chat) -> None:
    shop = chat.agent.shop
    assert not awaits_answer(shop, chat.id)
    number = change(chat)
    assert awaits_answer(shop, chat.id)
    shop.records.outbox.mark_sent(number, shop.now())
    assert not awaits_answer(shop, chat.id)


def test_news_have_the_source_of_their_message() -> None:
    assert News(7, "cancel_order", CANCEL, "ada", "").source == "outbox/7"


def test_an_agent_without_changes_reads_no_turns(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent: Agent = chat.agent
    monkeypatch.setattr(codec, "load", None)
    assert news(agent.shop, chat.id) == ()
