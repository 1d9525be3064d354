"""
A large catalogue: how long a search takes on one core, and what it costs in memory and on disk.

Shops of several sizes are made up and written with ``Catalogue.build``, each in a process of its
own, so that the memory of building is not counted for searching. Then another process opens the
file on one core and looks up what shoppers type, drawn from the products in both languages: each
text once, so that no search has the words of the one before in a cache.
"""

import json
import multiprocessing
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TypeVar

import click
from large_queries import Query, queries
from large_shop import LargeShop
from machine import machine, memory, one_core

from agent.progress import Bars
from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.search import Hit, Search

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
WARM_UP = 45

T = TypeVar("T")


@dataclass(frozen=True)
class Built:
    """
    What building cost.

    Parameters
    ----------
    seconds
        Of ``Catalogue.build``.
    file_mb
        Of the finished catalogue.
    data_mb, peak_mb
        Memory with the rows of the shop in hand before the build, and the most during it.
    """

    seconds: float
    file_mb: float
    data_mb: float
    peak_mb: float


@dataclass(frozen=True)
class Timed:
    """
    The searches of one kind of query.

    Parameters
    ----------
    products, mentioned
        Milliseconds of ``Search.products`` and ``Search.mentioned``: median, 95, 99 per cent.
    processor
        The 95th per cent of both again, of the time that the core worked for this process: what is
        left of the above on a machine that has nothing else to do.
    found, named
        Share whose first hit is right, by the one and by the other; None where no one knows.
    """

    kind: str
    products: tuple[float, float, float]
    mentioned: tuple[float, float, float]
    processor: tuple[float, float]
    found: float | None
    named: float | None


@dataclass(frozen=True)
class Searched:
    """Milliseconds by kind of query; memory with the encoder alone and after all searches."""

    kinds: tuple[Timed, ...]
    empty_mb: float
    memory_mb: float
    first_ms: float


def build(path: Path, num_products: int, seed: int) -> Built:
    """Make a shop up and write its catalogue to `path`."""
    encoder = load_encoder()
    with Bars() as bars:
        shop = LargeShop(seed)
        data = shop.data(num_products, lambda done: bars("shop", done, num_products))
        before, begun = memory("VmRSS"), perf_counter()
        Catalogue.build(path, data, currency="EUR", encoder=encoder, progress=bars).close()
    seconds = perf_counter() - begun
    return Built(seconds, path.stat().st_size / 1e6, before, memory("VmHWM"))


def search(path: Path, num_products: int, count: int, seed: int) -> Searched:
    """Look `count` texts up in the catalogue at `path`, on one core."""
    one_core()
    encoder, shop = load_encoder(), LargeShop(seed)
    asked = queries(shop, num_products, count + WARM_UP, seed)
    empty = memory("VmRSS")
    with Catalogue.open(path) as catalogue, Bars() as bars:
        begun = perf_counter()
        first = Search(catalogue, encoder)
        _products(first, asked[0])
        first_ms = 1000 * (perf_counter() - begun)
        found = _timed("products", lambda one: _products(first, one), asked, bars)
        # Another one, so that no text is in its caches.
        second = Search(catalogue, encoder)
        named = _timed("mentioned", lambda one: second.mentioned(one.text), asked, bars)
        full = memory("VmRSS")
    kinds = sorted({one.kind for one in asked})
    rows = [_row_of(kind, asked, found, named) for kind in kinds]
    return Searched((*rows, _row_of("", asked, found, named)), empty, full, first_ms)


def _products(search: Search, query: Query) -> tuple[Hit, ...]:
    return search.products(
        query.text,
        language=query.language,
        min_price=query.min_price,
        max_price=query.max_price,
    )


@dataclass(frozen=True)
class Look:
    """One search: milliseconds on the clock and of the processor, and what it found."""

    clock: float
    processor: float
    hits: tuple[Hit, ...]


Looked = list[Look]


def _timed(
    what: str, look: Callable[[Query], tuple[Hit, ...]], asked: list[Query], bars: Bars
) -> Looked:
    """Milliseconds and hits of each query; those to warm up with are looked up but not kept."""
    kept: Looked = []
    for number, query in enumerate(asked, start=1):
        begun, worked = perf_counter(), process_time()
        hits = look(query)
        took = 1000 * (perf_counter() - begun)
        kept.append(Look(took, 1000 * (process_time() - worked), hits))
        if number % 10 == 0:
            bars(what, number, len(asked))
    return kept[WARM_UP:]


def _row_of(kind: str, asked: list[Query], found: Looked, named: Looked) -> Timed:
    """The row of one kind of query, "" for all."""
    of_kind = [k for k, one in enumerate(asked[WARM_UP:]) if kind in ("", one.kind)]
    return Timed(
        kind or "all",
        _ranks([found[k].clock for k in of_kind]),
        _ranks([named[k].clock for k in of_kind]),
        (
            _ranks([found[k].processor for k in of_kind])[1],
            _ranks([named[k].processor for k in of_kind])[1],
        ),
        _right(of_kind, asked, found),
        _right(of_kind, asked, named),
    )


def _right(of_kind: list[int], asked: list[Query], looked: Looked) -> float | None:
    """The share whose first hit is what was wanted, of those that want something."""
    aimed = [(asked[WARM_UP + k], looked[k].hits) for k in of_kind if asked[WARM_UP + k].wanted]
    right = sum(bool(hits) and query.right(hits[0].product) for query, hits in aimed)
    return right / len(aimed) if aimed else None


def _ranks(took: list[float]) -> tuple[float, float, float]:
    ranks = quantiles(took, n=100, method="inclusive")
    return median(took), ranks[94], ranks[98]


def alone(work: Callable[..., T], *arguments: object) -> T:
    """The result of `work` in a process of its own, which is gone afterwards."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as processes:
        return processes.submit(work, *arguments).result()


def built(folder: Path, num_products: int, seed: int) -> tuple[Path, Built]:
    """The catalogue of that size in `folder`, as it was built now or by a run before."""
    path = folder / f"catalogue_{num_products}_{seed}.db"
    report = path.with_suffix(".json")
    if not (path.exists() and report.exists()):
        report.unlink(missing_ok=True)
        cost = alone(build, path, num_products, seed)
        report.write_text(json.dumps(asdict(cost)), encoding="utf-8")
    return path, Built(**json.loads(report.read_text("utf-8")))


@click.command()
@click.option("--products", "sizes", multiple=True, type=int, default=(20_000, 200_000))
@click.option("--queries", "count", default=500, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the catalogues; those that are there already are not built again.",
)
def main(sizes: tuple[int, ...], count: int, seed: int, keep: Path | None) -> None:
    """Prints time, memory and size of searches in made-up shops of these sizes."""
    # Read when numpy is imported, which the new processes do.
    os.environ.update(dict.fromkeys(THREADS, "1"))
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        results = []
        for size in sizes:
            path, cost = built(folder, size, seed)
            results.append((size, cost, alone(search, path, size, count, seed)))
    told = " ".join(f"--products {size}" for size in sizes)
    click.echo(f"python benchmarks/large_catalogue.py {told} --queries {count} --seed {seed}")
    click.echo(machine())
    for size, _, searched in results:
        head = "products p50 p95 p99 ms | mentioned | p95 of the processor | found | named"
        click.echo(f"\n| {size:,} products | {head} |\n|---|---|---|---|---|---|")
        for one in searched.kinds:
            shares = f"{_share(one.found)} | {_share(one.named)}"
            times = " | ".join(map(_ms, (one.products, one.mentioned, one.processor)))
            click.echo(f"| {one.kind} | {times} | {shares} |")
    click.echo("\n| | " + " | ".join(f"{size:,}" for size, _, _ in results) + " | ratio |")
    click.echo("|---|" + "---|" * (len(results) + 1))
    for name, values in _costs(results).items():
        cells = " | ".join(f"{value:,.0f}" for value in values)
        click.echo(f"| {name} | {cells} | {values[-1] / values[0]:.1f} |")


def _ms(ranks: tuple[float, ...]) -> str:
    return " ".join(f"{one:.1f}" for one in ranks)


def _share(right: float | None) -> str:
    return "" if right is None else f"{right:.0%}"


def _costs(results: list[tuple[int, Built, Searched]]) -> dict[str, list[float]]:
    return {
        "build, s": [cost.seconds for _, cost, _ in results],
        "file, MB": [cost.file_mb for _, cost, _ in results],
        "memory with the rows before the build, MB": [cost.data_mb for _, cost, _ in results],
        "most memory in the build, MB": [cost.peak_mb for _, cost, _ in results],
        "memory of Python and the encoder, MB": [one.empty_mb for _, _, one in results],
        "memory after all searches, MB": [one.memory_mb for _, _, one in results],
        "opening and the first search, ms": [one.first_ms for _, _, one in results],
        "Search.products p95, ms": [one.kinds[-1].products[1] for _, _, one in results],
        "Search.mentioned p95, ms": [one.kinds[-1].mentioned[1] for _, _, one in results],
        "Search.products p95 of the processor, ms": [
            one.kinds[-1].processor[0] for _, _, one in results
        ],
    }


if __name__ == "__main__":
    main()
