"""Generated conversations that are played: of which shop, in which voices, and what about."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

from agent.rehearsal.case import Case
from agent.rehearsal.reading import read_cases
from tests.shoppers.__main__ import LANGUAGES, main

VOICES = Path(__file__).parent / "voices"
SEVERAL = "several things"


def heard() -> tuple[tuple[str, Path], ...]:
    """Each shop with each file of voices that speaks its language; a file's name begins with it."""
    files = sorted(VOICES.glob("*.yaml"))
    return tuple(
        (shop, file)
        for shop, languages in LANGUAGES.items()
        for file in files
        if file.stem.startswith(languages)
    )


def made(
    shop: str, voices: Path, out: Path, *, seed: int, num_drawn: int, per_goal: int, home: Path
) -> tuple[Case, ...]:
    """The cases of a shop in the voices of a file, written to `out` and read as any other file."""
    numbers = {"--seed": seed, "--drawn": num_drawn, "--per-goal": per_goal}
    said = [f"{name}={number}" for name, number in numbers.items()]
    main([shop, str(voices), *said, f"--home={home}", f"--out={out}"])
    return tuple(case for case in read_cases(out) if isinstance(case, Case))


def kind_of(case: Case) -> str:
    """What she wants in a generated case; its name begins with that and with the order."""
    about = case.name.partition(" (")[0]
    return SEVERAL if " + " in about else about.partition(" ")[0]


def spread(cases: Iterable[Case], count: int, rng: Random) -> tuple[Case, ...]:
    """`count` of the cases, drawn from all kinds in turns."""
    kinds: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        kinds[kind_of(case)].append(case)
    shuffled = (rng.sample(of_kind, len(of_kind)) for of_kind in kinds.values())
    in_turns = chain.from_iterable(zip_longest(*shuffled))
    return tuple(case for case in in_turns if case is not None)[:count]
