"""
Words of a large catalogue: for each word the numbers of the products that hold it.

Full text reads the places of every word and looks at each product that holds one, which takes
long where a word such as "black" is in every second product. Here a word is three arrays of
numbers, and all products are weighed at once, in the same way in which they are ranked in the end.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.arrays import Arrays, first
from knowledge.finding.bounds import Bounds
from knowledge.finding.candidates import DETAIL, KIND
from knowledge.finding.parts import Part
from knowledge.finding.words import heaviest

# What nearness in meaning adds at most, and details where only names count: they order those that
# hold as much.
NEAR, NAMED_DETAIL = 0.001, 0.0005

Places = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]


class Postings:
    """See :class:`knowledge.finding.words.Words`."""

    def __init__(self, catalogue: Catalogue, arrays: Arrays) -> None:
        self._catalogue = catalogue
        self._arrays = arrays

    def frequency(self, token: str) -> int:
        found = self._catalogue.rows("select doc from postings where term = ?", [token])
        return int(found[0][0]) if found else 0

    def common(self, limit: int) -> list[str]:
        sql = "select term from postings where term not glob '*[^a-z]*' order by doc desc limit ?"
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
        whole = sum(part.weight for part in known)
        places = {form: self._places(form) for part in known for form in part.forms}
        scores = np.zeros(self._arrays.length, dtype=np.float32)
        held = np.zeros_like(scores)
        for part in known:
            held[:] = 0
            # The better place is written last, over the worse one.
            for place, worth in ((2, NAMED_DETAIL if near is None else DETAIL), (1, KIND), (0, 1)):
                for form in part.forms:
                    held[places[form][place]] = worth
            held *= np.float32(part.weight / whole)
            scores += held
        if near is not None:
            scores += NEAR * near * (scores > 0)
        if bounds:
            scores *= self._arrays.within(bounds)
        return [int(number) for number in first(scores, limit)]

    def _places(self, form: str) -> Places:
        found = self._catalogue.rows(
            "select title, kind, details from postings where term = ?", [form]
        )
        title, kind, details = found[0] if found else (b"", b"", b"")
        return (
            np.frombuffer(title, dtype=np.uint32),
            np.frombuffer(kind, dtype=np.uint32),
            np.frombuffer(details, dtype=np.uint32),
        )
