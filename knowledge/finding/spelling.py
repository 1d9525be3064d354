"""Misspelt words brought back to words that the catalogue knows."""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.finding.words import Words

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

    def __init__(self, words: Words, encode: Callable[[str], NDArray[np.float32]]) -> None:
        self._words = words
        self._encode = encode
        self.frequency = lru_cache(maxsize=16384)(words.frequency)
        self.repair = lru_cache(maxsize=16384)(self._repair)

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
                token,
                self._alike(token, size, slips),
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=5,
            )
        ]
        likely = (word for _, _, word in sorted(near)[:5] if self._same(token, word))
        return next(likely, "")

    def _same(self, token: str, word: str) -> bool:
        """Whether `token` was meant to be `word`: the same letters in disorder, or meaning."""
        if sorted(token) == sorted(word):
            return True
        return float(self._encode(token) @ self._encode(word)) >= SAME_MEANING

    def _alike(self, token: str, size: int, slips: int) -> list[str]:
        """The words of `size` letters that may be `slips` slips away from `token`."""
        words, spelt_with = self._by_length.get(size, ([], np.zeros(0, dtype=np.uint32)))
        # One slip brings in one letter, takes one away, or both; most words differ in more.
        differing = np.bitwise_count(spelt_with ^ letters(token))
        return [words[place] for place in np.flatnonzero(differing <= 2 * slips)]

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[str], NDArray[np.uint32]]]:
        """Words by their length, the frequent ones first, each with its letters."""
        words = defaultdict[int, list[str]](list)
        for word in self._words.common(VOCABULARY):
            if len(word) >= SHORTEST - 1:
                words[len(word)].append(word)
        return {
            size: (same, np.array([letters(word) for word in same], dtype=np.uint32))
            for size, same in words.items()
        }


def letters(word: str) -> np.uint32:
    """Which of the letters a to z are in `word`, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - ord("a"))
    return np.uint32(bits)
