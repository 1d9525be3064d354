"""A shop of any size, made up: common words are in very many products, most words in few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

import yaml

from knowledge.goods import Attribute, Category, Content, Product, Text, Variant
from knowledge.load.shop_data import ShopData

WORDS = Path(__file__).with_name("large_shop.yaml")
NUM_BRANDS, NUM_SERIES = 600, 8000
MOST_VARIANTS = 6
DESCRIBED = 10
"""Every so manyth product has a description of its own in both languages."""
COLOUR, MATERIAL = Text("colour", "颜色"), Text("material", "材质")
FEATURE, WARRANTY = Text("feature", "特点"), Text("warranty", "保修")
YEARS = [Text(f"{years} years", f"{years}年") for years in (1, 2, 3, 5)]

T = TypeVar("T")


@dataclass(frozen=True)
class Made:
    """A product and what it was made of, which is what it may be asked for by."""

    product: Product
    brand: Text
    series: Text
    feature: Text
    kind: Text
    noun: str
    material: Text
    colour: Text
    code: str


@dataclass(frozen=True)
class Noun:
    """What a thing is called, what it varies by besides its colour, and what a plain one costs."""

    name: Text
    varies: Text
    sizes: tuple[str, ...]
    price: int


class Zipf(Generic[T]):
    """Draws from a list so that the k-th has 1 / k of the chance of the first (Zipf's law)."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self._summed = list(accumulate(1 / k for k in range(1, len(things) + 1)))

    def __call__(self, chance: Random) -> T:
        return chance.choices(self.things, cum_weights=self._summed)[0]


class LargeShop:
    """
    Made-up products, the same for the same seed; of two sizes the smaller begins the larger.

    396 categories (6 uses of 66 nouns), 600 brands, 8,000 series, titles in both languages.
    """

    def __init__(self, seed: int) -> None:
        listed: dict[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))
        self._seed = seed
        self._uses = Zipf(_texts(listed["uses"]))
        self._nouns = Zipf([_noun(listed["sizes"], row) for row in listed["nouns"]])
        self._features = Zipf(_texts(listed["features"]))
        self._materials = Zipf(_texts(listed["materials"]))
        self._colours = Zipf(_texts(listed["colours"]))
        chance, parts = Random(seed), (listed["syllables"], listed["characters"])
        self._brands = Zipf([_name(chance, *parts, length=2) for _ in range(NUM_BRANDS)])
        self._series = Zipf([_name(chance, *parts, length=3) for _ in range(NUM_SERIES)])
        self._sentences = _texts(listed["sentences"])

    def data(self, num_products: int, told: Callable[[int], None]) -> ShopData:
        """The rows of the shop; `told` hears after each thousand how many there are."""
        data = ShopData(categories=self._categories())
        for number in range(num_products):
            made = self.make(number)
            data.products.append(made.product)
            if number % DESCRIBED == 0:
                data.content.append(self._description(made))
            if number % 1000 == 999:
                told(number + 1)
        return data

    def make(self, number: int) -> Made:
        """The product of that number, whichever were made before it."""
        chance = Random(self._seed * 1_000_003 + number)
        use, noun, brand = self._uses(chance), self._nouns(chance), self._brands(chance)
        series, feature = self._series(chance), self._features(chance)
        material, kind = self._materials(chance), _kind(use, noun)
        code = f"{''.join(chance.choices('BCDFGHKLMPRSTVX', k=2))}-{number * 7 % 1_000_003:06}"
        colours = list(dict.fromkeys(self._colours(chance) for _ in range(3)))
        made = Product(
            id=f"P{number:06}",
            title=Text(
                f"{brand.en} {series.en} {feature.en} {kind.en} {code}",
                f"{brand.zh}{series.zh}{feature.zh}{kind.zh} {code}",
            ),
            category=kind.en.replace(" ", "-"),
            brand=brand.en,
            attributes=(
                Attribute(MATERIAL, material),
                Attribute(FEATURE, feature),
                Attribute(WARRANTY, chance.choice(YEARS)),
            ),
            variants=_variants(chance, f"P{number:06}", noun, colours),
        )
        return Made(made, brand, series, feature, kind, noun.name.en, material, colours[0], code)

    def _categories(self) -> list[Category]:
        uses, nouns = self._uses.things, self._nouns.things
        top = [Category(use.en, use) for use in uses]
        return top + [
            Category((kind := _kind(use, noun)).en.replace(" ", "-"), kind, use.en)
            for use, noun in product(uses, nouns)
        ]

    def _description(self, made: Made) -> Content:
        chance = Random(made.code)
        said = chance.sample(self._sentences, k=3)
        told = {"noun": made.kind, "material": made.material, "feature": made.feature}
        english = [one.en.format(**{name: text.en for name, text in told.items()}) for one in said]
        chinese = [one.zh.format(**{name: text.zh for name, text in told.items()}) for one in said]
        return Content(
            id=f"{made.product.id}-about",
            kind="description",
            title=made.product.title,
            text=Text(f"{made.series.en}. {' '.join(english)}", made.series.zh + "".join(chinese)),
            product=made.product.id,
        )


def _variants(chance: Random, of: str, noun: Noun, colours: Sequence[Text]) -> tuple[Variant, ...]:
    """Two to six of a product: its colours in some sizes, the larger the dearer."""
    price = Decimal(noun.price) * Decimal(chance.randint(60, 180)) / 100
    most = max(1, min(len(noun.sizes), MOST_VARIANTS // len(colours)))
    sizes = noun.sizes[: chance.randint(1, most) if len(colours) > 1 else most]
    return tuple(
        Variant(
            id=f"{of}-{number}",
            product=of,
            attributes=(
                Attribute(COLOUR, colour),
                Attribute(noun.varies, Text(size, size)),
            ),
            price=(price * (10 + place) / 10).quantize(Decimal("0.01")),
            available=chance.random() < 0.85,
        )
        for number, (colour, (place, size)) in enumerate(product(colours, enumerate(sizes)))
    )


def _texts(listed: list[list[str]]) -> list[Text]:
    return [Text(en, zh) for en, zh in listed]


def _noun(sizes: dict[str, Any], row: list[Any]) -> Noun:
    en, zh, varies, price = row
    name_en, name_zh, values = sizes[varies]
    return Noun(Text(en, zh), Text(name_en, name_zh), tuple(values), price)


def _kind(use: Text, noun: Noun) -> Text:
    return Text(f"{use.en} {noun.name.en}", f"{use.zh}{noun.name.zh}")


def _name(chance: Random, syllables: list[str], characters: str, *, length: int) -> Text:
    """A made-up name; two characters of Chinese where the English one has two syllables."""
    english = "".join(chance.choices(syllables, k=length)).capitalize()
    return Text(english, "".join(chance.choices(characters, k=length)))
