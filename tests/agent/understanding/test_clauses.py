"""Messages cut into clauses: long enough to hold a wish, never in the middle of one."""

import pytest

from agent.understanding.clauses import clauses, says_something, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # two questions
        (
            "Where is my order? And how much is the kettle?",
            ("Where is my order", "And how much is the kettle"),
        ),
        # one sentence, two wishes joined by "and"
        (
            "Where is my parcel and how much is the black kettle",
            ("Where is my parcel", "and how much is the black kettle"),
        ),
        # a comma between two requests
        (
            "return the mug, cancel the order of the tent",
            ("return the mug", "cancel the order of the tent"),
        ),
        # two joining words beside each other
        (
            "cancel my tent order and also send the mug to my home",
            ("cancel my tent order", "and also send the mug to my home"),
        ),
        # a line break
        ("where is my order\nhow much is it", ("where is my order", "how much is it")),
        # commas of a list part no clauses
        ("I bought a mug, a tent, and a kettle", ("I bought a mug, a tent, and a kettle",)),
        # "and" inside a name of a thing is no joint
        ("how much is salt and pepper", ("how much is salt and pepper",)),
        # a decimal point ends nothing
        ("It costs 3.50 dollars right", ("It costs 3.50 dollars right",)),
        # what points is no clause of its own
        ("the second one and where is it", ("the second one and where is it",)),
    ],
)
def test_an_english_message_is_cut_where_a_new_wish_begins(
    text: str, parts: tuple[str, ...]
) -> None:
    assert clauses(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # full-width question mark
        ("我的订单到哪了？水壶多少钱", ("我的订单到哪了", "水壶多少钱")),
        # full-width comma
        ("我的订单到哪了，水壶多少钱一个", ("我的订单到哪了", "水壶多少钱一个")),
        # a space between Chinese stands for a comma
        ("帮我查一下订单 水壶多少钱", ("帮我查一下订单", "水壶多少钱")),
        # a joining word without any mark
        ("帮我查一下订单另外水壶多少钱", ("帮我查一下订单", "另外水壶多少钱")),
        # a greeting is too short to stand alone
        ("你好，我的订单到哪了", ("你好 我的订单到哪了",)),
        # a short end goes with what is before it
        ("我的订单到哪了，谢谢", ("我的订单到哪了 谢谢",)),
    ],
)
def test_a_chinese_message_is_cut_where_a_new_wish_begins(
    text: str, parts: tuple[str, ...]
) -> None:
    assert clauses(text) == parts


@pytest.mark.parametrize("text", ["", "   ", "...", "？！"])
def test_a_message_that_says_nothing_has_no_clauses(text: str) -> None:
    assert clauses(text) == ()


@pytest.mark.parametrize("text", ["ok", "第二个", "kettle"])
def test_the_only_clause_may_be_short(text: str) -> None:
    assert clauses(text) == (text,)


def test_sentences_end_at_marks_of_either_language() -> None:
    assert sentences("One here. Two! 三。四？五；six...seven") == (
        "One here.",
        "Two",
        "三",
        "四",
        "五",
        "six",
        "seven",
    )


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("cancel my order", True),  # three words
        ("my order", False),  # two
        ("水壶多少", True),  # four characters
        ("多少钱", False),  # three
        ("the second one", False),  # says of what, not what
        ("order W2378156", False),  # a number is no word
    ],
)
def test_less_than_three_words_or_four_characters_is_no_clause(text: str, enough: bool) -> None:
    assert says_something(text) is enough
