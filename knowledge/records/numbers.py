"""What an order number is compared by, and what it looks like."""

import re
import unicodedata

_OUTSIDE = re.compile(r"[^0-9A-Z]+")
_PREFIX = re.compile(r"^[A-Z]+(?=[0-9])")


def key(text: str) -> str:
    """
    Letters and digits of an order number, whatever was typed around them.

    Examples
    --------
    >>> key("# w２３７8156")
    'W2378156'
    """
    return _OUTSIDE.sub("", unicodedata.normalize("NFKC", text).upper())


def bare_key(text: str) -> str:
    """
    The key without the letters in front of the digits.

    Examples
    --------
    >>> bare_key("#W2378156")
    '2378156'
    """
    return _PREFIX.sub("", key(text))


def shape(text: str) -> str:
    """
    What an order number looks like: digits as 9, letters as A, the rest as it is.

    Examples
    --------
    >>> shape("#W2378156")
    '#A9999999'
    """
    return "".join("9" if sign.isdecimal() else "A" if sign.isalpha() else sign for sign in text)
