"""In which products a word stands: by full text, or by lists of their own in a large catalogue."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.bounds import Bounds
from knowledge.finding.parts import Part

# The rarest words of a description are enough to propose by, and common ones are slow to look up.
MOST_WORDS = 12


class Words(Protocol):
    """The words of all products."""

    def frequency(self, token: str) -> int:
        """Number of products that hold `token`."""

    def common(self, limit: int) -> list[str]:
        """The `limit` most frequent words of the letters a to z alone, the first ones first."""

    def holding(
        self,
        parts: Sequence[Part],
        bounds: Bounds,
        limit: int,
        *,
        near: NDArray[np.float32] | None = None,
    ) -> list[int]:
        """
        Numbers of the `limit` products within `bounds` that hold most of the words, by rarity.

        Parameters
        ----------
        near
            How near each product is in meaning, by number: among many that hold as much, the near
            ones. None: what is named is looked for, which words in the details hardly tell.
        """


class FullText:
    """Words by the full-text index of SQLite, which reads all places of each word it ranks by."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def frequency(self, token: str) -> int:
        found = self._catalogue.rows("select doc from vocabulary where term = ?", [token])
        return int(found[0][0]) if found else 0

    def common(self, limit: int) -> list[str]:
        sql = "select term from vocabulary where term not glob '*[^a-z]*' order by doc desc limit ?"
        return [row[0] for row in self._catalogue.rows(sql, [limit])]

    def holding(
        self,
        parts: Sequence[Part],
        bounds: Bounds,
        limit: int,
        *,
        near: NDArray[np.float32] | None = None,
    ) -> list[int]:
        known = heaviest(parts)
        if not known:
            return []
        words = " OR ".join("(" + " OR ".join(f'"{form}"' for form in p.forms) + ")" for p in known)
        where, prices = bounds.sql
        sql = (
            "select p.number from words join products p on p.number = words.rowid"
            f" where words match ? and {where} order by bm25(words, 5.0, 4.0, 1.0) limit ?"
        )
        return [row[0] for row in self._catalogue.rows(sql, [words, *prices, limit])]


def heaviest(parts: Sequence[Part]) -> list[Part]:
    """Of the parts that some product holds those that tell most."""
    return sorted((part for part in parts if part.seen), key=lambda part: -part.weight)[:MOST_WORDS]
