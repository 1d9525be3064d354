"""What the shop can do: every module with a YAML file of the same name beside it is a skill."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import yaml

from skills.skill import Skill, WritingSkill

_FOLDER = Path(__file__).parent


@cache
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """The YAML of every skill by its name: utterances, questions, wordings."""
    words: dict[str, Mapping[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*/*.yaml")):
        if path.stem in words:
            raise ValueError(f"two skills are called {path.stem!r}; a file name is an intent")
        words[path.stem] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


@cache
def load_skills() -> Mapping[str, Skill]:
    """Every skill that is built, by its name; one with words alone is understood but not built."""
    skills: dict[str, Skill] = {}
    for path in sorted(_FOLDER.glob("*/*.py")):
        if path.with_suffix(".yaml").exists():
            skills[path.stem] = import_module(f"skills.{path.parent.name}.{path.stem}").skill
    return skills


@cache
def writing() -> Mapping[str, WritingSkill]:
    """The skills that propose changes, by their name."""
    return {
        name: cast(WritingSkill, skill)
        for name, skill in load_skills().items()
        if hasattr(skill, "writes")
    }


def agrees(name: str) -> tuple[str, ...]:
    """Phrases that agree to just the change of this skill, its button among them."""
    words = load_words()[name]
    said = [phrase for phrases in words.get("agrees", {}).values() for phrase in phrases]
    return tuple(phrase.lower() for phrase in (*said, *words.get("button", {}).values()))


def utterances() -> Mapping[str, tuple[str, ...]]:
    """What shoppers say for each skill, both languages together."""
    return {
        name: tuple(text for texts in words["utterances"].values() for text in texts)
        for name, words in load_words().items()
    }


def folders() -> dict[str, str]:
    """The folder each skill lives in, by its name."""
    return {path.stem: path.parent.name for path in _FOLDER.glob("*/*.yaml")}


def for_merchants() -> frozenset[str]:
    """The skills that only the shop's own people use."""
    return frozenset(name for name, words in load_words().items() if words.get("for") == "merchant")
