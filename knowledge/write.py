"""
The changes that can be made to the shop's records: one value for each kind, ids verbatim.

A write says what shall become of a record, not how; :mod:`knowledge.refusals` says whether the
shop's rules allow it, :mod:`knowledge.commit` makes it true.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from knowledge.people import Address

CaseKind = Literal[
    "damaged",
    "missing",
    "wrong_item",
    "not_received",
    "invoice",
    "price_protection",
    "repair",
    "other",
]


@dataclass(frozen=True)
class Piece:
    """So many of one line of an order."""

    line: str
    variant: str
    quantity: int = 1


@dataclass(frozen=True)
class Swap:
    """So many pieces of one line of an order for another variant."""

    line: str
    old: str
    new: str
    quantity: int = 1


@dataclass(frozen=True)
class CancelOrder:
    do: ClassVar[str] = "cancel_order"
    order: str
    reason: str = ""
    """One of the shop's own reasons, verbatim; her words where the shop lists none."""


@dataclass(frozen=True)
class ChangeOrderAddress:
    do: ClassVar[str] = "change_order_address"
    order: str
    address: Address


@dataclass(frozen=True)
class ChangeOrderPayment:
    do: ClassVar[str] = "change_order_payment"
    order: str
    payment_method: str


@dataclass(frozen=True)
class ReturnItems:
    do: ClassVar[str] = "return_items"
    order: str
    pieces: tuple[Piece, ...]
    refund_to: str


@dataclass(frozen=True)
class ChangeOrderItems:
    """Other variants before the parcel leaves; the difference is paid or comes back at once."""

    do: ClassVar[Literal["change_order_items"]] = "change_order_items"
    order: str
    swaps: tuple[Swap, ...]
    payment_method: str


@dataclass(frozen=True)
class ExchangeItems:
    """Other variants for goods that she has and sends back."""

    do: ClassVar[Literal["exchange_items"]] = "exchange_items"
    order: str
    swaps: tuple[Swap, ...]
    payment_method: str


@dataclass(frozen=True)
class ChangeCustomerAddress:
    do: ClassVar[str] = "change_customer_address"
    customer: str
    address: Address


@dataclass(frozen=True)
class OpenCase:
    """Something for the shop's people to look into; `order` is empty where it concerns none."""

    do: ClassVar[str] = "open_case"
    customer: str
    order: str
    kind: CaseKind
    note: str = ""


@dataclass(frozen=True)
class Subscribe:
    """A message when something happens to a product; `product` is the id of a variant."""

    do: ClassVar[str] = "subscribe"
    customer: str
    product: str
    kind: Literal["back_in_stock", "reorder"] = "back_in_stock"


@dataclass(frozen=True)
class EraseCustomer:
    do: ClassVar[str] = "erase_customer"
    customer: str


Swapping = ChangeOrderItems | ExchangeItems
"""The writes that swap pieces of an order for others."""

Write = (
    CancelOrder
    | ChangeOrderAddress
    | ChangeOrderPayment
    | ReturnItems
    | ChangeOrderItems
    | ExchangeItems
    | ChangeCustomerAddress
    | OpenCase
    | Subscribe
    | EraseCustomer
)


def order_of(write: Write) -> str:
    """Id of the order that a write changes, empty where it changes none."""
    return getattr(write, "order", "")


def target(write: Write) -> str:
    """Address of the record that a write changes: ``orders/ID`` or ``customers/ID``."""
    order = order_of(write)
    return f"orders/{order}" if order else f"customers/{getattr(write, 'customer', '')}"


def to_json(write: Write) -> dict[str, object]:
    """The write as plain values, as the audit, the wire and the shop's own system get it."""
    match write:
        case ReturnItems():
            items = [piece.variant for piece in write.pieces for _ in range(piece.quantity)]
            said = {"order": write.order, "items": items, "refund_to": write.refund_to}
            return {"do": write.do, **said}
        case ChangeOrderItems() | ExchangeItems():
            swapped = {"items": _swapped(write.swaps), "payment_method": write.payment_method}
            return {"do": write.do, "order": write.order, **swapped}
        case OpenCase():
            of = {"order": write.order} if write.order else {}
            return {"do": write.do, **of, "kind": write.kind, "note": write.note}
        case ChangeOrderAddress() | ChangeCustomerAddress():
            return {"do": write.do, **vars(write), "address": dict(vars(write.address))}
    return {"do": write.do, **vars(write)}


def _swapped(swaps: tuple[Swap, ...]) -> dict[str, str] | list[list[str]]:
    """Old and new variant, once a piece; as a mapping where each old one is there only once."""
    pairs = [[swap.old, swap.new] for swap in swaps for _ in range(swap.quantity)]
    once = {swap.old: swap.new for swap in swaps}
    return once if len(once) == len(pairs) else pairs
