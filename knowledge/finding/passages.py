"""What a shop can answer from, as short passages with a source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.finding.cut import cut
from knowledge.goods import Attribute, Content, Language, Product, Text

FOLDERS = {"policy": "policies", "faq": "faq"}
LANGUAGES: tuple[Language, Language] = ("en", "zh")


@dataclass(frozen=True)
class Piece:
    """
    One passage before it is indexed.

    Parameters
    ----------
    source
        Where it stands, ``products/P1/attributes/material``.
    kind
        Kind of its content, or ``attribute``.
    product
        Product it speaks of, ``""`` for the whole shop.
    language
        What `spoken` is written in.
    alone
        Whether the other language has nothing to say here.
    title, text
        As a :class:`knowledge.search.Passage` has them.
    """

    source: str
    kind: str
    product: str
    language: Language
    alone: bool
    title: Text
    text: Text


def product_pieces(product: Product) -> Iterator[Piece]:
    """The attributes of `product`, and those by which its variants differ, each value once."""
    place = f"products/{product.id}"
    for attribute in product.attributes:
        yield from _attribute(product, f"{place}/attributes/{name_of(attribute)}", attribute)
    seen = set(product.attributes)
    for variant in product.variants:
        for attribute in variant.attributes:
            if attribute not in seen:
                seen.add(attribute)
                source = f"{place}/variants/{variant.id}/attributes/{name_of(attribute)}"
                yield from _attribute(product, source, attribute)


def content_pieces(content: Content) -> Iterator[Piece]:
    """The sentences of `content`, in each language that it has."""
    source = f"{FOLDERS.get(content.kind, 'content')}/{content.id}"
    alone = not (content.text.en and content.text.zh)
    for language in LANGUAGES:
        for part in cut(content.text.zh if language == "zh" else content.text.en):
            yield Piece(
                source=source,
                kind=content.kind,
                product=content.product,
                language=language,
                alone=alone,
                title=content.title,
                text=Text(zh=part) if language == "zh" else Text(en=part),
            )


def pieces(products: Iterable[Product], contents: Iterable[Content]) -> Iterator[Piece]:
    """All pieces of a shop."""
    for product in products:
        yield from product_pieces(product)
    for content in contents:
        yield from content_pieces(content)


def name_of(attribute: Attribute) -> str:
    """The name of `attribute` in a source: English where it has one."""
    return attribute.name.en or attribute.name.zh


def _attribute(product: Product, source: str, attribute: Attribute) -> Iterator[Piece]:
    name, value = attribute.name, attribute.value
    spoken = [
        one for one in LANGUAGES if (name.zh or value.zh if one == "zh" else name.en or value.en)
    ]
    for language in spoken:
        yield Piece(
            source=source,
            kind="attribute",
            product=product.id,
            language=language,
            alone=len(spoken) == 1,
            title=name,
            text=value,
        )
