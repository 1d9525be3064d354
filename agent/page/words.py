"""The page's own words in both languages, read from the YAML file beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from knowledge.goods import Language


@dataclass(frozen=True)
class Words:
    """
    What one language says; ``words["send"]`` is a phrase.

    Raises
    ------
    KeyError
        If a phrase is not in `words.yaml`.
    """

    language: Language
    phrases: Mapping[str, str]
    facts: Mapping[str, str]
    sources: Mapping[str, str]
    currencies: Mapping[str, str]

    def __getitem__(self, phrase: str) -> str:
        return self.phrases[phrase]

    def fact(self, name: str) -> str:
        """How the name of a fact reads; one without words is never shown by its internal name."""
        return self.facts.get(name, self["other_fact"])

    def source(self, address: str) -> str:
        """How the address of a record reads: an order, its number, its line."""
        return " › ".join(self.sources.get(part, part) for part in address.split("/"))

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its sign, or with the code of a currency that has none here."""
        pattern = self.currencies.get(currency, "{amount}\u00a0" + currency)
        return pattern.format(amount=f"{amount:,.2f}").strip()


@cache
def page_words(language: Language) -> Words:
    """The page's words in `language`."""
    said = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return Words(
        language,
        said[language],
        said["facts"][language],
        said["sources"][language],
        said["money"],
    )
