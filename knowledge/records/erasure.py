"""A customer is forgotten: who she is goes, what the shop has to keep of her orders stays."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import Connection, Table, delete, select, update

from knowledge.goods import Text
from knowledge.people import Address, Customer
from knowledge.purchase import Order
from knowledge.records import tables
from knowledge.records.audit import _link
from knowledge.records.change_tables import cases, pending_actions, subscriptions
from knowledge.records.confirmed import Confirmed, Consequence
from knowledge.records.conversations import held_with
from knowledge.records.packing import packed
from knowledge.records.write_rows import dump
from knowledge.rules import Rules

ERASE, ERASED = "erase_customer", "erased"
"""What the audit calls the write, and what it does to each of her orders."""

_PERSON = ("name", "email", "phone", "email_key", "phone_key", "zip_key", "name_key")
_audit = tables.audit.c
_OF_HERS: tuple[tuple[Table, str], ...] = (
    (tables.payment_methods, "customer_id"),
    (tables.events, "customer"),
    (tables.codes, "customer"),
    (subscriptions, "customer"),
)


def erase(connection: Connection, confirmed: Confirmed) -> tuple[Consequence, ...]:
    """
    Blank her name and addresses, delete what she said and did; her orders stay with their amounts.

    Of the audit, what she wrote herself is taken out: addresses, notes, reasons in her own words.
    """
    customer = confirmed.customer
    _blank_person(connection, customer)
    orders = _blank_orders(connection, customer.id)
    _forget_what_was_said(connection, confirmed)
    records = {f"orders/{one}" for one in orders} | {f"customers/{customer.id}"}
    _redact_audit(connection, records, confirmed.rules)
    return tuple(Consequence(ERASED, f"orders/{one}", {}) for one in orders)


def without_person(order: Order) -> Order:
    """The order with nothing in it that says whose it was but the id."""
    return replace(order, address=Address(), recipient="", phone="", note=Text())


def erased_customers(connection: Connection) -> frozenset[str]:
    """Ids of the customers who were forgotten, whatever the source still says of them."""
    query = select(_audit.target).where(_audit.what == ERASE)
    return frozenset(
        target.removeprefix("customers/") for target in connection.execute(query).scalars()
    )


def _blank_person(connection: Connection, customer: Customer) -> None:
    nobody = dict.fromkeys(_PERSON, "") | {"address": packed(Address())}
    connection.execute(
        update(tables.customers).where(tables.customers.c.id == customer.id).values(nobody)
    )
    for table, column in _OF_HERS:
        connection.execute(delete(table).where(table.c[column] == customer.id))


def _blank_orders(connection: Connection, customer_id: str) -> tuple[str, ...]:
    orders = tables.orders.c
    blank = {
        "address": packed(Address()),
        "recipient": "",
        "phone": "",
        "note": packed(Text()),
    }
    connection.execute(update(tables.orders).where(orders.customer == customer_id).values(blank))
    query = select(orders.id).where(orders.customer == customer_id).order_by(orders.id)
    return tuple(connection.execute(query).scalars())


def _forget_what_was_said(connection: Connection, confirmed: Confirmed) -> None:
    """Turns, packets for the shop's people, notes, messages, changes as they were shown to her."""
    hers, email, messages = confirmed.customer.id, confirmed.customer.email, tables.outbox.c
    chats = select(tables.conversations.c.id).where(held_with(hers))
    connection.execute(delete(tables.turns).where(tables.turns.c.conversation.in_(chats)))
    connection.execute(
        update(tables.handoffs).where(tables.handoffs.c.conversation.in_(chats)).values(packet="{}")
    )
    connection.execute(update(cases).where(cases.c.customer == hers).values(note=""))
    shown = pending_actions.c
    if email:
        connection.execute(delete(tables.outbox).where(messages.recipient == email))
    # What the shop's own system has not heard of yet, it still has to hear.
    told = messages.key.in_(select(shown.id).where(shown.customer == hers))
    known = update(tables.outbox).where(told, messages.state.in_(("sent", "answered")))
    connection.execute(known.values(body="{}"))
    # The one that is being committed stays, so that it can't be committed twice.
    others = shown.write != dump(confirmed.write)
    connection.execute(delete(pending_actions).where(shown.customer == hers, others))
    connection.execute(update(pending_actions).where(shown.customer == hers).values(words=""))


def _redact_audit(connection: Connection, records: Collection[str], rules: Rules) -> None:
    """
    Take her own words out of the audit of some records, and link its rows anew from there.

    Rows that somebody tampered with before stay wrong: they and those after them are not linked.
    """
    reasons = {reason for rule in rules.rules.values() for reason in rule.reasons}
    head_row = tables.meta.c.name == "audit_head"
    # Held as when a row is added, so that none is added in between.
    head: str = connection.execute(
        select(tables.meta.c.value).where(head_row).with_for_update()
    ).scalar_one()
    before = after = ""
    intact = True
    for row in connection.execute(select(tables.audit).order_by(_audit.id)).all():
        detail = _redacted(row.detail, reasons) if row.target in records else row.detail
        before = _link(before, row.at, row.who, row.what, row.target, row.detail)
        after = _link(after, row.at, row.who, row.what, row.target, detail)
        intact = intact and before == row.hash
        link = after if intact else row.hash
        if (detail, link) != (row.detail, row.hash):
            change = update(tables.audit).where(_audit.id == row.id)
            connection.execute(change.values(detail=detail, hash=link))
    if intact and before == head:
        connection.execute(update(tables.meta).where(head_row).values(value=after))


def _redacted(detail: str, reasons: Collection[str]) -> str:
    """The detail of a row without what a customer wrote; `erased` names what is missing."""
    said = json.loads(detail)
    if not isinstance(said, Mapping):
        return detail
    own = [
        name
        for name in ("address", "note", "reason")
        if said.get(name) and not (name == "reason" and said[name] in reasons)
    ]
    if not own:
        return detail
    kept: dict[str, object] = {name: said[name] for name in said if name not in own}
    return json.dumps({**kept, "erased": own}, ensure_ascii=False)
