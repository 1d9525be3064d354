"""
What a description wants beside its words: amounts at least and at most, the most and the least of
something, what it shall not have.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.amounts import plain_text
from knowledge.finding.bounded import CLAUSE, MINUS, Bound, bounds_in
from knowledge.finding.likeness import said, table
from knowledge.reference import Op
from knowledge.words import pattern

_DENIED = 4
"""Words of English that a denial reaches."""


@dataclass(frozen=True)
class Denial:
    """What a product shall not be or have, and the words that say so."""

    what: str
    said: str


@dataclass(frozen=True)
class Extreme:
    """The most or the least (`op`) of the first of some attributes, by their names."""

    op: Op
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """
    A description taken apart.

    Parameters
    ----------
    words
        What is left of it: the thing, and what it shall be like.
    """

    words: str
    bounds: tuple[Bound, ...] = ()
    extremes: tuple[Extreme, ...] = ()
    denied: tuple[Denial, ...] = ()


@lru_cache(maxsize=4096)
def described(text: str) -> Described:
    """
    A description taken apart.

    Examples
    --------
    >>> said = described("kettle bigger than 1 litre, not red")
    >>> said.words, said.bounds[0].op, said.bounds[0].number, said.denied[0].what
    ('kettle', <Op.GT: '>'>, Decimal('1000'), 'red')
    """
    plain = _counted().sub(lambda m: str(_numbers()[m[1] or m[2]]), plain_text(text))
    plain = plain_text(_below_zero().sub(MINUS, plain))
    spans: list[tuple[int, int]] = []
    bounds = []
    for start, stop, bound in bounds_in(plain):
        bounds.append(bound)
        # An amount that is just so stands in titles as well; the ends of a range are one stretch.
        if bound.op is not Op.IS and (start, stop) not in spans:
            spans.append((start, stop))
    extremes = []
    for start, stop, extreme in _extremes(plain):
        extremes.append(extreme)
        spans.append((start, stop))
    denied = []
    for start, stop, what in _denials(plain):
        if not any(start < other and begun < stop for begun, other in spans):
            denied.append(Denial(what, plain[start:stop]))
            spans.append((start, stop))
    words = _without(plain, spans)
    if not re.search(r"\w", words):
        return Described(plain)
    return Described(words, tuple(bounds), tuple(extremes), tuple(denied))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, stop in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[stop:]}"
    return re.sub(r"\s+([,;.!?])|\s+", lambda m: m[1] or " ", text).strip(" ,;")


def _extremes(text: str) -> Iterator[tuple[int, int, Extreme]]:
    for one in table()["extremes"]:
        for match in pattern(tuple(one["most"])).finditer(text):
            op = Op.MIN if one["end"] == "min" else Op.MAX
            beside = text[max(0, match.start() - 6) : match.start()]
            named = tuple(name for name in one["of"] if not name.isascii() and name in beside)
            yield *match.span(), Extreme(op, named or tuple(one["of"]))


def _denials(text: str) -> Iterator[tuple[int, int, str]]:
    stop_at = 0
    kept = [match.span() for match in said("no_denials").finditer(text)]
    for match in said("denials").finditer(text):
        start, begun = match.span()
        if start < stop_at or any(s < begun and start < e for s, e in kept):
            continue
        clause = CLAUSE.split(text[begun:])[0]
        what = _reach(clause) if match.group().isascii() else _han_reach(clause)
        if what.strip():
            stop_at = begun + len(what)
            yield start, stop_at, what.strip()


def _reach(clause: str) -> str:
    """The words of English that a denial before them denies."""
    stop = 0
    for number, match in enumerate(re.finditer(r"\S+", clause)):
        if number == _DENIED or (number and match.group() in table()["ends"]):
            break
        stop = match.end()
    return clause[:stop]


def _han_reach(clause: str) -> str:
    """What a denial of Chinese denies: up to the particle behind which the thing itself stands."""
    denied, particle, thing = clause.partition(table()["particle"])
    return denied + particle if thing else clause


@cache
def _numbers() -> Mapping[str, int]:
    return {word: number for word, number in table()["counts"].items()}


@cache
def _counted() -> re.Pattern[str]:
    """A number word of English before what it counts."""
    words = "|".join(_numbers())
    return re.compile(
        rf"(?<![a-z-])({words})(?=\s[a-z]{{3,}}s(?![a-z]))|(?<=\bfor )({words})(?=\s*(?:$|[,.?!]))"
    )


@cache
def _below_zero() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table()["below_zero"]))
    return re.compile(rf"(?:(?:{words})\s?|(?<![\w.)-])-)(?=\d)")
