"""Conversations handed to a person: why, and what that person needs to know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from knowledge.records import tables
from knowledge.records.connections import Connections
from knowledge.records.packing import moment, stamp

_handoffs = tables.handoffs.c


@dataclass(frozen=True)
class Handoff:
    """
    One request for a person.

    Parameters
    ----------
    packet
        What the colleague is shown, JSON.
    taken_by
        Who took it, None while it waits.
    closed
        When it was done with.
    """

    id: int
    conversation: str
    reason: str
    packet: str
    created: datetime
    taken_by: str | None = None
    closed: datetime | None = None


class Handoffs:
    """Hand-offs that wait, are in somebody's hands or are closed."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, conversation: str, reason: str, packet: str, now: datetime) -> int:
        """Store a hand-off and return its number."""
        values = {
            "conversation": conversation,
            "reason": reason,
            "packet": packet,
            "created": stamp(now),
        }
        with self._connections.writing() as connection:
            query = insert(tables.handoffs).values(values).returning(_handoffs.id)
            return int(connection.execute(query).scalar_one())

    def open(self) -> tuple[Handoff, ...]:
        """Hand-offs that are not closed, the oldest first."""
        return self._where(_handoffs.closed.is_(None))

    def of(self, conversation: str) -> tuple[Handoff, ...]:
        """All hand-offs of a conversation, the oldest first."""
        return self._where(_handoffs.conversation == conversation)

    def take(self, handoff_id: int, by: str) -> bool:
        """Give a hand-off to a colleague; False where another one was faster or it is closed."""
        change = (
            update(tables.handoffs)
            .where(
                _handoffs.id == handoff_id, _handoffs.taken_by.is_(None), _handoffs.closed.is_(None)
            )
            .values(taken_by=by)
        )
        with self._connections.writing() as connection:
            return connection.execute(change).rowcount == 1

    def close(self, handoff_id: int, now: datetime) -> None:
        """Note that a hand-off is done with."""
        change = (
            update(tables.handoffs)
            .where(_handoffs.id == handoff_id, _handoffs.closed.is_(None))
            .values(closed=stamp(now))
        )
        with self._connections.writing() as connection:
            connection.execute(change)

    def _where(self, condition: ColumnElement[bool]) -> tuple[Handoff, ...]:
        query = select(tables.handoffs).where(condition).order_by(_handoffs.id)
        with self._connections.reading() as connection:
            return tuple(
                Handoff(
                    id=row.id,
                    conversation=row.conversation,
                    reason=row.reason,
                    packet=row.packet,
                    created=datetime.fromisoformat(row.created),
                    taken_by=row.taken_by,
                    closed=moment(row.closed),
                )
                for row in connection.execute(query)
            )
