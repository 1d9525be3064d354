"""
Whether anything is ever changed without a yes to just that: random dialogues of two clients.

Shoppers who know what they want, and say it badly, talk to two shops: they ask, answer, correct,
agree, think better of it and talk nonsense, in two windows of one conversation, each of which
shows its own latest turn, and sometimes in both at once. Meanwhile time passes, orders change, the
shop is imported again and a person takes over. From the transcript alone it is worked out which
rows the audit may hold; what the rows make of the records is worked out a second time, from the
audit. A run counts if each kind of change was made often enough.
"""

import multiprocessing
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tests.agent.random_dialogues import Source

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 100
"""Changes of each kind for a run that says anything."""
RETAIL = "tau_bench_retail"
SHARE = 250
"""Dialogues that a process plays in one go."""


@click.command()
@click.option("--dialogues", default=10_000, show_default=True)
@click.option("--seed", default=7, show_default=True)
@click.option("--processes", default=2, show_default=True)
@click.option("--enough", default=ENOUGH, show_default=True, help="Changes of each kind.")
def main(dialogues: int, seed: int, processes: int, enough: int) -> None:
    """Plays random dialogues, and prints what was changed in them and what should not have been."""
    # The tests are no installed package.
    sys.path.insert(0, str(ROOT))
    from tests.agent.random_dialogues import play
    from tests.agent.random_shopper import KINDS

    counts, faults = Counter[str](), list[str]()
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(processes, mp_context=context) as pool,
    ):
        shops = _shops(Path(folder))
        starts = range(0, dialogues, SHARE)
        jobs = [
            pool.submit(play, *shops[n % len(shops)], min(SHARE, dialogues - start), seed + start)
            for n, start in enumerate(starts)
        ]
        for number, job in enumerate(jobs, 1):
            played = job.result()
            counts += played.counts
            faults += played.faults
            click.echo(f"{number}/{len(jobs)}, {len(faults)} violations", err=True)
    click.echo(f"python benchmarks/random_dialogues.py --dialogues {dialogues} --seed {seed}")
    click.echo("\n\n".join(faults[:20]), err=True)
    click.echo("| | times |\n|---|---|")
    for what, count in _rows(counts):
        click.echo(f"| {what} | {count:,} |")
    click.echo(f"| violations | {len(faults):,} |")
    rare = [kind for kind in KINDS if counts[f"commits: {kind}"] < enough]
    if faults or rare:
        raise click.ClickException(f"{len(faults)} violations; too few of: {', '.join(rare)}")


def _shops(folder: Path) -> "list[tuple[Path, Source]]":
    """The homes to play in, and where each of them came from; the second where its data is."""
    from agent.rehearsal.homes import DEMO, DEMO_CUSTOMERS, DEMO_UNTIL, Homes
    from knowledge.load import demo, tau_bench_retail

    homes = Homes(folder, lambda what, done, total: None)
    source = partial(demo.load, until=DEMO_UNTIL, num_customers=DEMO_CUSTOMERS)
    shops: list[tuple[Path, Source]] = [(homes.shop(DEMO).home, source)]
    if (homes.shared / RETAIL).is_dir():
        retail = partial(tau_bench_retail.load, homes.shared / RETAIL)
        shops.append((homes.shop(RETAIL).home, retail))
    return shops


def _rows(counts: Counter[str]) -> list[tuple[str, int]]:
    """What the table tells, in its order."""
    first = [("dialogues", counts["dialogues"]), ("messages", counts["messages"])]
    stale, nothing, late = (
        counts[f"yeses: {why}"]
        for why in (
            "a yes to what was shown before",
            "nothing that waits",
            "a yes that is too late",
        )
    )
    others = counts["yeses: somebody else's yes"]
    return [
        *first,
        *sorted((what, n) for what, n in counts.items() if what.startswith("commits: ")),
        ("yeses to what waited", counts["yeses"]),
        ("... with a condition that holds", counts["yes-ifs that hold"]),
        (
            "... that changed nothing: refused, moved or not understood",
            counts["yes that changed nothing"],
        ),
        ("stale yeses: to what was replaced meanwhile", stale),
        ("stale yeses: to what nobody asks any more", nothing),
        ("yeses after ten minutes", late),
        ("yeses of somebody else", others),
        *sorted((what, n) for what, n in counts.items() if what.startswith("event: ") and n),
        *sorted((what, n) for what, n in counts.items() if what.startswith("said: ")),
    ]


if __name__ == "__main__":
    main()
