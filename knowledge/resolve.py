"""A described thing and the view of one customer: one of hers, several, or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.found import essence, find_products, without_bounds
from knowledge.goods import Product, Text, Variant
from knowledge.naming import LONGEST_NAME, NAMED, is_coded, naming
from knowledge.prices import by_price, price_from
from knowledge.purchase import Line, Order
from knowledge.reference import Op, Ref, Want
from knowledge.rules import UNDERWAY
from knowledge.shop import View
from knowledge.tokens import is_stop, tokens

__all__ = [
    "LONGEST_NAME",
    "NAMED",
    "OwnLine",
    "by_price",
    "essence",
    "find_lines",
    "find_orders",
    "find_products",
    "is_coded",
    "naming",
    "price_from",
    "variants_like",
    "without_bounds",
]

_SAME_WORD = 85
"""Similarity (0-100) from which two words of five letters or more are one with a typo."""


@dataclass(frozen=True)
class OwnLine:
    """A line of one of her orders."""

    order: Order
    line: Line


def find_orders(ref: Ref | None, view: View) -> tuple[Order, ...]:
    """
    Her orders that fit `ref`, the latest last.

    A number has to fit; a state, a place in time and what an order holds narrow the choice where
    any order fits them. None of her orders fits: empty, whoever else may own one.
    """
    found = view.orders
    if ref is None:
        return found
    numbers = [str(want.value) for want in ref.wants if want.attribute == "number"]
    if numbers:
        ids = {c for number in numbers for c in view.shop.records.orders.canonical(number)}
        return tuple(order for order in found if order.id in ids)
    for want in ref.wants:
        if want.attribute == "stage":
            found = _in_stage(found, str(want.value), view) or found
    for attribute in ("month", "day"):
        told = ref.want(attribute)
        if told:
            dated = (o for o in found if o.placed and getattr(o.placed, attribute) == told.value)
            found = tuple(dated) or found
    words = ref.want("words")
    if words and isinstance(words.value, str):
        holders = [own.order.id for own in find_lines(words.value, view, found)]
        found = tuple(order for order in found if order.id in holders) or found
    return _by_time(found, ref.want("placed"))


def _in_stage(orders: Iterable[Order], stage: str, view: View) -> tuple[Order, ...]:
    stages = UNDERWAY if stage == "underway" else {stage}
    return tuple(order for order in orders if view.rules.stage(order.status) in stages)


def _by_time(orders: tuple[Order, ...], placed: Want | None) -> tuple[Order, ...]:
    if placed is None or not orders:
        return orders
    return orders[-1:] if placed.op is Op.MAX else orders[:1]


def find_lines(words: str, view: View, orders: Sequence[Order]) -> tuple[OwnLine, ...]:
    """The lines of `orders` that the words speak of, those that share most with them."""
    said = [token for token in dict.fromkeys(tokens(words)) if not is_stop(token)]
    if not said:
        return ()
    scored = [
        (_overlap(said, own, view), own)
        for own in (OwnLine(order, line) for order in orders for line in order.lines)
    ]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(own for score, own in scored if score == best) if best >= 1.0 else ()


def _overlap(said: Sequence[str], own: OwnLine, view: View) -> float:
    """
    A point for each word in the name, kind or synonyms of a line; a tenth for one in its
    attributes.
    """
    product = view.catalogue.product(own.line.product)
    name = set(_named(own.line, product, view))
    attributes = {t for a in own.line.attributes for t in _both(a.value)}
    points = sum(1.0 if _holds(name, token) else 0.1 * (token in attributes) for token in said)
    return round(points, 1)


def _named(line: Line, product: Product | None, view: View) -> Iterable[str]:
    yield from _both(line.title)
    if product:
        yield from _both(product.title)
        yield from tokens(" ".join(product.synonyms))
        category = view.catalogue.category(product.category)
        if category:
            yield from _both(category.title)
            yield from tokens(" ".join(category.synonyms))


def _both(text: Text) -> list[str]:
    return tokens(f"{text.en} {text.zh}")


def _holds(name: set[str], token: str) -> bool:
    if token in name or any(token == f"{a}{b}" for a in name for b in name if len(token) > 6):
        return True
    close = len(token) >= 5 and token.isascii() and token.isalpha()
    return close and any(fuzz.ratio(token, word) >= _SAME_WORD for word in name if len(word) >= 5)


def variants_like(product: Product, words: str, view: View) -> tuple[Variant, ...]:
    """
    The variants that the words describe best by their attributes; all where they describe none.
    """
    said = {token for token in tokens(words) if not is_stop(token)} | {words.strip()}
    points = [
        sum(t in said for a in variant.attributes for t in _both(a.value))
        + 10 * (variant.id in said)
        for variant in product.variants
    ]
    best = max(points, default=0)
    return tuple(v for v, p in zip(product.variants, points, strict=True) if p == best)
