"""Policies and answers from Markdown: one entry for each ``## heading`` and the text under it."""

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.goods import Content, ContentKind, Text
from knowledge.load.cells import bilingual
from knowledge.load.shop_data import Complaint
from knowledge.load.table import read_text


@dataclass(frozen=True)
class _Entry:
    line: int
    heading: str
    text: str


def read_headed_texts(
    folder: Path, name: str, kind: ContentKind, complaints: list[Complaint]
) -> list[Content]:
    """
    The entries of ``name.md``, with the Chinese of ``name_zh.md`` where there is one.

    Parameters
    ----------
    name
        File name without its ending, such as ``faq``. Both files have the same entries in the
        same order; where the numbers differ, each entry stands for itself.
    """
    main = _entries(folder / f"{name}.md", complaints)
    chinese = _entries(folder / f"{name}_zh.md", complaints)
    if main and chinese and len(main) != len(chinese):
        message = f"it has {len(chinese)} entries, but {name}.md has {len(main)}; not paired"
        complaints.append(Complaint(f"{name}_zh.md", 0, message))
    if len(main) == len(chinese):
        pairs = [
            (_heading(entry, other), Text(entry.text, other.text))
            for entry, other in zip(main, chinese, strict=True)
        ]
    else:
        pairs = [(bilingual(e.heading), bilingual(e.text)) for e in main + chinese]
    ids: list[str] = []
    for title, _ in pairs:
        slug = _slug(title.en or title.zh)
        same = sum(re.fullmatch(rf"{kind}-{re.escape(slug)}(-\d+)?", id) is not None for id in ids)
        ids.append(f"{kind}-{slug}" if not same else f"{kind}-{slug}-{same + 1}")
    return [Content(id, kind, *pair) for id, pair in zip(ids, pairs, strict=True)]


def _heading(entry: _Entry, other: _Entry) -> Text:
    en, zh = bilingual(entry.heading), bilingual(other.heading)
    return Text(en.en or entry.heading, zh.zh or en.zh or other.heading)


def _slug(heading: str) -> str:
    return "-".join(re.findall(r"\w+", heading.lower()))


def _entries(path: Path, complaints: list[Complaint]) -> list[_Entry]:
    if not path.is_file():
        return []
    try:
        lines = read_text(path).splitlines()
    except ValueError as problem:
        complaints.append(Complaint(path.name, 0, str(problem)))
        return []
    starts = [number for number, line in enumerate(lines) if re.match(r"##\s+\S", line)]
    if not starts:
        message = "no entry found; each one begins with a line such as '## Returns'"
        complaints.append(Complaint(path.name, 0, message))
    entries = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        heading = lines[start].lstrip("#").strip()
        text = "\n".join(lines[start + 1 : end]).strip()
        if text:
            entries.append(_Entry(start + 1, heading, text))
        else:
            message = f"{heading!r} has no text under it"
            complaints.append(Complaint(path.name, start + 1, message))
    return entries
