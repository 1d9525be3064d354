"""What the writes that are about a customer make of her rows; cases and subscriptions."""

from sqlalchemy import Connection, insert, select, update

from knowledge.records import tables
from knowledge.records.change_tables import cases, subscriptions
from knowledge.records.claims import zip_key
from knowledge.records.confirmed import Confirmed, Consequence
from knowledge.records.packing import packed, stamp
from knowledge.write import ChangeCustomerAddress, OpenCase, Subscribe

_subscriptions = subscriptions.c


def change_address(connection: Connection, write: ChangeCustomerAddress) -> tuple[Consequence, ...]:
    """Her own address, by which she may be known the next time."""
    connection.execute(
        update(tables.customers)
        .where(tables.customers.c.id == write.customer)
        .values(address=packed(write.address), zip_key=zip_key(write.address.zip))
    )
    return ()


def open_case(
    connection: Connection, confirmed: Confirmed, write: OpenCase
) -> tuple[Consequence, ...]:
    """Something for the shop's people to look into."""
    values = {
        "conversation": confirmed.conversation,
        "customer": write.customer,
        "order_id": write.order,
        "kind": write.kind,
        "note": write.note,
        "status": "open",
        "created": stamp(confirmed.now),
    }
    connection.execute(insert(cases).values(values))
    return ()


def subscribe(
    connection: Connection, confirmed: Confirmed, write: Subscribe
) -> tuple[Consequence, ...]:
    """A message to come; who has asked for it already is not told twice."""
    asked = select(_subscriptions.id).where(
        _subscriptions.customer == write.customer,
        _subscriptions.product == write.product,
        _subscriptions.kind == write.kind,
    )
    if connection.execute(asked).first() is None:
        values = {
            "customer": write.customer,
            "product": write.product,
            "kind": write.kind,
            "created": stamp(confirmed.now),
        }
        connection.execute(insert(subscriptions).values(values))
    return ()
