"""Products for a description: words and meaning propose, words and meaning together rank."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.arrays import Arrays, first, is_large
from knowledge.finding.bounds import ANY, Bounds
from knowledge.finding.candidates import FIELDS, Candidate, Hit, candidate, candidates, matched
from knowledge.finding.cut import is_chinese
from knowledge.finding.meaning import Meaning
from knowledge.finding.parts import Part, parts_of
from knowledge.finding.passages import LANGUAGES
from knowledge.finding.postings import Postings
from knowledge.finding.spelling import Spelling
from knowledge.finding.vectors import batches
from knowledge.finding.words import FullText
from knowledge.goods import Language
from knowledge.tokens import key, tokens

# Products that words and meaning each propose.
PROPOSED = 100
# Cosines that are chance, and that are as good as the same words. Where the catalogue does not
# speak the language of the description, meaning has to do. Where it does, not one word of it being
# there speaks against the product; and where only some are, the rest has to be as good as meant:
# "fancy kettle" is a kettle (0.8), a "washing machine" is no coffee machine (0.55).
FOREIGN, NO_WORD, SOME_WORDS = (0.25, 0.75), (0.5, 0.85), (0.55, 0.85)
# How far words alone and meaning alone can lift a score.
BY_WORDS, BY_MEANING = 0.9, 0.8
# Below this nothing but chance speaks for a product.
LEAST = 0.15

Prices = tuple[Decimal | None, Decimal | None]


class ProductSearch:
    """See :meth:`knowledge.search.Search.products`."""

    def __init__(self, catalogue: Catalogue, encode: Callable[[str], NDArray[np.float32]]) -> None:
        self._catalogue = catalogue
        self._encode = encode
        self._arrays = Arrays(catalogue) if is_large(catalogue) else None
        self._words = Postings(catalogue, self._arrays) if self._arrays else FullText(catalogue)
        self._spelling = Spelling(self._words, encode)
        self._meaning = Meaning(catalogue, self._arrays)

    def __call__(
        self,
        text: str,
        *,
        language: Language,
        limit: int,
        prices: Prices,
        only_available: bool,
    ) -> tuple[Hit, ...]:
        bounds = Bounds(*prices, only_available)
        if not text.strip():
            return self._all(bounds, limit) if bounds else ()
        exact = self._by_code(text)
        if exact:
            return exact[:limit]
        repaired = self._repaired(text)
        parts = tuple(parts_of(repaired, self._rarity, unseen=self._rarity_of(0)))
        vector = self._encode(repaired)
        foreign = ("zh" if is_chinese(text) else "en") not in self._languages
        kinds = self._meaning.categories(vector)
        weights = _weights(parts)
        known = [(part, weights[k]) for k, part in enumerate(parts) if part.seen]
        whole = sum(weights) or 1.0
        scored = []
        for one, near in self._candidates(parts, vector, bounds):
            nearest = max(near, kinds.get(one.category, 0.0))
            words = sum(weight * one.holds(part) for part, weight in known) / whole
            scored.append((_score(words, nearest, foreign), near, one))
        # Among equals the nearer in meaning, in the reader's language, earlier in the source.
        scored.sort(
            key=lambda entry: (
                -round(entry[0], 2),
                language not in entry[2].languages,
                -entry[1],
                entry[2].number,
            )
        )
        return tuple(
            Hit(product, score, matched(parts, one))
            for score, _, one in scored[:limit]
            if score >= LEAST and (product := self._catalogue.product(one.id)) is not None
        )

    def known_parts(self, text: str) -> list[Part]:
        """The words of `text` that some product holds, misspelt ones repaired."""
        parts = parts_of(self._repaired(text), self._rarity, unseen=0.0)
        return [part for part in parts if part.seen]

    def holding(self, parts: Sequence[Part]) -> list[Candidate]:
        """Products that some of the words name; of equals the likelier one first."""
        numbers = self._words.holding(parts, ANY, PROPOSED)
        found = {one.number: one for one in candidates(self._catalogue, numbers)}
        # Full text weighs words by other rules than those by which products are named, so that its
        # order says little; then those that the shop lists first come first. Of a product that came
        # twice with one id only the first is kept, but the words of both.
        ranked = numbers if self._arrays else sorted(numbers)
        return [found[number] for number in ranked if number in found]

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages that some title is in."""
        sql = "select max(title_en != ''), max(title_zh != '') from products"
        spoken = self._catalogue.rows(sql)[0]
        return frozenset(one for one, any_title in zip(LANGUAGES, spoken, strict=True) if any_title)

    def _all(self, bounds: Bounds, limit: int) -> tuple[Hit, ...]:
        """All products within bounds: where nothing is described, all are what was described."""
        where, values = bounds.sql
        if self._arrays:
            values = np.flatnonzero(self._arrays.within(bounds))[:limit].tolist()
            where = f"p.number in ({', '.join('?' * len(values))})"
        sql = f"select p.id from products p where {where} order by p.number limit ?"
        rows = self._catalogue.rows(sql, [*values, limit])
        found = [self._catalogue.product(identity) for (identity,) in rows]
        return tuple(Hit(one, 1.0, ()) for one in found if one is not None)

    def _by_code(self, text: str) -> tuple[Hit, ...]:
        """The products that have `text` as their id, a variant's id or their model code."""
        sql = "select distinct product from codes where code = ?"
        found = [self._catalogue.product(row[0]) for row in self._catalogue.rows(sql, [key(text)])]
        return tuple(Hit(one, 1.0, (text.strip(),)) for one in found if one is not None)

    def _repaired(self, text: str) -> str:
        """`text` with misspelt words as the catalogue spells them."""
        for token in dict.fromkeys(tokens(text)):
            meant = self._spelling.repair(token)
            if meant != token:
                text = re.sub(rf"(?i)(?<!\w){re.escape(token)}(?=s?(?!\w))", meant, text)
        return text

    def _rarity(self, token: str) -> float | None:
        seen = self._spelling.frequency(token)
        return self._rarity_of(seen) if seen else None

    def _rarity_of(self, seen: int) -> float:
        return math.log(1 + (max(self._catalogue.num_products, 1) + 1) / (seen + 0.5))

    def _candidates(
        self, parts: Sequence[Part], vector: NDArray[np.float32], bounds: Bounds
    ) -> Iterator[tuple[Candidate, float]]:
        """Products that may be meant, each with its cosine."""
        near = self._meaning.near(vector)
        numbers = dict.fromkeys(self._words.holding(parts, bounds, PROPOSED, near=near))
        numbers |= dict.fromkeys(self._nearest(near, bounds))
        cosines = self._meaning.cosines(vector, near, numbers)
        where, prices = bounds.sql
        for batch in batches(numbers):
            marks = ", ".join("?" * len(batch))
            sql = f"{FIELDS} where p.number in ({marks}) and {where}"
            for row in self._catalogue.rows(sql, [*batch, *prices]):
                one = candidate(row)
                yield one, cosines[one.number]

    def _nearest(self, near: NDArray[np.float32], bounds: Bounds) -> list[int]:
        """The products that are nearest in meaning; of many, those within bounds."""
        similar = near + 1
        if bounds and self._arrays:
            similar *= self._arrays.within(bounds)
        return [int(number) for number in first(similar, PROPOSED)]


def _weights(parts: Sequence[Part]) -> list[float]:
    """What each word of a description counts."""
    known = [part.weight for part in parts if part.seen]
    # A word that no product has says that it is not all there, but not how important it is.
    most = sum(known) / len(known) if known else 1.0
    return [part.weight if part.seen else min(part.weight, most) for part in parts]


def _score(words: float, near: float, foreign: bool) -> float:
    """See :class:`Hit`, for the share of the words that are held and a cosine."""
    chance, same = SOME_WORDS if words else FOREIGN if foreign else NO_WORD
    meaning = min(1.0, max(0.0, (near - chance) / (same - chance)))
    return 1 - (1 - BY_WORDS * words**2) * (1 - BY_MEANING * meaning)
