"""Measurements of the parts, each on any file of its form; a number that others can check."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean
from typing import TextIO

from agent.turn import Understanding, Wish
from agent.understanding.intents import OUT_OF_SCOPE, load_intents
from agent.understanding.reading import Reader
from agent.understanding.seen import Seen
from agent.understanding.wishing import WishReader
from knowledge.load.init import Progress
from skills import folders

Measures = dict[str, float | dict[str, float]]


def evaluate_shop_intents(test: Path, progress: Progress) -> Measures:
    """
    How often first messages are read as the wishes they hold, with the shipped utterances.

    Parameters
    ----------
    test
        CSV with the columns text, intent, language; ``a+b`` = two wishes, or ``out_of_scope``.

    Returns
    -------
    accuracy, accuracy_by_language
        Share of the texts in scope whose wishes are exactly those of the label.
    oos_recall
        Share of the texts out of scope that are told to be so.
    false_oos
        Share of the texts in scope that are held to be out of scope.

    Raises
    ------
    ValueError
        If a column is missing or there is no row.
    """
    rows = list(_rows(test, ("text", "intent", "language")))
    if not rows:
        raise ValueError(f"{test} holds no rows")
    reader = Reader(WishReader(load_intents(), folders()))
    right: dict[str, list[bool]] = defaultdict(list)
    caught: list[bool] = []
    lost: list[bool] = []
    for number, row in enumerate(rows, start=1):
        seen, labels = wishes_of(reader(row["text"], Seen())), frozenset(row["intent"].split("+"))
        if labels == {OUT_OF_SCOPE}:
            caught.append(seen == labels)
        else:
            right[row["language"]].append(seen == labels)
            lost.append(seen == {OUT_OF_SCOPE})
        progress("shop-intents", number, len(rows))
    return {
        "accuracy": _mean([one for ones in right.values() for one in ones]),
        "accuracy_by_language": {language: _mean(ones) for language, ones in sorted(right.items())},
        "oos_recall": _mean(caught),
        "false_oos": _mean(lost),
    }


def wishes_of(understanding: Understanding) -> frozenset[str]:
    """Names of the skills that are wished for; out of scope where there are none."""
    wished = {act.do or OUT_OF_SCOPE for act in understanding.acts if isinstance(act, Wish)}
    return frozenset(wished - {OUT_OF_SCOPE} or {OUT_OF_SCOPE})


def report(measures: Measures, tell: Callable[[str], None], *, as_json: bool) -> None:
    """The measures as one JSON object, or as lines for a person."""
    if as_json:
        tell(json.dumps(measures))
        return
    for name, value in measures.items():
        tell(f"{name:<24} {json.dumps(value)}")


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    with _open(path) as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(
                f"{path} has the columns {', '.join(reader.fieldnames or ())}; "
                f"{', '.join(missing)} is missing"
            )
        yield from reader


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _mean(values: list[bool]) -> float:
    return round(fmean(values), 4) if values else 0.0
