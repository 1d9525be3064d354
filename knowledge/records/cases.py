"""Cases: what the shop's people were asked to look into."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from knowledge.records.change_tables import cases
from knowledge.records.connections import Connections
from knowledge.write import CaseKind


@dataclass(frozen=True)
class Case:
    """
    One thing to look into.

    Parameters
    ----------
    order
        Id of the order it concerns, empty = none.
    note
        What happened, in the customer's words.
    status
        ``open`` until somebody of the shop says otherwise.
    """

    id: int
    conversation: str
    customer: str
    order: str
    kind: CaseKind
    note: str
    status: str
    created: datetime


class Cases:
    """Cases by customer."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, customer: str) -> tuple[Case, ...]:
        """All cases of a customer, the oldest first."""
        query = select(cases).where(cases.c.customer == customer).order_by(cases.c.id)
        with self._connections.reading() as connection:
            return tuple(
                Case(
                    id=row.id,
                    conversation=row.conversation,
                    customer=row.customer,
                    order=row.order_id,
                    kind=row.kind,
                    note=row.note,
                    status=row.status,
                    created=datetime.fromisoformat(row.created),
                )
                for row in connection.execute(query)
            )
