"""Where a text speaks of what the variants of a product differ in."""

from decimal import Decimal
from itertools import pairwise

import pytest

from knowledge.amounts import plain_text
from knowledge.goods import Attribute, Text, Variant
from knowledge.option_words import ends_with, speaks_of_options
from knowledge.options import PRICE, Options, options_of
from knowledge.scales import Scales
from tests.knowledge.wardrobe import BOTTLES, GLASSES, LAMPS, RADIOS, SHIRTS, variants_of

SCALES = Scales.read()
SHIRT, LAMP, BOTTLE, GLASS, RADIO = (
    Options(shelf, SCALES) for shelf in (SHIRTS, LAMPS, BOTTLES, GLASSES, RADIOS)
)


def said(options: Options, text: str) -> list[tuple[str, str]]:
    """Each stretch that speaks of an option, and what it says: values, else names."""
    plain = plain_text(text)
    return [
        (
            plain[one.start : one.end],
            "/".join(f"{name}={value}" for name, value in one.values)
            or "/".join(dict.fromkeys(one.names)),
        )
        for one in options.said(plain)
    ]


def test_the_values_of_each_attribute_are_known() -> None:
    assert {name: list(values) for name, values in BOTTLE.values.items()} == {
        "capacity": ["500ml", "750ml", "1000ml"],
        "material": ["glass", "stainless steel"],
    }


def test_a_variant_has_a_value_of_each_and_a_price() -> None:
    red = SHIRTS[0]
    assert SHIRT.value(red, "color") == "red"
    assert SHIRT.value(red, PRICE) == "10"
    assert SHIRT.value(red, "capacity") is None
    assert SHIRT.value(Variant("x", "shirt"), PRICE) is None


@pytest.mark.parametrize(
    ("options", "attribute", "ordered"),
    [
        (SHIRT, "size", True),
        (SHIRT, "color", False),
        (SHIRT, PRICE, True),
        (SHIRT, "taste", False),
        (BOTTLE, "capacity", True),
        (BOTTLE, "material", False),
        (LAMP, "brightness", True),
        (RADIO, "waterproof", False),
    ],
)
def test_only_what_has_an_order_is_more_or_less(
    options: Options, attribute: str, ordered: bool
) -> None:
    assert options.is_ordered(attribute) is ordered


def test_values_stand_in_their_places() -> None:
    assert BOTTLE.place("capacity", "750ml") == Decimal(750)
    assert BOTTLE.place(PRICE, "12.50") == Decimal("12.50")
    assert BOTTLE.place("material", "glass") is None
    assert BOTTLE.place("capacity", None) is None
    assert BOTTLE.place("capacity", "2 l") == Decimal(2000)
    assert BOTTLE.place("capacity", "2 kg") is None


def test_yes_and_no_are_known_by_their_words() -> None:
    assert RADIO.true_value("waterproof") == "yes"
    assert RADIO.false_value("waterproof") == "no"
    assert RADIO.false_value("backlight") == "none"
    assert RADIO.true_value("backlight") is None
    assert SHIRT.false_value("color") is None


@pytest.mark.parametrize(
    ("options", "text", "found"),
    [
        (SHIRT, "red", [("red", "color=red")]),
        (SHIRT, "Red and BLUE", [("red", "color=red"), ("blue", "color=blue")]),
        (SHIRT, "the black ones", [("black", "color=black")]),
        (SHIRT, "红色", [("红色", "color=red")]),
        (SHIRT, "红的", [("红的", "color=red")]),
        (SHIRT, "small", [("small", "size=S")]),
        (SHIRT, "what colours are there", [("colours", "color")]),
        (SHIRT, "which size", [("size", "size")]),
        (SHIRT, "什么颜色", [("颜色", "color")]),
        (SHIRT, "redo it, incredible", []),  # no part of a word
        (SHIRT, "it's mine", []),  # no size S, no size M
        (SHIRT, "I'm in", []),
        (BOTTLE, "one of 750 ml", [("750 ml", "capacity=750ml")]),
        (BOTTLE, "0.75 l", [("0.75 l", "capacity=750ml")]),
        (BOTTLE, "七百五十毫升", [("750毫升", "capacity=750ml")]),
        (BOTTLE, "2 l", [("2 l", "capacity=2 l")]),
        (BOTTLE, "2 kg", []),
        (BOTTLE, "in steel", [("steel", "material=stainless steel")]),
        (BOTTLE, "stainless-steel", [("stainless-steel", "material=stainless steel")]),
        (LAMP, "battery powered", [("battery powered", "power source=battery")]),
        (LAMP, "an usb lamp", [("usb", "power source=USB")]),
        (
            GLASS,
            "black frame",
            [("black", "frame color=black/lens color=black"), ("frame", "frame color")],
        ),
        (RADIO, "no backlight", [("no backlight", "backlight=none")]),
        (RADIO, "not waterproof", [("not waterproof", "waterproof=no")]),
        (RADIO, "不防水", [("不防水", "waterproof=no")]),
        (SHIRT, "", []),
    ],
)
def test_a_text_speaks_of_values_and_names(
    options: Options, text: str, found: list[tuple[str, str]]
) -> None:
    assert said(options, text) == found


@pytest.mark.parametrize("text", ["blak", "blacc", "balck", "bleck"])
def test_a_slip_of_the_pen_is_the_value_that_it_was_meant_to_be(text: str) -> None:
    (one,) = SHIRT.said(text)
    assert one.values == (("color", "black"),)
    assert not one.sure


@pytest.mark.parametrize("text", ["block", "blank", "back", "blew", "while", "write", "great"])
def test_another_word_is_no_slip(text: str) -> None:
    assert said(SHIRT, text) == []
    assert said(RADIO, text) == []


def test_a_part_of_a_value_says_it_where_no_other_has_it() -> None:
    shelf = variants_of(
        "hub", {"1": {"material": "Amazon Alexa"}, "2": {"material": "Google Assistant"}}
    )
    (one,) = Options(shelf, SCALES).said("the assistant")
    assert one.values == (("material", "Google Assistant"),)
    both = variants_of("hub", {"1": {"material": "soft case"}, "2": {"material": "hard case"}})
    assert Options(both, SCALES).said("the case") == ()


def test_any_green_is_meant_where_there_is_but_one() -> None:
    def shelf(*colors: tuple[str, str]) -> Options:
        name = Text("color", "颜色")
        listed = [
            Variant(en, "p", (Attribute(name, Text(en, zh)),), Decimal(1)) for en, zh in colors
        ]
        return Options(listed, SCALES)

    one = shelf(("sage", "鼠尾草绿"), ("terracotta", "陶土红"))
    assert said(one, "绿的") == [("绿的", "color=sage")]
    two = shelf(("moss", "苔藓绿"), ("mint", "薄荷绿"))
    assert said(two, "绿的") == []


def test_what_overlaps_is_the_longer_one_and_all_stand_from_left_to_right() -> None:
    found = BOTTLE.said(plain_text("steel, 500 ml or 1 l, glass"))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) == 4


def test_the_options_of_the_same_variants_are_made_once() -> None:
    assert options_of(SHIRTS, SCALES) is options_of(tuple(SHIRTS), SCALES)


def test_a_product_without_attributes_has_no_options() -> None:
    options = Options([Variant("mug-350", "mug")], SCALES)
    assert options.values == {}
    assert options.said("black, 500 ml") == ()


@pytest.mark.parametrize(
    ("before", "name", "ends"),
    [
        ("i want it not ", "not_it", True),
        ("not in the ", "not_it", True),
        ("anything but ", "not_it", True),
        ("no ", "not_it", True),
        ("nothing ", "not_it", False),
        ("not that i mind, but ", "not_it", False),
        ("instead of my ", "instead", True),
        ("我不要", "not_it", True),
        ("at least ", "at_least", True),
        ("", "not_it", False),
    ],
)
def test_a_cue_stands_right_before_with_little_words_between(
    before: str, name: str, ends: bool
) -> None:
    assert ends_with(before, name) is ends


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("the black one", True),
        ("2 litres", True),
        ("a bigger one", True),
        ("蓝色的", True),
        ("大一号", True),
        ("please help me", False),
        ("where is #1042", False),
        ("on my credit card", False),
        ("by hand", False),
        ("谢谢", False),
        ("", False),
    ],
)
def test_option_words_are_known_without_a_product(text: str, speaks: bool) -> None:
    assert speaks_of_options(text) is speaks
