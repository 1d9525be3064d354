"""Whether two things belong together: by what the catalogue says, or by a size that both name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product as combinations
from typing import Literal

from knowledge.fact import Fact
from knowledge.goods import Attribute, Product, Relation
from knowledge.options import key_of
from knowledge.shop import View
from knowledge.words import both, find
from skills.products.product_facts import title
from skills.skill import Together

MOST = 60
"""Pairs that are looked at where her words leave open which things she means."""
SHOWN = 3
Kind = Literal["fits", "accessory", "alternative", "unlike", "unknown"]
_BY_RELATION: tuple[tuple[Relation, Kind], ...] = (
    ("compatible", "fits"),
    ("accessory", "accessory"),
    ("substitute", "alternative"),
)


@dataclass(frozen=True)
class Fitting:
    """
    How one thing stands to another.

    Parameters
    ----------
    kind
        ``fits`` and ``accessory`` go together; ``alternative`` stands in for it; ``unlike`` differs
        in an attribute that has to be the same; ``unknown``: the data say nothing.
    by
        The attribute that shows it, of the one and of the other; None where a relation alone does.
    related
        The catalogue itself says so.
    """

    one: Product
    other: Product
    kind: Kind
    by: tuple[Attribute, Attribute] | None = None
    related: bool = False


def fittings(together: Together, view: View) -> tuple[Fitting, ...]:
    """
    What her words ask of: the pairs that belong together, else the one pair that does not.

    Empty where they name fewer than two things.
    """
    if len(together.groups) < 2:
        return ()
    ones, others = together.groups[:2]
    pairs = [(a, b) for a, b in combinations(ones, others) if a.id != b.id][:MOST]
    if not pairs:
        return ()
    found = [_fitting(a, b, view) for a, b in pairs]
    for kinds in (("fits", "accessory"), ("unlike",), ("alternative",)):
        good = tuple(one for one in found if one.kind in kinds)
        if good:
            return good[:SHOWN]
    return (Fitting(*pairs[0], "unknown"),)


def _fitting(one: Product, other: Product, view: View) -> Fitting:
    edges = [e for e in view.catalogue.edges(one.id) if {e.source, e.target} == {one.id, other.id}]
    by = next(_shared(one, other), None)
    alike = by is not None and by[0].value == by[1].value
    for relation, kind in _BY_RELATION:
        edge = next((edge for edge in edges if edge.relation == relation), None)
        if edge:
            if edge.target == one.id:
                one, other, by = other, one, (by[1], by[0]) if by else None
            return Fitting(one, other, kind, by if alike else None, related=True)
    if by is None or one.category == other.category:
        # Two of a kind with the same size are no pair.
        return Fitting(one, other, "unknown")
    return Fitting(one, other, "fits" if alike else "unlike", by)


def _shared(one: Product, other: Product) -> Iterator[tuple[Attribute, Attribute]]:
    """The attributes of both that say what fits what."""
    theirs = {key_of(attribute): attribute for attribute in other.attributes}
    for attribute in one.attributes:
        name = f"{attribute.name.en} {attribute.name.zh}".lower()
        if key_of(attribute) in theirs and find(name, both("fits_by")):
            yield attribute, theirs[key_of(attribute)]


def fit_facts(found: Fitting, view: View) -> tuple[Fact, ...]:
    """The two things, and the attribute that shows how they stand to each other."""
    one, other = title(found.one, view), title(found.other, view)
    if found.related:
        other = replace(other, source=f"products/{found.one.id}/fits/{found.other.id}")
    facts = (one, replace(other, name="other"))
    if found.by is None:
        return facts
    mine, theirs = found.by
    source = f"products/{found.one.id}/attributes/{key_of(mine)}"
    theirs_at = f"products/{found.other.id}/attributes/{key_of(theirs)}"
    return (
        *facts,
        Fact("heading", view.text(mine.name), source),
        Fact("answer", view.text(mine.value), source),
        Fact("wanted", view.text(theirs.value), theirs_at),
    )
