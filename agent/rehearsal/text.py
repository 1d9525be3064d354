"""Whether a reply says something: numbers by their value, anything else by its letters."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from agent.rehearsal.words import words

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?")
_CURRENCY = f"(?:{'|'.join(map(re.escape, words()['currencies']))})"
_NUMBER = re.compile(
    rf"\s*{_CURRENCY}?\s*[+-]?\s*{_CURRENCY}?\s*"
    rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*{_CURRENCY}?\s*",
    re.IGNORECASE,
)


def says(text: str, expected: str) -> bool:
    """
    Whether `text` holds what is expected.

    Examples
    --------
    >>> says("That is $1,095.50 in all.", "1095.5")
    True
    >>> says("Order #W12", "W1"), says("12 days", "1")
    (True, False)
    """
    number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", expected))
    if number is None:
        return folded(expected) in folded(text)
    return _value(number["value"]) in set(numbers(text))


def numbers(text: str) -> Iterator[Decimal]:
    """
    Values of all numbers in a text, without their signs.

    Examples
    --------
    >>> [str(n) for n in numbers("1,416 and 2025-06-16, ￥９３９.50")]
    ['1416', '2025', '6', '16', '939.50']
    """
    # A full-width comma parts clauses, so it must not become a thousands separator.
    plain = unicodedata.normalize("NFKC", text.replace("\uff0c", ", "))
    for found in _GROUPED.findall(plain):
        yield _value(found)


def folded(text: str) -> str:
    """Letters as they are compared: NFKC, without case, spaces made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
