"""The policies of a known shop in words for its customers, kept in a YAML file beside its rules."""

from pathlib import Path

import yaml

from knowledge.goods import Content, Text

POLICIES = Path(__file__).parent / "policies"


def read_policy_texts(path: Path) -> list[Content]:
    """
    One policy per entry of the file.

    Parameters
    ----------
    path
        A YAML list; each entry has ``id``, and ``title`` and ``text`` with ``en`` and ``zh``.
    """
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Content(
            id=entry["id"],
            kind="policy",
            title=Text(en=entry["title"]["en"], zh=entry["title"]["zh"]),
            text=Text(en=entry["text"]["en"].strip(), zh=entry["text"]["zh"].strip()),
        )
        for entry in entries
    ]
