"""What the products that were found shall be like, each wish as a test of one offer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from knowledge.finding.bounded import Bound
from knowledge.finding.described import Denial, Described
from knowledge.finding.likeness import table
from knowledge.finding.traits import Offer, Trait
from knowledge.option_words import table as option_table
from knowledge.reference import Op
from knowledge.tokens import is_stop, normalise, tokens
from knowledge.words import pattern


@dataclass(frozen=True)
class Wish:
    """
    Something a product shall be or not be.

    Parameters
    ----------
    said
        How it was said; the name of an attribute where only that was said.
    met
        Whether an offer is so; None where nothing is known of it.
    """

    said: str
    met: Callable[[Offer], bool | None]


def wishes_of(described: Described, offers: Sequence[Offer]) -> tuple[Wish, ...]:
    """The wishes that some of the offers can tell of."""
    found = [
        *_bounded(described.bounds, offers),
        *_denied(described.denied, offers),
        *_had(described.words, offers),
        *_in_other_words(described.words, offers),
        *_beside_names(described.words, offers),
    ]
    return tuple(found)


def _bounded(bounds: Iterable[Bound], offers: Sequence[Offer]) -> Iterator[Wish]:
    for bound in bounds:
        of = _about(bound)

        def met(
            offer: Offer,
            of: Callable[[Offer], Sequence[Trait]] = of,
            bound: Bound = bound,
        ) -> bool | None:
            found = of(offer)
            return any(_is_within(trait.number, bound) for trait in found) if found else None

        if any(of(offer) for offer in offers):
            yield Wish(bound.said, met)


def _about(bound: Bound) -> Callable[[Offer], Sequence[Trait]]:
    """The traits of an offer that an amount may be meant of: one named beside it, else usual."""
    usual = {name: place for place, name in enumerate(table()["usual"])}
    beside = set(tokens(bound.beside))
    for one in table()["spoken"]:
        if pattern(tuple(one["said"])).search(bound.beside):
            beside |= {token for name in one["name"] for token in tokens(name)}

    def of(offer: Offer) -> Sequence[Trait]:
        found = [t for t in offer.traits if t.number is not None and t.kind == bound.kind]
        named = [trait for trait in found if not trait.names.isdisjoint(beside)]
        if named or not bound.kind or bound.op is Op.IS:
            return named or (found if bound.kind else [])
        return sorted(found, key=lambda t: usual.get(t.attribute.lower(), len(usual)))[:1]

    return of


def _is_within(number: Decimal | None, bound: Bound) -> bool:
    if number is None:
        return False
    match bound.op:
        case Op.IS:
            return number == bound.number
        case Op.LT:
            return number < bound.number
        case Op.LE:
            return number <= bound.number
        case Op.GT:
            return number > bound.number
        case _:
            return number >= bound.number


def _denied(denied: Iterable[Denial], offers: Sequence[Offer]) -> Iterator[Wish]:
    """What it shall not be: no trait has the words; or an attribute it shall lack."""
    for one in denied:
        words = {t for t in tokens(one.what) if not (t.isascii() and is_stop(t))}
        for group in groups_in(one.what):
            words |= {token for phrase in group for token in tokens(phrase)}
        bare = one.what.rstrip(table()["particle"])
        words |= {bare} if len(bare) == 1 else set()

        def without(offer: Offer, words: set[str] = words) -> bool:
            return all(trait.words.isdisjoint(words) for trait in offer.traits)

        def lacking(offer: Offer, words: set[str] = words) -> bool | None:
            named = (t.lacks for t in offer.traits if not t.names.isdisjoint(words))
            return next(named, None)

        if not all(map(without, offers)):
            yield Wish(one.said, without)
        elif any(map(lacking, offers)):
            yield Wish(one.said, lacking)


def _had(text: str, offers: Sequence[Offer]) -> Iterator[Wish]:
    """Attributes that are named and that some products lack: it shall have them."""
    words = set(tokens(text))
    lacked = {
        trait.attribute: min(trait.called, key=lambda name: name.isascii() != text.isascii())
        for offer in offers
        for trait in offer.traits
        if trait.lacks and not trait.names.isdisjoint(words)
    }
    for attribute, name in lacked.items():

        def met(offer: Offer, attribute: str = attribute) -> bool | None:
            return next((not t.lacks for t in offer.traits if t.attribute == attribute), None)

        if any(map(met, offers)):
            yield Wish(name, met)


def _in_other_words(text: str, offers: Sequence[Offer]) -> Iterator[Wish]:
    """Values that are said in other words than the shop's."""
    for group in groups_in(text):
        spoken = pattern(group)
        said = spoken.search(text)
        is_so: Mapping[str, bool] = {
            value: spoken.search(value) is not None
            for value in {v for offer in offers for t in offer.traits for v in t.values}
        }
        attributes = {
            trait.attribute
            for offer in offers
            for trait in offer.traits
            if any(is_so[value] for value in trait.values)
        }

        def met(
            offer: Offer,
            is_so: Mapping[str, bool] = is_so,
            attributes: set[str] = attributes,
        ) -> bool | None:
            if attributes.isdisjoint(offer.attributes):
                return None
            return any(is_so[value] for trait in offer.traits for value in trait.values)

        if attributes and said:
            yield Wish(said.group(), met)


def _beside_names(text: str, offers: Sequence[Offer]) -> Iterator[Wish]:
    """Values too short to stand alone, right beside the name of their attribute: 低咖啡因."""
    told = {
        (said, trait.attribute, value)
        for offer in offers
        for trait in offer.traits
        for value in trait.values
        if len(value) == 1 and not value.isascii()
        for name in trait.called
        for said in (f"{value}{name}", f"{name}{value}")
        if said in text
    }
    for said, attribute, value in sorted(told):

        def met(offer: Offer, attribute: str = attribute, value: str = value) -> bool | None:
            own = (value in t.values for t in offer.traits if t.attribute == attribute)
            return next(own, None)

        yield Wish(said, met)


def groups_in(text: str) -> list[tuple[str, ...]]:
    """The groups of words of one meaning that a text has a word of."""
    spoken, groups = _groups()
    found = {match.group() for match in spoken.finditer(text)}
    return [group for group in groups if not found.isdisjoint(group)] if found else []


@cache
def _groups() -> tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]:
    vague = {str(word) for word in option_table()["vague"]}
    groups = tuple(
        tuple(normalise(str(word)) for word in group if str(word) not in vague)
        for group in (*option_table()["values"], *table()["same"])
    )
    words = {word for group in groups for word in group if len(word) > 2 or not word.isascii()}
    return pattern(tuple(words)), groups
