"""Everything that is on file about one customer, as a file for herself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from knowledge.people import Customer, PaymentMethod
from knowledge.purchase import Order
from knowledge.records import tables
from knowledge.records.audit import Deed
from knowledge.records.conversations import held_with
from knowledge.records.database import Records

Rows = list[Mapping[str, object]]


@dataclass(frozen=True)
class Contents:
    """How much of each thing there is in the file."""

    methods: int
    orders: int
    returns: int
    cases: int
    subscriptions: int
    chats: int
    visits: int
    mails: int
    changes: int


@dataclass(frozen=True)
class _Held:
    """What is held about her, read in one snapshot."""

    customer: Customer
    orders: tuple[Order, ...]
    cases: Rows
    subscriptions: Rows
    chats: Rows
    visits: Rows
    mails: Rows
    changes: Rows


def export(records: Records, customer_id: str) -> bytes:
    """
    All that is on file about a customer, as JSON in UTF-8.

    Ways to pay are masked: of a card its brand and last figures, and no id that could be used
    instead of it. What was found wrong in telling who somebody is holds no name and is left out,
    and so are the texts of mails with a code.

    Raises
    ------
    KeyError
        If there is no such customer.
    """
    held = _read(records, customer_id)
    masks = {one.id: _masked(one) for one in held.customer.payment_methods}
    who = asdict(held.customer)
    del who["payment_methods"]
    said = {
        "customer": who,
        "payment_methods": list(masks.values()),
        "orders": [_without_methods(order, masks) for order in held.orders],
        "requests": held.cases,
        "subscriptions": held.subscriptions,
        "conversations": held.chats,
        "visits": held.visits,
        "mails": held.mails,
        "changes": held.changes,
    }
    return json.dumps(said, ensure_ascii=False, indent=2, default=_plain).encode()


def contents(records: Records, customer_id: str) -> Contents:
    """
    How much of each thing :func:`export` gives.

    Raises
    ------
    KeyError
        If there is no such customer.
    """
    held = _read(records, customer_id)
    return Contents(
        methods=len(held.customer.payment_methods),
        orders=len(held.orders),
        returns=sum(len(order.returns) for order in held.orders),
        cases=len(held.cases),
        subscriptions=len(held.subscriptions),
        chats=len(held.chats),
        visits=len(held.visits),
        mails=len(held.mails),
        changes=len(held.changes),
    )


def _read(records: Records, customer_id: str) -> _Held:
    # One snapshot for all of it: what is read inside joins the transaction.
    with records._connections.reading() as connection:
        customer = records.customers.get(customer_id)
        if customer is None:
            raise KeyError(f"there is no customer {customer_id}")
        orders = records.orders.of(customer_id)
        return _Held(
            customer,
            orders,
            cases=[asdict(case) for case in records.cases.of(customer_id)],
            subscriptions=[asdict(one) for one in records.subscriptions.of(customer_id)],
            chats=list(_chats(connection, customer_id)),
            visits=list(_visits(connection, customer_id)),
            mails=list(_mails(connection, customer)) if customer.email else [],
            changes=list(_changes(records, customer_id, orders)),
        )


def _chats(connection: Connection, customer_id: str) -> Iterator[Mapping[str, object]]:
    """Her conversations with what was said in them, but for turns with somebody else signed in."""
    chats, turns = tables.conversations.c, tables.turns.c
    query = select(chats.id, chats.created).where(held_with(customer_id))
    for chat in connection.execute(query.order_by(chats.created, chats.id)).all():
        rows = select(turns.turn, turns.at).where(turns.conversation == chat.id)
        messages = [
            message
            for row in connection.execute(rows.order_by(turns.number))
            for message in _messages(json.loads(row.turn), row.at, customer_id)
        ]
        yield {"id": chat.id, "began": chat.created, "messages": messages}


def _messages(turn: Mapping[str, Any], at: str, customer_id: str) -> Iterator[Mapping[str, object]]:
    if turn.get("customer") not in (None, customer_id):
        return
    reply = (turn.get("reply") or {}).get("text", "")
    for by, text in ((turn.get("by"), turn.get("text")), ("bot", reply)):
        if text:
            yield {"at": at, "by": by, "text": text}


def _visits(connection: Connection, customer_id: str) -> Iterator[Mapping[str, object]]:
    """What she looked at or put into her basket."""
    events = tables.events.c
    query = select(events.day, events.kind, events.variant, events.quantity)
    query = query.where(events.customer == customer_id).order_by(events.day, events.id)
    yield from (dict(row) for row in connection.execute(query).mappings())


def _mails(connection: Connection, customer: Customer) -> Iterator[Mapping[str, object]]:
    mails = tables.outbox.c
    query = select(mails.kind, mails.subject, mails.created, mails.sent)
    query = query.where(mails.recipient == customer.email).order_by(mails.id)
    yield from (dict(row) for row in connection.execute(query).mappings())


def _changes(
    records: Records, customer_id: str, orders: tuple[Order, ...]
) -> Iterator[Mapping[str, object]]:
    """What was changed in her records; who of the shop's people did it is their own business."""
    targets = [f"customers/{customer_id}", *(f"orders/{order.id}" for order in orders)]
    deeds = [deed for target in targets for deed in records.audit.of(target)]
    for deed in sorted(deeds, key=_number):
        by = "customer" if deed.who == customer_id else "shop"
        yield {"at": deed.at, "by": by, "what": deed.what, "target": deed.target} | {
            "detail": deed.detail
        }


def _number(deed: Deed) -> int:
    return deed.id


def _masked(method: PaymentMethod) -> Mapping[str, object]:
    return {
        "kind": method.kind,
        "brand": method.brand,
        "ends_with": method.last_four,
        "balance": method.balance,
    }


def _without_methods(
    order: Order, masks: Mapping[str, Mapping[str, object]]
) -> Mapping[str, object]:
    """An order with every way to pay told as it is masked."""
    said = asdict(order)
    said["payment_method"] = _told(order.payment_method, masks)
    for part in (*said["payments"], *said["returns"], *said["swaps"]):
        part["method"] = _told(part["method"], masks)
    return said


def _told(method_id: str, masks: Mapping[str, Mapping[str, object]]) -> object:
    # What is not on file is the shop's own word, or an id of which only the end is told.
    if method_id in masks or not any(sign.isdecimal() for sign in method_id):
        return masks.get(method_id, method_id)
    return {"ends_with": method_id[-4:]}


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"{value!r} has no plain form; give a date or a Decimal")
