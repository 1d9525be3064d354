"""What products cost, and their order by it."""

from collections.abc import Sequence
from decimal import Decimal

from knowledge.goods import Product
from knowledge.reference import Op
from knowledge.search import Hit


def by_price(hits: Sequence[Hit], op: Op) -> tuple[Hit, ...]:
    """
    Those that have a price, the lowest first (MIN) or the highest (MAX); what can be had first.
    """
    priced = [hit for hit in hits if price_from(hit.product) is not None]
    sign = -1 if op is Op.MAX else 1

    def rank(hit: Hit) -> tuple[bool, Decimal]:
        return not to_be_had(hit.product), sign * (price_from(hit.product) or Decimal())

    return tuple(sorted(priced, key=rank))


def to_be_had(product: Product) -> bool:
    """Whether any of its variants can be bought."""
    return any(variant.available for variant in product.variants)


def price_from(product: Product) -> Decimal | None:
    """The lowest price of its variants that can be bought; of all where none can."""
    prices = [v.price for v in product.variants if v.available and v.price is not None]
    prices = prices or [v.price for v in product.variants if v.price is not None]
    return min(prices, default=None)
