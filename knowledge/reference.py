"""
Something said, not yet found: a thing is described here and looked up later, in one customer's
view.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal


class Op(Enum):
    """How a want compares an attribute with its value."""

    IS = "is"
    NOT = "not"
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    MIN = "min"
    MAX = "max"


Kind = Literal["order", "line", "product", "variant", "payment", "address", "customer", "policy"]


@dataclass(frozen=True)
class Want:
    """
    A constraint on one attribute.

    Parameters
    ----------
    attribute
        Attribute name; ``""`` = whichever attribute has that value. ``words`` = the free words of a
        description, ``number`` = an id, ``status``, ``city``, ``holds``, ``price`` are
        attributes too.
    op
        How to compare.
    value
        A word, an amount, or something that is itself only described.
    rank
        0 = a must; 1, 2, ... = a preference, given up from the last.
    """

    attribute: str
    op: Op
    value: "str | Decimal | Ref | None" = None
    rank: int = 0


@dataclass(frozen=True)
class Ref:
    """Something of a kind that meets all of `wants`: one of them or all, but none of `but`."""

    kind: Kind
    wants: tuple[Want, ...] = ()
    take: Literal["one", "all"] = "one"
    but: "tuple[Ref, ...]" = ()

    def want(self, attribute: str) -> "Want | None":
        """The first want on `attribute`, if there is one."""
        return next((want for want in self.wants if want.attribute == attribute), None)


IT = Ref("line", (Want("it", Op.IS),))
"""The thing that is spoken of: what is being replaced, or what was shown last."""


@dataclass(frozen=True)
class Wanted:
    """
    What is wanted of one product.

    Parameters
    ----------
    wants
        Bounds on attributes. ``rank`` 0 is a must.
    any
        Attributes that do not matter.
    rest_same
        All that is not named has to be as it is.
    exactly
        If there is no such thing she wants none.
    ids
        Ids of variants that were named outright.
    """

    wants: tuple[Want, ...] = ()
    any: frozenset[str] = frozenset()
    rest_same: bool = False
    exactly: bool = False
    ids: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.wants or self.ids)

    @property
    def named(self) -> frozenset[str]:
        """The attributes that something was said of."""
        return frozenset(want.attribute for want in self.wants) | self.any
