"""
What a text wants of a product: bounds on its attributes, each with the words around it.

A value alone wants that value. What stands around it turns it into something else: "not red",
"at least 1 l", "instead of the black one" (that is what she has), "same size", "material doesn't
matter", "if possible".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.degrees import Degree, degrees_in
from knowledge.goods import Variant
from knowledge.option_words import cue, ends_with
from knowledge.options import PRICE, Options, Said
from knowledge.price_bounds import price_wants
from knowledge.reference import IT, Op, Want, Wanted

_CLAUSE = re.compile(
    r"[,;.!?:()](?=\s|$)|[，、；。！？：（）\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)
_SENTENCE = re.compile(r"[.!?;](?=\s|$)|[。！？；\n]")
_MONEY = re.compile(r"\s?(?:[€$£¥]|euros?\b|dollars?\b|usd\b|bucks\b|元|块)")
_AS_MUCH = re.compile(r"(?<![a-z])as\s+$")
_NEAR = 14
"""Characters between a value and the name of the attribute that it is of."""
_LAST = 9
"""Rank of what she gives up first."""
_COUNT = 5
"""A bare number below this may count things rather than be a value."""


def wanted(texts: Iterable[str], options: Options, of: Variant | None = None) -> Wanted:
    """
    What some texts want, said one after the other; the latest word about an attribute counts.

    Parameters
    ----------
    texts
        As :func:`knowledge.amounts.plain_text` gives them.
    of
        The variant she has; its values may be named without being wanted.
    """
    whole = Wanted()
    for text in texts:
        whole = _later(whole, _Reading(text, options, of).wanted())
    return whole


def _later(before: Wanted, more: Wanted) -> Wanted:
    kept = tuple(want for want in before.wants if want.attribute not in more.named)
    return Wanted(
        (*kept, *more.wants),
        (before.any - more.named) | more.any,
        before.rest_same or more.rest_same,
        before.exactly or more.exactly,
        more.ids or before.ids,
    )


class _Reading:
    """One text being read."""

    def __init__(self, text: str, options: Options, of: Variant | None) -> None:
        self._text, self._options, self._of = text, options, of
        self._degrees = degrees_in(text, options)
        said = options.said(text)
        self._said = tuple(one for one in said if not self._is_degree(one))

    def wanted(self) -> Wanted:
        text = self._text
        wants = [*self._by_values(), *self._by_degrees()]
        told = {want.attribute for want in wants}
        kept, any_ = self._by_names(told)
        bounds, _ = price_wants(text)
        wants += [*kept, *(w for w in bounds if PRICE not in told)]
        ids = tuple(
            variant.id
            for variant in self._options.variants
            if re.search(rf"(?<!\w){re.escape(variant.id.lower())}(?!\w)", text)
        )
        return Wanted(
            tuple(self._settled(wants)),
            frozenset(any_ - told),
            cue("rest_same").search(text) is not None,
            cue("exactly").search(text) is not None,
            tuple(id for id in ids if not self._of or id != self._of.id),
        )

    def _is_degree(self, one: Said) -> bool:
        return any(d.start < one.end and one.start < d.end for d in self._degrees)

    def _by_values(self) -> Iterator[Want]:
        before: dict[str, tuple[int, int]] = {}
        for place, one in enumerate(self._said):
            pairs = self._meant(place)
            left, right = self._around(place)
            if self._names_it(one, left, right):
                continue
            if not pairs or (not one.sure and not self._is_value(one, pairs, left, right)):
                continue
            if self._is_old(left, right, pairs) or self._is_compared(one):
                continue
            attribute = pairs[0][0] if len({a for a, _ in pairs}) == 1 else ""
            rank = self._rank(one, before.get(attribute))
            before[attribute] = (one.end, rank)
            yield Want(attribute, self._op(one, left, right), pairs[0][1], rank)

    def _names_it(self, one: Said, before: str, behind: str) -> bool:
        """Whether a value that is its attribute's name too names it: "waterproofing as it is"."""
        same = cue("same").match(behind.strip()) or ends_with(before, "same")
        return bool(one.names and self._of and same)

    def _around(self, place: int) -> tuple[str, str]:
        """What of the clause stands right before and behind something that was said."""
        one = self._said[place]
        start = self._said[place - 1].end if place else 0
        stop = self._said[place + 1].start if place + 1 < len(self._said) else len(self._text)
        before, behind = self._text[start : one.start], self._text[one.end : stop]
        return _CLAUSE.split(before)[-1], _CLAUSE.split(behind)[0]

    def _meant(self, place: int) -> tuple[tuple[str, str], ...]:
        """The attribute that a value is meant of: the one named beside it, else any that has it."""
        one = self._said[place]
        if len({attribute for attribute, _ in one.values}) < 2:
            return one.values[:1]
        beside = (*self._said[place + 1 : place + 2], *self._said[max(place - 1, 0) : place])
        for other in sorted(beside, key=lambda o: max(o.start - one.end, one.start - o.end)):
            start, stop = min(one.end, other.end), max(one.start, other.start)
            gap = self._text[start:stop]
            named = tuple(pair for pair in one.values if pair[0] in other.names)
            if named and stop - start <= _NEAR and not _CLAUSE.search(gap):
                return named[:1]
        if self._of is None:
            return one.values
        # What she has is already so in one place: it is the other that shall become so.
        new = tuple(p for p in one.values if self._options.value(self._of, p[0]) != p[1])
        return new or one.values

    def _is_value(
        self, one: Said, pairs: Sequence[tuple[str, str]], before: str, behind: str
    ) -> bool:
        """Whether a bare number or a part of a name is a value: not "two of them", not "$60"."""
        text = self._text[one.start : one.end]
        if not text[:1].isdigit():
            return True
        if before.rstrip()[-1:] in set("#$€£¥") or _MONEY.match(behind):
            return False
        named = any(w in before or w in behind[:_NEAR] for w in pairs[0][0].lower().split())
        number = re.match(r"[\d.]+", text.replace(",", ""))
        return named or not before.strip() or bool(number and float(number.group()) >= _COUNT)

    def _is_old(self, before: str, behind: str, pairs: Sequence[tuple[str, str]]) -> bool:
        """Whether a value is told as what she has: "instead of the black one", "mine is red"."""
        if ends_with(before, "instead"):
            return True
        if _AS_MUCH.search(before) and behind.lstrip().startswith("as "):
            # "As big as it is" is no size.
            return True
        hers = self._of and all(self._options.value(self._of, a) == v for a, v in pairs)
        return bool(hers) and ends_with(before, "old")

    def _op(self, one: Said, before: str, behind: str) -> Op:
        if ends_with(_CLAUSE.split(self._text[: one.start])[-1], "not_it"):
            return Op.NOT
        if self._text[one.start].isdigit():
            if ends_with(before, "at_least") or cue("or_more").match(behind.strip()):
                return Op.GE
            if ends_with(before, "at_most") or cue("or_less").match(behind.strip()):
                return Op.LE
        return Op.IS

    def _rank(self, one: Said, before: tuple[int, int] | None) -> int:
        """
        0 for a must; of what is only preferred, or stands behind an "else", a place of its own.
        """
        if before and cue("else").search(self._text, before[0], one.start):
            return before[1] + 1
        sentence, start = self._sentence(one)
        given_up = list(cue("give_up").finditer(self._text, start, one.start))
        if given_up and one.start - given_up[-1].end() < _NEAR:
            # "Drop the black before you drop the wood."
            return _LAST if len(given_up) == 1 else 1
        clause = _CLAUSE.split(sentence[: one.start - start])[-1]
        return 1 if cue("prefer").search(sentence) and not cue("must").search(clause) else 0

    def _sentence(self, one: Said) -> tuple[str, int]:
        ends = [m.end() for m in _SENTENCE.finditer(self._text, 0, one.start)]
        start = ends[-1] if ends else 0
        stop = _SENTENCE.search(self._text, one.end)
        return self._text[start : stop.start() if stop else len(self._text)], start

    def _by_degrees(self) -> Iterator[Want]:
        """More and less than what she has, or than an amount; most and least of all."""
        told = {a for one in self._said for a, _ in one.values}
        for one in self._degrees:
            if one.op in (Op.MIN, Op.MAX):
                yield Want(one.attribute, one.op)
            elif bound := self._than(one):
                yield Want(one.attribute, one.op, bound)
            elif self._of is not None and one.attribute not in told:
                yield Want(one.attribute, one.op, IT)
                if one.is_next:
                    yield Want(one.attribute, Op.MIN if one.op is Op.GT else Op.MAX)

    def _than(self, one: Degree) -> str | None:
        """The value that a degree compares with: "bigger than 1 l"."""
        for said in self._said:
            if said.values and self._compares(one, said):
                return next((v for a, v in said.values if a == one.attribute), None)
        return None

    def _compares(self, one: Degree, said: Said) -> bool:
        gap = self._text[one.end : said.start].strip()
        return said.start >= one.end and cue("than").fullmatch(gap) is not None

    def _is_compared(self, said: Said) -> bool:
        return any(self._compares(one, said) for one in self._degrees)

    def _by_names(self, told: set[str]) -> tuple[list[Want], set[str]]:
        """Attributes that shall stay as they are, and those that do not matter."""
        kept: list[Want] = []
        any_: set[str] = set()
        for start, stop in self._clauses():
            clause = self._text[start:stop]
            names = [
                name
                for one in self._said
                if start <= one.start < stop and (not one.values or one.names)
                for name in one.names[:1]
            ]
            if cue("any").search(clause):
                any_ |= set(names)
            elif cue("same").search(clause) and self._of is not None:
                kept += [Want(name, Op.IS, IT) for name in names if name not in told]
        return kept, any_

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """Clauses; one of mere names goes on to the next: "size, material unchanged"."""
        start = 0
        for match in (*_CLAUSE.finditer(self._text), None):
            stop = match.start() if match else len(self._text)
            clause = self._text[start:stop]
            cued = cue("any").search(clause) or cue("same").search(clause)
            if cued or match is None or match.group() not in ",，、":
                yield start, stop
                start = match.end() if match else stop

    def _settled(self, wants: Sequence[Want]) -> Iterator[Want]:
        """
        One word about each attribute: a value she has gives way to another one; of several others
        the first is preferred.
        """
        several: dict[str, list[Want]] = {}
        for want in wants:
            several.setdefault(want.attribute, []).append(want)
        for attribute, mine in several.items():
            values = [w for w in mine if w.op is Op.IS and isinstance(w.value, str)]
            old = self._options.value(self._of, attribute) if self._of else None
            new = [w for w in values if w.value != old] or values[:1]
            distinct = list({w.value: w for w in new}.values())
            if len(distinct) > 1 and all(w.rank == 0 for w in distinct):
                # "Silver or white": the first that there is.
                distinct = [replace(w, rank=place) for place, w in enumerate(distinct, start=1)]
            elif distinct and distinct[-1].rank > distinct[0].rank == 0:
                distinct = [replace(w, rank=place) for place, w in enumerate(distinct, start=1)]
            yield from distinct
            keeps = [w for w in mine if w.op is Op.IS and w.value == IT]
            yield from () if distinct else keeps[:1]
            yield from (w for w in mine if w.op is not Op.IS)
