"""What she ordered, what was in it, what it cost and how it was paid."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge.fact import Fact
from knowledge.purchase import Order
from knowledge.resolve import OwnLine
from knowledge.shop import View
from skills.orders.order_facts import (
    address,
    card,
    choice,
    entity,
    head,
    line_facts,
    method,
    order_fact,
    placed,
    swap_facts,
    total,
)
from skills.skill import Asked, Entity, Level, Needs, Outcome, Say, Told

MOST = 6
"""Orders listed in one reply, the latest ones."""
OF_ONE_ORDER = frozenset({"paid_with", "address", "tracking", "invoice"})


class ListOrders:
    level = Level.CLAIMED

    def __call__(
        self, view: View, orders: tuple[Order, ...], lines: tuple[OwnLine, ...], asked: Asked
    ) -> Outcome:
        if not view.orders:
            return Told((Say("no_orders"),))
        by_number = asked.ref is not None and asked.ref.want("number") is not None
        if lines and not by_number and {"price", "sum"} & set(asked.about):
            return _lines(lines[-MOST:], view)
        overall = asked.ref is not None and asked.ref.take == "all"
        if by_number:
            wholes = [_whole(order, view, asked) for order in orders]
            return Told(
                tuple(say for whole in wholes for say in whole.says),
                tuple(card for whole in wholes for card in whole.cards),
                tuple(entity for whole in wholes for entity in whole.about),
            )
        if len(orders) == 1 and not (overall and {"sum", "count"} & set(asked.about)):
            return _whole(orders[0], view, asked)
        if OF_ONE_ORDER & set(asked.about) and not overall and len(orders) > 1:
            return Needs("order_id", tuple(choice(order, view) for order in orders[-MOST:][::-1]))
        return _overview(orders, view)


def _whole(order: Order, view: View, asked: Asked) -> Told:
    """Everything about one order."""
    says = [Say("order", head(order, view))]
    says += [Say("placed", placed(order))] if order.placed else []
    for line in order.lines:
        facts = line_facts(order, line, view)
        liked = "line" if facts[1].value else "line_plain"
        says.append(Say(f"{liked}_many" if line.quantity > 1 else liked, facts))
    says += list(_exchanged(order, view))
    says.append(Say("total", (total(order, view),)))
    says += list(_paid(order, view))
    if "address" in asked.about and address(order, view):
        says.append(Say("address", address(order, view)))
    if "tracking" in asked.about:
        says += [
            Say(
                "tracking",
                (Fact("tracking", s.tracking, f"orders/{order.id}/shipments/{s.tracking}"),),
            )
            for s in order.shipments
        ]
    if order.note:
        says.append(Say("note", (Fact("note", view.text(order.note), f"orders/{order.id}"),)))
    return Told(tuple(says), (card(order, view),), (entity(order), *_products(order, view)))


def _exchanged(order: Order, view: View) -> Iterator[Say]:
    """What of it goes back for something else; other swaps show in the lines themselves."""
    for place, swap in enumerate(order.swaps):
        if swap.do == "exchange_items":
            facts = swap_facts(order, place, view)
            yield Say("exchange_many" if swap.before.quantity > 1 else "exchange", facts)


def _paid(order: Order, view: View) -> Iterator[Say]:
    methods = [p.method for p in order.payments if p.kind == "payment"] or [order.payment_method]
    for name in dict.fromkeys(methods):
        if name:
            yield Say("paid", (method(name, order, view),))


def _lines(lines: tuple[OwnLine, ...], view: View) -> Told:
    """What single things cost, the latest first."""
    says = []
    for own in lines[::-1]:
        facts = (*line_facts(own.order, own.line, view), order_fact(own.order), *placed(own.order))
        key = "paid_for_many" if own.line.quantity > 1 else "paid_for"
        says.append(Say(key if own.order.placed else f"{key}_undated", facts))
    return Told(
        tuple(says),
        tuple(dict.fromkeys(card(own.order, view) for own in lines[::-1])),
        tuple(dict.fromkeys(entity(own.order) for own in lines[::-1])),
    )


def _overview(orders: tuple[Order, ...], view: View) -> Told:
    says = list(_sum(orders, view))
    for order in orders[-MOST:][::-1]:
        facts = (*head(order, view), *placed(order), total(order, view))
        says.append(Say("row" if order.placed else "row_undated", facts))
    if len(orders) > MOST:
        says.append(Say("more"))
    return Told(tuple(says), (), tuple(entity(order) for order in orders[-MOST:][::-1]))


def _sum(orders: tuple[Order, ...], view: View) -> Iterator[Say]:
    """How many orders there are and what they come to: all of hers, or all in one state."""
    assert view.customer is not None
    source = f"customers/{view.customer.id}/orders"
    states = {order.status for order in orders}
    state = states.pop() if len(states) == 1 else ""
    whole = len(orders) == len(view.orders)
    if not whole and not (state and len(orders) == sum(o.status == state for o in view.orders)):
        yield Say("matching")
        return
    source = source if whole else f"{source}/{state}"
    total = sum((order.total for order in orders), Decimal())
    back = sum((order.refunded for order in orders), Decimal())
    count = Fact("count", len(orders), source)
    spent = Fact("spent", total, source, view.currency)
    if whole:
        yield Say("count", (count, spent))
    else:
        words = Fact("status", view.text(view.rules.status(state).words), source)
        yield Say("count_in_state", (count, spent, words))
    if back:
        yield Say("of_that_back", (Fact("refunded", back, source, view.currency),))


def _products(order: Order, view: View) -> Iterator[Entity]:
    for line in order.lines:
        yield Entity("product", line.product, view.text(line.title))


skill = ListOrders()
