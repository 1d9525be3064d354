"""The parts that learn, by the name `shopkeeper train` knows them under."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from agent.understanding.intents import load_intents
from knowledge.load.init import Progress

Trainer = Callable[[Path, Progress], None]


def train(parts: Sequence[str], home: Path, progress: Progress) -> None:
    """
    Trains the named parts, all where none is named.

    Raises
    ------
    ValueError
        If there is no such part.
    """
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise ValueError(f"there is no part {unknown[0]!r}; give {', '.join(PARTS)}")
    for part in parts or PARTS:
        progress(part, 0, 0)
        PARTS[part](home, progress)


def _train_intents(_home: Path, _progress: Progress) -> None:
    """Built where it is missing or old; it belongs to the installation, not to the home."""
    load_intents()


PARTS: Mapping[str, Trainer] = {"intents": _train_intents}
