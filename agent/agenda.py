"""What is open: the fold of a conversation's turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from agent.open_wish import answered, revised
from agent.policy import Ask, Clarify, Commit, Confirm, Wait
from agent.turn import (
    Act,
    Conversation,
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
from agent.understanding.seen import Seen
from knowledge.goods import Language
from knowledge.reference import Op, Ref, Want
from knowledge.write import ChangeOrderItems, ExchangeItems, order_of
from skills import writing
from skills.skill import Entity, NotFound, Proposed, Refused, Told

CLAIMS = frozenset({"email", "name", "zip", "phone", "code"})
"""Slots that say who she is."""


@dataclass(frozen=True)
class Agenda:
    """
    Where a conversation stands.

    Parameters
    ----------
    open
        Wishes that are not done yet, in the order in which they go on.
    asks, options, choices
        What the last reply asked for, and the things or answers it offered.
    focus
        What was spoken of last, for "it".
    listed
        The last list of several things, for "the second one".
    told
        What she said about who she is, by slot; the latest word counts.
    forgotten
        Slots she said she can't tell.
    fresh
        Identity slots told in the latest message.
    waiting
        Wishes that were open already before the latest message.
    misses
        Replies in a row that could not help.
    offers
        What a yes to the last reply would ask for.
    pending
        The change that the last reply asked her to confirm.
    answer
        Yes or no to an offer or to the pending change, where the latest message was one.
    changed
        Her latest message corrected the pending change or asked about it: it is shown anew.
    held
        She wants to wait with the pending change.
    declined
        The wish whose change she has just said no to.
    done
        The last step that changed something.
    """

    open: tuple[Wish, ...] = ()
    asks: tuple[str, ...] = ()
    options: tuple[Entity, ...] = ()
    choices: tuple[str, ...] = ()
    focus: tuple[Entity, ...] = ()
    listed: tuple[Entity, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    fresh: tuple[str, ...] = ()
    waiting: tuple[Wish, ...] = ()
    misses: int = 0
    asked_again: int = 0
    offers: Wish | None = None
    pending: Pending | None = None
    answer: Yes | No | None = None
    held: bool = False
    changed: bool = False
    declined: Wish | None = None
    done: Step | None = None
    dropped: bool = False
    last: Reply | None = None
    last_do: str = ""
    last_ask: str = ""
    last_words: str = ""
    forgotten: frozenset[str] = frozenset()
    lost: bool = False
    language: Language = "en"

    def seen(
        self, *, order_shapes: frozenset[str], slots: frozenset[str], staff: bool = False
    ) -> Seen:
        """What the reader of the next message has to know."""
        return Seen(
            asks=self.asks,
            choices=self.choices,
            options=self.options,
            order_shapes=order_shapes,
            slots=slots,
            language=self.language,
            open_do=self.open[0].do if self.open else "",
            last_do=self.last_do,
            last_ask=self.last_ask,
            last_words=self.last_words,
            lost=self.lost,
            staff=staff,
            about=self.focus[0].kind if self.focus else "",
            offered=self.offers is not None,
            pending=self.pending is not None,
            pending_order=order_of(self.pending.write) if self.pending else "",
            done_do=self.done.wish.do if self.done else "",
        )

    @property
    def agreed(self) -> Yes | None:
        """Her yes to the pending change, with its condition."""
        return self.answer if self.pending and isinstance(self.answer, Yes) else None

    def hear(self, understanding: Understanding) -> "Agenda":
        """The agenda after a message, before anything is done about it."""
        agenda = replace(
            self,
            fresh=(),
            answer=None,
            held=False,
            changed=False,
            declined=None,
            dropped=False,
            language=understanding.language,
            waiting=self.open,
        )
        wishes = tuple(act for act in understanding.acts if isinstance(act, Wish))
        for act in understanding.acts:
            if not isinstance(act, Wish):
                agenda = agenda._take(act)
        return agenda._wish(wishes) if wishes else agenda

    def look_again(self) -> "Agenda":
        """The agenda after a message that was about a change she no longer sees: it is shown."""
        return replace(self.hear(Understanding((), (), self.language)), changed=True)

    def _take(self, act: Act) -> "Agenda":
        match act:
            case Wish():
                return self._wish((act,))
            case Tell(slot=slot, value=str(value)) if slot in CLAIMS:
                told, fresh = {**self.told, slot: value}, (*self.fresh, slot)
                return replace(self, told=told, fresh=fresh, forgotten=self.forgotten - {slot})
            case Tell(slot="confirm", value="again"):
                return replace(self, changed=True)
            case Tell(slot="confirm"):
                return replace(self, held=True)
            case Tell(slot="choice", value=Ref(kind="policy") as ref):
                chosen = ref.want("number")
                return replace(
                    self, open=tuple(w for w in self.open if chosen and w.do == chosen.value)
                )
            case Tell(slot=slot, value=Want(value="")):
                return replace(self, forgotten=self.forgotten | {slot})
            case Tell() if self.open:
                return replace(self, open=(answered(self.open[0], act), *self.open[1:]))
            case Tell(slot=slot):
                return replace(self, forgotten=self.forgotten | {slot})
            case Revise(by=None):
                return replace(self, open=(), dropped=bool(self.open or self.asks))
            case Revise(by=Wish() as by) if self.open:
                better = revised(self.open[0], by)
                return replace(self, open=(better, *self.open[1:]), changed=True)
            case Revise():
                return self
            case Yes() if self.offers and not self.pending:
                return replace(self, answer=act)._wish((self.offers,))
            case No() if self.pending and self.open:
                return replace(self, answer=act, declined=self.open[0], open=self.open[1:])
            case Yes() | No():
                return replace(self, answer=act)
        assert_never(act)

    def _wish(self, wishes: tuple[Wish, ...]) -> "Agenda":
        """New wishes stand behind those that are open, but for the ones they take the place of."""
        wishes = tuple(self._as_before(wish) for wish in wishes)
        kept = tuple(
            old for old in self.open if not any(self._replaces(new, old) for new in wishes)
        )
        return replace(
            self,
            open=(*kept, *wishes),
            last_do=wishes[-1].do,
            last_ask=wishes[-1].ask,
            last_words=wishes[-1].words,
        )

    def _as_before(self, wish: Wish) -> Wish:
        """A wish for the same address as that of the last change, with that address."""
        same = isinstance(wish.to, Ref) and wish.to.want("of")
        if not same or same.value != "done" or not self.done:
            return wish
        assert isinstance(self.done.decision, Commit)
        write = self.done.decision.write
        if isinstance(write, ChangeOrderItems | ExchangeItems):
            variants = dict.fromkeys(swap.new for swap in write.swaps)
            became = Ref("variant", tuple(Want("number", Op.IS, one) for one in variants))
            but = Ref("order", (Want("number", Op.IS, write.order),))
            of = (
                wish.of
                if wish.of is None or wish.of.want("number")
                else replace(wish.of, but=(but,))
            )
            return replace(wish, to=became, of=of, items=self.done.wish.items)
        return replace(wish, to=getattr(write, "address", None))

    def _replaces(self, new: Wish, old: Wish) -> bool:
        """The same wish said again, or another question about a thing while one asks which."""
        kinds = {"product": "product", "order_id": "order", "choice": "product"}
        asked = {kinds[slot] for slot in self.asks if slot in kinds}
        if "confirm" in self.asks and old == self.open[0] and new.of and new.of.want("number"):
            # Another order: what waits for its yes goes on waiting.
            return False
        if new.do in writing() or old.do in writing():
            # Two returns may be of two orders: the planner sees to it once both are found.
            return new.do == old.do and old == self.open[0] and bool(self.asks)
        return new.do == old.do or (new.of is not None and new.of.kind in asked)

    def settle(
        self, steps: tuple[Step, ...], reply: Reply, options: tuple[Entity, ...]
    ) -> "Agenda":
        """The agenda after the reply: what still waits for an answer, and what was spoken of."""
        waiting = tuple(s.wish for s in steps if isinstance(s.decision, Ask | Clarify | Confirm))
        later = tuple(s.wish for s in steps if isinstance(s.decision, Wait))
        spoken_of = (s.outcome for s in steps if isinstance(s.outcome, Told | Proposed | Refused))
        about = tuple(entity for outcome in spoken_of for entity in outcome.about)
        done = next((s for s in reversed(steps) if isinstance(s.decision, Commit)), self.done)
        again = reply.asks == self.asks and bool(reply.asks)
        return replace(
            self,
            open=(*waiting, *later),
            asks=reply.asks,
            options=options,
            choices=reply.choices,
            focus=about or self.focus,
            listed=self._list(about),
            misses=self.misses + 1 if missed(steps) else 0,
            asked_again=self.asked_again + 1 if again else 0,
            offers=reply.offers,
            pending=reply.pending,
            done=done,
            lost=any(isinstance(s.outcome, NotFound) for s in steps),
            last=reply,
        )

    def _list(self, about: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """The last list of several things; its first ones compared, the list is still that list."""
        if len(about) < 2:
            return self.listed or about
        return self.listed if self.listed[: len(about)] == about else about


def missed(steps: tuple[Step, ...]) -> bool:
    """Whether a turn could do nothing with what was said."""
    return bool(steps) and all(step.outcome is None and step.wish.do == "" for step in steps)


def fold(conversation: Conversation) -> Agenda:
    """The agenda that the turns of a conversation leave behind."""
    agenda = Agenda()
    for turn in conversation.turns:
        agenda = _next(agenda, turn)
    return agenda


def _next(agenda: Agenda, turn: Turn) -> Agenda:
    if turn.by == "staff":
        # What a person asks is answered to that person: it agrees to nothing that was shown before.
        return replace(agenda, open=(), asks=(), offers=None, pending=None)
    if turn.understanding is None or turn.reply is None:
        return agenda
    return agenda.hear(turn.understanding).settle(turn.steps, turn.reply, turn.options)
