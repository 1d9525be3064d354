"""The words that name a line of an order: what it is called, and which of them suffice alone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.catalogue import Catalogue
from knowledge.goods import Text
from knowledge.line_words import plain_word
from knowledge.purchase import Line
from knowledge.tokens import HAN, is_stop, key, matches
from knowledge.words import LANGUAGES, grouped, load_words, pattern

LONGEST = 14
"""Chinese characters up to which a stretch of a text is looked up as a name."""
_SHORT_TITLE = 26
_HAN = re.compile(rf"[{HAN}]+")
_SEGMENT = re.compile(r"[,:;()\[\]【】（），、|]")
_JOINT = re.compile(r"[-/._()&\s]+")
CODE = re.compile(r"(?=.*[a-z])(?=.*\d)[a-z\d]+")
_BRACKET = re.compile(r"【([^】]*)】")


class Rank(IntEnum):
    """How well a word names a thing: together with others, by its kind, by its own name."""

    LOOSE = 1
    KIND = 2
    NAME = 3


@dataclass(frozen=True)
class Names:
    """
    All that a line may be called.

    Parameters
    ----------
    words
        Words of Latin script, and two of them written together, with points and rank.
    codes
        Ids and model codes, letters and digits alone.
    han
        Chinese names.
    loose
        Other Chinese of its titles, cut where a name can't go on.
    pairs
        Pairs of characters that begin any Chinese name.
    titles
        Its titles, letters and digits alone.
    """

    words: Mapping[str, tuple[int, Rank]]
    codes: frozenset[str]
    han: Mapping[str, Rank]
    loose: str
    pairs: frozenset[str]
    titles: tuple[str, ...]

    def chinese(self, text: str, start: int) -> tuple[int, Rank] | None:
        """Length and rank of the longest Chinese name at `start` of `text`."""
        if text[start : start + 2] not in self.pairs:
            return None
        # Two characters inside a run may be the end of another name: 水器 in 热水器 is no 净水器.
        apart = start == 0 or text[start - 1] in "".join(grouped("things")["han_before"])
        for length in range(min(LONGEST, len(text) - start), 1 if apart else 2, -1):
            piece = text[start : start + length]
            if piece in self.han:
                return length, self.han[piece]
            if piece in self.loose:
                ranks = [rank for name, rank in self.han.items() if name in piece]
                return length, max(ranks, default=Rank.LOOSE)
        return None


@lru_cache(maxsize=8192)
def names_of(catalogue: Catalogue, product: str, variant: str, title: Text) -> Names:
    """What a line of `product` is called that was bought under `title`."""
    sold = catalogue.product(product)
    category = catalogue.category(sold.category) if sold else None
    brand = sold.brand if sold else ""
    titles = [title.en, title.zh, *((sold.title.en, sold.title.zh) if sold else ())]
    own = [*titles, *(sold.synonyms if sold else ())]
    kind = [category.title.en, category.title.zh, *category.synonyms] if category else []
    words: dict[str, tuple[int, Rank]] = {}
    han: dict[str, Rank] = {}
    for rank, texts in ((Rank.KIND, kind), (Rank.NAME, own)):
        for text in filter(None, dict.fromkeys(texts)):
            plain = _without_brand(text, brand)
            for word, points, found in _latin(plain, rank):
                words[word] = max(words.get(word, (0, Rank.LOOSE)), (points, found))
            for name in set(_chinese(plain)).difference(grouped("things")["praise"]):
                han[name] = rank
    for other, called in _other_names().items():
        if any(word in called and rank > Rank.LOOSE for word, (_, rank) in words.items()):
            if other.isascii():
                words.setdefault(other, (1, Rank.NAME))
            else:
                han.setdefault(other, Rank.NAME)
    loose = "\n".join(
        run for text in own for run in _han_runs(_without_praise(_without_brand(text, brand)))
    )
    pairs = {run[i : i + 2] for run in _HAN.findall(loose) for i in range(len(run) - 1)}
    codes = {key(identity) for identity in (product, variant)}
    codes |= {key(match["word"]) for text in own for match in matches(text) if match["word"]}
    return Names(
        words,
        frozenset(code for code in codes if len(code) >= 4 and any(c.isdigit() for c in code)),
        han,
        loose,
        frozenset(pairs | {name[:2] for name in han}),
        tuple(key(text) for text in titles if text),
    )


def names_of_line(catalogue: Catalogue, line: Line) -> Names:
    return names_of(catalogue, line.product, line.variant, line.title)


def _latin(text: str, rank: Rank) -> Iterator[tuple[str, int, Rank]]:
    """
    Words of a name and pairs of them written together, with points and rank.

    The last word of the first part says what it is: mug in "mug 300 ml", bioethanol in
    "bioethanol for spirit burners". Where that is only a set of something, so does the word before.
    """
    things = grouped("things")
    cuts = pattern(things["name_cuts"])
    joins = pattern(things["name_joins"])
    is_first = _HAN.search(text) is None
    for segment in _SEGMENT.split(text):
        parts = cuts.split(segment.casefold())
        for number, part in enumerate(parts):
            for piece in joins.split(part):
                words = list(_words(piece))
                heads = _heads(words) if is_first and number == 0 else set()
                heads |= {word for word in words if len(word) > 1 and CODE.fullmatch(word)}
                for word in words:
                    yield word, 1, rank if word in heads else Rank.LOOSE
                for one, two in pairwise(words):
                    yield one + two, 2, rank if two in heads or one in heads else Rank.LOOSE
        is_first = is_first and not any(_words(segment))


def _heads(words: list[str]) -> set[str]:
    plain = [word for word in words if word.isalpha() and len(word) > 2]
    heads = set(plain[-1:])
    if heads & set(grouped("things")["holders"]):
        heads |= set(plain[-2:])
    return heads


def _words(text: str) -> Iterator[str]:
    """Latin words of a name; amounts and numbers are properties."""
    for match in matches(text):
        if match["word"]:
            for part in _JOINT.split(match["word"]):
                word = plain_word(part)
                if part and not (is_stop(word) and len(word) > 1):
                    yield word


def _chinese(text: str) -> Iterator[str]:
    """
    Chinese names in a title.

    A short title is a name: its words and the ends of them (马克杯 in 搪瓷露营马克杯). A long one
    is praise, in which only what ends like a thing is one (热水器), or stands by a model code.
    """
    runs = _han_runs(text)
    is_name = sum(map(len, runs)) <= _SHORT_TITLE
    plain = text if is_name else _without_praise(text)
    runs = runs if is_name else _han_runs(plain)
    ends = "".join(grouped("things")["ends"])
    joins = "".join(grouped("things")["han_joins"])
    for number, run in enumerate(runs):
        for thing in re.findall(rf"[^{ends}]*[{ends}]+", run):
            yield from _ends_of(thing)
        if is_name and (number == len(runs) - 1):
            for part in re.split(f"[{joins}]", run):
                yield from _ends_of(part)
        if is_name and len(run) > 2:
            yield run
    for bracket in _BRACKET.findall(plain):
        if any(CODE.fullmatch(word) for word in _words(bracket)):
            yield from _han_runs(bracket)


def _han_runs(text: str) -> list[str]:
    """Chinese stretches of a name; units of an amount belong to its number."""
    return [m["han"] for m in matches(text) if m["han"] and len(m["han"]) > 1]


def _ends_of(name: str) -> Iterator[str]:
    return (name[start:] for start in range(len(name) - 1))


def _without_brand(text: str, brand: str) -> str:
    """A title without its maker, in any script: 美的（Midea）."""
    return re.sub(rf"{re.escape(brand)}(?:\s*[(（][^()（）]*[)）])?", "\n", text) if brand else text


def _without_praise(text: str) -> str:
    """A title in one width, without the words of an advertisement."""
    return pattern(grouped("things")["praise"]).sub("\n", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=32)
def kinds(catalogue: Catalogue) -> frozenset[str]:
    """Words for the kinds of things that the shop sells."""
    texts: Iterable[str] = (
        text for one in catalogue.categories() for text in (one.title.en, *one.synonyms) if text
    )
    return frozenset(
        word
        for text in texts
        for word, points, r in _latin(text, Rank.KIND)
        if r > 1 and points < 2
    )


@cache
def _other_names() -> dict[str, frozenset[str]]:
    """What shoppers call a thing, and the names it stands for, written together."""
    listed = [(o, c) for one in LANGUAGES for o, c in load_words(one)["other_names"].items()]
    return {
        "".join(map(plain_word, other.split())) if other.isascii() else other: frozenset(
            "".join(map(plain_word, _JOINT.split(name))) for name in called
        )
        for other, called in listed
    }
