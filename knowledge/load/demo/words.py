"""The words of the demo shop: reads its YAML lists and says every value in both languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.goods import Attribute, Text

FOLDER = Path(__file__).parent
NUMBER = re.compile(r"(-?\d[\d.,]*(?: ?[x-] ?\d[\d.,]*)*)(?: (\S+))?")


# A word list is data of our own that comes with the package; the tests read all of it, so what
# YAML gives is taken as it is.
def read_documents(name: str) -> Iterator[Any]:
    """The documents of one word list, such as ``coffee``."""
    yield from yaml.safe_load_all((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def read_list(name: str) -> Any:
    """The only document of one word list."""
    return next(read_documents(name))


def both(said: str) -> Text:
    """``mug | 马克杯`` as a text; without a bar the words are the same in both languages."""
    en, _, zh = said.partition(" | ")
    return Text(en.strip(), (zh or en).strip())


def filled(template: Text, values: Mapping[str, Text]) -> Text:
    """The template with ``{name}`` replaced in each language."""
    return Text(
        template.en.format_map({name: value.en for name, value in values.items()}),
        template.zh.format_map({name: value.zh for name, value in values.items()}),
    )


@dataclass(frozen=True)
class Colour:
    """A colour: its name, its code in variant ids and two tones for drawings."""

    name: Text
    code: str
    main: str
    dark: str


@dataclass(frozen=True)
class Words:
    """
    Attribute names and common values.

    Parameters
    ----------
    attributes, values, units, tastes
        From the English word to the Chinese one.
    colours
        By English name.
    grinds
        Code of each grind in variant ids.
    """

    attributes: Mapping[str, str]
    values: Mapping[str, str]
    units: Mapping[str, str]
    tastes: Mapping[str, str]
    colours: Mapping[str, Colour]
    grinds: Mapping[str, str]

    def attribute(self, name: str, said: object) -> Attribute:
        """
        One property in both languages.

        Raises
        ------
        KeyError
            If the name or the value is in no list.
        """
        return Attribute(Text(name, self.attributes[name]), self._value(name, said))

    def rank(self, name: str) -> int:
        """Place of an attribute among all, so that every product tells its own in one order."""
        return list(self.attributes).index(name)

    def _value(self, name: str, said: object) -> Text:
        if isinstance(said, bool):
            return Text("yes", self.values["yes"]) if said else Text("no", self.values["no"])
        word = str(said)
        if " | " in word:
            return both(word)
        if name == "colour":
            return self.colours[word].name
        if name == "taste notes":
            return Text(word, "、".join(self.tastes[note] for note in word.split(", ")))
        if word in self.values:
            return Text(word, self.values[word])
        return Text(word, self._measure(word))

    def _measure(self, word: str) -> str:
        found = NUMBER.fullmatch(word)
        if not found:
            raise KeyError(f"{word!r} is in no word list; add it or write 'English | 中文'")
        number, unit = found.groups()
        return number.replace(" x ", "×") + (self.units[unit] if unit else "")


@cache
def words() -> Words:
    """The word list of the demo shop."""
    lists = read_list("words")
    return Words(
        attributes=lists["attributes"],
        values=lists["values"],
        units=lists["units"],
        tastes=lists["tastes"],
        colours={
            name: Colour(Text(name, zh), code, main, dark)
            for name, (zh, code, main, dark) in lists["colours"].items()
        },
        grinds=lists["grind_codes"],
    )
