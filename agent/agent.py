"""The one door: a message goes in, a reply comes out, and the turn between them is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from agent import codec
from agent.agenda import fold
from agent.door import Door
from agent.handoff import open_handoff, staff_speaks
from agent.plan import plan
from agent.policy import Ask
from agent.reply import compose
from agent.turn import Conversation, Identity, Reply, Turn
from agent.understanding.intents import load_intents
from agent.understanding.language import LONGEST
from agent.understanding.reading import Reader
from agent.understanding.wants import product_ref
from knowledge.goods import Language, as_language
from knowledge.records.conversations import ConversationMoved, ConversationRow
from knowledge.resolve import naming
from knowledge.shop import Shop
from skills import folders, for_merchants, load_skills
from skills.skill import Level

_TRIES = 5
"""How often a turn is begun anew when somebody else wrote to the conversation meanwhile."""


@dataclass(frozen=True)
class Agent:
    """The assistant of one shop."""

    shop: Shop

    @cached_property
    def reader(self) -> Reader:
        visitor = self.shop.view(None, "en")
        return Reader(
            load_intents(),
            folders(),
            for_merchants(),
            frozenset(load_skills()),
            lambda text: bool(naming(product_ref(text), visitor)),
        )

    def start(self, *, language: Language | None = None) -> tuple[str, str]:
        """A new conversation: its id and the token that a browser resumes it with."""
        first = language or self.shop.rules.shop.languages[0]
        row, token = self.shop.records.conversations.create(self.shop.now(), language=first)
        return row.id, token

    def resume(self, token: str) -> str | None:
        """The id of the conversation that a token belongs to."""
        row = self.shop.records.conversations.by_token(token)
        return row.id if row else None

    def conversation(self, conversation_id: str) -> Conversation:
        """All turns so far."""
        turns = self.shop.records.conversations.turns(conversation_id)
        return Conversation(conversation_id, tuple(codec.load(turn) for turn in turns))

    def respond(
        self,
        conversation_id: str,
        text: str,
        identity: Identity = Identity(),
        files: Sequence[Path] = (),
    ) -> Reply:
        """
        Answers one message.

        Raises
        ------
        KeyError
            If there is no such conversation.
        """
        # Half a character, as broken clients send it, can be neither stored nor shown.
        text = text.encode("utf-8", "replace").decode("utf-8")[: 50 * LONGEST]
        for _ in range(_TRIES):
            try:
                return self._turn(conversation_id, text, identity)
            except ConversationMoved:
                continue
        raise ConversationMoved(f"conversation {conversation_id} is being written to all the time")

    def staff_says(self, conversation_id: str, text: str, identity: Identity) -> Reply:
        """
        Writes as one of the shop's people, who owns the conversation from then on.

        Raises
        ------
        PermissionError
            If `identity` is not one of the shop's people.
        """
        if identity.level < Level.STAFF:
            raise PermissionError("only the shop's people can answer for it")
        for _ in range(_TRIES):
            try:
                row, conversation = self._row(conversation_id), self.conversation(conversation_id)
                return self._store(
                    staff_speaks(row, conversation, text, identity), row, conversation
                )
            except ConversationMoved:
                continue
        raise ConversationMoved(f"conversation {conversation_id} is being written to all the time")

    def _turn(self, conversation_id: str, text: str, identity: Identity) -> Reply:
        row = self._row(conversation_id)
        conversation = self.conversation(conversation_id)
        if row.owner != "bot":
            return self._store(staff_speaks(row, conversation, text, identity), row, conversation)
        signed_in = identity.level >= Level.VERIFIED
        known = identity.customer if signed_in else row.customer
        before = replace(fold(conversation.of(known)), language=as_language(row.language))
        rules, orders = self.shop.rules, self.shop.records.orders
        slots = frozenset(slot for claim in rules.identity.claims for slot in claim)
        staff = identity.level >= Level.STAFF
        understanding = self.reader(
            text, before.seen(order_shapes=orders.shapes(), slots=slots, staff=staff)
        )
        agenda = before.hear(understanding)
        door = Door(self.shop)
        person = door(agenda, row, identity)
        view = self.shop.view(person.customer, agenda.language)
        steps = plan(agenda, person, view)
        asked = any(step.decision == Ask(("code",)) for step in steps)
        if asked and person.level == Level.CLAIMED and "code" not in before.asks:
            door.step_up(row, person, agenda.language)
        reply, options = compose(steps, agenda, person, view, text)
        said = text[: 2 * LONGEST]
        turn = Turn("shopper", said, understanding, steps, reply, options, person.customer)
        stored = self._store(turn, replace(row, version=person.version), conversation)
        if stored.owner == "waiting":
            open_handoff(self.shop, conversation.add(turn), person)
        return stored

    def _row(self, conversation_id: str) -> ConversationRow:
        row = self.shop.records.conversations.get(conversation_id)
        if row is None:
            raise KeyError(f"there is no conversation {conversation_id!r}")
        return row

    def _store(self, turn: Turn, row: ConversationRow, conversation: Conversation) -> Reply:
        """Stores the turn with its reply before anybody sees it."""
        assert turn.reply is not None
        understood = turn.understanding
        reply = replace(
            turn.reply,
            conversation=row.id,
            turn=len(conversation.turns) + 1,
            intents=understood.intents if understood else (),
        )
        self.shop.records.conversations.add_turns(
            row.id,
            [codec.dump(replace(turn, reply=reply))],
            version=row.version,
            now=self.shop.now(),
            owner=reply.owner,
            language=reply.language,
        )
        self.shop.deliver()
        return reply
