"""Vectors in the catalogue file: stored in half precision, one per distinct text."""

import itertools
from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from knowledge.encoder import Encoder

# Texts encoded and written at once; more gains nothing.
BATCH = 256
# Bits of a sketch that are compared at once.
WORD = 64

T = TypeVar("T")


def pack(vector: NDArray[np.float32]) -> bytes:
    """`vector` as it is stored; half precision moves a cosine by less than 0.001."""
    return vector.astype(np.float16).tobytes()


def unpack(blobs: Iterable[bytes], dim: int) -> NDArray[np.float32]:
    """Stored vectors as the rows of a matrix."""
    halves = np.frombuffer(b"".join(blobs), dtype=np.float16)
    return halves.astype(np.float32).reshape(-1, dim)


def sketch(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """The signs of `vectors`, shape (n, dim), as bits, shape (dim / 64, n); the rest is zeros."""
    bits = np.packbits(vectors > 0, axis=1)
    whole = np.pad(bits, ((0, 0), (0, -bits.shape[1] % (WORD // 8))))
    return np.ascontiguousarray(whole.view(np.uint64).T)


def batches(things: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """`things` in lists of `size`, without ever holding more than one list."""
    source = iter(things)
    while batch := list(itertools.islice(source, size)):
        yield batch


class TextVectors:
    """
    The table of texts and their vectors.

    Attribute names and boilerplate come again with every product, so a text is encoded once and
    passages point at it by number.
    """

    def __init__(self, database: Database, encoder: Encoder) -> None:
        self._database = database
        self._encoder = encoder

    def numbers(self, texts: Iterable[str]) -> dict[str, int]:
        """The number of each of `texts`; new ones are encoded and stored."""
        wanted = dict.fromkeys(texts)
        known = self._known(list(wanted))
        new = [text for text in wanted if text not in known]
        vectors = self._encoder(new)
        self._database.table("vectors").insert_all(
            {"text": text, "vector": pack(vector)}
            for text, vector in zip(new, vectors, strict=True)
        )
        return known | self._known(new)

    def _known(self, texts: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for batch in batches(texts):
            marks = ", ".join("?" * len(batch))
            sql = f"select text, number from vectors where text in ({marks})"
            found.update(dict(self._database.execute(sql, batch).fetchall()))
        return found
