"""
What the shop's own system would not do is told to who asked for it: once, wherever she next looks.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent import codec
from agent.policy import Commit
from agent.spoken import spoken
from agent.turn import PERSON, Conversation, Reply, Turn, Understanding, Wish
from agent.wordings import own
from knowledge.fact import Fact
from knowledge.goods import Language, as_language
from knowledge.records.conversations import ConversationMoved
from knowledge.shop import Shop
from knowledge.write import Write, order_of
from skills import load_words, writing

if TYPE_CHECKING:
    from agent.agent import Agent

_TRIES = 5


@dataclass(frozen=True)
class News:
    """
    A change that she agreed to, and that the shop's own system refused.

    Parameters
    ----------
    message
        Number of the message in the outbox that was answered so.
    do
        The skill that proposed the change.
    reason
        What the shop's system said, empty if nothing.
    """

    message: int
    do: str
    write: Write
    customer: str
    reason: str

    @property
    def source(self) -> str:
        return f"outbox/{self.message}"


def news(shop: Shop, conversation_id: str, customer: str | None = None) -> tuple[News, ...]:
    """
    What was refused of a conversation's changes and is in none of its replies yet.

    Parameters
    ----------
    customer
        Only what concerns this customer; None = all.
    """
    sent = shop.records.outbox.of_conversation(conversation_id)
    refused = [m for m in sent if m.answer is not None and m.answer.state == "refused"]
    if not refused:
        return ()
    turns = tuple(map(codec.load, shop.records.conversations.turns(conversation_id)))
    told = {fact.source for turn in turns if turn.reply for fact in turn.reply.facts}
    found: list[News] = []
    for message in refused:
        action = shop.records.pending.get(message.key)
        if action is not None and message.answer is not None:
            do = _skill(action.write, turns)
            found.append(News(message.id, do, action.write, action.customer, message.answer.reason))
    return tuple(
        one for one in found if one.source not in told and customer in (None, one.customer)
    )


def awaits_answer(shop: Shop, conversation_id: str) -> bool:
    """Whether a change of this conversation is still on its way to the shop's own system."""
    sent = shop.records.outbox.of_conversation(conversation_id)
    return any(message.state == "waiting" for message in sent)


def tell_news(agent: "Agent", conversation_id: str) -> Reply | None:
    """
    Store the news as a turn of the assistant's own and return its reply; None if there is none.

    While she is asked something it waits: `tell_first` says it in the next reply, so that no yes
    can be taken for the answer to another question. It also waits while a person has the
    conversation.
    """
    for _ in range(_TRIES):
        found = news(agent.shop, conversation_id)
        row = agent.shop.records.conversations.get(conversation_id)
        if not found or row is None or row.owner != "bot":
            return None
        conversation = agent.conversation(conversation_id)
        if _is_asked(conversation):
            return None
        language = as_language(row.language)
        mine = tuple(one for one in found if one.customer == found[0].customer)
        first = Reply("", conversation=row.id, turn=len(conversation.turns) + 1, language=language)
        reply = tell_first(first, mine, agent.shop)
        turn = Turn(
            "bot", "", Understanding((), (), language), reply=reply, customer=mine[0].customer
        )
        try:
            agent.shop.records.conversations.add_turns(
                row.id, [codec.dump(turn)], version=row.version, now=agent.shop.now()
            )
        except ConversationMoved:
            continue
        return reply
    return None


def tell_first(reply: Reply, found: tuple[News, ...], shop: Shop) -> Reply:
    """The reply with the news before it; it offers a person where it asks and offers nothing."""
    if not found:
        return reply
    language = reply.language
    texts, facts = zip(*(_told(one, shop, language) for one in found), strict=True)
    offered: Reply = reply
    parts = [*texts, reply.text]
    if not reply.asks and reply.offers is None and not reply.choices and reply.owner == "bot":
        offered = replace(
            reply,
            choices=(own("choices", "person", language), own("choices", "no_thanks", language)),
            offers=Wish(PERSON),
        )
        parts.append(own("say", "offer_person", language))
    all_facts = (*(fact for some in facts for fact in some), *reply.facts)
    return replace(
        offered,
        text="\n\n".join(part for part in parts if part),
        facts=tuple(dict.fromkeys(all_facts)),
    )


def _told(one: News, shop: Shop, language: Language) -> tuple[str, tuple[Fact, ...]]:
    """The sentences of one piece of news; its source marks it as told, with a reason or without."""
    called = str(load_words()[one.do]["called"][language])
    texts = [own("say", "refused_by_shop", language, called=called)]
    facts = [Fact("answer", "refused", one.source)]
    order = order_of(one.write)
    named = [("order", order, f"orders/{order}")] if order else []
    named += [("reason", one.reason, one.source)] if one.reason else []
    for name, value, source in named:
        fact = Fact(name, value, source)
        said = spoken(fact, language, shop.today)
        texts.append(own("say", f"refused_by_shop_{name}", language, **{name: said}))
        facts.append(fact)
    return ("" if language == "zh" else " ").join(texts), tuple(facts)


def _skill(write: Write, turns: tuple[Turn, ...]) -> str:
    """The skill that proposed a change; where its turn is gone, one that proposes such changes."""
    for turn in reversed(turns):
        for step in turn.steps:
            if isinstance(step.decision, Commit) and step.decision.write == write:
                return step.wish.do
    able = (name for name, skill in writing().items() if skill.writes == write.do)
    return next(able, write.do)


def _is_asked(conversation: Conversation) -> bool:
    """Whether the last reply waits for an answer, other than whether she wants a person."""
    last = next((turn.reply for turn in reversed(conversation.turns) if turn.reply), None)
    return last is not None and (bool(last.asks) or last.offers not in (None, Wish(PERSON)))
