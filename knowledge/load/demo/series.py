"""The series of the demo shop: rows of the word lists as typed models, one for each product."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from knowledge.goods import Attribute, Text
from knowledge.load.demo.words import both, filled, read_documents, words

LISTS = ("coffee", "tea", "brewing", "kitchen", "camping")
NO_ATTRIBUTES = frozenset({"name", "price", "colours", "sizes", "tint"})


@dataclass(frozen=True)
class Size:
    """A size that a product comes in: its price as a share of the first price, and its weight."""

    said: str
    factor: Decimal
    weight: str = ""


@dataclass(frozen=True)
class Series:
    """
    What the models of one series share.

    Parameters
    ----------
    key
        Name by which the rules for edges and tastes speak of it.
    tint
        Colour of the drawing where the models have none of their own.
    patterns
        Kind of goods in ``patterns.yaml`` that describes it.
    manual
        Booklet in ``manuals.yaml``; empty for things without one.
    lead, more
        Sentences that descriptions begin and end with.
    """

    key: str
    category: str
    brand: str
    tint: str
    patterns: str
    title: Text
    sizes: tuple[Size, ...]
    grinds: tuple[str, ...]
    lead: tuple[Text, ...]
    more: tuple[Text, ...]
    synonyms: tuple[str, ...]
    manual: str


@dataclass(frozen=True)
class Model:
    """One product as its row tells it; `place` is its place in the series."""

    number: int
    place: int
    series: Series
    name: Text
    price: Decimal
    attributes: tuple[Attribute, ...]
    colours: tuple[str, ...]
    tint: str
    picture: str

    @property
    def product(self) -> str:
        return f"P{self.number:04}"

    @property
    def title(self) -> Text:
        return filled(self.series.title, self.values)

    @property
    def values(self) -> dict[str, Text]:
        """What its texts may speak of, by name."""
        named = {one.name.en: one.value for one in self.attributes}
        brand = Text(self.series.brand, self.series.brand)
        return {"brand": brand, "name": self.name, **named}


def read_models() -> Iterator[Model]:
    """All models of the shop, in the order of the lists; their numbers never change."""
    for name in LISTS:
        for document in read_documents(name):
            number = document["first"]
            for said in document["series"]:
                series = _series(document["category"], said)
                for place, row in enumerate(said["rows"]):
                    yield _model(number, place, series, said, row)
                    number += 1


def _series(category: str, said: Mapping[str, Any]) -> Series:
    return Series(
        key=said["key"],
        category=category,
        brand=said["brand"],
        tint=said.get("tint", "grey"),
        patterns=said.get("patterns", "goods"),
        title=both(said["title"]),
        sizes=tuple(_size(size) for size in said.get("sizes", ())),
        grinds=tuple(said.get("grinds", ())),
        lead=tuple(both(sentence) for sentence in said["lead"]),
        more=tuple(both(sentence) for sentence in said.get("more", ())),
        synonyms=tuple(said["synonyms"].split(", ")) if "synonyms" in said else (),
        manual=said.get("manual", ""),
    )


def _size(said: list[Any]) -> Size:
    return Size(str(said[0]), Decimal(str(said[1])), said[2] if len(said) > 2 else "")


def _model(number: int, place: int, series: Series, said: Mapping[str, Any], row: Any) -> Model:
    cells = dict(zip(said["columns"], row, strict=True))
    told = {**said.get("shared", {}), **cells}
    tint = cells.get("tint", "")
    own = {name: value for name, value in told.items() if name not in NO_ATTRIBUTES}
    if tint:
        own["colour"] = tint
    ranked = sorted(own, key=words().rank)
    return Model(
        number=number,
        place=place,
        series=series,
        name=both(cells["name"]),
        price=Decimal(str(cells["price"])).quantize(Decimal("0.01")),
        attributes=tuple(words().attribute(name, own[name]) for name in ranked),
        colours=tuple(cells.get("colours", ())),
        tint=tint or series.tint,
        picture=said.get("pictures", {}).get(place, said["picture"]),
    )
