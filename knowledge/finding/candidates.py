"""Products that may be meant, and how well each holds the words of a description."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.finding.parts import Part
from knowledge.finding.vectors import batches
from knowledge.goods import Product, Variant

# A word of the title says what a thing is, one of its category what it is among others, one of its
# details what it has.
KIND, DETAIL = 0.97, 0.6
FIELDS = """
select p.number, p.id, p.category, p.title_en != '', p.title_zh != '', w.title, w.kind, w.details
from products p join product_words w on w.number = p.number
"""


@dataclass(frozen=True)
class Unmet:
    """A wish that a product does not meet; `by_all`: nor does any other of its kind."""

    said: str
    by_all: bool = False


@dataclass(frozen=True)
class Hit:
    """
    A product that was found.

    Parameters
    ----------
    score
        How surely it is what was described, 0 to 1: 1 - (1 - 0.9 w^2)(1 - 0.8 m) with w the share
        of the words that it holds (by rarity; 0.6 for a word that is only in its details) and m
        its nearness in meaning. All words there: 0.85 and more; half of them and a near meaning:
        about 0.5; below 0.35 the shop has nothing like it.
    matched
        The words of the description that it holds.
    offer
        The variant that fits best; None where nobody compared them.
    unmet
        What was said that it is not.
    """

    product: Product
    score: float
    matched: tuple[str, ...]
    offer: Variant | None = None
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True)
class Candidate:
    number: int
    id: str
    category: str
    languages: frozenset[str]
    title: str
    kind: str
    details: str

    def holds(self, part: Part) -> float:
        """How well it holds a word: 1 in the title, less in its category and its details."""
        for place, worth in ((self.title, 1.0), (self.kind, KIND), (self.details, DETAIL)):
            for form in part.forms:
                if f" {form} " in place:
                    return worth
        return 0.0

    def names(self, part: Part) -> float:
        """How well a word of it names it: as :meth:`holds`, but its details name nothing."""
        worth = self.holds(part)
        return worth if worth > DETAIL else 0.0


def candidates(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[Candidate]:
    """The products with these numbers."""
    for batch in batches(numbers):
        marks = ", ".join("?" * len(batch))
        for row in catalogue.rows(f"{FIELDS} where p.number in ({marks})", batch):
            yield candidate(row)


def candidate(row: Sequence[Any]) -> Candidate:
    number, identity, category, in_english, in_chinese, title, kind, details = row
    languages = {"en"} if in_english else set()
    return Candidate(
        number,
        identity,
        category,
        frozenset(languages | {"zh"} if in_chinese else languages),
        f" {title} ",
        f" {kind} ",
        f" {details} ",
    )


def matched(parts: Iterable[Part], one: Candidate) -> tuple[str, ...]:
    """The words that `one` holds; Chinese ones joined again from their pairs."""
    words = one.title + one.kind + one.details
    found: list[str] = []
    for form in dict.fromkeys(
        form for part in parts for form in part.forms if f" {form} " in words
    ):
        if found and not form.isascii() and found[-1][-1] == form[0]:
            found[-1] += form[1:]
        else:
            found.append(form)
    return tuple(found)
