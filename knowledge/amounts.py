"""Numbers with a unit as people write them, made comparable: 1.5 l, half a litre, 一升半."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import yaml

from knowledge.tokens import WORDS, normalise
from knowledge.words import load_words

LONGEST = 2000
"""Characters of a text that are read: nobody says more in one message."""
_HALF = "\u534a"
_RANGE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s?(?:to|–|~|至|到)\s?(?=\d)(\d+)")
_ONE = re.compile(r"(?<![a-z])(?:a|the|one|full) (kilo|kilogram|lit(?:er|re))(?![a-z])")
_IN = "in"
"""A unit only right at a number: "one in black" counts no inches."""


@dataclass(frozen=True)
class Amount:
    """
    So much of something.

    Parameters
    ----------
    number
        In the base unit of its kind.
    kind
        ``volume`` (ml), ``mass`` (g), ``length`` (mm), ``time`` (minutes), ``memory`` (GB), ...;
        for what is only counted the name of the unit (``bar``, ``cup``); empty for a bare number.
    """

    number: Decimal
    kind: str = ""


@dataclass(frozen=True)
class Spoken:
    """An amount and where it stands in a text."""

    start: int
    end: int
    amount: Amount


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """
    A text in one width and case, with number words before a unit as digits.

    Examples
    --------
    >>> plain_text("Half a litre, or one with twenty hours")
    '0.5 litre, or one with 20 hours'
    >>> plain_text("一升半的，五百克")
    '1.5升的,500克'
    """
    plain = _fractions().sub(lambda m: f"{_words()['fractions'][m[1]]} ", normalise(text[:LONGEST]))
    plain = _ONE.sub(r"1 \1", plain)
    plain = _latin().sub(lambda m: _numbers()[m[1] or m[2] or m[3]], plain)
    return _RANGE.sub(r"\1-\2", _han().sub(_from_han, plain))


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> tuple[Spoken, ...]:
    """The amounts of a text (see :func:`plain_text`), from left to right; bare numbers too."""
    return tuple(_found(text))


def amount_of(value: str) -> Amount | None:
    """
    What a value amounts to where it is nothing but an amount.

    Examples
    --------
    >>> amount_of("750 ml"), amount_of("0.75L") == amount_of("750 ml")
    (Amount(number=Decimal('750'), kind='volume'), True)
    """
    plain = plain_text(value)
    found = amounts_in(plain)
    if len(found) != 1:
        return None
    rest = f"{plain[: found[0].start]}{plain[found[0].end :]}".strip(" ()（）约")
    return found[0].amount if not rest or rest in _words()["beside_amount"] else None


def unit_of(form: str) -> str:
    """The unit that a form stands for: piece for pc; empty where it is none."""
    return _units().get(form, "")


def _found(text: str) -> "list[Spoken]":
    found = []
    for match in _pattern().finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        unit = _units().get(match["unit"] or "", "")
        kind, factor = _words()["units"].get(unit, (unit, 1))
        found.append(
            Spoken(match.start(), match.end(), Amount(number * Decimal(str(factor)), kind))
        )
    return found


@cache
def _words() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((WORDS / "options.yaml").read_text("utf-8"))
    return said


@cache
def _units() -> dict[str, str]:
    """Every form of a unit, and the unit."""
    listed: dict[str, list[str]] = yaml.safe_load((WORDS / "units.yaml").read_text("utf-8"))
    units = {normalise(f).lstrip("="): unit for unit, forms in listed.items() for f in forms}
    for name, *forms in _words()["counted"]:
        units |= dict.fromkeys((name, *forms), name)
    return units


@cache
def _numbers() -> dict[str, str]:
    listed = yaml.safe_load((WORDS / "numbers.yaml").read_text("utf-8"))
    return {word: str(number) for word, number in {**listed, **_words()["numbers"]}.items()}


def _either(words: "list[str]") -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _spelled_units() -> tuple[str, str]:
    """Latin units that are words, and Chinese ones, as alternatives of a pattern."""
    forms = [form for form in _units() if form != _IN]
    latin = [form for form in forms if form.isascii() and form.isalpha() and len(form) > 1]
    return _either(latin), _either([form for form in forms if not form.isascii() and form != "°"])


@cache
def _latin() -> re.Pattern[str]:
    """An English number word before a unit or behind "size"."""
    numbers = _either([word for word in _numbers() if word.isascii()])
    latin, _ = _spelled_units()
    before = rf"(?=[\s-](?:{latin}|percent|k)(?![a-z]))"
    # From eleven on a number counts nothing else: "one" may be anything.
    large = _either(
        [w for w, n in _numbers().items() if w.isascii() and int(n) > 10 and w != "hundred"]
    )
    sized = rf"(?<=\bsize )({numbers})(?![a-z])"
    return re.compile(rf"(?<![a-z-])({numbers}){before}|{sized}|(?<![a-z-])({large})(?![a-z])")


@cache
def _fractions() -> re.Pattern[str]:
    latin, _ = _spelled_units()
    parts = _either(list(_words()["fractions"]))
    return re.compile(rf"(?<![a-z-])({parts})[\s-](?=(?:{latin})(?![a-z]))")


@cache
def _han() -> re.Pattern[str]:
    """A Chinese numeral before a unit, with a half behind it or before it."""
    words = load_words("zh")
    signs = "".join([*words["digits"], *words["powers"]])
    _, han = _spelled_units()
    latin = r"[a-z]{1,3}(?![a-z])"
    half = _HALF
    return re.compile(
        rf"(?<![{signs}第])(?:(?P<half>{half})|(?P<number>[{signs}]+))(?P<unit>{han}|{latin})(?P<and>{half})?"
        rf"|(?<![\d.])(?P<digits>\d+)(?P<unit2>{han})(?P<and2>{half})"
    )


def _from_han(match: re.Match[str]) -> str:
    if match["digits"]:
        return f"{match['digits']}.5{match['unit2']}"
    number = Decimal("0.5") if match["half"] else _value(match["number"])
    more = Decimal("0.5") if match["and"] and not match["half"] else 0
    return f"{number + more}{match['unit']}"


def _value(numeral: str) -> Decimal:
    """The number that a Chinese numeral stands for; "one thousand five" leaves out a power."""
    words = load_words("zh")
    digits, powers = words["digits"], words["powers"]
    if not set(numeral) & set(powers):
        return Decimal("".join(str(digits[sign]) for sign in numeral))
    total = part = 0
    last = 1
    for sign in numeral:
        if sign in digits:
            part = digits[sign]
        else:
            last = powers[sign]
            total += (part or 1) * last
            part = 0
    zero = any(digits.get(sign) == 0 for sign in numeral)
    implied = part and last > 10 and numeral[-1] in digits and not zero
    return Decimal(total + (part * last // 10 if implied else part))


@cache
def _pattern() -> re.Pattern[str]:
    units = _either(list(_units()))
    end = r"(?:(?<![a-z])|(?![a-z]))"
    number = r"(?<![a-z\d#_.-])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d+)?)(?!,*\d)"
    return re.compile(rf"{number}(?:[\s-]?(?P<unit>{units}){end}|(?![\d_]))")
