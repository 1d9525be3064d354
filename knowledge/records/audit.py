"""Who did what to which record: rows are only added, and each one vouches for those before it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from knowledge.records import tables
from knowledge.records.connections import Connections
from knowledge.records.packing import stamp

_audit = tables.audit.c
_HEAD = tables.meta.c.name == "audit_head"


@dataclass(frozen=True)
class Deed:
    """
    One row of the audit.

    Parameters
    ----------
    who
        Customer, staff name or the program itself.
    what
        Name of the write.
    target
        Address of the record, ``orders/#W2378156``.
    detail
        What was changed, JSON.
    """

    id: int
    at: datetime
    who: str
    what: str
    target: str
    detail: str


class Audit:
    """The audit of all writes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, *, who: str, what: str, target: str, detail: str, at: datetime) -> int:
        """
        Add a row and return its number.

        The record at `target` then counts as changed here: importing the shop again keeps it.
        """
        moment = stamp(at)
        # The row of the head is held until the transaction ends, so that two rows that are added
        # at the same time do not both follow the same one.
        head = select(tables.meta.c.value).where(_HEAD).with_for_update()
        with self._connections.writing() as connection:
            before = connection.execute(head).scalar_one()
            link = _link(before, moment, who, what, target, detail)
            row = insert(tables.audit).values(
                at=moment, who=who, what=what, target=target, detail=detail, hash=link
            )
            number = connection.execute(row.returning(_audit.id)).scalar_one()
            connection.execute(update(tables.meta).where(_HEAD).values(value=link))
            return int(number)

    def of(self, target: str) -> tuple[Deed, ...]:
        """What was done to a record, in order."""
        query = select(tables.audit).where(_audit.target == target).order_by(_audit.id)
        with self._connections.reading() as connection:
            return tuple(
                Deed(
                    id=row.id,
                    at=datetime.fromisoformat(row.at),
                    who=row.who,
                    what=row.what,
                    target=row.target,
                    detail=row.detail,
                )
                for row in connection.execute(query)
            )

    def touched(self, kind: str) -> frozenset[str]:
        """Ids of the records of a kind, such as ``orders``, that something was done to."""
        start = f"{kind}/"
        begins = func.substr(_audit.target, 1, len(start)) == start
        query = select(_audit.target).where(begins).distinct()
        with self._connections.reading() as connection:
            return frozenset(
                target.removeprefix(start) for target in connection.execute(query).scalars()
            )

    def verify(self) -> bool:
        """Whether no row was changed, taken out or put in behind the back of :meth:`add`."""
        rows = select(tables.audit).order_by(_audit.id)
        with self._connections.reading() as connection:
            link = ""
            for row in connection.execute(rows):
                link = _link(link, row.at, row.who, row.what, row.target, row.detail)
                if link != row.hash:
                    return False
            head: str = connection.execute(select(tables.meta.c.value).where(_HEAD)).scalar_one()
        return link == head


def _link(*parts: str) -> str:
    """Hash of the one before and of what the row says."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
