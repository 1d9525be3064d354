"""What a shopper with several things to do says: clauses of a file of voices, joined."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tests.shoppers.fitting import TELLS_OPTION
from tests.shoppers.goals import SWAPPING, Aim, Goal, Kind
from tests.shoppers.script import Script, introduced, says
from tests.shoppers.template import drawn, fields, fill
from tests.shoppers.voices import ORDER, Voices
from tests.shoppers.wording import wordings

# Placeholders that answer a slot, and the kinds of aims that a slot can be asked for.
_TELLS: Mapping[str, frozenset[str]] = {
    "order_id": ORDER,
    "items": frozenset({"items", "item", "rest", "last", "swaps"}),
    "option": TELLS_OPTION,
    "payment_method": frozenset({"method"}),
    "reason": frozenset({"reason"}),
    "address": frozenset({"address"}),
}
_ASKED: Mapping[str, tuple[Kind, ...]] = {
    "order_id": ("cancel", "return", "address", "payment", "invoice", *SWAPPING),
    "items": ("return", *SWAPPING),
    "option": tuple(SWAPPING),
    "payment_method": ("return", "payment", *SWAPPING),
    "reason": ("cancel",),
    "address": ("address", "customer_address"),
}
# What is asked of one thing and the next: a choice of variants, and the thing itself.
_OF_THINGS = frozenset({"choice", "product"})
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
    knows = known(goal.aims, clauses, told, voices, rng)
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
        "option": " ".join(swap.new for swap in aim.swaps),
        "payment_method": _method(aim),
        "reason": aim.reason or "any",
        "address": aim.place.line if aim.place else "",
    }[slot]


def _method(aim: Aim) -> str:
    """The way she pays; "what I paid with" is the same one for one order and not for another."""
    is_first = aim.swaps and aim.purchase and aim.purchase.paid_with == aim.method
    return f"{aim.method} as before" if is_first else aim.method


def known(
    aims: Sequence[Aim],
    clauses: Sequence[str | None],
    told: Sequence[Mapping[str, str]],
    voices: Voices,
    rng: Random,
) -> dict[str, list[str | None]]:
    """Answers by slot, in the order of the aims, first those that no clause has told."""
    knows: dict[str, list[str | None]] = {}
    for slot, answers in voices.answers.items():
        places = _places(slot, aims, clauses)
        said = [drawn(answers, told[place], rng) for place in places]
        if said and all(answer is not None for answer in said):
            knows[slot] = [*said]
    return knows


def _places(slot: str, aims: Sequence[Aim], clauses: Sequence[str | None]) -> list[int]:
    """The aims that a slot is answered for, one after the other."""
    if slot in _OF_THINGS and all(aim.swaps for aim in aims):
        return list(range(len(aims)))
    if slot not in _ASKED:
        return [0]
    asked = [place for place, aim in enumerate(aims) if _value(aim, slot)]
    untold = [place for place in asked if not _TELLS[slot] & fields(clauses[place] or "")]
    places = untold or asked
    return places if len({_value(aims[place], slot) for place in places}) > 1 else places[:1]
