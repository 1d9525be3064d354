"""The facts of a product and its variants, for every skill that tells of goods."""

from collections.abc import Sequence
from decimal import Decimal

from knowledge.describe import like as described
from knowledge.describe import short
from knowledge.fact import Fact
from knowledge.goods import Product, Variant
from knowledge.resolve import price_from
from knowledge.shop import View
from skills.skill import Card, Entity


def entity(product: Product, view: View) -> Entity:
    return Entity("product", product.id, view.text(product.title))


def title(product: Product, view: View) -> Fact:
    return Fact("title", short(view.text(product.title)), f"products/{product.id}")


def cheapest(product: Product) -> Variant | None:
    """The variant with the lowest price among those that can be bought, else among all."""
    lowest = price_from(product)
    fitting = [v for v in product.variants if v.price == lowest and lowest is not None]
    return next((v for v in fitting if v.available), fitting[0] if fitting else None)


def price(variant: Variant, view: View) -> tuple[Fact, ...]:
    if variant.price is None:
        return ()
    source = f"products/{variant.product}/variants/{variant.id}"
    return (Fact("price", variant.price, source, view.currency),)


def like(variant: Variant, view: View) -> Fact:
    """What sets a variant apart, in words."""
    text = described(variant.attributes, view.language)
    return Fact("like", text, f"products/{variant.product}/variants/{variant.id}")


def prices_differ(variants: Sequence[Variant]) -> bool:
    return len({v.price for v in variants if v.price is not None}) > 1


def dearer(low: Variant, high: Variant, view: View) -> Fact | None:
    """What the second costs more than the first, where both have a price and it is more."""
    if low.price is None or high.price is None or high.price <= low.price:
        return None
    source = f"products/{low.product}/difference/{low.id}+{high.id}"
    return Fact("difference", high.price - low.price, source, view.currency)


def card(product: Product, view: View, reason: str = "") -> Card:
    shown = cheapest(product)
    amount: Decimal | None = shown.price if shown else None
    image = product.image or (shown.image if shown else "")
    return Card(
        "product", product.id, view.text(product.title), amount, view.currency, image, reason
    )
