"""Cancelling an order as a whole: what goes back, and that it can't be undone."""

from knowledge import write as changes
from knowledge.fact import Fact
from knowledge.purchase import Order
from knowledge.shop import View
from knowledge.words import load_words
from skills.orders.change_facts import changed, forbidden, money_back, money_sent
from skills.orders.order_facts import card, entity, head, order_fact
from skills.skill import Level, Outcome, Proposed, Reason, Refused, Say, Told


class CancelOrder:
    level = Level.CLAIMED
    writes = changes.CancelOrder.do

    def __call__(self, view: View, order: Order, reason: Reason) -> Outcome:
        write = changes.CancelOrder(order.id, reason.text)
        if no := forbidden(write, order, view):
            return Refused(f"refused_{no.rule}", no.facts, no.instead, (entity(order),))
        says = (
            Say("whole", head(order, view)),
            *(Say("reason", (why,)) for why in _why(reason, view)),
            *(Say(f"back_{ending}", facts) for ending, facts in money_back(order, view)),
            Say("final"),
        )
        return Proposed(write, says, (card(order, view),), (entity(order),))

    def done(self, view: View, write: changes.Write) -> Told:
        order = changed(view, write)
        money = (Say(f"back_{ending}", facts) for ending, facts in money_sent(order, view))
        says = (Say("done", (order_fact(order),)), *money)
        return Told(says, (card(order, view),), (entity(order),))


def _why(reason: Reason, view: View) -> tuple[Fact, ...]:
    """Her reason where it is one of those the shop accepts: she should see which was understood."""
    rule = view.rules.for_write(CancelOrder.writes)
    if rule is None or reason.text not in rule.reasons:
        return ()
    words = load_words(view.language)["reasons"]
    return (
        Fact("reason", words.get(reason.text, reason.text), f"policies/rules/{CancelOrder.writes}"),
    )


skill = CancelOrder()
