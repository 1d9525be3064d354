"""A delimited text file as rows with the numbers that a spreadsheet shows."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge.load.shop_data import Complaint

T = TypeVar("T")


@dataclass(frozen=True)
class TableRow:
    """One row; `cells` go by the column's key, see :func:`column_key`."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """What the cell says, ``""`` where it is empty or there is no such column."""
        return self.cells.get(column, "")

    def need(self, column: str) -> str:
        value = self.get(column)
        if not value:
            raise ValueError(f"{column} is missing")
        return value


@dataclass(frozen=True)
class Table:
    file: str
    columns: Mapping[str, str]
    """Column headings as written, by key."""
    rows: tuple[TableRow, ...] = ()


def column_key(heading: str) -> str:
    """``"Payment Method"`` and ``"payment_method"`` are one column; ``"size / 规格"`` is size."""
    return re.sub(r"[\s_-]+", "_", heading.partition(" / ")[0].strip().lower())


def read_text(path: Path) -> str:
    """
    The file as text, in UTF-8 or in the encoding of Chinese spreadsheets.

    Raises
    ------
    ValueError
        If it is in neither.
    """
    content = path.read_bytes()
    # Almost any bytes pass as GB18030, so it is tried last.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("it is neither UTF-8 nor GB18030; save it as 'CSV UTF-8'")


def read_table(path: Path, complaints: list[Complaint]) -> Table:
    """The rows of the file; none where there is no such file or it cannot be read."""
    if not path.is_file():
        return Table(path.name, {})
    try:
        text = read_text(path)
    except ValueError as problem:
        complaints.append(Complaint(path.name, 0, str(problem)))
        return Table(path.name, {})
    records = list(_records(text, path.name, complaints))
    if not records:
        complaints.append(Complaint(path.name, 0, "it is empty; the first row names the columns"))
        return Table(path.name, {})
    (number, headings), *rest = records
    keys = _keys(headings, Complaint(path.name, number, ""), complaints)
    rows = []
    for number, cells in rest:
        if any(cell for cell in cells[len(keys) :]):
            message = f"it has {len(cells)} cells, but there are {len(keys)} columns"
            complaints.append(Complaint(path.name, number, message))
            continue
        rows.append(TableRow(number, {k: c for k, c in zip(keys, cells, strict=False) if k}))
    written = {key: head.strip() for key, head in zip(keys, headings, strict=True) if key}
    return Table(path.name, written, tuple(rows))


def _records(text: str, file: str, complaints: list[Complaint]) -> Iterator[tuple[int, list[str]]]:
    """Row number and trimmed cells of each row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as problem:
            message = f"it cannot be read from here on: {problem}"
            complaints.append(Complaint(file, number, message))
            return
        if any(cells):
            yield number, cells


def _delimiter(text: str) -> str:
    """The separator that the first line has most of, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=bare.count)


def _keys(headings: list[str], at: Complaint, complaints: list[Complaint]) -> list[str]:
    """One key for each column; ``""`` for a column without a name and for a second of one name."""
    keys: list[str] = []
    for heading in headings:
        key = column_key(heading)
        if key and key in keys:
            message = f"column {heading!r} is there twice; the first one counts"
            complaints.append(Complaint(at.file, at.row, message))
            key = ""
        keys.append(key)
    return keys


def read_rows(table: Table, read: Callable[[TableRow], T], complaints: list[Complaint]) -> list[T]:
    """What `read` makes of each row; a row it raises ValueError for becomes a complaint."""
    good: list[T] = []
    for row in table.rows:
        try:
            good.append(read(row))
        except ValueError as problem:
            complaints.append(Complaint(table.file, row.number, str(problem)))
    return good


def check_columns(
    table: Table,
    known: tuple[str, ...],
    needed: tuple[str, ...],
    complaints: list[Complaint],
    *,
    others: bool = False,
) -> Table:
    """
    The table, without rows if it lacks a column that every row needs.

    Parameters
    ----------
    known
        Columns that have a meaning; one that is not among them is complained of with the nearest.
    others
        Other columns are attributes; only those are mentioned that look like a missing known one.
    """
    missing = [column for column in known if column not in table.columns]
    for key, heading in table.columns.items():
        if key in known:
            continue
        if others:
            if near := process.extractOne(key, missing, scorer=fuzz.ratio, score_cutoff=85):
                message = f"column {heading!r} is read as an attribute; did you mean {near[0]!r}?"
                complaints.append(Complaint(table.file, 1, message))
            continue
        nearest = process.extractOne(key, known, scorer=fuzz.ratio)[0]
        message = f"column {heading!r} is not known; did you mean {nearest!r}?"
        complaints.append(Complaint(table.file, 1, message))
    lacking = [column for column in needed if column in missing]
    if not table.columns or not lacking:
        return table
    message = f"there is no column {' and no column '.join(lacking)}, so no row can be loaded"
    complaints.append(Complaint(table.file, 1, message))
    return replace(table, rows=())
