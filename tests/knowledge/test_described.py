"""A description is taken apart: amounts, most and least, what it shall not be."""

from decimal import Decimal

import pytest

from knowledge.finding.described import described
from knowledge.reference import Op


@pytest.mark.parametrize(
    ("text", "op", "number", "kind"),
    [
        ("backpack of at least 30 litres", Op.GE, "30000", "volume"),
        ("knife longer than 18 cm", Op.GT, "180", "length"),
        ("a lamp with 500 lumens or more", Op.GE, "500", "lumen"),
        ("pot up to two kilos", Op.LE, "2000", "mass"),
        ("两公斤以内的锅", Op.LE, "2000", "mass"),
        ("超过十小时的灯", Op.GT, "600", "time"),
        ("半升的壶", Op.IS, "500", "volume"),
        ("sleeping bag for minus 10 °C", Op.IS, "-10", "°c"),
        ("零下十度的睡袋", Op.IS, "-10", "°c"),
        ("blade of 58 hrc or harder", Op.GE, "58", "hrc"),
        ("a tent for six", Op.IS, "6", "person"),
        ("a mat with r value above 4", Op.GT, "4", ""),
    ],
)
def test_an_amount_is_read_with_what_it_is_compared_by(
    text: str, op: Op, number: str, kind: str
) -> None:
    (bound,) = described(text).bounds
    assert (bound.op, bound.number, bound.kind) == (op, Decimal(number), kind)


def test_what_is_compared_is_no_word_of_the_thing() -> None:
    assert described("pan heavier than 2 kg with a lid").words == "pan with a lid"


def test_an_amount_that_is_just_so_stays_a_word() -> None:
    assert described("28cm pan").words == "28cm pan"


def test_money_is_no_amount_of_the_thing() -> None:
    assert described("a pan of 30 euros").bounds == ()


@pytest.mark.parametrize(
    ("text", "op", "attribute", "words"),
    [
        ("the heaviest pan", Op.MAX, "weight", "the pan"),
        ("最小的锅", Op.MIN, "capacity", "的锅"),
        ("海拔最低的茶", Op.MIN, "海拔", "海拔 的茶"),
    ],
)
def test_most_and_least_are_of_an_attribute(text: str, op: Op, attribute: str, words: str) -> None:
    said = described(text)
    (extreme,) = said.extremes
    assert (extreme.op, extreme.attributes[0], said.words) == (op, attribute, words)


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("pan without lid for gas", "lid", "pan for gas"),
        ("a bottle not made of plastic", "plastic", "a bottle"),
        ("锅 不要铁的", "铁的", "锅"),
        ("不含糖的饮料", "糖的", "饮料"),
    ],
)
def test_what_it_shall_not_be_is_kept_apart(text: str, what: str, words: str) -> None:
    said = described(text)
    assert [denial.what for denial in said.denied] == [what]
    assert said.words == words


@pytest.mark.parametrize("text", ["无线耳机", "not sure which pan", "是不是铁锅"])
def test_what_only_looks_like_a_denial_denies_nothing(text: str) -> None:
    assert described(text).denied == ()


def test_nothing_but_a_denial_is_left_as_it_is() -> None:
    assert described("without lid").words == "without lid"
