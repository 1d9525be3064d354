"""Plays files of scripted conversations and tells what came of each."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from agent.agent import Agent
from agent.rehearsal.case import Case, Unplayable
from agent.rehearsal.checks import failed_end
from agent.rehearsal.homes import Homes, away_from_live_shops
from agent.rehearsal.paraphrase import paraphrased
from agent.rehearsal.play import Played, Talker, play
from agent.rehearsal.reading import read_cases
from agent.rehearsal.result import Result, summary, write_junit
from agent.rehearsal.writes import failed_writes
from knowledge.load.init import Progress
from knowledge.records.trial import Trial
from knowledge.shop import Shop

OpenAgent = Callable[[Shop], Talker]


def rehearse(
    paths: Iterable[Path],
    *,
    home: Path | None = None,
    match: str = "",
    junit: Path | None = None,
    tell: Callable[[str], None],
    progress: Progress,
) -> bool:
    """
    Plays all cases and tells each result as soon as it is there.

    Parameters
    ----------
    paths
        YAML files, or folders of them.
    home
        Home to play on, whatever shop the cases name.
    match
        Text that a case's name has to hold.
    junit
        File for the results, for a build server.

    Returns
    -------
    Whether there was a case and all passed.

    Raises
    ------
    ValueError
        If a file can't be read.
    """
    cases = [(file, case) for file in _files(paths) for case in read_cases(file)]
    chosen = [(file, case) for file, case in cases if match.casefold() in case.name.casefold()]
    if not chosen:
        raise ValueError(f"of {len(cases)} cases none has {match!r} in its name")
    results: list[Result] = []
    with TemporaryDirectory(prefix="shopkeeper_") as folder, away_from_live_shops():
        homes = Homes(Path(folder), progress, home)
        for file, case in chosen:
            for result in results_of(file, case, homes, Agent):
                results.append(result)
                tell(str(result))
    tell(summary(results))
    if junit is not None:
        write_junit(results, junit)
    return all(result.passed for result in results)


def results_of(
    file: Path, case: Case | Unplayable, homes: Homes, open_agent: OpenAgent
) -> Iterator[Result]:
    """The case as it is written, then its paraphrases."""
    if isinstance(case, Unplayable):
        yield Result(file, case.name, problem=case.problem)
        return
    for number in range(1 + case.paraphrases):
        name = f"{case.name} (paraphrase {number})" if number else case.name
        begun = perf_counter()
        try:
            with homes.stage(case.shop, case.given) as (shop, trial):
                _check_customer(case, shop)
                played = play(paraphrased(case, number), open_agent(shop), trial.latest_code)
                problem, place = _problem(case, played, trial)
        except ValueError as error:
            played, problem, place = Played(), str(error), -1
        seconds = perf_counter() - begun
        yield Result(file, name, tuple(played.said), problem, place, seconds)


def _problem(case: Case, played: Played, trial: Trial) -> tuple[str, int]:
    """The first thing that is not as it has to be, and the reply it is about (-1 = the chat)."""
    if played.problem:
        return played.problem, len(played.said) - 1
    problem, place = failed_end(case.then, played.replies)
    return (problem, place) if problem else (failed_writes(case.then.writes, trial), -1)


def _check_customer(case: Case, shop: Shop) -> None:
    if case.customer and shop.records.customers.get(case.customer) is None:
        raise ValueError(f"customer {case.customer!r} is not in this shop")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise ValueError(f"{path} is not there; give a YAML file or a folder of them")
        yield from sorted(path.rglob("*.y*ml")) if path.is_dir() else (path,)
