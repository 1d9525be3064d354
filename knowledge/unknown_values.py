"""What a text asks a product to be like that it does not come in: purple, size 44, XXL."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from knowledge.amounts import amount_of, amounts_in
from knowledge.options import Options
from knowledge.scales import Scales
from knowledge.tokens import WORDS, normalise
from knowledge.words import pattern

_SHORT = re.compile(r"[a-z]")
_SIZED = re.compile(r"(?:\bin|\bsize|\ban?)\s$")
"""What has to stand before a size of one letter: "in L", "a size S"."""


@dataclass(frozen=True)
class Unknown:
    """
    A value that none of the variants has.

    Parameters
    ----------
    attribute
        What it is a value of; empty where the variants do not differ in any such attribute.
    said
        The stretch of the text that says it.
    """

    attribute: str
    said: str


def unknown_values(text: str, options: Options, scales: Scales) -> tuple[Unknown, ...]:
    """
    The values that a text (see :func:`knowledge.amounts.plain_text`) names and no variant has.

    Colours, words on the scale of its sizes, and amounts of a kind that it comes in.
    """
    taken = [
        (one.start, one.end)
        for one in options.said(text)
        if any(value in options.values[name] for name, value in one.values)
    ]
    found = {
        (start, stop): unknown
        for start, stop, unknown in (
            *_amounts(text, options),
            *_sizes(text, options, scales),
            *_colors(text, options),
        )
        if not any(start < end and begin < stop for begin, end in taken)
    }
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def _colors(text: str, options: Options) -> Iterator[tuple[int, int, Unknown]]:
    own = next((name for name in options.values if normalise(name) in color_names()), "")
    words = (*_colors_said()["en"], *_colors_said()["zh"])
    for match in pattern(words).finditer(text):
        yield match.start(), match.end(), Unknown(own, match.group())


def color_names() -> frozenset[str]:
    """Names of attributes that are colours."""
    return frozenset(_colors_said()["of"])


@cache
def _colors_said() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((WORDS / "colors.yaml").read_text("utf-8"))
    return said


def _sizes(text: str, options: Options, scales: Scales) -> Iterator[tuple[int, int, Unknown]]:
    """Words of the scale that the values of an attribute stand on."""
    for name, values in options.values.items():
        plain = {normalise(value) for value in values}
        scale = next((s for s in scales.lists if plain <= {w for words in s for w in words}), ())
        others = tuple(word for words in scale for word in words if word not in plain)
        for match in pattern(others).finditer(text) if others else ():
            if not _SHORT.fullmatch(match.group()) or _SIZED.search(text[: match.start()]):
                yield match.start(), match.end(), Unknown(name, match.group())


def _amounts(text: str, options: Options) -> Iterator[tuple[int, int, Unknown]]:
    """Amounts of a kind that an attribute has; bare numbers only beside its name."""
    named = [one for one in options.said(text) if one.names and not one.values]
    for spoken in amounts_in(text):
        for name, values in options.values.items():
            kinds = {amount.kind for v in values if (amount := amount_of(v))}
            near = any(
                name in one.names and -1 <= max(spoken.start - one.end, one.start - spoken.end) <= 1
                for one in named
            )
            if spoken.amount.kind in kinds and (spoken.amount.kind or near):
                said = text[spoken.start : spoken.end].strip()
                yield spoken.start, spoken.end, Unknown(name, said)
                break
