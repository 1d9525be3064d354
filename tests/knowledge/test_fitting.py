"""The variant that fits best what is wanted, and what stands in the way."""

from collections.abc import Sequence
from random import Random

import pytest

from knowledge.amounts import plain_text
from knowledge.fitting import Fit, fit, is_met
from knowledge.goods import Variant
from knowledge.options import options_of
from knowledge.scales import Scales
from knowledge.wanted import wanted
from tests.knowledge.wardrobe import BOTTLES, GLASSES, LAMPS, RADIOS, SHIRTS

SCALES = Scales.read()
WORDS = "blue red L S not any bigger cheapest 1 l at least 500 ml black frame , usb too bright no"
SHELVES = {
    "shirts": SHIRTS,
    "lamps": LAMPS,
    "bottles": BOTTLES,
    "glasses": GLASSES,
    "radios": RADIOS,
}


def fitted(
    shelf: tuple[Variant, ...], has: str, *texts: str, among: Sequence[Variant] | None = None
) -> Fit:
    """What fits who has one of the variants, among the others."""
    of = next((variant for variant in shelf if variant.id == has), None)
    options = options_of(shelf, SCALES)
    others = [variant for variant in shelf if variant.id != has] if among is None else among
    return fit(wanted(map(plain_text, texts), options, of), options, others, of)


def best(shelf: tuple[Variant, ...], has: str, *texts: str) -> list[str]:
    return [variant.id for variant in fitted(shelf, has, *texts).best]


def met(has: str, *texts: str) -> bool:
    options = options_of(SHIRTS, SCALES)
    (of,) = (variant for variant in SHIRTS if variant.id == has)
    return is_met(wanted(map(plain_text, texts), options, of), options, of)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("blue", ["blue-M"]),  # the size stays
        ("size L", ["red-L"]),  # the colour stays
        ("blue S", ["blue-S"]),
        ("not red", ["blue-M", "black-M"]),
        ("the same but in black", ["black-M"]),
        ("blue instead of red", ["blue-M"]),
        ("a bigger one", ["red-L"]),
        ("too big", ["red-S"]),
        ("the biggest black one", ["black-L"]),
        ("the cheapest", ["red-S"]),
        ("the cheapest blue one", ["blue-S"]),
        ("under 11 dollars", ["red-S"]),
        ("colour doesn't matter, just S", ["red-S"]),  # what does not matter stays, too
        ("black or blue", ["black-M"]),
        ("black, else blue", ["black-M"]),
        ("change it to black-L", ["black-L"]),
        ("蓝色", ["blue-M"]),
        ("太小了", ["red-L"]),
        ("别的不变，黑色", ["black-M"]),
    ],
)
def test_who_has_a_red_m_gets(text: str, found: list[str]) -> None:
    assert best(SHIRTS, "red-M", text) == found


@pytest.mark.parametrize(
    ("shelf", "has", "text", "found"),
    [
        (LAMPS, "medium-battery", "too bright", ["low-battery"]),
        (LAMPS, "low-battery", "brighter", ["medium-battery", "high-battery"]),
        (LAMPS, "low-battery", "the brightest", ["high-battery"]),
        (LAMPS, "low-battery", "usb, as bright as it is", ["low-USB"]),
        (BOTTLES, "750-glass", "half a litre", ["500-glass"]),
        (BOTTLES, "750-glass", "at least 750 ml", ["1000-steel"]),
        (BOTTLES, "500-steel", "glass, at most 750 ml", ["500-glass"]),  # as near as can be
        (SHIRTS, "red-M", "blue but no L", ["blue-M"]),
        (SHIRTS, "red-M", "ideally black, size S", ["black-M"]),
        (BOTTLES, "500-glass", "bigger than 500 ml", ["750-glass"]),
        (BOTTLES, "500-glass", "bigger, in steel", ["1000-steel"]),
        (GLASSES, "red-green", "black lens", ["red-black"]),
        (GLASSES, "red-green", "black frame", ["black-green"]),
        (GLASSES, "red-black", "in black", ["black-black"]),
        (RADIOS, "yes-white", "no backlight", ["yes-none"]),
        (RADIOS, "yes-white", "not waterproof", ["no-white"]),
        (RADIOS, "no-none", "防水的", ["yes-none"]),
    ],
)
def test_what_fits_of_other_things(
    shelf: tuple[Variant, ...], has: str, text: str, found: list[str]
) -> None:
    assert best(shelf, has, text) == found


def test_where_nothing_fits_alone_the_want_is_named_that_keeps_all_out() -> None:
    none = fitted(SHIRTS, "red-L", "bigger and blue")
    assert none.best == ()
    assert [want.attribute for want in none.blocking] == ["size"]


def test_where_nothing_fits_together_each_concession_is_told() -> None:
    none = fitted(SHIRTS, "red-M", "black in S")
    assert (none.best, none.blocking) == ((), ())
    assert [(want.value, variant.id) for want, variant in none.near] == [
        ("black", "red-S"),
        ("S", "black-M"),
    ]


def test_among_nothing_nothing_fits_and_nothing_is_near() -> None:
    none = fitted(SHIRTS, "red-M", "blue", among=[])
    assert (none.best, none.near) == ((), ())
    assert [want.value for want in none.blocking] == ["blue"]


def test_what_is_sold_out_is_left_out_by_who_asks() -> None:
    there = [variant for variant in SHIRTS if variant.id not in ("red-M", "blue-M")]
    found = fitted(SHIRTS, "red-M", "blue", among=there)
    assert [variant.id for variant in found.best] == ["blue-S", "blue-L"]
    assert found.changed == ("size",)


def test_of_an_else_the_second_is_taken_where_the_first_is_gone() -> None:
    there = [variant for variant in SHIRTS if "black" not in variant.id and variant.id != "red-M"]
    found = fitted(SHIRTS, "red-M", "black, else blue", among=there)
    assert [variant.id for variant in found.best] == ["blue-M"]
    assert found.given_up == ()


def test_a_preference_that_none_meets_is_given_up_and_told() -> None:
    there = [variant for variant in SHIRTS if "black" not in variant.id and variant.id != "red-M"]
    found = fitted(SHIRTS, "red-M", "black if possible. It must be L", among=there)
    assert [variant.id for variant in found.best] == ["red-L"]  # then the colour stays
    assert [want.value for want in found.given_up] == ["black"]


def test_preferences_are_given_up_from_the_last() -> None:
    said = "size S ideally and black. Drop the {} before you drop the {}"
    assert {one[-1] for one in best(SHIRTS, "red-M", said.format("black", "S"))} == {"S"}
    assert {one[:5] for one in best(SHIRTS, "red-M", said.format("S", "black"))} == {"black"}


def test_what_changes_unasked_is_told() -> None:
    assert fitted(BOTTLES, "750-glass", "1 l").changed == ("material",)
    assert fitted(BOTTLES, "750-glass", "1 l in steel").changed == ()
    assert fitted(BOTTLES, "750-glass", "the biggest").changed == ()  # she wants it whatever it is


def test_what_she_only_wants_left_as_it_is_gives_way_to_what_she_asks_for() -> None:
    found = fitted(BOTTLES, "750-glass", "everything else the same, 1 l")
    assert [variant.id for variant in found.best] == ["1000-steel"]
    assert found.changed == ("material",)


def test_what_is_named_to_stay_does_not_give_way() -> None:
    none = fitted(BOTTLES, "750-glass", "1 l, same material")
    assert none.best == ()
    assert {variant.id for _, variant in none.near} == {"1000-steel", "500-glass"}


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("red", True),
        ("size M", True),
        ("red in M", True),
        ("not blue", True),
        ("blue", False),
        ("a bigger one", False),
        ("the biggest", False),
        ("red, any size", False),
        ("red-L", False),
    ],
)
def test_what_she_has_may_be_all_that_is_wanted(text: str, is_so: bool) -> None:
    assert met("red-M", text) is is_so


@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize("seed", range(3))
def test_what_fits_is_one_of_those_that_are_there(shelf: str, seed: int) -> None:
    chance, every = Random(seed), SHELVES[shelf]
    words = WORDS.split()
    for _ in range(60):
        has = chance.choice(every)
        there = [variant for variant in every if variant != has and chance.random() < 0.7]
        text = " ".join(chance.choices(words, k=chance.randint(1, 8)))
        found = fitted(every, has.id, text, among=there)
        assert set(found.best) <= set(there)
        assert {variant for _, variant in found.near} <= set(there)
        assert not (found.best and found.near)


@pytest.mark.parametrize("shelf", SHELVES)
def test_more_choice_never_loses_what_fits(shelf: str) -> None:
    every = SHELVES[shelf]
    text = "blue, black frame, at least 750 ml, brighter, waterproof"
    fits_first = fitted(every, every[0].id, text, among=every[1:3]).best
    assert not fits_first or fitted(every, every[0].id, text, among=every[1:]).best
