"""The one door: a message goes in, a reply comes out, and the turn between them is stored."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from agent import codec
from agent.agenda import Agenda, fold
from agent.agreeing import Carried, carry_out, is_stale, pending_of, still_waits
from agent.attachments import attachments_of, without_contents
from agent.door import Door, Person
from agent.handoff import open_handoff, staff_speaks
from agent.news import news, tell_first
from agent.policy import Ask
from agent.reply import compose
from agent.turn import Conversation, Identity, Reply, Step, Turn
from agent.understanding.grounds import Grounds
from agent.understanding.intents import load_intents
from agent.understanding.language import LONGEST
from agent.understanding.reading import Reader
from agent.understanding.seen import Seen
from agent.understanding.wants import product_ref
from agent.understanding.wishing import WishReader
from knowledge.addresses import is_complete, read_address
from knowledge.goods import Language, as_language
from knowledge.people import Address
from knowledge.records.conversations import ConversationMoved, ConversationRow
from knowledge.resolve import naming
from knowledge.shop import Shop, View
from knowledge.swaps_said import names_option
from skills import agrees, folders, for_merchants, load_skills, writing
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
        wishing = WishReader(
            load_intents(),
            folders(),
            for_merchants(),
            frozenset(load_skills()) - frozenset(writing()),
            Grounds(
                names_product=lambda text: bool(naming(product_ref(text), visitor)),
                names_option=lambda text: names_option(text, visitor),
                is_item=lambda number: visitor.catalogue.variant(number) is not None,
                address_in=lambda text: _address_in(text, self.shop.rules.shop.country),
            ),
            {name: agrees(name) for name in writing()},
        )
        return Reader(wishing)

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
        after: int | None = None,
    ) -> Reply:
        """
        Answers one message.

        Parameters
        ----------
        after
            Number of the last turn that she has seen, where the shell knows it: a yes to a change
            that has been replaced since agrees to nothing.

        Raises
        ------
        KeyError
            If there is no such conversation.
        """
        # Half a character, as broken clients send it, can be neither stored nor shown.
        text = text.encode("utf-8", "replace").decode("utf-8")[: 50 * LONGEST]
        for _ in range(_TRIES):
            try:
                return self._turn(conversation_id, text, identity, after)
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

    def _turn(
        self, conversation_id: str, text: str, identity: Identity, after: int | None
    ) -> Reply:
        row = self._row(conversation_id)
        conversation = self.conversation(conversation_id)
        if row.owner != "bot":
            return self._store(staff_speaks(row, conversation, text, identity), row, conversation)
        before = self._before(row, conversation, identity)
        understanding = self.reader(text, self._seen(before, identity))
        stale = is_stale(before.pending, after, conversation)
        agenda = before.look_again() if stale else before.hear(understanding)
        person = self._known(Door(self.shop)(agenda, row, identity))
        # Inside one transaction a change is stored together with the turn that tells of it.
        with self.shop.records.together() if before.pending else nullcontext():
            view = self.shop.view(person.customer, agenda.language)
            carried = carry_out(agenda, person, view, row.id)
            self._send_code(carried.steps, before, row, person)
            note = "look_again" if stale else carried.note
            if note or (before.pending and not still_waits(before.pending, self.shop)):
                # What waits now is another change, or the same one anew: it is shown in full.
                agenda = replace(agenda, changed=True)
            reply, options = compose(carried.steps, agenda, person, carried.view, text, note)
            reply = self._completed(reply, carried, row.id)
            said = text[: 2 * LONGEST]
            turn = Turn(
                "shopper", said, understanding, carried.steps, reply, options, person.customer
            )
            moved = replace(row, version=person.version)
            stored = self._store_with_pending(turn, moved, conversation, before, carried.view)
        self.shop.deliver()
        if stored.owner == "waiting":
            open_handoff(self.shop, conversation.add(turn), person)
        return stored

    def _completed(self, reply: Reply, carried: Carried, conversation_id: str) -> Reply:
        """The reply behind what the shop's own system refused, with the file it speaks of."""
        customer = carried.view.customer
        if customer is None:
            return reply
        first = tell_first(reply, news(self.shop, conversation_id, customer.id), self.shop)
        return replace(first, attachments=attachments_of(carried.steps, carried.view))

    def _seen(self, before: Agenda, identity: Identity) -> Seen:
        rules, orders = self.shop.rules, self.shop.records.orders
        slots = frozenset(slot for claim in rules.identity.claims for slot in claim)
        staff = identity.level >= Level.STAFF
        return before.seen(order_shapes=orders.shapes(), slots=slots, staff=staff)

    def _known(self, person: Person) -> Person:
        """The person, but for one whose data was erased: nobody can be her any more."""
        customer = self.shop.records.customers.get(person.customer) if person.customer else None
        gone = customer is not None and customer.erased and person.level < Level.STAFF
        return Person(version=person.version) if gone else person

    def _send_code(
        self, steps: tuple[Step, ...], before: Agenda, row: ConversationRow, person: Person
    ) -> None:
        """A code to her whose claim is not enough for what she wants, once."""
        asked = any(step.decision == Ask(("code",)) for step in steps)
        if asked and person.level == Level.CLAIMED and "code" not in before.asks:
            Door(self.shop).step_up(row, person, as_language(row.language))

    def _store_with_pending(
        self,
        turn: Turn,
        row: ConversationRow,
        conversation: Conversation,
        before: Agenda,
        view: View,
    ) -> Reply:
        """Stores the turn together with the row of the change that it asks to confirm."""
        assert turn.reply is not None
        if before.pending is None and "confirm" not in turn.reply.asks:
            return self._store(turn, row, conversation)
        with self.shop.records.together():
            pending = pending_of(turn.steps, before.pending, view, row.id, turn.reply.text)
            with_it = replace(turn, reply=replace(turn.reply, pending=pending))
            return self._store(with_it, row, conversation)

    def _before(
        self, row: ConversationRow, conversation: Conversation, identity: Identity
    ) -> Agenda:
        """Where the conversation stands for whom it is with."""
        signed_in = identity.level >= Level.VERIFIED
        known = identity.customer if signed_in else row.customer
        return replace(fold(conversation.of(known)), language=as_language(row.language))

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
            [codec.dump(replace(turn, reply=without_contents(reply)))],
            version=row.version,
            now=self.shop.now(),
            owner=reply.owner,
            language=reply.language,
        )
        return reply


def _address_in(text: str, country: str) -> Address | None:
    found = read_address(text, country)
    return found if found is not None and is_complete(found, country) else None
