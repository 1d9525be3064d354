"""One scripted conversation as a value: who speaks, what she knows, and what has to come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.goods import Language

Speaker = Literal["shopper", "staff", "merchant"]


@dataclass(frozen=True)
class Check:
    """What the reply to one line has to be like; each is empty where nothing is asked of it."""

    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()
    says_any: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    not_asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    intent: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of hers and the checks on the reply to it."""

    text: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Given:
    """Changes to the world before she speaks."""

    today: date | None = None
    orders: Mapping[str, str] = field(default_factory=dict)
    """Status by order, in words of the shop's source."""
    stock: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Then:
    """What has to be true at the end. `owner` None = not looked at."""

    writes: tuple[Mapping[str, object], ...] = ()
    says: tuple[str, ...] = ()
    says_any: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    owner: Literal["bot", "human"] | None = None


@dataclass(frozen=True)
class Case:
    """
    A scripted conversation.

    Parameters
    ----------
    knows
        Her answers by slot, one after the other, the last one again and again; None = forgotten.
    confirms
        Her answers to the first, second ... question whether to go ahead; then it is a yes.
    paraphrases
        How often it is played again with her lines said otherwise.
    """

    name: str
    lines: tuple[Line, ...]
    then: Then
    shop: str = ""
    language: Language | None = None
    customer: str | None = None
    speaker: Speaker = "shopper"
    given: Given = Given()
    knows: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    confirms: tuple[str, ...] = ()
    paraphrases: int = 0


@dataclass(frozen=True)
class Unplayable:
    """A case that cannot be played, and what is wrong with it."""

    name: str
    problem: str
