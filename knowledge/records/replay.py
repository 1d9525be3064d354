"""
What the audit says must have become of orders and customers, to be compared with the records.

This is a second account of every write, made from the audit alone: it knows nothing of
:mod:`knowledge.records.changes` and is as simple as it can be, so that where the two differ, one of
them is wrong.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from knowledge.people import Address
from knowledge.purchase import Order, Return
from knowledge.records.audit import Deed
from knowledge.records.database import Records
from knowledge.rules import Rules

Amounts = Mapping[str, Decimal]


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
class OrderState:
    """
    An order as far as writes change it.

    Parameters
    ----------
    prices
        Prices that each variant has on its lines.
    paid
        What was paid and not paid back, by method, without those where that is nothing.
    left
        What can still be paid back, with returns that are under way taken off.
    """

    customer: str
    prices: Mapping[str, frozenset[Decimal]]
    status: str
    address: Address
    payment_method: str
    paid: Amounts
    returns: tuple[ReturnState, ...]
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


def fold(audit: Iterable[Deed], before: State, rules: Rules) -> State:
    """
    The state that the writes of the audit lead to.

    Parameters
    ----------
    audit
        Its rows in order; those of customers that `before` does not hold are passed over.
    before
        As observed before the first of them.
    """
    orders, customers = dict(before.orders), dict(before.customers)
    for deed in audit:
        kind, _, identity = deed.target.partition("/")
        said: Mapping[str, Any] = json.loads(deed.detail)
        if kind == "orders" and identity in orders:
            old = orders[identity]
            orders[identity] = new = _order_after(old, deed.what, said, rules)
            owner = customers[old.customer]
            customers[old.customer] = replace(owner, balances=_balances_after(owner, old, new))
        elif kind == "customers" and identity in customers:
            customers[identity] = _customer_after(customers[identity], deed.what, said)
    return State(orders, customers)


def _order_after(order: OrderState, what: str, said: Mapping[str, Any], rules: Rules) -> OrderState:
    order = replace(order, version=order.version + 1)
    match what:
        case "cancel_order":
            status = _first_word(rules, "cancelled", order.status)
            return replace(_moved(order, None), status=status)
        case "change_order_payment":
            new: str = said["payment_method"]
            return replace(_moved(order, new), payment_method=new)
        case "change_order_address":
            return replace(order, address=_address(said))
        case "return_items":
            back = _return(order, said["items"], said["refund_to"])
            status = _first_word(rules, "return_requested", order.status)
            left = order.left - (back.amount or Decimal())
            return replace(order, status=status, returns=(*order.returns, back), left=left)
        case "erased":
            return replace(order, address=Address())
    return order


def _moved(order: OrderState, new: str | None) -> OrderState:
    """What was paid with all but the new method is paid with that one, or goes back for good."""
    moved = {m: amount for m, amount in order.paid.items() if amount > 0 and m != new}
    total = sum(moved.values(), Decimal())
    paid = {m: amount for m, amount in order.paid.items() if m not in moved}
    if new is None:
        return replace(order, paid=paid, left=order.left - total)
    paid[new] = paid.get(new, Decimal()) + total
    return replace(order, paid={m: amount for m, amount in paid.items() if amount})


def _customer_after(person: CustomerState, what: str, said: Mapping[str, Any]) -> CustomerState:
    person = replace(person, version=person.version + 1)
    match what:
        case "change_customer_address":
            return replace(person, address=_address(said))
        case "erase_customer":
            return replace(person, address=Address(), balances={})
    return person


def _balances_after(person: CustomerState, old: OrderState, new: OrderState) -> Amounts:
    """What is no longer paid with a method that has a balance is back on it."""
    return {
        method: balance + old.paid.get(method, Decimal()) - new.paid.get(method, Decimal())
        for method, balance in person.balances.items()
    }


def _return(order: OrderState, items: Iterable[str], method: str) -> ReturnState:
    pieces = tuple(sorted(items))
    prices = [order.prices[item] for item in pieces]
    if any(len(one) > 1 for one in prices):
        return ReturnState(pieces, method, None)
    asked = sum((price for one in prices for price in one), Decimal())
    return ReturnState(pieces, method, max(min(asked, order.left), Decimal()))


def _first_word(rules: Rules, stage: str, current: str) -> str:
    words = [word for word, said in rules.statuses.items() if said.stage == stage]
    return words[0] if words else current


def _address(said: Mapping[str, Any]) -> Address:
    # Gone from the audit where the customer was forgotten later, and then from the record as well.
    return Address(**said.get("address", {}))


def _order_state(order: Order, version: int) -> OrderState:
    prices: dict[str, frozenset[Decimal]] = {}
    for line in order.lines:
        prices[line.variant] = prices.get(line.variant, frozenset()) | {line.price}
    variants = {line.id: line.variant for line in order.lines}
    net: dict[str, Decimal] = {}
    for payment in order.payments:
        sign = 1 if payment.kind == "payment" else -1
        net[payment.method] = net.get(payment.method, Decimal()) + sign * payment.amount
    under_way = [back.amount for back in order.returns if back.status != "refunded"]
    whole = sum(net.values(), Decimal()) if order.payments else order.total
    return OrderState(
        customer=order.customer,
        prices=prices,
        status=order.status,
        address=order.address,
        payment_method=order.payment_method,
        paid={method: amount for method, amount in net.items() if amount},
        returns=tuple(_return_state(back, variants, prices) for back in order.returns),
        version=version,
        left=whole - sum(under_way, Decimal()),
    )


def _return_state(
    back: Return, variants: Mapping[str, str], prices: Mapping[str, frozenset[Decimal]]
) -> ReturnState:
    items = tuple(sorted(variants.get(line, line) for line in back.lines))
    told = all(len(prices.get(item, ())) < 2 for item in items)
    return ReturnState(items, back.method, back.amount if told else None)
