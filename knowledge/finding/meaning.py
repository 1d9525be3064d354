"""How near products are in meaning to what was said."""

from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.finding.arrays import Arrays
from knowledge.finding.vectors import batches, unpack


class Meaning:
    """
    The vectors of all products where they are few.

    Of many the signs are compared first, and the vectors only of those asked for.
    """

    def __init__(self, catalogue: Catalogue, arrays: Arrays | None) -> None:
        self._catalogue = catalogue
        self._arrays = arrays
        self._dim = int(catalogue.meta["dim"])

    def near(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """
        How near each product is by the nearer one of its two languages, by number.

        The cosine, and -1 for what has no vector; an estimate in a large catalogue.
        """
        if self._arrays is not None:
            return self._arrays.near(vector)
        numbers, matrix = self._all
        found = np.full(self._catalogue.num_products + 1, -1, dtype=np.float32)
        np.maximum.at(found, numbers, matrix @ vector)
        return found

    def cosines(
        self,
        vector: NDArray[np.float32],
        near: NDArray[np.float32],
        products: Collection[int],
    ) -> dict[int, float]:
        """The cosine of each of `products`; `near` is what was found of them before."""
        if self._arrays is None:
            return {k: float(near[k]) if near[k] > -1 else 0.0 for k in products}
        found = dict.fromkeys(products, 0.0)
        for batch in batches(products):
            marks = ", ".join("?" * len(batch))
            rows = self._catalogue.rows(
                f"select product, vector from product_vectors where product in ({marks})", batch
            )
            cosines = unpack((blob for _, blob in rows), self._dim) @ vector
            for (number, _), cosine in zip(rows, cosines.tolist(), strict=True):
                found[number] = max(cosine, found[number])
        return found

    def categories(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """How near each category is by the nearest of its names."""
        names, matrix = self._kinds
        found: dict[str, float] = {}
        for name, cosine in zip(names, (matrix @ vector).tolist(), strict=True):
            if cosine > found.get(name, -1.0):
                found[name] = cosine
        return found

    @cached_property
    def _all(self) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        rows = self._catalogue.rows("select product, vector from product_vectors")
        numbers = np.array([number for number, _ in rows], dtype=np.intp)
        return numbers, unpack((blob for _, blob in rows), self._dim)

    @cached_property
    def _kinds(self) -> tuple[Sequence[str], NDArray[np.float32]]:
        rows = self._catalogue.rows("select category, vector from category_vectors")
        return [name for name, _ in rows], unpack((blob for _, blob in rows), self._dim)
