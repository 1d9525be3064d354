"""
How often shoppers who want something changed get just that: generated conversations are played.

What they want is computed from the orders of three shops, how they say it is written in four files
of voices; tests/shoppers crosses both. A conversation is right when exactly the writes of its goal
were made, nothing else was changed, and nobody had to take over. The two benchmark shops are left
out where their data is not there.
"""

import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from agent.rehearsal.case import Case
    from agent.rehearsal.homes import Homes

ROOT = Path(__file__).resolve().parents[1]
CHUNK = 20
"""Conversations that a process plays before it tells of them."""

Played = tuple[str, bool, str]
"""The kind of a conversation, whether it came out right, and the chat."""
Group = tuple[str, Path, tuple["Case", ...]]
"""A shop, a file of voices and the cases of both."""


@click.command()
@click.option("--per-goal", default=2, show_default=True, help="Voices that a goal is said in.")
@click.option("--drawn", default=40, show_default=True, help="Goals of each kind drawn from data.")
@click.option("--every", default=1, show_default=True, help="Play only each so manyth case.")
@click.option("--seed", default=1, show_default=True)
@click.option("--processes", default=os.cpu_count() or 1, show_default=True)
@click.option("--failed", type=click.Path(path_type=Path), help="File for chats that go wrong.")
def main(
    per_goal: int, drawn: int, every: int, seed: int, processes: int, failed: Path | None
) -> None:
    """Plays them and prints how many came out right, for each kind of thing that was wanted."""
    # The tests are no installed package.
    sys.path.insert(0, str(ROOT))
    os.environ["OMP_NUM_THREADS"] = "1"
    from agent.rehearsal.homes import Homes, away_from_live_shops

    asked = f"--per-goal {per_goal} --drawn {drawn} --every {every} --seed {seed}"
    bad: list[str] = []
    rows: list[str] = []
    right: Counter[bool] = Counter()
    with tempfile.TemporaryDirectory() as folder, away_from_live_shops():
        homes = Homes(Path(folder), lambda what, done, total: None)
        for shop, voices, cases in _groups(homes, per_goal, drawn, every, seed):
            played = _played(homes.shop(shop).home, Path(folder), voices, cases, processes)
            rows += _rows(shop, voices, played)
            bad += [chat for _, passed, chat in played if not passed]
            right.update(passed for _, passed, _ in played)
    click.echo(f"python benchmarks/shoppers.py {asked}")
    click.echo("| shop | voices | kind | right | share |\n|---|---|---|---|---|")
    click.echo("\n".join((*rows, _row(("all", "", ""), right))))
    if failed is not None:
        failed.write_text("\n\n".join(bad), encoding="utf-8")


def _groups(homes: "Homes", per_goal: int, drawn: int, every: int, seed: int) -> Iterator[Group]:
    """The cases to play, for each shop that is there with each file of voices in its language."""
    from agent.rehearsal.homes import DEMO
    from tests.shoppers.played import heard, made

    for shop, voices in heard():
        if shop != DEMO and not (homes.shared / shop).is_dir():
            click.echo(f"{homes.shared / shop} is not there: {shop} is left out", err=True)
            continue
        out = homes.folder / f"{shop}_{voices.name}"
        home = homes.shop(shop).home
        cases = made(shop, voices, out, seed=seed, num_drawn=drawn, per_goal=per_goal, home=home)
        yield shop, voices, cases[::every]


def _played(
    home: Path, folder: Path, voices: Path, cases: tuple["Case", ...], processes: int
) -> list[Played]:
    """What came of the cases, played in so many processes."""
    chunks = [cases[start : start + CHUNK] for start in range(0, len(cases), CHUNK)]
    done: list[Played] = []
    # A new interpreter for each: a fork of one that has used torch may hang.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_play, home, folder, voices, chunk) for chunk in chunks]
        for chunk in as_completed(waiting):
            done += chunk.result()
            click.echo(f"{home.name} {voices.stem}: {len(done)}/{len(cases)}", err=True)
    return done


def _play(home: Path, folder: Path, voices: Path, cases: tuple["Case", ...]) -> list[Played]:
    from agent.agent import Agent
    from agent.rehearsal.run import results_of
    from tests.shoppers.played import kind_of

    # A failing chat is a result here, not something to warn of.
    logging.disable(logging.CRITICAL)
    homes = _opened(home, folder)
    return [
        (kind_of(case), result.passed, str(result))
        for case in cases
        for result in results_of(voices, case, homes, Agent)
    ]


@cache
def _opened(home: Path, folder: Path) -> "Homes":
    """The home, opened once in each process."""
    from agent.rehearsal.homes import Homes

    return Homes(folder, lambda what, done, total: None, home)


def _rows(shop: str, voices: Path, played: list[Played]) -> Iterator[str]:
    """A row for each kind and one for all of them."""
    for kind in dict.fromkeys(kind for kind, *_ in sorted(played)):
        right = Counter(passed for one, passed, _ in played if one == kind)
        yield _row((shop, voices.stem, kind), right)
    yield _row((shop, voices.stem, "all"), Counter(passed for _, passed, _ in played))


def _row(names: tuple[str, ...], right: Counter[bool]) -> str:
    share = f"{100 * right[True] / right.total():.1f} %" if right.total() else ""
    return f"| {' | '.join(names)} | {right[True]}/{right.total()} | {share} |"


if __name__ == "__main__":
    main()
