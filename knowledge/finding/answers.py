"""The passages that answer a question, or none where the shop does not know."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.index import line, names_of
from knowledge.finding.overlap import Overlap
from knowledge.finding.questions import Asked, asked, fault_codes
from knowledge.finding.scope import Ready, Scope, read_scope
from knowledge.goods import ContentKind, Language, Product
from knowledge.tokens import tokens

ANSWERS = 0.5
"""Score from which a passage probably answers; below it, say that the shop does not know."""

# Passages of so many products are kept ready, about 300 kB each.
SCOPES = 64
# What a text is worth that is about an open topic but holds nothing else of the question.
OPEN = 0.1
# What a display shows is written in the title of its fault, or only mentioned elsewhere.
CODE_IN_TITLE, CODE_IN_TEXT = 0.97, 0.8


@dataclass(frozen=True)
class Found:
    """A passage and its score."""

    passage: Ready
    score: float


@dataclass(frozen=True)
class AnswerParams:
    """
    How the signs that a passage answers are added up.

    Set on 309 questions in two languages on two shops, 89 of which the shop cannot know.

    Parameters
    ----------
    meaning, words, topic, narrower
        Weights of the cosine, of the share of the question's words, of the evidence for its topic
        and for what narrows it.
    unknown
        Taken off for the share of the question that nothing in the shop's texts explains.
    attribute
        Added for an attribute, which is the shortest answer.
    by_name
        Added for an attribute whose whole name stands in the question: what is the handle made of.
    part
        Taken off for a spare part, which has a size and a weight of its own.
    trouble
        Taken off for a fault where no trouble was told: "how loud is it" is not "it is too loud".
    middle, untopical, steepness
        The sum that scores 0.5, the same for a question without a topic, and how fast the score
        rises there.
    """

    meaning: float = 0.45
    words: float = 0.25
    topic: float = 0.45
    narrower: float = 0.1
    unknown: float = 0.3
    attribute: float = 0.08
    by_name: float = 0.2
    part: float = 0.1
    trouble: float = 0.15
    middle: float = 0.35
    untopical: float = 0.22
    steepness: float = 9.0


class Answers:
    """Ranks the passages of one product, or of the whole shop, for a question."""

    def __init__(
        self,
        catalogue: Catalogue,
        encode: Callable[[str], NDArray[np.float32]],
        params: AnswerParams | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._encode = encode
        self._params = params or AnswerParams()
        self._categories = {one.id: one for one in catalogue.categories()}
        self._scope = lru_cache(maxsize=SCOPES)(self._read)

    def __call__(
        self,
        question: str,
        *,
        product: Product | None,
        language: Language,
        kinds: Sequence[ContentKind] = (),
        limit: int = 3,
    ) -> tuple[Found, ...]:
        """The best passages; see :meth:`knowledge.search.Search.answer`."""
        scope = self._scope(product.id if product else "", language)
        about = asked(question)
        codes = self._codes(question, scope, about, product)
        found = (
            self._by_code(scope, codes) if codes else self._ranked(question, scope, about, product)
        )
        wanted = [one for one in found if not kinds or one.passage.kind in kinds]
        return tuple(sorted(wanted, key=lambda one: -one.score)[:limit])

    def _read(self, product: str, language: Language) -> Scope:
        return read_scope(self._catalogue, product, language)

    def _codes(
        self, question: str, scope: Scope, about: Asked, product: Product | None
    ) -> frozenset[str]:
        """
        The fault codes that `question` names.

        A model name looks the same ("V60"), so a code counts where the question is about a fault,
        or where the texts have faults that begin with the same letters.
        """
        codes = fault_codes(question)
        if product:
            codes -= frozenset(tokens(f"{product.title.en} {product.title.zh}"))
        if any("fault" in topic.kinds for topic in about.topics):
            return codes
        faults = [one.named.latin for one in scope.passages if one.kind == "fault"]
        letters = {_letters(code) for title in faults for code in fault_codes(title)}
        return frozenset(code for code in codes if _letters(code) in letters)

    def _by_code(self, scope: Scope, codes: frozenset[str]) -> list[Found]:
        """Only what names the very code: a near one is another fault."""
        return [
            Found(one, CODE_IN_TITLE if codes & one.named.words else CODE_IN_TEXT)
            for one in scope.passages
            if codes & one.words
        ]

    def _ranked(
        self, question: str, scope: Scope, about: Asked, product: Product | None
    ) -> list[Found]:
        if not scope.passages:
            return []
        vector = self._encode(question)
        own = self._own_words(product) if product else frozenset[str]()
        overlap = Overlap(question, scope, own=own, spent=about.spent)
        meaning = np.maximum(scope.titles @ vector, scope.texts @ vector)
        about = _answerable(about, scope)
        return [
            Found(one, self._score(one, float(near), overlap, about))
            for one, near in zip(scope.passages, meaning, strict=True)
        ]

    def _score(self, passage: Ready, meaning: float, overlap: Overlap, about: Asked) -> float:
        weigh = self._params
        words = overlap.share(passage.words)
        signs = [
            passage.evidence(topic) * (OPEN + (1 - OPEN) * words if topic.open else 1.0)
            for topic in about.topics
        ]
        narrower = [passage.evidence(topic) for topic in about.narrower]
        trouble = any("fault" in topic.kinds for topic in (*about.topics, *about.narrower))
        total = (
            weigh.meaning * meaning
            + weigh.words * words
            # Of several topics one may be a misreading, so the best counts most.
            + weigh.topic * (0.6 * max(signs) + 0.4 * _mean(signs) if signs else 0.0)
            + weigh.narrower * _mean(narrower)
            - weigh.unknown * overlap.unknown
            + weigh.attribute * (passage.kind == "attribute")
            + weigh.by_name * (passage.kind == "attribute" and about.names(passage.title))
            - weigh.part * (passage.kind == "part")
            - weigh.trouble * (passage.kind == "fault" and bool(signs) and not trouble)
        )
        middle = weigh.middle if signs else weigh.untopical
        return 1 / (1 + math.exp(-weigh.steepness * (total - middle)))

    def _own_words(self, product: Product) -> frozenset[str]:
        kinds = [name for kind in line(self._categories, product) for name in names_of(kind)]
        texts = [product.title.en, product.title.zh, product.brand, *product.synonyms, *kinds]
        return frozenset(token for text in texts for token in tokens(text))


def _answerable(about: Asked, scope: Scope) -> Asked:
    """
    `about` without weak topics that no passage speaks of.

    That nothing tells a weight is the answer to "how heavy is it"; that nothing is about trouble
    says nothing about "I lost the card, what do I do".
    """
    topics = tuple(
        topic
        for topic in about.topics
        if not topic.weak or any(one.evidence(topic) for one in scope.passages)
    )
    return replace(about, topics=topics)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _letters(code: str) -> str:
    return code.rstrip("0123456789").rstrip("-_")
