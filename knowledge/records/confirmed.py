"""A change that somebody said yes to, and what it brings about besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from knowledge.people import Customer
from knowledge.purchase import Order, Swapped
from knowledge.rules import Rules
from knowledge.write import Write


class RecordMoved(RuntimeError):  # noqa: N818 - it is news, not a fault
    """The record is no longer as it was when the change was shown."""


@dataclass(frozen=True)
class Confirmed:
    """
    A change with everything that it is made from.

    Parameters
    ----------
    order
        The order it changes, None where it changes none.
    customer
        Who said yes.
    version
        Of the order or customer when the change was shown.
    swaps
        What the write swaps and at which prices.
    """

    write: Write
    order: Order | None
    customer: Customer
    version: int
    conversation: str
    rules: Rules
    now: datetime
    swaps: tuple[Swapped, ...] = ()


@dataclass(frozen=True)
class Consequence:
    """
    Another record that changes along with the one that a write is about.

    Parameters
    ----------
    what, target, detail
        As in the audit: ``balance`` of ``customers/ID`` when an order is paid back to a gift card.
    """

    what: str
    target: str
    detail: Mapping[str, object]
