"""
How often what a shopper describes is the first product found, or among the first five.

The phrasings of search_phrasings.yaml were written from the demo catalogue: names, slips of the
pen, kinds of things, what they shall be like, what they are for. They go the way of a shopper's
words: read into a description, then found. Beside it plain full text of SQLite (FTS5, bm25) over
the same products, asked for any of the words; Chinese cut into pairs of characters, or everything
into trigrams.
"""

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import click
import yaml
from machine import machine, one_core

from agent.rehearsal.homes import away_from_live_shops
from agent.understanding.wants import product_ref
from knowledge.catalogue import Catalogue
from knowledge.goods import Language, Product, Text
from knowledge.load.init import initialise
from knowledge.resolve import find_products
from knowledge.shop import Shop

PHRASINGS = Path(__file__).with_name("search_phrasings.yaml")
TODAY = date(2026, 11, 20)
FEW = 5
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[^\W\u4e00-\u9fff]+|[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Phrasing:
    """What was said, and all products that are right."""

    text: str
    language: Language
    kind: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """What one phrasing found, the best first, and how long that took."""

    phrasing: Phrasing
    found: tuple[str, ...]
    milliseconds: float

    def hit(self, first: int) -> bool:
        return not set(self.phrasing.products).isdisjoint(self.found[:first])


Finder = Callable[[Phrasing], Sequence[str]]


class FullText:
    """
    Titles, synonyms, categories and attributes of all products in one FTS5 table.

    Parameters
    ----------
    tokenizer
        Of FTS5.
    cut
        What FTS5 is given for a text, in the table and in what is asked.
    """

    def __init__(
        self, catalogue: Catalogue, tokenizer: str, cut: Callable[[str], Iterable[str]]
    ) -> None:
        self._cut = cut
        self._table = sqlite3.connect(":memory:")
        self._table.execute(
            f"create virtual table t using fts5(id unindexed, words, tokenize={tokenizer!r})"
        )
        for (identity,) in catalogue.rows("select id from products order by number"):
            product = catalogue.product(identity)
            if product is not None:
                words = " ".join(cut("\n".join(_texts(catalogue, product))))
                self._table.execute("insert into t values (?, ?)", (identity, words))

    def __call__(self, phrasing: Phrasing) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(self._asked(phrasing.text)))
        sql = f"select id from t where t match ? order by bm25(t) limit {FEW}"
        return [row[0] for row in self._table.execute(sql, (words,))] if words else []

    def _asked(self, text: str) -> Iterable[str]:
        if self._cut is _pairs:
            yield from _pairs(text)
            return
        for run in _WORD.findall(text.lower()):
            yield from (run[at : at + 3] for at in range(len(run) - 2))


def _texts(catalogue: Catalogue, product: Product) -> Iterable[str]:
    category = catalogue.category(product.category)
    yield from _both(product.title)
    yield product.brand
    yield from product.synonyms
    if category:
        yield from _both(category.title)
        yield from category.synonyms
    attributes = [*product.attributes, *(one for v in product.variants for one in v.attributes)]
    for one in dict.fromkeys(attributes):
        yield from _both(one.name)
        yield from _both(one.value)


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.zh


def _pairs(text: str) -> Iterable[str]:
    """Words as they are, Chinese as pairs of characters."""
    for run in _WORD.findall(text.lower()):
        if _HAN.fullmatch(run) and len(run) > 1:
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run


def _whole(text: str) -> Iterable[str]:
    yield text.lower()


def tried(phrasings: Iterable[Phrasing], finder: Finder) -> list[Tried]:
    """What each phrasing finds."""
    listed = []
    for phrasing in phrasings:
        begun = perf_counter()
        found = tuple(finder(phrasing))
        listed.append(Tried(phrasing, found, 1000 * (perf_counter() - begun)))
    return listed


@click.command()
@click.option("--home", type=click.Path(path_type=Path), help="A demo home; without: made now.")
@click.option("--show", default=0, help="So many phrasings that do not find a right one first.")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=PHRASINGS
)
def main(home: Path | None, show: int, file: Path) -> None:
    """Prints how often the first product, and one of the first five, is right."""
    listed = yaml.safe_load(file.read_text("utf-8"))
    phrasings = [Phrasing(**{**one, "products": tuple(one["products"])}) for one in listed]
    with tempfile.TemporaryDirectory() as folder, away_from_live_shops():
        if home is None:
            home = Path(folder) / "home"
            initialise(home, "demo", None, progress=lambda *_: None, until=TODAY)
        one_core()
        shop = Shop.open(home)

        def shopkeeper(phrasing: Phrasing) -> Sequence[str]:
            view = shop.view(None, phrasing.language)
            return [hit.product.id for hit in find_products(product_ref(phrasing.text), view)]

        # A first pass reads what is read once.
        tried(phrasings[::10], shopkeeper)
        runs = {
            "Shopkeeper": tried(phrasings, shopkeeper),
            "FTS5, words and pairs": tried(
                phrasings, FullText(shop.catalogue, "unicode61", _pairs)
            ),
            "FTS5, trigrams": tried(phrasings, FullText(shop.catalogue, "trigram", _whole)),
        }
        products = shop.catalogue.num_products
    click.echo(f"python benchmarks/product_search.py benchmarks/{file.name}")
    click.echo(f"{machine()}; {products} products, {len(phrasings)} phrasings")
    click.echo("| finder | phrasings | count | hit@1 % | hit@5 % | p50 ms | p95 ms |")
    click.echo("|---|---|---|---|---|---|---|")
    for name, run in runs.items():
        for part, of_part in _parts(run):
            click.echo(_row(name, part, of_part))
    missed = [one for one in runs["Shopkeeper"] if not one.hit(1)]
    for one in missed[:show]:
        said = one.phrasing
        click.echo(
            f"{said.kind} {said.language} {said.text!r}: {one.found[:FEW]}, not {said.products}"
        )


def _parts(run: Sequence[Tried]) -> Iterable[tuple[str, Sequence[Tried]]]:
    yield "all", run
    for language in dict.fromkeys(one.phrasing.language for one in run):
        yield language, [one for one in run if one.phrasing.language == language]
    for part in dict.fromkeys(one.phrasing.kind for one in run):
        yield part, [one for one in run if one.phrasing.kind == part]


def _row(name: str, part: str, run: Sequence[Tried]) -> str:
    first, few = (100 * sum(one.hit(k) for one in run) / len(run) for k in (1, FEW))
    took = [one.milliseconds for one in run]
    late = quantiles(took, n=100, method="inclusive")[94]
    cells = (
        name,
        part,
        len(run),
        f"{first:.1f}",
        f"{few:.1f}",
        f"{median(took):.1f}",
        f"{late:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
