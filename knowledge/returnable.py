"""What of an order can still go back: how many pieces of a line, and until which day."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from knowledge.catalogue import Catalogue
from knowledge.purchase import Line, Order, Return, Shipment
from knowledge.rules import RuleParams


def pieces_left(order: Order, line: Line) -> int:
    """How many of a line were bought and are not going back yet, for money or in exchange."""
    gone = sum(_pieces(back, line, order) for back in order.returns)
    gone += sum(
        swap.before.quantity
        for swap in order.swaps
        if swap.do == "exchange_items" and swap.before.id == line.id
    )
    return max(line.quantity - gone, 0)


def _pieces(back: Return, line: Line, order: Order) -> int:
    """
    How many of a line a return holds: it names the line once a piece.

    Sources that keep no pieces name each line once and give the amount of the whole of it.
    """
    named = back.lines.count(line.id)
    lines = [one for one in order.lines if one.id in back.lines]
    whole = sum((one.price * one.quantity for one in lines), Decimal())
    if named == 1 and len(set(back.lines)) == len(back.lines) and back.amount >= whole:
        return line.quantity
    return named


def arrival(order: Order) -> Shipment | None:
    """The parcel that came last; None while one of them has no day of delivery on file."""
    if not order.shipments or any(parcel.delivered is None for parcel in order.shipments):
        return None
    return max(order.shipments, key=_came)


def _came(parcel: Shipment) -> date:
    return parcel.delivered.date() if parcel.delivered else date.min


def days_for(line: Line, params: RuleParams, catalogue: Catalogue | None) -> int | None:
    """Days after delivery in which a line can go back; None = no limit."""
    days = _category_days(line, params, catalogue)
    return params.days if days is None else days


def never(line: Line, params: RuleParams, catalogue: Catalogue | None) -> bool:
    """Whether goods of this kind cannot go back at all."""
    return _category_days(line, params, catalogue) == 0


def _category_days(line: Line, params: RuleParams, catalogue: Catalogue | None) -> int | None:
    names = _categories(line, catalogue) if params.categories and catalogue else ()
    return next((params.categories[name] for name in names if name in params.categories), None)


def _categories(line: Line, catalogue: Catalogue) -> Iterator[str]:
    """Its own category, then those above it."""
    product = catalogue.product(line.product)
    name, seen = product.category if product else "", set[str]()
    while name and name not in seen:
        yield name
        seen.add(name)
        category = catalogue.category(name)
        name = category.parent if category else ""


def last_day(order: Order, days: int | None) -> date | None:
    """The last of so many days after the delivery; None = no limit, or not known when it came."""
    came = arrival(order)
    return _came(came) + timedelta(days=days) if came and days is not None else None
