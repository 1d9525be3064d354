"""Which of two values of a property is the greater one."""

import re

_SCALES = (
    ("low", "medium", "high"),
    ("small", "medium", "large"),
    ("XS", "S", "M", "L", "XL", "XXL"),
    ("i5", "i7", "i9"),
    ("beginner", "intermediate", "expert"),
    ("1080p", "2K", "4K", "5K"),
)
# A range such as "30-50 lbs" counts by where it begins.
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:-\d+)?[ -]?(.*)")
_UNITS = {"tb": ("gb", 1024), "kg": ("g", 1000), "l": ("ml", 1000), "liter": ("ml", 1000)}


def is_more(value: str, than: str) -> bool | None:
    """
    Whether a value is greater than another one; None where they have no order.

    Examples
    --------
    >>> is_more("1TB SSD", "512GB SSD"), is_more("S", "M"), is_more("red", "blue")
    (True, False, None)
    """
    one, other = _named(value), _named(than)
    for scale in _SCALES:
        if one in scale and other in scale and one != other:
            return scale.index(one) > scale.index(other)
    counted, beside = _counted(value), _counted(than)
    if counted is None or beside is None or counted[1] != beside[1] or counted == beside:
        return None
    return counted[0] > beside[0]


def _named(value: str) -> str:
    """A step of a scale without its explanation: ``M`` of ``M, 38 x 26 cm``."""
    return value.split(",")[0].strip()


def _counted(value: str) -> tuple[float, str] | None:
    """A number and its unit, the same one for grams and kilograms."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None
    unit, *rest = found[2].lower().split() or [""]
    unit = unit.removesuffix("s") if len(unit) > 1 else unit
    base, factor = _UNITS.get(unit, (unit, 1))
    return float(found[1]) * factor, " ".join((base, *rest))
