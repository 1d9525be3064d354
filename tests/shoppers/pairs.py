"""Goals with two things to do, put together from two goals of one shopper."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from random import Random

from tests.shoppers.goals import Goal, Kind


def paired(
    goals: Iterable[Goal], kinds: Collection[str], rng: Random, num_drawn: int
) -> tuple[Goal, ...]:
    """
    At most `num_drawn` goals of two aims, on different orders.

    Two payments are never put together: a gift card may cover either and not both.

    Parameters
    ----------
    kinds
        Kinds that there are clauses for.
    """
    single: defaultdict[str, list[Goal]] = defaultdict(list)
    for goal in goals:
        if len(goal.aims) == 1 and goal.aims[0].kind in kinds and goal.aims[0].purchase:
            single[goal.shopper.id].append(goal)
    found = [
        replace(first, name=f"{first.name} and {second.name}", aims=first.aims + second.aims)
        for hers in single.values()
        for first in hers
        for second in hers
        if _together(first, second)
    ]
    return tuple(rng.sample(found, min(num_drawn, len(found))))


def _together(first: Goal, second: Goal) -> bool:
    one, other = first.aims[0], second.aims[0]
    both: set[Kind] = {one.kind, other.kind}
    apart = one.purchase and other.purchase and one.purchase.id != other.purchase.id
    return bool(apart) and both != {"payment"}
