"""Whether the money is back: refunds made, returns on their way, and how long it takes."""

from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.purchase import Order, Return
from knowledge.shop import View
from skills.orders.order_facts import card, entity, head, method, order_fact, refunds
from skills.skill import Asked, Level, Outcome, Say, Told

MOST = 3


class RefundStatus:
    level = Level.CLAIMED

    def __call__(self, view: View, orders: tuple[Order, ...], asked: Asked) -> Outcome:
        if not view.orders:
            return Told((Say("no_orders"),))
        concerned = tuple(o for o in orders if refunds(o) or o.returns)[-MOST:]
        if not concerned:
            return _none(orders, view)
        return Told(
            tuple(say for order in concerned[::-1] for say in _money(order, view)),
            tuple(card(order, view) for order in concerned[::-1]),
            tuple(entity(order) for order in concerned[::-1]),
        )


def _none(orders: tuple[Order, ...], view: View) -> Told:
    """No refund is on file: of the one order she means, or of any."""
    if len(orders) == 1:
        return Told((Say("none_of_order", head(orders[0], view)),), about=(entity(orders[0]),))
    return Told((Say("none"),))


def _money(order: Order, view: View) -> Iterator[Say]:
    for place, payment in refunds(order):
        source = f"orders/{order.id}/payments/{place}"
        facts = (
            order_fact(order),
            Fact("amount", payment.amount, source, view.currency),
            method(payment.method, order, view),
        )
        if payment.at:
            yield Say("refunded_on", (*facts, Fact("at", payment.at.date(), source)))
        else:
            yield Say("refunded", facts)
            yield from _takes(payment.method, view)
    for place, back in enumerate(order.returns):
        if back.status != "refunded" or not refunds(order):
            yield from _returning(order, place, back, view)


def _returning(order: Order, place: int, back: Return, view: View) -> Iterator[Say]:
    source = f"orders/{order.id}/returns/{place}"
    yield Say(
        f"return_{back.status}",
        (
            order_fact(order),
            Fact("amount", back.amount, source, view.currency),
            method(back.method, order, view),
        ),
    )
    if back.status != "refunded":
        yield from _takes(back.method, view)


def _takes(method_id: str, view: View) -> Iterator[Say]:
    """How long refunds take, by the kind of the method."""
    on_file = view.customer.payment_methods if view.customer else ()
    kind = next((m.kind for m in on_file if m.id == method_id), "other")
    days = view.rules.refunds.days_for(kind)
    if len(days) == 2 and days[1]:
        source = "policies/refunds"
        yield Say("takes", (Fact("first", days[0], source), Fact("last", days[1], source)))


skill = RefundStatus()
