"""The words of both languages that grammar needs, and how they are found in a text."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import words
from knowledge.goods import Language
from knowledge.words import both, find, grouped, load_words, numbered, opens, pattern


def flat(value: Any) -> list[Any]:
    """All that a word list holds, however deep."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in flat(inner)]
    return [one for inner in value for one in flat(inner)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        ("where is my order", ["order", "my order"], "my order"),  # the longest counts
        ("reorder it", ["order"], None),  # not inside a word
        ("orders", ["order"], None),
        ("my order!", ["order"], "order"),  # a mark ends a word
        ("order2", ["order"], "order"),  # so does a figure
        ("我的订单呢", ["订单"], "订单"),  # Chinese has no gaps
        ("查order号", ["order"], "order"),  # nor between the two
        ("anything", [], None),  # no phrases at all
        ("", ["order"], None),
        ("1.5 l", ["1.5"], "1.5"),  # a dot is a dot
        ("115", ["1.5"], None),
    ],
)
def test_a_phrase_is_found_as_a_whole_word(
    text: str, phrases: list[str], found: str | None
) -> None:
    assert find(text, phrases) == found


def test_the_first_phrase_of_a_text_is_found() -> None:
    assert find("second or first", ["first", "second"]) == "second"


def test_a_pattern_of_no_phrases_matches_nothing() -> None:
    assert pattern(()).search("anything at all") is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("never mind, thanks", True),
        ("never mind", True),
        ("oh well, never mind", False),  # not at the beginning
        ("never minding", False),  # not as a whole word
        ("算了吧", True),
        ("", False),
    ],
)
def test_a_text_opens_with_a_phrase(text: str, begins: bool) -> None:
    assert opens(text, "drop") is begins


def test_lists_of_both_languages_are_read_together() -> None:
    assert {"yes", "好的"} <= set(both("yes"))
    assert {"shipped", "已发货"} <= set(grouped("stages")["shipped"])
    assert numbered("ordinals")["second"] == numbered("ordinals")["第二个"] == 2


TOLD = {"month_names", "weekdays", "methods", "method_named", "list_joint"}
"""Words that are said, not looked for."""


@pytest.mark.parametrize(
    "language",
    [
        "en",
        pytest.param(
            "zh",
        ),
    ],
)
def test_words_are_lower_case_as_the_texts_they_are_found_in(language: Language) -> None:
    looked_for = (words for key, words in load_words(language).items() if key not in TOLD)
    found = [str(word) for words in looked_for for word in flat(words)]
    assert [word for word in found if word != word.lower()] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_yaml_took_no_word_for_a_truth_value(language: Language) -> None:
    assert [word for word in flat(load_words(language)) if isinstance(word, bool)] == []


def test_both_languages_have_the_same_stages_and_questions() -> None:
    english, chinese = load_words("en"), load_words("zh")
    assert set(english["stages"]) == set(chinese["stages"])
    assert set(english["asks"]) == set(chinese["asks"])


@pytest.mark.parametrize(("key", "number"), [("month_names", 12), ("weekdays", 7)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_month_and_no_day_is_missing(language: Language, key: str, number: int) -> None:
    assert len(set(load_words(language)[key])) == number


@pytest.mark.parametrize("topic", ["payments", "reasons", "addresses", "invoices", "problems"])
def test_a_list_of_a_topic_holds_texts_only(topic: str) -> None:
    """YAML reads a bare ``on`` or ``no`` as a boolean."""
    found = flat(yaml.safe_load((Path(words.__file__).parent / f"{topic}.yaml").read_text("utf-8")))
    assert found
    assert [one for one in found if isinstance(one, bool) or one is None] == []
