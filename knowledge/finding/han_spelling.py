"""Wrong Chinese characters in names that the catalogue knows: 铁光音 is meant to be 铁观音."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from knowledge.catalogue import Catalogue
from knowledge.tokens import HAN, is_stop

# Names of so many products are read; the first ones of a large catalogue.
NAMES = 50_000
_RUN = re.compile(f"[{HAN}]+")
_ANY = "?"
_WIDTH = 3


class HanSpelling:
    """
    The stretches of three characters in titles and other names.

    A character is wrong where no name holds it beside either of its neighbours, and right again
    where only one other character makes a stretch of a name of it and two of its neighbours.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.repair = lru_cache(maxsize=4096)(self._repair)

    def _repair(self, text: str) -> str:
        """
        `text` with wrong characters as the names have them.

        Examples
        --------
        A shop that sells 摩卡壶 understands 摩咖壶; 手机 stays what it is.
        """
        return _RUN.sub(lambda match: self._mended(match.group()), text)

    def _mended(self, run: str) -> str:
        pairs, windows = self._names
        for at in range(len(run)):
            beside = [run[k : k + 2] for k in (at - 1, at) if 0 <= k < len(run) - 1]
            if is_stop(run[at]) or any(pair in pairs for pair in beside):
                continue
            for start in _starts(at, len(run)):
                window = run[start : start + _WIDTH] if start >= 0 else ""
                place = at - start
                if len(window) < _WIDTH:
                    continue
                right = windows.get(window[:place] + _ANY + window[place + 1 :], ())
                if len(right) == 1:
                    run = run[:at] + right[0] + run[at + 1 :]
                    break
            else:
                behind = windows.get(run[at - 1 : at] + _ANY, ())
                if at == 1 and len(run) <= _WIDTH and len(behind) == 1:
                    run = run[:at] + behind[0] + run[at + 1 :]
        return run

    @cached_property
    def _names(self) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
        """Pairs of characters that names hold, and what may stand at a gap in three of them."""
        pairs: set[str] = set()
        gaps: dict[str, Counter[str]] = {}
        for run in self._runs():
            for first, second in pairwise(run):
                pairs.add(first + second)
                gaps.setdefault(first + _ANY, Counter())[second] += 1
            for start in range(len(run) - _WIDTH + 1):
                window = run[start : start + _WIDTH]
                for place in range(_WIDTH):
                    gap = window[:place] + _ANY + window[place + 1 :]
                    gaps.setdefault(gap, Counter())[window[place]] += 1
        return frozenset(pairs), {gap: tuple(found) for gap, found in gaps.items()}

    def _runs(self) -> Iterator[str]:
        sql = "select title_zh, synonyms, attributes from products order by number limit ?"
        for row in self._catalogue.rows(sql, [NAMES]):
            yield from _RUN.findall(" ".join(row))
        for category in self._catalogue.categories():
            yield from _RUN.findall(" ".join((category.title.zh, *category.synonyms)))


def _starts(at: int, length: int) -> Iterator[int]:
    """Where stretches begin with the character at a place between, behind or before two others."""
    yield at - 1
    if at == length - 1:
        yield at - 2
    if at == 0:
        yield at
