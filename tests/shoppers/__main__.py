"""
Writes a file of generated conversations.

    python -m tests.shoppers SHOP VOICES.yaml --seed 1 --per-goal 2 --out FILE.yaml [--home DIR]
"""

import argparse
import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.shoppers import goals_demo, goals_ecom, goals_tau
from tests.shoppers.cases import cross
from tests.shoppers.goals import Goal
from tests.shoppers.pairs import paired
from tests.shoppers.voices import Voices, read_voices

DATA = Path(__file__).parents[3] / "shared" / "data" / "dialogue"
LANGUAGES = {goals_tau.SHOP: ("en",), goals_ecom.SHOP: ("zh",), goals_demo.SHOP: ("en", "zh")}

logger = logging.getLogger(__name__)


class _Plain(yaml.SafeDumper):
    """A value that is there twice is written twice: a reader of a case sees all of it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def read_goals(
    shop: str, voices: Voices, *, seed: int, num_drawn: int, data: Path, home: Path | None
) -> tuple[Goal, ...]:
    """
    The goals of a shop, those with two things to do last.

    Raises
    ------
    ValueError
        If the shop does not speak the language of the voices, or has no home.
    """
    if voices.language not in LANGUAGES[shop]:
        raise ValueError(f"{voices.name} speaks {voices.language}; {shop} {LANGUAGES[shop]}")
    rng = Random(seed)
    if shop == goals_tau.SHOP:
        goals = tuple(goals_tau.read_tau(data / shop, rng, num_drawn))
    elif shop == goals_ecom.SHOP:
        goals = tuple(goals_ecom.read_ecom(data / shop, rng, num_drawn))
    elif home is None:
        raise ValueError(f"{shop} is read from a home; give --home DIR")
    else:
        goals = tuple(goals_demo.read_demo(home, rng, num_drawn, voices))
    return goals + paired(goals, voices.clauses, rng, num_drawn)


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads, crosses, writes, and tells how many cases of each kind there are."""
    parser = argparse.ArgumentParser(prog="python -m tests.shoppers", description=__doc__)
    parser.add_argument("shop", choices=sorted(LANGUAGES))
    parser.add_argument("voices", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--per-goal", type=int, default=2, help="voices that a goal is said in")
    parser.add_argument("--drawn", type=int, default=40, help="goals of each kind drawn from data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--home", type=Path, help="home of the demo shop")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with a folder per shop")
    said = parser.parse_args(arguments)
    try:
        voices = read_voices(said.voices)
        goals = read_goals(
            said.shop,
            voices,
            seed=said.seed,
            num_drawn=said.drawn,
            data=said.data,
            home=said.home,
        )
    except (ValueError, OSError) as problem:
        parser.error(str(problem))
    made = list(cross(goals, voices, seed=said.seed, per_goal=said.per_goal))
    said.out.write_text(_dumped(made), encoding="utf-8")
    kinds = Counter(" + ".join(sorted(aim.kind for aim in goal.aims)) for goal in goals)
    logger.info("%d goals (%s), %d cases in %s", len(goals), dict(kinds), len(made), said.out)


def _dumped(cases: list[dict[str, Any]]) -> str:
    return yaml.dump(cases, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
