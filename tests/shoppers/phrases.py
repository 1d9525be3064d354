"""
Words for what a thing is like, read from YAML.

As in a file of voices a key that means nothing is an error. All that is in the file is read as
text, so that ``yes`` and ``10`` stay what they are called in a catalogue.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.shoppers.goals import Ways

_FILE = ("products", "attributes", "targets")
_ATTRIBUTE = ("values", "same", "more", "less")
_VALUE = ("with", "short")


@dataclass(frozen=True)
class Words:
    """
    Words for a property of a thing.

    Parameters
    ----------
    wanted, short
        Words for each of its values, in small letters: in a sentence ("in red"), and alone.
    same, more, less
        Words for a value that stays, and for the next greater and smaller ones.
    """

    wanted: Mapping[str, Ways]
    short: Mapping[str, Ways]
    same: Ways = ()
    more: Ways = ()
    less: Ways = ()


@dataclass(frozen=True)
class Phrases:
    """
    All that she says of what things are like; names are in small letters.

    Parameters
    ----------
    products
        Words for the properties of each product.
    attributes
        Words for properties that are the same whatever the product.
    targets
        What whole things are called, by their ids.
    """

    products: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    attributes: Mapping[str, Words] = field(default_factory=dict)
    targets: Mapping[str, Ways] = field(default_factory=dict)


def read_phrases(paths: Iterable[Path]) -> Phrases:
    """
    The phrases of some files, all taken together.

    Raises
    ------
    ValueError
        If a key is unknown, or something else stands where words are expected.
    """
    read = [_read(path) for path in paths]
    return Phrases(
        {name: words for one in read for name, words in one.products.items()},
        {name: words for one in read for name, words in one.attributes.items()},
        {key: ways for one in read for key, ways in one.targets.items()},
    )


def _read(path: Path) -> Phrases:
    said = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    _known(path.name, said, _FILE)
    return Phrases(
        {name.lower(): _properties(name, told) for name, told in _mapping(said, "products")},
        _properties("attributes", said.get("attributes") or {}),
        {key: _ways(f"targets: {key}", ways) for key, ways in _mapping(said, "targets")},
    )


def _properties(where: str, said: Mapping[str, Any]) -> dict[str, Words]:
    return {name.lower(): _words(f"{where}: {name}", told) for name, told in said.items()}


def _words(where: str, said: Mapping[str, Any]) -> Words:
    _known(where, said, _ATTRIBUTE)
    values = {value.lower(): told for value, told in _mapping(said, "values")}
    for value, told in values.items():
        _known(f"{where}: {value}", told, _VALUE)
    return Words(
        {value: _ways(f"{where}: {value}", told.get("with")) for value, told in values.items()},
        {value: _ways(f"{where}: {value}", told.get("short")) for value, told in values.items()},
        *(_ways(f"{where}: {key}", said.get(key)) for key in ("same", "more", "less")),
    )


def _mapping(said: Mapping[str, Any], key: str) -> Collection[tuple[str, Any]]:
    return (said.get(key) or {}).items()


def _ways(where: str, said: object) -> Ways:
    listed = said if isinstance(said, list) else [said] if said else []
    for one in listed:
        if not isinstance(one, str):
            raise ValueError(f"{where} holds {one!r}; give a string or a list of them")
    return tuple(listed)


def _known(where: str, seen: Collection[str], allowed: Collection[str]) -> None:
    for one in seen:
        if one not in allowed:
            raise ValueError(f"{where}: {one!r} is unknown; known are {', '.join(sorted(allowed))}")
