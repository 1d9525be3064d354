"""
Whether a change is ever stored by halves: a process that makes changes is killed again and again.

Each time a new process opens the same home and changes an order, its payment (two rows and a gift
card), an address and cases, one after the other; it is killed with SIGKILL at a random moment. Then
record, audit, event and pending change are compared: each change has to be there whole or not at
all, and everything that the process told to be done has to be there.
"""

import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tests.knowledge.killing import Kill

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 0.4
"""Part of the deaths that has to hit the inside of a transaction for the run to say anything."""


@click.command()
@click.option("--kills", default=50, show_default=True)
@click.option("--seed", default=7, show_default=True)
def main(kills: int, seed: int) -> None:
    """Kills a process that makes changes, and prints what it left behind."""
    # The tests are no installed package.
    sys.path.insert(0, str(ROOT))
    from tests.knowledge.killing import kill_one, make_home

    with tempfile.TemporaryDirectory() as folder:
        home, chance = make_home(Path(folder)), Random(seed)
        deaths = []
        for number in range(1, kills + 1):
            deaths.append(kill_one(home, chance))
            click.echo(f"{number}/{kills}", err=True)
    click.echo(f"python benchmarks/killed_commits.py --kills {kills} --seed {seed}")
    click.echo("| killed | times | whole | nothing | by halves |\n|---|---|---|---|---|")
    click.echo(_row("inside a commit", [one for one in deaths if one.inside]))
    click.echo(_row("between two commits", [one for one in deaths if not one.inside]))
    told = sum(one.num_commits for one in deaths)
    faults = [fault for one in deaths for fault in one.faults]
    click.echo(f"{told} changes were told to be done; faults: {'; '.join(faults) or 'none'}")
    inside = sum(one.inside for one in deaths)
    if faults or inside < ENOUGH * kills:
        raise click.ClickException(f"{len(faults)} faults, {inside} of {kills} deaths inside")


def _row(where: str, deaths: "list[Kill]") -> str:
    whole = sum(one.kept for one in deaths if not one.faults)
    halves = sum(bool(one.faults) for one in deaths)
    nothing = len(deaths) - whole - halves
    return f"| {where} | {len(deaths)} | {whole} | {nothing} | {halves} |"


if __name__ == "__main__":
    main()
