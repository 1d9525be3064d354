"""
Word lists that one topic needs, each in a YAML file of its own beside this one with a part for
either language.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.words import LANGUAGES


@cache
def _read(topic: str) -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).with_name(f"{topic}.yaml")
    words: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


@cache
def listed(topic: str, key: str) -> tuple[str, ...]:
    """The phrases of one list of a topic in both languages."""
    parts = _read(topic)
    return tuple(str(p) for lang in LANGUAGES for p in parts[lang].get(key, ()))


@cache
def named(topic: str, key: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of a list of lists, in both languages, by the name of the inner list."""
    groups: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for name, phrases in _read(topic)[language].get(key, {}).items():
            groups[name] = (*groups.get(name, ()), *map(str, phrases))
    return groups


def either(phrases: Iterable[str]) -> str:
    """A piece of a pattern that matches any of `phrases`, the longest first."""
    parts = sorted(phrases, key=len, reverse=True)
    # What was typed with one space may stand with several, or at the end of a line.
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in parts) or r"(?!)"
