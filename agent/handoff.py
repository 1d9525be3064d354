"""A person takes over: who owns a conversation, what she sees of it, and what she answers."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from agent.door import Person
from agent.turn import Conversation, Identity, Reply, Turn
from knowledge.goods import as_language
from knowledge.records.conversations import ConversationRow
from knowledge.shop import Shop
from skills.skill import Level

if TYPE_CHECKING:
    from agent.agent import Agent


@dataclass(frozen=True)
class Waiting:
    """A conversation that waits for a person."""

    conversation: str
    since: datetime
    reason: str
    summary: str
    last: str


def staff_speaks(
    row: ConversationRow, conversation: Conversation, text: str, identity: Identity
) -> Turn:
    """The turn while a person owns the conversation: what was written, and silence of the bot."""
    silence = Reply("", language=as_language(row.language))
    if identity.level >= Level.STAFF:
        return Turn("staff", text, reply=replace(silence, owner="human"))
    return Turn("shopper", text, reply=replace(silence, owner=row.owner))


def open_handoff(shop: Shop, conversation: Conversation, person: Person) -> None:
    """Puts the conversation before the people, with what they need to go on."""
    packet = {
        "customer": person.customer,
        "level": person.level.name.lower(),
        "said": [turn.text for turn in conversation.turns if turn.by == "shopper"][-5:],
        "wishes": [
            step.wish.do for turn in conversation.turns for step in turn.steps if step.wish.do
        ],
    }
    shop.records.handoffs.add(
        conversation.id, "asked for a person", json.dumps(packet, ensure_ascii=False), shop.now()
    )


class Desk:
    """Where the shop's people answer."""

    def __init__(self, agent: "Agent") -> None:
        self._agent = agent
        self._records = agent.shop.records

    def waiting(self) -> tuple[Waiting, ...]:
        """Conversations that wait for a person or are with one, the longest first."""
        ids = dict.fromkeys(handoff.conversation for handoff in self._records.handoffs.open())
        return tuple(self._waiting(self._row(one)) for one in ids)

    def _waiting(self, row: ConversationRow) -> Waiting:
        turns = self._agent.conversation(row.id).turns
        said = [turn.text for turn in turns if turn.by == "shopper"]
        wishes = [s.wish.do for turn in turns for s in turn.steps if s.wish.do]
        return Waiting(
            row.id,
            row.updated,
            row.owner,
            ", ".join(dict.fromkeys(wishes)),
            said[-1] if said else "",
        )

    def answer(self, conversation_id: str, text: str, identity: Identity) -> None:
        """
        Writes to the shopper; from then on the conversation is a person's.

        Raises
        ------
        PermissionError
            If `identity` is not one of the shop's people.
        """
        self._check(identity)
        if self._row(conversation_id).owner == "bot":
            self._records.handoffs.add(conversation_id, "taken over", "{}", self._agent.shop.now())
        self._agent.staff_says(conversation_id, text, identity)

    def hand_back(self, conversation_id: str, identity: Identity) -> None:
        """Lets the assistant answer again."""
        self._check(identity)
        row = self._row(conversation_id)
        self._records.conversations.set_owner(row.id, "bot", row.version)
        for handoff in self._records.handoffs.of(row.id):
            self._records.handoffs.close(handoff.id, self._agent.shop.now())

    def _row(self, conversation_id: str) -> ConversationRow:
        row = self._records.conversations.get(conversation_id)
        if row is None:
            raise KeyError(f"there is no conversation {conversation_id!r}")
        return row

    @staticmethod
    def _check(identity: Identity) -> None:
        if identity.level < Level.STAFF:
            raise PermissionError("only the shop's people can answer for it")
