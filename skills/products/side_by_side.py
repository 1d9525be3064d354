"""Several things as columns with the same rows: products, or variants of one product."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.amounts import plain_text
from knowledge.degrees import degrees_in
from knowledge.fact import Fact
from knowledge.goods import Attribute, Product, Text, Variant
from knowledge.options import PRICE, Options, key_of, options_of
from knowledge.product_sources import NOT_ON_FILE
from knowledge.reference import Op
from knowledge.shop import View
from knowledge.words import load_words
from skills.products.product_facts import cheapest, like, prices_differ, title

_LIST = re.compile(", |\u3001")
_BREAKS = frozenset("|\n")
"""Signs that would end a cell."""
LONGEST = 60
"""Characters of a value that still fits into a cell."""


@dataclass(frozen=True)
class Row:
    """What the columns say to one attribute."""

    attribute: str
    heading: Fact
    cells: tuple[Fact, ...]

    @property
    def differs(self) -> bool:
        return len({frozenset(_LIST.split(str(cell.value))) for cell in self.cells}) > 1


@dataclass(frozen=True)
class SideBySide:
    """
    Some things beside each other.

    Parameters
    ----------
    things
        Each as if it were one variant: what its variants have alike or as a list, the lowest price.
    names
        What each is called, as a fact.
    told_by
        Of variants the attribute that they are called by, empty where they are called by all they
        are; None for products.
    """

    things: tuple[Variant, ...]
    names: tuple[Fact, ...]
    sold_out: tuple[Fact, ...]
    priced_from: bool
    told_by: str | None
    view: View

    @cached_property
    def options(self) -> Options:
        return options_of(self.things, self.view.shop.scales)

    def prices(self) -> tuple[Fact, ...]:
        """The price of each; empty where one has none."""
        return tuple(
            Fact("price", t.price, f"products/{t.product}/variants/{t.id}", self.view.currency)
            for t in self.things
            if t.price is not None
        )

    def rows(self) -> Iterator[Row]:
        """The attributes whose values fit into cells, those that all of them have first."""
        for row in self._every:
            if all(
                len(str(cell.value)) <= LONGEST and not _BREAKS & set(str(cell.value))
                for cell in row.cells
            ):
                yield row

    @cached_property
    def _every(self) -> tuple[Row, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        keys = dict.fromkeys(key_of(a) for thing in self.things for a in thing.attributes)
        whole = [key for key in keys if all(_of(t, key) for t in self.things)]
        part = [
            key
            for key in keys
            if key not in whole and sum(_of(t, key) is not None for t in self.things) > 1
        ]
        for key in (*whole, *part):
            first = next(a for t in self.things if (a := _of(t, key)))
            cells = tuple(self._cell(thing, key) for thing in self.things)
            if key != self.told_by:
                heading = self.view.text(first.name)
                of = next(t for t in self.things if _of(t, key))
                yield Row(key, Fact("heading", heading, self._source(of, key)), cells)

    def named(self, words: str) -> frozenset[str]:
        """The attributes that her words name."""
        said = self.options.said(plain_text(words))
        return frozenset(name for one in said for name in one.names)

    def extreme(self, words: str) -> tuple[str, Op] | None:
        """What she asks the most or the least of: "which is lighter", "the biggest one"."""
        for degree in degrees_in(plain_text(words), self.options):
            if not degree.complains:
                least = degree.op in (Op.MIN, Op.LT)
                return degree.attribute, Op.MIN if least else Op.MAX
        return None

    def ranked(self, attribute: str, op: Op) -> tuple[int, ...]:
        """The places of the things that have it, the one with most (MAX) or least (MIN) first."""
        places = {
            place: number
            for place, thing in enumerate(self.things)
            if (number := self.options.place(attribute, self.options.value(thing, attribute)))
            is not None
        }
        sign = 1 if op is Op.MIN else -1
        return tuple(sorted(places, key=lambda place: sign * places[place]))

    def heading(self, attribute: str) -> Fact:
        """What an attribute is called."""
        return next(row.heading for row in self._every if row.attribute == attribute)

    def value(self, place: int, attribute: str) -> Fact:
        """The value of one thing, its price included."""
        thing = self.things[place]
        if attribute == PRICE:
            return self.prices()[place]
        return self._cell(thing, attribute)

    def _cell(self, thing: Variant, key: str) -> Fact:
        one = _of(thing, key)
        if one is None:
            return Fact("cell", NOT_ON_FILE, f"products/{thing.product}/missing/{key}")
        return Fact("cell", self.view.text(one.value), self._source(thing, key))

    def _source(self, thing: Variant, key: str) -> str:
        product = self.view.catalogue.product(thing.product)
        if self.told_by is not None:
            return f"products/{thing.product}/variants/{thing.id}/attributes/{key}"
        own = product is not None and _of_product(product, key)
        return f"products/{thing.product}" + (f"/attributes/{key}" if own else "")


def products_beside(products: Sequence[Product], view: View) -> SideBySide:
    """Products beside each other, each with all that its variants come in."""
    return SideBySide(
        tuple(_as_one(product, view) for product in products),
        tuple(title(product, view) for product in products),
        tuple(
            title(product, view)
            for product in products
            if not any(view.is_there(v) for v in product.variants)
        ),
        any(prices_differ(product.variants) for product in products),
        None,
        view,
    )


def variants_beside(
    product: Product, variants: Sequence[Variant], attribute: str, view: View
) -> SideBySide:
    """Variants of one product beside each other, called by one attribute where that tells them."""
    names = tuple(_called(variant, attribute, view) for variant in variants)
    gone = tuple(name for name, v in zip(names, variants, strict=True) if not view.is_there(v))
    return SideBySide(tuple(variants), names, gone, False, attribute, view)


def _called(variant: Variant, attribute: str, view: View) -> Fact:
    one = _of(variant, attribute)
    if one is None:
        return like(variant, view)
    source = f"products/{variant.product}/variants/{variant.id}"
    return Fact("title", view.text(one.value), source)


def _as_one(product: Product, view: View) -> Variant:
    shown = cheapest(product) or product.variants[0]
    listed = {key_of(a): a for v in product.variants for a in v.attributes}
    own = {key_of(a) for a in product.attributes}
    several = (_listed(key, product.variants) for key in listed if key not in own)
    return Variant(
        shown.id, product.id, (*product.attributes, *several), shown.price, shown.available
    )


def _listed(key: str, variants: Iterable[Variant]) -> Attribute:
    """An attribute of all variants with every value that there is."""
    found = [a for v in variants for a in v.attributes if key_of(a) == key]
    joints = (load_words("en")["list_joint"], load_words("zh")["list_joint"])
    en, zh = (
        joint.join(dict.fromkeys(value for value in values if value))
        for joint, values in zip(
            joints, ([a.value.en for a in found], [a.value.zh for a in found]), strict=True
        )
    )
    return Attribute(found[0].name, Text(en, zh))


def _of(thing: Variant, key: str) -> Attribute | None:
    return next((a for a in thing.attributes if key_of(a) == key), None)


def _of_product(product: Product, key: str) -> bool:
    return any(key_of(attribute) == key for attribute in product.attributes)
