"""
What a text names outright: order numbers, e-mail, phone, zip, code, which one of a list, which
state.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from knowledge.addresses import address_spans, place_alone
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, find, grouped, numbered, pattern

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"#?\s?(?<![A-Za-z0-9.])[A-Za-z]{0,4}-?\d[\d-]*\d(?![\d.]*\d)|#\s?\d+")
_PHONE = re.compile(r"(?<![A-Za-z0-9#])\+?\d[\d\s()./-]{5,17}\d(?![A-Za-z0-9])")
_ZIP = re.compile(r"(?<![A-Za-z0-9#])\d{4,6}(?![A-Za-z0-9])")
_CODE = re.compile(r"(?<!\d)\d{3}\s?\d{3}(?!\d)")
_PLACED = frozenset({"zip", "order", "number", "phone"})
"""Kinds that the numbers of a postal address look like."""


@dataclass(frozen=True)
class Mention:
    """A stretch of text that names something."""

    kind: str
    """order, number, email, phone, zip or code."""
    value: str
    start: int
    end: int


def shape(text: str) -> str:
    """An id with digits as 9 and letters as A: ``#W2378156`` -> ``#A9999999``."""
    return re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", text))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def mentions(
    text: str, *, order_shapes: Iterable[str], asked: Iterable[str] = (), slots: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """
    Everything that is named by a number or an address, left to right, no two overlapping.

    Parameters
    ----------
    order_shapes
        What order ids of this shop look like, see :func:`shape`.
    asked
        Slots the last reply asked for: a number that may be an answer is read as one.
    slots
        Slots by which this shop knows its customers.
    """
    asked, slots = set(asked), set(slots)
    lengths = {len(_digits(s)) for s in order_shapes if _digits(s)}
    found: list[Mention] = []

    def add(kind: str, match: re.Match[str]) -> None:
        if not any(m.start < match.end() and match.start() < m.end for m in found):
            found.append(Mention(kind, match.group().strip(), match.start(), match.end()))

    for match in _EMAIL.finditer(text):
        add("email", match)
    if "code" in asked:
        for match in _CODE.finditer(text):
            add("code", match)
    if "zip" in asked:
        for match in _ZIP.finditer(text):
            add("zip", match)
    called_order, zip_word = pattern(both("order_words")), pattern(both("zip_words"))
    for match in _NUMBER.finditer(text):
        digits = _digits(match.group())
        before = text[max(0, match.start() - 16) : match.start()].lower()
        called = bool(called_order.search(before)) and len(digits) >= 4
        if _last(zip_word, re.split(r"\d", before)[-1]) > _last(called_order, before):
            continue
        if "#" in match.group() or len(digits) in lengths or called:
            if len(digits) == 11 and 11 not in lengths and "phone" in slots:
                continue
            add("order", match)
    if "phone" in slots or "phone" in asked:
        for match in _PHONE.finditer(text):
            if 7 <= len(_digits(match.group())) <= 15:
                add("phone", match)
    if "zip" in slots:
        for match in _ZIP.finditer(text):
            if len(_digits(match.group())) == 5:
                add("zip", match)
    for match in _NUMBER.finditer(text):
        if len(_digits(match.group())) >= 8:
            add("number", match)
    return tuple(sorted(found, key=lambda m: m.start))


def _last(word: re.Pattern[str], text: str) -> int:
    """How near to the end of a short text a word stands last; -99 if it does not."""
    return max((match.end() - len(text) for match in word.finditer(text)), default=-99)


def beside_addresses(
    text: str, found: Iterable[Mention], *, moving: bool = False
) -> tuple[Mention, ...]:
    """
    The mentions but for the numbers of postal addresses: where something shall go says neither
    which order is meant nor who she is.

    Parameters
    ----------
    moving
        An address is spoken of: then a number with nothing but a city behind it is its code.
    """
    spans = address_spans(text)
    place = place_alone(text, "") if moving else None
    code = place.zip if place else ""
    return tuple(
        mention
        for mention in found
        if mention.kind not in _PLACED
        or (
            not any(start <= mention.start and mention.end <= end for start, end in spans)
            and mention.value != code
        )
    )


def without(text: str, found: Iterable[Mention]) -> str:
    """The text with its mentions taken out."""
    for mention in sorted(found, key=lambda m: -m.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return re.sub(r"\s+", " ", text).strip()


def ordinal(text: str) -> int | None:
    """Which of a list is meant: 1 for "the first", -1 for "the last"; None if it does not say."""
    words = numbered("ordinals")
    word = find(pattern(both("no_ordinals")).sub(" ", text.lower()), words)
    return words[word] if word else None


def order_wants(text: str, numbers: Iterable[str]) -> tuple[Want, ...]:
    """What a clause says about which order is meant: number, state, the last one."""
    lowered = text.lower()
    wants = [Want("number", Op.IS, number) for number in numbers]
    place = ordinal(text)
    if place is not None and place > 0:
        wants.append(Want("place", Op.IS, Decimal(place)))
    stages = [stage for stage, phrases in grouped("stages").items() if find(lowered, phrases)]
    # "Has not arrived" holds the word for having arrived.
    stages = ["underway"] if "underway" in stages else stages
    wants += [Want("stage", Op.IS, stage) for stage in stages]
    wants += _of_day(lowered)
    if find(lowered, both("last")):
        wants.append(Want("placed", Op.MAX))
    elif find(lowered, both("first")):
        wants.append(Want("placed", Op.MIN))
    return tuple(wants)


def _of_day(text: str) -> list[Want]:
    """The month, and the day of it, that a clause names: "in October", "26 October"."""
    months = numbered("months")
    month = find(text, [word for word in months if word != "may" or re.search(r"\bin may\b", text)])
    if month is None:
        return []
    name = re.escape(month)
    day = re.search(
        rf"(\d{{1,2}})(?:st|nd|rd|th)?\s?(?:of )?{name}|{name}\s?(\d{{1,2}})(?!\d)", text
    )
    wants = [Want("month", Op.IS, Decimal(months[month]))]
    if day:
        wants.append(Want("day", Op.IS, Decimal(day.group(1) or day.group(2))))
    return wants


def is_plural(text: str) -> bool:
    """Whether she speaks of all her orders rather than of one."""
    return find(text.lower(), both("orders_all")) is not None


@lru_cache(maxsize=1024)
def asks_for(text: str) -> tuple[str, ...]:
    """
    The single things a clause asks for (sum, price, tracking ...), in the order of the word
    list.
    """
    lowered = text.lower()
    return tuple(name for name, phrases in grouped("asks").items() if find(lowered, phrases))


def described(text: str, numbers: Iterable[str]) -> Ref:
    """The order that a text describes by number, state or what it holds."""
    wants = (*order_wants(text, numbers), Want("words", Op.IS, text))
    return Ref("order", wants, take="all" if is_plural(text) else "one")
