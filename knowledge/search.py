"""Finding: products by words, slips of the pen and meaning; and passages that answer a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.encoder import Encoder
from knowledge.finding.answers import ANSWERS, Answers, Found
from knowledge.finding.candidates import Hit
from knowledge.finding.described import Described
from knowledge.finding.han_spelling import HanSpelling
from knowledge.finding.mentions import Mentions
from knowledge.finding.product_search import ProductSearch
from knowledge.finding.questions import asked, fault_codes
from knowledge.finding.ranking import Prices, Ranking
from knowledge.finding.scope import Ready
from knowledge.goods import Attribute, ContentKind, Language, Product, Text
from knowledge.graph import attribute_node, explain, neighbourhood

__all__ = ["ANSWERS", "Hit", "Passage", "Search"]


# Punctuation, and the spaces that stand for it between Chinese characters.
_CUT = re.compile(r"[,;.!?，；。！？]\s|[，；。！？]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Passage:
    """
    One to three sentences that answer a question.

    Parameters
    ----------
    source
        Where it stands: ``products/P1/attributes/material``, ``policies/returns``, ``faq/payment``.
    title
        Name of the attribute, title of the content.
    text
        A verbatim part of the content, in the language of the question where the shop has it.
    score
        From :data:`ANSWERS` on it probably answers; below, the shop does not know.
    path
        How one gets to it in the knowledge graph: kettle, material, stainless steel.
    """

    source: str
    title: Text
    text: Text
    score: float
    path: tuple[str, ...]


class Search:
    """
    Search over one catalogue.

    Raises
    ------
    ValueError
        If the catalogue was built with another encoder.
    """

    def __init__(self, catalogue: Catalogue, encoder: Encoder) -> None:
        if catalogue.meta["encoder"] != encoder.name:
            raise ValueError(
                f"{catalogue.path} was built with the encoder {catalogue.meta['encoder']}, not "
                f"{encoder.name}; set SHOPKEEPER_ENCODER, or write it anew with: shopkeeper init"
            )
        self._catalogue = catalogue
        self._encoder = encoder
        # One message is looked up several times: as a product, in its texts, in the shop's.
        self._vector = lru_cache(maxsize=256)(self._encode)
        self._products = ProductSearch(catalogue, self._vector)
        self.mended = HanSpelling(catalogue).repair
        self._ranking = Ranking(catalogue, self._products.known_parts)
        self._mentions = Mentions(catalogue, self._products)
        self._answers = Answers(catalogue, self._vector)

    def products(
        self,
        text: str,
        *,
        language: Language,
        limit: int = 10,
        min_price: Decimal | None = None,
        max_price: Decimal | None = None,
        only_available: bool = False,
    ) -> tuple[Hit, ...]:
        """
        Products that fit `text`, the best first.

        Parameters
        ----------
        text
            Words of either language, an id or a model code. Empty: all products within the prices.
        language
            Of the reader; among equals, those with a title in it come first.
        min_price, max_price
            Bounds, both included, on the cheapest variant that can be bought (the cheapest of all
            where none can).
        only_available
            Leave out what is sold out.
        """
        return self._products(
            text,
            language=language,
            limit=limit,
            prices=(min_price, max_price),
            only_available=only_available,
        )

    def ranked(
        self, described: Described, hits: Sequence[Hit], prices: Prices = (None, None)
    ) -> tuple[Hit, ...]:
        """Products that were found, by how well they are what was described, the best first."""
        return self._ranking(described, hits, prices)

    def mentioned(self, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """The products that a sentence names, by model code, title or category; best first."""
        return self._mentions(text, limit)

    def answer(
        self,
        question: str,
        *,
        product: Product | None,
        language: Language,
        kinds: Sequence[ContentKind] = (),
        limit: int = 3,
    ) -> tuple[Passage, ...]:
        """
        The passages that answer `question` best, the best first.

        Parameters
        ----------
        product
            Whose attributes, variants and texts are read; None: the texts of the whole shop.
        kinds
            Only these kinds of content; empty: all, and attributes.
        """
        # What is said beside the question ("my dad and I have to carry it") hides what is asked, so
        # its parts are asked for themselves as well.
        best: dict[str, Found] = {}
        for part in (question, *_parts(question)):
            for one in self._answers(
                part, product=product, language=language, kinds=kinds, limit=limit
            ):
                key = f"{one.passage.source} {one.passage.text.into(language)}"
                if key not in best or best[key].score < one.score:
                    best[key] = one
        found = sorted(best.values(), key=lambda one: -one.score)[:limit]
        paths = self._paths([one.passage for one in found], product, language)
        return tuple(
            Passage(one.passage.source, one.passage.title, one.passage.text, one.score, path)
            for one, path in zip(found, paths, strict=True)
        )

    def _encode(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encoder([text])[0]
        return vector

    def _paths(
        self, passages: Sequence[Ready], product: Product | None, language: Language
    ) -> list[tuple[str, ...]]:
        if not passages:
            return []
        if product is None:
            return [(one.kind, one.title.into(language)) for one in passages]
        graph = neighbourhood(self._catalogue, product.id, language=language)
        start = ("product", product.id)
        return [
            explain(graph, start, attribute_node(Attribute(one.title, one.text)))
            if one.kind == "attribute"
            else explain(graph, start, ("content", one.source.partition("/")[2]))
            for one in passages
        ]


def _parts(question: str) -> list[str]:
    """The parts of a question that ask for something known, where it has more than one part."""
    if fault_codes(question):
        return []
    parts = [part.strip() for part in _CUT.split(question) if part.strip()]
    return [part for part in parts if asked(part).topics] if len(parts) > 1 else []
