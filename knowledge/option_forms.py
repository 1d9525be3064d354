"""What the values of attributes are called: whole names, other words, parts, plurals and slips."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rapidfuzz.distance import OSA

from knowledge.goods import Attribute
from knowledge.option_words import table
from knowledge.tokens import is_stop, normalise

_PARTS = re.compile(r"[a-z]+|\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_RANGE = re.compile(r"\d+-\d+")
_BRACKET = re.compile(r"[(（].*?[)）]")


def called(one: Attribute) -> Iterator[str]:
    """The whole names of a value, and other words for it."""
    names = {normalise(one.value.en), normalise(one.value.zh)} - {""}
    names |= {_BRACKET.sub("", name).strip() for name in names} - {""}
    names |= {first for name in names if (first := name.partition(", ")[0])}
    yield from (name for name in names if name not in true_words() | false_words())
    swapped = (" ".join(name.split()[::-1]) for name in names if len(name.split()) == 2)
    yield from (name for name in swapped if name.isascii() and len(min(name.split(), key=len)) == 1)
    yield from (found.group() for name in names if (found := _RANGE.match(name)))
    for name in names:
        for group in _groups().get(name, ()):
            yield from group


def parts_of_value(one: Attribute) -> Iterator[str]:
    """Words of a value of several, such as alexa."""
    words = _PARTS.findall(normalise(one.value.en))
    if len(words) > 1:
        yield from (w for w in words if len(w) > 2 and w.isalpha() and not is_stop(w))
    for run in _HAN.findall(_BRACKET.sub("", one.value.zh)):
        if run[-1] in table()["color_ends"]:
            # Any green where there is but one: sage green is 绿的.
            yield from (f"{run[-1]}{end}" for end in table()["color_marks"])


def bare(form: str) -> str:
    """A form as it is looked up: without spaces, hyphens and the ending of a plural."""
    plain = re.sub(r"[\s-]+", "", form)
    if len(plain) < 4 or not plain.isascii():
        return plain
    return plain.removesuffix("ly").removesuffix("s")


def form_pattern(form: str) -> str:
    words = re.split(r"[\s-]+", form)
    if not form.isascii():
        return re.escape(form)
    plural = "(?:s|ly)?" if form[-1:].isalpha() and len(form) > 2 else ""
    end = r"(?!\d)" if form[-1:].isdigit() else r"(?![a-z\d])"
    return rf"(?<![a-z\d'’]){r'[ -]*'.join(map(re.escape, words))}{plural}{end}"


def one_slip(word: str, form: str) -> bool:
    """Whether one letter is wrong, missing or too many, and not the first: blck, grren."""
    near = len(form) >= 5 and word[0] == form[0] and abs(len(word) - len(form)) <= 1
    return near and word not in table()["no_slips"] and OSA.distance(word, form) == 1


def stems(forms: Iterable[str]) -> set[str]:
    return {form.rstrip("s") for form in forms}


@cache
def _groups() -> Mapping[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for group in table()["values"]:
        words = tuple(normalise(str(word)) for word in group)
        for word in words:
            found.setdefault(word, []).append(words)
    return found


@cache
def true_words() -> frozenset[str]:
    return frozenset(table()["true_values"])


@cache
def false_words() -> frozenset[str]:
    return frozenset(table()["false_values"])
