"""What each write makes of the rows; only of those that are as they were when it was shown."""

from sqlalchemy import Connection, Table, update

from knowledge.records import tables
from knowledge.records.confirmed import Confirmed, Consequence, RecordMoved
from knowledge.records.customer_changes import change_address, open_case, subscribe
from knowledge.records.erasure import erase
from knowledge.records.order_changes import (
    cancel,
    change_order_address,
    change_order_payment,
    return_items,
)
from knowledge.records.swaps import change_order_items, exchange_items
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderItems,
    ChangeOrderPayment,
    EraseCustomer,
    ExchangeItems,
    OpenCase,
    ReturnItems,
    Subscribe,
    target,
)

_TABLES = {"orders": tables.orders, "customers": tables.customers}


def apply(connection: Connection, confirmed: Confirmed) -> tuple[Consequence, ...]:
    """
    Change the rows, and tell which other records changed along.

    The version of the record that the write is about goes up by one, and so does that of every
    other record that changes: a version is the number of audit rows since the record was loaded.

    Raises
    ------
    RecordMoved
        If the record is not at the version that was shown. What was written so far is then to be
        undone by the caller.
    """
    _next_version(connection, target(confirmed.write), confirmed.version)
    consequences = _rows(connection, confirmed)
    for one in consequences:
        _next_version(connection, one.target)
    return consequences


def _rows(connection: Connection, confirmed: Confirmed) -> tuple[Consequence, ...]:
    match confirmed.write:
        case CancelOrder():
            return cancel(connection, confirmed)
        case ChangeOrderAddress() as write:
            return change_order_address(connection, write)
        case ChangeOrderPayment() as write:
            return change_order_payment(connection, confirmed, write)
        case ReturnItems() as write:
            return return_items(connection, confirmed, write)
        case ChangeOrderItems():
            return change_order_items(connection, confirmed)
        case ExchangeItems():
            return exchange_items(connection, confirmed)
        case ChangeCustomerAddress() as write:
            return change_address(connection, write)
        case OpenCase() as write:
            return open_case(connection, confirmed, write)
        case Subscribe() as write:
            return subscribe(connection, confirmed, write)
        case EraseCustomer():
            return erase(connection, confirmed)


def _next_version(connection: Connection, record: str, version: int | None = None) -> None:
    """Count up the version of a record, which has to be at `version` where that is given."""
    kind, _, identity = record.partition("/")
    table: Table = _TABLES[kind]
    change = update(table).where(table.c.id == identity).values(version=table.c.version + 1)
    if version is not None:
        change = change.where(table.c.version == version)
    if connection.execute(change).rowcount == 0:
        raise RecordMoved(f"{record} is not at version {version} any more")
