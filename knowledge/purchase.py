"""What was bought: orders, their lines, payments, parcels and returns."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from knowledge.goods import Attribute, Text
from knowledge.people import Address


@dataclass(frozen=True)
class Line:
    """One line of an order: a variant, how many, and what one of them cost then."""

    id: str
    """
    Unique within its order: the variant id, with ``:2`` behind it where the order holds it on
    two lines. A line that became another variant keeps its own.
    """
    product: str
    variant: str
    title: Text
    price: Decimal
    quantity: int = 1
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class Payment:
    kind: Literal["payment", "refund"]
    amount: Decimal
    method: str
    """Id of the payment method, or the source's own word for it."""
    at: datetime | None = None


@dataclass(frozen=True)
class TrackPoint:
    """One step of a parcel's way, as the carrier tells it."""

    at: datetime | None
    status: str
    place: str = ""
    text: Text = Text()


@dataclass(frozen=True)
class Shipment:
    """A parcel: who carries it, its number, when it was promised and when it came."""

    tracking: str
    carrier: str = ""
    dispatched: datetime | None = None
    promised: datetime | None = None
    delivered: datetime | None = None
    lines: tuple[str, ...] = ()
    """Ids of the lines in it; empty = all of the order."""
    track: tuple[TrackPoint, ...] = ()


@dataclass(frozen=True)
class Return:
    """Goods that go or went back, and the money for them."""

    lines: tuple[str, ...]
    amount: Decimal
    method: str
    status: Literal["requested", "received", "refunded"]
    requested: datetime | None = None
    refunded: datetime | None = None


@dataclass(frozen=True)
class Swapped:
    """
    Pieces of an order that became another variant, or will once they are exchanged.

    Parameters
    ----------
    before, after
        Those pieces alone, as they were and as they are then; the id is that of their line, which
        holds what was bought until an exchange is through.
    difference
        What she pays for it (positive) or gets back; None where a price was not on file.
    method
        Id of the payment method that pays it or receives it.
    """

    do: Literal["change_order_items", "exchange_items"]
    before: Line
    after: Line
    difference: Decimal | None
    method: str
    at: datetime | None = None


@dataclass(frozen=True)
class Order:
    id: str
    customer: str
    status: str
    """The source's own word, such as ``pending`` or 已付款; `policy.yaml` says what it means."""
    total: Decimal
    lines: tuple[Line, ...] = ()
    placed: datetime | None = None
    address: Address = Address()
    recipient: str = ""
    phone: str = ""
    payment_method: str = ""
    """Id of a method on file or the source's own word, such as 微信."""
    payments: tuple[Payment, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    returns: tuple[Return, ...] = ()
    swaps: tuple[Swapped, ...] = ()
    delay_reason: Text = Text()
    """Why it is late, in words for the customer, where the shop knows."""
    note: Text = Text()
    """Anything else on file: the invoice that was issued, an appointment."""

    @property
    def refunded(self) -> Decimal:
        """What was paid back of the total so far."""
        # What came back for something cheaper is no part of the total any more.
        cheaper = {(o.at, o.method) for o in self.swaps if o.do == "change_order_items"}
        refunds = (p for p in self.payments if p.kind == "refund")
        return sum((p.amount for p in refunds if (p.at, p.method) not in cheaper), Decimal())
