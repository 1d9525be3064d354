"""A shop home made from a source: rules, catalogue, records, and a report on bad rows."""

import csv
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from pkgutil import iter_modules

from knowledge import load as sources
from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.load.shop_data import Complaint, ShopData
from knowledge.records.database import Records
from knowledge.rules import Rules
from knowledge.scales import NAME as SCALES
from knowledge.tokens import WORDS

Progress = Callable[[str, int, int], None]
"""Told what is being made, how much of it is done, and how much there is (0 = not known)."""

REPORT = "import_report.csv"
PLAIN_POLICY = Path(__file__).parent / "policies" / "plain.yaml"


@dataclass(frozen=True)
class InitReport:
    """
    What an import left behind.

    Parameters
    ----------
    counts
        Rows that were loaded, by kind.
    num_bad
        Rows that were not; they are in `report` with file, row number and reason.
    kept_policy
        Whether the home's own rules were there before and stay in force.
    """

    home: Path
    counts: dict[str, int] = field(default_factory=dict)
    num_bad: int = 0
    kept_policy: bool = False

    @property
    def report(self) -> Path:
        return self.home / REPORT

    def __str__(self) -> str:
        loaded = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items() if count)
        lines = [f"{self.home}: {loaded}"]
        if self.num_bad:
            lines.append(f"{self.num_bad:,} bad rows were left out; see {self.report}")
        if self.kept_policy:
            lines.append(f"{self.home / 'policy.yaml'} was there before and stays as it is")
        return "\n".join(lines)


def initialise(
    home: Path,
    source: str,
    path: Path | None,
    *,
    progress: Progress,
    until: date | None = None,
    seed: int = 7,
    num_customers: int | None = None,
) -> InitReport:
    """
    Makes a home, or imports again into one that is there.

    The rules of an old home stay, and so does what its records hold of conversations and changes.
    Whatever interrupts this, an old home remains usable as it was and a new one is taken away.

    Parameters
    ----------
    source, path
        Name of a loader in :mod:`knowledge.load`, and the folder it reads.
    until, seed, num_customers
        Last day, random seed and size of a shop that is made up; None = the loader's own.

    Raises
    ------
    ValueError
        If there is no such source or no good product in it; a sentence says what was seen.
    """
    begun = not home.exists()
    try:
        options: dict[str, object] = {"until": until, "seed": seed, "progress": progress}
        if num_customers is not None:
            options["num_customers"] = num_customers
        data = _read(source, path, options)
        if not data.products:
            raise ValueError(_without_products(source, path, data.complaints))
        return _store(home, data, progress)
    except BaseException:
        if begun:
            shutil.rmtree(home, ignore_errors=True)
        raise


def source_names() -> tuple[str, ...]:
    """Names of all sources that a home can be made from."""
    modules = (info.name for info in iter_modules(sources.__path__))
    return tuple(name for name in modules if _loader(name) is not None)


def _loader(name: str) -> Callable[..., ShopData] | None:
    if f"{sources.__name__}.{name}" == __name__:
        return None
    load = getattr(import_module(f"{sources.__name__}.{name}"), "load", None)
    return load if callable(load) else None


def _read(source: str, path: Path | None, options: dict[str, object]) -> ShopData:
    known = {info.name for info in iter_modules(sources.__path__)}
    load = _loader(source) if source in known else None
    if load is None:
        raise ValueError(f"there is no source {source!r}; give {', '.join(source_names())}")
    takes = signature(load).parameters
    if path is None and takes["path"].default is Parameter.empty:
        raise ValueError(f"{source} is read from a folder; name it behind --from {source}")
    if path is not None and not path.is_dir():
        seen = "no folder" if path.exists() else "not there"
        raise ValueError(f"{path} is {seen}; give the folder that {source} is read from")
    return load(path, **{name: value for name, value in options.items() if name in takes})


def _without_products(source: str, path: Path | None, complaints: Iterable[Complaint]) -> str:
    first = next(iter(complaints), None)
    why = f": {first.file}, row {first.row}: {first.message}" if first else ""
    return f"{path or source} holds no product that could be loaded{why}"


def _store(home: Path, data: ShopData, progress: Progress) -> InitReport:
    home.mkdir(parents=True, exist_ok=True)
    policy, kept = home / "policy.yaml", (home / "policy.yaml").exists()
    template = data.policy or PLAIN_POLICY
    rules = Rules.read(policy if kept else template)
    # The catalogue waits beside the old one until the records are in: both change, or neither.
    waiting, catalogue = home / ".catalogue.new", home / "catalogue.db"
    try:
        Catalogue.build(
            waiting, data, currency=rules.shop.currency, encoder=load_encoder(), progress=progress
        ).close()
        _load_records(home, data, progress)
        if not kept:
            shutil.copyfile(template, policy)
        os.replace(waiting, catalogue)
    finally:
        waiting.unlink(missing_ok=True)
    for folder in ("words", "models"):
        (home / folder).mkdir(exist_ok=True)
    if not (home / "words" / SCALES).exists():
        # Hers to edit: what she writes there comes before the usual scales.
        shutil.copyfile(WORDS / SCALES, home / "words" / SCALES)
    _write_report(home / REPORT, data.complaints)
    return InitReport(home, _counts(data), len(data.complaints), kept)


def _load_records(home: Path, data: ShopData, progress: Progress) -> None:
    url = os.environ.get("SHOPKEEPER_DATABASE_URL") or f"sqlite:///{home / 'records.db'}"
    records = Records.open(url)
    done: dict[str, int] = {}
    total = _num_records(data)

    def tell(table: str, count: int) -> None:
        done[table] = count
        progress("records", min(sum(done.values()), total), total)

    try:
        records.load(data, progress=tell)
    finally:
        records.close()


def _num_records(data: ShopData) -> int:
    of_orders = sum(
        1 + len(o.lines) + len(o.payments) + len(o.shipments) + len(o.returns) for o in data.orders
    )
    of_customers = sum(1 + len(customer.payment_methods) for customer in data.customers)
    others = len(data.stock) + len(data.sold_out) + len(data.promotions) + len(data.events)
    return of_orders + of_customers + others


def _counts(data: ShopData) -> dict[str, int]:
    return {
        "products": len(data.products),
        "variants": sum(len(product.variants) for product in data.products),
        "texts": len(data.content),
        "customers": len(data.customers),
        "orders": len(data.orders),
        "stock rows": len(data.stock),
        "events": len(data.events),
    }


def _write_report(path: Path, complaints: Iterable[Complaint]) -> None:
    # The mark at the beginning makes spreadsheets read it as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("file", "row", "message"))
        writer.writerows(asdict(complaint).values() for complaint in complaints)
