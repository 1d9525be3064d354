"""What a large catalogue is searched by besides: lists of products for words, and arrays."""

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from knowledge.finding.vectors import batches, sketch, unpack

# Words of so many products are gathered in memory, some 50 MB, before they are put aside.
GATHERED = 20_000
# Vectors whose mean is taken for the middle of all.
SAMPLE = 20_000

TABLES = """
create table postings (term text, doc integer, title blob, kind blob, details blob);
create table arrays (name text primary key, bytes blob);
"""
# Words of letters alone are what misspelt ones are compared with.
INDEXES = """
create unique index postings_term on postings (term);
create index postings_letters on postings (doc desc, term) where term not glob '*[^a-z]*';
"""
ASIDE = "create temp table aside (term text, title blob, kind blob, details blob);"

Gathered = defaultdict[str, "tuple[array[int], array[int], array[int]]"]


class PostingsWriter:
    """Gathers the words of products, in the order of their numbers, and writes their lists."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.executescript(TABLES + ASIDE)
        self._gathered = _nothing()
        self._num_products = 0

    def add(self, number: int, title: str, kind: str, details: str) -> None:
        """The words of one product; each counts in the best place where it stands."""
        seen = set[str]()
        for place, words in enumerate((title, kind, details)):
            for term in words.split():
                if term not in seen:
                    seen.add(term)
                    self._gathered[term][place].append(number)
        self._num_products += 1
        if self._num_products % GATHERED == 0:
            self._put_aside()

    def finish(self) -> None:
        """Write each word's list, joined from what was put aside."""
        self._put_aside()
        self._database.executescript("create index temp.aside_term on aside (term);")
        rows = self._database.execute(
            "select term, title, kind, details from temp.aside order by term, rowid"
        )
        with self._database.conn:
            self._database.conn.executemany(
                "insert into postings values (?, ?, ?, ?, ?)", _joined(rows)
            )
        self._database.executescript("drop table temp.aside;" + INDEXES)

    def _put_aside(self) -> None:
        rows = (
            (term, *(one.tobytes() for one in places)) for term, places in self._gathered.items()
        )
        with self._database.conn:
            self._database.conn.executemany("insert into temp.aside values (?, ?, ?, ?)", rows)
        self._gathered = _nothing()


def write_arrays(database: Database, num_products: int, dim: int) -> None:
    """Prices, availability and the signs of the vectors, of the products that are written."""
    length = num_products + 1
    prices = np.full(length, np.nan)
    open_prices = np.full(length, np.nan)
    available = np.zeros(length, dtype=bool)
    rows = database.execute(
        "select number, coalesce(lowest_available, lowest), lowest_available, available"
        " from products"
    )
    for number, price, open_price, can_be_bought in rows:
        prices[number] = np.nan if price is None else price
        open_prices[number] = np.nan if open_price is None else open_price
        available[number] = bool(can_be_bought)
    middle = _middle(database, dim)
    signs = _signs(database, middle, length)
    kept = {
        "prices": prices,
        "open_prices": open_prices,
        "available": available,
        "middle": middle,
        "signs": signs,
    }
    with database.conn:
        database.table("arrays").insert_all(
            {"name": name, "bytes": values.tobytes()} for name, values in kept.items()
        )


def _nothing() -> Gathered:
    return defaultdict(lambda: (array("I"), array("I"), array("I")))


def _joined(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str | int | bytes, ...]]:
    for term, same in itertools.groupby(rows, key=lambda row: row[0]):
        places = [b"".join(parts) for parts in list(zip(*same, strict=True))[1:]]
        yield term, sum(map(len, places)) // array("I").itemsize, *places


def _middle(database: Database, dim: int) -> NDArray[np.float32]:
    """The mean of some of the vectors: what all titles have in common tells none from another."""
    count = database.execute("select count(*) from product_vectors").fetchone()[0]
    step = max(1, count // SAMPLE)
    rows = database.execute("select vector from product_vectors where rowid % ? = 0", [step])
    total = np.zeros(dim, dtype=np.float32)
    seen = 0
    for batch in batches(rows):
        vectors = unpack((blob for (blob,) in batch), dim)
        total += vectors.sum(axis=0)
        seen += len(vectors)
    total /= max(1, seen)
    return total


def _signs(database: Database, middle: NDArray[np.float32], length: int) -> NDArray[np.uint64]:
    """The sketch of each product, of its titles together, shape (dim / 64, length)."""
    dim = len(middle)
    signs = np.zeros((len(sketch(middle[None])), length), dtype=np.uint64)
    rows = database.execute("select product, vector from product_vectors order by product, rowid")
    by_product = (list(same) for _, same in itertools.groupby(rows, key=lambda row: row[0]))
    for batch in batches(by_product):
        vectors = unpack((blob for same in batch for _, blob in same), dim) - middle
        starts = np.cumsum([0, *(len(same) for same in batch[:-1])])
        together = np.add.reduceat(vectors, starts, axis=0)
        signs[:, [same[0][0] for same in batch]] = sketch(together)
    return signs
