import re
from random import Random

import pytest

from agent.rehearsal.case import Case, Line, Then
from agent.rehearsal.paraphrase import paraphrased, said_otherwise

TEXT = "Please exchange the keyboard from #W2378156, Yusuf.Rossi@example.com, zip 19122."
CASE = Case("a case", (Line(TEXT),), Then(), knows={"name": ("sanchez garcia",)})


def test_the_same_number_says_the_same() -> None:
    assert paraphrased(CASE, 3) == paraphrased(CASE, 3)


def test_the_first_is_as_it_is_written() -> None:
    assert paraphrased(CASE, 0) is CASE


def test_others_say_it_otherwise() -> None:
    said = {paraphrased(CASE, number).lines[0].text for number in range(10)}
    assert len(said) > 5


@pytest.mark.parametrize("seed", range(30))
def test_numbers_and_addresses_stay(seed: int) -> None:
    said = said_otherwise(TEXT, Random(seed))
    assert re.findall(r"\d+", said) == ["2378156", "19122"]
    assert "yusuf.rossi@example.com" in said.lower()


@pytest.mark.parametrize("seed", range(30))
def test_what_she_is_called_is_never_misspelt(seed: int) -> None:
    said = said_otherwise("i am garcia", Random(seed), frozenset({"garcia"}))
    assert "garcia" in said


@pytest.mark.parametrize("seed", range(30))
def test_a_chinese_line_keeps_its_words(seed: int) -> None:
    said = said_otherwise("你好，帮我查一下订单312571444239。", Random(seed))
    assert "查一下订单" in said
