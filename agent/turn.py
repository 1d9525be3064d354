"""
The values of a conversation: what was said, what was done about it, and the reply. All are
frozen and compare by content.
"""

from dataclasses import dataclass, replace
from typing import Literal

from agent.policy import Decision
from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.people import Address
from knowledge.reference import Ref, Want
from knowledge.write import Write
from skills.skill import Card, Entity, Level, Outcome

PERSON = "talk_to_person"
Owner = Literal["bot", "waiting", "human"]
Speaker = Literal["shopper", "bot", "staff"]


@dataclass(frozen=True)
class Wish:
    """
    One thing she wants.

    Parameters
    ----------
    do
        Name of the skill.
    of, to, pay
        What it concerns, what it shall become or go to, and how it is paid: described, not yet
        found.
    items
        Which lines of the order it concerns, as she named them one after the other: each want is
        `words` that add (is) or take away (not), or `only`, which starts anew.
    reason
        Her reason, in her words.
    ask
        What she only wants to know: ``sum``, ``count``, ``price``, ``balance`` ...; empty = the
        whole.
    only_if, otherwise
        Conditions, and what she wants if they do not hold or a rule says no.
    """

    do: str
    of: Ref | None = None
    to: Ref | Address | None = None
    pay: Ref | None = None
    items: Ref | None = None
    reason: str = ""
    ask: str = ""
    only_if: tuple[Want, ...] = ()
    otherwise: "tuple[Wish, ...]" = ()

    @property
    def words(self) -> str:
        """The words it was said in."""
        said = self.of.want("words") if self.of else None
        return said.value if said and isinstance(said.value, str) else ""


@dataclass(frozen=True)
class Revise:
    """A change of an open wish (`which` None = of all); `by` None = drop it."""

    which: Ref | None = None
    by: Wish | None = None


@dataclass(frozen=True)
class Tell:
    """An answer to what was asked, or something told unasked."""

    slot: str
    value: Ref | Want | str


@dataclass(frozen=True)
class Yes:
    """She agrees to what was asked or offered last, on condition of `only_if`."""

    only_if: tuple[Want, ...] = ()


@dataclass(frozen=True)
class No:
    """She declines what was asked or offered last."""


Act = Wish | Revise | Tell | Yes | No


@dataclass(frozen=True)
class Intent:
    """A skill's name and how sure the model is that it was meant, in [0, 1]."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Understanding:
    acts: tuple[Act, ...]
    intents: tuple[Intent, ...] = ()
    language: Language = "en"


@dataclass(frozen=True)
class Step:
    """A wish, what was decided about it, and what came out where a skill ran."""

    wish: Wish
    decision: Decision
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Identity:
    """
    Who the shell says is talking; what a customer claims in the chat is kept in the conversation.

    Parameters
    ----------
    level, customer
        VERIFIED with a customer id for a signed-in visitor; STAFF or MERCHANT for the shop's
        people.
    name
        How staff is called.
    address
        Where she connects from, for counting wrong answers; never shown.
    """

    level: Level = Level.ANONYMOUS
    customer: str | None = None
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Attachment:
    kind: Literal["image", "table", "map", "file"]
    title: str
    alt: str
    media_type: str
    url: str


@dataclass(frozen=True)
class Chip:
    """A want in force that can be taken back with one tap."""

    label: str
    drop: str


@dataclass(frozen=True)
class Pending:
    """A change that was shown and waits for a yes, and the id of its row in the records."""

    id: str
    write: Write


@dataclass(frozen=True)
class Reply:
    """
    What the shopper gets; its JSON is the same in the page, the API and the terminal.

    `conversation`, `turn`, `intents`, `pending` and `owner` are those of the stored turn.
    `offers` is what a yes to this reply would ask for.
    """

    text: str
    facts: tuple[Fact, ...] = ()
    asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    chips: tuple[Chip, ...] = ()
    conversation: str = ""
    turn: int = 0
    language: Language = "en"
    intents: tuple[Intent, ...] = ()
    owner: Owner = "bot"
    pending: Pending | None = None
    offers: Wish | None = None

    @property
    def offers_person(self) -> bool:
        """Whether a yes to it brings a person."""
        return self.offers is not None and self.offers.do == PERSON


@dataclass(frozen=True)
class Turn:
    """
    The full record of how a text became a reply.

    `options` are the things behind the reply's choices, in their order, so that "the second one"
    can be found again; empty where the choices are plain answers.
    """

    by: Speaker
    text: str
    understanding: Understanding | None = None
    steps: tuple[Step, ...] = ()
    reply: Reply | None = None
    options: tuple[Entity, ...] = ()
    customer: str | None = None
    """Whose records it was answered from."""


@dataclass(frozen=True)
class Conversation:
    id: str
    turns: tuple[Turn, ...] = ()

    def of(self, customer: str | None) -> "Conversation":
        """The turns to carry on with a customer: hers, and those with nobody signed in."""
        mine = (turn for turn in self.turns if turn.customer in (None, customer))
        return replace(self, turns=tuple(mine))

    def add(self, turn: Turn) -> "Conversation":
        """The same conversation with one turn more."""
        return replace(self, turns=(*self.turns, turn))
