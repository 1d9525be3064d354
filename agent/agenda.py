"""What is open: the fold of a conversation's turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from agent.policy import Ask, Clarify, Confirm
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
from agent.understanding.seen import Seen
from knowledge.goods import Language
from knowledge.reference import Ref
from skills.skill import Entity, NotFound, Told

PERSON = "talk_to_person"
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
    offered
        Whether the last reply offered a person.
    answer
        Yes or no to an offer, where the latest message was one.
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
    offered: bool = False
    answer: Yes | No | None = None
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
            offered=self.offered,
        )

    def hear(self, understanding: Understanding) -> "Agenda":
        """The agenda after a message, before anything is done about it."""
        agenda = replace(
            self,
            fresh=(),
            answer=None,
            dropped=False,
            language=understanding.language,
            waiting=self.open,
        )
        wishes = tuple(act for act in understanding.acts if isinstance(act, Wish))
        for act in understanding.acts:
            if not isinstance(act, Wish):
                agenda = agenda._take(act)
        return agenda._wish(wishes) if wishes else agenda

    def _take(self, act: Act) -> "Agenda":
        match act:
            case Wish():
                return self._wish((act,))
            case Tell(slot=slot, value=str(value)) if slot in CLAIMS:
                told, fresh = {**self.told, slot: value}, (*self.fresh, slot)
                return replace(self, told=told, fresh=fresh, forgotten=self.forgotten - {slot})
            case Tell(value=Ref() as ref) if self.open:
                first = self.open[0]
                return replace(
                    self, open=(replace(first, of=_answered(first.of, ref)), *self.open[1:])
                )
            case Tell(slot=slot):
                return replace(self, forgotten=self.forgotten | {slot})
            case Revise(by=wish):
                kept = (wish, *self.open[1:]) if wish else ()
                return replace(
                    self, open=kept, dropped=wish is None and bool(self.open or self.asks)
                )
            case Yes() if self.offered:
                return replace(self, answer=act)._take(Wish(PERSON))
            case Yes() | No():
                return replace(self, answer=act)
        assert_never(act)

    def _wish(self, wishes: tuple[Wish, ...]) -> "Agenda":
        """New wishes stand behind those that are open, but for the ones they take the place of."""
        kept = tuple(
            old for old in self.open if not any(self._replaces(new, old) for new in wishes)
        )
        return replace(
            self,
            open=(*kept, *wishes),
            last_do=wishes[-1].do,
            last_ask=wishes[-1].ask,
            last_words=said_words(wishes[-1]),
        )

    def _replaces(self, new: Wish, old: Wish) -> bool:
        """The same wish said again, or another question about a thing while one asks which."""
        kinds = {"product": "product", "order_id": "order", "choice": "product"}
        asked = {kinds[slot] for slot in self.asks if slot in kinds}
        return new.do == old.do or (new.of is not None and new.of.kind in asked)

    def settle(
        self, steps: tuple[Step, ...], reply: Reply, options: tuple[Entity, ...]
    ) -> "Agenda":
        """The agenda after the reply: what still waits for an answer, and what was spoken of."""
        waiting = tuple(s.wish for s in steps if isinstance(s.decision, Ask | Clarify | Confirm))
        about = tuple(
            entity for s in steps if isinstance(s.outcome, Told) for entity in s.outcome.about
        )
        again = reply.asks == self.asks and bool(reply.asks)
        return replace(
            self,
            open=waiting,
            asks=reply.asks,
            options=options,
            choices=reply.choices,
            focus=about or self.focus,
            listed=about if len(about) > 1 else self.listed or about,
            misses=self.misses + 1 if missed(steps) else 0,
            asked_again=self.asked_again + 1 if again else 0,
            offered=reply.offers_person,
            lost=any(isinstance(s.outcome, NotFound) for s in steps),
            last=reply,
        )


def _answered(asked: Ref | None, answer: Ref) -> Ref:
    """The thing she has told, together with what her question about it was."""
    before = asked and (asked.want("question") or asked.want("words"))
    if not before:
        return answer
    return replace(answer, wants=(*answer.wants, replace(before, attribute="question")))


def said_words(wish: Wish) -> str:
    """The words a wish was said in."""
    words = wish.of.want("words") if wish.of else None
    return words.value if words and isinstance(words.value, str) else ""


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
    if turn.understanding is None or turn.reply is None:
        return agenda
    return agenda.hear(turn.understanding).settle(turn.steps, turn.reply, turn.options)
