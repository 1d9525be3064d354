"""Products for a description: full text and meaning propose, words and meaning together rank."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.candidates import FIELDS, Candidate, Hit, candidate, candidates, matched
from knowledge.finding.cut import is_chinese
from knowledge.finding.meaning import Meaning
from knowledge.finding.parts import Part, parts_of
from knowledge.finding.passages import LANGUAGES
from knowledge.finding.spelling import Spelling
from knowledge.finding.vectors import batches
from knowledge.goods import Language
from knowledge.tokens import key, tokens

# Products that full text and meaning each propose.
PROPOSED = 100
# The rarest words of a description are enough to propose by, and common ones are slow to look up.
MOST_WORDS = 12
# From this many products on, where nothing holds all words, only the rarest ones propose.
LARGE, RAREST = 50_000, 2
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
        self._spelling = Spelling(catalogue, encode)
        self._meaning = Meaning(catalogue)

    def __call__(
        self,
        text: str,
        *,
        language: Language,
        limit: int,
        prices: Prices,
        only_available: bool,
    ) -> tuple[Hit, ...]:
        where, bounds = _within(prices, only_available)
        if not text.strip():
            return self._all(where, bounds, limit) if bounds or only_available else ()
        exact = self._by_code(text)
        if exact:
            return exact[:limit]
        repaired = self._repaired(text)
        parts = tuple(parts_of(repaired, self._rarity, unseen=self._rarity_of(0)))
        vector = self._encode(repaired)
        foreign = ("zh" if is_chinese(text) else "en") not in self._languages
        kinds = self._meaning.categories(vector)
        scored = []
        for one, near in self._candidates(parts, vector, where, bounds):
            nearest = max(near, kinds.get(one.category, 0.0))
            scored.append((self._score(one, parts, nearest, foreign), near, one))
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
        """Products that hold some of the words, in a large catalogue all of them."""
        return list(candidates(self._catalogue, self._worded(parts, "1", [])))

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages that some title is in."""
        sql = "select max(title_en != ''), max(title_zh != '') from products"
        spoken = self._catalogue.rows(sql)[0]
        return frozenset(one for one, any_title in zip(LANGUAGES, spoken, strict=True) if any_title)

    def _all(self, where: str, bounds: list[float], limit: int) -> tuple[Hit, ...]:
        """All products within bounds: where nothing is described, all are what was described."""
        sql = f"select p.id from products p where {where} order by p.number limit ?"
        found = [
            self._catalogue.product(row[0]) for row in self._catalogue.rows(sql, [*bounds, limit])
        ]
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
        return math.log(1 + (self._spelling.num_documents + 1) / (seen + 0.5))

    def _candidates(
        self, parts: Sequence[Part], vector: NDArray[np.float32], where: str, bounds: list[float]
    ) -> Iterator[tuple[Candidate, float]]:
        """Products that may be meant, each with its cosine."""
        numbers = dict.fromkeys(self._worded(parts, where, bounds))
        numbers |= dict.fromkeys(self._meaning.nearest(vector, PROPOSED))
        cosines = self._meaning.cosines(vector, list(numbers))
        for batch in batches(numbers):
            marks = ", ".join("?" * len(batch))
            sql = f"{FIELDS} where p.number in ({marks}) and {where}"
            for row in self._catalogue.rows(sql, [*batch, *bounds]):
                one = candidate(row)
                yield one, cosines.get(one.number, 0.0)

    def _worded(self, parts: Sequence[Part], where: str, bounds: list[float]) -> list[int]:
        """
        Products that hold some of the words, by full text.

        In a large catalogue nearly everything holds some of them, so first those that hold all.
        """
        known = sorted((part for part in parts if part.seen), key=lambda part: -part.weight)
        either = ["(" + " OR ".join(f'"{form}"' for form in part.forms) + ")" for part in known]
        if not either:
            return []
        if self._spelling.num_documents > LARGE:
            found = self._matching(" AND ".join(either[:MOST_WORDS]), where, bounds)
            return found or self._matching(" OR ".join(either[:RAREST]), where, bounds)
        return self._matching(" OR ".join(either[:MOST_WORDS]), where, bounds)

    def _matching(self, words: str, where: str, bounds: list[float]) -> list[int]:
        sql = (
            "select p.number from words join products p on p.number = words.rowid"
            f" where words match ? and {where} order by bm25(words, 5.0, 4.0, 1.0) limit ?"
        )
        return [row[0] for row in self._catalogue.rows(sql, [words, *bounds, PROPOSED])]

    def _score(self, one: Candidate, parts: Sequence[Part], near: float, foreign: bool) -> float:
        known = [part.weight for part in parts if part.seen]
        # A word that no product has says that it is not all there, but not how important it is.
        most = sum(known) / len(known) if known else 1.0
        weights = [part.weight if part.seen else min(part.weight, most) for part in parts]
        held = [one.holds(part) for part in parts]
        worth = sum(weight * share for weight, share in zip(weights, held, strict=True))
        words = worth / sum(weights) if weights else 0.0
        chance, same = SOME_WORDS if words else FOREIGN if foreign else NO_WORD
        meaning = min(1.0, max(0.0, (near - chance) / (same - chance)))
        return 1 - (1 - BY_WORDS * words**2) * (1 - BY_MEANING * meaning)


def _within(prices: Prices, only_available: bool) -> tuple[str, list[float]]:
    """The bounds as SQL on `products p`, and their values."""
    cheapest = "p.lowest_available" if only_available else "coalesce(p.lowest_available, p.lowest)"
    conditions = ["p.available"] if only_available else ["1"]
    bounds: list[float] = []
    for price, comparison in zip(prices, (">=", "<="), strict=True):
        if price is not None:
            conditions.append(f"{cheapest} {comparison} ?")
            bounds.append(float(price))
    return " and ".join(conditions), bounds
