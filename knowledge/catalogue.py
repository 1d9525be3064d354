"""The catalogue file, opened for reading: goods, texts, and how they belong together."""

import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from sqlite_utils import Database

from knowledge import rows
from knowledge.build import SCHEMA, write_catalogue
from knowledge.encoder import Encoder
from knowledge.finding.index import Progress
from knowledge.goods import Category, Content, ContentKind, Edge, Product, Relation, Variant
from knowledge.load.shop_data import ShopData

# Products are a few kilobytes each, so that the cache stays below some 10 MB for any catalogue.
CACHED = 4096


class Catalogue:
    """
    One catalogue file, read-only, for any number of threads.

    The file never changes while it is open: a new one is moved into its place, and who holds the
    old one keeps reading the old one. So rows may be cached, and no lock is needed: every thread
    gets a connection of its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self.meta = _meta(self)
        self.currency = self.meta["currency"]
        self.num_products = int(self.meta["num_products"])
        self._categories = {
            category.id: category
            for category in map(
                rows.to_category,
                self.rows(f"select {rows.CATEGORY} from categories order by rowid"),
            )
        }
        self._product = lru_cache(maxsize=CACHED)(self._read_product)

    @classmethod
    def build(
        cls,
        path: Path,
        data: ShopData,
        *,
        currency: str,
        encoder: Encoder,
        progress: Progress | None = None,
    ) -> Self:
        """
        Write `data` to `path` and open it.

        Parameters
        ----------
        path
            The file; one that is there is replaced in one step when the new one is complete.
        data
            Rows of a shop; orders, customers and stock are not written here.
        currency
            Of all prices.
        encoder
            Makes the vectors of titles and texts; a search needs the same one.
        progress
            Called with what is being written, how much of it is done, and how much there is.
        """
        write_catalogue(path, data, currency=currency, encoder=encoder, progress=progress)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """
        The catalogue at `path`.

        Raises
        ------
        ValueError
            If there is none, or it was written by another version.
        """
        return cls(path)

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._opened:
            self._opened.pop().close()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def database(self) -> Database:
        """The file, on the connection of this thread."""
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            # A read-only file that nobody writes needs no locks, which also lets it lie on a
            # read-only volume that several replicas share.
            address = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._opened.append(connection)
            database = self._local.database = Database(connection)
        return database

    def rows(self, sql: str, values: Sequence[rows.Value] = ()) -> list[tuple[Any, ...]]:
        """Rows that `sql` selects; the tables say what types they hold."""
        return self.database.execute(sql, values).fetchall()

    def product(self, identity: str) -> Product | None:
        return self._product(identity)

    def variant(self, identity: str) -> Variant | None:
        found = self.rows(f"select {rows.VARIANT} from variants where id = ?", [identity])
        return rows.to_variant(found[0]) if found else None

    def product_of_variant(self, identity: str) -> Product | None:
        found = self.rows("select product from variants where id = ?", [identity])
        return self.product(found[0][0]) if found else None

    def categories(self) -> tuple[Category, ...]:
        return tuple(self._categories.values())

    def category(self, identity: str) -> Category | None:
        return self._categories.get(identity)

    def products_of(self, category: str, limit: int = 100) -> tuple[Product, ...]:
        """The first products right in `category`, in the order of the source."""
        found = self.rows(
            "select id from products where category = ? order by number limit ?", [category, limit]
        )
        return tuple(one for (identity,) in found if (one := self.product(identity)) is not None)

    def content(self, identity: str) -> Content | None:
        found = self.rows(f"select {rows.CONTENT} from content where id = ?", [identity])
        return rows.to_content(found[0]) if found else None

    def contents(
        self, kinds: Sequence[ContentKind] = (), product: str | None = None
    ) -> tuple[Content, ...]:
        """
        Texts of some kinds, in the order of the source.

        Parameters
        ----------
        kinds
            Empty: all of them.
        product
            Id of a product; ``""`` for what speaks of the whole shop; None for both.
        """
        sql, values = f"select {rows.CONTENT} from content where 1", list[rows.Value]()
        if kinds:
            sql += f" and kind in ({', '.join('?' * len(kinds))})"
            values += kinds
        if product is not None:
            sql += " and product = ?"
            values.append(product)
        return tuple(map(rows.to_content, self.rows(f"{sql} order by rowid", values)))

    def edges(self, product: str, relation: Relation | None = None) -> tuple[Edge, ...]:
        """Relations that begin or end at `product`."""
        found = self.rows(
            f"select {rows.EDGE} from edges where (source = ?1 or target = ?1)"
            " and (?2 is null or relation = ?2) order by rowid",
            [product, relation],
        )
        return tuple(map(rows.to_edge, found))

    def image(self, name: str) -> str | None:
        """The SVG drawing called `name`."""
        found = self.rows("select svg from images where name = ?", [name])
        return found[0][0] if found else None

    def _read_product(self, identity: str) -> Product | None:
        found = self.rows(f"select {rows.PRODUCT} from products where id = ?", [identity])
        if not found:
            return None
        variants = self.rows(
            f"select {rows.VARIANT} from variants where product = ? order by rowid", [identity]
        )
        return rows.to_product(found[0], map(rows.to_variant, variants))


def _meta(catalogue: Catalogue) -> dict[str, str]:
    path = catalogue.path
    if not path.is_file():
        raise ValueError(f"there is no catalogue at {path}; write one with: shopkeeper init")
    try:
        meta = dict((name, value) for name, value in catalogue.rows("select name, value from meta"))
    except sqlite3.DatabaseError as error:
        catalogue.close()
        raise ValueError(
            f"{path} is no catalogue ({error}); write one with: shopkeeper init"
        ) from error
    if meta.get("schema") != SCHEMA:
        catalogue.close()
        raise ValueError(
            f"{path} has catalogue version {meta.get('schema')}, this program reads {SCHEMA}; "
            f"write it anew with: shopkeeper init --home {path.parent}"
        )
    return meta
