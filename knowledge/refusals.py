"""
What the rules of the shop say no to, and what they allow.

:func:`refusal_of_order` is asked as soon as the order is known, :func:`refusal` about a complete
write: when it is proposed, and again when it is stored. What the shop does not do for a customer
is a value; a write on somebody else's record is an error.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from knowledge.catalogue import Catalogue
from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.legal_methods import paid_with
from knowledge.people import Address, Customer
from knowledge.purchase import Order
from knowledge.rule_case import GOES_BACK, Case, reason_words
from knowledge.rule_case import Refusal as Refusal
from knowledge.rules import ORDER_CHANGES, Rules
from knowledge.swap_case import SwapCase
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderItems,
    ChangeOrderPayment,
    ExchangeItems,
    OpenCase,
    ReturnItems,
    Write,
    order_of,
)


def _not_counted(variant: str) -> None:
    """A shop that keeps no numbers of what is in stock."""


# What comes closest to a change that is not possible, best first.
_INSTEAD = {
    "cancel_order": ("return_items",),
    "change_order_items": ("exchange_items", "cancel_order", "return_items"),
    "change_order_address": ("cancel_order",),
    "change_order_payment": ("cancel_order",),
    "return_items": ("cancel_order", "exchange_items"),
    "exchange_items": ("change_order_items", "return_items", "cancel_order"),
}


def refusal_of_order(
    do: str,
    order: Order,
    rules: Rules,
    today: date,
    *,
    language: Language = "en",
    catalogue: Catalogue | None = None,
    done: Collection[str] = (),
) -> Refusal | None:
    """
    Why a write is not possible for an order, whatever else will be said of it; None = it may be.

    Parameters
    ----------
    do
        Name of the write.
    language
        Of the texts in the facts.
    catalogue
        Tells the categories of the goods; without it rules by category are not looked at.
    done
        Names of the writes that were stored for this order before.
    """

    def ask(one: str) -> Refusal | None:
        params = rules.for_write(one)
        if params is None:
            return Refusal("never")
        case = Case(one, order, params, rules, language, catalogue)
        return case.by_status() or case.by_history(done) or case.by_lines(order.lines, today)

    found = ask(do)
    instead = (one for one in _INSTEAD.get(do, ()) if ask(one) is None)
    return replace(found, instead=next(instead, "")) if found else None


def possible(
    order: Order, rules: Rules, today: date, *, catalogue: Catalogue | None = None
) -> tuple[str, ...]:
    """Names of the writes that may change an order now."""
    return tuple(
        do
        for do in ORDER_CHANGES
        if refusal_of_order(do, order, rules, today, catalogue=catalogue) is None
    )


def closes(do: str, rules: Rules) -> bool:
    """Whether no other change of an order is possible after a write."""
    params = rules.for_write(do)
    if params is None or do not in ORDER_CHANGES:
        return False
    if params.closes or do == "cancel_order":
        return True
    if do not in GOES_BACK:
        return False
    after = rules.word_for("return_requested" if do == "return_items" else "exchange_requested")
    allowed = (rules.for_write(one) for one in ORDER_CHANGES)
    return after is not None and not any(one and after in one.statuses for one in allowed)


def excludes(first: str, second: str, rules: Rules) -> bool:
    """
    Whether two changes of one order cannot both be wanted, whichever of them comes first.

    Writes of one kind are made one write instead. A change of an order that is cancelled then has
    no use; of two that close the order, each ends the other.
    """
    if first == second or not {first, second} <= set(ORDER_CHANGES):
        return False
    return "cancel_order" in (first, second) or (closes(first, rules) and closes(second, rules))


def refusal(
    write: Write,
    order: Order | None,
    customer: Customer,
    rules: Rules,
    today: date,
    *,
    language: Language = "en",
    catalogue: Catalogue | None = None,
    done: Collection[str] = (),
    on_hand: Callable[[str], int | None] = _not_counted,
) -> Refusal | None:
    """
    Why a complete write is not possible; None = the rules allow it.

    Parameters
    ----------
    order
        The order that the write changes; None where it changes none.
    language, catalogue, done
        As for :func:`refusal_of_order`; nothing can be swapped for anything without a catalogue.
    on_hand
        How many of a variant there are; None = the shop does not count it.

    Raises
    ------
    ValueError
        If the order or the write is not of this customer, or the order is not that of the write.
    """
    _check_owner(write, order, customer)
    params = rules.for_write(write.do)
    if order is None:
        found = None if params else Refusal("never")
    else:
        found = refusal_of_order(
            write.do, order, rules, today, language=language, catalogue=catalogue, done=done
        )
    if found or params is None:
        return found
    about = (Fact("order", order.id, f"orders/{order.id}"),) if order else ()
    match write:
        case ChangeCustomerAddress() if _same(write.address, customer.address):
            return Refusal("nothing")
        case OpenCase() if params.kinds and write.kind not in params.kinds:
            return Refusal("kind", about)
    if order is None:
        return None
    case = Case(write.do, order, params, rules, language, catalogue)
    match write:
        case CancelOrder() if params.reasons and write.reason not in params.reasons:
            reasons = case.joined(reason_words(params, language))
            return Refusal("reason", (*about, Fact("reasons", reasons, case.source)))
        case ChangeOrderAddress() if _same(write.address, order.address):
            return Refusal("nothing", about)
        case ChangeOrderPayment():
            if write.payment_method == paid_with(order):
                return Refusal("nothing", about)
            return case.by_method(write.payment_method, customer)
        case ReturnItems():
            back = case.by_pieces(write.pieces, today)
            return back or case.by_method(write.refund_to, customer)
        case ChangeOrderItems() | ExchangeItems():
            swaps = SwapCase(write.do, order, params, rules, language, catalogue, on_hand)
            return swaps.by_swaps(write.swaps, today) or swaps.by_price(write, customer)
    return None


def _check_owner(write: Write, order: Order | None, customer: Customer) -> None:
    owner = getattr(write, "customer", customer.id)
    if owner != customer.id:
        raise ValueError(f"the write is of customer {owner}; {customer.id} asks for it")
    if order_of(write) != (order.id if order else ""):
        seen = order.id if order else None
        raise ValueError(f"the order is {seen}; the write is of {order_of(write)!r}")
    if order and order.customer != customer.id:
        raise ValueError(f"order {order.id} is of {order.customer}; {customer.id} asks for it")


def _same(one: Address, other: Address) -> bool:
    """Whether two addresses are the same but for spaces and capitals."""

    def plain(address: Address) -> list[str]:
        return [" ".join(part.casefold().split()) for part in vars(address).values()]

    return plain(one) == plain(other)
