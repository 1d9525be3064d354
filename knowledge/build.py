"""Writing a catalogue file: whole, next to the old one, and then into its place."""

import logging
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from knowledge import rows
from knowledge.encoder import Encoder
from knowledge.finding.index import Progress, index_products
from knowledge.finding.index_texts import index_texts
from knowledge.load.shop_data import ShopData

logger = logging.getLogger(__name__)

SCHEMA = "2"

TABLES = """
create table meta (name text primary key, value text not null);
create table categories (id text primary key, title_en, title_zh, parent, synonyms);
create table products (
    number integer primary key, id text unique, title_en, title_zh, category, brand, attributes,
    image, status, synonyms, lowest real, lowest_available real, available integer
);
create table variants (
    id text primary key, product, attributes, price text, available integer, title_en, title_zh,
    image
);
create table content (id text primary key, kind, title_en, title_zh, text_en, text_zh, product);
create table edges (source, relation, target);
create table images (name text primary key, svg);
"""
INDEXES = """
create index products_category on products (category);
create index variants_product on variants (product);
create index content_product on content (product, kind);
create index edges_source on edges (source);
create index edges_target on edges (target);
"""


def write_catalogue(
    path: Path,
    data: ShopData,
    *,
    currency: str,
    encoder: Encoder,
    progress: Progress | None = None,
) -> None:
    """Write the catalogue part of `data`; see :meth:`knowledge.catalogue.Catalogue.build`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    try:
        database = Database(unfinished)
        # Nobody reads the file before it is complete, so it needs no journal to survive a crash.
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        _write(database, data, currency=currency, encoder=encoder, progress=progress or _silent)
        database.close()
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(
    database: Database, data: ShopData, *, currency: str, encoder: Encoder, progress: Progress
) -> None:
    database.executescript(TABLES)
    with database.conn:
        _insert(database, "categories", map(rows.category_row, data.categories))
        products = (rows.product_row(n, one) for n, one in enumerate(data.products, start=1))
        _insert(database, "products", products)
        variants = (variant for product in data.products for variant in product.variants)
        _insert(database, "variants", map(rows.variant_row, variants))
        _insert(database, "content", map(rows.content_row, data.content))
        _insert(database, "edges", map(rows.edge_row, data.edges))
        images: Iterable[rows.Row] = ({"name": n, "svg": svg} for n, svg in data.images.items())
        _insert(database, "images", images)
    database.executescript(INDEXES)
    index_products(database, data, encoder, progress)
    index_texts(database, data, encoder, progress)
    meta = {
        "schema": SCHEMA,
        "currency": currency,
        "encoder": encoder.name,
        "dim": str(encoder.dim),
        "built": date.today().isoformat(),
        "num_products": str(len(data.products)),
    }
    with database.conn:
        _insert(database, "meta", ({"name": name, "value": value} for name, value in meta.items()))
    database.executescript("analyze;")


def _insert(database: Database, table: str, lines: Iterable[rows.Row]) -> None:
    """Insert `lines`; of several with one id the first stays."""
    given = 0

    def counted() -> Iterable[rows.Row]:
        nonlocal given
        for line in lines:
            given += 1
            yield line

    database.table(table).insert_all(counted(), ignore=True)
    kept = database.table(table).count
    if kept < given:
        logger.warning(
            "%d of %d rows of %s have an id that came before", given - kept, given, table
        )


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
