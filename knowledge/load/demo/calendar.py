"""The calendar of the demo shop: which day sells what, price cuts, and the days people work."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Any

from knowledge.load.demo.planted import Planted, Season
from knowledge.load.demo.words import both, read_list
from knowledge.load.shop_data import Promotion

OPENS = time(8)
"""Time of the last day at which the records end: what happens later that day is not known yet."""
AHEAD = 30


class Calendar:
    """
    The days of the history and what is special about each.

    Parameters
    ----------
    until
        Last day.
    planted
        Seasons, weekdays, growth and lifts.
    """

    def __init__(self, until: date, planted: Planted) -> None:
        self.until = until
        self.first = until - timedelta(days=planted.days - 1)
        self._planted = planted
        self._weights: dict[str, list[float]] = {}

    @property
    def now(self) -> datetime:
        return datetime.combine(self.until, OPENS)

    @property
    def num_days(self) -> int:
        """Days with orders: the last day has only just begun and is not one of them."""
        return self._planted.days - 1

    def day(self, index: int) -> date:
        return self.first + timedelta(days=index)

    @cached_property
    def promotions(self) -> list[Promotion]:
        """Price cuts of the history, those that run on the last day, and the next ones."""
        said = read_list("promotions")
        running = [
            self._promotion(
                one,
                self.until - timedelta(days=one["around"][0]),
                self.until + timedelta(days=one["around"][1]),
            )
            for one in said["running"]
        ]
        yearly = [
            self._promotion(one, _day_of(year, one["from"]), _day_of(year, one["to"]))
            for year in range(self.first.year, self.until.year + 2)
            for one in said["yearly"]
        ]
        last = self.until + timedelta(days=AHEAD)
        known = [one for one in yearly if one.last >= self.first and one.first <= last]
        return sorted([*known, *running], key=lambda one: (one.first, one.id))

    def cut(self, category: str, day: date) -> Decimal:
        """Percent off in a category on a day, 0 for none."""
        return self._cuts.get((category, day), Decimal(0))

    @cached_property
    def _cuts(self) -> dict[tuple[str, date], Decimal]:
        cuts: dict[tuple[str, date], Decimal] = {}
        for one in self.promotions:
            for passed in range((one.last - one.first).days + 1):
                key = one.category, one.first + timedelta(days=passed)
                cuts[key] = max(one.percent, cuts.get(key, Decimal(0)))
        return cuts

    def next_cut(self, category: str, start: int, length: int) -> int | None:
        """The first day with a price cut within `length` days from `start`, as an index."""
        days = range(start, min(start + length, self.num_days))
        return next((index for index in days if self.cut(category, self.day(index))), None)

    def weights(self, category: str) -> Sequence[float]:
        """Added-up demand of a category, day by day."""
        if category not in self._weights:
            weights = (self._weight(category, index) for index in range(self.num_days))
            self._weights[category] = list(accumulate(weights))
        return self._weights[category]

    def draw(self, category: str, rng: Random, low: int = 0, high: int | None = None) -> int:
        """A day between `low` and `high` (not included), by the demand for a category."""
        added = self.weights(category)
        high = self.num_days if high is None else max(high, low + 1)
        before = added[low - 1] if low else 0.0
        chosen = before + rng.random() * (added[high - 1] - before)
        return min(max(bisect_left(added, chosen), low), high - 1)

    def _weight(self, category: str, index: int) -> float:
        planted, day = self._planted, self.day(index)
        lift = planted.lifts.get(category, planted.lift) if self.cut(category, day) else 1.0
        growth = 1 + planted.growth * index / self.num_days
        season = seasonal(planted.seasons.get(category, Season(0, 1)), day)
        return planted.weekdays[day.weekday()] * growth * season * lift

    @staticmethod
    def _promotion(said: Mapping[str, Any], first: date, last: date) -> Promotion:
        title = both(said["title"])
        return Promotion(
            f"{said['id']}-{first:%Y-%m}",
            title.en,
            title.zh,
            first,
            last,
            Decimal(said["percent"]),
            said["category"],
        )


def _day_of(year: int, said: str) -> date:
    month, day = said.split("-")
    return date(year, int(month), int(day))


def seasonal(season: Season, day: date) -> float:
    """Factor on the demand of a day, 1 on average but for the gift weeks."""
    angle = 2 * math.pi * (day.timetuple().tm_yday - season.peak) / 365
    gift = season.gift if (11, 25) <= (day.month, day.day) <= (12, 20) else 1.0
    return (1 + season.amplitude * math.cos(angle)) * gift


def working_day(day: date, num_days: int = 0) -> date:
    """The working day `num_days` after `day`; with 0, `day` itself or the Monday after it."""
    while day.weekday() > 4:
        day += timedelta(days=1)
    for _ in range(num_days):
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    return day
