"""
Where a fact stands: the address of a record and how it is opened again.

===========================================  ==============================================
address                                      what stands there
===========================================  ==============================================
``orders/ID``, ``orders/ID/address``         an order, where it goes
``orders/ID/items/LINE``                     one line of it
``orders/ID/payments/N``, ``.../returns/N``  a payment or refund, a return
``orders/ID/shipments/TRACKING``             a parcel and its way
``customers/ID``, ``customers/ID/address``   a customer
``customers/ID/orders``, ``.../STATUS``      her orders, or those in a state: how many, what
they cost ``customers/ID/payment_methods/METHOD``      a way to pay
``products/ID``, ``.../variants/VARIANT``    a product, one of its variants
``.../attributes/NAME``                      an attribute of either
``stock/VARIANT``                            what is on hand and on its way
``policies/ID``, ``faq/ID``, ``content/ID``  a text of the shop
``policies/identity``, ``/refunds``, ``/support``  the rules of that name
===========================================  ==============================================
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from knowledge.describe import like
from knowledge.fact import FactValue
from knowledge.goods import Attribute, Product, Text, Variant
from knowledge.purchase import Line, Order
from knowledge.shop import View
from knowledge.words import LANGUAGES


def open_source(source: str, view: View) -> tuple[FactValue, ...]:
    """
    Every value that stands at an address, as the customer of `view` may see it.

    Raises
    ------
    KeyError
        If nothing stands there for her.
    """
    folder, *path = source.split("/")
    opener = _OPENERS.get(folder)
    if opener is None or not path:
        raise KeyError(f"{source!r} is no address; they begin with {', '.join(_OPENERS)}")
    found = opener(path, view)
    if found is None:
        raise KeyError(f"nothing stands at {source!r}")
    return tuple(_values(found))


def _values(record: Any) -> Iterator[FactValue]:
    """The values of a record and all below it; both languages of a text."""
    if isinstance(record, Text):
        yield from (record.en, record.zh)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _values(getattr(record, field.name))
    elif isinstance(record, tuple | list):
        for part in record:
            yield from _values(part)
    elif isinstance(record, str | int | Decimal | date):
        yield record
        if isinstance(record, datetime):
            yield record.date()


def _order(path: list[str], view: View) -> object:
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
        case ["items", *line_id]:
            return _line(order, "/".join(line_id))
        case ["payments", place]:
            return _at(order.payments, place)
        case ["returns", place]:
            return _at(order.returns, place)
        case ["shipments", *tracking]:
            return next((s for s in order.shipments if s.tracking == "/".join(tracking)), None)
    return None


def _at(rows: Sequence[Any], place: str) -> object:
    return rows[int(place)] if place.isdecimal() and int(place) < len(rows) else None


def _line(order: Order, line_id: str) -> object:
    line = next((one for one in order.lines if one.id == line_id), None)
    return (line, line.price * line.quantity, *_like(line)) if line else None


def _like(thing: Line | Variant) -> tuple[str, ...]:
    """What a line or variant is like, in one line of either language."""
    return tuple(like(thing.attributes, language) for language in LANGUAGES)


def _customer(path: list[str], view: View) -> object:
    customer = view.customer
    if customer is None or customer.id != path[0]:
        return None
    match path[1:]:
        case []:
            return (customer, *customer.name.split()[:1])
        case ["address"]:
            return (customer.address, view.postal(customer.address))
        case ["orders"]:
            return _totals(view.orders)
        case ["orders", state]:
            orders = [o for o in view.orders if o.status == state]
            words = view.rules.status(state).words
            return (*_totals(orders), words)
        case ["payment_methods", method_id]:
            return next((m for m in customer.payment_methods if m.id == method_id), None)
    return None


def _totals(orders: Sequence[Order]) -> tuple[int, Decimal, Decimal]:
    """How many orders, what they come to, and what of it was paid back."""
    return (
        len(orders),
        sum((order.total for order in orders), Decimal()),
        sum((order.refunded for order in orders), Decimal()),
    )


def _product(path: list[str], view: View) -> object:
    product = view.catalogue.product(path[0])
    if product is None:
        return None
    match path[1:]:
        case []:
            return (product, *_counts(product))
        case ["attributes", *name]:
            return _attributes(product.attributes, "/".join(name))
        case ["variants", variant_id, *rest]:
            variant = next((v for v in product.variants if v.id == variant_id), None)
            if variant is None or not rest:
                return (variant, *_like(variant)) if variant else None
            return _attributes(variant.attributes, "/".join(rest[1:]))
    return None


def _attributes(attributes: Iterable[Attribute], name: str) -> object:
    return [a for a in attributes if name in (a.name.en, a.name.zh)] or None


def _counts(product: Product) -> tuple[int, ...]:
    """How many variants there are, how many of them can be had, and how many are left of those."""
    available = sum(variant.available for variant in product.variants)
    return tuple(range(1, max(len(product.variants), available) + 1))


def _content(path: list[str], view: View) -> object:
    return view.catalogue.content("/".join(path))


def _policy(path: list[str], view: View) -> object:
    rules = view.rules
    match path:
        case ["identity"]:
            return (rules.identity.lock_minutes, rules.identity.tries)
        case ["refunds"]:
            return tuple(chain.from_iterable(rules.refunds.days.values()))
        case ["support"]:
            return (rules.support.hours,)
    return _content(path, view)


def _stock(path: list[str], view: View) -> object:
    rows = view.shop.records.stock.of(path[0])
    return (rows, sum(row.on_hand for row in rows)) if rows else None


_OPENERS = {
    "orders": _order,
    "customers": _customer,
    "products": _product,
    "policies": _policy,
    "faq": _content,
    "content": _content,
    "stock": _stock,
}
