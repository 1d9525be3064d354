"""Whether a fact says what stands at its source."""

import re
from collections.abc import Iterable

from knowledge.fact import Fact, FactValue
from knowledge.shop import View
from knowledge.sources import open_source
from knowledge.words import load_words


def stands_there(fact: Fact, view: View) -> bool:
    """
    Whether the value of a fact is found at its source.

    A text may be a part of what stands there, a list of such parts, a title cut short, or the
    word by which customers call a way to pay.
    """
    there = open_source(fact.source, view)
    if fact.value in there:
        return True
    if not isinstance(fact.value, str):
        return False
    texts = [str(value) for value in there]
    return any(_all_within(parts, texts) for parts in _readings(fact.value, view))


def _readings(value: str, view: View) -> Iterable[list[str]]:
    """The ways to take a text apart: whole, as a list, as a cut title, as a way to pay."""
    words = load_words(view.language)
    yield [value]
    listed = value.split(words["list_joint"])
    yield [part for one in listed for part in one.split("…") if part]
    for kind, called in words["methods"].items():
        yield [re.sub(f"(?i)^{re.escape(called)}$", kind, value)]
    frame = re.escape(words["method_named"]).replace(r"\{brand\}", "(.+)")
    named = re.fullmatch(frame.replace(r"\{last_four\}", "(.+)"), value)
    if named:
        yield list(named.groups())


def _all_within(parts: list[str], texts: list[str]) -> bool:
    return bool(parts) and all(
        any(part.lower() in text.lower() for text in texts) for part in parts
    )


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, without thousands separators and trailing zeros."""
    return {_plain(number) for number in _NUMBER.findall(text)}


def numbers_of(value: FactValue) -> set[str]:
    """The numbers that may be told of a fact's value: of a day its year, month, day and time."""
    return numbers_in(str(value)) | {
        number for part in re.split(r"[-: T]", str(value)) for number in numbers_in(part)
    }


def _plain(number: str) -> str:
    whole, _, cents = number.replace(",", "").partition(".")
    cents = cents.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{cents}" if cents else "")
