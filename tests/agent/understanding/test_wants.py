"""What a wanted product may cost, in figures of either language."""

from decimal import Decimal

import pytest

from agent.understanding.wants import product_ref
from knowledge.price_bounds import price_wants, with_digits
from knowledge.reference import Op, Want

Bounds = dict[str, str]


def bounds(text: str) -> Bounds:
    """Bounds on the price by their sign."""
    return {want.op.value: str(want.value) for want in price_wants(text)[0]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a tent under 200", {"<=": "200"}),  # no currency
        ("a kettle below 59.90 euros", {"<=": "59.90"}),  # cents
        ("tent up to $200", {"<=": "200"}),  # the sign in front
        ("kettle max 60", {"<=": "60"}),  # "max" with an amount
        ("cheaper than 100 euros", {"<=": "100"}),
        ("over 100 usd", {">=": "100"}),
        ("between 50 and 100", {">=": "50", "<=": "100"}),  # both, without a currency
        ("between €50 and €100", {">=": "50", "<=": "100"}),
        ("from 50 to 100 euros", {">=": "50", "<=": "100"}),
        ("tent for 2 under 200", {"<=": "200"}),  # the first number is no price
    ],
)
def test_english_bounds_on_the_price_are_read(text: str, expected: Bounds) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200以内的帐篷", {"<=": "200"}),  # no currency
        ("200元以内", {"<=": "200"}),
        ("不超过300元", {"<=": "300"}),  # the bound in front
        ("1500元以上", {">=": "1500"}),
        ("15块起", {">=": "15"}),
        ("100到200块", {">=": "100", "<=": "200"}),
    ],
)
def test_chinese_bounds_on_the_price_are_read(text: str, expected: Bounds) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("十块以内", "10"),  # ten alone
        ("二十块以内", "20"),
        ("两百块以内的水壶", "200"),  # the other word for two
        ("一千五以内", "1500"),  # the last power of ten left out
        ("三千五百元以下", "3500"),
        ("二百五十元以内", "250"),
        ("两万以内", "20000"),
        ("一万二以内", "12000"),  # left out after ten thousand
    ],
)
def test_chinese_numerals_are_amounts(text: str, amount: str) -> None:
    assert bounds(text) == {"<=": amount}


def test_a_zero_in_a_chinese_numeral_counts() -> None:
    assert bounds("一百零五元以内") == {"<=": "105"}


def test_both_ends_of_a_range_may_be_chinese_numerals() -> None:
    assert bounds("一百到两百元的水壶") == {">=": "100", "<=": "200"}


def test_a_comma_between_thousands_is_none_before_cents() -> None:
    assert price_wants("under 1,500 euros")[0] == (Want("price", Op.LE, Decimal(1500)),)


@pytest.mark.parametrize(
    "text",
    [
        "a tent",  # no number at all
        "m10 max",  # a model, and a word that is also a bound
        "max m10",  # the other way round
        "the RO1200 max",
        "iphone 15 pro max",  # the number is not beside the bound
        "under 30%",  # a share
        "under 80cm",  # a length
        "from 4 people",  # "from" without a currency
        "three for two",  # words for numbers
        "三以内",  # a single digit without a currency
        "1200w以上",  # a unit
    ],
)
def test_a_number_that_is_no_price_bounds_nothing(text: str) -> None:
    assert bounds(text) == {}


@pytest.mark.parametrize("text", ["delivered within 3 days", "under 2 minutes", "under 1.5 l"])
def test_an_amount_of_something_else_bounds_nothing(text: str) -> None:
    assert bounds(text) == {}


def test_the_words_beside_a_bound_are_kept_without_it() -> None:
    assert price_wants("a tent under 200")[1] == "a tent"


def test_a_text_without_a_bound_is_kept_as_it_is() -> None:
    assert price_wants("The KT-750")[1] == "The KT-750"


def test_digits_of_a_text_stay_as_they_are() -> None:
    assert with_digits("第一个 KT-750") == "第一个 KT-750"


def test_a_product_is_described_by_ids_bounds_place_and_words() -> None:
    ref = product_ref("the second kettle under 80 euros", ("1151293680",))
    assert ref.kind == "product"
    assert ref.wants == (
        Want("number", Op.IS, "1151293680"),
        Want("price", Op.LE, Decimal(80)),
        Want("place", Op.IS, Decimal(2)),
        Want("words", Op.IS, "the second kettle"),
    )


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("the cheapest kettle", Op.MIN),
        ("your most expensive tent", Op.MAX),
        ("最便宜的水壶", Op.MIN),
        ("最贵的帐篷", Op.MAX),
    ],
)
def test_the_cheapest_and_the_dearest_are_told_apart(text: str, op: Op) -> None:
    assert Want("price", op) in product_ref(text).wants
