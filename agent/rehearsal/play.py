"""Plays one scripted conversation: who speaks when, and what is said."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Protocol

from agent.rehearsal.case import Case, Line
from agent.rehearsal.checks import failed_check
from agent.rehearsal.words import words
from agent.turn import Identity, Reply
from knowledge.goods import Language
from skills.skill import Level

logger = logging.getLogger(__name__)

LONGEST = 30
"""Messages of hers; a chat that needs more is going round in circles."""

_LEVELS = {"staff": Level.STAFF, "merchant": Level.MERCHANT}


class Talker(Protocol):
    """The part of an agent that a chat needs."""

    def start(self, *, language: Language | None = None) -> tuple[str, str]: ...

    def respond(self, conversation_id: str, text: str, identity: Identity = ...) -> Reply: ...


@dataclass
class Played:
    """
    What was said, up to the end or the first thing that was wrong.

    Parameters
    ----------
    said
        Her messages and the replies to them.
    problem
        The check that failed; empty where all held.
    """

    said: list[tuple[str, Reply]] = field(default_factory=list)
    problem: str = ""

    @property
    def replies(self) -> tuple[Reply, ...]:
        return tuple(reply for _, reply in self.said)


class Shopper:
    """The simulated shopper: answers what she is asked if she can, else says her next line."""

    def __init__(self, case: Case, code: Callable[[], str | None]) -> None:
        said: Mapping[str, str] = words()["answers"][case.language or "en"]
        self._forgotten = said["forgotten"]
        self._knows = {slot: _one_after_the_other(told) for slot, told in case.knows.items()}
        self._confirms = chain(case.confirms, repeat(said["yes"]))
        self._lines = iter(case.lines)
        self._code = code

    def next(self, reply: Reply | None) -> Line | None:
        """What she says now; None = she has nothing left to say."""
        asked = [slot for slot in reply.asks if self._can_answer(slot)] if reply else []
        if not asked:
            return next(self._lines, None)
        answers = [self._answer(slot) for slot in asked]
        return Line(" ".join(filter(None, answers)) or self._forgotten)

    def _can_answer(self, slot: str) -> bool:
        return slot == "confirm" or slot in self._knows

    def _answer(self, slot: str) -> str | None:
        if slot == "confirm":
            return next(self._confirms)
        answer = next(self._knows[slot])
        if answer is None or "{code}" not in answer:
            return answer
        code = self._code()
        return answer.replace("{code}", code) if code else None


def play(case: Case, agent: Talker, code: Callable[[], str | None]) -> Played:
    """
    Plays a case until she has nothing left to say or a reply is not as it has to be.

    Parameters
    ----------
    code
        Gives the single-use code that was sent last.
    """
    conversation, _ = agent.start(language=case.language)
    identity, shopper = identity_of(case), Shopper(case, code)
    played, reply = Played(), None
    while line := shopper.next(reply):
        if len(played.said) == LONGEST:
            played.problem = f"she has said {LONGEST} things and it is not over"
            return played
        try:
            reply = agent.respond(conversation, line.text, identity)
        except Exception as error:
            # A fault of the program fails this case, and the others are still played.
            logger.exception("no reply in %r", case.name)
            played.problem = f"no reply to {line.text!r}: {type(error).__name__}: {error}"
            return played
        played.said.append((line.text, reply))
        played.problem = next(filter(None, (failed_check(c, reply) for c in line.checks)), "")
        if played.problem:
            return played
    return played


def identity_of(case: Case) -> Identity:
    """Who the page would say is talking."""
    if case.speaker != "shopper":
        return Identity(_LEVELS[case.speaker], case.customer, name=case.speaker)
    return Identity(Level.VERIFIED, case.customer) if case.customer else Identity()


def _one_after_the_other(answers: tuple[str | None, ...]) -> Iterator[str | None]:
    return chain(answers[:-1], repeat(answers[-1]))
