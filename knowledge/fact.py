"""What a reply may state: a value together with the place it comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FactValue = str | int | Decimal | date


@dataclass(frozen=True)
class Fact:
    """
    One value and its source.

    Parameters
    ----------
    name
        Name that wordings use, such as ``price`` or ``promised``.
    value
        Text, count, amount or day. A ``datetime`` is a ``date`` with a time.
    source
        Address of the record it was read from, see :mod:`knowledge.sources`:
        ``orders/1042/lines/7``, ``policies/returns``, ``stock/P12-L``.
    unit
        Currency code or unit of the value, ``""`` where it has none.
    """

    name: str
    value: FactValue
    source: str
    unit: str = ""
