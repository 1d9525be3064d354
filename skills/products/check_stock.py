"""Whether a thing can be had now, how many there are, and when it is back."""

from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.goods import Product, Variant
from knowledge.resolve import variants_like
from knowledge.shop import View
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
            tuple(
                say
                for product in products
                for say in _stock(product, variants_like(product, asked.words, view), view)
            ),
            tuple(card(product, view) for product in products),
            tuple(entity(product, view) for product in products),
        )


def _stock(product: Product, variants: tuple[Variant, ...], view: View) -> Iterator[Say]:
    """Whether the described variants can be had: one by name, several as a list."""
    there = [v for v in variants if is_there(v, view)]
    gone = [v for v in variants if not is_there(v, view)]
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


def is_there(variant: Variant, view: View) -> bool:
    """Whether it is on sale and, where the shop counts, not all sold."""
    on_hand = view.shop.records.stock.on_hand(variant.id)
    return variant.available and (on_hand is None or on_hand > 0)


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
