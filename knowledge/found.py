"""The products of the catalogue that a reference describes: their words, prices and likeness."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.finding.described import Described, Extreme, described
from knowledge.finding.index import LARGE
from knowledge.finding.ranking import PRICE
from knowledge.goods import Product
from knowledge.naming import NAMED, is_named
from knowledge.prices import by_price
from knowledge.reference import Op, Ref
from knowledge.search import Hit
from knowledge.shop import View
from knowledge.words import both, pattern

_POOL = 60
"""Products that are looked at more closely."""
_POOL_OF_MANY = 20
"""The same in a large catalogue, of which few are in memory."""
_SURE = 0.75
"""Score from which nobody looks for slips of the pen."""
_BY_NAME = 0.8
"""What being named by a sentence counts beside being found by a description."""
_BETTER = 0.1
"""So much more must be found without a slip than with it."""

_Prices = tuple[Decimal | None, Decimal | None]


def find_products(ref: Ref, view: View, *, limit: int = 10) -> tuple[Hit, ...]:
    """
    Products of the catalogue that fit `ref`, the best first.

    Ids come before words. Of what the words find, what is as described comes first, with a
    variant that is so at a price within the bounds; what is not so says what it is not.
    """
    numbers = [str(want.value) for want in ref.wants if want.attribute == "number"]
    named = [
        hit for n in numbers for hit in view.search.products(n, language=view.language, limit=1)
    ]
    if named:
        return tuple(named)
    words = ref.want("words")
    text = words.value if words and isinstance(words.value, str) else ""
    bounds = {want.op: want.value for want in ref.wants if want.attribute == PRICE}
    prices = _amount(bounds.get(Op.GE)), _amount(bounds.get(Op.LE))
    said, hits = _searched(text, prices, view)
    if not hits or hits[0].score < _SURE:
        mended = view.search.mended(text)
        again, better = _searched(mended, prices, view) if mended != text else (said, ())
        if better and (not hits or better[0].score > hits[0].score + _BETTER):
            said, hits = again, better
    if said.words and (not hits or hits[0].score < NAMED):
        hits = _with_named(said.words, prices, hits, view)
    for op in (Op.MIN, Op.MAX):
        if op in bounds and not any(PRICE in one.attributes for one in said.extremes):
            said = replace(said, extremes=(*said.extremes, Extreme(op, (PRICE,))))
    if not said.words:
        return _in_order(hits, said.extremes)[:limit]
    ranked = view.search.ranked(said, hits, prices)
    return tuple(hit for hit in ranked if not _is_beyond(hit))[:limit]


def _pool(view: View) -> int:
    return _POOL_OF_MANY if view.catalogue.num_products > LARGE else _POOL


def _searched(text: str, prices: _Prices, view: View) -> tuple[Described, tuple[Hit, ...]]:
    """A description without the words around it, and what it may mean."""
    said = described(text)
    core = essence(said.words)
    least, most = prices
    if text and not core and prices == (None, None):
        core = text
    hits = view.search.products(
        core,
        language=view.language,
        limit=_pool(view),
        # Of a product with a small pack for less the large one may be meant.
        min_price=None if core else least,
        max_price=most,
    )
    return replace(said, words=core), hits


def _with_named(text: str, prices: _Prices, hits: tuple[Hit, ...], view: View) -> tuple[Hit, ...]:
    """The hits and what a sentence names, however much else it says."""
    found = {hit.product.id: hit for hit in hits}
    for hit in view.search.mentioned(text, limit=_pool(view)):
        known = found.get(hit.product.id, replace(hit, score=0.0))
        if is_named(hit, view) and _is_within(hit.product, prices):
            score = max(known.score, _BY_NAME * hit.score)
            found[hit.product.id] = replace(known, score=score)
    return tuple(sorted(found.values(), key=lambda hit: -hit.score))


def _in_order(hits: tuple[Hit, ...], extremes: Sequence[Extreme]) -> tuple[Hit, ...]:
    """Where nothing is described but the price, the cheapest or the dearest first."""
    for extreme in extremes:
        if PRICE in extreme.attributes:
            return by_price(hits, extreme.op)
    return hits


def _is_beyond(hit: Hit) -> bool:
    """Whether what was described is only there at another price."""
    return any(one.said == PRICE for one in hit.unmet)


def _amount(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _is_within(product: Product, prices: _Prices) -> bool:
    """Whether some variant is at a price within bounds."""
    least, most = prices
    if prices == (None, None):
        return True
    found = [v.price for v in product.variants if v.price is not None]
    return any(
        (least is None or price >= least) and (most is None or price <= most) for price in found
    )


def essence(text: str) -> str:
    """
    A description without the words around it.

    >>> essence("How many different garden hoses do you have available right now?")
    'garden hoses'
    """
    around = pattern((*both("filler"), *both("clause_words"), *both("owned")))
    return re.sub(
        r"(?:[\s,?!:;，。？！：；、~～]|\.(?!\d))+", " ", around.sub(" ", text.lower())
    ).strip()


def without_bounds(ref: Ref) -> Ref:
    """The same reference whatever the price."""
    return replace(ref, wants=tuple(want for want in ref.wants if want.attribute != "price"))
