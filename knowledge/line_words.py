"""The words of things, each in one form, and what a mistyped one was meant to be."""

import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from knowledge.tokens import is_stop, tokens
from knowledge.words import LANGUAGES, grouped, load_words


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """A written word as names hold it: lower case, singular, one spelling."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    if folded in _spelled():
        return _spelled()[folded]
    found = tokens(folded)
    return _spelled().get(found[0], found[0]) if found else folded


@lru_cache(maxsize=65536)
def meant(word: str, known: frozenset[str]) -> str:
    """The name that `word` is when one or two letters are wrong in it; itself where none is."""
    if word in known or word in _real_words():
        return word
    if len(word) < 5 or not (word.isascii() and word.isalpha()) or is_stop(word):
        return word
    most = 1 if len(word) < 8 else 2
    near = [n for n in known if len(n) >= 5 and n[0] == word[0] and n.isalpha()]
    if len(word) < 7:
        # A short word of the same length with one letter changed is another one: stove, stole.
        near = [n for n in near if len(n) != len(word) or sorted(n) == sorted(word)]
    ending = next((end for end in ("ed", "ing", "ly") if word.endswith(end)), "")
    near = [n for n in near if n.endswith(ending)]
    best = min(near, key=lambda name: (OSA.distance(word, name), name), default=word)
    return best if OSA.distance(word, best) <= most else word


@cache
def _real_words() -> frozenset[str]:
    return frozenset(map(plain_word, grouped("things")["real_words"]))


@cache
def _spelled() -> dict[str, str]:
    return {a: str(b) for one in LANGUAGES for a, b in load_words(one)["spelled"].items()}
