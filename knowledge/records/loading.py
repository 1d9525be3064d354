"""What a loader read, written into the tables; what was changed here since stays."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, islice

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from knowledge.load.shop_data import ShopData
from knowledge.people import Customer
from knowledge.purchase import Order
from knowledge.records import tables
from knowledge.records.claims import email_key, name_key, phone_key, zip_key
from knowledge.records.erasure import ERASED, erased_customers, without_person
from knowledge.records.numbers import shape
from knowledge.records.order_rows import (
    Values,
    line_values,
    order_values,
    payment_values,
    return_values,
    shipment_values,
    swap_values,
)
from knowledge.records.packing import iso, packed

Progress = Callable[[str, int], None]
"""Told the table and how many rows of it are written so far."""

_BATCH = 5000
# What is done about a record without changing what the source says of it.
_ASIDE = ("open_case", "subscribe", ERASED)


def replace_shop(connection: Connection, data: ShopData, progress: Progress | None = None) -> None:
    """
    Put the rows of `data` in the place of those imported before.

    Orders, customers and the stock of variants with an audit row were changed here: they stay as
    they are. A case that was opened or a message that was asked for changes neither. Conversations,
    attempts, messages, pending changes, cases, subscriptions and the audit are not touched.

    What is replaced gets a version that no row had before: a change that was shown before the
    import is not made after it.
    """
    _wait_for_changes(connection)
    version = _new_version(connection)
    erased = erased_customers(connection)
    kept_orders = _clear(connection, tables.orders, tables.orders.c.id, "orders")
    kept_customers = _clear(connection, tables.customers, tables.customers.c.id, "customers")
    kept_stock = _clear(connection, tables.stock, tables.stock.c.variant, "stock")
    for table in (tables.sold_out, tables.promotions, tables.events):
        connection.execute(delete(table))

    # The table holds nothing but the kept ones now.
    _place_kept(connection, data.orders)
    new_customers = [one for one in data.customers if one.id not in kept_customers]
    new_orders = [
        (place, without_person(order) if order.customer in erased else order)
        for place, order in enumerate(data.orders)
        if order.id not in kept_orders
    ]
    orders = [order for _, order in new_orders]
    fill = _Filler(connection, progress)
    fill(tables.customers, (_customer_values(one) | version for one in new_customers))
    fill(tables.payment_methods, chain.from_iterable(map(_method_values, new_customers)))
    fill(tables.orders, (order_values(order, place) | version for place, order in new_orders))
    fill(tables.order_lines, chain.from_iterable(map(line_values, orders)))
    fill(tables.payments, chain.from_iterable(map(payment_values, orders)))
    fill(tables.shipments, chain.from_iterable(map(shipment_values, orders)))
    fill(tables.returns, chain.from_iterable(map(return_values, orders)))
    fill(tables.swaps, chain.from_iterable(map(swap_values, orders)))
    fill(tables.stock, _stock_values(data, kept_stock))
    fill(tables.sold_out, _sold_out_values(data))
    fill(tables.promotions, _promotion_values(data))
    fill(tables.events, _event_values(data, erased))
    _remember_shapes(connection)


def _wait_for_changes(connection: Connection) -> None:
    """
    Let every change that is being made end, and keep others from beginning until the import is in.

    A change holds its customer first. SQLite has one writer at a time anyhow.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE customers IN EXCLUSIVE MODE"))


class _Filler:
    """Inserts rows in batches and tells how far it is."""

    def __init__(self, connection: Connection, progress: Progress | None) -> None:
        self._connection = connection
        self._progress = progress

    def __call__(self, table: Table, rows: Iterable[Values]) -> None:
        source, done = iter(rows), 0
        while batch := list(islice(source, _BATCH)):
            self._connection.execute(insert(table), batch)
            done += len(batch)
            if self._progress is not None:
                self._progress(table.name, done)


def _clear(connection: Connection, table: Table, key: ColumnElement[str], kind: str) -> set[str]:
    """Delete the rows that nobody changed here; what the others are called is returned."""
    written = exists().where(
        tables.audit.c.target == literal(f"{kind}/") + key, tables.audit.c.what.not_in(_ASIDE)
    )
    connection.execute(delete(table).where(~written))
    return set(connection.execute(select(key)).scalars())


def _new_version(connection: Connection) -> Values:
    """The version of what is imported: 0 the first time, later above all that there are."""
    latest = [
        connection.execute(select(func.max(table.c.version))).scalar_one()
        for table in (tables.orders, tables.customers)
    ]
    return {"version": max((one + 1 for one in latest if one is not None), default=0)}


def _place_kept(connection: Connection, source: list[Order]) -> None:
    """Give kept orders their place in the source; those it does not hold come after it."""
    in_turn = select(tables.orders.c.id).order_by(tables.orders.c.position)
    kept = connection.execute(in_turn).scalars().all()
    places = {order.id: place for place, order in enumerate(source)}
    later = (one for one in kept if one not in places)
    places |= {one: len(source) + number for number, one in enumerate(later)}
    if kept:
        connection.execute(
            update(tables.orders)
            .where(tables.orders.c.id == bindparam("kept"))
            .values(position=bindparam("place")),
            [{"kept": one, "place": places[one]} for one in kept],
        )


def _remember_shapes(connection: Connection) -> None:
    shapes = sorted(
        {shape(one) for one in connection.execute(select(tables.orders.c.id)).scalars()}
    )
    connection.execute(delete(tables.meta).where(tables.meta.c.name == "order_shapes"))
    connection.execute(
        insert(tables.meta),
        [{"name": "order_shapes", "value": json.dumps(shapes, ensure_ascii=False)}],
    )


def _customer_values(customer: Customer) -> Values:
    return {
        "id": customer.id,
        "name": customer.name,
        "email": customer.email,
        "phone": customer.phone,
        "address": packed(customer.address),
        "language": customer.language,
        "email_key": email_key(customer.email),
        "phone_key": phone_key(customer.phone),
        "zip_key": zip_key(customer.address.zip),
        "name_key": name_key(customer.name),
    }


def _method_values(customer: Customer) -> Iterator[Values]:
    for position, method in enumerate(customer.payment_methods):
        yield {
            "customer_id": customer.id,
            "id": method.id,
            "position": position,
            "kind": method.kind,
            "brand": method.brand,
            "last_four": method.last_four,
            "balance": str(method.balance) if method.balance is not None else None,
        }


def _stock_values(data: ShopData, kept: set[str]) -> Iterator[Values]:
    for row in data.stock:
        if row.variant not in kept:
            yield {
                "variant": row.variant,
                "warehouse": row.warehouse,
                "on_hand": row.on_hand,
                "inbound": row.inbound,
                "inbound_date": iso(row.inbound_date),
            }


def _sold_out_values(data: ShopData) -> Iterator[Values]:
    for spell in data.sold_out:
        yield {"variant": spell.variant, "first": iso(spell.first), "last": iso(spell.last)}


def _promotion_values(data: ShopData) -> Iterator[Values]:
    for promotion in data.promotions:
        yield {
            "id": promotion.id,
            "title_en": promotion.title_en,
            "title_zh": promotion.title_zh,
            "first": iso(promotion.first),
            "last": iso(promotion.last),
            "percent": str(promotion.percent),
            "category": promotion.category,
        }


def _event_values(data: ShopData, erased: Collection[str]) -> Iterator[Values]:
    for event in data.events:
        if event.customer not in erased:
            yield {
                "customer": event.customer,
                "day": iso(event.day),
                "kind": event.kind,
                "variant": event.variant,
                "quantity": event.quantity,
            }
