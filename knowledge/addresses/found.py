"""Addresses found in a text, which of them she wants, and how their letters are set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.people import Address
from knowledge.words import pattern
from knowledge.words.topics import either, listed, named

TOPIC = "addresses"
_REACH = 24
"""Characters behind an address in which its being the old one is said."""


@dataclass(frozen=True)
class Found:
    """An address and the stretch of text that it was read from."""

    address: Address
    start: int
    end: int


def wanted(text: str, found: Sequence[Found]) -> Found | None:
    """
    The one she wants of the addresses in a text: the last that is not called the old one.

    "Not to 12 Oak St but to 77 Willow Lane" wants the second, "77 Willow Lane instead of
    12 Oak St" the first.
    """
    lowered = text.lower()
    kept: list[Found] = []
    for place, one in enumerate(found):
        since = found[place - 1].end if place else 0
        until = found[place + 1].start if place + 1 < len(found) else len(text)
        before = lowered[since : one.start]
        after = lowered[one.end : min(until, one.end + _REACH)]
        if not (_last_says_old(before) or _says_old_behind(after)):
            kept.append(one)
    return kept[-1] if kept else None


def _last_says_old(before: str) -> bool:
    """Whether the last cue before an address, in its sentence, calls it the old one."""
    before = re.split(r"[.!?;。！？；\n]\s", before)[-1]
    said = pattern(listed(TOPIC, "old")).finditer(before)
    old = [m.end() for m in said if not _denies_another(m, before)]
    new = [m.end() for m in pattern(listed(TOPIC, "new")).finditer(before)]
    return bool(old) and (not new or old[-1] >= new[-1])


def _denies_another(cue: re.Match[str], before: str) -> bool:
    """Whether it is a "not" whose clause ends before the address: that denies something else."""
    if not pattern(listed(TOPIC, "not_that")).match(cue.group()):
        return False
    border = r"[,，]|[:：]\s*\w|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]"
    return re.search(border, before[cue.end() :]) is not None


def _says_old_behind(after: str) -> bool:
    match = pattern(listed(TOPIC, "old_after")).search(after)
    if match is None or re.search(r"[.;!?。；！？\n]", after[: match.start()]):
        return False
    # "..., the old address is wrong" speaks of another one.
    clause = re.split(r"[,，\s]", after[: match.start()], maxsplit=1)[-1]
    return pattern(listed(TOPIC, "old")).match(clause.lstrip()) is None


def titled(text: str) -> str:
    """
    A name that was typed all in small letters with capitals, any other as it stands.

    >>> titled("77 willow lane"), titled("5th ave"), titled("McArthur drive")
    ('77 Willow Lane', '5th Ave', 'McArthur drive')
    """
    if text != text.lower():
        return text
    small = listed(TOPIC, "particles")
    words = re.split(r"([\s-]+)", text)
    first = next((n for n, word in enumerate(words) if word[:1].isalpha()), 0)
    return "".join(
        word if word in small and n != first else _capital(word) for n, word in enumerate(words)
    )


def _capital(word: str) -> str:
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", word):
        return word
    directions = listed(TOPIC, "directions")
    if re.fullmatch(r"#?\d+[a-z]|#?[a-z]\d+", word) or (word in directions and len(word) <= 2):
        return word.upper()
    return word[:1].upper() + word[1:]


@cache
def country_pattern() -> re.Pattern[str]:
    """A country as it is said at the end of an address."""
    said = [name for names in named(TOPIC, "countries").values() for name in names]
    return re.compile(rf"[\s,]*(?:in\s+)?(?P<country>{either(said)})(?![A-Za-z])", re.IGNORECASE)


def country_named(said: str) -> str:
    """The country as records call it; what is no country as it stands."""
    lowered = re.sub(r"\s+", " ", said.lower())
    for name, names in named(TOPIC, "countries").items():
        if lowered in names or lowered == name.lower():
            return name
    return said
