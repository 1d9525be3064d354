"""
Voices: the ways of saying things that goals are crossed with, read from YAML.

A slip in a file of voices would only thin out the conversations and be seen by nobody, so a key
or a placeholder that means nothing is an error.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import yaml

from tests.shoppers.goals import SWAPPING, Kind
from tests.shoppers.template import fields

ORDER = frozenset({"order", "order_bare", "order_digits", "number", "holds"})
GENERAL = ORDER | {
    *("item", "items", "rest", "last", "method", "other_method", "reason", "total", "variant"),
    *("name", "first_name", "zip", "email", "phone", "title", "note", "code"),
    *("address", "old_city", "new_city", "new_street"),
    *("wanted", "wanted_short", "same", "swaps", "more"),
}
SLOTS = frozenset(
    {
        *("email", "name", "zip", "phone", "code", "order_id", "items", "option", "product"),
        *("quantity", "payment_method", "reason", "address", "budget", "date", "choice"),
    }
)
UNASKED = frozenset({"title", "note"})
"""What a voice may know although no reply ever asks for it."""
NEEDS = frozenset(
    {
        *("two_items", "whole_order", "part_order", "two_methods", "holds"),
        *("kept", "compared"),
    }
)
CASES = frozenset(
    {
        *("damaged", "missing", "wrong_item", "not_received", "price_protection"),
        *("repair", "other"),
    }
)
METHODS = frozenset(
    {
        *("gift_card", "paypal", "credit_card", "original"),
        *("wechat", "alipay", "bank_card"),
    }
)
_JOINS = (frozenset({"first", "second"}), frozenset({"first", "second", "third"}))
_FILE = frozenset(
    {
        *("language", "methods", "reasons", "orders", "lists", "answers", "confirms"),
        *("introductions", "clauses", "joins", "voices", "swap_clauses", "swap_joins"),
    }
)
_VOICE = frozenset({"kind", "case", "needs", "chat", "knows", "confirms"})


@dataclass(frozen=True)
class Voice:
    """One way to bring up one kind of thing; `knows` by slot, the first, second ... time asked."""

    label: str
    kind: Kind
    chat: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    case: str = ""
    knows: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    confirms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Voices:
    """A file of voices; the fields are its keys."""

    name: str
    language: str
    methods: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, tuple[str, ...]]
    orders: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]
    confirms: tuple[str, ...]
    introductions: tuple[str, ...]
    clauses: Mapping[str, tuple[str, ...]]
    joins: tuple[str, ...]
    voices: tuple[Voice, ...]
    swap_clauses: tuple[str, ...] = ()
    swap_joins: tuple[str, ...] = ()

    @property
    def are_of_swaps(self) -> bool:
        """Whether they speak of swaps and of nothing else."""
        return all(voice.kind in SWAPPING for voice in self.voices)

    def reasons_for(self, reason: str) -> tuple[str, ...]:
        """
        Her words for a reason of the shop, none where the file has none.

        A file may name it shorter than the shop does ("found cheaper"). For no reason in
        particular those under ``any`` are taken, or all where there is no such key.
        """
        if not reason:
            everything = tuple(said for listed in self.reasons.values() for said in listed)
            return self.reasons.get("any", everything)
        words = set(reason.split())
        for key, said in self.reasons.items():
            if set(key.split()) <= words:
                return said
        return ()


def read_voices(path: Path) -> Voices:
    """
    The voices of a file.

    Raises
    ------
    ValueError
        If a key, a need or a placeholder is unknown; the message says where and what is allowed.
        If some of the voices speak of swaps and some do not.
    """
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    _known(path.name, said, _FILE)
    joins = _texts("joins", said.get("joins"), _JOINS[1])
    for join in joins:
        if fields(join) not in _JOINS:
            raise ValueError(f"joins: {join!r} needs {{first}} and {{second}}, and may {{third}}")
    cards = frozenset({"brand", "last_four"})
    numbers = frozenset({"order", "order_bare", "order_digits"})
    orders = said.get("orders") or {}
    _known("orders", orders, frozenset({"number", "holds"}))
    voices = Voices(
        name=path.stem,
        language=said["language"],
        methods=_listed("methods", said, METHODS, cards),
        reasons={
            key: _texts(f"reasons: {key}", reasons, frozenset())
            for key, reasons in (said.get("reasons") or {}).items()
        },
        orders={
            "number": _texts("orders: number", orders.get("number"), numbers),
            "holds": _texts("orders: holds", orders.get("holds"), frozenset({"item"})),
        },
        lists=_listed("lists", said, frozenset({"two", "more"}), frozenset({"a", "b", "c"})),
        answers=_listed("answers", said, SLOTS, GENERAL),
        confirms=_texts("confirms", said.get("confirms"), GENERAL),
        introductions=_texts("introductions", said.get("introductions"), GENERAL),
        clauses=_listed("clauses", said, frozenset(get_args(Kind)), GENERAL),
        joins=joins,
        voices=tuple(_voice(n, voice) for n, voice in enumerate(said["voices"], start=1)),
        swap_clauses=_swap_clauses(said.get("swap_clauses")),
        swap_joins=_texts("swap_joins", said.get("swap_joins"), _JOINS[0]),
    )
    others = [voice.label for voice in voices.voices if voice.kind not in SWAPPING]
    if others and len(others) < len(voices.voices):
        raise ValueError(f"{path.name} is about swaps, and {', '.join(others)} not; make two files")
    return voices


def _swap_clauses(said: object) -> tuple[str, ...]:
    clauses = _texts("swap_clauses", said, frozenset({"item", "wanted", "wanted_short"}))
    for clause in clauses:
        if "item" not in fields(clause) or len(fields(clause)) < 2:
            raise ValueError(f"swap_clauses: {clause!r} needs {{item}} and {{wanted}} or its short")
    return clauses


def _voice(number: int, said: Mapping[str, Any]) -> Voice:
    where = f"voice {number}"
    _known(where, said, _VOICE)
    _known(f"{where}: kind", (said["kind"],), frozenset(get_args(Kind)))
    _known(f"{where}: needs", said.get("needs") or (), NEEDS)
    case = said.get("case", "")
    if (said["kind"] == "problem") != bool(case):
        raise ValueError(f"{where} is a {said['kind']} of case {case!r}; only problems have one")
    _known(f"{where}: case", (case,) if case else (), CASES)
    knows = said.get("knows") or {}
    _known(f"{where}: knows", knows, SLOTS | UNASKED)
    chat = _texts(f"{where}: chat", said["chat"], GENERAL)
    if not chat:
        raise ValueError(f"{where} says nothing; give at least one line of chat")
    answers = {slot: _answers(f"{where}: knows: {slot}", said) for slot, said in knows.items()}
    return Voice(
        label=where,
        kind=said["kind"],
        chat=chat,
        needs=frozenset(said.get("needs") or ()),
        case=case,
        knows={slot: answer for slot, answer in answers.items() if slot not in UNASKED},
        confirms=_texts(f"{where}: confirms", said.get("confirms"), GENERAL),
    )


def _answers(where: str, said: object) -> tuple[str | None, ...]:
    """Answers, None for what she does not remember."""
    listed = said if isinstance(said, list) else [said]
    told = iter(_texts(where, [one for one in listed if one is not None], GENERAL))
    return tuple(None if one is None else next(told) for one in listed)


def _listed(
    key: str, said: Mapping[str, Any], keys: Collection[str], allowed: frozenset[str]
) -> Mapping[str, tuple[str, ...]]:
    _known(key, said.get(key) or {}, keys)
    return {k: _texts(f"{key}: {k}", v, allowed) for k, v in (said.get(key) or {}).items()}


def _texts(where: str, said: object, allowed: frozenset[str]) -> tuple[str, ...]:
    """A sentence or a list of them, with no other placeholders than those allowed."""
    listed = said if isinstance(said, list) else [] if said is None else [said]
    for text in listed:
        if not isinstance(text, str):
            raise ValueError(f"{where} holds {text!r}; give a string in quotes")
        _known(f"{where}: {text!r}", fields(text), allowed)
    return tuple(listed)


def _known(where: str, seen: Collection[str], allowed: Collection[str]) -> None:
    for one in seen:
        if one not in allowed:
            raise ValueError(f"{where}: {one!r} is unknown; known are {', '.join(sorted(allowed))}")
