"""Amounts that a description wants, with what stands around them: at least 2 l, 十公斤以内."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from knowledge.amounts import Amount, amounts_in
from knowledge.finding.likeness import said, table
from knowledge.reference import Op
from knowledge.words import both

MINUS = "−"
PERSON = "person"
CLAUSE = re.compile(
    r"[,;.!?:()](?=\s|$)|[，、；。！？：（）\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)
_NUMBER = re.compile(r"(?<![\w.#-])−?\d+(?:\.\d+)?(?![\w.]*\d)")
_UNIT = re.compile(r"\s?([a-z]{2,8})(?![a-z])")


@dataclass(frozen=True)
class Bound:
    """
    An amount that some attribute shall have, or stay above or below.

    Parameters
    ----------
    kind
        Of the amount, see :class:`knowledge.amounts.Amount`; a word behind the number that is no
        known unit is a kind of its own.
    beside
        The clause it stands in, which may name the attribute.
    said
        The words of it.
    """

    op: Op
    number: Decimal
    kind: str
    beside: str = ""
    said: str = ""


def bounds_in(text: str) -> Iterator[tuple[int, int, Bound]]:
    """The amounts of a text that are wanted, each with the stretch that says so."""
    found = [(one.start, one.end, one.amount) for one in amounts_in(text)]
    found += [
        (match.start(), match.end(), Amount(Decimal(match.group().replace(MINUS, "-"))))
        for match in _NUMBER.finditer(text)
        if not any(start < match.end() and match.start() < stop for start, stop, _ in found)
    ]
    found.sort(key=lambda one: one[0])
    ranges = {at: one for at, one in enumerate(pairwise(found)) if _is_range(text, *one)}
    for (low, _, least), (start, stop, most) in ranges.values():
        before = said("between").search(text[:low])
        low = before.start() if before and not text[before.end() : low].strip() else low
        words = text[low:stop]
        for op, number in (
            (Op.GE, least.number * (_factor(text, start, most) if not least.kind else 1)),
            (Op.LE, most.number),
        ):
            yield low, stop, Bound(op, number, kind_of(most.kind), _clause(text, start), words)
    ranged = {at + more for at in ranges for more in (0, 1)}
    for start, stop, amount in (one for at, one in enumerate(found) if at not in ranged):
        number, kind = amount.number, amount.kind
        if not kind and (unit := _UNIT.match(text, stop)) and unit[1] not in table()["ends"]:
            kind = unit[1]
            unit_stop = unit.end()
        else:
            unit_stop = stop
        if text[start - 1 : start] == MINUS:
            number, start = -number, start - 1
        people = _people().search(text[:start])
        if people and not amount.kind and unit_stop == stop:
            kind = PERSON
        op, begun, ended = _compared(text, start, unit_stop if kind else stop)
        if (not kind and op is Op.IS) or kind in both("money"):
            continue
        if kind in ("port", "piece") and people:
            kind = PERSON
        yield (
            begun,
            ended,
            Bound(op, number, kind_of(kind), _clause(text, start), text[begun:ended].strip()),
        )


def _is_range(text: str, low: tuple[int, int, Amount], high: tuple[int, int, Amount]) -> bool:
    """Whether two amounts are the ends of a range: between 20 and 40 litres."""
    between = said("between").search(text[: low[0]]) is not None
    joined = said("range").fullmatch(text[low[1] : high[0]].strip()) is not None
    return between and joined and bool(high[2].kind) and low[2].kind in ("", high[2].kind)


def _factor(text: str, start: int, amount: Amount) -> Decimal:
    """How many base units the unit of an amount is, which stands for both ends of a range."""
    spoken = _NUMBER.match(text, start)
    number = Decimal(spoken.group()) if spoken else amount.number
    return amount.number / number if number else Decimal(1)


def _compared(text: str, start: int, stop: int) -> tuple[Op, int, int]:
    """How an amount is compared, and the stretch that says so."""
    before, behind = text[:start], text[stop:]
    for name, op in (
        ("at_least", Op.GE),
        ("at_most", Op.LE),
        ("over", Op.GT),
        ("under", Op.LT),
        ("up", Op.GT),
        ("down", Op.LT),
    ):
        match = _before(name).search(before)
        if match:
            return op, match.start(), stop
    for name, op in (("or_more", Op.GE), ("or_less", Op.LE)):
        match = _behind(name).match(behind)
        if match:
            return op, start, stop + match.end()
    return Op.IS, start, stop


def kind_of(unit: str) -> str:
    """One name for each kind of amount: a degree is one of temperature, seasons are a season."""
    one = unit if unit.endswith("ss") else unit.removesuffix("s")
    return str(table()["kinds"].get(unit, one))


def _clause(text: str, at: int) -> str:
    start = max((m.end() for m in CLAUSE.finditer(text, 0, at)), default=0)
    stop = CLAUSE.search(text, at)
    return text[start : stop.start() if stop else len(text)].strip()


@cache
def _before(name: str) -> re.Pattern[str]:
    than = rf"\s*(?:{said('than').pattern})" if name in ("up", "down") else ""
    return re.compile(rf"(?:{said(name).pattern}){than}(?:\s*(?:a|an|the|是|要))?\s*$")


@cache
def _behind(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(table()[name], key=len, reverse=True)))
    compared = "|".join(table()["up" if name == "or_more" else "down"])
    return re.compile(rf"\s?(?:(?:{words})|(?:or|and) (?:{compared}))(?![a-z])")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"(?:{said('for_people').pattern})\s*$")
