"""
How long one turn takes: the whole path of a message on the full demo shop, on one core.

Every message goes through ``Agent.respond`` in a conversation of a few turns, with its reading,
its searches, its records and the stored turn. The messages are what shoppers say for the skills
that are built, in both languages, and the lines of the scripted conversations on the demo shop.
"""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

import click
from machine import machine, one_core

from agent.agent import Agent
from agent.rehearsal.case import Case
from agent.rehearsal.homes import away_from_live_shops
from agent.rehearsal.reading import read_cases
from agent.turn import Identity
from knowledge.load.init import initialise
from knowledge.shop import Shop
from skills import load_skills, load_words
from skills.skill import Level

SCRIPTS = Path(__file__).resolve().parents[1] / "tests/conversations"
TODAY = date(2026, 11, 20)
CHAT = 4
"""Messages of one conversation."""
WARM_UP = 40


@dataclass(frozen=True)
class Latency:
    """Milliseconds of one turn over the messages of a run."""

    num_messages: int
    p50: float
    p95: float
    longest: float


def messages(count: int, seed: int) -> list[str]:
    """As many utterances as lines of scripts, shuffled; the same for the same seed."""
    words = load_words()
    said = [
        text
        for name in load_skills()
        for texts in words[name]["utterances"].values()
        for text in texts
    ]
    lines = [
        line.text
        for file in sorted(SCRIPTS.glob("*_demo.yaml"))
        for case in read_cases(file)
        if isinstance(case, Case)
        for line in case.lines
    ]
    chance = Random(seed)
    scripted = chance.sample(lines, k=min(len(lines), count // 2))
    chosen = scripted + chance.sample(said, k=count - len(scripted))
    return chance.sample(chosen, k=count)


def measure(agent: Agent, said: list[str], customers: list[str]) -> Latency:
    """Times each message; every second conversation is a signed-in customer's."""
    took: list[float] = []
    for start in range(0, len(said), CHAT):
        conversation, _ = agent.start()
        number = start // CHAT
        signed_in = Identity(Level.VERIFIED, customers[number % len(customers)])
        identity = signed_in if number % 2 else Identity()
        for text in said[start : start + CHAT]:
            begun = perf_counter()
            agent.respond(conversation, text, identity)
            took.append(1000 * (perf_counter() - begun))
    ranks = quantiles(took, n=100, method="inclusive")
    return Latency(len(took), median(took), ranks[94], max(took))


@click.command()
@click.option("--home", type=click.Path(path_type=Path), help="A demo home; without: made now.")
@click.option("--count", default=400, show_default=True, help="Messages of a run, at least 300.")
@click.option("--runs", default=3, show_default=True)
@click.option("--seed", default=7, show_default=True)
def main(home: Path | None, count: int, runs: int, seed: int) -> None:
    """Prints the time of one turn on one core."""
    with tempfile.TemporaryDirectory() as folder, away_from_live_shops():
        if home is None:
            home = Path(folder) / "home"
            initialise(home, "demo", None, progress=lambda *_: None, until=TODAY)
        one_core()
        shop = Shop.open(home)
        customers = [f"C{number:05}" for number in range(1, 3001, 37)]
        customers = [one for one in customers if shop.records.customers.get(one)]
        agent = Agent(shop)
        measure(agent, messages(WARM_UP, seed + 1), customers)
        click.echo(f"python benchmarks/turn_latency.py --count {count} --runs {runs} --seed {seed}")
        click.echo(f"{machine()}; {shop.catalogue.num_products} products")
        click.echo("| run | messages | p50 ms | p95 ms | max ms |\n|---|---|---|---|---|")
        results = [measure(agent, messages(count, seed), customers) for _ in range(runs)]
        for number, one in enumerate(results, start=1):
            click.echo(_row(str(number), one.num_messages, one.p50, one.p95, one.longest))
        middle = (median(getattr(r, n) for r in results) for n in ("p50", "p95", "longest"))
        click.echo(_row("median", count, *middle))


def _row(name: str, num_messages: int, p50: float, p95: float, longest: float) -> str:
    return f"| {name} | {num_messages} | {p50:.1f} | {p95:.1f} | {longest:.1f} |"


if __name__ == "__main__":
    main()
