"""What a shopper with several things to do says: clauses of a file of voices, joined."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tests.shoppers.goals import Aim, Goal, Kind
from tests.shoppers.script import Script, introduced, says
from tests.shoppers.template import drawn, fields, fill
from tests.shoppers.voices import ORDER, Voices
from tests.shoppers.wording import wordings

# Placeholders that answer a slot, and the kinds of aims that a slot can be asked for.
_TELLS: Mapping[str, frozenset[str]] = {
    "order_id": ORDER,
    "items": frozenset({"items", "item", "rest", "last"}),
    "payment_method": frozenset({"method"}),
    "reason": frozenset({"reason"}),
    "address": frozenset({"address"}),
}
_ASKED: Mapping[str, tuple[Kind, ...]] = {
    "order_id": ("cancel", "return", "address", "payment", "invoice"),
    "items": ("return",),
    "payment_method": ("return", "payment"),
    "reason": ("cancel",),
    "address": ("address", "customer_address"),
}
_PLACES = ("first", "second", "third")


def scripts(goal: Goal, voices: Voices, rng: Random) -> Iterator[Script]:
    """Ways to ask for all of it in one message, each in another join."""
    wanted = frozenset(_PLACES[: len(goal.aims)])
    joins = [(n, join) for n, join in enumerate(voices.joins, start=1) if fields(join) == wanted]
    for number, join in rng.sample(joins, len(joins)):
        script = _joined(f"join {number}", join, goal, voices, rng)
        if script is not None:
            yield script


def _joined(label: str, join: str, goal: Goal, voices: Voices, rng: Random) -> Script | None:
    told = [wordings(aim, goal.shopper, voices, rng) for aim in goal.aims]
    clauses = [
        _clause(aim, goal.aims, voices, values, rng)
        for aim, values in zip(goal.aims, told, strict=True)
    ]
    parts = [fill(clause, values) for clause, values in zip(clauses, told, strict=True) if clause]
    said = [part for part in parts if part is not None]
    line = fill(join, dict(zip(_PLACES, said, strict=False)))
    if len(said) < len(goal.aims) or line is None:
        return None
    template = " ".join(clause for clause in clauses if clause)
    chat = (introduced(template, line, goal, voices, told[0], rng),)
    confirms = [yes for values in told if (yes := drawn(voices.confirms, values, rng))]
    writes = tuple(aim.write for aim in goal.aims if aim.write is not None)
    knows = _knows(goal.aims, clauses, told, voices, rng)
    return Script(label, chat, knows, tuple(confirms), writes, says(goal.aims, chat))


def _clause(
    aim: Aim, aims: Sequence[Aim], voices: Voices, values: Mapping[str, str], rng: Random
) -> str | None:
    """
    A clause for one aim.

    It tells all in which the aims differ: asked for a reason, she could not know whose is meant.
    """
    must = [
        tells
        for slot, tells in _TELLS.items()
        if aim.kind in _ASKED[slot] and len({_value(other, slot) for other in aims} - {""}) > 1
    ]
    fitting = [
        clause
        for clause in voices.clauses.get(aim.kind, ())
        if fill(clause, values) is not None and all(tells & fields(clause) for tells in must)
    ]
    return rng.choice(fitting) if fitting else None


def _value(aim: Aim, slot: str) -> str:
    """What a slot is for an aim; empty where it can not be asked for it."""
    if aim.kind not in _ASKED[slot]:
        return ""
    return {
        "order_id": aim.purchase.id if aim.purchase else "",
        "items": " ".join(item.id for item in aim.items),
        "payment_method": aim.method,
        "reason": aim.reason or "any",
        "address": aim.place.line if aim.place else "",
    }[slot]


def _knows(
    aims: Sequence[Aim],
    clauses: Sequence[str | None],
    told: Sequence[Mapping[str, str]],
    voices: Voices,
    rng: Random,
) -> dict[str, list[str | None]]:
    """Answers by slot, in the order of the aims, first those that no clause has told."""
    knows: dict[str, list[str | None]] = {}
    for slot, answers in voices.answers.items():
        asked = (
            [place for place, aim in enumerate(aims) if _value(aim, slot)]
            if slot in _ASKED
            else [0]
        )
        untold = [p for p in asked if not _TELLS.get(slot, ORDER) & fields(clauses[p] or "")]
        places = untold or asked
        if len({_value(aims[place], slot) for place in places if slot in _ASKED}) < 2:
            places = places[:1]
        said = [drawn(answers, told[place], rng) for place in places]
        if said and all(answer is not None for answer in said):
            knows[slot] = [*said]
    return knows
