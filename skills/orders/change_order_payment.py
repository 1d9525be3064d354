"""Paying an order in another way: what is charged there, and what goes back here."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge import write as changes
from knowledge.fact import Fact
from knowledge.legal_methods import paid_net, paid_with
from knowledge.people import PaymentMethod
from knowledge.purchase import Order
from knowledge.refusals import closes
from knowledge.shop import View
from skills.orders.change_facts import changed, forbidden, money_back, money_sent
from skills.orders.order_facts import card, entity, head, method, order_fact, total
from skills.skill import Level, Outcome, Proposed, Refused, Say, Told


class ChangeOrderPayment:
    level = Level.CLAIMED
    writes = changes.ChangeOrderPayment.do

    def __call__(self, view: View, order: Order, payment_method: PaymentMethod) -> Outcome:
        write = changes.ChangeOrderPayment(order.id, payment_method.id)
        if no := forbidden(write, order, view):
            return Refused(f"refused_{no.rule}", no.facts, no.instead, (entity(order),))
        says = tuple(_difference(view, order, payment_method))
        return Proposed(write, says, (card(order, view),), (entity(order),))

    def done(self, view: View, write: changes.Write) -> Told:
        order = changed(view, write)
        says = tuple(_result(view, order))
        return Told(says, (card(order, view),), (entity(order),))


def _difference(view: View, order: Order, to: PaymentMethod) -> Iterator[Say]:
    before, after = paid_with(order), method(to.id, order, view)
    if before:
        yield Say("now", (*head(order, view), method(before, order, view)))
    else:
        yield Say("unknown_so_far", head(order, view))
    moved = sum((paid for id, paid in paid_net(order) if id != to.id), Decimal())
    if moved:
        charged = Fact("amount", moved, f"orders/{order.id}/paid", view.currency)
        yield Say("instead", (after, charged))
    else:
        yield Say("instead_later", (after, total(order, view)))
    money = money_back(order, view, keeps=to.id)
    yield from (Say(f"back_{ending}", facts) for ending, facts in money)
    if closes(ChangeOrderPayment.writes, view.rules):
        yield Say("closes")


def _result(view: View, order: Order) -> Iterator[Say]:
    paid = [(n, p) for n, p in enumerate(order.payments) if p.kind == "payment"]
    if paid:
        place, payment = paid[-1]
        source = f"orders/{order.id}/payments/{place}"
        charged = Fact("amount", payment.amount, source, view.currency)
        yield Say("done", (order_fact(order), method(payment.method, order, view), charged))
    else:
        yield Say("done_later", (order_fact(order), method(paid_with(order), order, view)))
    yield from (Say(f"back_{ending}", facts) for ending, facts in money_sent(order, view))


skill = ChangeOrderPayment()
