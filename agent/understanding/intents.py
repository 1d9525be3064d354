"""
Which skill a clause means, and how sure that is.

A linear head over sentence vectors, trained from the utterances in the skills' YAML files. The
model belongs to the installation: it is built once by ``python -m agent.understanding.intents``
and kept
under the environment's own folder; it is built again when the utterances or the encoder change.
"""

import hashlib
import logging
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from agent.turn import Intent
from agent.understanding.language import plain
from knowledge.encoder import Encoder, load_encoder
from skills import utterances

log = logging.getLogger(__name__)

OUT_OF_SCOPE = "out_of_scope"
_FORMAT = 3
_ID = re.compile(r"#?\s?[A-Za-z]{0,3}-?\d{4,}[\d-]*")
_CODE = re.compile(r"(?<![a-z0-9#])[a-z]{1,6}\d[\w.]*(?:-[\w.]+)+(?:\([a-z]+\))?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def masked(text: str) -> str:
    """
    The text with ids and addresses made alike: which number it is tells nothing of the intent.
    """
    said = _ID.sub(" #1000 ", _EMAIL.sub(" a@b.c ", plain(text).lower()))
    return re.sub(r"\s+", " ", _CODE.sub(" kt100 ", said)).strip()


@dataclass(frozen=True)
class IntentModel:
    """
    A calibrated linear classifier.

    Parameters
    ----------
    names
        Intent names, length k; one of them is ``out_of_scope``.
    weights, bias
        Shapes (d, k) and (k,), over standardised sentence vectors.
    mean, scale
        Shape (d,), of the training vectors; `scale` holds a factor sqrt(d).
    temperature
        Divides the scores before the softmax, so that a confidence is a hit rate. [T]
    encoder
        Text to unit vectors of length d.

    References
    ----------
    .. [1] Guo et al. (2017), On Calibration of Modern Neural Networks, section 4.2.
    """

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    temperature: float
    encoder: Encoder

    def __call__(self, texts: Sequence[str]) -> tuple[tuple[Intent, ...], ...]:
        """For each text all intents with their confidence, the most likely first."""
        if not texts:
            return ()
        vectors = (self.encoder([masked(t) for t in texts]) - self.mean) / self.scale
        scores = (vectors @ self.weights + self.bias) / self.temperature
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        order = np.argsort(-chances, axis=1)
        return tuple(
            tuple(Intent(self.names[k], float(row[k])) for k in ranks)
            for row, ranks in zip(chances, order, strict=True)
        )


@cache
def training_texts() -> Mapping[str, tuple[str, ...]]:
    """The utterances of every skill and of what is no business of a shop, by intent."""
    path = Path(__file__).with_name(f"{OUT_OF_SCOPE}.yaml")
    strange = yaml.safe_load(path.read_text(encoding="utf-8"))["utterances"]
    return {**utterances(), OUT_OF_SCOPE: tuple(t for texts in strange.values() for t in texts)}


def train(texts: Mapping[str, Sequence[str]], encoder: Encoder, *, seed: int = 0) -> IntentModel:
    """
    Fits the head on `texts` by intent and calibrates it on a fifth of them held out.

    The temperature is the one that gives the held-out texts the greatest likelihood.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedShuffleSplit

    names = tuple(sorted(texts))
    labels = np.array([k for k, name in enumerate(names) for _ in texts[name]])
    vectors = encoder([masked(t) for name in names for t in texts[name]])
    # Standardised and divided by sqrt(d), so that one strength of the penalty suits every encoder.
    mean = vectors.mean(axis=0)
    scale = np.maximum(vectors.std(axis=0), 1e-6) * np.sqrt(vectors.shape[1])
    x = (vectors - mean) / scale

    def head() -> LogisticRegression:
        return LogisticRegression(C=10.0, max_iter=200, tol=1e-3)

    split = StratifiedShuffleSplit(1, test_size=0.2, random_state=seed)
    fit, held_out = next(split.split(x, labels))
    scores = head().fit(x[fit], labels[fit]).decision_function(x[held_out])
    temperature = _temperature(scores, labels[held_out])
    model = head().fit(x, labels)
    return IntentModel(
        names,
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
        mean.astype(np.float32),
        scale.astype(np.float32),
        temperature,
        encoder,
    )


def _temperature(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    def loss(t: float) -> float:
        z = scores / t
        z = z - z.max(axis=1, keepdims=True)
        log_chance = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return -float(log_chance[np.arange(len(labels)), labels].mean())

    return float(min(np.geomspace(0.3, 5.0, 60), key=loss))


def model_path() -> Path:
    """Where the installation keeps its model; a temporary folder where that cannot be written."""
    folder = Path(sys.prefix) / "share" / "shopkeeper"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / "shopkeeper"
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "intents.npz"


def fingerprint(texts: Mapping[str, Sequence[str]], encoder: Encoder) -> str:
    said = repr((_FORMAT, encoder.name, sorted((k, tuple(v)) for k, v in texts.items())))
    return hashlib.sha256(said.encode()).hexdigest()


def load_intents(encoder: Encoder | None = None) -> IntentModel:
    """
    The model of this installation, trained first where there is none or its texts have changed.
    """
    encoder = encoder or load_encoder()
    texts = training_texts()
    mark, path = fingerprint(texts, encoder), model_path()
    if path.exists():
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["mark"]) == mark:
                return IntentModel(
                    tuple(str(name) for name in kept["names"]),
                    kept["weights"],
                    kept["bias"],
                    kept["mean"],
                    kept["scale"],
                    float(kept["temperature"]),
                    encoder,
                )
    log.info("training the intent model from %d utterances", sum(map(len, texts.values())))
    model = train(texts, encoder)
    _save(model, mark, path)
    return model


def _save(model: IntentModel, mark: str, path: Path) -> None:
    """Writes beside the old file and moves it into place, so that no reader sees half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
        np.savez(
            file,
            mark=mark,
            names=np.array(model.names),
            weights=model.weights,
            bias=model.bias,
            mean=model.mean,
            scale=model.scale,
            temperature=model.temperature,
        )
    Path(file.name).replace(path)


if __name__ == "__main__":
    load_intents()
