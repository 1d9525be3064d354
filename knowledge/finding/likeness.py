"""The words of likeness.yaml, as lists and as patterns."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from knowledge.tokens import WORDS
from knowledge.words import pattern


@cache
def table() -> Mapping[str, Any]:
    """All lists of likeness.yaml by their name."""
    said: Mapping[str, Any] = yaml.safe_load((WORDS / "likeness.yaml").read_text("utf-8"))
    return said


@cache
def said(name: str) -> re.Pattern[str]:
    """A pattern for the phrases of a list."""
    return pattern(tuple(map(str, table()[name])))
