"""Turns to JSON and back, so that any log can be replayed."""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from agent.policy import Decision
from agent.turn import Act, Turn
from knowledge.fact import FactValue
from knowledge.people import Address
from knowledge.reference import Ref, Want
from knowledge.write import Write
from skills.skill import Outcome

_TAGGED: tuple[Any, ...] = (Write, Outcome, Decision, Act, Ref | Address, Ref | Want | str)
_KINDS: dict[str, Any] = {"d": Decimal, "t": datetime, "y": date}


def dump(turn: Turn) -> str:
    """A turn as one line of JSON."""
    return json.dumps(_converter().unstructure(turn, Turn), ensure_ascii=False)


def load(text: str) -> Turn:
    """The turn that :func:`dump` wrote; equal to it."""
    turn: Turn = _converter().structure(json.loads(text), Turn)
    return turn


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(Decimal, _plain)
    converter.register_structure_hook(Decimal, lambda value, _: _value(value))
    for union in (FactValue, str | Decimal | Ref | None):
        converter.register_structure_hook(union, _value_in(converter))
        converter.register_unstructure_hook(union, _plain_in(converter))
    converter.register_structure_hook(Ref | Want | str, _told_in(converter))
    converter.register_unstructure_hook(Ref | Want | str, _untold_in(converter))
    for union in _TAGGED[:4]:
        configure_tagged_union(union, converter)
    configure_tagged_union(Ref | Address, converter)
    return converter


def _plain(value: object) -> object:
    """A value of a fact: text and counts as they are, the rest marked with its kind."""
    if isinstance(value, Decimal):
        return {"d": f"{value:f}"}
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"y": value.isoformat()}
    return value


def _value(said: Any) -> Any:
    if not isinstance(said, dict):
        return said
    ((kind, text),) = said.items()
    return Decimal(text) if kind == "d" else _KINDS[kind].fromisoformat(text)


def _plain_in(converter: Converter) -> Any:
    def unstructure(value: object) -> object:
        return {"r": converter.unstructure(value, Ref)} if isinstance(value, Ref) else _plain(value)

    return unstructure


def _value_in(converter: Converter) -> Any:
    def structure(said: Any, _: object) -> Any:
        if isinstance(said, dict) and "r" in said:
            return converter.structure(said["r"], Ref)
        return _value(said)

    return structure


def _untold_in(converter: Converter) -> Any:
    def unstructure(value: object) -> object:
        if isinstance(value, Ref):
            return {"ref": converter.unstructure(value, Ref)}
        return {"want": converter.unstructure(value, Want)} if isinstance(value, Want) else value

    return unstructure


def _told_in(converter: Converter) -> Any:
    def structure(said: Any, _: object) -> Any:
        if not isinstance(said, dict):
            return said
        kind = Ref if "ref" in said else Want
        return converter.structure(said["ref" if kind is Ref else "want"], kind)

    return structure
