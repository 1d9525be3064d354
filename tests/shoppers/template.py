"""Sentences with `{placeholders}`, and what stands in for them."""

import re
from collections.abc import Iterable, Mapping
from random import Random
from string import Formatter


def fields(text: str) -> frozenset[str]:
    """
    Names of the placeholders of a sentence.

    Raises
    ------
    ValueError
        If a brace is open, or a placeholder has a format of its own.
    """
    found: set[str] = set()
    for _, name, form, conversion in Formatter().parse(text):
        if form or conversion:
            raise ValueError(f"{text!r}: write {{{name}}} and nothing behind the name")
        if name is not None:
            found.add(name)
    return frozenset(found)


def fill(text: str, values: Mapping[str, str]) -> str | None:
    """The sentence with its values; None where one of them is missing, so it cannot be said."""
    return text.format_map(values) if fields(text) <= values.keys() else None


def agreeing(text: str, values: Mapping[str, str]) -> str:
    """The same sentence with the article of the item: "an espresso machine"."""
    needs_an = values.get("item", "").startswith(tuple("aeio"))
    return re.sub(r"\b([Aa]) (?=\{item\})", r"\1n ", text) if needs_an else text


def drawn(texts: Iterable[str], values: Mapping[str, str], rng: Random) -> str | None:
    """One of the sentences that can be said with these values; None where there is none."""
    fitting = [said for text in texts if (said := fill(text, values)) is not None]
    return rng.choice(fitting) if fitting else None
