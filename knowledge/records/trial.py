"""A copy of a home's records to try things out on, which tells afterwards what was changed."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.purchase import Order
from knowledge.records.database import Records

# What a conversation may leave behind without anything of the shop's being changed.
_PASSING = {
    "audit",
    "codes",
    "conversations",
    "events",
    "handoffs",
    "holds",
    "identity_attempts",
    "meta",
    "migrations",
    "outbox",
    "pending_actions",
    "turns",
}
_NOTES = "trial_changes"
_START = "trial_start"
# The record that a row belongs to, by table: the kind and the column with its id.
_RECORD_OF = {
    "customers": ("customers", "id"),
    "payment_methods": ("customers", "customer_id"),
    "orders": ("orders", "id"),
    "order_lines": ("orders", "order_id"),
    "payments": ("orders", "order_id"),
    "shipments": ("orders", "order_id"),
    "returns": ("orders", "order_id"),
    "swaps": ("orders", "order_id"),
    "stock": ("stock", "variant"),
}
_CODE = re.compile(r"(?<!\d)\d{4,8}(?!\d)")


@dataclass(frozen=True)
class Deed:
    """A row of the audit: what was done to which record, and its details read from JSON."""

    what: str
    target: str
    fields: Mapping[str, object]


@dataclass(frozen=True)
class Trial:
    """Records in a file of their own; the home's stay as they are."""

    path: Path
    records: Records

    @classmethod
    def of(cls, source: Path, folder: Path) -> "Trial":
        """
        A copy of the SQLite file `source` in `folder`.

        Raises
        ------
        ValueError
            If there is no such file.
        """
        if not source.is_file():
            raise ValueError(f"there are no records at {source} that could be copied")
        path = folder / source.name
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(path)) as new:
            old.backup(new)
        return cls(path, Records.open(f"sqlite:///{path}"))

    def set_status(self, order: str, status: str) -> None:
        """Gives an order another status, a word of the shop's source."""
        with self._writing() as connection:
            changed = connection.execute(
                "update orders set status = ? where id = ?", (status, order)
            ).rowcount
        if not changed:
            raise ValueError(f"given: there is no order {order!r}")

    def set_stock(self, variant: str, on_hand: int) -> None:
        """So many of a variant in one warehouse and none in the others."""
        with self._writing() as connection:
            first = connection.execute(
                "select min(warehouse) from stock where variant = ?", (variant,)
            ).fetchone()[0]
            connection.execute("update stock set on_hand = 0 where variant = ?", (variant,))
            connection.execute(
                "insert into stock (variant, warehouse, on_hand, inbound) values (?, ?, ?, 0)"
                " on conflict (variant, warehouse) do update set on_hand = excluded.on_hand",
                (variant, first or "", on_hand),
            )

    def watch(self) -> None:
        """Note from now on which records are changed."""
        with self._writing() as connection:
            connection.execute(f"create table {_NOTES} (record text)")
            # A home that is in use has an audit already: only what is done from now on counts.
            connection.execute(
                f"create table {_START} as select coalesce(max(id), 0) as audit from audit"
            )
            for (table,) in connection.execute(
                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            ).fetchall():
                if table not in _PASSING | {_NOTES, _START}:
                    _note_changes(connection, table)

    def changed(self) -> frozenset[str]:
        """Addresses of the records that were changed, such as ``orders/#W2378156``."""
        return frozenset(row[0] for row in self._rows(f"select record from {_NOTES}"))

    def deeds(self) -> tuple[Deed, ...]:
        """What the audit says was done since :meth:`watch`, in order."""
        rows = self._rows(
            f"select what, target, detail from audit where id > (select audit from {_START})"
            " order by id"
        )
        return tuple(Deed(what, target, _fields(detail)) for what, target, detail in rows)

    def latest_code(self) -> str | None:
        """The code in the message that was sent last to show who she is."""
        rows = self._rows("select body from outbox where kind = 'code' order by id desc limit 1")
        found = _CODE.findall(rows[0][0]) if rows else []
        return found[-1] if found else None

    def order(self, order: str) -> Order | None:
        """An order, whoever's it is."""
        owner = self.owner(order)
        return self.records.orders.get(order, owner) if owner is not None else None

    def owner(self, order: str) -> str | None:
        """Id of the customer an order belongs to."""
        rows = self._rows("select customer from orders where id = ?", order)
        return str(rows[0][0]) if rows else None

    def close(self) -> None:
        self.records.close()

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            # Left alone, each trigger would be stored by itself.
            connection.execute("begin")
            yield connection


def _note_changes(connection: sqlite3.Connection, table: str) -> None:
    """Triggers that note the record a row of `table` belongs to; all of it for any other table."""
    # The notes have no key: the conflict rule of the statement that fires a trigger would win over
    # the trigger's own, and make that statement fail.
    kind, key = _RECORD_OF.get(table, ("", ""))
    columns = [row[1] for row in connection.execute(f"pragma table_info('{table}')")]
    differs = " or ".join(f'old."{column}" is not new."{column}"' for column in columns)
    for event, row, condition in (
        ("insert", "new", ""),
        ("update", "new", f"when {differs}"),
        ("delete", "old", ""),
    ):
        record = f"'{kind}/' || {row}.\"{key}\"" if kind else f"'{table}'"
        connection.execute(
            f'create trigger trial_{table}_{event} after {event} on "{table}" {condition}'
            f" begin insert into {_NOTES} values ({record}); end"
        )


def _fields(detail: str) -> dict[str, object]:
    try:
        said = json.loads(detail)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
