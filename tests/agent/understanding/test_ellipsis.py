"""Clauses that leave out what they want."""

import pytest

from agent.understanding.ellipsis import is_bare_name, is_elliptical, only_numbers
from agent.understanding.references import mentions


@pytest.mark.parametrize(
    ("text", "elliptical"),
    [
        ("and the skateboard?", True),
        ("plus the mug", True),
        ("那洗碗机呢", True),  # the tag at the end says so as well
        ("水壶呢", True),  # the tag alone
        ("还有帐篷", True),
        ("and how much is the tent?", False),  # says what it wants
        ("那帐篷多少钱", False),
        ("the skateboard?", False),  # does not go on from anything
        ("android phone", False),  # only begins like "and"
        ("and the mug that I bought in spring", False),  # long, and with a verb
    ],
)
def test_a_clause_that_says_only_of_what_is_elliptical(text: str, elliptical: bool) -> None:
    assert is_elliptical(text) is elliptical


@pytest.mark.parametrize("text", ["what about the mug?", "how about the tent"])
def test_what_about_a_thing_is_elliptical(text: str) -> None:
    assert is_elliptical(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("the mug", True),
        ("gooseneck kettle", True),
        ("细口手冲壶", True),
        ("kettle?", False),  # asks
        ("is the mug red", False),  # a question word
        ("that one", False),  # points
        ("the second", False),  # a place in a list
        ("a really very nice gooseneck kettle", False),  # too long
        ("kettle price", False),  # asks for a single thing
    ],
)
def test_a_few_words_that_ask_nothing_are_a_name(text: str, bare: bool) -> None:
    assert is_bare_name(text) is bare


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("#1001", True),
        ("1001", True),
        ("order number 1001", True),
        ("订单号 #1001", True),
        ("it's 1001 please", True),
        ("#1001 and #1003", True),  # two of them
        ("where is #1001", False),  # asks something
        ("1001 has not arrived", False),
        ("please", False),  # no number
    ],
)
def test_an_order_number_and_nothing_else(text: str, alone: bool) -> None:
    assert only_numbers(text, mentions(text, order_shapes=("#9999",))) is alone
