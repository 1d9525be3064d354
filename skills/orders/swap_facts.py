"""What swapping pieces of an order is told with: what becomes what, and the money for it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.describe import like, short
from knowledge.fact import Fact
from knowledge.goods import Attribute, Text
from knowledge.purchase import Order, Swapped
from knowledge.returnable import pieces_left
from knowledge.rules import Rules
from knowledge.shop import View
from knowledge.swaps import difference_source, settled, swapped
from knowledge.write import Swapping
from skills.orders.change_facts import Facts, money_to
from skills.orders.order_facts import method

Ending = tuple[str, Facts]
"""The ending of a wording and the facts that fill it."""


def to_come(write: Swapping, order: Order, view: View) -> Iterator[Ending]:
    """What each line is and what it becomes, as the records and the catalogue say now."""
    for swap, made in zip(write.swaps, swapped(write, order, view.catalogue), strict=True):
        now = f"orders/{order.id}/items/{swap.line}"
        then = f"products/{made.after.product}/variants/{made.after.variant}"
        yield from _line(made, now, then, difference_source(order, (swap,)), view)


def made_so(order: Order, num_swaps: int, view: View) -> Iterator[Ending]:
    """The same of the swaps that were made last, from the records alone."""
    first = len(order.swaps) - num_swaps
    for place, made in enumerate(order.swaps[first:], start=first):
        source = f"orders/{order.id}/swaps/{place}"
        yield from _line(made, source, source, source, view)


def money_to_come(write: Swapping, order: Order, view: View) -> Ending:
    """What she pays or gets back for it, and how."""
    costs = settled(swapped(write, order, view.catalogue))
    source = difference_source(order, write.swaps)
    if costs and _is_unpaid(order, view.rules):
        return "later", (Fact("total", order.total + costs, source, view.currency),)
    return _money(costs, source, write.payment_method, order, view)


def money_made(order: Order, num_swaps: int, view: View) -> Ending:
    """What was paid or comes back for the swaps that were made last."""
    first = len(order.swaps) - num_swaps
    made = order.swaps[first:]
    costs, places = settled(made), "+".join(str(first + n) for n in range(num_swaps))
    if costs and _is_unpaid(order, view.rules):
        return "later", (Fact("total", order.total, f"orders/{order.id}", view.currency),)
    ending, facts = _money(costs, f"orders/{order.id}/swaps/{places}", made[-1].method, order, view)
    return ("paid" if ending == "pay" else ending), facts


def pieces_left_over(write: Swapping, order: Order) -> bool:
    """Whether there is more in the order that could be swapped."""
    left = sum(pieces_left(order, line) for line in order.lines)
    return left > sum(swap.quantity for swap in write.swaps)


def _money(costs: Decimal | None, source: str, to: str, order: Order, view: View) -> Ending:
    if costs is None:
        return "unknown", ()
    if costs > 0:
        due = Fact("to_pay", costs, source, view.currency)
        return "pay", (due, method(to, order, view))
    if costs == 0:
        return "even", (Fact("difference", costs, source, view.currency),)
    ending, facts = money_to(to, Fact("refund", -costs, source, view.currency), order, view)
    return f"refund_{ending}", facts


def _is_unpaid(order: Order, rules: Rules) -> bool:
    return not order.payments and rules.stage(order.status) == "awaiting_payment"


def _line(made: Swapped, now: str, then: str, count: str, view: View) -> Iterator[Ending]:
    """One line of the list: what, how many, what of it differs, what one of them cost and costs."""
    before, after = made.before, made.after
    had, place = before.attributes, now
    if not had and (variant := view.catalogue.variant(before.variant)):
        # The order itself does not keep what it was like.
        had, place = variant.attributes, f"products/{variant.product}/variants/{variant.id}"
    differing = tuple(_differing(had, after.attributes))
    title, new_title = (short(view.text(line.title)) for line in (before, after))
    if title == new_title:
        new_title = like(after.attributes, view.language) or title
    number = "several" if before.quantity > 1 else "one"
    other = before.product != after.product or not differing
    yield (
        f"{number}_to" if other else number,
        (
            Fact("title", title, now),
            Fact("quantity", before.quantity, count),
            Fact("new_title", new_title, then),
        ),
    )
    for old, new in differing:
        facts = (
            Fact("attribute", view.text(new.name), then),
            Fact("was", view.text(old.value), place),
            Fact("becomes", view.text(new.value), then),
        )
        yield "differs", facts
    yield _price(made, now, then, view)


def _price(made: Swapped, now: str, then: str, view: View) -> Ending:
    price = Fact("price", made.before.price, now, view.currency)
    if made.difference is None:
        return "price_unknown", (price,)
    if made.difference == 0:
        return "price_same", (price,)
    each = "price_each" if made.before.quantity > 1 else "price"
    return each, (price, Fact("new_price", made.after.price, then, view.currency))


def _differing(
    before: Sequence[Attribute], after: Sequence[Attribute]
) -> Iterator[tuple[Attribute, Attribute]]:
    """The attributes that both have and that differ, as they are and as they will be."""
    for new in after:
        old = next((one for one in before if _same(one.name, new.name)), None)
        if old and not _same(old.value, new.value):
            yield old, new


def _same(one: Text, other: Text) -> bool:
    """Whether two texts are the same in one of the languages in which both have words."""
    pairs = ((one.en, other.en), (one.zh, other.zh))
    return any(a and b and a.casefold() == b.casefold() for a, b in pairs)
