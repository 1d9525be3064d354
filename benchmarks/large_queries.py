"""What shoppers type in a large shop, drawn from what is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml
from large_shop import LargeShop, Made

from knowledge.goods import Language, Product, Text

WORDS = Path(__file__).with_name("large_queries.yaml")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HAN = "爨鼐饕餮魑魅魍魉龘鬻鞑靼"
"""Characters of which no title is made."""


@dataclass(frozen=True)
class Query:
    """
    One thing that is typed.

    Parameters
    ----------
    kind
        How it asks: by name, by code, ...
    wanted
        What has to stand in the first hit for it to be right, lower case; empty: nothing is known.
    """

    kind: str
    language: Language
    text: str
    wanted: tuple[str, ...] = ()
    min_price: Decimal | None = None
    max_price: Decimal | None = None

    def right(self, product: Product) -> bool:
        """Whether `product` is what was asked for; of several words with | between them any."""
        attributes = (*product.attributes, *(a for v in product.variants for a in v.attributes))
        told = [product.title.en, *(one.value.en for one in attributes)]
        text = " ".join(told).lower()
        return all(any(word in text for word in one.split("|")) for one in self.wanted)


def queries(shop: LargeShop, num_products: int, count: int, seed: int) -> list[Query]:
    """`count` queries of all kinds in turn, every second one Chinese, then shuffled."""
    chance = Random(seed)
    words: dict[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))
    made: list[Query] = []
    while len(made) < count:
        for kind in KINDS:
            language: Language = "zh" if (len(made) // len(KINDS)) % 2 else "en"
            product = shop.make(chance.randrange(num_products))
            made.append(kind(product, language, chance, words))
    return chance.sample(made[:count], k=count)


def _name(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    text = _said(language, made.brand, made.series, made.kind)
    return Query("name", language, text, _lower(made.brand, made.series, made.kind))


def _typo(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    """Series and noun with a slip in each; Chinese is typed in English letters where it slips."""
    text = f"{_slip(made.series.en, chance)} {_slip(made.noun, chance)}"
    return Query("typo", "en", text, (made.series.en.lower(), made.noun))


def _attributes(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    text = _said(language, made.colour, made.material, made.kind)
    return Query("attributes", language, text, _lower(made.colour, made.material, made.kind))


def _sentence(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    thing = _said(language, made.colour, made.series, made.kind)
    text = chance.choice(words["sentences"][language]).format(thing=thing)
    return Query("sentence", language, text, _lower(made.series, made.kind))


def _code(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    code = chance.choice([made.code, made.code.lower(), made.code.replace("-", "")])
    text = chance.choice(words["codes"][language]).format(thing=code)
    return Query("code", language, text, (made.code.lower(),))


def _price(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    prices = [one.price for one in made.product.variants if one.price is not None]
    low, high = min(prices) * Decimal("0.7"), max(prices) * Decimal("1.1")
    text = _said(language, made.feature, made.kind)
    wanted = _lower(made.feature, made.kind)
    return Query("price", language, text, wanted, chance.choice([low, None]), high)


def _common(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    """Only words that very many products hold."""
    traits = chance.sample([made.colour, made.material, made.feature], k=2)
    return Query("common", language, _said(language, *traits), _lower(*traits))


def _meant(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    english, chinese, nouns = chance.choice(words["meant"])
    text = chinese if language == "zh" else english
    return Query("meant", language, text, ("|".join(nouns),))


def _nonsense(made: Made, language: Language, chance: Random, words: dict[str, Any]) -> Query:
    if language == "zh":
        return Query("nonsense", "zh", "".join(chance.choices(HAN, k=chance.randint(2, 10))))
    lengths = [chance.randint(5, 11) for _ in range(chance.randint(1, 5))]
    return Query("nonsense", "en", " ".join("".join(chance.choices(LETTERS, k=n)) for n in lengths))


def _said(language: Language, *texts: Text) -> str:
    return ("" if language == "zh" else " ").join(text.into(language) for text in texts)


def _lower(*texts: Text) -> tuple[str, ...]:
    return tuple(text.en.lower() for text in texts)


def _slip(word: str, chance: Random) -> str:
    """`word` with one letter left out, doubled, changed or swapped with the next."""
    at = chance.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return chance.choice(slips)


KINDS: tuple[Callable[[Made, Language, Random, dict[str, Any]], Query], ...] = (
    _name,
    _typo,
    _attributes,
    _sentence,
    _code,
    _price,
    _common,
    _meant,
    _nonsense,
)
