"""The catalogue of the demo shop: categories, products, variants, and what goes with what."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import product as combinations
from typing import Any

from knowledge.goods import Attribute, Category, Edge, Product, Relation, Text, Variant
from knowledge.load.demo.drawings import picture_name
from knowledge.load.demo.series import Model, Size
from knowledge.load.demo.words import both, read_list, words

NUM_SUBSTITUTES = 3


def make_categories() -> list[Category]:
    """The category tree with the words shoppers use for each."""
    return [
        Category(id, both(title), parent, tuple(synonyms.split(", ")))
        for id, (title, parent, synonyms) in read_list("categories").items()
    ]


def make_product(model: Model) -> Product:
    """One product with all variants; all are on sale until the stock says otherwise."""
    return Product(
        id=model.product,
        title=model.title,
        category=model.series.category,
        brand=model.series.brand,
        attributes=model.attributes,
        variants=tuple(_variants(model)),
        image=picture_name(model.picture, (*model.colours, model.tint)[0]),
        synonyms=model.series.synonyms,
    )


def _variants(model: Model) -> Iterator[Variant]:
    sizes: Sequence[Size | None] = model.series.sizes or (None,)
    grinds = model.series.grinds or ("",)
    colours = model.colours or ("",)
    for size, grind, colour in combinations(sizes, grinds, colours):
        codes = (_size_code(size), words().grinds.get(grind, ""), _colour_code(colour))
        ending = "-".join(filter(None, codes)) or "STD"
        yield Variant(
            id=f"KT-{model.number:04}-{ending}",
            product=model.product,
            attributes=tuple(_variant_attributes(size, grind, colour)),
            price=_price(model.price, size.factor if size else Decimal(1)),
            image=picture_name(model.picture, colour or model.tint),
        )


def _variant_attributes(size: Size | None, grind: str, colour: str) -> Iterator[Attribute]:
    if size:
        yield words().attribute("size", size.said)
        if size.weight:
            yield words().attribute("weight", size.weight)
    if grind:
        yield words().attribute("grind", grind)
    if colour:
        yield words().attribute("colour", colour)


def _size_code(size: Size | None) -> str:
    if size is None:
        return ""
    first = both(size.said).en.split(",")[0]
    return "".join(sign for sign in first if sign.isalnum()).upper()


def _colour_code(colour: str) -> str:
    return words().colours[colour].code if colour else ""


def _price(base: Decimal, factor: Decimal) -> Decimal:
    if factor == 1:
        return base
    whole = (base * factor).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return whole.quantize(Decimal("0.01")) - (Decimal(0) if whole >= 100 else Decimal("0.10"))


def make_edges(models: Sequence[Model]) -> list[Edge]:
    """Accessories, things that fit each other, and similar things."""
    rules = read_list("edges")
    edges: list[Edge] = []
    for relation in ("accessory", "compatible"):
        for rule in rules[relation]:
            edges += _fitting(relation, rule, models)
    for model in models:
        near = _near(model, models, rules["substitute"])
        edges += [Edge(model.product, "substitute", other.product) for other in near]
    return list(dict.fromkeys(edges))


def _fitting(
    relation: Relation, rule: Mapping[str, Any], models: Sequence[Model]
) -> Iterator[Edge]:
    same = rule.get("same", "")
    sources = [model for model in models if rule["source"] in _names(model)]
    targets = [model for model in models if rule["target"] in _names(model)]
    for source, target in combinations(sources, targets):
        value = source.values.get(same, Text())
        if not same or (value and value == target.values.get(same)):
            yield Edge(source.product, relation, target.product)


def _names(model: Model) -> tuple[str, str]:
    return model.series.key, model.series.category


def _near(model: Model, models: Sequence[Model], rule: Mapping[str, Any]) -> list[Model]:
    """The most similar products: many equal attributes first, then the nearest price."""
    own = {(one.name.en, one.value.en) for one in model.attributes}

    def distance(other: Model) -> tuple[bool, int, Decimal]:
        alike = sum((one.name.en, one.value.en) in own for one in other.attributes)
        return other.series.key != model.series.key, -alike, abs(other.price - model.price)

    similar = [other for other in models if other is not model and _similar(model, other, rule)]
    return sorted(similar, key=distance)[:NUM_SUBSTITUTES]


def _similar(model: Model, other: Model, rule: Mapping[str, Any]) -> bool:
    key, category = model.series.key, model.series.category
    if key in rule["never"] or other.series.key in rule["never"]:
        return False
    alike = rule["alike"].get(key)
    if alike and model.values[alike] != other.values.get(alike):
        return False
    across = category in rule["across"] and category == other.series.category
    return key == other.series.key or across
