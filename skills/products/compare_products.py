"""Two to four things side by side: what differs, the price first, and what is the same."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.fact import Fact
from knowledge.options import PRICE
from knowledge.reference import Op
from knowledge.shop import View
from knowledge.words import both, find, load_words
from skills.products.described import describe
from skills.products.product_facts import dearer, entity
from skills.products.side_by_side import Row, SideBySide, products_beside, variants_beside
from skills.skill import Asked, Level, Needs, Outcome, Say, Together, Told

MOST = 4
"""Columns of a table; of more things only the one is told that has most of something."""
ROWS = 8
ALIKE = 4
"""Attributes that are told to be the same."""
COUNTED = {2: "two", 3: "three", 4: "four"}


class CompareProducts:
    level = Level.ANONYMOUS

    def __call__(self, view: View, together: Together, asked: Asked) -> Outcome:
        products = together.products
        beside = _beside(together, asked, view)
        if beside is None:
            return Needs("product")
        about = tuple(entity(product, view) for product in products)
        extreme = beside.extreme(asked.words)
        told = tuple(_most(beside, *extreme)) if extreme else ()
        if told:
            return Told(told, (), about)
        if len(beside.things) > MOST:
            return Needs("product", tuple(entity(one, view) for one in products[:5]))
        return Told(tuple(_table(beside, asked)), (), about)


def _beside(together: Together, asked: Asked, view: View) -> SideBySide | None:
    """What is compared: products, or the variants of one; None where there is but one thing."""
    products = together.products
    if len(products) > 1:
        return products_beside(products, view)
    if not products or len(products[0].variants) < 2:
        return None
    described = describe(products[0], asked, view)
    attribute, variants = described.beside()
    attribute = attribute or described.telling
    return variants_beside(products[0], variants or products[0].variants, attribute, view)


def _table(beside: SideBySide, asked: Asked) -> Iterator[Say]:
    """The rows that differ, then what is the same."""
    count = COUNTED[len(beside.things)]
    named = beside.named(asked.words)
    rows = list(beside.rows())
    differing = [row for row in rows if row.differs]
    differing = [row for row in differing if row.attribute in named] or differing
    prices = beside.prices()
    priced = len(prices) == len(beside.things) and len({price.value for price in prices}) > 1
    if not differing and not priced:
        yield Say("no_difference", _columns(beside.names))
        return
    yield Say("differ")
    yield Say(f"head_{count}", _columns(beside.names))
    if priced:
        label = "from" if beside.priced_from else "price"
        yield Say(f"{label}_{count}", _columns(prices))
    for row in differing[: ROWS - priced]:
        yield Say(f"row_{count}", (row.heading, *_columns(row.cells)))
    alike = _alike(rows, beside)
    if alike:
        yield Say("alike", (alike,))
    for name in beside.sold_out:
        yield Say("sold_out", (name,))
    if len(prices) == len(beside.things) == min(COUNTED) and {"price", "more"} & set(asked.about):
        yield from _dearer(beside)
    if find(asked.words.lower(), both("better")):
        yield Say("depends")


def _columns(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts under the names of the columns that they stand in."""
    return tuple(
        replace(fact, name=name)
        for fact, name in zip(facts, ("one", *COUNTED.values()), strict=False)
    )


def _alike(rows: list[Row], beside: SideBySide) -> Fact | None:
    """The names of what is the same for all, as a list."""
    same = [row for row in rows if not row.differs][:ALIKE]
    if not same:
        return None
    joint: str = load_words(beside.view.language)["list_joint"]
    names = joint.join(str(row.heading.value) for row in same)
    return Fact("alike", names, f"products/{beside.things[0].product}")


def _dearer(beside: SideBySide) -> Iterator[Say]:
    """What the dearer of two costs more."""
    low, high = sorted((0, 1), key=lambda place: beside.things[place].price or 0)
    difference = dearer(beside.things[low], beside.things[high], beside.view)
    if difference:
        yield Say("dearer", (replace(beside.names[high], name="title"), difference))


def _most(beside: SideBySide, attribute: str, op: Op) -> Iterator[Say]:
    """The one that has most or least of something, and how it stands with the other one."""
    ranked = beside.ranked(attribute, op)
    if not ranked:
        return
    best, *others = ranked
    answer = replace(beside.value(best, attribute), name="answer")
    tied = [o for o in others if beside.value(o, attribute).value == answer.value]
    name = replace(beside.names[best], name="title")
    if attribute == PRICE:
        if tied and len(tied) == len(others):
            yield Say("costs_alike", (answer,))
            return
        yield Say("cheapest" if op is Op.MIN else "dearest", (name, answer))
    else:
        heading = beside.heading(attribute)
        if tied and len(tied) == len(others):
            yield Say("as_much", (heading, answer))
            return
        yield Say("most", (name, heading, answer))
    for other in tied:
        yield Say("also", (replace(beside.names[other], name="title"),))
    rest = [other for other in others if other not in tied]
    for other in rest[: MOST - 1]:
        value = replace(beside.value(other, attribute), name="answer")
        yield Say("against", (replace(beside.names[other], name="title"), value))


skill = CompareProducts()
