"""The people behind the demo shop's orders: how often they come back and what they came for."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from knowledge.goods import Variant
from knowledge.load.demo.calendar import Calendar
from knowledge.load.demo.planted import Planted

Showcase = Literal[
    "", "pending", "packed", "shipped", "late", "delivered", "cancelled", "returning"
]
"""The state an order has to be in today; empty for all orders that just happen."""
SHOWCASE: tuple[tuple[Showcase, ...], ...] = (
    ("pending", "delivered"),
    ("packed",),
    ("shipped", "delivered"),
    ("late",),
    ("delivered", "pending"),
    ("returning",),
    ("pending", "shipped", "delivered"),
    ("delivered", "cancelled"),
)
"""Orders of the first customers, so that a shop of any size has every state to show."""
FOUNDERS = 0.3
"""Share of the returning customers who were there before the history begins."""
SURE_DAYS = 40
"""Days for which nobody is lost: who never comes back is a one-time buyer and nothing else."""


@dataclass(frozen=True)
class Shopper:
    """
    What one customer is like.

    Parameters
    ----------
    index
        Place among the customers.
    kind, style
        Keys of `Planted.kinds` and `Planted.styles`.
    grind
        Grind of the coffee she buys.
    joins, leaves
        First day, and the day from which she is lost, counted from the first of the history.
    founder
        Whether she had bought before the history begins.
    """

    index: int
    kind: str
    style: str
    grind: str
    joins: int
    leaves: int
    founder: bool = False


@dataclass(frozen=True)
class Need:
    """Something to buy: a category, or the very variant of a habit."""

    category: str
    variant: Variant | None = None
    quantity: int = 1


@dataclass(frozen=True)
class Visit:
    """One visit that ends in an order."""

    shopper: Shopper
    day: int
    needs: tuple[Need, ...]
    showcase: Showcase = ""


def make_shopper(index: int, calendar: Calendar, planted: Planted, rng: Random) -> Shopper:
    """A customer drawn from the planted kinds and styles."""
    kinds, styles = planted.kinds, planted.styles
    kind = rng.choices([*kinds], [one.share for one in kinds.values()])[0]
    style = rng.choices([*styles], [one.share for one in styles.values()])[0]
    if index < len(SHOWCASE) and kind == "one-time":
        kind = "occasional"
    category = draw_category(style, planted, rng)
    grind = rng.choices(["whole bean", _ground(style)], [0.6, 0.4])[0]
    if kind == "one-time":
        day = calendar.draw(category, rng)
        return Shopper(index, kind, style, grind, day, day + 1)
    founder = rng.random() < FOUNDERS
    last = calendar.num_days - planted.newcomers_stop
    joins = 0 if founder else calendar.draw(category, rng, 0, last)
    stays = SURE_DAYS + round(rng.expovariate(1 / kinds[kind].stay))
    return Shopper(index, kind, style, grind, joins, min(joins + stays, calendar.num_days), founder)


def draw_category(style: str, planted: Planted, rng: Random) -> str:
    """What a household of a style buys next."""
    shelves = planted.styles[style].shelves
    return rng.choices([*shelves], [*shelves.values()])[0]


def _ground(style: str) -> str:
    return "espresso" if style == "espresso" else "filter"
