"""Text into tokens, the same for what the shop wrote and what a shopper types."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "words"

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
LETTER = rf"[^\W_{HAN}]"
# A word may be a model code with hyphens, dots, slashes, brackets in it: f6033-ud3(he).
WORD = rf"{LETTER}+(?:'{LETTER}+)?(?:[-/._]{LETTER}+|\({LETTER}+\))*"

_SPACE = re.compile(r"\s+")
_ACCENT = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_JOINTS = re.compile(r"[-/._()]+")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


def normalise(text: str) -> str:
    """`text` with one width, one case and single spaces: ＡＢ　Ｃ is ab c."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return _SPACE.sub(" ", folded).strip()


def tokens(text: str) -> list[str]:
    """
    Words, numbers with their unit, model codes whole and in parts, Chinese as pairs of characters.

    Examples
    --------
    >>> tokens("Two kettles, 750 ml")
    ['two', 'kettle', '750ml']
    >>> tokens("750毫升手冲壶")
    ['750ml', '手冲', '冲壶']
    >>> tokens("JZT-QD529")
    ['jzt-qd529', 'jzt', 'qd529']
    """
    found: list[str] = []
    for match in matches(text):
        piece = match.group()
        unit = match["near"] or match["apart"]
        if unit:
            found.append(match["number"] + _units()[unit])
        elif match["han"]:
            found.extend(pairs(piece))
        elif match["word"]:
            found.extend(_word(piece))
        else:
            found.append(piece)
    return found


def matches(text: str) -> Iterator[re.Match[str]]:
    """The pieces of `text`: amounts (near or apart), Chinese (han), words (word), numbers."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", normalise(text)))
    counted = _number_words().sub(lambda match: _numbers()[match.group()], plain)
    return _pattern().finditer(_THOUSANDS.sub("", counted))


@lru_cache(maxsize=65536)
def is_stop(token: str) -> bool:
    """Whether `token` is only grammar or small talk, in either language."""
    return token in stop_words() or any(character in _grammar() for character in token)


def key(text: str) -> str:
    """Only the letters and digits of `text`: how ids and model codes are compared."""
    return "".join(character for character in normalise(text) if character.isalnum())


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of Chinese; a single character as it is."""
    return [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]


def _word(piece: str) -> list[str]:
    parts = [part for part in _JOINTS.split(piece) if part]
    words = [part if _DIGIT.search(part) else _stem(part) for part in parts]
    # "stainless-steel" is two words; only a code is one thing with a hyphen in it.
    whole = len(parts) > 1 and _DIGIT.search(piece) and _LETTER.search(piece)
    return [piece, *words] if whole else words


def _stem(word: str) -> str:
    """English plural and possessive taken off; what is too short or no plural is left alone."""
    word = word.removesuffix("'s").replace("'", "")
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


@cache
def _written() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = yaml.safe_load((WORDS / "units.yaml").read_text("utf-8"))
    return {unit: [normalise(form) for form in written] for unit, written in forms.items()}


@cache
def _units() -> dict[str, str]:
    return {form.lstrip("="): unit for unit, forms in _written().items() for form in forms}


@cache
def _numbers() -> dict[str, str]:
    listed: dict[str, int] = yaml.safe_load((WORDS / "numbers.yaml").read_text("utf-8"))
    return {word: str(number) for word, number in listed.items()}


@cache
def _number_words() -> re.Pattern[str]:
    """A number word right before a unit, and no part of a longer one: 二 of 二人, not of 十二人."""
    latin = "|".join(word for word in _numbers() if word.isascii())
    han = "".join(word for word in _numbers() if not word.isascii())
    units = sorted((form for form in _units() if form != '"'), key=len, reverse=True)
    spoken = "|".join(re.escape(form) for form in units if form.isascii() and len(form) > 2)
    written = "|".join(form for form in units if not form.isascii())
    return re.compile(
        rf"\b(?:{latin})(?=[\s-](?:{spoken})\b)|(?<![{han}百千])[{han}](?=(?:{written}))"
    )


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted({form for forms in _written().values() for form in forms}, key=len, reverse=True)
    near = "|".join(re.escape(form[1:]) for form in forms if form.startswith("="))
    apart = "|".join(re.escape(form) for form in forms if not form.startswith("="))
    # A Latin unit ends where its word ends: 5 litres, but not 5 lights. A Chinese one needs no end.
    end = rf"(?:(?<!{LETTER})|(?!{LETTER}))"
    number = rf"(?<!{LETTER})(?<!\d\.)(?P<number>\d+(?:\.\d+)?)"
    unit = rf"(?:(?P<near>{near})|[\s-]?(?P<apart>{apart})){end}"
    # Digits and joints alone are a number or a range, not a code.
    code = rf"(?![\d/.()-]+(?!{LETTER}))(?P<word>{WORD})"
    return re.compile(rf"{number}{unit}|(?P<han>[{HAN}]+)|{code}|\d+(?:\.\d+)?")


@cache
def stop_words() -> frozenset[str]:
    """The listed words that say nothing about a product."""
    listed = yaml.safe_load((WORDS / "stopwords.yaml").read_text("utf-8"))
    return frozenset(listed["en"]) | frozenset(listed["zh"])


@cache
def _grammar() -> frozenset[str]:
    return frozenset(yaml.safe_load((WORDS / "stopwords.yaml").read_text("utf-8"))["zh_characters"])
