"""What lies in the warehouses and what is on its way."""

from datetime import date

from sqlalchemy import func, select

from knowledge.load.shop_data import StockRow
from knowledge.records import tables
from knowledge.records.connections import Connections

_stock = tables.stock.c


class Stock:
    """Stock by variant."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, variant: str) -> tuple[StockRow, ...]:
        """What each warehouse has of a variant."""
        query = select(tables.stock).where(_stock.variant == variant).order_by(_stock.warehouse)
        with self._connections.reading() as connection:
            return tuple(
                StockRow(
                    variant=row.variant,
                    warehouse=row.warehouse,
                    on_hand=row.on_hand,
                    inbound=row.inbound,
                    inbound_date=date.fromisoformat(row.inbound_date) if row.inbound_date else None,
                )
                for row in connection.execute(query)
            )

    def on_hand(self, variant: str) -> int | None:
        """How many there are in all warehouses; None = the shop keeps no numbers for it."""
        query = select(func.sum(_stock.on_hand)).where(_stock.variant == variant)
        with self._connections.reading() as connection:
            total = connection.execute(query).scalar_one()
        return int(total) if total is not None else None
