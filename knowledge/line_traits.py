"""What tells lines of orders apart: their properties, prices and places, and how many are meant."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.goods import Attribute, Text
from knowledge.line_words import plain_word
from knowledge.resolve import OwnLine
from knowledge.shop import View
from knowledge.tokens import HAN, is_stop, key, tokens
from knowledge.words import LANGUAGES, both, grouped, load_words, numbered, pattern


def lines_like(text: str, view: View, lines: Sequence[OwnLine]) -> tuple[OwnLine, ...]:
    """
    Those of `lines` that the properties, the price or the place in `text` single out.

    "The red one", "the one with 8 GB", "the cheaper one", "the second one", 蓝色的那个; all of them
    where it singles out none.
    """
    placed = _placed(text.lower(), lines)
    return placed or selected(text.lower(), lines, view) or tuple(lines)


def selected(text: str, lines: Sequence[OwnLine], view: View) -> tuple[OwnLine, ...] | None:
    """Those of `lines` that the properties or prices in `text` single out; None where none do."""
    if len(lines) < 2 or not text.strip():
        return None
    said = _said(text)
    points = [_points(own, said, view) for own in lines]
    best = [own for own, p in zip(lines, points, strict=True) if p == max(points)]
    found = len(best) < len(lines)
    for listed, choose in (("cheaper", min), ("dearer", max)):
        if pattern(grouped("things")[listed]).search(text):
            price = choose(own.line.price for own in best)
            cheapest = [own for own in best if own.line.price == price]
            found = found or len(cheapest) < len(best)
            best = cheapest
    return tuple(best) if found else None


def trait_words(own: OwnLine) -> frozenset[str]:
    """The words of a line's properties."""
    return frozenset(word for _, value, _ in _traits(own.line.attributes) for word in value)


def quantity_of(before: str, behind: str) -> int | None:
    """How many are meant by what stands right before a name, or behind it with an "only"."""
    near = list(_counted().finditer(before.lower()))[-1:]
    if near and near[0]["latin"]:
        articles = pattern(grouped("things")["articles"])
        between = articles.sub(" ", before.lower()[near[0].end() :])
        if any(is_stop(word) for word in between.replace(" of ", " ").split()):
            near = []
    near = near or list(_counted_behind().finditer(behind.lower()))[:1]
    if not near:
        return None
    said = near[0]["latin"] or near[0]["han"]
    return int(said) if said.isdigit() else _counts()[said]


def _points(own: OwnLine, said: frozenset[str], view: View) -> float:
    """
    A point for each property that is said, half a point more where its name is said too.

    A word counts once, however many properties hold it.
    """
    product = view.catalogue.product(own.line.product)
    traits = [*_traits(own.line.attributes), *(_traits(product.attributes) if product else ())]
    words: dict[str, float] = {}
    for name, value, truth in traits:
        is_named = bool(name) and name <= said
        if truth is not None:
            denied = not said.isdisjoint(grouped("things")["denials"])
            if is_named and truth != denied:
                words["".join(sorted(name))] = 1.0
        for word in value & said:
            points = 1 / len(value) + 0.5 * (not name.isdisjoint(said))
            words[word] = max(words.get(word, 0.0), points)
    for word in _title(own.line.title) & said:
        words.setdefault(word, 0.5)
    ordered = key(own.order.id)
    return round(sum(words.values()) + 5 * any(ordered == word for word in said), 2)


@lru_cache(maxsize=4096)
def _traits(
    attributes: tuple[Attribute, ...],
) -> tuple[tuple[frozenset[str], frozenset[str], bool | None], ...]:
    """Words of the name and of the value of each property, in each language; or that it is true."""
    return tuple(
        (_plain(name), frozenset() if value in bare else _plain(value), bare.get(value))
        for one in attributes
        for bare in (_bare(),)
        for name, value in ((one.name.en, one.value.en.lower()), (one.name.zh, one.value.zh))
        if value
    )


@lru_cache(maxsize=4096)
def _title(title: Text) -> frozenset[str]:
    return frozenset(tokens(f"{title.en} {title.zh}"))


def _plain(text: str) -> frozenset[str]:
    """The words of a property; where grammar is a part of one (on-ear), it is one word."""
    words = list(_spelled(text))
    telling = frozenset(word for word in words if not is_stop(word))
    if len(words) == 2 and len(telling) == 1:
        return frozenset(["".join(words)])
    return telling or frozenset(words)


def _said(text: str) -> frozenset[str]:
    """The words of a text, also two by two, and the short names of colours (蓝的)."""
    words = list(_spelled(text))
    pairs = (a + b for a, b in pairwise(words))
    colors = (one + end for end in grouped("things")["color_ends"] for one in _HAN.findall(text))
    ids = (key(word) for word in text.split())
    return frozenset((*words, *pairs, *colors, *ids))


_HAN = re.compile(f"[{HAN}]")


def _spelled(text: str) -> Iterator[str]:
    for word in tokens(text):
        yield plain_word(word) if word.isascii() and word.isalpha() else word


def _placed(text: str, lines: Sequence[OwnLine]) -> tuple[OwnLine, ...]:
    """The line at the place that is said: the second one, 最后一个."""
    places = numbered("ordinals")
    around = grouped("things")
    for word in sorted(places, key=len, reverse=True):
        lone = rf"(?:{pattern(around['articles']).pattern})?\s*{re.escape(word)}\s*"
        then = rf"(?:{pattern(around['ones']).pattern}|[.!,，。]|$)"
        found = word in text and (
            not word.isascii() or re.search(rf"(?<![a-z]){lone}{then}", text) is not None
        )
        place = places[word]
        if found and -len(lines) <= place - (place > 0) < len(lines):
            return (lines[place - (place > 0)],)
    return ()


@cache
def _bare() -> dict[str, bool]:
    """The values that say only that something is so or not so."""
    things = grouped("things")
    return {**dict.fromkeys(things["true"], True), **dict.fromkeys(things["false"], False)}


@cache
def _counts() -> dict[str, int]:
    return {str(w): int(n) for one in LANGUAGES for w, n in load_words(one)["counts"].items()}


def _number() -> tuple[str, str]:
    latin = "|".join(word for word in _counts() if word.isascii())
    han = "|".join(word for word in _counts() if not word.isascii())
    units = "|".join(
        unit
        for unit in (*both("other_units"), *grouped("things")["units"])
        if unit.isalpha() and unit.isascii()
    )
    places, measures = ("".join(grouped("things")[name]) for name in ("no_count", "measures"))
    return (
        rf"(?<![a-z\d.#-])(?P<latin>{latin}|\d{{1,2}})(?![a-z\d.-])(?!\s?(?:{units})\b)",
        rf"(?<![{places}\d])(?P<han>{han}|\d{{1,2}})[{measures}]",
    )


@cache
def _counted() -> re.Pattern[str]:
    """A number before a name: "two of the", "2 navy", 两个."""
    latin, han = _number()
    return re.compile(rf"{latin}(?=(?:\s+[a-z]+){{0,4}}\s*$)|{han}")


@cache
def _counted_behind() -> re.Pattern[str]:
    latin, han = _number()
    only = pattern(grouped("things")["only"]).pattern
    return re.compile(rf"(?:{only})\s*{latin}|^[^，,。]{{0,5}}?{han}")
