"""Messages that are stored with the change they tell of, and sent afterwards."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from knowledge.records import tables
from knowledge.records.connections import Connections
from knowledge.records.packing import moment, stamp

_outbox = tables.outbox.c


@dataclass(frozen=True)
class Message:
    """
    A message to one recipient.

    Parameters
    ----------
    kind
        What it is for: ``code``, ``order_changed`` ...
    to
        Where it goes, an e-mail address.
    sent
        When it left, None while it waits.
    """

    id: int
    kind: str
    to: str
    subject: str
    body: str
    created: datetime
    sent: datetime | None = None


class Outbox:
    """Messages by the order in which they were put in."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def put(self, kind: str, to: str, subject: str, body: str, now: datetime) -> int:
        """Store a message to be sent and return its number."""
        values = {
            "kind": kind,
            "recipient": to,
            "subject": subject,
            "body": body,
            "created": stamp(now),
        }
        with self._connections.writing() as connection:
            query = insert(tables.outbox).values(values).returning(_outbox.id)
            return int(connection.execute(query).scalar_one())

    def unsent(self) -> tuple[Message, ...]:
        """Messages that have not left yet, the oldest first."""
        return self._where(_outbox.sent.is_(None))

    def mark_sent(self, message_id: int, now: datetime) -> None:
        """Note that a message has left."""
        change = update(tables.outbox).where(_outbox.id == message_id).values(sent=stamp(now))
        with self._connections.writing() as connection:
            connection.execute(change)

    def latest(self, to: str) -> Message | None:
        """The newest message to a recipient, sent or not."""
        return next(reversed(self._where(_outbox.recipient == to)), None)

    def _where(self, condition: ColumnElement[bool]) -> tuple[Message, ...]:
        query = select(tables.outbox).where(condition).order_by(_outbox.id)
        with self._connections.reading() as connection:
            return tuple(
                Message(
                    id=row.id,
                    kind=row.kind,
                    to=row.recipient,
                    subject=row.subject,
                    body=row.body,
                    created=datetime.fromisoformat(row.created),
                    sent=moment(row.sent),
                )
                for row in connection.execute(query)
            )
