"""Changes that were proposed and wait for a yes, each settled once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Row, Select, insert, select, update

from knowledge.records.change_tables import pending_actions
from knowledge.records.connections import Connections
from knowledge.records.packing import stamp
from knowledge.records.write_rows import dump, load
from knowledge.write import Write

State = Literal["open", "committed", "dropped", "refused", "expired", "moved", "refused_by_shop"]

_pending = pending_actions.c
_OPEN = _pending.state == "open"


@dataclass(frozen=True)
class PendingAction:
    """
    A change as it was shown to somebody.

    Parameters
    ----------
    id
        What a confirmation names; it is committed once at most.
    words
        The change in the words that were shown.
    version
        Of the order or customer when it was shown.
    state
        What became of it; ``moved`` = the record was changed in the meantime,
        ``refused_by_shop`` = committed here, and the shop's own system would not do it.
    expires
        From then on a yes is too late.
    audit
        Number of the audit row, once it is committed.
    """

    id: str
    conversation: str
    customer: str
    write: Write
    words: str
    version: int
    state: State
    created: datetime
    expires: datetime
    audit: int | None = None


class PendingActions:
    """Proposed changes by id and by conversation."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def put(self, action: PendingAction) -> None:
        """Store a change that was proposed."""
        values = {
            "id": action.id,
            "conversation": action.conversation,
            "customer": action.customer,
            "write": dump(action.write),
            "words": action.words,
            "version": action.version,
            "state": action.state,
            "created": stamp(action.created),
            "expires": stamp(action.expires),
            "audit": action.audit,
        }
        with self._connections.writing() as connection:
            connection.execute(insert(pending_actions).values(values))

    def get(self, action_id: str) -> PendingAction | None:
        """The change with this id."""
        with self._connections.reading() as connection:
            found = connection.execute(_where(_pending.id == action_id)).one_or_none()
        return _action(found) if found is not None else None

    def hold(self, action_id: str) -> PendingAction | None:
        """The change with this id; nobody else settles it until the transaction ends."""
        query = _where(_pending.id == action_id).with_for_update()
        with self._connections.writing() as connection:
            found = connection.execute(query).one_or_none()
        return _action(found) if found is not None else None

    def latest_open(self, conversation: str) -> PendingAction | None:
        """What a yes in a conversation would be about, whether or not it has expired."""
        query = _where((_pending.conversation == conversation) & _OPEN)
        newest = query.order_by(_pending.created.desc(), _pending.id.desc()).limit(1)
        with self._connections.reading() as connection:
            found = connection.execute(newest).one_or_none()
        return _action(found) if found is not None else None

    def settle(self, action_id: str, state: State, audit: int | None = None) -> bool:
        """Say what became of an open change; False where that was said before."""
        return self._settle((_pending.id == action_id) & _OPEN, state, audit) == 1

    def drop_open(self, conversation: str) -> int:
        """Drop what is open in a conversation, and return how many changes that were."""
        return self._settle((_pending.conversation == conversation) & _OPEN, "dropped", None)

    def heard_of_shop(self, action_id: str, *, refused: bool) -> bool:
        """Note whether the shop's own system would not make a committed change; True if noted."""
        made = _pending.state.in_(("committed", "refused_by_shop"))
        state: State = "refused_by_shop" if refused else "committed"
        change = update(pending_actions).where(_pending.id == action_id, made).values(state=state)
        with self._connections.writing() as connection:
            return connection.execute(change).rowcount == 1

    def _settle(self, which: ColumnElement[bool], state: State, audit: int | None) -> int:
        change = update(pending_actions).where(which).values(state=state, audit=audit)
        with self._connections.writing() as connection:
            return connection.execute(change).rowcount


_Columns = tuple[str, str, str, str, str, int, str, str, str, int | None]


def _where(condition: ColumnElement[bool]) -> Select[_Columns]:
    columns: Select[_Columns] = select(*pending_actions.columns)
    return columns.where(condition)


def _action(row: Row[_Columns]) -> PendingAction:
    return PendingAction(
        id=row.id,
        conversation=row.conversation,
        customer=row.customer,
        write=load(row.write),
        words=row.words,
        version=row.version,
        state=row.state,
        created=datetime.fromisoformat(row.created),
        expires=datetime.fromisoformat(row.expires),
        audit=row.audit,
    )
