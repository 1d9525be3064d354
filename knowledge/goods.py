"""
What a shop sells and what it says about it: products, variants, texts and how they belong
together.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Language = Literal["en", "zh"]


def as_language(word: str) -> Language:
    """A language that is kept as a word; English where it is none of the two."""
    return "zh" if word == "zh" else "en"


ContentKind = Literal[
    "faq", "policy", "guide", "description", "install", "repair", "fault", "gift", "part", "offer"
]
Relation = Literal["accessory", "substitute", "compatible", "exchange"]


@dataclass(frozen=True)
class Text:
    """The same words in both languages; a shop may have only one of them."""

    en: str = ""
    zh: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def into(self, language: Language) -> str:
        """The words in `language`, or in the other one where they are missing."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


@dataclass(frozen=True)
class Attribute:
    """One property and its value: material is stainless steel."""

    name: Text
    value: Text


@dataclass(frozen=True)
class Category:
    id: str
    title: Text
    parent: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variant:
    """One thing that can be put into a basket. `price` None: not on file."""

    id: str
    product: str
    attributes: tuple[Attribute, ...] = ()
    price: Decimal | None = None
    available: bool = True
    title: Text = Text()
    """Its own name where it has one; else the product's name and the attributes tell it."""
    image: str = ""


@dataclass(frozen=True)
class Product:
    """A thing in the catalogue with its variants (at least one)."""

    id: str
    title: Text
    category: str = ""
    brand: str = ""
    attributes: tuple[Attribute, ...] = ()
    variants: tuple[Variant, ...] = ()
    image: str = ""
    status: str = ""
    """The source's own word for being on sale or not, such as 已上架; empty where it has none."""
    synonyms: tuple[str, ...] = ()
    """Other words shoppers use for it, of either language."""


@dataclass(frozen=True)
class Content:
    """
    A text the shop answers from: a policy, an FAQ entry, a manual, a fault code of one product.
    """

    id: str
    kind: ContentKind
    title: Text
    text: Text
    product: str = ""
    """Product it speaks of; empty for the whole shop."""


@dataclass(frozen=True)
class Edge:
    """A relation of the product graph: `source` is an accessory of `target`, ..."""

    source: str
    relation: Relation
    target: str
