"""Opens what is said of a product: itself, its variants, attributes, what fits it, differences."""

from collections.abc import Iterable
from decimal import Decimal

from knowledge.goods import Attribute, Product, Variant
from knowledge.order_sources import like_lines
from knowledge.shop import View

NOT_ON_FILE = "–"
"""Stands in a comparison for what the shop's data do not say."""


def open_product(path: list[str], view: View) -> object:
    """What stands at the address of a product, behind its first part; None if nothing does."""
    product = view.catalogue.product(path[0])
    if product is None:
        return None
    match path[1:]:
        case []:
            return (product, *_counts(product))
        case ["attributes", *name]:
            return _attributes(product.attributes, "/".join(name))
        case ["missing", *name]:
            return None if _has(product, "/".join(name)) else (NOT_ON_FILE,)
        case ["fits", other]:
            return _fits(product, other, view)
        case ["difference", pair]:
            return _difference(pair, view)
        case ["variants", variant_id, *rest]:
            variant = next((v for v in product.variants if v.id == variant_id), None)
            if variant is None or not rest:
                return (variant, product.title, *like_lines(variant)) if variant else None
            return _attributes(variant.attributes, "/".join(rest[1:]))
    return None


def _attributes(attributes: Iterable[Attribute], name: str) -> object:
    return [a for a in attributes if name in (a.name.en, a.name.zh)] or None


def _has(product: Product, name: str) -> bool:
    attributes = (*product.attributes, *(a for v in product.variants for a in v.attributes))
    return _attributes(attributes, name) is not None


def _counts(product: Product) -> tuple[int, ...]:
    """How many variants there are, how many of them can be had, and how many are left of those."""
    available = sum(variant.available for variant in product.variants)
    return tuple(range(1, max(len(product.variants), available) + 1))


def _fits(product: Product, other: str, view: View) -> object:
    """The other product, where the catalogue says that the two belong together."""
    edges = view.catalogue.edges(product.id)
    related = any(
        {edge.source, edge.target} == {product.id, other} and edge.relation != "exchange"
        for edge in edges
    )
    found = view.catalogue.product(other) if related else None
    return (found.title,) if found else None


def _difference(pair: str, view: View) -> object:
    """What the second of two variants costs more than the first: ``FIRST+SECOND``."""
    first, _, second = pair.partition("+")
    prices = [_price(view.catalogue.variant(one)) for one in (first, second)]
    return None if prices[0] is None or prices[1] is None else (prices[1] - prices[0],)


def _price(variant: Variant | None) -> Decimal | None:
    return variant.price if variant else None
