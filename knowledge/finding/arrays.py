"""Numbers of all products side by side, which is how a large catalogue is narrowed in a moment."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.bounds import Bounds
from knowledge.finding.vectors import WORD, sketch


def is_large(catalogue: Catalogue) -> bool:
    """Whether `catalogue` was written with what a large one is searched by."""
    return bool(catalogue.rows("select 1 from sqlite_master where name = 'arrays'"))


class Arrays:
    """
    The arrays of one catalogue, each read when it is first needed.

    Place k of an array belongs to the product with the number k; there is no number 0.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.length = catalogue.num_products + 1

    def within(self, bounds: Bounds) -> NDArray[np.bool_]:
        """Which products are within `bounds`."""
        inside = np.ones(self.length, dtype=bool)
        inside[0] = False
        if bounds.only_available:
            inside &= self._available
        prices = self._open_prices if bounds.only_available else self._prices
        # What has no price is NaN, which no comparison holds for.
        if bounds.min_price is not None:
            inside &= prices >= float(bounds.min_price)
        if bounds.max_price is not None:
            inside &= prices <= float(bounds.max_price)
        return inside

    def near(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """
        How near each product is to `vector`, estimated: 1 the same, 0 by chance, -1 the opposite.

        The share of equal signs of two vectors tells the angle between them [1]_. A sign is a bit,
        so that all products of a large shop fit into a few megabytes.

        References
        ----------
        .. [1] Charikar (2002), Similarity estimation techniques from rounding algorithms, sec. 3.
        """
        middle, signs = self._signs
        differing = np.zeros(self.length, dtype=np.uint16)
        for bits, wanted in zip(signs, sketch((vector - middle)[None]), strict=True):
            differing += np.bitwise_count(bits ^ wanted)
        return 1 - differing.astype(np.float32) * (2 / (WORD * len(signs)))

    @cached_property
    def _signs(self) -> tuple[NDArray[np.float32], NDArray[np.uint64]]:
        signs = np.frombuffer(self._read("signs"), dtype=np.uint64).reshape(-1, self.length)
        return np.frombuffer(self._read("middle"), dtype=np.float32), signs

    @cached_property
    def _available(self) -> NDArray[np.bool_]:
        return np.frombuffer(self._read("available"), dtype=bool)

    @cached_property
    def _prices(self) -> NDArray[np.float64]:
        return np.frombuffer(self._read("prices"), dtype=np.float64)

    @cached_property
    def _open_prices(self) -> NDArray[np.float64]:
        return np.frombuffer(self._read("open_prices"), dtype=np.float64)

    def _read(self, name: str) -> bytes:
        found: bytes = self._catalogue.rows("select bytes from arrays where name = ?", [name])[0][0]
        return found


def first(scores: NDArray[np.float32], limit: int) -> NDArray[np.intp]:
    """Places of the `limit` greatest positive `scores`, the greatest first, then the earliest."""
    places = np.flatnonzero(scores > 0)
    if len(places) > limit:
        kept = scores[places]
        # All that are as great as the last one stay, so that the earliest of them are taken.
        least = np.partition(kept, len(kept) - limit)[len(kept) - limit]
        places = places[kept >= least]
    return places[np.argsort(-scores[places], kind="stable")][:limit]
