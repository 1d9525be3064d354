"""More, less, most and least of an attribute: bigger, higher resolution, the cheapest, 大一号."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.option_words import table
from knowledge.options import PRICE, Options
from knowledge.reference import Op
from knowledge.words import pattern

_OPS = {
    "more": Op.GT,
    "less": Op.LT,
    "most": Op.MAX,
    "least": Op.MIN,
    "over": Op.LT,
    "under": Op.GT,
}
_GENERIC = ("most", "least", "more", "less")


@dataclass(frozen=True)
class Degree:
    """
    A stretch of a text that wants more or less of an attribute.

    Parameters
    ----------
    attribute
        The first of those it may be about that the product has in an order.
    complains
        It tells what is wrong with what she has.
    is_next
        The next one in that direction is wanted.
    """

    start: int
    end: int
    attribute: str
    op: Op
    complains: bool = False
    is_next: bool = False


def degrees_in(text: str, options: Options) -> tuple[Degree, ...]:
    """The degrees that a text speaks of, from left to right; of what overlaps the longer one."""
    found = sorted(
        (*_named(text, options), *_spoken(text, options)), key=lambda one: one.start - one.end
    )
    kept: list[Degree] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _named(text: str, options: Options) -> Iterator[Degree]:
    """ "Higher resolution", "less brightness", "more storage"."""
    for said in options.said(text):
        ordered = [name for name in said.names if options.is_ordered(name)]
        if not ordered:
            continue
        before = text[: said.start]
        for kind in _GENERIC:
            match = _generic(kind).search(before)
            if match:
                yield Degree(match.start(), said.end, ordered[0], _OPS[kind])
                break


def _spoken(text: str, options: Options) -> Iterator[Degree]:
    for match in _all().finditer(text):
        places = _meanings()[match.group()]
        best = min(
            ((name, kind, place) for place, kind, name in _about(places, options)),
            key=lambda one: one[2],
            default=None,
        )
        if best:
            name, kind, _ = best
            complains = kind in ("over", "under")
            step = match.group() in table()["next_step"]
            yield Degree(match.start(), match.end(), name, _OPS[kind], complains, step)


def _about(
    places: tuple[tuple[int, str], ...], options: Options
) -> Iterator[tuple[tuple[int, int], str, str]]:
    """What a word may be about that these options have in an order."""
    for number, kind in places:
        for place, name in enumerate(table()["degrees"][number]["of"]):
            for own in (PRICE, *options.values):
                if own.lower() == name and options.is_ordered(own):
                    yield (place, number), kind, own


@cache
def _meanings() -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Each word and the places in the table where it stands."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, degree in enumerate(table()["degrees"]):
        for kind in _OPS:
            for word in degree[kind]:
                found.setdefault(str(word), []).append((number, kind))
    return {word: tuple(places) for word, places in found.items()}


@cache
def _all() -> re.Pattern[str]:
    return pattern(tuple(_meanings()))


@cache
def _generic(kind: str) -> re.Pattern[str]:
    words = pattern(tuple(map(str, table()[kind]))).pattern
    return re.compile(rf"(?:{words})\s*$")
