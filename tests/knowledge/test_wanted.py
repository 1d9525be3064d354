"""What a text wants of a product: each phrase with the bounds that it means."""

from random import Random

import pytest

from knowledge.amounts import plain_text
from knowledge.goods import Variant
from knowledge.options import options_of
from knowledge.reference import IT, Op, Wanted
from knowledge.scales import Scales
from knowledge.wanted import wanted
from tests.knowledge.wardrobe import BOTTLES, GLASSES, LAMPS, RADIOS, SHIRTS

SCALES = Scales.read()
LONG = 100_000
WORDS = """
blue red black S L M size colour not no instead of the same bigger than at least or else ideally
drop any doesn't matter everything cheapest too small 1 l 500 ml $ , . ; ( # 🙂
蓝色 红色 尺码 不要 换成 一样 大一号 没有就 最好 ， 。
"""


def read(shelf: tuple[Variant, ...], has: str, *texts: str) -> Wanted:
    """What somebody with one of the variants wants, said one after the other."""
    of = next((variant for variant in shelf if variant.id == has), None)
    return wanted(map(plain_text, texts), options_of(shelf, SCALES), of)


def bounds(found: Wanted) -> set[str]:
    """ "color is blue", "size > it", each with the place of a preference in brackets."""
    return {
        " ".join(
            filter(
                None,
                (
                    want.attribute,
                    want.op.value,
                    "it" if want.value == IT else str(want.value or ""),
                    f"({want.rank})" if want.rank else "",
                ),
            )
        )
        for want in found.wants
    }


def shirt(*texts: str) -> set[str]:
    """Said by who has a red M."""
    return bounds(read(SHIRTS, "red-M", *texts))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("blue", {"color is blue"}),
        ("can I have it in blue please", {"color is blue"}),
        ("blue S", {"color is blue", "size is S"}),
        ("size L", {"size is L"}),
        ("large", {"size is L"}),
        ("the small one in black", {"size is S", "color is black"}),
        ("blak", {"color is black"}),
        ("BLUE!!", {"color is blue"}),
        ("蓝色", {"color is blue"}),
        ("换成蓝的，L码", {"color is blue", "size is L"}),
        ("要L码的", {"size is L"}),
        ("大号的", {"size > it"}),  # as in 大一号
        ("purple", set()),
        ("hello", set()),
        ("", set()),
    ],
)
def test_a_value_wants_that_value(text: str, meant: set[str]) -> None:
    assert shirt(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("not red", {"color not red"}),
        ("anything but red", {"color not red"}),
        ("any colour but red", {"color not red"}),
        ("no red", {"color not red"}),
        ("blue, not black", {"color is blue", "color not black"}),
        ("blue but no L", {"color is blue", "size not L"}),
        ("I don't want a red one", {"color not red"}),
        ("不要红色", {"color not red"}),
        ("除了红色都行", {"color not red"}),
    ],
)
def test_what_is_denied_is_not_wanted(text: str, meant: set[str]) -> None:
    assert shirt(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "blue instead of red",
        "instead of the red one, a blue one",
        "blue rather than red",
        "mine is red, I want blue",
        "I ordered the red one and want blue",
        "the red one is wrong, should be blue",
        "red -> blue",
        "from red to blue",
        "the same but in blue",
        "as big as it is but in blue",
        "我收到的是红色，我要蓝色",
        "原来是红色，换成蓝色",
        "要蓝色，不是红色",
    ],
)
def test_what_she_has_is_not_what_she_wants(text: str) -> None:
    assert "color is blue" in shirt(text)
    assert "color is red" not in shirt(text)
    assert not any(bound.startswith("size") for bound in shirt(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("same size, blue", {"color is blue", "size is it"}),
        ("keep the size, make it blue", {"color is blue", "size is it"}),
        ("keep the colour, size S", {"size is S", "color is it"}),
        ("换成蓝色的，尺码不变", {"color is blue", "size is it"}),
        ("尺码一样，蓝色", {"color is blue", "size is it"}),
    ],
)
def test_what_is_named_to_stay_stays(text: str, meant: set[str]) -> None:
    assert shirt(text) == meant


@pytest.mark.parametrize(
    ("text", "attribute", "meant"),
    [
        ("colour doesn't matter, just S", "color", {"size is S"}),
        ("blue, any size", "size", {"color is blue"}),
        ("blue, I don't care about the size", "size", {"color is blue"}),
        ("颜色无所谓，要S码", "color", {"size is S"}),
        ("蓝色，尺码随便", "size", {"color is blue"}),
    ],
)
def test_what_does_not_matter_bounds_nothing(text: str, attribute: str, meant: set[str]) -> None:
    found = read(SHIRTS, "red-M", text)
    assert bounds(found) == meant
    assert found.any == {attribute}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("blue or black", {"color is blue (1)", "color is black (2)"}),
        ("black, else blue", {"color is black (1)", "color is blue (2)"}),
        ("black, if not then blue", {"color is black (1)", "color is blue (2)"}),
        (
            "blue please, and if that's not available then black",
            {"color is blue (1)", "color is black (2)"},
        ),
        ("ideally blue", {"color is blue (1)"}),
        ("black if possible. It must be L", {"color is black (1)", "size is L"}),
        (
            "size S ideally and black. Drop the black before you drop the S",
            {"size is S (1)", "color is black (9)"},
        ),
        ("黑色的没有就蓝色", {"color is black (1)", "color is blue (2)"}),
        ("要黑色，没有的话蓝色", {"color is black (1)", "color is blue (2)"}),
        ("最好黑色", {"color is black (1)"}),
    ],
)
def test_preferences_have_a_rank(text: str, meant: set[str]) -> None:
    assert shirt(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a bigger one", {"size > it"}),
        ("it's too small", {"size > it"}),
        ("too big", {"size < it"}),
        ("the biggest", {"size max"}),
        ("the smallest blue one", {"size min", "color is blue"}),
        ("the cheapest", {"price min"}),
        ("cheaper", {"price < it"}),
        ("too expensive", {"price < it"}),
        ("the most expensive", {"price max"}),
        ("under 13 dollars", {"price <= 13"}),
        ("blue, between 12 and 15 dollars", {"color is blue", "price >= 12", "price <= 15"}),
        ("太小了", {"size > it"}),
        ("大一点", {"size > it"}),
        ("最便宜的", {"price min"}),
        ("便宜点", {"price < it"}),
    ],
)
def test_more_and_less_are_of_what_she_has(text: str, meant: set[str]) -> None:
    assert shirt(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("too bright", {"brightness < it"}),
        ("not bright enough", {"brightness > it"}),
        ("less bright", {"brightness < it"}),
        ("more brightness", {"brightness > it"}),
        ("the highest brightness", {"brightness max"}),
        ("太亮了", {"brightness < it"}),
        ("不够亮", {"brightness > it"}),
        ("最亮的", {"brightness max"}),
        ("usb one, as bright as it is", {"power source is USB"}),
        ("low, no batteries", {"brightness is low", "power source not battery"}),
        ("要充USB的", {"power source is USB"}),
    ],
)
def test_complaints_want_less_or_more(text: str, meant: set[str]) -> None:
    assert bounds(read(LAMPS, "medium-battery", text)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("half a litre", {"capacity is 500ml"}),
        ("1 l", {"capacity is 1000ml"}),
        ("the 1000", {"capacity is 1000ml"}),
        ("at least 750 ml", {"capacity >= 750ml"}),
        ("750 or more", {"capacity >= 750ml"}),
        ("at most 500ml", {"capacity <= 500ml"}),
        ("500 ml or less", {"capacity <= 500ml"}),
        ("material the same, 500 ml", {"capacity is 500ml", "material is it"}),
        ("steel", {"material is stainless steel"}),
        ("2 of them in steel", {"material is stainless steel"}),
        ("$500", set()),
        ("500 dollars", set()),
        ("order #500", set()),
        ("一升的", {"capacity is 1000ml"}),
        ("半升不锈钢", {"capacity is 500ml", "material is stainless steel"}),
        ("至少750毫升", {"capacity >= 750ml"}),
        ("最大的", {"capacity max"}),
    ],
)
def test_amounts_are_values_and_bounds(text: str, meant: set[str]) -> None:
    assert bounds(read(BOTTLES, "750-glass", text)) == meant


def test_more_than_an_amount_is_above_it() -> None:
    assert "capacity > 500ml" in bounds(read(BOTTLES, "750-glass", "bigger than 500 ml"))
    assert "capacity < 750ml" in bounds(read(BOTTLES, "1000-steel", "smaller than 750ml"))


@pytest.mark.parametrize(
    ("has", "text", "meant"),
    [
        ("black-black", "red frame", {"frame color is red"}),
        ("black-black", "green lens", {"lens color is green"}),
        ("red-green", "black lens", {"lens color is black"}),
        ("red-green", "black frame", {"frame color is black"}),
        (
            "red-green",
            "frame black and lens black",
            {"frame color is black", "lens color is black"},
        ),
        ("red-black", "in black", {"frame color is black"}),  # the lens is so already
        ("red-green", "镜框颜色要黑色", {"frame color is black"}),
        ("red-green", "镜片颜色黑色", {"lens color is black"}),
    ],
)
def test_a_value_of_two_attributes_is_meant_of_the_one_beside_it(
    has: str, text: str, meant: set[str]
) -> None:
    assert bounds(read(GLASSES, has, text)) == meant


@pytest.mark.parametrize(
    ("has", "text", "meant"),
    [
        ("yes-white", "not waterproof", {"waterproof is no"}),
        ("no-white", "waterproof please", {"waterproof is yes"}),
        ("yes-white", "no backlight", {"backlight is none"}),
        ("yes-white", "without a backlight", {"backlight is none"}),
        ("no-white", "waterproof, no backlight", {"waterproof is yes", "backlight is none"}),
        ("yes-none", "with a white backlight", {"backlight is white"}),
        ("yes-white", "不防水的", {"waterproof is no"}),
        ("no-white", "要防水的", {"waterproof is yes"}),
        ("yes-white", "不要背光", {"backlight is none"}),
    ],
)
def test_what_a_thing_has_or_not_is_said_by_its_name(has: str, text: str, meant: set[str]) -> None:
    assert bounds(read(RADIOS, has, text)) == meant


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("blue", "black"), {"color is black"}),
        (("blue", "size L"), {"color is blue", "size is L"}),
        (("blue L", "colour doesn't matter"), {"size is L"}),
        (("colour doesn't matter", "black"), {"color is black"}),
        (("blue or black", "blue"), {"color is blue"}),
        (("blue", "thanks"), {"color is blue"}),
        (("蓝色", "还是黑色吧"), {"color is black"}),
    ],
)
def test_the_latest_word_about_an_attribute_counts(texts: tuple[str, ...], meant: set[str]) -> None:
    assert shirt(*texts) == meant


def test_what_she_takes_any_of_is_forgotten_once_it_is_named() -> None:
    assert read(SHIRTS, "red-M", "colour doesn't matter", "black").any == frozenset()
    assert read(SHIRTS, "red-M", "blue L", "actually any size").any == {"size"}


@pytest.mark.parametrize(
    ("text", "rest_same", "exactly"),
    [
        ("everything else the same, just blue", True, False),
        ("blue, otherwise the same", True, False),
        ("别的不变，蓝色", True, False),
        ("blue, only exactly that", False, True),
        ("blue or nothing", False, True),
        ("蓝色，没有就算了", False, True),
        ("blue", False, False),
    ],
)
def test_how_strict_she_is_is_said_beside_it(text: str, rest_same: bool, exactly: bool) -> None:
    found = read(SHIRTS, "red-M", text)
    assert (found.rest_same, found.exactly) == (rest_same, exactly)
    assert "color is blue" in bounds(found)


def test_a_variant_may_be_named_by_its_id() -> None:
    assert read(SHIRTS, "red-M", "please change it to BLACK-L").ids == ("black-L",)
    assert read(SHIRTS, "red-M", "red-M is what I have").ids == ()
    assert read(SHIRTS, "red-M", "xblack-L").ids == ()


def test_without_what_she_has_nothing_is_compared() -> None:
    found = read(SHIRTS, "", "a bigger one in blue")
    assert bounds(found) == {"color is blue"}


def test_an_empty_wish_is_empty() -> None:
    assert read(SHIRTS, "red-M", "can I change it?").is_empty
    assert read(SHIRTS, "red-M", "colour doesn't matter").is_empty
    assert not read(SHIRTS, "red-M", "blue").is_empty


def test_the_operators_are_those_of_wants() -> None:
    (want,) = read(SHIRTS, "red-M", "not red").wants
    assert (want.attribute, want.op, want.value) == ("color", Op.NOT, "red")


@pytest.mark.parametrize(
    "text",
    [
        "x" * LONG,
        "blue " * (LONG // 5),
        "not " * (LONG // 4),
        "bigger " * (LONG // 7),
        "500 ml " * (LONG // 7),
        "else blue " * (LONG // 10),
        "the same size, " * (LONG // 15),
        "红色" * (LONG // 2),
        "，" * LONG,
        "1," * (LONG // 2),
        " " * LONG,
    ],
    ids=lambda text: str(text[:9]),
)
def test_a_long_text_is_read_to_its_end(text: str) -> None:
    assert read(SHIRTS, "red-M", text).ids == ()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_typed_is_read(seed: int) -> None:
    chance = Random(seed)
    words = WORDS.split()
    for shelf, has in ((SHIRTS, "red-M"), (BOTTLES, "750-glass"), (GLASSES, "black-black")):
        options = options_of(shelf, SCALES)
        for _ in range(30):
            joint = chance.choice(("", " "))
            found = read(shelf, has, joint.join(chance.choices(words, k=chance.randint(0, 25))))
            for want in found.wants:
                assert want.attribute in {"", "price", *options.values}
