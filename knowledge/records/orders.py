"""The orders of the shop, read for one customer at a time."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, or_, select

from knowledge.purchase import Order
from knowledge.records import tables
from knowledge.records.connections import Connections
from knowledge.records.numbers import key
from knowledge.records.order_rows import order_from

_orders = tables.orders.c


class Orders:
    """Orders by customer; nobody's order is found for anybody else."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, customer: str) -> tuple[Order, ...]:
        """All orders of a customer, as the source lists them: the last one is the most recent."""
        return self._where(_orders.customer == customer)

    def get(self, order_id: str, customer: str) -> Order | None:
        """
        The order with exactly this id, if it is this customer's.

        None for an unknown order as well as for somebody else's: a caller can't tell them apart.
        """
        found = self._where(and_(_orders.id == order_id, _orders.customer == customer))
        return found[0] if found else None

    def version(self, order_id: str, *, hold: bool = False) -> int | None:
        """
        How often the order was changed here, None for an unknown one.

        Parameters
        ----------
        hold
            Whether nobody else may change it until the transaction ends.
        """
        query = select(_orders.version).where(_orders.id == order_id)
        if hold:
            with self._connections.writing() as connection:
                return connection.execute(query.with_for_update()).scalar_one_or_none()
        with self._connections.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def canonical(self, text: str) -> tuple[str, ...]:
        """
        Ids of orders that may be meant by what was typed, the closest first.

        Whose they are is not looked at: pass each one to :meth:`get`.

        Parameters
        ----------
        text
            An order number, with or without ``#``, the letter before it, spaces; any width.
        """
        typed = key(text)
        if not typed:
            return ()
        query = (
            select(_orders.id)
            .where(or_(_orders.key == typed, _orders.bare_key == typed))
            .order_by(_orders.key != typed, _orders.position, _orders.id)
        )
        with self._connections.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def shapes(self) -> frozenset[str]:
        """What the shop's order numbers look like: ``#A9999999`` for ``#W2378156``."""
        query = select(tables.meta.c.value).where(tables.meta.c.name == "order_shapes")
        with self._connections.reading() as connection:
            stored = connection.execute(query).scalar_one_or_none()
        return frozenset(json.loads(stored)) if stored is not None else frozenset()

    def _where(self, condition: ColumnElement[bool]) -> tuple[Order, ...]:
        query = select(tables.orders).where(condition).order_by(_orders.position, _orders.id)
        with self._connections.reading() as connection:
            rows = connection.execute(query).mappings().all()
            lines = _belonging(connection, tables.order_lines, condition)
            payments = _belonging(connection, tables.payments, condition)
            shipments = _belonging(connection, tables.shipments, condition)
            returns = _belonging(connection, tables.returns, condition)
            swaps = _belonging(connection, tables.swaps, condition)
        return tuple(
            order_from(
                row,
                lines.get(row["id"], ()),
                payments.get(row["id"], ()),
                shipments.get(row["id"], ()),
                returns.get(row["id"], ()),
                swaps.get(row["id"], ()),
            )
            for row in rows
        )


def _belonging(
    connection: Connection, table: Table, condition: ColumnElement[bool]
) -> Mapping[str, Sequence[RowMapping]]:
    """Rows of `table` by the order they belong to, for the orders that meet `condition`."""
    query = (
        select(table)
        .join(tables.orders, _orders.id == table.c.order_id)
        .where(condition)
        .order_by(table.c.order_id, table.c.position)
    )
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["order_id"]].append(row)
    return found
