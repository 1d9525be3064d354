"""Sending things back: which, what they bring, where the money goes and what happens next."""

from collections.abc import Iterator

from knowledge import write as changes
from knowledge.fact import Fact
from knowledge.legal_methods import refund_of
from knowledge.people import PaymentMethod
from knowledge.purchase import Order
from knowledge.refusals import closes
from knowledge.returnable import pieces_left
from knowledge.shop import View
from knowledge.write import Piece
from skills.orders.change_facts import changed, forbidden, money_to
from skills.orders.order_facts import card, entity, line_facts, order_fact
from skills.skill import Level, Outcome, Proposed, Refused, Say, Told


class ReturnItems:
    level = Level.CLAIMED
    writes = changes.ReturnItems.do

    def __call__(
        self, view: View, order: Order, pieces: tuple[Piece, ...], refund_to: PaymentMethod
    ) -> Outcome:
        write = changes.ReturnItems(order.id, pieces, refund_to.id)
        if no := forbidden(write, order, view):
            return Refused(f"refused_{no.rule}", no.facts, no.instead, (entity(order),))
        amount = Fact("amount", refund_of(order, pieces), _source(order, pieces), view.currency)
        says = (
            Say("back", (order_fact(order),)),
            *(_piece(order, piece, view) for piece in pieces),
            *_next(order, amount, refund_to.id, view),
            *_limits(order, pieces, view),
        )
        return Proposed(write, says, (card(order, view),), (entity(order),))

    def done(self, view: View, write: changes.Write) -> Told:
        order = changed(view, write)
        place, back = len(order.returns) - 1, order.returns[-1]
        amount = Fact("amount", back.amount, f"orders/{order.id}/returns/{place}", view.currency)
        says = (Say("done", (order_fact(order),)), *_next(order, amount, back.method, view))
        return Told(says, (card(order, view),), (entity(order),))


def _source(order: Order, pieces: tuple[Piece, ...]) -> str:
    """Address of some pieces of an order: the place of its line once for each of them."""
    places = {line.id: str(place) for place, line in enumerate(order.lines)}
    named = (places[piece.line] for piece in pieces for _ in range(piece.quantity))
    return f"orders/{order.id}/pieces/{'+'.join(named)}"


def _piece(order: Order, piece: Piece, view: View) -> Say:
    """One line of the list: what goes back, how it is like, how many, what one of them cost."""
    line = next(line for line in order.lines if line.id == piece.line)
    known = {fact.name: fact for fact in line_facts(order, line, view)}
    quantity = Fact("quantity", piece.quantity, _source(order, (piece,)))
    kept = (known["title"], known["like"], known["price"])
    number = "several" if piece.quantity > 1 else "one"
    alike = "_like" if known["like"].value else ""
    return Say(f"{number}{alike}", (*(fact for fact in kept if fact.value != ""), quantity))


def _next(order: Order, amount: Fact, method_id: str, view: View) -> Iterator[Say]:
    """What happens after it is registered: the instructions, the money."""
    if view.customer and view.customer.email:
        yield Say("by_mail")
    ending, facts = money_to(method_id, amount, order, view)
    yield Say(f"refund_{ending}", facts)


def _limits(order: Order, pieces: tuple[Piece, ...], view: View) -> Iterator[Say]:
    """What can't be added or changed afterwards."""
    rule = view.rules.for_write(ReturnItems.writes)
    left = sum(pieces_left(order, line) for line in order.lines)
    if rule and rule.once and left > sum(piece.quantity for piece in pieces):
        yield Say("only_once")
    if closes(ReturnItems.writes, view.rules):
        yield Say("closes")


skill = ReturnItems()
