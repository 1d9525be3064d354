"""What the variants of a product differ in, and where a text speaks of it: a value or its name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from knowledge.amounts import Amount, amount_of, amounts_in, unit_of
from knowledge.goods import Attribute, Variant
from knowledge.line_words import meant
from knowledge.option_forms import (
    bare,
    called,
    false_words,
    form_pattern,
    one_slip,
    parts_of_value,
    stems,
    true_words,
)
from knowledge.option_words import table
from knowledge.scales import Scales
from knowledge.tokens import is_stop, normalise

PRICE = "price"
_BOUNDS = frozenset({"volume", "mass", "length", "memory"})
"""Kinds of amounts that are said of a thing; hours and pieces may be said of anything."""
_LATIN = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Said:
    """
    A stretch of a text that is a value, for each attribute that has it, or names attributes.

    Parameters
    ----------
    values
        Pairs of an attribute and its value; empty where only attributes are named.
    names
        The attributes that are named.
    sure
        False for a bare number or a part of a value, which may mean something else.
    """

    start: int
    end: int
    values: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    sure: bool = True


class Options:
    """The attributes of some variants, with the values that they have."""

    def __init__(self, variants: Sequence[Variant], scales: Scales) -> None:
        self.variants = tuple(variants)
        self._scales = scales
        self._names: dict[str, Attribute] = {}
        listed: dict[str, dict[str, Attribute]] = {}
        for variant in variants:
            for one in variant.attributes:
                listed.setdefault(key_of(one), {}).setdefault(value_of(one), one)
                self._names.setdefault(key_of(one), one)
        self.values: Mapping[str, Mapping[str, Attribute]] = listed

    def value(self, variant: Variant, attribute: str) -> str | None:
        """The value of a variant; its price where that is asked for."""
        if attribute == PRICE:
            return None if variant.price is None else str(variant.price)
        return next((value_of(a) for a in variant.attributes if key_of(a) == attribute), None)

    def place(self, attribute: str, value: str | None) -> Decimal | None:
        """Where a value stands in the order of its attribute; None where it has none."""
        if value is None:
            return None
        if attribute == PRICE:
            return Decimal(value)
        order = self._orders.get(attribute)
        if order is None or value in order:
            return None if order is None else order[value]
        amount = amount_of(value)
        return amount.number if amount and amount.kind in self._kinds.get(attribute, ()) else None

    def is_ordered(self, attribute: str) -> bool:
        return attribute == PRICE or self._orders.get(attribute) is not None

    def decides(self, attribute: str, other: str) -> bool:
        """Whether one attribute leaves no choice of another: the bigger pan is the heavier one."""
        pairs = {(self.value(v, attribute), self.value(v, other)) for v in self.variants}
        each = {value for value, _ in pairs}
        return len(pairs) == len(each) > 1

    def false_value(self, attribute: str) -> str | None:
        """The value that says a thing has it not, such as no or none."""
        return next((v for v in self.values.get(attribute, ()) if v.lower() in false_words()), None)

    def true_value(self, attribute: str) -> str | None:
        return next((v for v in self.values.get(attribute, ()) if v.lower() in true_words()), None)

    def said(self, text: str) -> tuple[Said, ...]:
        """
        What a text (see :func:`knowledge.amounts.plain_text`) says of them, from left to right; of
        what overlaps the longer one.
        """
        found = [*self._amounts(text), *self._words(text), *self._slips(text)]
        # "1 l" is no size L.
        spans = [(one.start, one.end) for one in amounts_in(text) if one.amount.kind]
        found = [
            one
            for one in found
            if one.end - one.start > 1 or not any(a <= one.start < b for a, b in spans)
        ]
        found.sort(key=lambda one: (not one.sure, one.start - one.end, bool(one.names)))
        kept: list[Said] = []
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda one: one.start))

    @cached_property
    def _orders(self) -> Mapping[str, Mapping[str, Decimal] | None]:
        return {name: self._scales.order(values) for name, values in self.values.items()}

    @cached_property
    def _forms(self) -> tuple[re.Pattern[str], Mapping[str, Said]]:
        """A pattern for all forms, and what each of them says."""
        forms: dict[str, Said] = {}
        for name in self.values:
            for form in self._named(name):
                before = forms.get(form, Said(0, 0))
                forms[form] = Said(0, 0, before.values, (*before.names, name), before.sure)
        for sure in (False, True):
            for form, pairs in self._valued(sure=sure).items():
                names = forms.get(form, Said(0, 0)).names
                forms[form] = Said(0, 0, tuple(dict.fromkeys(pairs)), names, sure)
        ordered = sorted(forms, key=len, reverse=True)
        return re.compile("|".join(map(form_pattern, ordered)) or r"(?!)"), {
            bare(form): forms[form] for form in reversed(ordered)
        }

    def _named(self, name: str) -> Iterator[str]:
        """What an attribute is called."""
        one = self._names[name]
        yield from filter(None, (normalise(one.name.en), normalise(one.name.zh)))
        for group in table()["attributes"]:
            if {normalise(one.name.en), normalise(one.name.zh)} & set(group["of"]):
                yield from map(str, group["said"])

    def _valued(self, *, sure: bool) -> dict[str, list[tuple[str, str]]]:
        """What values are called: by their whole names and by other words; else by a part alone."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, values in self.values.items():
            forms = {
                value: set(called(one) if sure else parts_of_value(one))
                for value, one in values.items()
            }
            for value, mine in forms.items():
                others = set().union(*(f for v, f in forms.items() if v != value))
                for form in mine - others if not sure else mine:
                    exact = form in {normalise(value), normalise(values[value].value.zh)}
                    if sure and form in others and not exact:
                        continue
                    found.setdefault(form, []).append((name, value))
            if sure:
                self._denied(name, found)
        return found

    def _denied(self, name: str, found: dict[str, list[tuple[str, str]]]) -> None:
        """ "Waterproof" and "not waterproof", "no backlight": yes, no and none by the name."""
        false, true = self.false_value(name), self.true_value(name)
        for form in self._named(name):
            if true is not None:
                found.setdefault(form, []).append((name, true))
            if false is not None:
                joint = " " if form.isascii() else ""
                negations = table()["denials"] if form.isascii() else table()["han_denials"]
                for no in negations:
                    found.setdefault(f"{no}{joint}{form}", []).append((name, false))
                for no in table()["denials_behind"]:
                    found.setdefault(f"{form}{joint}{no}", []).append((name, false))

    def _words(self, text: str) -> Iterator[Said]:
        pattern, said = self._forms
        for match in pattern.finditer(text):
            one = said.get(bare(match.group()))
            if one is not None:
                yield Said(match.start(), match.end(), one.values, one.names, one.sure)

    def _amounts(self, text: str) -> Iterator[Said]:
        """Amounts that are values, and bare numbers that are the number of one."""
        for spoken in amounts_in(text):
            exact = tuple(self._with_amount(spoken.amount))
            if exact:
                yield Said(spoken.start, spoken.end, exact, sure=bool(spoken.amount.kind))
                continue
            said = text[spoken.start : spoken.end]
            bare = tuple(self._with_number(said))
            if bare:
                yield Said(spoken.start, spoken.end, bare, sure=bool(spoken.amount.kind))
                continue
            # What no variant has may still be a bound: at least 600 ml.
            alike = [name for name, kinds in self._kinds.items() if spoken.amount.kind in kinds]
            if spoken.amount.kind in _BOUNDS and alike:
                yield Said(spoken.start, spoken.end, ((alike[0], said),))

    def _with_amount(self, amount: Amount) -> Iterator[tuple[str, str]]:
        for name, value, own in self._amounts_of:
            if own == amount:
                yield name, value

    def _with_number(self, said: str) -> Iterator[tuple[str, str]]:
        """Values by the number in them: 750 for 750 ml, size 8, 1000 pieces."""
        number = re.match(r"[\d.,]+", said)
        unit = said[number.end() :].strip(" -") if number else ""
        for name, value, own in self._amounts_of:
            written = re.match(r"[\d.,]+", normalise(value))
            if number is None or written is None:
                continue
            if written.group().replace(",", "") != number.group().replace(",", ""):
                continue
            counted = {unit.rstrip("s"), unit_of(unit)}
            if not unit or (not own.kind and counted & stems(self._named(name))):
                yield name, value

    @cached_property
    def _amounts_of(self) -> tuple[tuple[str, str, Amount], ...]:
        listed = []
        for name, values in self.values.items():
            for value, one in values.items():
                amount = amount_of(one.value.en) or amount_of(one.value.zh)
                if amount is not None:
                    listed.append((name, value, amount))
        return tuple(listed)

    @cached_property
    def _kinds(self) -> Mapping[str, frozenset[str]]:
        """Of what kinds the amounts of each attribute are."""
        found: dict[str, set[str]] = {}
        for name, _, amount in self._amounts_of:
            found.setdefault(name, set()).add(amount.kind)
        return {name: frozenset(kinds) for name, kinds in found.items()}

    def _slips(self, text: str) -> Iterator[Said]:
        """Words with a slip of the pen."""
        _, said = self._forms
        known = frozenset(form for form in said if _LATIN.fullmatch(form))
        for match in _LATIN.finditer(text):
            word = match.group()
            if len(word) < 4 or word in known or is_stop(word):
                continue
            form = meant(word, known)
            if form == word:
                form = next((f for f in sorted(known) if one_slip(word, f)), word)
            if form != word and said[form].values:
                yield Said(match.start(), match.end(), said[form].values, (), sure=False)


@lru_cache(maxsize=4096)
def options_of(variants: tuple[Variant, ...], scales: Scales) -> Options:
    """The options of a product's variants; made once for each."""
    return Options(variants, scales)


def key_of(attribute: Attribute) -> str:
    """How an attribute is known: by its English name where it has one."""
    return attribute.name.en or attribute.name.zh


def value_of(attribute: Attribute) -> str:
    return attribute.value.en or attribute.value.zh
