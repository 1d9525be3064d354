"""Connections to the records: one way to read, one way to write, on SQLite and PostgreSQL alike."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

_BEGIN = "shopkeeper_begin"
_DRIVER = "postgresql+psycopg"
_PATIENCE = 10
"""Seconds in which a server has to answer."""


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

    Raises
    ------
    ValueError
        If the URL is none, names another kind of database, or its driver is not installed.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return Connections(_postgres(parsed))
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


@contextmanager
def told_plainly() -> Iterator[None]:
    """
    Says in one sentence why a database can't be opened.

    Raises
    ------
    ConnectionError
        In the place of what the driver raises inside.
    """
    try:
        yield
    except DBAPIError as error:
        lines = str(error.orig).strip().splitlines() or [type(error).__name__]
        why = lines[0].removeprefix("connection failed: ")
        raise ConnectionError(f"the database of the records can't be opened: {why}") from error


def _parsed(url: str) -> URL:
    # What is wrong is not shown: a password may be in it.
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(
            "the database of the records is named by something that is no URL; "
            "give one such as postgresql://user:password@host:5432/database"
        ) from None
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername=_DRIVER)
    kind = parsed.drivername.partition("+")[0]
    if kind not in ("sqlite", "postgresql"):
        raise ValueError(f"records can't be kept in {kind}; give a URL of postgresql or sqlite")
    return parsed


def _postgres(url: URL) -> Engine:
    if url.drivername == _DRIVER and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(_PATIENCE)})
    try:
        return create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise ValueError(
            f"the driver of {url.drivername} is not installed; for a URL that begins with "
            "postgresql:// it comes with: pip install 'shopkeeper[postgres]'"
        ) from error


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
