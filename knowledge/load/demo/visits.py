"""When the customers of the demo shop buy: the rhythm of what is used up, seasons, price cuts."""

from collections.abc import Iterator
from itertools import accumulate
from random import Random

from knowledge.goods import Variant
from knowledge.load.demo.assortment import Assortment
from knowledge.load.demo.calendar import Calendar
from knowledge.load.demo.planted import Planted
from knowledge.load.demo.shoppers import SHOWCASE, Need, Shopper, Visit, draw_category

TOGETHER = 4
"""Things that run out within so many days are bought in one order."""
WAITS_FOR_CUT, CUT_AHEAD = 0.35, 9
"""Chance to wait for a price cut that begins within so many days."""
STOCKS_UP = 0.3
"""Chance to buy twice as much while the price is cut."""
PACKS = ([1, 2, 3], [0.6, 0.3, 0.1])
"""How many packs of the same a habit takes, and how often each is the case."""
PAUSE = 5
"""Days after joining before somebody without a habit comes again."""


class Diary:
    """Plans the visits of customers, one after the other."""

    def __init__(
        self, assortment: Assortment, calendar: Calendar, planted: Planted, rng: Random
    ) -> None:
        self._assortment, self._calendar = assortment, calendar
        self._planted, self._rng = planted, rng

    def visits(self, shopper: Shopper) -> list[Visit]:
        """All visits of one customer, at least one."""
        habitual = list(self._of_habits(shopper))
        beside = list(self._beside(shopper, len(habitual)))
        return [*habitual, *beside, *self._shown(shopper)]

    def _shown(self, shopper: Shopper) -> Iterator[Visit]:
        for shown in SHOWCASE[shopper.index] if shopper.index < len(SHOWCASE) else ():
            need = Need(draw_category(shopper.style, self._planted, self._rng))
            yield Visit(shopper, self._calendar.num_days - 1, (need,), shown)

    def _of_habits(self, shopper: Shopper) -> Iterator[Visit]:
        """Visits in the rhythm of what is used up; what runs out together comes together."""
        used = self._planted.styles[shopper.style].habits
        fewest, most = self._planted.kinds[shopper.kind].habits
        due: list[tuple[int, int, Need]] = []
        for place in range(self._rng.randint(fewest, most)):
            # The third habit is a second sort of the first: two coffees in turn.
            habit = self._habit(shopper, used[place % len(used)])
            due += [(day, place, need) for day, need in habit]
        due.sort(key=lambda one: one[:2])
        while due:
            day = due[0][0]
            needs = tuple(need for other, _, need in due if other <= day + TOGETHER)
            yield Visit(shopper, day, needs)
            due = due[len(needs) :]

    def _habit(self, shopper: Shopper, category: str) -> Iterator[tuple[int, Need]]:
        rng, planted, calendar = self._rng, self._planted, self._calendar
        cycle = planted.cycles[category] * rng.lognormvariate(0, 0.15)
        months = planted.season_only.get(category, ())
        usual = rng.choices(*PACKS)[0]
        favourite = self._favourite(shopper, category, shopper.joins)
        at = shopper.joins + rng.random() * cycle * (1.0 if shopper.founder else 0.3)
        while at < shopper.leaves:
            day = self._chosen_day(int(at), category)
            if day >= shopper.leaves:
                return
            cut = calendar.cut(category, calendar.day(day))
            packs = usual * 2 if cut and rng.random() < STOCKS_UP else usual
            if not months or calendar.day(day).month in months:
                loyal = rng.random() < planted.loyalty
                variant = favourite if loyal else self._favourite(shopper, category, day)
                yield day, Need(category, variant, packs)
            at = day + cycle * rng.lognormvariate(0, planted.cycle_spread) * packs / usual

    def _favourite(self, shopper: Shopper, category: str, day: int) -> Variant | None:
        goods = self._assortment.draw(category, shopper.style, self._rng)
        return self._assortment.variant(goods, shopper.grind, self._calendar.day(day), self._rng)

    def _chosen_day(self, due: int, category: str) -> int:
        """The day she really orders: a price cut worth waiting for, or a good weekday soon."""
        cut = self._calendar.next_cut(category, due, CUT_AHEAD)
        if cut is not None and self._rng.random() < WAITS_FOR_CUT:
            return cut
        near, weekdays = range(due, due + 3), self._planted.weekdays
        weights = [weekdays[self._calendar.day(day).weekday()] ** 2 for day in near]
        return self._rng.choices(near, cum_weights=list(accumulate(weights)))[0]

    def _beside(self, shopper: Shopper, num_habitual: int) -> Iterator[Visit]:
        """The first visit of those without habits, and what is bought now and then."""
        rng, planted = self._rng, self._planted
        num_first = int(num_habitual == 0 and not shopper.founder)
        if num_first:
            need = Need(draw_category(shopper.style, planted, rng))
            yield Visit(shopper, shopper.joins, (need,))
        if shopper.kind == "one-time":
            return
        years = (shopper.leaves - shopper.joins) / 365
        wanted = planted.kinds[shopper.kind].visits * years
        num_more = int(wanted) + (rng.random() < wanted % 1)
        for _ in range(max(num_more, 2 - num_first - num_habitual)):
            category = draw_category(shopper.style, planted, rng)
            day = self._calendar.draw(category, rng, shopper.joins + PAUSE, shopper.leaves)
            yield Visit(shopper, day, (Need(category),))
