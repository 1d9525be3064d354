"""Plain values, as YAML gives them, read into dataclasses by the types of their fields."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from rapidfuzz import process

from knowledge.goods import Text


def read(kind: Any, said: object, where: str) -> object:
    """
    `said` as a value of type `kind`.

    Raises
    ------
    ValueError
        If it is none; the message names the place, what was seen, and what is allowed.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Text and isinstance(said, str | int):
        return Text(str(said), str(said))
    if is_dataclass(kind):
        return _read_fields(kind, _mapping(said, where), where)
    if origin in (types.UnionType, Union):
        if said is None and type(None) in arguments:
            return None
        return read(next(a for a in arguments if a is not type(None)), said, where)
    if origin is tuple:
        if not isinstance(said, list):
            raise ValueError(f"{where} is {said!r}; give a list")
        return tuple(read(arguments[0], item, where) for item in said)
    if origin is not None and issubclass(origin, Mapping) if isinstance(origin, type) else False:
        return {
            str(key): read(arguments[1], value, f"{where}.{key}")
            for key, value in _mapping(said, where).items()
        }
    if origin is Literal:
        if said not in arguments:
            raise ValueError(f"{where} is {said!r}; allowed are {', '.join(map(str, arguments))}")
        return said
    if kind is str and isinstance(said, (str, int, float)):
        return str(said)
    # YAML reads `no` as a truth value, which Python takes for a number.
    if not isinstance(said, kind) or (kind is int and isinstance(said, bool)):
        raise ValueError(f"{where} is {said!r}; give a {kind.__name__}")
    return said


def _read_fields(kind: Any, said: Mapping[str, object], where: str) -> object:
    hints = get_type_hints(kind)
    known = tuple(f.name for f in fields(kind))
    for key in said:
        if key not in known:
            raise ValueError(f"{where} has {unknown(str(key), known)}")
    values = {key: read(hints[key], value, f"{where}.{key}") for key, value in said.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"{where}: {problem}") from problem


def _mapping(said: object, where: str) -> Mapping[str, Any]:
    if not isinstance(said, Mapping):
        raise ValueError(f"{where} is {said!r}; give a set of keys")
    return said


def unknown(word: str, known: tuple[str, ...]) -> str:
    """Complaint about a word that is none of those known, with the nearest of them."""
    nearest = process.extractOne(word, known)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
    return f"an unknown key {word!r}; allowed are {', '.join(known)}{hint}"
