"""The words around a value that say what it means, as patterns."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from knowledge.amounts import amounts_in, plain_text
from knowledge.tokens import WORDS
from knowledge.words import pattern

_LETTERS = re.compile(r"[a-z]{1,2}")


@cache
def table() -> Mapping[str, Any]:
    """All lists of options.yaml by their name."""
    said: Mapping[str, Any] = yaml.safe_load((WORDS / "options.yaml").read_text("utf-8"))
    return said


@cache
def cue(name: str) -> re.Pattern[str]:
    """A pattern for the phrases of a list."""
    return pattern(tuple(map(str, table()[name])))


@cache
def _ending(name: str) -> re.Pattern[str]:
    between = "|".join(map(re.escape, map(str, table()["between"])))
    return re.compile(rf"(?:{cue(name).pattern})(?:\s*(?:{between})){{0,3}}\s*$")


def ends_with(before: str, name: str) -> bool:
    """Whether a text ends with a phrase of a list, but for articles and the like behind it."""
    return _ending(name).search(before[-48:]) is not None


def speaks_of_options(text: str) -> bool:
    """Whether a text speaks of what a thing may be like, whatever the thing: black, 2 l, bigger."""
    plain = plain_text(text)
    if _any_option().search(plain):
        return True
    return any(spoken.amount.kind for spoken in amounts_in(plain))


@cache
def _any_option() -> re.Pattern[str]:
    words = {str(word).lower() for group in table()["values"] for word in group}
    words |= {str(word) for one in table()["attributes"] for word in one["said"]}
    for degree in table()["degrees"]:
        words |= {str(word) for kind, said in degree.items() if kind != "of" for word in said}
    vague = {str(word) for word in table()["vague"]}
    return pattern(
        tuple(w for w in words - vague if not _LETTERS.fullmatch(w) and (w.isascii() or len(w) > 1))
    )


def superlative(text: str) -> bool:
    """Whether a text speaks of the most or the least of something: the lightest, 最大的."""
    return _superlatives().search(text) is not None


@cache
def _superlatives() -> re.Pattern[str]:
    return pattern(
        tuple(
            str(word)
            for one in table()["degrees"]
            for kind in ("most", "least")
            for word in one[kind]
        )
    )
