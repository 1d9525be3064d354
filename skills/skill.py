"""
The contract between the dialogue and what the shop can do: levels, outcomes and the skill
itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Literal, Protocol

from knowledge.fact import Fact
from knowledge.goods import Product
from knowledge.reference import Kind, Ref
from knowledge.shop import View
from knowledge.write import CaseKind, Write


class Level(IntEnum):
    """How surely the shop knows who is talking, lowest first."""

    ANONYMOUS = 0
    CLAIMED = 1
    VERIFIED = 2
    STAFF = 3
    MERCHANT = 4


@dataclass(frozen=True)
class Entity:
    """Something of the shop that a reply speaks of or offers to choose from."""

    kind: Kind
    id: str
    title: str
    """What a choice reads, in the customer's language."""


@dataclass(frozen=True)
class Say:
    """One sentence of a reply: a wording of the skill and the facts that fill it."""

    wording: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Stage:
    """One station of a parcel's way, done or still to come."""

    label: str
    at: str
    done: bool


@dataclass(frozen=True)
class Card:
    """A product, an order or a parcel to look at beside the text."""

    kind: Literal["product", "order"]
    id: str
    title: str
    price: Decimal | None = None
    currency: str = ""
    image: str = ""
    """Name of a picture of the catalogue; empty = none."""
    reason: str = ""
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True)
class Told:
    """An answer: sentences with their facts, cards, and the things it speaks of."""

    says: tuple[Say, ...]
    cards: tuple[Card, ...] = ()
    about: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Proposed:
    """
    A change that waits for a yes.

    Parameters
    ----------
    write
        Exactly what will be changed.
    says
        The same in words: what, from, to, the money, when, and what can't be undone.
    """

    write: Write
    says: tuple[Say, ...]
    cards: tuple[Card, ...] = ()
    about: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Needs:
    """A slot has to be told first; `choices` are the ones that fit so far."""

    slot: str
    choices: tuple[Entity, ...] = ()
    because: Say | None = None
    """Why what she said so far is not enough, said before the question."""


@dataclass(frozen=True)
class Refused:
    """
    A rule of the shop says no; `rule` is the wording that names it.

    Parameters
    ----------
    instead
        Name of a skill that can be done instead, which the reply offers; empty = none.
    """

    rule: str
    facts: tuple[Fact, ...] = ()
    instead: str = ""
    about: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class NotFound:
    """Nothing fits what was said; `near` comes closest."""

    what: Ref
    near: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Asked:
    """
    What a wish asks for, as a skill gets it.

    Parameters
    ----------
    words
        Her own words.
    about
        The single things she wants to know, such as ``sum`` or ``tracking``; empty = the whole.
    ref
        What it concerns, as she described it.
    """

    words: str = ""
    about: tuple[str, ...] = ()
    ref: Ref | None = None


@dataclass(frozen=True)
class Together:
    """
    Things that her words set side by side, to be compared or to be used with one another.

    `groups` holds for each that she named, in that order, the products that it may be.
    """

    groups: tuple[tuple[Product, ...], ...] = ()

    @property
    def products(self) -> tuple[Product, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys(one for group in self.groups for one in group))


@dataclass(frozen=True)
class Reason:
    """
    Why she wants something, as the shop calls it.

    `text` is one of the reasons that `policy.yaml` lists for the write, verbatim; her own words
    where it lists none, empty where she gave none then.
    """

    text: str = ""


@dataclass(frozen=True)
class Invoice:
    """What an invoice shall say, as far as she told: in her letters, nothing is made up."""

    title: str = ""
    """Whom it is made out to."""
    company: bool | None = None
    """For a company, for a person, or not said."""
    tax_number: str = ""
    words: str = ""
    """All that she said about it."""


@dataclass(frozen=True)
class Problem:
    """What went wrong, in her words, and the kind of case that makes; None = not clear yet."""

    kind: CaseKind | None
    note: str


Outcome = Told | Proposed | Needs | Refused | NotFound


class Skill(Protocol):
    """
    Something the shop does for a customer.

    A skill is called as ``skill(view, **slots)``: its parameters after the view are its slots, and
    their types say what the planner resolves for them (see :mod:`agent.slots`). It reads only.
    """

    level: Level

    @property
    def __call__(self) -> Callable[..., Outcome]: ...


class WritingSkill(Skill, Protocol):
    """A skill that proposes a change; the engine asks, commits, and has it told by `done`."""

    writes: str
    """Name of the write it proposes."""

    def done(self, view: View, write: Write) -> Told:
        """What is true now, read from the records after the change was stored."""
