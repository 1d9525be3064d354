"""Connections to the records: one way to read, one way to write, on SQLite and PostgreSQL alike."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url

_BEGIN = "shopkeeper_begin"


class _Open(threading.local):
    connection: Connection | None = None
    writes: bool = False


class Connections:
    """
    Transactions on one database.

    A transaction that is opened inside another of the same thread joins it, so a change, its audit
    row and its message are stored together or not at all.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open = _Open()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot of the records; what is written by others meanwhile is not seen."""
        if self._open.connection is not None:
            yield self._open.connection
            return
        with self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.execution_options(**{_BEGIN: "BEGIN DEFERRED"})
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with self._noted(connection, writes=False):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """
        A transaction that is committed at the end, or undone by an exception.

        Raises
        ------
        RuntimeError
            If the thread is inside :meth:`reading`: its snapshot may be stale.
        """
        if self._open.connection is not None:
            if not self._open.writes:
                raise RuntimeError("a write was begun inside a read; begin the write first")
            yield self._open.connection
            return
        with self._engine.begin() as connection, self._noted(connection, writes=True):
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _noted(self, connection: Connection, *, writes: bool) -> Iterator[None]:
        self._open.connection, self._open.writes = connection, writes
        try:
            yield
        finally:
            self._open.connection = None


def connect(url: str) -> Connections:
    """
    Connections to the database at `url`; nothing is created yet.

    Parameters
    ----------
    url
        Such as ``sqlite:///shop/records.db``, ``sqlite://`` (in memory) or ``postgresql://...``.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return Connections(create_engine(parsed, pool_pre_ping=True))
    if parsed.database in (None, "", ":memory:"):
        # The data lives in its one connection. A pool of one lets threads wait for it in turn; a
        # connection that they share would mix their transactions.
        engine = create_engine(
            parsed,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False},
        )
    else:
        engine = create_engine(parsed)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Connections(engine)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Left alone, sqlite3 begins no transaction before DDL and reads; _begin does it instead.
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 20000")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # A write takes its lock at once: a read that turns into a write fails when another was faster,
    # and no timeout helps.
    begin = connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE")
    connection.exec_driver_sql(begin)
