"""A described thing and the view of one customer: one of hers, several, or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz

from knowledge.goods import Product, Text, Variant
from knowledge.purchase import Line, Order
from knowledge.reference import Op, Ref, Want
from knowledge.rules import UNDERWAY
from knowledge.search import Hit
from knowledge.shop import View
from knowledge.tokens import is_stop, tokens
from knowledge.words import both, pattern

_SAME_WORD = 85
"""Similarity (0-100) from which two words of five letters or more are one with a typo."""

LONGEST_NAME = 26
"""Characters up to which a Chinese title is a name rather than a paragraph of praise."""
_HAN = re.compile(r"(?<![\d\u4e00-\u9fff])[\u4e00-\u9fff]{2,}")
NAMED = 0.45
"""Share of the naming words of a sentence that a product has to hold to be named by it."""


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


def find_products(ref: Ref, view: View, *, limit: int = 10) -> tuple[Hit, ...]:
    """
    Products of the catalogue that fit `ref`, the best first.

    Ids come before words; price bounds hold for what can be bought; cheapest and dearest order
    those that fit the words as well as the best one does.
    """
    numbers = [str(want.value) for want in ref.wants if want.attribute == "number"]
    named = [
        hit for n in numbers for hit in view.search.products(n, language=view.language, limit=1)
    ]
    if named:
        return tuple(named)
    words = ref.want("words")
    said = essence(words.value) if words and isinstance(words.value, str) else ""
    bounds = {want.op: want.value for want in ref.wants if want.attribute == "price"}
    least, most = bounds.get(Op.GE), bounds.get(Op.LE)
    if words and not said and least is None and most is None:
        said = str(words.value)
    hits = view.search.products(
        said,
        language=view.language,
        limit=50 if Op.MIN in bounds or Op.MAX in bounds else limit,
        min_price=least if not isinstance(least, (str, Ref)) else None,
        max_price=most if not isinstance(most, (str, Ref)) else None,
    )
    if words and (not hits or hits[0].score < NAMED):
        hits = (
            tuple(h for h in naming(without_bounds(ref), view) if _within(h, least, most)) or hits
        )
    if hits and (Op.MIN in bounds or Op.MAX in bounds):
        fitting = [hit for hit in hits if hit.score >= 0.8 * hits[0].score]
        return by_price(fitting, Op.MAX if Op.MAX in bounds else Op.MIN)[:limit]
    return hits


def _within(hit: Hit, least: object, most: object) -> bool:
    price = price_from(hit.product)
    low = least if isinstance(least, Decimal) else None
    high = most if isinstance(most, Decimal) else None
    if price is None:
        return low is None and high is None
    return (low is None or price >= low) and (high is None or price <= high)


def by_price(hits: Sequence[Hit], op: Op) -> tuple[Hit, ...]:
    """
    Those that have a price, the lowest first (MIN) or the highest (MAX); what can be had first.
    """
    priced = [hit for hit in hits if price_from(hit.product) is not None]
    sign = -1 if op is Op.MAX else 1

    def rank(hit: Hit) -> tuple[bool, Decimal]:
        return not _to_be_had(hit.product), sign * (price_from(hit.product) or Decimal())

    return tuple(sorted(priced, key=rank))


def _to_be_had(product: Product) -> bool:
    return any(variant.available for variant in product.variants)


def essence(text: str) -> str:
    """
    A description without the words around it.

    >>> essence("How many different garden hoses do you have available right now?")
    'garden hoses'
    """
    around = pattern((*both("filler"), *both("clause_words"), *both("owned")))
    return re.sub(r"[\s,.?!:;，。？！：；、~～]+", " ", around.sub(" ", text.lower())).strip()


def price_from(product: Product) -> Decimal | None:
    """The lowest price of its variants that can be bought; of all where none can."""
    prices = [v.price for v in product.variants if v.available and v.price is not None]
    prices = prices or [v.price for v in product.variants if v.price is not None]
    return min(prices, default=None)


def without_bounds(ref: Ref) -> Ref:
    """The same reference whatever the price."""
    return replace(ref, wants=tuple(want for want in ref.wants if want.attribute != "price"))


def naming(ref: Ref, view: View) -> tuple[Hit, ...]:
    """
    The products that the words of `ref` name: the best ones and those they can't be told from.

    A property alone ("is it wireless?") names nothing: a word for the kind of thing, a brand with
    its model, or a model code has to be among the words that were found.
    """
    numbers = [str(want.value) for want in ref.wants if want.attribute == "number"]
    words = ref.want("words")
    said = words.value if words and isinstance(words.value, str) else ""
    for number in numbers:
        exact = view.search.mentioned(number, limit=1)
        if exact:
            return exact
    mentioned = view.search.mentioned(said)
    titled = _with_whole_title(mentioned, said)
    if titled:
        return titled
    hits = [h for h in mentioned if h.score >= NAMED and _is_named(h, view)]
    near = [hit for hit in hits if hit.score >= 0.92 * hits[0].score]
    # What has no price on file is known only as something to exchange for.
    return tuple(hit for hit in near if price_from(hit.product) is not None) or tuple(near)


def _with_whole_title(hits: Sequence[Hit], said: str) -> tuple[Hit, ...]:
    """The product whose title of several words stands in a text; of two titles the longer one."""
    lowered = said.lower()
    found = [
        (len(title), hit)
        for hit in hits
        for title in (hit.product.title.en.lower(), hit.product.title.zh.lower())
        if " " in title and title in lowered
    ]
    longest = max((length for length, _ in found), default=0)
    return tuple(dict.fromkeys(hit for length, hit in found if length == longest))


def _is_named(hit: Hit, view: View) -> bool:
    matched = set(hit.matched)
    if is_coded(hit):
        return True
    brand, title = set(tokens(hit.product.brand)), set(tokens(hit.product.title.en))
    if brand & matched and len(title & matched - brand) >= 1:
        return True
    return not _kind_words(hit.product, view).isdisjoint(matched)


def is_coded(hit: Hit) -> bool:
    """Whether a model code was among the words that named it."""
    return any(_is_code(word) for word in hit.matched)


def _is_code(word: str) -> bool:
    """Whether a word is a model code such as jzt-qd529: letters first, then digits."""
    return len(word) >= 3 and word[0].isalpha() and any(c.isdigit() for c in word)


def _kind_words(product: Product, view: View) -> set[str]:
    """
    Words that say what a thing is: its category, its other names, the end of its English title;
    of Chinese ones any stretch, as a thing is called by a part of its name.
    """
    category = view.catalogue.category(product.category)
    names = [*product.synonyms]
    if len(product.title.zh) <= LONGEST_NAME:
        names += _HAN.findall(product.title.zh)[-1:]
    if category:
        names += [category.title.en, category.title.zh, *category.synonyms]
    ends = [token for token in tokens(product.title.en) if token.isalpha()][-1:]
    words = {token for name in names for token in tokens(name)} | set(ends)
    return words | {
        name[start:stop]
        for name in names
        if not name.isascii()
        for start in range(len(name) - 1)
        for stop in range(start + 2, len(name) + 1)
    }


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
