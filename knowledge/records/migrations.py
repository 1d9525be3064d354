"""
How the tables came to be: small steps in order, each run once, in one transaction with its record.

A new home begins with the tables as they are now, an old one gets what it lacks. So a step that
adds something looks first whether it is there.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, inspect, select, text, update

from knowledge.records import change_tables, tables
from knowledge.records.connections import Connections
from knowledge.records.outbox import OWN_SYSTEM, key_of

logger = logging.getLogger(__name__)

Step = Callable[[Connection], None]

_STEPS: list[Step] = []

# Any number, the same in every process: replicas that start together migrate one after the other.
_LOCK = 7_309_450


def step(change: Step) -> Step:
    """Make `change` the next step; its place in this file is its version."""
    _STEPS.append(change)
    return change


@step
def first_tables(connection: Connection) -> None:
    """Everything the first version knows."""
    tables.metadata.create_all(connection)
    connection.execute(insert(tables.meta), [{"name": "audit_head", "value": ""}])


_ADD_VERSION = {
    "orders": text("ALTER TABLE orders ADD COLUMN version INTEGER NOT NULL DEFAULT 0"),
    "customers": text("ALTER TABLE customers ADD COLUMN version INTEGER NOT NULL DEFAULT 0"),
}


@step
def confirmed_changes(connection: Connection) -> None:
    """Versions of orders and customers; changes that wait for a yes, cases, subscriptions."""
    inspector = inspect(connection)
    for table, add_version in _ADD_VERSION.items():
        if "version" not in {column["name"] for column in inspector.get_columns(table)}:
            connection.execute(add_version)
    for new in (change_tables.pending_actions, change_tables.cases, change_tables.subscriptions):
        new.create(connection, checkfirst=True)


_ADD_TO_OUTBOX = {
    "channel": text("ALTER TABLE outbox ADD COLUMN channel VARCHAR NOT NULL DEFAULT 'mail'"),
    "key": text("ALTER TABLE outbox ADD COLUMN key VARCHAR NOT NULL DEFAULT ''"),
    "state": text("ALTER TABLE outbox ADD COLUMN state VARCHAR NOT NULL DEFAULT 'waiting'"),
    "tries": text("ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0"),
    "next_try": text("ALTER TABLE outbox ADD COLUMN next_try VARCHAR"),
    "why": text("ALTER TABLE outbox ADD COLUMN why TEXT NOT NULL DEFAULT ''"),
    "answer": text("ALTER TABLE outbox ADD COLUMN answer TEXT"),
}


@step
def messages_are_tried_again(connection: Connection) -> None:
    """Tries and answers of messages; those to the shop's own system get the key of their change."""
    there = {column["name"] for column in inspect(connection).get_columns("outbox")}
    for column, add in _ADD_TO_OUTBOX.items():
        if column not in there:
            connection.execute(add)
    for index in tables.outbox.indexes:
        index.create(connection, checkfirst=True)
    rows = tables.outbox.c
    connection.execute(update(tables.outbox).where(rows.sent.is_not(None)).values(state="sent"))
    for_shop = select(rows.id, rows.body).where(rows.recipient == OWN_SYSTEM)
    for row in connection.execute(for_shop).all():
        values = {"channel": "shop", "key": key_of(row.body)}
        connection.execute(update(tables.outbox).where(rows.id == row.id).values(values))


@step
def swaps_are_remembered(connection: Connection) -> None:
    """What was swapped for what."""
    tables.swaps.create(connection, checkfirst=True)


def migrate(connections: Connections) -> None:
    """
    Bring the tables to the version of this program.

    Raises
    ------
    ValueError
        If a newer program wrote them.
    """
    done = False
    while not done:
        with connections.writing() as connection:
            done = not _next_step(connection)


def _next_step(connection: Connection) -> bool:
    """Whether there was a step to run."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    tables.migrations.create(connection, checkfirst=True)
    latest = select(func.max(tables.migrations.c.version))
    version = int(connection.execute(latest).scalar_one() or 0)
    if version > len(_STEPS):
        raise ValueError(
            f"the records are of version {version}; this program knows them up to version "
            f"{len(_STEPS)}: use a newer shopkeeper or another home"
        )
    if version == len(_STEPS):
        return False
    change = _STEPS[version]
    change(connection)
    connection.execute(
        insert(tables.migrations),
        {
            "version": version + 1,
            "name": change.__name__,
            "at": datetime.now(UTC).isoformat(),
        },
    )
    logger.info("records: step %d, %s", version + 1, change.__name__)
    return True
