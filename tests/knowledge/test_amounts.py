"""Numbers with a unit, however they are written, come to the same amount."""

from decimal import Decimal
from random import Random

import pytest

from knowledge.amounts import Amount, amount_of, amounts_in, plain_text, unit_of

LONG = 100_000


def said(text: str) -> list[tuple[Decimal, str]]:
    """The amounts of a text as a shopper types it."""
    return [(one.amount.number, one.amount.kind) for one in amounts_in(plain_text(text))]


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("half a litre", "500", "volume"),
        ("a quarter of a litre", "250", "volume"),
        ("one and a half litres", "1500", "volume"),
        ("750ml", "750", "volume"),
        ("0.75 L", "750", "volume"),
        ("a kilo", "1000", "mass"),
        ("twenty hours", "1200", "time"),
        ("90 minutes", "90", "time"),
        ("ten inches", "254", "length"),
        ("half an inch", "12.7", "length"),
        ("2升半", "2500", "volume"),
        ("40 mm", "40", "length"),
        ("16 gigs", "16", "memory"),
        ("1.5 TB", "1536", "memory"),
        ("３２ＧＢ", "32", "memory"),
        ("1,500 pieces", "1500", "piece"),
        ("two thousand pieces", "2000", "piece"),
        ("a hundred sheets", "100", "sheet"),
        ("65 percent", "65", "%"),
        ("size eight", "8", ""),
        ("一升半", "1500", "volume"),
        ("两升半", "2500", "volume"),
        ("半升", "500", "volume"),
        ("五百毫升", "500", "volume"),
        ("半斤", "250", "mass"),
        ("二两", "100", "mass"),
        ("一斤半", "750", "mass"),
        ("0.5公斤", "500", "mass"),
        ("二十四小时", "1440", "time"),
        ("一千五百片", "1500", "piece"),
        ("一千五片", "1500", "piece"),  # the last power of ten is left out
        ("一千零五片", "1005", "piece"),
        ("十二片", "12", "piece"),
    ],
)
def test_an_amount_is_read_in_the_base_unit_of_its_kind(text: str, number: str, kind: str) -> None:
    assert said(text) == [(Decimal(number), kind)]


@pytest.mark.parametrize(
    "text",
    [
        "one in black",  # no inches
        "I'd like one",
        "five of them",
        "#1042",
        "#W1234567",
        "cancel 100234567",  # too long for an amount
        "IPX7",
        "m9 max",
        "第二个",
        "第三格",
        "the first one",
        "",
    ],
)
def test_what_counts_nothing_is_no_amount(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", ["$60", "60 dollars", "€60", "60元"])
def test_money_is_no_more_than_a_number(text: str) -> None:
    assert said(text) == [(Decimal(60), "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 x 500 ml", [("2", "x"), ("500", "volume")]),
        ("1 l or 750 ml", [("1000", "volume"), ("750", "volume")]),
        ("三斤二两", [("1500", "mass"), ("100", "mass")]),
        ("not 500 g but 1 kg", [("500", "mass"), ("1000", "mass")]),
    ],
)
def test_amounts_stand_from_left_to_right(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == [(Decimal(number), kind) for number, kind in found]


def test_an_amount_knows_where_it_stands() -> None:
    text = plain_text("the one with half a litre, please")
    (spoken,) = amounts_in(text)
    assert text[spoken.start : spoken.end] == "0.5 litre"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("from 5 to 25 lbs", "from 5-25 lbs"),
        ("5至25磅", "5-25磅"),
        ("THE 2 L ONE", "the 2 l one"),
        ("一升半的，五百克", "1.5升的,500克"),
        ("one with twenty hours", "one with 20 hours"),
        ("two of the mugs", "two of the mugs"),  # counts no unit
    ],
)
def test_a_text_is_made_plain(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("value", "other"),
    [
        ("750 ml", "0.75L"),
        ("1 kg", "1000g"),
        ("1公斤", "1 kg"),
        ("2斤", "1000克"),
        ("1 tb", "1024 GB"),
        ("2 hours", "120 min"),
        ("250 g", "250克"),
        ("半斤", "250 g"),
        ("16 oz", "1 lb"),
    ],
)
def test_equal_amounts_are_equal_however_they_are_written(value: str, other: str) -> None:
    assert amount_of(value) is not None
    assert amount_of(value) == amount_of(other)


@pytest.mark.parametrize("value", ["black", "5-25 lbs", "long, 200 cm", "1 l or 2 l", "IPX4", ""])
def test_a_value_that_is_more_than_an_amount_is_none(value: str) -> None:
    assert amount_of(value) is None


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("256GB SSD", Amount(Decimal(256), "memory")),
        ("约250克", Amount(Decimal(250), "mass")),
        ("8", Amount(Decimal(8))),
        ("500g each", Amount(Decimal(500), "mass")),
    ],
)
def test_a_few_words_may_stand_beside_an_amount(value: str, amount: Amount) -> None:
    assert amount_of(value) == amount


@pytest.mark.parametrize(
    ("form", "unit"), [("pcs", "piece"), ("片", "piece"), ("cups", "cup"), ("black", ""), ("", "")]
)
def test_a_form_stands_for_a_unit(form: str, unit: str) -> None:
    assert unit_of(form) == unit


def test_a_plain_text_stays_as_it_is() -> None:
    texts = [plain_text(text) for text in ("half a litre", "一升半", "5 to 25 lbs", "a kilo", "x")]
    assert [plain_text(text) for text in texts] == texts


@pytest.mark.parametrize(
    "text",
    [
        "1" * LONG,
        "1," * LONG,
        "半" * LONG,
        "一" * LONG,
        "one " * (LONG // 4),
        "5 to " * (LONG // 5),
        "1.5 l " * (LONG // 6),
        " " * LONG,
        "half a " * (LONG // 7),
        "hundred-" * (LONG // 8),
    ],
    ids=lambda text: str(text[:6]),
)
def test_a_long_text_is_read_to_its_end(text: str) -> None:
    assert all(0 <= one.start < one.end for one in amounts_in(plain_text(text)))


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_typed_is_read(seed: int) -> None:
    chance = Random(seed)
    signs = "0123456789.,-–~#$€%°½² abklgxinch\n半一二两百千万零第升克斤个\u0301\u200b🙂"
    for _ in range(200):
        text = "".join(chance.choices(signs, k=chance.randint(0, 40)))
        plain = plain_text(text)
        spans = [(one.start, one.end) for one in amounts_in(plain)]
        assert all(0 <= start < end <= len(plain) for start, end in spans)
        amount_of(text)
