"""Values as the text of a column and back: small structures as JSON, moments as ISO text."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

import cattrs

T = TypeVar("T")

_converter = cattrs.Converter(omit_if_default=True)
_converter.register_unstructure_hook(datetime, datetime.isoformat)
_converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))


def packed(value: object) -> str:
    """JSON of a frozen dataclass or a tuple of them; parts that are as by default are left out."""
    return json.dumps(_converter.unstructure(value), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, kind: type[T]) -> T:
    """The value that :func:`packed` wrote; a part that `kind` no longer has is passed over."""
    return _converter.structure(json.loads(text), kind)


def iso(moment: date | None) -> str | None:
    """ISO text of a day or a time exactly as it is, None for None."""
    return moment.isoformat() if moment is not None else None


def moment(text: str | None) -> datetime | None:
    """The time that :func:`iso` wrote."""
    return datetime.fromisoformat(text) if text is not None else None


def stamp(now: datetime) -> str:
    """
    ISO text that sorts by time; a time without a zone stays without.

    Examples
    --------
    >>> stamp(datetime(2026, 11, 20, 9))
    '2026-11-20T09:00:00.000000'
    """
    at = now.astimezone(UTC) if now.tzinfo is not None else now
    return at.isoformat(timespec="microseconds")
