"""
"The same, but ...": every difference between two variants, said in words, finds just that variant.

The sentences are made from the rows of the shops alone: names and values as the shop writes them,
put together by a grammar that knows nothing of how they are read.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from knowledge.amounts import plain_text
from knowledge.fitting import fit
from knowledge.goods import Attribute, Text, Variant
from knowledge.options import options_of
from knowledge.scales import Scales
from knowledge.wanted import wanted
from tests.conversations import stage

RETAIL = Path(__file__).parents[3] / "shared/data/dialogue/tau_bench_retail/products.json"
SCALES = Scales.read()
Row = Mapping[str, str]


@dataclass(frozen=True)
class Shelf:
    """One product: its variants, each by its id with name and value of every option."""

    title: str
    rows: Mapping[str, Row]
    variants: tuple[Variant, ...]


def english(before: Row, after: Row, number: int) -> str:
    changed = [(name, after[name]) for name in after if after[name] != before[name]]
    ways = (
        "the same but {}",
        "like mine, only {}",
        "everything else the same, just {}",
        "can I have it with {} and otherwise as it is",
    )
    told = " and ".join(f"{name} {value}" for name, value in changed)
    return ways[number % len(ways)].format(told)


def chinese(before: Row, after: Row, number: int) -> str:
    changed = [(name, after[name]) for name in after if after[name] != before[name]]
    ways = ("其他一样，{}", "{}，别的不变", "换成{}的")
    told = "，".join(f"{name}要{value}" for name, value in changed)
    return ways[number % len(ways)].format(told)


def retail() -> Iterator[Shelf]:
    if not RETAIL.is_file():
        pytest.skip(f"the rows of the retail shop are not there: {RETAIL}")
    for product in json.loads(RETAIL.read_text(encoding="utf-8")).values():
        rows = {id: variant["options"] for id, variant in product["variants"].items()}
        variants = tuple(
            Variant(id, "p", tuple(Attribute(Text(n), Text(v)) for n, v in row.items()))
            for id, row in rows.items()
        )
        yield Shelf(product["name"], rows, variants)


def demo(home: Path, language: str) -> Iterator[Shelf]:
    with closing(sqlite3.connect(home / "catalogue.db")) as connection:
        found = connection.execute("select product, id, attributes from variants").fetchall()
    shelves: dict[str, dict[str, list[list[str]]]] = {}
    for product, id, attributes in found:
        shelves.setdefault(product, {})[id] = json.loads(attributes)
    name, value = (0, 2) if language == "en" else (1, 3)
    for product, listed in shelves.items():
        rows = {id: {one[name]: one[value] for one in each} for id, each in listed.items()}
        variants = tuple(
            Variant(id, product, tuple(Attribute(Text(a, b), Text(c, d)) for a, b, c, d in each))
            for id, each in listed.items()
        )
        yield Shelf(product, rows, variants)


def misread(shelf: Shelf, language: str) -> Iterator[str]:
    """The sentences that find another variant than they describe, or several."""
    options = options_of(shelf.variants, SCALES)
    by_id = {variant.id: variant for variant in shelf.variants}
    say = english if language == "en" else chinese
    for number, (old, new) in enumerate(permutations(shelf.rows, 2)):
        before, after = shelf.rows[old], shelf.rows[new]
        if before == after or before.keys() != after.keys():
            continue
        said = say(before, after, number)
        others = [variant for variant in shelf.variants if variant.id != old]
        best = fit(wanted([plain_text(said)], options, by_id[old]), options, others, by_id[old])
        same = {id for id, row in shelf.rows.items() if row == after}
        if not best.best or not {variant.id for variant in best.best} <= same:
            yield f"{shelf.title}: {said!r} from {dict(before)} finds {best.best}"


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stage.demo_home(tmp_path_factory.getbasetemp())


def test_every_difference_in_the_retail_shop_finds_its_variant() -> None:
    wrong = [one for shelf in retail() for one in misread(shelf, "en")]
    assert not wrong, f"{len(wrong)} misread, such as\n" + "\n".join(wrong[:10])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_difference_in_the_demo_shop_finds_its_variant(
    demo_home: Path, language: str
) -> None:
    wrong = [one for shelf in demo(demo_home, language) for one in misread(shelf, language)]
    assert not wrong, f"{len(wrong)} misread, such as\n" + "\n".join(wrong[:10])
