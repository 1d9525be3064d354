"""
Scripted conversations read from YAML.

An unknown key is a warning; a wrong type makes the one case unplayable and is named.
"""

import logging
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from agent.rehearsal.case import Case, Check, Given, Line, Speaker, Then, Unplayable
from knowledge.goods import Language

logger = logging.getLogger(__name__)

_CASE = (
    *("name", "shop", "language", "customer", "as", "given", "hard", "knows", "confirms"),
    *("chat", "then", "paraphrases"),
)


class _Strict(yaml.SafeLoader):
    """A key that stands twice in one mapping would silently win over the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key, _ in node.value:
            name = self.construct_object(key, deep=True)
            if name in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {name!r} stands twice", key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


def read_cases(path: Path) -> tuple[Case | Unplayable, ...]:
    """
    The cases of one file.

    Raises
    ------
    ValueError
        If it is no YAML list of cases.
    """
    try:
        said = yaml.load(path.read_text(encoding="utf-8"), _Strict)
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise ValueError(f"{path} cannot be read: {' '.join(str(problem).split())}") from problem
    if not isinstance(said, list) or not all(isinstance(case, dict) for case in said):
        raise ValueError(f"{path} is no list of cases, each beginning with `- name:`")
    return tuple(_read(case, f"case {number}") for number, case in enumerate(said, start=1))


def _read(said: Mapping[str, Any], number: str) -> Case | Unplayable:
    name = said.get("name")
    if not isinstance(name, str):
        return Unplayable(number, f"name is {name!r}; give a string")
    try:
        return _case(name, said)
    except ValueError as problem:
        return Unplayable(name, str(problem))


def _case(name: str, said: Mapping[str, Any]) -> Case:
    _warn_unknown(name, said, _CASE)
    speaker = _one_of("as", said.get("as") or "shopper", get_args(Speaker))
    language = said.get("language")
    paraphrases = _typed("paraphrases", said.get("paraphrases"), int, 0)
    return Case(
        name=name,
        lines=_lines(name, _typed("chat", said.get("chat"), list, [])),
        then=_then(name, _typed("then", said.get("then"), dict, {})),
        shop=_typed("shop", said.get("shop"), str, ""),
        language=_one_of("language", language, get_args(Language)) if language else None,
        customer=_typed("customer", said.get("customer"), str, None),
        speaker=speaker,
        given=_given(name, _typed("given", said.get("given"), dict, {})),
        knows={
            str(slot): _answers(str(slot), answer)
            for slot, answer in _typed("knows", said.get("knows"), dict, {}).items()
        },
        confirms=_strings("confirms", said.get("confirms")),
        paraphrases=paraphrases,
    )


def _lines(name: str, chat: list[Any]) -> tuple[Line, ...]:
    lines: list[tuple[str, list[Check]]] = []
    for step in chat:
        if not isinstance(step, dict) or len(step) != 1 or not set(step) <= {"me", "bot"}:
            raise ValueError(f"chat: {step!r} is neither `me: text` nor `bot: {{...}}`")
        if "me" in step:
            lines.append((_typed("chat: me", step["me"], str, ""), []))
        elif not lines:
            raise ValueError("chat begins with a `me` line")
        else:
            lines[-1][1].append(_check(name, _typed("bot", step["bot"], dict, {})))
    if not lines:
        raise ValueError("chat has no `me` line")
    return tuple(Line(text, tuple(checks)) for text, checks in lines)


def _check(name: str, said: Mapping[str, Any]) -> Check:
    known = Check.__dataclass_fields__
    _warn_unknown(name, said, known)
    return Check(**{key: _strings(f"bot: {key}", said.get(key)) for key in known})


def _then(name: str, said: Mapping[str, Any]) -> Then:
    _warn_unknown(name, said, Then.__dataclass_fields__)
    owner = said.get("owner")
    writes = _typed("then: writes", said.get("writes"), list, [])
    for write in writes:
        if not isinstance(write, dict) or not isinstance(write.get("do"), str):
            raise ValueError(f"then: writes holds {write!r}; give {{do: ..., ...}}")
    return Then(
        writes=tuple(writes),
        says=_strings("then: says", said.get("says")),
        says_any=_strings("then: says_any", said.get("says_any")),
        never_says=_strings("then: never_says", said.get("never_says")),
        owner=_one_of("then: owner", owner, ("bot", "human")) if owner else None,
    )


def _given(name: str, said: Mapping[str, Any]) -> Given:
    _warn_unknown(name, said, Given.__dataclass_fields__)
    today = said.get("today")
    try:
        day = date.fromisoformat(today) if isinstance(today, str) else today
    except ValueError:
        day = ""
    orders: dict[str, str] = {}
    for order, change in _typed("given: orders", said.get("orders"), dict, {}).items():
        if not isinstance(change, dict) or set(change) != {"status"}:
            raise ValueError(f"given: order {order!r} is {change!r}; give {{status: ...}}")
        orders[str(order)] = _typed(f"given: status of {order}", change["status"], str, "")
    return Given(
        _typed("given: today", day, date, None),
        orders,
        {
            str(variant): _typed(f"given: stock of {variant}", count, int, 0)
            for variant, count in _typed("given: stock", said.get("stock"), dict, {}).items()
        },
    )


def _answers(slot: str, said: object) -> tuple[str | None, ...]:
    answers = said if isinstance(said, list) and said else [said]
    for answer in answers:
        if answer is not None and not isinstance(answer, str):
            raise ValueError(
                f"knows: {slot} is {answer!r}; give a string in quotes, a list of them, or null"
            )
    return tuple(answers)


def _strings(where: str, said: object) -> tuple[str, ...]:
    """A string or a list of them; numbers are taken as they read, since that is what is meant."""
    listed = said if isinstance(said, list) else [] if said is None else [said]
    for one in listed:
        if isinstance(one, bool) or not isinstance(one, str | int | float):
            raise ValueError(f"{where} holds {one!r}; give a string in quotes, or a list of them")
    return tuple(str(one) for one in listed)


def _typed(where: str, said: Any, kind: type, default: Any) -> Any:
    if said is None:
        return default
    if not isinstance(said, kind) or (kind is int and isinstance(said, bool)):
        raise ValueError(f"{where} is {said!r}; give a {_NAMES.get(kind, kind.__name__)}")
    return said


_NAMES = {str: "string in quotes", dict: "set of keys", int: "whole number", date: "day"}


def _one_of(where: str, said: Any, allowed: Iterable[str]) -> Any:
    if said not in (names := tuple(allowed)):
        raise ValueError(f"{where} is {said!r}; give {' or '.join(names)}")
    return said


def _warn_unknown(name: str, said: Mapping[str, Any], known: Iterable[str]) -> None:
    for key in said:
        if key not in (names := tuple(known)):
            logger.warning("%s: unknown key %r; known are %s", name, key, ", ".join(names))
