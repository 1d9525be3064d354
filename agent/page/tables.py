"""Tables in the text of a reply: lines of cells between bars, which any terminal can show."""

import re
import unicodedata
from collections.abc import Sequence

from agent.page.cards import escape

BAR = "|"
_RULE = re.compile(r"\|[\s|:-]+\|")


def without_tables(text: str) -> tuple[str, str]:
    """A text without the tables in it, and these drawn as HTML, the first row as headings."""
    kept: list[str] = []
    tables: list[list[list[str]]] = []
    inside = False
    for line in text.split("\n"):
        if not _is_row(line):
            kept.append(line)
            inside = False
            continue
        if not inside:
            tables.append([])
            inside = True
        if not _RULE.fullmatch(line):
            tables[-1].append(_cells(line))
    return "\n".join(kept), "".join(_drawn(table) for table in tables if table)


def aligned(text: str) -> str:
    """A text with the columns of its tables in line, for letters that are all equally wide."""
    lines = text.split("\n")
    rows = [_cells(line) for line in lines if _is_row(line) and not _RULE.fullmatch(line)]
    count = max((len(row) for row in rows), default=0)
    widths = [max(_width(row[i]) for row in rows if i < len(row)) for i in range(count)]
    return "\n".join(_line(line, widths) if _is_row(line) else line for line in lines)


def _line(line: str, widths: Sequence[int]) -> str:
    if _RULE.fullmatch(line):
        return BAR + BAR.join("-" * (width + 2) for width in widths) + BAR
    cells = zip(_cells(line), widths, strict=False)
    return BAR + BAR.join(f" {cell}{' ' * (width - _width(cell))} " for cell, width in cells) + BAR


def _is_row(line: str) -> bool:
    return len(line) > 1 and line.startswith(BAR) and line.endswith(BAR)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line[1:-1].split(BAR)]


def _width(cell: str) -> int:
    """Columns of a terminal that a text takes: a Chinese character takes two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in cell)


def _drawn(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    top = "".join(f'<th scope="col" dir="auto">{escape(cell)}</th>' for cell in head)
    lines = "".join(f"<tr>{_row(row)}</tr>" for row in body)
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<div class="sk-table" tabindex="0" role="region">{table}</div>'


def _row(row: Sequence[str]) -> str:
    name, *cells = row
    rest = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in cells)
    return f'<th scope="row" dir="auto">{escape(name)}</th>{rest}'
