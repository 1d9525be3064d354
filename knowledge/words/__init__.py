"""The words of both languages that grammar needs, read once from the YAML files beside this one."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.goods import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@cache
def load_words(language: Language) -> Mapping[str, Any]:
    """All word lists of one language by their name."""
    path = Path(__file__).with_name(f"{language}.yaml")
    words: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


@cache
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of `phrases`; Latin ones only as whole words."""
    parts = [
        rf"(?<![a-z]){re.escape(p)}(?![a-z])" if re.search("[a-z]", p) else re.escape(p)
        for p in sorted(phrases, key=len, reverse=True)
    ]
    return re.compile("|".join(parts) or r"(?!)")


def find(text: str, phrases: Iterable[str]) -> str | None:
    """The first of `phrases` that occurs in `text` (already lower case), or None."""
    match = pattern(tuple(phrases)).search(text)
    return match.group() if match else None


def opens(text: str, key: str) -> bool:
    """
    Whether `text` (already lower case) is or begins with a phrase of the list, as a whole word.
    """
    match = pattern(both(key)).search(text)
    return match is not None and match.start() == 0


@cache
def both(key: str) -> tuple[str, ...]:
    """The phrases of one list in both languages: shoppers mix them."""
    return tuple(str(p) for language in LANGUAGES for p in load_words(language)[key])


@cache
def grouped(key: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of a list of lists, in both languages, by the name of the inner list."""
    groups: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for name, phrases in load_words(language)[key].items():
            groups[name] = (*groups.get(name, ()), *phrases)
    return groups


@cache
def numbered(key: str) -> Mapping[str, int]:
    """The words of a list that stand for numbers, in both languages."""
    return {word: n for language in LANGUAGES for word, n in load_words(language)[key].items()}
