"""Goods as rows of the catalogue file and back."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from knowledge.goods import (
    Attribute,
    Category,
    Content,
    Edge,
    Product,
    Text,
    Variant,
)

Value = str | int | float | None
Row = dict[str, Value]
"""A row as it is written."""
Read = Sequence[Any]
"""A row as it is read, with the columns that are named below."""

PRODUCT = "id, title_en, title_zh, category, brand, attributes, image, status, synonyms"
VARIANT = "id, product, attributes, price, available, title_en, title_zh, image"
CONTENT = "id, kind, title_en, title_zh, text_en, text_zh, product"
CATEGORY = "id, title_en, title_zh, parent, synonyms"
EDGE = "source, relation, target"


def product_row(number: int, product: Product) -> Row:
    """`product` without its variants, with the prices that a search narrows by."""
    prices = [one.price for one in product.variants if one.price is not None]
    open_prices = [one.price for one in product.variants if one.available and one.price is not None]
    return {
        "number": number,
        "id": product.id,
        "title_en": product.title.en,
        "title_zh": product.title.zh,
        "category": product.category,
        "brand": product.brand,
        "attributes": _written(product.attributes),
        "image": product.image,
        "status": product.status,
        "synonyms": json.dumps(product.synonyms, ensure_ascii=False),
        "lowest": float(min(prices)) if prices else None,
        "lowest_available": float(min(open_prices)) if open_prices else None,
        "available": int(any(variant.available for variant in product.variants)),
    }


def variant_row(variant: Variant) -> Row:
    return {
        "id": variant.id,
        "product": variant.product,
        "attributes": _written(variant.attributes),
        "price": None if variant.price is None else str(variant.price),
        "available": int(variant.available),
        "title_en": variant.title.en,
        "title_zh": variant.title.zh,
        "image": variant.image,
    }


def content_row(content: Content) -> Row:
    return {
        "id": content.id,
        "kind": content.kind,
        "title_en": content.title.en,
        "title_zh": content.title.zh,
        "text_en": content.text.en,
        "text_zh": content.text.zh,
        "product": content.product,
    }


def category_row(category: Category) -> Row:
    return {
        "id": category.id,
        "title_en": category.title.en,
        "title_zh": category.title.zh,
        "parent": category.parent,
        "synonyms": json.dumps(category.synonyms, ensure_ascii=False),
    }


def edge_row(edge: Edge) -> Row:
    return {"source": edge.source, "relation": edge.relation, "target": edge.target}


def to_product(row: Read, variants: Iterable[Variant]) -> Product:
    identity, en, zh, category, brand, attributes, image, status, synonyms = row
    return Product(
        id=identity,
        title=Text(en, zh),
        category=category,
        brand=brand,
        attributes=_read(attributes),
        variants=tuple(variants),
        image=image,
        status=status,
        synonyms=tuple(json.loads(synonyms)),
    )


def to_variant(row: Read) -> Variant:
    identity, product, attributes, price, available, en, zh, image = row
    return Variant(
        id=identity,
        product=product,
        attributes=_read(attributes),
        price=None if price is None else Decimal(price),
        available=bool(available),
        title=Text(en, zh),
        image=image,
    )


def to_content(row: Read) -> Content:
    identity, kind, title_en, title_zh, text_en, text_zh, product = row
    return Content(
        id=identity,
        kind=kind,
        title=Text(title_en, title_zh),
        text=Text(text_en, text_zh),
        product=product,
    )


def to_category(row: Read) -> Category:
    identity, en, zh, parent, synonyms = row
    return Category(identity, Text(en, zh), parent, tuple(json.loads(synonyms)))


def to_edge(row: Read) -> Edge:
    source, relation, target = row
    return Edge(source, relation, target)


def _written(attributes: Iterable[Attribute]) -> str:
    quads = [[one.name.en, one.name.zh, one.value.en, one.value.zh] for one in attributes]
    return json.dumps(quads, ensure_ascii=False)


def _read(attributes: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(Text(a, b), Text(c, d)) for a, b, c, d in json.loads(attributes))
