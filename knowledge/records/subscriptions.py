"""Who wants to hear of what: messages that customers asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, select

from knowledge.records.change_tables import subscriptions
from knowledge.records.connections import Connections

Kind = Literal["back_in_stock", "reorder"]

_subscriptions = subscriptions.c


@dataclass(frozen=True)
class Subscription:
    """Somebody who wants to hear of a product; `product` is the id of a variant."""

    customer: str
    product: str
    kind: Kind
    created: datetime


class Subscriptions:
    """Subscriptions by customer and by product."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, customer: str) -> tuple[Subscription, ...]:
        """What a customer asked for, the oldest first."""
        return self._where(_subscriptions.customer == customer)

    def waiting(self, product: str, kind: Kind = "back_in_stock") -> tuple[Subscription, ...]:
        """Who waits for a message about a product, who asked first comes first."""
        return self._where((_subscriptions.product == product) & (_subscriptions.kind == kind))

    def _where(self, condition: ColumnElement[bool]) -> tuple[Subscription, ...]:
        query = select(subscriptions).where(condition).order_by(_subscriptions.id)
        with self._connections.reading() as connection:
            return tuple(
                Subscription(
                    row.customer, row.product, row.kind, datetime.fromisoformat(row.created)
                )
                for row in connection.execute(query)
            )
