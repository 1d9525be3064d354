"""
How the tables came to be: small steps in order, each run once, in one transaction with its record.

A new home begins with the tables as they are now, an old one gets what it lacks. So a step that
adds something looks first whether it is there.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, text

from knowledge.records import tables
from knowledge.records.connections import Connections

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
