"""What of a text is meant and what is not: "everything but the lamp", "not this, only that"."""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.reference import Op, Want
from knowledge.words import both, find, pattern

_FRAGMENT = re.compile(r"[,;.!?，。；！？、\n]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Part:
    """A stretch of text that adds what it names, takes it away, or stands for it alone."""

    text: str
    sign: str
    """is, not or only."""


def parts_of(text: str, *, correcting: bool = False) -> tuple[Part, ...]:
    """
    The parts of a text with what each does to the things it names.

    Parameters
    ----------
    correcting
        The text corrects something that was shown: then a plain "not" or "keep" takes away as
        well. In a first request it may say anything: "I'm not happy with the lamp, return it".
    """
    found: list[Part] = []
    for fragment in _FRAGMENT.split(text):
        for piece, excepted in _excepted(fragment):
            if not piece.strip():
                continue
            found.append(Part(piece.strip(), _sign(piece, excepted, correcting)))
    return tuple(found)


def _excepted(fragment: str) -> list[tuple[str, bool]]:
    """A fragment cut where an exception begins and, in Chinese, where the rest goes on."""
    pieces: list[tuple[str, bool]] = []
    start, inside = 0, False
    lowered = fragment.lower()
    hidden = pattern(both("not_excepts")).sub(lambda match: "_" * len(match.group()), lowered)
    for match in _cuts().finditer(hidden):
        opens = match.lastgroup == "opens"
        if opens and not fragment[match.end() :].strip():
            # "The lamp stays": what stands before it is meant.
            continue
        if opens or inside:
            pieces.append((fragment[start : match.start()], inside))
            start = match.end() if opens else match.start()
            inside = opens
    pieces.append((fragment[start:], inside))
    return pieces


@cache
def _cuts() -> re.Pattern[str]:
    opens, ends = pattern(both("excepts")).pattern, pattern(both("except_ends")).pattern
    return re.compile(f"(?P<opens>{opens})|(?P<ends>{ends})")


def _sign(piece: str, excepted: bool, correcting: bool) -> str:
    lowered = piece.lower()
    if excepted:
        return "not"
    if correcting and find(lowered, both("takes_away")):
        return "not"
    return "only" if correcting and find(lowered, both("onlys")) else "is"


def item_wants(text: str, *, correcting: bool = False) -> tuple[Want, ...]:
    """The parts as wants on the lines of an order, in turn."""
    wants: list[Want] = []
    for part in parts_of(text, correcting=correcting):
        attribute = "only" if part.sign == "only" else "words"
        op = Op.NOT if part.sign == "not" else Op.IS
        if wants and part.sign == "is" and wants[-1].attribute == "words" and wants[-1].op is op:
            wants[-1] = Want("words", op, f"{wants[-1].value}, {part.text}")
        else:
            wants.append(Want(attribute, op, part.text))
    return tuple(wants)
