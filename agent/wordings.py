"""The words the engine itself says, from `wordings.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.goods import Language


@cache
def load_wordings() -> Mapping[str, Any]:
    path = Path(__file__).with_name("wordings.yaml")
    words: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


def own(group: str, key: str, language: Language, **values: str) -> str:
    """A wording of the engine, with its `{names}` filled."""
    text: str = load_wordings()[group][key][language]
    return text.format(**values)


def has(group: str, key: str) -> bool:
    return key in load_wordings()[group]


@dataclass(frozen=True)
class Mail:
    subject: str
    body: str


def say_mail(kind: str, language: Language, **values: str) -> Mail:
    """A mail to a customer."""
    parts = load_wordings()["mail"][kind]
    return Mail(*(parts[part][language].format(**values) for part in ("subject", "body")))
