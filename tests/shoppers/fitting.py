"""Whether a voice can say what a shopper wants."""

import re
from collections.abc import Collection

from tests.shoppers.goals import SWAPPING, Aim
from tests.shoppers.template import fields
from tests.shoppers.voices import Voice

# A voice with one of these tells all of what is to be sent back.
_ALL_ITEMS = frozenset({"items", "rest", "last", "swaps"})
TELLS_OPTION = frozenset({"wanted", "wanted_short", "swaps", "more"})
"""Placeholders of what another variant is like."""

_TWO = 2
_COUNTED = re.compile(r"\b(two|both|first|second)\b|\d|[两俩]|另一个|先是", re.IGNORECASE)


def fits(aim: Aim, voice: Voice) -> bool:
    """Whether the voice speaks of this kind of thing, and of all of it."""
    if voice.kind != aim.kind or not voice.needs <= aim.has:
        return False
    if voice.case and voice.case not in aim.cases:
        return False
    named = frozenset[str]().union(*map(fields, voice.chat))
    of_items = aim.kind == "return" or aim.kind in SWAPPING
    if len(aim.swaps) > _TWO and any(counts(line) for line in voice.chat):
        return False
    part = of_items and "item" in named and not named & _ALL_ITEMS
    return not part or len(aim.items) == 1


def counts(template: str) -> bool:
    """Whether a sentence speaks of two things: "both", "1) ... 2) ..."."""
    return bool(_COUNTED.search(re.sub(r"\{.*?\}", "", template)))


def tells_option(template: str, answered: Collection[str]) -> bool:
    """Whether what she wants in the place of a thing is said, or an answer of hers."""
    return "option" in answered or bool(TELLS_OPTION & fields(template))
