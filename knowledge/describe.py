"""Things in few words: what a variant is like, a long title in short."""

import re
from collections.abc import Iterable

from knowledge.goods import Attribute, Language
from knowledge.words import both, load_words

LONGEST_TITLE = 72
"""Width of a title in Latin letters; a Chinese character is two wide."""
_CODE = re.compile(r"[A-Z]+\d[\w-]*(?:\([A-Z]+\))?")


def like(attributes: Iterable[Attribute], language: Language) -> str:
    """What a thing is like: the values of its attributes, with the name where a value needs it."""
    joint: str = load_words(language)["list_joint"]
    return joint.join(_said(attribute, language) for attribute in attributes)


def _said(attribute: Attribute, language: Language) -> str:
    value = attribute.value.into(language)
    bare = value.lower() in both("bare_values") or value.isdigit()
    return f"{attribute.name.into(language)}: {value}" if bare else value


def short(title: str) -> str:
    """
    A title as it is called in passing: of a whole paragraph its beginning and its model code.

    >>> short("Kettle")
    'Kettle'
    """
    wide = sum(not character.isascii() for character in title)
    if len(title) + wide <= LONGEST_TITLE:
        return title
    kept = 24 if wide > 10 else 48
    codes = _CODE.findall(title[kept:])
    return f"{title[:kept].rstrip()}…{codes[-1] if codes else ''}"
