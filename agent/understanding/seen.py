"""What the reader of a message has to know of the conversation so far."""

from dataclasses import dataclass

from knowledge.goods import Language
from skills.skill import Entity


@dataclass(frozen=True)
class Seen:
    """
    Parameters
    ----------
    asks, choices, options
        Slots the last reply asked for, the answers it offered, and the things behind those.
    order_shapes
        What order numbers of this shop look like.
    slots
        Slots by which this shop knows its customers.
    open_do, last_do, last_ask, last_words
        The wish that waits for an answer; the last one there was, what it asked to know, and how
        it was said.
    about
        Kind of what was spoken of last: order, product, or nothing yet.
    offered
        Whether the last reply offered something, such as a person.
    pending
        Whether it asked to confirm a change; `open_do` is the skill.
    done_do
        The skill that changed something last.
    """

    asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    options: tuple[Entity, ...] = ()
    order_shapes: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    language: Language = "en"
    open_do: str = ""
    last_do: str = ""
    last_ask: str = ""
    last_words: str = ""
    about: str = ""
    offered: bool = False
    pending: bool = False
    pending_order: str = ""
    """Number of the order which that change is of; empty = of none."""
    done_do: str = ""
    lost: bool = False
    """The order number she gave last was none of hers."""
    staff: bool = False
    """One of the shop's own people is talking."""
