"""What holds for every skill: its words in both languages, and the code that says them."""

import re
from collections import Counter
from string import Formatter

import pytest

from agent.turn import PERSON
from knowledge.words import LANGUAGES
from skills import load_skills, load_words, utterances
from tests.skills.said_in_code import SKILLS, said_by

WORDS = load_words()
BUILT = sorted(load_skills())
LEAST_UTTERANCES = 20
INTERNAL = re.compile(r"[a-z]+_[a-z_]+|\bintents?\b|\bslots?\b|意图|槽位", re.IGNORECASE)
HAN = re.compile("[\u4e00-\u9fff]")

EACH = pytest.mark.parametrize("name", sorted(WORDS))
EACH_BUILT = pytest.mark.parametrize("name", BUILT)


def texts_of(name: str) -> list[tuple[str, str, str]]:
    """What a skill says or asks, and what it is called: key, language, text."""
    words = WORDS[name]
    said = {**words.get("wordings", {}), **words.get("ask", {})}
    said |= {"called": words["called"]} if "called" in words else {}
    return [(key, lang, text) for key, both in said.items() for lang, text in both.items()]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_a_file_name_is_an_intent_of_its_own() -> None:
    stems = Counter(path.stem for path in SKILLS.glob("*/*.yaml"))
    assert [stem for stem, count in stems.items() if count > 1] == []


def test_every_skill_has_a_name_that_can_be_an_intent() -> None:
    assert [name for name in WORDS if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_no_utterance_trains_two_skills() -> None:
    owners: dict[str, set[str]] = {}
    for name, texts in utterances().items():
        for text in texts:
            owners.setdefault(text.strip().lower(), set()).add(name)
    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


@EACH
def test_a_skill_has_utterances_in_both_languages(name: str) -> None:
    counts = {lang: len(set(WORDS[name]["utterances"][lang])) for lang in LANGUAGES}
    assert min(counts.values()) >= LEAST_UTTERANCES, counts


@EACH
def test_utterances_are_written_in_their_language(name: str) -> None:
    said = WORDS[name]["utterances"]
    assert [text for text in said["en"] if HAN.search(text)] == []
    assert [text for text in said["zh"] if re.fullmatch(r"[A-Za-z ]+", text)] == []


@EACH
def test_a_skill_says_no_utterance_twice(name: str) -> None:
    texts = Counter(utterances()[name])
    assert [text for text, count in texts.items() if count > 1] == []


@EACH
def test_what_is_said_and_asked_is_there_in_both_languages(name: str) -> None:
    words = WORDS[name]
    said = {**words.get("wordings", {}), **words.get("ask", {})}
    assert [key for key, both in said.items() if set(both) != set(LANGUAGES)] == []


@EACH
def test_both_languages_tell_the_same_facts(name: str) -> None:
    wordings = WORDS[name].get("wordings", {})
    uneven = [k for k, both in wordings.items() if names_in(both["en"]) != names_in(both["zh"])]
    assert uneven == []


@EACH
def test_no_number_is_written_into_a_wording(name: str) -> None:
    assert [text for _, _, text in texts_of(name) if re.search(r"\d", text)] == []


@EACH
def test_no_wording_uses_a_word_of_the_program(name: str) -> None:
    bare = [re.sub(r"\{\w*\}", "", text) for _, _, text in texts_of(name)]
    assert [text for text in bare if INTERNAL.search(text)] == []


@EACH
def test_chinese_is_said_in_chinese_and_english_in_english(name: str) -> None:
    bare = [(lang, re.sub(r"\{\w*\}", "", text)) for _, lang, text in texts_of(name)]
    assert [t for lang, t in bare if lang == "en" and HAN.search(t)] == []
    assert [t for lang, t in bare if lang == "zh" and re.search(r"[A-Za-z]{3,}", t)] == []


@EACH
def test_a_skill_that_is_not_built_says_what_it_is_called_or_whom_it_is_for(name: str) -> None:
    words = WORDS[name]
    assert name in BUILT or name == PERSON or "called" in words or words.get("for") == "merchant"


@EACH_BUILT
def test_a_built_skill_has_questions_and_wordings(name: str) -> None:
    assert WORDS[name]["wordings"]
    assert "ask" in WORDS[name]


@EACH_BUILT
def test_every_wording_that_is_said_exists(name: str) -> None:
    keys = WORDS[name]["wordings"]
    missing = [p for p in said_by(name) if not any(re.fullmatch(p, key) for key in keys)]
    assert missing == []


@EACH_BUILT
def test_every_wording_that_exists_is_said(name: str) -> None:
    keys = WORDS[name]["wordings"]
    assert [k for k in keys if not any(re.fullmatch(p, k) for p in said_by(name))] == []
