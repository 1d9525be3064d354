from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest

from agent.rehearsal.homes import DEMO
from tests.conversations.stage import Performance, Stage, demo_home
from tests.shoppers.played import heard, made, spread

SEED = 11
NUM_CASES = 12
"""Played of each shop and file of voices."""
NUM_DRAWN = 12
"""Goals of each kind that the played cases are drawn from."""
MOST_WRONG = 2
"""
Of so few cases; the share over all of them is measured by the benchmark of the same name. A sample
as small as this one notices that something broke, not by how little it got better.
"""

Perform = Callable[[str, Path], tuple[Performance, ...]]


@pytest.fixture(scope="module")
def perform(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Perform:
    """Plays some cases of a shop in the voices of a file, once."""
    folder = tmp_path_factory.mktemp("shoppers")

    @cache
    def played(shop: str, voices: Path) -> tuple[Performance, ...]:
        if shop != DEMO and not (stage.homes.shared / shop).is_dir():
            pytest.skip(f"{stage.homes.shared / shop} is not there")
        cases = made(
            shop,
            voices,
            folder / f"{shop}_{voices.name}",
            seed=SEED,
            num_drawn=NUM_DRAWN,
            per_goal=1,
            home=demo_home(stage.base),
        )
        some = spread(cases, NUM_CASES, Random(SEED))
        return tuple(stage.play((voices, case)) for case in some)

    return played


on_each_shop = pytest.mark.parametrize(
    ("shop", "voices"), heard(), ids=[f"{shop}-{voices.stem}" for shop, voices in heard()]
)


@on_each_shop
def test_what_shoppers_want_is_done_and_nothing_else(
    shop: str, voices: Path, perform: Perform
) -> None:
    played = perform(shop, voices)
    failures = [failure for one in played for failure in one.failures]
    assert len(played) == NUM_CASES
    assert len(failures) <= MOST_WRONG, "\n\n".join(failures)


@on_each_shop
def test_they_are_told_only_what_stands_at_its_sources(
    shop: str, voices: Path, perform: Perform
) -> None:
    astray = [complaint for one in perform(shop, voices) for complaint in one.complaints]
    assert not astray, "\n".join(astray)
