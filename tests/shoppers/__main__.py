"""
Writes a file of generated conversations.

    python -m tests.shoppers SHOP VOICES.yaml --seed 1 --per-goal 2 --out FILE.yaml [--home DIR]

Voices that speak of swaps and of nothing else are crossed with goals of that kind, all others with
all other goals.
"""

import argparse
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.shoppers import goals_demo, goals_ecom, goals_tau
from tests.shoppers.cases import cross
from tests.shoppers.demo_rows import DemoRows
from tests.shoppers.goals import Goal
from tests.shoppers.pairs import paired
from tests.shoppers.phrases import Phrases, read_phrases
from tests.shoppers.swaps_demo import read_demo_swaps
from tests.shoppers.swaps_ecom import read_ecom_swaps
from tests.shoppers.swaps_tau import read_tau_swaps
from tests.shoppers.voices import Voices, read_voices

DATA = Path(__file__).parents[3] / "shared" / "data" / "dialogue"
PHRASES = Path(__file__).parent / "phrases"
LANGUAGES = {goals_tau.SHOP: ("en",), goals_ecom.SHOP: ("zh",), goals_demo.SHOP: ("en", "zh")}

logger = logging.getLogger(__name__)


class _Plain(yaml.SafeDumper):
    """A value that is there twice is written twice: a reader of a case sees all of it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(frozen=True)
class Source:
    """
    Where goals are read from, and how many of them.

    Parameters
    ----------
    home
        Needed for the demo shop alone.
    """

    shop: str
    data: Path
    home: Path | None
    seed: int
    num_drawn: int

    @property
    def folder(self) -> Path:
        """The data of a shop that is not read from a home."""
        return self.data / self.shop

    def rows(self, language: str) -> DemoRows:
        if self.home is None:
            raise ValueError(f"{self.shop} is read from a home; give --home DIR")
        return DemoRows(self.home, language)


def read_goals(source: Source, voices: Voices) -> tuple[Goal, ...]:
    """
    The goals of a shop but for swaps, those with two things to do last.

    Raises
    ------
    ValueError
        If the shop has no home.
    """
    rng, num_drawn = Random(source.seed), source.num_drawn
    if source.shop == goals_tau.SHOP:
        goals = tuple(goals_tau.read_tau(source.folder, rng, num_drawn))
    elif source.shop == goals_ecom.SHOP:
        goals = tuple(goals_ecom.read_ecom(source.folder, rng, num_drawn))
    else:
        rows = source.rows(voices.language)
        goals = tuple(goals_demo.read_demo(rows, rng, num_drawn, voices))
    return goals + paired(goals, voices.clauses, rng, num_drawn)


def read_swaps(
    source: Source, language: str, phrases: Phrases, left_out: Counter[str]
) -> tuple[Goal, ...]:
    """
    The goals of a shop that are about other variants of what was ordered.

    Parameters
    ----------
    left_out
        Counts, by the reason, what is possible and can not be said.

    Raises
    ------
    ValueError
        If the shop has no home.
    """
    rng, num_drawn = Random(source.seed), source.num_drawn
    if source.shop == goals_tau.SHOP:
        return tuple(read_tau_swaps(source.folder, phrases, left_out))
    if source.shop == goals_ecom.SHOP:
        return tuple(read_ecom_swaps(source.folder, rng, num_drawn, phrases, left_out))
    return tuple(read_demo_swaps(source.rows(language), rng, num_drawn, phrases, left_out))


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
    parser.add_argument("--phrases", type=Path, nargs="+", help="words for variants")
    said = parser.parse_args(arguments)
    source = Source(said.shop, said.data, said.home, said.seed, said.drawn)
    left_out: Counter[str] = Counter()
    try:
        voices = read_voices(said.voices)
        if voices.language not in LANGUAGES[said.shop]:
            allowed = ", ".join(LANGUAGES[said.shop])
            raise ValueError(f"{voices.name} speaks {voices.language}; {said.shop} {allowed}")
        if voices.are_of_swaps:
            files = said.phrases or sorted(PHRASES.glob(f"{voices.language}*.yaml"))
            goals = read_swaps(source, voices.language, read_phrases(files), left_out)
        else:
            goals = read_goals(source, voices)
    except (ValueError, OSError) as problem:
        parser.error(str(problem))
    made = list(cross(goals, voices, seed=said.seed, per_goal=said.per_goal))
    said.out.write_text(_dumped(made), encoding="utf-8")
    kinds = Counter(" + ".join(sorted(aim.kind for aim in goal.aims)) for goal in goals)
    logger.info("%d goals (%s), %d cases in %s", len(goals), dict(kinds), len(made), said.out)
    if left_out:
        logger.info("left out: %s", dict(left_out.most_common()))


def _dumped(cases: list[dict[str, Any]]) -> str:
    return yaml.dump(cases, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
