"""What a shopper of the tests wants: the writes that have to come of a talk, and what she knows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "cancel",
    "return",
    "address",
    "payment",
    "customer_address",
    "invoice",
    "problem",
    "notify",
    "export",
    "delete",
    "exchange",
    "change_items",
]
SWAPPING: frozenset[Kind] = frozenset({"exchange", "change_items"})
"""What is about a thing for another variant of it, after and before it was sent."""
Write = Mapping[str, object]
Ways = tuple[str, ...]
"""Words for one and the same."""


@dataclass(frozen=True)
class Item:
    """
    A line of an order by its short name.

    Parameters
    ----------
    clear
        Whether the name fits this line of the order alone.
    alone
        Whether it even tells which of her orders is meant.
    """

    id: str
    name: str
    clear: bool = True
    alone: bool = False


@dataclass(frozen=True)
class Method:
    """A way of hers to pay. `balance` only for what can run out."""

    id: str
    kind: str
    brand: str = ""
    last_four: str = ""
    balance: Decimal | None = None

    def covers(self, amount: Decimal) -> bool:
        return self.balance is None or self.balance >= amount

    def after(self, amount: Decimal) -> "Method":
        """The same once so much was paid with it."""
        return self if self.balance is None else replace(self, balance=self.balance - amount)


@dataclass(frozen=True)
class Shopper:
    """A customer; `tells` are the slots that she says who she is with, empty = signed in."""

    id: str
    name: str
    email: str = ""
    zip: str = ""
    phone: str = ""
    methods: tuple[Method, ...] = ()
    tells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A new address: as she says it, and as a write holds it (empty = not compared)."""

    line: str
    street: str
    city: str
    parts: Mapping[str, str]


@dataclass(frozen=True)
class Purchase:
    """The order that is spoken of, and where it goes."""

    id: str
    total: Decimal
    paid_with: str
    city: str
    items: tuple[Item, ...]

    @property
    def by_item(self) -> tuple[Item, ...]:
        """Lines that tell the order on their own."""
        return tuple(item for item in self.items if item.alone)


@dataclass(frozen=True)
class Swap:
    """
    A line of an order that is to become another variant, and what she says of that one.

    Parameters
    ----------
    wanted, short
        Words for each property in which it differs, as part of a sentence and alone.
    same
        Words for each property that stays.
    more
        Words that only compare it ("a bigger one"), where it is the only one they fit.
    """

    item: Item
    new: str
    wanted: tuple[Ways, ...]
    short: tuple[Ways, ...] = ()
    same: tuple[Ways, ...] = ()
    more: Ways = ()


@dataclass(frozen=True)
class Aim:
    """
    One thing she wants.

    Parameters
    ----------
    write
        What has to be written for it; None = nothing. A problem's kind of case is the voice's.
    items
        Lines that it is about; for what concerns a whole order all of them.
    method, legal
        Id of the way of paying she wants, and of all that the shop allows here.
    reason
        The shop's own word for her reason; empty = any, it is not compared.
    title
        What she asks an invoice to be made out to, or the sold-out thing she waits for.
    cases
        Kinds of complaint that go with the state of the order.
    swaps
        What the items are to become; with no write the shop refuses it, and she gives up.
    """

    kind: Kind
    write: Write | None
    purchase: Purchase | None = None
    items: tuple[Item, ...] = ()
    method: str = ""
    legal: tuple[str, ...] = ()
    reason: str = ""
    place: Place | None = None
    old_city: str = ""
    title: str = ""
    cases: tuple[str, ...] = ()
    swaps: tuple[Swap, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether what she pays with does not cover it."""
        return bool(self.swaps) and self.write is None

    @property
    def has(self) -> frozenset[str]:
        """What a voice may need of an aim."""
        lines = self.purchase.items if self.purchase else ()
        truths = {
            "two_items": len({item.name for item in self.items}) > 1,
            "whole_order": len(self.items) == len(lines) > 0,
            "part_order": len(self.items) < len(lines),
            "two_methods": len(self.legal) > 1,
            "holds": any(item.alone for item in self.items),
            "kept": len(self.swaps) == 1 and any(self.swaps[0].same),
            "compared": len(self.swaps) == 1 and bool(self.swaps[0].more),
        }
        return frozenset(need for need, true in truths.items() if true)


@dataclass(frozen=True)
class Goal:
    """All that one shopper wants in one talk; `today` fixes the clock of the shop."""

    name: str
    shop: str
    shopper: Shopper
    aims: tuple[Aim, ...]
    today: date | None = None
