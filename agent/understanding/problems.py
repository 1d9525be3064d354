"""What went wrong with something, and the kind of case that makes."""

import re
from functools import cache

import yaml

from knowledge.goods import Language
from knowledge.tokens import WORDS
from knowledge.words import LANGUAGES
from knowledge.write import CaseKind
from skills.skill import Problem

LONGEST = 500
"""Characters of her words that are kept."""
# What may stand between two parts of a phrase, inside one sentence. Chinese is denser.
_GAPS: dict[Language, str] = {"en": r"[^.?!;\n]{0,45}?\s*", "zh": r"[^。？！；!?;\n]{0,10}?"}


def read_problem(text: str) -> Problem:
    """
    A problem as she tells it; of no kind where her words leave it open.

    >>> read_problem("the lid came off and it leaks")
    Problem(kind='damaged', note='the lid came off and it leaks')
    """
    note = text.strip()
    lowered = note.lower().replace("\u2019", "'")
    denied, rows = _patterns()
    said = denied.sub(" ", lowered)
    kind = next((kind for kind, pattern in rows if pattern.search(said)), None)
    return Problem(kind, note[:LONGEST].rstrip())


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[CaseKind, re.Pattern[str]], ...]]:
    """What denies a problem, and what tells each kind of one, in the order they are tried."""
    words = yaml.safe_load((WORDS / "problems.yaml").read_text(encoding="utf-8"))
    return _pattern(words["denied"]), tuple((row["kind"], _pattern(row)) for row in words["kinds"])


def _pattern(phrases: dict[Language, list[str]]) -> re.Pattern[str]:
    return re.compile(
        "|".join(_written(phrase, lang) for lang in LANGUAGES for phrase in phrases[lang])
    )


def _written(phrase: str, language: Language) -> str:
    gap = _GAPS[language]
    written = gap.join(re.escape(part.strip()) for part in phrase.split("…"))
    if language == "zh":
        return written
    end = "" if phrase.endswith("*") else r"(?![a-z])"
    return rf"(?<![a-z]){written.removesuffix(re.escape('*'))}{end}"
