"""Whether the shop has something, by words, price and what it is like."""

from knowledge.fact import Fact
from knowledge.goods import Product
from knowledge.reference import Op, Ref
from knowledge.resolve import find_products, price_from, without_bounds
from knowledge.search import ANSWERS, Hit
from knowledge.shop import View
from skills.products.product_facts import card, cheapest, entity, price, title
from skills.skill import Asked, Level, Outcome, Say, Told

MOST = 4
LIKELY = 0.35
"""Score of a hit from which it is shown; see :class:`knowledge.search.Hit`."""


class FindProduct:
    level = Level.ANONYMOUS

    def __call__(self, view: View, hits: tuple[Hit, ...], asked: Asked) -> Outcome:
        bounded = asked.ref is not None and asked.ref.want("price") is not None
        # Of what has no price on file nobody knows whether it is within a bound.
        shown = _likely(tuple(h for h in hits if not bounded or price_from(h.product) is not None))
        extreme = asked.ref.want("price") if asked.ref else None
        shown = _called_so(shown, asked.words) or _meeting(shown)
        if extreme and extreme.op in (Op.MIN, Op.MAX):
            shown = shown[:1]
        if asked.ref and any(want.attribute == "price" for want in asked.ref.wants):
            anywhere = _close(find_products(without_bounds(asked.ref), view, limit=50))
            if anywhere and (not shown or shown[0].score < 0.7 * anywhere[0].score):
                return _beyond_price(asked.ref, anywhere, view)
        if len(shown) == 1 and "count" in asked.about and len(shown[0].product.variants) > 1:
            return _kinds(shown[0].product, view)
        if shown and shown[0].unmet:
            return _nearest(shown[0], view)
        if shown:
            return _list(shown, view, "found_one" if len(shown) == 1 else "found")
        return _in_texts(asked, view)


def _kinds(product: Product, view: View) -> Told:
    """How many kinds of one thing there are, and how many of them can be had."""
    source = f"products/{product.id}"
    total = Fact("total", len(product.variants), source)
    there = Fact("count", sum(map(view.is_there, product.variants)), source)
    return Told(
        (Say("kinds", (title(product, view), total, there)),),
        (card(product, view),),
        (entity(product, view),),
    )


def _in_texts(asked: Asked, view: View) -> Told:
    """What the shop writes about it where it is no product: gift cards, a phone number."""
    found = view.search.answer(asked.words, product=None, language=view.language, limit=1)
    if not found or found[0].score < ANSWERS:
        return Told((Say("none"),))
    passage = found[0]
    return Told((Say("text", (Fact("text", view.text(passage.text), passage.source),)),))


def _called_so(hits: tuple[Hit, ...], words: str) -> tuple[Hit, ...]:
    """The one hit whose whole title stands in her words."""
    said = words.lower()
    titles = [
        (title.lower(), h) for h in hits for title in (h.product.title.en, h.product.title.zh)
    ]
    found = [(len(title), h) for title, h in titles if " " in title and title in said]
    longest = max((length for length, _ in found), default=0)
    return tuple(dict.fromkeys(h for length, h in found if length == longest))


def _meeting(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that are all that was wished; where none is, the one that comes closest."""
    return tuple(hit for hit in hits if not hit.unmet) or hits[:1]


def _nearest(hit: Hit, view: View) -> Told:
    """Nothing is all that was wished: what keeps everything out, and what comes closest."""
    barring = [wish.said for wish in hit.unmet if wish.by_all]
    wishes = barring or [wish.said for wish in hit.unmet]
    variant = hit.offer or cheapest(hit.product)
    facts = (
        Fact("wish", "; ".join(wishes), "told"),
        title(hit.product, view),
        *(price(variant, view) if variant else ()),
    )
    key = "none_so" if barring else "not_all"
    return Told(
        (Say(key if len(facts) > 2 else f"{key}_unpriced", facts),),
        (card(hit.product, view),),
        (entity(hit.product, view),),
    )


def _close(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that are likely and not far behind the best one."""
    if not hits or hits[0].score < LIKELY:
        return ()
    return tuple(hit for hit in hits if hit.score >= 0.7 * hits[0].score)


def _likely(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The best hits, without those far behind the best one."""
    if not hits or hits[0].score < LIKELY:
        return ()
    near = list(_close(hits))
    # What is sold out comes behind what can be had.
    near.sort(key=lambda hit: (price_from(hit.product) is None, not _to_be_had(hit.product)))
    return tuple(near[:MOST])


def _to_be_had(product: Product) -> bool:
    return any(variant.available for variant in product.variants)


def _list(hits: tuple[Hit, ...], view: View, opening: str) -> Told:
    says = [Say(opening)]
    for hit in hits:
        variant = cheapest(hit.product)
        facts = (title(hit.product, view), *(price(variant, view) if variant else ()))
        many = len({v.price for v in hit.product.variants}) > 1
        key = "row_from" if many else "row"
        key = key if len(facts) > 1 else "row_unpriced"
        if not _to_be_had(hit.product):
            key = "row_sold_out"
            facts = (title(hit.product, view),)
        says.append(Say(key, facts))
    return Told(
        tuple(says),
        tuple(card(hit.product, view) for hit in hits),
        tuple(entity(hit.product, view) for hit in hits),
    )


def _beyond_price(ref: Ref, hits: tuple[Hit, ...], view: View) -> Told:
    """Nothing fits the price: what comes closest to it."""
    below = any(want.op is Op.LE for want in ref.wants)
    prices = [
        (variant.price, hit.product)
        for hit in hits
        for variant in hit.product.variants
        if variant.price is not None
    ]
    if not prices:
        return Told((Say("none"),))
    amount, nearest = (min if below else max)(prices, key=lambda pair: pair[0])
    source = f"products/{nearest.id}"
    facts = (title(nearest, view), Fact("price", amount, source, view.currency))
    return Told(
        (Say("too_dear" if below else "too_cheap", facts),),
        (card(nearest, view),),
        (entity(nearest, view),),
    )


skill = FindProduct()
