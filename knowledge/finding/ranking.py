"""
The products that were found, by what they are called and what they are like.

Full text takes every word for one to be found. Here a word that is a value of an attribute tells
against what has another one, an amount is compared, what shall not be is left out, and the most
or the least of something is looked for among things of one kind.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from knowledge.catalogue import Catalogue
from knowledge.finding.candidates import Hit, Unmet
from knowledge.finding.described import Described, Extreme
from knowledge.finding.likeness import table
from knowledge.finding.parts import Part
from knowledge.finding.traits import Goods, Offer, traits_of
from knowledge.finding.wishes import Wish, wishes_of
from knowledge.reference import Op
from knowledge.tokens import tokens
from knowledge.words import pattern

PRICE = "price"
# What a word counts by where it stands: in the title, the other names, a value of the product, its
# description, the names of its category; one that others of its kind say of themselves counts less.
TITLE, SYNONYM, VALUE, DETAIL, KIND, SHARED = 1.0, 0.95, 0.9, 0.4, 0.85, 0.4
# What is left by a wish that is not met, a word that is not so, a wish of which nothing is known,
# and by being sold out.
UNMET, NOT_SO, UNKNOWN, AWAY = 0.5, 0.9, 0.9, 0.9
# What the words, the score of the search and being of the kind that is named count.
WORDS, FOUND, HEAD = 0.6, 0.25, 0.15
# What a single character that says what a thing is counts.
ONE = 1.0
# Things of one kind hold the words nearly as well.
LEVEL = 0.06
CACHED = 8192
_ONE = re.compile(r"的([\u4e00-\u9fff])(?=\W|$)")

Prices = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Ranked:
    """
    A product with the offer of it that fits best, and how well that does.

    Parameters
    ----------
    unmet
        Wishes that it does not meet.
    not_so
        How many words are values of what it has otherwise.
    """

    hit: Hit
    offer: Offer
    unmet: tuple[str, ...]
    not_so: int
    order: float
    share: float
    is_kind: bool


class Ranking:
    """See the module; what a product is like is read once."""

    def __init__(self, catalogue: Catalogue, known_parts: Callable[[str], list[Part]]) -> None:
        self._catalogue = catalogue
        self._known_parts = known_parts
        self._goods: dict[str, Goods] = {}

    def __call__(
        self, described: Described, hits: Sequence[Hit], prices: Prices = (None, None)
    ) -> tuple[Hit, ...]:
        """The hits, the best first, each with the offer that fits best and what it is not."""
        goods = [self._of(hit) for hit in hits]
        offers = [offer for one in goods for offer in one.offers]
        spoken = _Spoken(self._known_parts(described.words), goods, described.words)
        wishes = wishes_of(described, offers)
        ranked = [
            max(
                (_ranked(hit, one, offer, spoken, wishes, prices) for offer in one.offers),
                key=lambda fit: fit.order,
            )
            for hit, one in zip(hits, goods, strict=True)
            if one.offers
        ]
        ranked.sort(key=lambda one: -one.order)
        for extreme in described.extremes:
            ranked = _by_extreme(extreme, ranked)
        return tuple(_told(ranked))

    def _of(self, hit: Hit) -> Goods:
        found = self._goods.get(hit.product.id)
        if found is None:
            if len(self._goods) >= CACHED:
                self._goods.clear()
            found = self._goods[hit.product.id] = traits_of(hit.product, self._catalogue)
        return found


class _Spoken:
    """The words of a description, and which of them are values of products that were found."""

    def __init__(self, parts: Sequence[Part], goods: Sequence[Goods], text: str) -> None:
        self.parts = [*parts, *_last(text)]
        self.weight = sum(part.weight for part in self.parts) or 1.0
        offers = [offer for one in goods for offer in one.offers]
        forms = {form for part in self.parts for form in part.forms}
        naming = {t.attribute: t.names & forms for offer in offers for t in offer.traits}
        self._naming = frozenset[str]().union(*naming.values())
        named = frozenset(attribute for attribute, names in naming.items() if names)
        valued: dict[str, frozenset[str]] = {}
        for offer in offers:
            for form in forms & offer.words.keys():
                valued[form] = valued.get(form, frozenset()) | offer.words[form]
        # "Honey process" wants no taste of honey.
        self._valued = {form: (found & named) or found for form, found in valued.items()}
        self._names = {f for one in goods for f in forms & (one.named.title | one.named.synonyms)}
        front = _front().split(text, maxsplit=1)[0]
        self._kind = frozenset((*tokens(front), text.rstrip(table()["suffix"])[-1:]))

    def is_kind(self, one: Goods) -> bool:
        """Whether a product is the kind of thing that is spoken of."""
        return not self._kind.isdisjoint(one.named.head)

    def by_name(self, part: Part, one: Goods) -> float:
        """What a word counts by the names of a product alone."""
        named, forms = one.named, part.forms
        if not (named.title.isdisjoint(forms) and named.head.isdisjoint(forms)):
            return TITLE
        if not named.synonyms.isdisjoint(forms):
            return SYNONYM
        if not named.category.isdisjoint(forms):
            return KIND
        if named.kind.isdisjoint(forms):
            return 0.0
        return SHARED if any(f in self._names for f in forms if f in named.kind) else KIND

    def is_value(self, part: Part, offer: Offer) -> bool | None:
        """Whether a word is a value of an offer; None where no attribute of it tells."""
        if not self._naming.isdisjoint(part.forms):
            return None
        told = [(form, self._valued[form]) for form in part.forms if form in self._valued]
        if any(told_by & offer.words[form] for form, told_by in told if form in offer.words):
            return True
        return False if any(told_by & offer.attributes for _, told_by in told) else None

    def is_of_variant(self, offer: Offer) -> bool:
        """Whether a word is a value in which the variants of a product differ."""
        return any(offer.words[form] & offer.own for form in self._valued if form in offer.words)


def _ranked(
    hit: Hit,
    one: Goods,
    offer: Offer,
    spoken: _Spoken,
    wishes: Sequence[Wish],
    prices: Prices,
) -> Ranked:
    """How well one offer of a product fits."""
    share, factor, not_so = 0.0, 1.0, 0
    unmet: list[str] = []
    matched = " ".join(hit.matched)
    for part in spoken.parts:
        credit = spoken.by_name(part, one)
        if credit < VALUE and (value := spoken.is_value(part, offer)) is not None:
            if value:
                credit = VALUE
            elif credit <= SHARED:
                credit = 0.0
                not_so += 1
        if credit < DETAIL and any(form in matched for form in part.forms):
            credit = DETAIL
        share += part.weight * credit / spoken.weight
    for wish in wishes:
        met = wish.met(offer)
        factor *= UNKNOWN if met is None else 1.0 if met else UNMET
        if met is False:
            unmet.append(wish.said)
    if not _is_within(one, offer, prices, spoken):
        factor *= UNMET
        unmet.append(PRICE)
    if not offer.variant.available:
        factor *= AWAY
    is_kind = spoken.is_kind(one)
    factor *= NOT_SO**not_so
    order = factor * (WORDS * share + FOUND * hit.score + HEAD * is_kind)
    return Ranked(hit, offer, tuple(dict.fromkeys(unmet)), not_so, order, share, is_kind)


def _is_within(one: Goods, offer: Offer, prices: Prices, spoken: _Spoken) -> bool:
    """Whether an offer costs as much; of those nobody told apart the cheapest has to be so dear."""
    least, most = prices
    price = offer.variant.price
    if price is None:
        return least is None and most is None
    lowest = price if spoken.is_of_variant(offer) else one.lowest
    return (least is None or lowest is None or lowest >= least) and (most is None or price <= most)


def _last(text: str) -> Iterable[Part]:
    """The one character of Chinese that says what a thing is: 用的锅."""
    match = _ONE.search(text)
    return [Part((match[1],), ONE, spent=False, seen=True)] if match else []


@cache
def _front() -> re.Pattern[str]:
    """Where in English the words end that say what a thing is."""
    return re.compile(rf"(?:{pattern(tuple(table()['behind'])).pattern})|[,;]")


def _by_extreme(extreme: Extreme, ranked: list[Ranked]) -> list[Ranked]:
    """The most or the least of what is of the same kind as the best first, then the others."""
    level = [
        one
        for one in ranked
        if one.share >= ranked[0].share - LEVEL
        and one.is_kind == ranked[0].is_kind
        and len(one.unmet) + one.not_so <= len(ranked[0].unmet) + ranked[0].not_so
    ]
    for name in extreme.attributes:
        placed = [(place, one) for one in level if (place := _place(name, one)) is not None]
        if placed:
            sign = -1 if extreme.op is Op.MAX else 1
            # What can be had comes first.
            placed.sort(key=lambda pair: (not pair[1].offer.variant.available, sign * pair[0]))
            first = [one for _, one in placed]
            return [*first, *(one for one in ranked if one not in first)]
    return ranked


def _place(name: str, one: Ranked) -> Decimal | None:
    if name == PRICE:
        return one.offer.variant.price
    found = (t.number for t in one.offer.traits if name in t.called)
    return next((number for number in found if number is not None), None)


def _told(ranked: Sequence[Ranked]) -> Iterable[Hit]:
    """The hits with what they are not, and whether nothing of the kind is so."""
    kind = [one for one in ranked if one.is_kind == ranked[0].is_kind]
    by_all = set(kind[0].unmet).intersection(*(one.unmet for one in kind)) if kind else set()
    for one in ranked:
        unmet = tuple(Unmet(said, said in by_all) for said in one.unmet)
        yield replace(one.hit, offer=one.offer.variant, unmet=unmet)
