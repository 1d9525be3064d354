"""Where a fact about an order stands: in the order itself, its lines, money, parcels and rules."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge.describe import like
from knowledge.goods import Variant
from knowledge.legal_methods import difference, paid_net, refund_of
from knowledge.purchase import Line, Order, Swapped
from knowledge.returnable import days_for, last_day, pieces_left
from knowledge.shop import View
from knowledge.swaps import settled, swaps_at
from knowledge.words import LANGUAGES
from knowledge.write import Piece


def open_order(path: Sequence[str], view: View) -> object:
    """What stands at an address of one of her orders, None if nothing."""
    # An id may hold a slash itself, so it is compared with the whole of the address.
    address = "/".join(path)
    order = next((o for o in view.orders if f"{address}/".startswith(f"{o.id}/")), None)
    if order is None:
        return None
    status = view.rules.status(order.status).words
    match address[len(order.id) + 1 :].split("/") if address != order.id else []:
        case []:
            return (order, status, *(line.title for line in order.lines))
        case ["address"]:
            return (order.address, view.postal(order.address))
        case ["items", *line_id, "price_drop"]:
            return _price_drop(order, "/".join(line_id), view)
        case ["items", *line_id]:
            return _line(order, "/".join(line_id))
        case ["payments", place]:
            return _at(order.payments, place)
        case ["returns", place]:
            return _at(order.returns, place)
        case ["paid", *method]:
            return _paid(order, "/".join(method))
        case ["pieces", places]:
            return _pieces(order, places)
        case ["swaps", places]:
            return _swaps(order, places)
        case ["difference", pieces]:
            return _difference(order, pieces, view)
        case ["shipments", *tracking]:
            return next((s for s in order.shipments if s.tracking == "/".join(tracking)), None)
        case ["rules", do]:
            return _last_days(order, do, view)
    return None


def _last_days(order: Order, do: str, view: View) -> object:
    """The days until which a write is possible for an order, one for each kind of goods in it."""
    params = view.rules.for_write(do)
    if params is None:
        return None
    days = [days_for(line, params, view.catalogue) for line in order.lines]
    return [last for one in days if (last := last_day(order, one))] or None


def _paid(order: Order, method_id: str) -> object:
    """What was paid with one method; for none what was paid in all, and without each of them."""
    paid = dict(paid_net(order))
    if method_id:
        return paid.get(method_id)
    in_all = sum(paid.values(), Decimal())
    return (in_all, *(in_all - amount for amount in paid.values())) if paid else None


def _pieces(order: Order, places: str) -> object:
    """How many pieces there are, and what is paid back for them."""
    lines = [_at(order.lines, place) for place in places.split("+")]
    pieces = [Piece(line.id, line.variant) for line in lines if isinstance(line, Line)]
    return (len(pieces), refund_of(order, pieces)) if len(pieces) == len(lines) else None


def _swaps(order: Order, places: str) -> object:
    """What was swapped for what, and what all of it together cost or brought."""
    swaps = [_at(order.swaps, place) for place in places.split("+")]
    if None in swaps:
        return None
    made = [swap for swap in swaps if isinstance(swap, Swapped)]
    lines = [line for swap in made for line in (swap.before, swap.after)]
    alike = [words for line in lines for words in like_lines(line)]
    return (made, alike, *_either_way(settled(made)))


def _difference(order: Order, pieces: str, view: View) -> object:
    """How many pieces are swapped, what that costs or brings, and what the order comes to then."""
    swaps = swaps_at(order, pieces)
    if swaps is None:
        return None
    costs = difference(order, swaps, view.catalogue)
    together = () if costs is None else (order.total + costs,)
    return (len(swaps), *_either_way(costs), *together)


def _either_way(costs: Decimal | None) -> tuple[Decimal, ...]:
    return () if costs is None else (costs, abs(costs))


def _at(rows: Sequence[Any], place: str) -> object:
    return rows[int(place)] if place.isdecimal() and int(place) < len(rows) else None


def _line(order: Order, line_id: str) -> object:
    line = next((one for one in order.lines if one.id == line_id), None)
    if line is None:
        return None
    return (line, line.price * line.quantity, pieces_left(order, line), *like_lines(line))


def _price_drop(order: Order, line_id: str, view: View) -> object:
    """What all pieces of a line cost less today than when they were bought."""
    line = next((one for one in order.lines if one.id == line_id), None)
    variant = view.catalogue.variant(line.variant) if line else None
    if line is None or variant is None or variant.price is None:
        return None
    return [(line.price - variant.price) * line.quantity]


def like_lines(thing: Line | Variant) -> tuple[str, ...]:
    """What a line or variant is like, in one line of either language."""
    return tuple(like(thing.attributes, language) for language in LANGUAGES)
