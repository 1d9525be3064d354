"""What can be bought in the demo shop on a day, how popular it is and what it costs then."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from math import exp
from random import Random

from knowledge.goods import Edge, Product, Variant
from knowledge.load.demo.calendar import Calendar
from knowledge.load.demo.planted import Planted
from knowledge.load.demo.series import Model
from knowledge.load.shop_data import SoldOut

SKEW = 0.8
"""Popularity falls with the rank in a category to this power: few things sell much, many little."""
FIRST_COLOUR = 0.6
"""How much more each colour or size sells than the next one."""


@dataclass(frozen=True)
class Goods:
    """A product as shoppers see it: the series it belongs to and how much it is liked."""

    product: Product
    series: str
    popularity: float


class Assortment:
    """
    Everything on the shelves.

    Parameters
    ----------
    models, products
        The catalogue, in the same order.
    edges
        What goes with what; accessories end up in the same basket.
    """

    def __init__(
        self,
        models: Sequence[Model],
        products: Sequence[Product],
        edges: Iterable[Edge],
        calendar: Calendar,
        planted: Planted,
        rng: Random,
    ) -> None:
        self._calendar, self._planted = calendar, planted
        self.shelves = _shelves(models, products, rng)
        self.goods = {one.product.id: one for shelf in self.shelves.values() for one in shelf}
        self.variants = {v.id: v for product in products for v in product.variants}
        self._accessories: dict[str, list[str]] = {}
        for edge in edges:
            if edge.relation == "accessory":
                self._accessories.setdefault(edge.target, []).append(edge.source)
        self._scales: dict[tuple[str, str], list[float]] = {}
        self.sold_out = _spells(self.variants, calendar, planted, rng)
        self._gone: dict[str, list[SoldOut]] = {}
        for spell in self.sold_out:
            self._gone.setdefault(spell.variant, []).append(spell)

    def draw(self, category: str, style: str, rng: Random) -> Goods:
        """A product of a category, by its popularity with a style of household."""
        shelf, key = self.shelves[category], (category, style)
        if key not in self._scales:
            likes = self._planted.styles[style].likes
            weights = [one.popularity * likes.get(one.series, 1.0) for one in shelf]
            self._scales[key] = list(accumulate(weights))
        scale = self._scales[key]
        return shelf[min(bisect(scale, rng.random() * scale[-1]), len(shelf) - 1)]

    def accessory(self, product: str, rng: Random) -> Goods | None:
        """Something that belongs to a product, if anything does."""
        found = self._accessories.get(product)
        return self.goods[rng.choice(found)] if found else None

    def variant(self, goods: Goods, grind: str, day: date, rng: Random) -> Variant | None:
        """A variant that is there on that day, of the grind she uses; None where all are gone."""
        there = [v for v in goods.product.variants if self.is_there(v.id, day)]
        fitting = [v for v in there if _grind(v) in ("", grind)] or there
        if not fitting:
            return None
        weights = [FIRST_COLOUR**place for place in range(len(fitting))]
        return rng.choices(fitting, weights)[0]

    def is_there(self, variant: str, day: date) -> bool:
        return not any(s.first <= day <= s.last for s in self._gone.get(variant, ()))

    def price(self, variant: Variant, day: date) -> Decimal:
        """What one of it costs on a day, with the price cut of that day."""
        price = variant.price or Decimal(0)
        cut = self._calendar.cut(self.goods[variant.product].product.category, day)
        return (price * (100 - cut) / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _shelves(
    models: Sequence[Model], products: Sequence[Product], rng: Random
) -> Mapping[str, Sequence[Goods]]:
    together: dict[str, list[tuple[Model, Product]]] = {}
    for model, product in zip(models, products, strict=True):
        together.setdefault(product.category, []).append((model, product))
    shelves = {}
    for category, pairs in together.items():
        ranks = rng.sample(range(len(pairs)), len(pairs))
        shelves[category] = [
            Goods(product, model.series.key, (rank + 1.5) ** -SKEW)
            for (model, product), rank in zip(pairs, ranks, strict=True)
        ]
    return shelves


def _grind(variant: Variant) -> str:
    return next((one.value.en for one in variant.attributes if one.name.en == "grind"), "")


def _spells(
    variants: Iterable[str], calendar: Calendar, planted: Planted, rng: Random
) -> list[SoldOut]:
    """Days on which things were sold out; spells that end on the last day still go on."""
    spells = []
    for variant in variants:
        for _ in range(_poisson(planted.sold_out, rng)):
            start = rng.randrange(calendar.num_days - 45)
            first = calendar.day(start)
            spells.append(SoldOut(variant, first, first + timedelta(days=rng.randint(2, 20))))
        if rng.random() < planted.sold_out_now:
            days = rng.randint(1, 12)
            first = calendar.until - timedelta(days=days)
            spells.append(SoldOut(variant, first, calendar.until))
    return sorted(spells, key=lambda spell: (spell.first, spell.variant))


def _poisson(mean: float, rng: Random) -> int:
    count, product, floor = 0, rng.random(), exp(-mean)
    while product > floor:
        count, product = count + 1, product * rng.random()
    return count
