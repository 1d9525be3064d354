"""How near products are in meaning to what was said."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.vectors import batches, unpack

# Vectors that are compared one by one: 50,000 take 100 MB and some 10 ms. Above that only what
# the words found is compared.
MOST = 50_000

Key = TypeVar("Key", int, str)


class Meaning:
    """The vectors of all products where they are few, else of those asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._dim = int(catalogue.meta["dim"])

    def nearest(self, vector: NDArray[np.float32], limit: int) -> dict[int, float]:
        """Cosines of the `limit` nearest products by number; nothing in a large catalogue."""
        found = self._everything(vector)
        best = sorted(found, key=lambda number: -found[number])[:limit]
        return {number: found[number] for number in best}

    def cosines(self, vector: NDArray[np.float32], products: Collection[int]) -> dict[int, float]:
        """The cosine of each of `products`, of the nearer one of its two languages."""
        if self._all is not None:
            found = self._everything(vector)
            return {number: found.get(number, 0.0) for number in products}
        found = {}
        for batch in batches(products):
            marks = ", ".join("?" * len(batch))
            rows = self._catalogue.rows(
                f"select product, vector from product_vectors where product in ({marks})", batch
            )
            cosines = unpack((blob for _, blob in rows), self._dim) @ vector
            _keep_nearest(found, [number for number, _ in rows], cosines)
        return found

    def categories(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """How near each category is by the nearest of its names."""
        names, matrix = self._kinds
        found: dict[str, float] = {}
        _keep_nearest(found, names, matrix @ vector)
        return found

    def _everything(self, vector: NDArray[np.float32]) -> dict[int, float]:
        if self._all is None:
            return {}
        numbers, matrix = self._all
        found: dict[int, float] = {}
        _keep_nearest(found, numbers, matrix @ vector)
        return found

    @cached_property
    def _all(self) -> tuple[list[int], NDArray[np.float32]] | None:
        count = self._catalogue.rows("select count(*) from product_vectors")[0][0]
        if count > MOST:
            return None
        rows = self._catalogue.rows("select product, vector from product_vectors")
        return [number for number, _ in rows], unpack((blob for _, blob in rows), self._dim)

    @cached_property
    def _kinds(self) -> tuple[list[str], NDArray[np.float32]]:
        rows = self._catalogue.rows("select category, vector from category_vectors")
        return [name for name, _ in rows], unpack((blob for _, blob in rows), self._dim)


def _keep_nearest(
    found: dict[Key, float], keys: Sequence[Key], cosines: NDArray[np.float32]
) -> None:
    """Put `cosines` into `found`, of several of one key the greatest."""
    for one, cosine in zip(keys, cosines.tolist(), strict=True):
        if cosine > found.get(one, -1.0):
            found[one] = cosine
