"""The shops that conversations are played on: a home, or a fixture made for this run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from agent.rehearsal.case import Given
from knowledge.load.init import Progress, initialise
from knowledge.records.trial import Trial
from knowledge.shop import Shop

# What would lead a rehearsal to the shop's live records or send messages to its customers.
LIVE = ("SHOPKEEPER_DATABASE_URL", "SHOPKEEPER_SMTP_URL", "SHOPKEEPER_WEBHOOK_URL")
DEMO = "demo"
# The demo shop that conversations are written for: the same customers and orders on any day.
DEMO_UNTIL = date(2026, 11, 20)
DEMO_CUSTOMERS = 120
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "dialogue"


@dataclass
class Homes:
    """
    Opens each shop once, and copies its records for each case.

    Parameters
    ----------
    folder
        Where fixtures and copies are put.
    home
        The home to play everything on; None = the one that a case names.
    """

    folder: Path
    progress: Progress
    home: Path | None = None
    shared: Path = SHARED
    _open: dict[str, Shop] = field(default_factory=dict)

    def shop(self, name: str) -> Shop:
        """The shop that is named, with the records of its home."""
        key = str(self.home) if self.home is not None else name
        if key not in self._open:
            self._open[key] = Shop.open(self.home or self._resolve(name))
        return self._open[key]

    @contextmanager
    def stage(self, name: str, given: Given) -> Iterator[tuple[Shop, Trial]]:
        """
        The shop with a fresh copy of its records, changed as the case wants it.

        Raises
        ------
        ValueError
            If there is no such shop, or `given` speaks of what is not in it.
        """
        shop = self.shop(name)
        with TemporaryDirectory(dir=self.folder) as folder:
            trial = Trial.of(shop.home / "records.db", Path(folder))
            try:
                for order, status in given.orders.items():
                    trial.set_status(order, status)
                for variant, on_hand in given.stock.items():
                    trial.set_stock(variant, on_hand)
                trial.watch()
                made_up = self.home is None and name == DEMO
                today = given.today or (DEMO_UNTIL if made_up else None)
                rules = replace(shop.rules, today=today) if today else shop.rules
                # Messages that are sent end in the folder of the copy.
                yield replace(shop, home=Path(folder), records=trial.records, rules=rules), trial
            finally:
                trial.close()

    def _resolve(self, name: str) -> Path:
        """The home called `name`: a path, or a fixture that is made now."""
        if not name:
            raise ValueError("the case names no shop; add `shop: demo` or give --home")
        if (Path(name) / "catalogue.db").is_file():
            return Path(name)
        source = self.shared / name
        if name != DEMO and not source.is_dir():
            raise ValueError(
                f"there is no shop {name!r}; give --home, `shop: {DEMO}` or the path of a home"
            )
        home = self.folder / f"home_{name}"
        if name == DEMO:
            initialise(
                home,
                name,
                None,
                progress=self.progress,
                until=DEMO_UNTIL,
                num_customers=DEMO_CUSTOMERS,
            )
        else:
            initialise(home, name, source, progress=self.progress)
        return home


@contextmanager
def away_from_live_shops() -> Iterator[None]:
    """Hides the settings that name live databases and mail servers."""
    hidden = {name: os.environ.pop(name) for name in LIVE if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)
