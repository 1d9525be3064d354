"""Sending an order somewhere else, as long as it has not left."""

from collections.abc import Iterator

from knowledge import write as changes
from knowledge.people import Address
from knowledge.purchase import Order
from knowledge.refusals import closes
from knowledge.shop import View
from skills.orders.change_facts import changed, forbidden, new_address
from skills.orders.order_facts import address as goes_to
from skills.orders.order_facts import card, entity, head, order_fact
from skills.skill import Level, Outcome, Proposed, Refused, Say, Told


class ChangeOrderAddress:
    level = Level.CLAIMED
    writes = changes.ChangeOrderAddress.do

    def __call__(self, view: View, order: Order, address: Address) -> Outcome:
        write = changes.ChangeOrderAddress(order.id, address)
        if no := forbidden(write, order, view):
            return Refused(f"refused_{no.rule}", no.facts, no.instead, (entity(order),))
        says = tuple(_difference(view, order, address))
        return Proposed(write, says, (card(order, view),), (entity(order),))

    def done(self, view: View, write: changes.Write) -> Told:
        order = changed(view, write)
        says = (Say("done", (order_fact(order), *goes_to(order, view))),)
        return Told(says, (card(order, view),), (entity(order),))


def _difference(view: View, order: Order, address: Address) -> Iterator[Say]:
    before, after = goes_to(order, view), new_address(address, view)
    if before:
        yield Say("now", (*head(order, view), *before))
        yield Say("instead", (after,))
    else:
        yield Say("first", (*head(order, view), after))
    if view.customer and view.customer.address != address:
        yield Say("account_stays")
    if closes(ChangeOrderAddress.writes, view.rules):
        yield Say("closes")


skill = ChangeOrderAddress()
