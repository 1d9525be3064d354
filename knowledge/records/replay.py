"""
What the audit says must have become of orders and customers, to be compared with the records.

This is a second account of every write, made from the audit alone: it knows nothing of
:mod:`knowledge.records.changes` and is as simple as it can be, so that where the two differ, one of
them is wrong.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from knowledge.people import Address
from knowledge.records.audit import Deed
from knowledge.records.replay_states import (
    Amounts,
    CustomerState,
    OrderState,
    ReturnState,
    State,
    SwapState,
    prices_of,
    without_nothing,
)
from knowledge.rules import Rules


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
        case "change_order_items":
            return _with_others(_swapped(order, what, said), said, rules)
        case "exchange_items":
            status = _first_word(rules, "exchange_requested", order.status)
            return replace(_swapped(order, what, said), status=status)
        case "erased":
            return replace(order, address=Address())
    return order


def _moved(order: OrderState, new: str | None) -> OrderState:
    """What was paid with all but the new method is paid with that one, or goes back for good."""
    moved = {m: amount for m, amount in _own(order.paid).items() if m != new}
    total = sum(moved.values(), Decimal())
    paid = {m: amount - moved.get(m, Decimal()) for m, amount in order.paid.items()}
    if new is not None:
        paid[new] = paid.get(new, Decimal()) + total
    left = order.left - (total if new is None else Decimal())
    return replace(order, paid=without_nothing(paid), left=left)


def _own(paid: Amounts) -> Amounts:
    """What each method has paid, after what went back to others is taken off, the most first."""
    ahead = -sum(amount for amount in paid.values() if amount < 0)
    own = {}
    for method, amount in sorted(paid.items(), key=lambda one: (-one[1], one[0])):
        if amount > ahead:
            own[method] = amount - ahead
        ahead = max(ahead - max(amount, Decimal()), Decimal())
    return {method: amount for method, amount in own.items() if amount > 0}


def _swapped(order: OrderState, do: str, said: Mapping[str, Any]) -> OrderState:
    """The difference is paid with the method of the swap, or goes back to it."""
    costs = Decimal(said["difference"] or 0) if order.is_paid else Decimal()
    method: str = said["payment_method"]
    paid = {**order.paid, method: order.paid.get(method, Decimal()) + costs}
    swaps = tuple(_swap_state(do, one) for one in said["swaps"])
    return replace(
        order,
        paid=without_nothing(paid),
        left=order.left + costs,
        swaps=(*order.swaps, *swaps),
    )


def _swap_state(do: str, one: Mapping[str, Any]) -> SwapState:
    each = None if one["new_price"] is None else Decimal(one["new_price"]) - Decimal(one["price"])
    costs = None if each is None else each * one["quantity"]
    return SwapState(do, one["old"], one["new"], one["quantity"], costs)


def _with_others(order: OrderState, said: Mapping[str, Any], rules: Rules) -> OrderState:
    """The order holds the new pieces at their price, and may be closed to further changes."""
    pieces = Counter(order.pieces)
    for one in said["swaps"]:
        pieces[one["old"], Decimal(one["price"])] -= one["quantity"]
        pieces[one["new"], Decimal(one["new_price"] or one["price"])] += one["quantity"]
    costs = Decimal(said["difference"] or 0)
    rule, now = rules.rules["change_order_items"], rules.statuses[order.status]
    closing = [w for w, s in rules.statuses.items() if s.stage == now.stage and s.closed]
    return replace(
        order,
        pieces={piece: count for piece, count in pieces.items() if count},
        total=order.total + costs,
        left=order.left if order.is_paid else order.left + costs,
        status=closing[0] if rule.closes and closing else order.status,
    )


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
    prices = [prices_of(item, order.pieces) for item in pieces]
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
