"""Rows of JSON files, read one by one so that a damaged one does not stop the others."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from knowledge.load.shop_data import Complaint

Row = Mapping[str, Any]
T = TypeVar("T")

# What a damaged row raises while it is read: a key is missing, a value is of another kind.
DAMAGE = (KeyError, TypeError, ValueError, AttributeError)


def read_object(folder: Path, name: str, complaints: list[Complaint]) -> Row:
    """The object in a JSON file; empty, with a complaint, where the file holds none."""
    path = folder / name
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        complaints.append(Complaint(name, 0, f"{name} is not in {folder}"))
        return {}
    except (OSError, ValueError) as problem:
        complaints.append(Complaint(name, 0, f"{name} is no valid JSON: {problem}"))
        return {}
    if not isinstance(content, dict):
        kind = type(content).__name__
        complaints.append(Complaint(name, 0, f"{name} holds a {kind}; give an object"))
        return {}
    return content


def rows_below(
    content: Row, levels: int, file: str, complaints: list[Complaint]
) -> list[tuple[str, Any]]:
    """Key and value of each row that stands `levels` objects deep, in the order of the file."""
    rows = list(content.items())
    for _ in range(levels):
        below: list[tuple[str, Any]] = []
        for key, value in rows:
            if isinstance(value, Mapping):
                below += value.items()
            else:
                complaints.append(Complaint(file, 0, f"{key} is {value!r}; give an object"))
        rows = below
    return rows


def read_each(
    rows: Iterable[tuple[str, Any]],
    file: str,
    read: Callable[[str, Any], T],
    complaints: list[Complaint],
) -> list[T]:
    """
    Every row that could be read, in the order of the file.

    Parameters
    ----------
    rows
        Key and value of each row. The first one is row 1 in a complaint.
    """
    good: list[T] = []
    for number, (key, row) in enumerate(rows, start=1):
        try:
            good.append(read(key, row))
        except DAMAGE as problem:
            complaints.append(Complaint(file, number, f"{key}: {reason(problem)}"))
    return good


def reason(problem: Exception) -> str:
    """What is wrong with a row, in words for the owner of the file."""
    if isinstance(problem, KeyError):
        return f"{problem.args[0]!r} is missing"
    if isinstance(problem, ValueError):
        return str(problem)
    return f"it has another form than the rest: {problem}"


def mapping(value: object, what: str) -> Row:
    if not isinstance(value, Mapping):
        raise ValueError(f"{what} is {value!r}; give an object")
    return value


def sequence(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{what} is {value!r}; give a list")
    return value


def text(row: Row, key: str) -> str:
    """A required text; numbers count as text, because ids are sometimes written as numbers."""
    value = mapping(row, "the row")[key]
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise ValueError(f"{key} is {value!r}; give a text")
    if not str(value).strip():
        raise ValueError(f"{key} is empty")
    return str(value)


def optional_text(row: Row, key: str) -> str:
    """A text that may be absent, null or empty."""
    value = row.get(key)
    return "" if value is None or value == "" else text(row, key)


def money(row: Row, key: str) -> Decimal:
    """A required amount that is a number and not below zero."""
    value = mapping(row, "the row")[key]
    try:
        amount = Decimal("NaN") if isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{key} is {value!r}; give an amount, 0 or more")
    return amount


def moment(row: Row, key: str) -> datetime | None:
    """A day or time in ISO form; None where it is absent or null."""
    value = row.get(key)
    return None if value is None or value == "" else datetime.fromisoformat(text(row, key))
