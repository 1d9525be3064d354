"""Other variants in an order before it leaves: what becomes what, and the money for it."""

from collections.abc import Iterator

from knowledge import write as changes
from knowledge.people import PaymentMethod
from knowledge.purchase import Order
from knowledge.refusals import closes
from knowledge.shop import View
from knowledge.write import Swap
from skills.orders.change_facts import changed, forbidden
from skills.orders.order_facts import card, entity, head, order_fact
from skills.orders.swap_facts import (
    made_so,
    money_made,
    money_to_come,
    pieces_left_over,
    to_come,
)
from skills.skill import Level, Outcome, Proposed, Refused, Say, Told


class ChangeOrderItems:
    level = Level.CLAIMED
    writes = changes.ChangeOrderItems.do

    def __call__(
        self, view: View, order: Order, swaps: tuple[Swap, ...], payment_method: PaymentMethod
    ) -> Outcome:
        write = changes.ChangeOrderItems(order.id, swaps, payment_method.id)
        if no := forbidden(write, order, view):
            return Refused(f"refused_{no.rule}", no.facts, no.instead, (entity(order),))
        ending, facts = money_to_come(write, order, view)
        says = (
            Say("shown", (order_fact(order),)),
            *(Say(f"line_{part}", said) for part, said in to_come(write, order, view)),
            Say(f"money_{ending}", facts),
            *_limits(write, order, view),
        )
        return Proposed(write, says, (card(order, view),), (entity(order),))

    def done(self, view: View, write: changes.Write) -> Told:
        assert isinstance(write, changes.ChangeOrderItems)
        order, count = changed(view, write), len(write.swaps)
        ending, facts = money_made(order, count, view)
        says = (
            Say("done", head(order, view)),
            *(Say(f"line_{part}", said) for part, said in made_so(order, count, view)),
            Say(f"money_{ending}", facts),
        )
        return Told(says, (card(order, view),), (entity(order),))


def _limits(write: changes.ChangeOrderItems, order: Order, view: View) -> Iterator[Say]:
    """What can't be added or changed afterwards."""
    rule = view.rules.for_write(write.do)
    if rule and rule.once and pieces_left_over(write, order):
        yield Say("only_once")
    if closes(write.do, view.rules):
        yield Say("closes")


skill = ChangeOrderItems()
