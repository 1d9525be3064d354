"""Which of the two languages a message is in, and its plain form for reading."""

import re
import unicodedata

from knowledge.goods import Language
from knowledge.words import both

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
LONGEST = 2000
"""Characters of a message that are read; what is longer is said to have been cut."""

_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u00ad\x7f\x00-\x08\x0b-\x1f\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """The text as it is read: full-width forms narrowed, invisible and steering characters gone."""
    text = unicodedata.normalize("NFKC", text[: LONGEST * 2])
    text = _INVISIBLE.sub("", text)
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    return re.sub(r"[ \t\u3000]+", " ", text).strip()[:LONGEST]


def detect(text: str, before: Language) -> Language:
    """
    The language of a message; `before`, the language so far, where it shows none.

    Chinese with English product names in it is Chinese; a name or a model code alone decides
    nothing.
    """
    han, latin = len(HAN.findall(text)), LATIN.findall(text)
    if han and (han >= 2 or len(latin) < (2 if before == "zh" else 1)):
        return "zh"
    neutral = both("neutral")
    words = [word for word in latin if not word.isupper() and word.lower() not in neutral]
    return "en" if len(words) >= 2 or (words and before == "en") else _short(words, before)


def _short(words: list[str], before: Language) -> Language:
    """One Latin word: English where it is a word of its own such as `hello`, else as before."""
    return "en" if words and words[0].islower() and len(words[0]) > 1 else before
