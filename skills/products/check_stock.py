"""Whether a thing can be had now, how many there are, and when it is back."""

from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.goods import Product, Variant
from knowledge.shop import View
from skills.products.described import Described, describe, other, told
from skills.products.product_facts import card, entity, like, title
from skills.skill import Asked, Level, Needs, Outcome, Say, Told

MOST = 5
FEW = 3
"""Products that are told of side by side; between more of them she is asked to choose."""


class CheckStock:
    level = Level.ANONYMOUS

    def __call__(self, view: View, products: tuple[Product, ...], asked: Asked) -> Outcome:
        if not 0 < len(products) <= FEW:
            return Needs("product", tuple(entity(one, view) for one in products[:5]))
        return Told(
            tuple(say for p in products for say in _of(describe(p, asked, view), asked)),
            tuple(card(product, view) for product in products),
            tuple(entity(product, view) for product in products),
        )


def _of(described: Described, asked: Asked) -> Iterator[Say]:
    """What she asks for, or that there is no such thing; beside what is sold out the nearest."""
    product, view = described.product, described.view
    there = [v for v in product.variants if view.is_there(v)]
    if described.unknown:
        yield from _no_such(described)
        if not described.is_open:
            yield from _nearest(described, [v for v in described.fitting if v in there])
        return
    fitting = described.fitting
    if not fitting:
        yield Say("not_together", (title(product, view),))
        yield from _nearest(described, there)
        return
    if described.is_open and "count" in asked.about and len(fitting) > 1:
        source = f"products/{product.id}"
        total, count = Fact("total", len(fitting), source), Fact("count", len(there), source)
        yield Say("kinds", (title(product, view), total, count))
        return
    yield from _stock(product, fitting, view)
    if not described.is_open and not any(view.is_there(v) for v in fitting):
        yield from _nearest(described, there)


def _no_such(described: Described) -> Iterator[Say]:
    """That no variant is like that, and what there is instead."""
    named = title(described.product, described.view)
    for unknown in described.unknown:
        instead = described.comes_in(unknown)
        if instead is None:
            yield Say("no_choice", (named, told(unknown, described)))
        else:
            yield Say("no_such", (named, told(unknown, described), instead))


def _nearest(described: Described, there: list[Variant]) -> Iterator[Say]:
    """The variants that can be had and come nearest to what she described."""
    view, target = described.view, described.fitting[:1]
    for place, variant in enumerate(described.nearest(there)):
        if not place:
            yield Say("nearest")
        facts = (like(variant, view), *(other(variant, target[0], described) if target else ()))
        yield Say("near_other" if len(facts) > 1 else "near", facts)


def _stock(product: Product, variants: tuple[Variant, ...], view: View) -> Iterator[Say]:
    """Whether the described variants can be had: one by name, several as a list."""
    there = [v for v in variants if view.is_there(v)]
    gone = [v for v in variants if not view.is_there(v)]
    if len(variants) == 1:
        alone = len(product.variants) == 1
        yield from (
            _there(product, v, view, "in_stock" if alone else "in_stock_like") for v in there
        )
        yield from (_gone(product, v, view, "sold_out" if alone else "sold_out_like") for v in gone)
        return
    source = f"products/{product.id}"
    if not gone and len(there) > MOST:
        yield Say("all_in_stock", (title(product, view), Fact("count", len(there), source)))
        return
    if there:
        yield Say("in_stock_as", (title(product, view), Fact("count", len(there), source)))
        yield from (_there(product, v, view, "variant") for v in there[:MOST])
        if len(there) > MOST:
            yield Say("and_more", (Fact("count", len(there) - MOST, source),))
    else:
        yield Say("all_sold_out", (title(product, view),))
    yield from (_gone(product, v, view, "variant_sold_out") for v in gone[:MOST])
    if len(gone) > MOST:
        yield Say("and_more_sold_out", (Fact("count", len(gone) - MOST, source),))


def _there(product: Product, variant: Variant, view: View, key: str) -> Say:
    on_hand = view.shop.records.stock.on_hand(variant.id)
    facts = (title(product, view), like(variant, view))
    if on_hand is None:
        return Say(key, facts)
    return Say(f"{key}_count", (*facts, Fact("on_hand", on_hand, f"stock/{variant.id}")))


def _gone(product: Product, variant: Variant, view: View, key: str) -> Say:
    facts = (title(product, view), like(variant, view))
    dates = [
        row.inbound_date
        for row in view.shop.records.stock.of(variant.id)
        if row.inbound and row.inbound_date and row.inbound_date >= view.today
    ]
    if not dates:
        return Say(key, facts)
    return Say(f"{key}_until", (*facts, Fact("inbound", min(dates), f"stock/{variant.id}")))


skill = CheckStock()
