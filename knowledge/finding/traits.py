"""A product as one asks for it: what it is called, what it is like, and each way it can be had."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from knowledge.amounts import amount_of
from knowledge.catalogue import Catalogue
from knowledge.finding.bounded import kind_of
from knowledge.finding.likeness import table
from knowledge.goods import Attribute, Category, Product, Text, Variant
from knowledge.tokens import is_stop, normalise, tokens

_BEHIND = re.compile(r"\s(?:for|with|of|from|in|without|to)\s|[,(:]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_BRACKET = re.compile(r"[（(].*?[)）]")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s?([a-z]*)")
_NONE = re.compile(r"(?:no|none|not|without|n/a)(?![a-z])|[否无未不没]")


@dataclass(frozen=True)
class Trait:
    """
    One attribute with its value.

    Parameters
    ----------
    attribute
        Its English name, or the Chinese one where it has no other.
    called
        Its name in each language, normalised.
    names
        Tokens that tell the attribute from others.
    values
        The value in each language, normalised.
    words
        Tokens of the value.
    number, kind
        Where the value is an amount, see :class:`knowledge.amounts.Amount`.
    lacks
        The value says that there is none.
    """

    attribute: str
    called: frozenset[str]
    names: frozenset[str]
    values: frozenset[str]
    words: frozenset[str]
    number: Decimal | None
    kind: str
    lacks: bool


@dataclass(frozen=True)
class Offer:
    """One way to have a product, with the traits of both."""

    variant: Variant
    traits: tuple[Trait, ...]
    words: Mapping[str, frozenset[str]]
    """The tokens of all values, each with the attributes that have it."""
    attributes: frozenset[str]
    own: frozenset[str]
    """The attributes that are of the variant, not of the product."""


@dataclass(frozen=True)
class Named:
    """
    What a product is called, as tokens.

    Parameters
    ----------
    head
        The end of its title, which says what kind of thing it is.
    category
        The title of its category.
    kind
        All else that its category and those above are called.
    """

    title: frozenset[str]
    head: frozenset[str]
    synonyms: frozenset[str]
    category: frozenset[str]
    kind: frozenset[str]


@dataclass(frozen=True)
class Goods:
    """
    A product as one asks for it.

    Parameters
    ----------
    lowest
        The price of the cheapest offer; None where none is on file.
    """

    named: Named
    offers: tuple[Offer, ...]
    lowest: Decimal | None


def traits_of(product: Product, catalogue: Catalogue) -> Goods:
    """A product as one asks for it; of what can't be had only where nothing else is left."""
    there = [v for v in product.variants if v.available] or list(product.variants)
    whole = {trait.attribute: trait for trait in map(_trait, product.attributes)}
    prices = (variant.price for variant in there if variant.price is not None)
    return Goods(
        _named(product, catalogue),
        tuple(_offer(variant, whole) for variant in there),
        min(prices, default=None),
    )


def _offer(variant: Variant, whole: Mapping[str, Trait]) -> Offer:
    own = {trait.attribute: trait for trait in map(_trait, variant.attributes)}
    traits = tuple({**whole, **own}.values())
    words: dict[str, set[str]] = {}
    for trait in traits:
        for word in trait.words:
            words.setdefault(word, set()).add(trait.attribute)
    return Offer(
        variant,
        traits,
        {word: frozenset(attributes) for word, attributes in words.items()},
        frozenset(trait.attribute for trait in traits),
        frozenset(own),
    )


def _named(product: Product, catalogue: Catalogue) -> Named:
    titles = [product.title, *(v.title for v in product.variants if v.title)]
    own = catalogue.category(product.category)
    kinds = (_called(one) for one in _line(catalogue, product.category))
    return Named(
        _tokens(text for title in titles for text in (title.en, title.zh)),
        frozenset(_head(product.title)),
        _tokens((product.brand, *product.synonyms)),
        _tokens((own.title.en, own.title.zh)) if own else frozenset(),
        frozenset[str]().union(*kinds),
    )


def _line(catalogue: Catalogue, identity: str) -> Iterable[Category]:
    seen: set[str] = set()
    category = catalogue.category(identity)
    while category is not None and category.id not in seen:
        seen.add(category.id)
        yield category
        category = catalogue.category(category.parent)


@lru_cache(maxsize=4096)
def _called(category: Category) -> frozenset[str]:
    return _tokens((category.title.en, category.title.zh, *category.synonyms))


def _head(title: Text) -> Iterable[str]:
    front = _BEHIND.split(title.en, maxsplit=1)[0]
    words = [
        token for token in tokens(front) if token.isalpha() and token.isascii() and len(token) > 2
    ]
    yield from words[-1:]
    runs = _HAN.findall(_BRACKET.sub("", title.zh))
    for run in runs:
        yield run[-2:]
        yield run[-1:]


def _tokens(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token for text in texts for token in tokens(text))


@lru_cache(maxsize=16384)
def _trait(one: Attribute) -> Trait:
    values = [normalise(text) for text in (one.value.en, one.value.zh) if text]
    number, kind = _amount(values)
    plain = set(map(str, table()["plain_names"]))
    names = {t for text in (one.name.en, one.name.zh) for t in _name_tokens(text, plain)}
    return Trait(
        one.name.en or one.name.zh,
        frozenset(normalise(text) for text in (one.name.en, one.name.zh) if text),
        frozenset(names),
        frozenset(values),
        _tokens(values),
        number,
        kind,
        any(_NONE.match(value) for value in values[:1]),
    )


def _name_tokens(text: str, plain: set[str]) -> Iterable[str]:
    bare = _BRACKET.sub("", text)
    for word in sorted(plain, key=len, reverse=True):
        if not word.isascii():
            bare = bare.replace(word, " ")
    return (t for t in tokens(bare) if t not in plain and not (t.isascii() and is_stop(t)))


def _amount(values: Sequence[str]) -> tuple[Decimal | None, str]:
    for value in values:
        amount = amount_of(value.removeprefix("-"))
        if amount is not None and amount.kind:
            return (-amount.number if value.startswith("-") else amount.number), kind_of(
                amount.kind
            )
        match = _NUMBER.fullmatch(value)
        if match:
            return Decimal(match[1]), kind_of(match[2])
    return None, ""
