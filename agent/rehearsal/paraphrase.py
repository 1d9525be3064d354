"""The same line said otherwise: slips of the finger, other manners, no punctuation."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from agent.rehearsal.case import Case
from agent.rehearsal.words import words
from agent.understanding.language import HAN

# Only plain words of lower case are misspelt: a slip in a name, a number or an address would make
# it another name, another number, another address.
_LONG_WORD = re.compile(r"(?<![\w@#.-])[a-z]{6,}(?![\w@-]|\.\w)")
_PAUSE = re.compile(r"[,.!?;:\uff0c\u3002\uff01\uff1f\uff1b\uff1a](?=\s|$|[\u4e00-\u9fff])")
_WIDE = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))

_MISSPELT = 0.6
"""Share of English lines with a slip."""

_Change = Callable[[str, Random], str]


def paraphrased(case: Case, number: int) -> Case:
    """
    The case with her lines said otherwise; the same for the same number.

    Parameters
    ----------
    number
        Which variation, 1, 2, ...; 0 = as it is written.
    """
    if number == 0:
        return case
    chance = Random(f"{case.name}/{number}")
    known = " ".join(answer or "" for answers in case.knows.values() for answer in answers)
    kept = frozenset(re.findall(r"\w+", known.lower()))
    lines = tuple(
        replace(line, text=said_otherwise(line.text, chance, kept)) for line in case.lines
    )
    return replace(case, lines=lines)


def said_otherwise(text: str, chance: Random, kept: frozenset[str] = frozenset()) -> str:
    """`text` after one or two changes that leave its meaning; `kept` words are never misspelt."""
    if HAN.search(text):
        chosen = chance.sample(_CHINESE, k=chance.randint(1, 2))
    else:
        chosen = chance.sample(_ENGLISH, k=chance.randint(1, 2))
        text = _misspelt(text, chance, kept) if chance.random() < _MISSPELT else text
    for change in chosen:
        text = change(text, chance)
    return text


def _misspelt(text: str, chance: Random, kept: frozenset[str]) -> str:
    """One slip in one word: two letters in the wrong order, or one that is missing."""
    found = [word for word in _LONG_WORD.finditer(text) if word[0] not in kept]
    if not found:
        return text
    word = chance.choice(found)
    at = chance.randrange(1, len(word[0]) - 2)
    swapped = word[0][at + 1] + word[0][at] if chance.random() < 0.5 else word[0][at]
    return text[: word.start() + at] + swapped + text[word.start() + at + 2 :]


def _lower(text: str, _: Random) -> str:
    return text.lower()


def _without_pauses(text: str, _: Random) -> str:
    return _PAUSE.sub("", text)


def _with_spaces(text: str, _: Random) -> str:
    return _PAUSE.sub(" ", text).strip()


def _polite(text: str, chance: Random) -> str:
    return str(chance.choice(words()["polite"]["en"])) + text


def _polite_chinese(text: str, chance: Random) -> str:
    return str(chance.choice(words()["polite"]["zh"])) + text


def _softer(text: str, chance: Random) -> str:
    return text.rstrip("\u3002.!\uff01 ") + str(chance.choice(words()["softening"]["zh"]))


def _wide(text: str, _: Random) -> str:
    return text.translate(_WIDE)


_ENGLISH: tuple[_Change, ...] = (_lower, _without_pauses, _polite)
_CHINESE: tuple[_Change, ...] = (_with_spaces, _polite_chinese, _softer, _wide)
