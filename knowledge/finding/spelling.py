"""Misspelt words brought back to words that the catalogue knows."""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.catalogue import Catalogue

# Shorter words have too many neighbours: "tyre" is not a misspelt "type".
SHORTEST = 5
# From here on two slips are still the same word.
LONG = 8
# Words that are corrected to; the frequent ones of a large catalogue.
VOCABULARY = 100_000


# Real words that are one letter apart mean different things (sleep, sheep: a cosine of 0.4), a
# misspelt one mostly means what was meant (expresso, espresso: 0.7).
SAME_MEANING = 0.5
ENDINGS = ("ing", "er", "ed", "y")


class Spelling:
    """The words of a catalogue, to which misspelt ones are repaired."""

    def __init__(self, catalogue: Catalogue, encode: Callable[[str], NDArray[np.float32]]) -> None:
        self._catalogue = catalogue
        self._encode = encode
        self.num_documents = max(catalogue.num_products, 1)
        self.frequency = lru_cache(maxsize=16384)(self._frequency)
        self.repair = lru_cache(maxsize=16384)(self._repair)

    def _frequency(self, token: str) -> int:
        """Number of products that hold `token`."""
        found = self._catalogue.rows("select doc from vocabulary where term = ?", [token])
        return int(found[0][0]) if found else 0

    def _repair(self, token: str) -> str:
        """The word meant by `token`: itself where it is known, short, a number or Chinese."""
        if len(token) < SHORTEST or not (token.isascii() and token.isalpha()):
            return token
        if self.frequency(token):
            return token
        longer = next((token + end for end in ENDINGS if self.frequency(token + end)), "")
        # Plurals are cut off tokens, and with them the end of a "wireles".
        return longer or self._nearest(token) or self._nearest(token + "s") or token

    def _nearest(self, token: str) -> str:
        slips = 2 if len(token) >= LONG else 1
        near = [
            (distance, -self.frequency(word), word)
            for size in range(len(token) - slips, len(token) + slips + 1)
            for word, distance, _ in process.extract(
                token, self._by_length[size], scorer=OSA.distance, score_cutoff=slips, limit=5
            )
        ]
        likely = (word for _, _, word in sorted(near)[:5] if self._same(token, word))
        return next(likely, "")

    def _same(self, token: str, word: str) -> bool:
        """Whether `token` was meant to be `word`: the same letters in disorder, or meaning."""
        if sorted(token) == sorted(word):
            return True
        return float(self._encode(token) @ self._encode(word)) >= SAME_MEANING

    @cached_property
    def _by_length(self) -> defaultdict[int, list[str]]:
        found = self._catalogue.rows(
            "select term from vocabulary where term glob '[a-z]*' order by doc desc limit ?",
            [VOCABULARY],
        )
        words = defaultdict[int, list[str]](list)
        for (word,) in found:
            if len(word) >= SHORTEST - 1 and word.isascii() and word.isalpha():
                words[len(word)].append(word)
        return words
