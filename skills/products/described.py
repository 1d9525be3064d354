"""What her words say of a product's variants: which fit, which come nearest, which don't exist."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from knowledge.amounts import plain_text
from knowledge.degrees import degrees_in
from knowledge.fact import Fact
from knowledge.fitting import fit
from knowledge.goods import Attribute, Product, Variant
from knowledge.options import PRICE, Options, key_of, options_of, value_of
from knowledge.reference import Op, Wanted
from knowledge.shop import View
from knowledge.tokens import normalise
from knowledge.unknown_values import Unknown, color_names, unknown_values
from knowledge.wanted import wanted
from knowledge.words import load_words
from skills.skill import Asked

NEAREST = 3
TOLD = "said/option"


@dataclass(frozen=True)
class Described:
    """
    A product, and her words about what it shall be like.

    Parameters
    ----------
    words
        Only what she says of this product now, not what was said before.
    """

    product: Product
    words: str
    view: View

    @cached_property
    def options(self) -> Options:
        return options_of(self.product.variants, self.view.shop.scales)

    @cached_property
    def wanted(self) -> Wanted:
        """Her wants but for prices, which are no way to tell variants apart."""
        found = wanted([plain_text(self.words)], self.options)
        return replace(found, wants=tuple(w for w in found.wants if w.attribute != PRICE))

    @property
    def is_open(self) -> bool:
        """Whether her words leave open which variants she means."""
        return self.wanted.is_empty

    @cached_property
    def fitting(self) -> tuple[Variant, ...]:
        """The variants that are as she says; all where she says nothing, none where none is."""
        if self.is_open:
            return self.product.variants
        return fit(self.wanted, self.options, self.product.variants).best

    @cached_property
    def unknown(self) -> tuple[Unknown, ...]:
        """The values she names that no variant has, nor the product as a whole."""
        found = unknown_values(plain_text(self.words), self.options, self.view.shop.scales)
        own = {
            word
            for attribute in self.product.attributes
            for word in (normalise(attribute.value.en), normalise(attribute.value.zh))
        }
        return tuple(u for u in found if not any(u.said in word for word in own))

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes of its variants that her words name."""
        said = self.options.said(plain_text(self.words))
        return tuple(
            dict.fromkeys(name for one in said if not one.values for name in one.names[:1])
        )

    def beside(self) -> tuple[str, tuple[Variant, ...]]:
        """
        The attribute of which her words name several values, and a variant for each of them.

        The variants are as alike in everything else as she wants it. Empty where there is none.
        """
        values: dict[str, list[str]] = {}
        for one in self.options.said(plain_text(self.words)):
            for attribute, value in one.values:
                values.setdefault(attribute, []).append(value)
        for attribute, named in values.items():
            distinct = list(dict.fromkeys(named))
            if len(distinct) > 1:
                return attribute, self.each(attribute, distinct)
        return "", ()

    def steps(self) -> tuple[Variant, ...]:
        """
        The variants to compare by price: those she names, else one for each size there is.

        Empty where nothing tells which.
        """
        _, named = self.beside()
        if len(named) > 1:
            return named
        ordered = [name for name in self.options.values if self.options.is_ordered(name)]
        asked = [d.attribute for d in degrees_in(plain_text(self.words), self.options)]
        for name in (*asked, *ordered):
            values = self.options.values.get(name)
            if values:
                return self.each(name, tuple(values))
        return ()

    def gone(self, attribute: str, there: Sequence[Variant]) -> Fact | None:
        """The values of an attribute that no variant in stock has."""
        left = {self.options.value(v, attribute) for v in there}
        gone = [v for v in self.product.variants if self.options.value(v, attribute) not in left]
        return replace(self.values_of(attribute, gone), name="gone") if gone and there else None

    def each(self, attribute: str, values: Sequence[str]) -> tuple[Variant, ...]:
        """A variant for each value, alike in everything else."""
        others = tuple(w for w in self.wanted.wants if w.attribute not in (attribute, ""))
        among = fit(Wanted(others), self.options, self.product.variants).best
        found: list[Variant] = []
        for value in values:
            having = [v for v in among if self.options.value(v, attribute) == value]
            if having:
                least = min(
                    having,
                    key=lambda v: (
                        len(self.differing(v, found[0])) if found else 0,
                        not self.view.is_there(v),
                    ),
                )
                found.append(least)
        return tuple(found)

    @property
    def telling(self) -> str:
        """The first attribute in which all variants differ; empty where there is none."""
        variants = self.product.variants
        for name, values in self.options.values.items():
            if len(values) == len(variants):
                return name
        return ""

    def nearest(self, among: Sequence[Variant]) -> tuple[Variant, ...]:
        """Those of some variants that meet most of her wants, and are most like what she meant."""
        wants = [w for w in self.wanted.wants if w.op in (Op.IS, Op.NOT)]
        target = self.fitting[0] if self.fitting else None

        def far(variant: Variant) -> tuple[int, int, Decimal, bool, Decimal]:
            met = sum(
                bool(fit(Wanted((replace(w, rank=0),)), self.options, [variant]).best)
                for w in wants
            )
            other = len(self.differing(variant, target)) if target else 0
            apart = self._apart(variant, target) if target else Decimal()
            return -met, other, apart, variant.price is None, variant.price or Decimal()

        return tuple(sorted(among, key=far)[:NEAREST])

    def _apart(self, variant: Variant, target: Variant) -> Decimal:
        """How far two variants are apart in what has an order, such as a size."""
        apart = Decimal()
        for name in self.options.values:
            places = [
                self.options.place(name, self.options.value(one, name)) for one in (variant, target)
            ]
            if places[0] is not None and places[1] is not None:
                apart += abs(places[0] - places[1])
        return apart

    def differing(self, variant: Variant, target: Variant) -> tuple[Attribute, ...]:
        """The attributes of a variant that are not as those of another one."""
        theirs = {key_of(a): a.value for a in target.attributes}
        return tuple(a for a in variant.attributes if theirs.get(key_of(a)) != a.value)

    def values_of(self, attribute: str, among: Sequence[Variant]) -> Fact:
        """The values of an attribute that some variants have, as a list."""
        found = {
            value_of(a): self.view.text(a.value)
            for variant in among
            for a in variant.attributes
            if key_of(a) == attribute
        }
        if self.options.is_ordered(attribute):
            places = {value: self.options.place(attribute, value) or Decimal() for value in found}
            found = {value: found[value] for value in sorted(found, key=lambda v: places[v])}
        told = dict.fromkeys(found.values())
        joint: str = load_words(self.view.language)["list_joint"]
        return Fact("answer", joint.join(told), f"products/{self.product.id}")

    def heading(self, attribute: str) -> Fact:
        """What an attribute is called."""
        one = next(iter(self.options.values[attribute].values()))
        return Fact("heading", self.view.text(one.name), f"products/{self.product.id}")

    def comes_in(self, unknown: Unknown) -> Fact | None:
        """What it comes in instead of a value that it does not have."""
        if unknown.attribute:
            return self.values_of(unknown.attribute, self.product.variants)
        for one in self.product.attributes:
            if normalise(key_of(one)) in color_names():
                source = f"products/{self.product.id}/attributes/{key_of(one)}"
                return Fact("answer", self.view.text(one.value), source)
        return None


def told(unknown: Unknown, described: Described) -> Fact:
    """A value in her own words, as she wrote it."""
    at = described.words.lower().find(unknown.said)
    said = described.words[at : at + len(unknown.said)] if at >= 0 else unknown.said
    return Fact("wanted", said, TOLD)


def other(variant: Variant, target: Variant, described: Described) -> Iterator[Fact]:
    """What sets a variant apart from the one she meant, where that is not all that it is."""
    differing = described.differing(variant, target)
    if 0 < len(differing) < len(variant.attributes):
        joint: str = load_words(described.view.language)["list_joint"]
        names = joint.join(described.view.text(a.name) for a in differing)
        source = f"products/{variant.product}/variants/{variant.id}"
        yield Fact("heading", names, source)


def describe(product: Product, asked: Asked, view: View) -> Described:
    """Her words about a product, without its name, which may hold a value by chance."""
    words = asked.ref.want("words") if asked.ref and asked.ref.want("question") else None
    said = str(words.value) if words else asked.words
    return Described(product, _without_title(said, product), view)


def _without_title(said: str, product: Product) -> str:
    """The words without the longest run of two or more that stands in a title as well."""
    for title in filter(None, (product.title.en, product.title.zh)):
        parts = [re.escape(part) for part in re.findall(r"[^\s,，]+", title)]
        for length in range(len(parts), 1, -1):
            for start in range(len(parts) - length + 1):
                run = r"[\s,，]+".join(parts[start : start + length])
                match = re.search(rf"(?<!\w){run}(?!\w)", said, re.IGNORECASE)
                if match:
                    return f"{said[: match.start()]} {said[match.end() :]}"
    return said
