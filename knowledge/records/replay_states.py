"""Orders and customers as far as writes change them, as the records have them now."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.people import Address
from knowledge.purchase import Order, Return
from knowledge.records.database import Records

Amounts = Mapping[str, Decimal]
Pieces = Mapping[tuple[str, Decimal], int]
"""How many pieces there are of a variant at a price."""


@dataclass(frozen=True)
class ReturnState:
    """
    Variants that go back, sorted, once a piece.

    The amount is None where the audit does not tell it: where the order holds one of them on lines
    of different prices.
    """

    items: tuple[str, ...]
    method: str
    amount: Decimal | None


@dataclass(frozen=True)
class SwapState:
    """So many pieces of a variant for another one, and what that costs together, if known."""

    do: str
    old: str
    new: str
    quantity: int
    costs: Decimal | None


@dataclass(frozen=True)
class OrderState:
    """
    An order as far as writes change it.

    Parameters
    ----------
    is_paid
        Whether its payments are on file.
    paid
        What was paid and not paid back, by method, without those where that is nothing; less than
        nothing where more went back to a method than was paid with it.
    left
        What can still be paid back, with returns that are under way taken off.
    """

    customer: str
    pieces: Pieces
    total: Decimal
    status: str
    address: Address
    payment_method: str
    is_paid: bool
    paid: Amounts
    returns: tuple[ReturnState, ...]
    swaps: tuple[SwapState, ...]
    version: int
    left: Decimal = field(compare=False)


@dataclass(frozen=True)
class CustomerState:
    """A customer as far as writes change her; `balances` by payment method."""

    address: Address
    balances: Amounts
    version: int


@dataclass(frozen=True)
class State:
    """Orders and customers by id."""

    orders: Mapping[str, OrderState]
    customers: Mapping[str, CustomerState]


def observed(records: Records, customers: Iterable[str]) -> State:
    """The state of some customers and of their orders, as the records have it."""
    orders: dict[str, OrderState] = {}
    people: dict[str, CustomerState] = {}
    for one in customers:
        person = records.customers.get(one)
        if person is None:
            continue
        balances = {m.id: m.balance for m in person.payment_methods if m.balance is not None}
        version = records.customers.version(one) or 0
        people[one] = CustomerState(person.address, balances, version)
        for order in records.orders.of(one):
            orders[order.id] = _order_state(order, records.orders.version(order.id) or 0)
    return State(orders, people)


def prices_of(item: str, pieces: Pieces) -> frozenset[Decimal]:
    """What pieces of a variant cost; several prices where it is on several lines."""
    return frozenset(price for variant, price in pieces if variant == item)


def without_nothing(paid: Amounts) -> Amounts:
    """The amounts that are not zero."""
    return {method: amount for method, amount in paid.items() if amount}


def _order_state(order: Order, version: int) -> OrderState:
    pieces = Counter[tuple[str, Decimal]]()
    for line in order.lines:
        pieces[line.variant, line.price] += line.quantity
    variants = {line.id: line.variant for line in order.lines}
    net: dict[str, Decimal] = {}
    for payment in order.payments:
        sign = 1 if payment.kind == "payment" else -1
        net[payment.method] = net.get(payment.method, Decimal()) + sign * payment.amount
    under_way = [back.amount for back in order.returns if back.status != "refunded"]
    whole = sum(net.values(), Decimal()) if order.payments else order.total
    return OrderState(
        customer=order.customer,
        pieces=dict(pieces),
        total=order.total,
        status=order.status,
        address=order.address,
        payment_method=order.payment_method,
        is_paid=bool(order.payments),
        paid=without_nothing(net),
        returns=tuple(_return_state(back, variants, pieces) for back in order.returns),
        swaps=tuple(
            SwapState(s.do, s.before.variant, s.after.variant, s.before.quantity, s.difference)
            for s in order.swaps
        ),
        version=version,
        left=whole - sum(under_way, Decimal()),
    )


def _return_state(back: Return, variants: Mapping[str, str], pieces: Pieces) -> ReturnState:
    items = tuple(sorted(variants.get(line, line) for line in back.lines))
    told = all(len(prices_of(item, pieces)) < 2 for item in items)
    return ReturnState(items, back.method, back.amount if told else None)
