"""Goals on a home of the demo shop of getting another variant of what was ordered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, zip_longest
from random import Random

from tests.shoppers.demo_rows import DemoRows
from tests.shoppers.goals import Aim, Goal, Item, Kind, Purchase, Swap
from tests.shoppers.goals_demo import goal_of, purchase
from tests.shoppers.phrases import Phrases
from tests.shoppers.variants import UnsaidError, swapped

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("exchange", "exchange_items"),
    ("change_items", "change_order_items"),
)
# How often she wants two things of an order swapped, where that can be.
_TWO = 0.25


@dataclass(frozen=True)
class _Line:
    """A line of an order and all that it can be swapped for."""

    order: Purchase
    swaps: tuple[Swap, ...]


def read_demo_swaps(
    rows: DemoRows, rng: Random, num_drawn: int, phrases: Phrases, left_out: Counter[str]
) -> Iterator[Goal]:
    """At most `num_drawn` goals of each kind; no line is there twice before all are there once."""
    for kind, rule in _KINDS:
        lines = [
            line
            for key in rows.fitting(rule)
            for line in _lines(rows, key, _shut(rows, rule), phrases, left_out)
        ]
        shuffled = rng.sample(lines, len(lines))
        for line, swap in _in_turns(shuffled, rng)[:num_drawn]:
            beside = [one for one in lines if one.order == line.order and one != line]
            others = rng.choice(beside).swaps if beside and rng.random() < _TWO else ()
            swaps = (swap, rng.choice(others)) if others else (swap,)
            aim = _aim(rows, kind, rule, line.order, swaps, rng)
            if aim is None:
                left_out["nothing covers it"] += 1
            else:
                new = " ".join(one.new for one in swaps)
                yield goal_of(rows, line.order.id, f"drawn {new}", aim)


def _in_turns(lines: Sequence[_Line], rng: Random) -> list[tuple[_Line, Swap]]:
    """One swap of each line, then another one of each, and so on."""
    pairs = [[(line, swap) for swap in rng.sample(line.swaps, len(line.swaps))] for line in lines]
    return [pair for pair in chain.from_iterable(zip_longest(*pairs)) if pair is not None]


def _lines(
    rows: DemoRows, key: str, shut: frozenset[str], phrases: Phrases, left_out: Counter[str]
) -> Iterator[_Line]:
    """Lines that there is one thing of: "the mug" would leave open how many of two."""
    order = purchase(rows, key)
    counts = {row["variant"]: row["quantity"] for row in rows.lines[key]}
    for item in order.items:
        row = rows.goods[item.id]
        family = rows.families[row["product"]]
        if len(family) < 2 or row["category"] in shut:
            continue
        if counts[item.id] > 1:
            left_out["several of one thing"] += 1
        elif swaps := tuple(_swaps(rows, item, phrases, left_out)):
            yield _Line(order, swaps)


def _swaps(rows: DemoRows, item: Item, phrases: Phrases, left_out: Counter[str]) -> Iterator[Swap]:
    family = rows.families[rows.goods[item.id]["product"]]
    old = next(variant for variant in family if variant.id == item.id)
    for new in family:
        if new is not old:
            try:
                yield swapped(item, old, new, family, phrases.attributes)
            except UnsaidError as why:
                left_out[str(why)] += 1


def _aim(
    rows: DemoRows,
    kind: Kind,
    rule: str,
    order: Purchase,
    swaps: tuple[Swap, ...],
    rng: Random,
) -> Aim | None:
    """The swaps, paid with what covers them; none where nothing does."""
    paid = {row["variant"]: Decimal(row["price"]) for row in rows.lines[order.id]}
    new = [Decimal(rows.goods[swap.new]["price"]) for swap in swaps]
    due = sum(new, Decimal()) - sum((paid[swap.item.id] for swap in swaps), Decimal())
    methods = rows.shoppers[rows.orders[order.id]["customer"]].methods
    legal = tuple(method.id for method in methods if method.covers(due))
    if not legal:
        return None
    method = rng.choice(legal)
    items = {swap.item.id: swap.new for swap in swaps}
    write = {"do": rule, "order": order.id, "items": items, "payment_method": method}
    lines = tuple(swap.item for swap in swaps)
    return Aim(kind, write, order, lines, method, legal, swaps=swaps)


def _shut(rows: DemoRows, rule: str) -> frozenset[str]:
    """Categories of goods that are never taken back."""
    days = rows.policy["rules"][rule].get("categories", {})
    return frozenset(category for category, count in days.items() if count == 0)
