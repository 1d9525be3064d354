"""The passages that a question can be answered from, made ready for comparing."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.questions import Said, Topic
from knowledge.finding.vectors import unpack
from knowledge.goods import Language, Text
from knowledge.tokens import normalise

_CLAUSE = re.compile(r"[，。；：,;:()（）、]|\.\s")

PASSAGES = """
select p.source, p.kind, p.title_en, p.title_zh, p.text_en, p.text_zh, p.words, t.vector, x.vector
from passages p
join vectors t on t.number = p.title_vector
join vectors x on x.number = p.text_vector
where p.product = ? and (p.language = ? or p.alone) order by p.number
"""


@dataclass(frozen=True)
class Ready:
    """
    One passage with what it is compared by.

    Parameters
    ----------
    words
        Tokens of title and text.
    units
        Units of the amounts among them.
    named, told
        The title and the text, ready for phrases.
    """

    source: str
    kind: str
    title: Text
    text: Text
    words: frozenset[str]
    units: frozenset[str]
    named: Said
    told: Said

    def evidence(self, topic: Topic) -> float:
        """
        How surely this passage speaks of `topic`, 0 to 1.

        A title that names the topic is surer than a sentence that holds the word, and where an
        amount is asked for, a passage without one can only be near.
        """
        title = topic.names.match(self.named)
        told = len(topic.names.found(self.told))
        named = 1.0 if title else min(0.95, 0.8 + 0.05 * told) if told else 0.0
        if not topic.units:
            kind = self.kind in topic.kinds
            return min(1.0, max(named, 0.75 * kind) + 0.2 * kind * bool(named))
        if not self.units & topic.units:
            # An attribute is its value, whatever the unit; a sentence may only mention the word.
            return 0.9 if title and self.kind == "attribute" else 0.5 * named
        if title:
            return 1.0
        # "700 g, holds a litre": the amount has to stand with its name.
        together = any(units & topic.units and topic.names.match(c) for c, units in self.clauses)
        return 0.9 if together else 0.4

    @cached_property
    def clauses(self) -> tuple[tuple[Said, frozenset[str]], ...]:
        """The clauses of the text, each with the units of its amounts."""
        found = []
        for text in (self.text.en, self.text.zh):
            for clause in filter(None, _CLAUSE.split(text)):
                said = Said.of(clause)
                found.append((said, _units(said.latin.split())))
        return tuple(found)


@dataclass(frozen=True)
class Scope:
    """All passages of one product, or of the whole shop."""

    passages: tuple[Ready, ...]
    titles: NDArray[np.float32]
    texts: NDArray[np.float32]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Inverse document frequency of the tokens of these passages."""
        count = Counter(word for passage in self.passages for word in passage.words)
        return {word: self._idf(seen) for word, seen in count.items()}

    @property
    def unseen(self) -> float:
        """The same of a token that none of them holds."""
        return self._idf(0)

    def _idf(self, seen: int) -> float:
        return math.log(1 + (len(self.passages) + 1) / (seen + 0.5))


def read_scope(catalogue: Catalogue, product: str, language: Language) -> Scope:
    """The passages about `product` ("": the shop) in `language`, or in the only one they have."""
    found = catalogue.rows(PASSAGES, [product, language])
    dim = int(catalogue.meta["dim"])
    return Scope(
        tuple(_ready(row[:7]) for row in found),
        unpack((row[7] for row in found), dim),
        unpack((row[8] for row in found), dim),
    )


def _ready(row: Sequence[Any]) -> Ready:
    source, kind, title_en, title_zh, text_en, text_zh, words = row
    title, text = Text(title_en, title_zh), Text(text_en, text_zh)
    listed = words.split()
    return Ready(
        source=source,
        kind=kind,
        title=title,
        text=text,
        words=frozenset(listed),
        units=_units(listed),
        named=_said(f"{title.en} {title.zh}"),
        told=Said(f" {words} ", normalise(f"{title.zh}{text.zh}").replace(" ", "")),
    )


def _units(words: Iterable[str]) -> frozenset[str]:
    """Units of the amounts among `words`: l of 0.5l."""
    return frozenset(word.lstrip("0123456789.") for word in words if word[0].isdigit())


# Titles such as "material" come again with every product.
_said = lru_cache(maxsize=4096)(Said.of)
