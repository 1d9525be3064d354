"""What pieces of an order shall become, or the question that is left."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from agent.swap_slots import swaps_of
from agent.turn import Wish
from agent.understanding.changes import change_wish
from agent.understanding.references import mentions
from knowledge.goods import Language
from knowledge.reference import Op, Ref, Want
from knowledge.shop import Shop, View
from knowledge.write import Swap
from skills.skill import Needs, Refused
from tests.knowledge.wardrobe import BOTTLE, LAMP, SHIRT, wardrobe
from tests.skills.conftest import See, open_home, plain_policy
from tests.skills.proposals import one
from tests.skills.swap_shops import swaps as two_swap_shops

swaps = two_swap_shops


@pytest.fixture(scope="module")
def wardrobe_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    shop = open_home(tmp_path_factory.mktemp("wardrobe"), wardrobe(), plain_policy())
    yield shop
    shop.records.close()
    shop.catalogue.close()


@pytest.fixture(scope="module")
def her(wardrobe_shop: Shop) -> View:
    return wardrobe_shop.view("ada", "en")


def wish(text: str, *told: Want) -> Wish:
    """A wish for another version, and what she answered to questions about it."""
    named = mentions(text, order_shapes=frozenset({"#9999"}))
    made = change_wish("change_order_items", text, named)
    before = made.to.wants if isinstance(made.to, Ref) else ()
    return replace(made, to=Ref("variant", (*before, *told)))


def picks(id: str) -> Want:
    """A choice that she clicked."""
    return Want("number", Op.IS, id)


def says(text: str) -> Want:
    return Want("words", Op.IS, text)


def becomes(her: View, text: str, *told: Want, order: str = "#2001") -> dict[str, str]:
    """The new variant of each line."""
    found = swaps_of(wish(text, *told), one(her, order), her)
    assert isinstance(found, tuple), found
    return {swap.line: swap.new for swap in found}


def asked(her: View, text: str, *told: Want, order: str = "#2001") -> Needs:
    found = swaps_of(wish(text, *told), one(her, order), her)
    assert isinstance(found, Needs), found
    return found


def because(needs: Needs) -> str:
    return needs.because.wording if needs.because else ""


def choices(needs: Needs) -> list[str]:
    return [choice.id for choice in needs.choices]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("change the shirt to blue", {SHIRT: "blue-M"}),
        ("make it blue", {SHIRT: "blue-M"}),
        ("change the shirt to blue and the lamp to usb", {SHIRT: "blue-M", LAMP: "medium-USB"}),
        ("a) shirt in blue b) lamp with usb", {SHIRT: "blue-M", LAMP: "medium-USB"}),
        ("the shirt in blue. The lamp stays as it is.", {SHIRT: "blue-M"}),
        ("the shirt like my other one", {SHIRT: "blue-L"}),
        ("change the lamp to the brightest one", {LAMP: "high-USB"}),  # the other is sold out
        ("the lamp is too bright", {LAMP: "low-battery"}),
        ("change it to blue-L", {SHIRT: "blue-L"}),
        ("the shirt in L or nothing", {SHIRT: "red-L"}),
        ("衬衫换成蓝色，台灯换成USB的", {SHIRT: "blue-M", LAMP: "medium-USB"}),
        ("台灯太亮了", {LAMP: "low-battery"}),
    ],
)
def test_lines_become_what_fits(her: View, text: str, new: dict[str, str]) -> None:
    assert becomes(her, text) == new


def test_a_swap_says_what_it_takes_the_place_of(her: View) -> None:
    found = swaps_of(wish("change the shirt to blue"), one(her, "#2001"), her)
    assert found == (Swap(SHIRT, SHIRT, "blue-M", 1),)


@pytest.mark.parametrize("text", ["change something please", "I picked the wrong options"])
def test_which_thing_is_asked_where_nothing_tells_it(her: View, text: str) -> None:
    needs = asked(her, text)
    assert needs.slot == "items"
    assert choices(needs) == [SHIRT, LAMP, BOTTLE]
    assert needs.choices[0].title == "Linen shirt (red, M)"


@pytest.mark.parametrize("text", ["change the shirt", "the shirt in red", "change the red shirt"])
def test_what_it_shall_become_is_asked_with_all_it_comes_in(her: View, text: str) -> None:
    needs = asked(her, text)
    assert (needs.slot, because(needs), choices(needs)) == ("option", "which_2", [])
    assert needs.because is not None
    assert [fact.value for fact in needs.because.facts] == [
        *("Linen shirt", "color", "red, blue, black", "size", "S, L, M"),
    ]


def test_few_ways_are_choices_with_the_cheapest_first(her: View) -> None:
    needs = asked(her, "change the lamp")
    assert choices(needs) == ["low-battery", "low-USB", "medium-USB", "high-USB"]


@pytest.mark.parametrize(
    ("text", "order", "wording", "offered"),
    [
        ("too dim", "#2003", "several_fit", ["medium-USB", "high-USB"]),
        ("the bottle in 1 l glass", "#2001", "none_together", ["500-glass", "1000-steel"]),
        ("lamp in high with battery", "#2001", "variant_sold_out", ["low-battery", "high-USB"]),
        ("the bottle in steel", "#2001", "not_just_so", ["500-steel", "1000-steel"]),
    ],
)
def test_what_stands_in_the_way_is_told_with_what_is_near(
    her: View, text: str, order: str, wording: str, offered: list[str]
) -> None:
    needs = asked(her, text, order=order)
    assert because(needs) == wording
    assert sorted(choices(needs)) == sorted(offered)


def test_what_there_is_not_at_all_is_told(her: View) -> None:
    needs = asked(her, "the water bottle smaller than 500 ml")
    # A bound is no value of the shop's that could be told as a fact.
    assert because(needs) == "none_like_that"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_wishes_are_told_in_her_language(wardrobe_shop: Shop, language: Language) -> None:
    needs = asked(wardrobe_shop.view("ada", language), "the bottle in 1 l glass")
    assert needs.because is not None
    expected = {"en": "1000ml, glass", "zh": "1000ml、玻璃"}
    assert needs.because.facts[1].value == expected[language]


def test_who_wants_only_that_gets_nothing_else(her: View) -> None:
    found = swaps_of(wish("the bottle in 1 l glass or nothing"), one(her, "#2001"), her)
    assert isinstance(found, Refused)
    assert found.rule == "none_left"


def test_of_several_things_the_rest_is_changed_where_one_may_stay(her: View) -> None:
    text = "the bottle in 1 l glass or nothing. The shirt in blue."
    assert becomes(her, text) == {SHIRT: "blue-M"}


@pytest.mark.parametrize("text", ["change something", "change the shirt", "the shirt in black S"])
def test_a_choice_decides(her: View, text: str) -> None:
    assert becomes(her, text, picks("blue-S")) == {SHIRT: "blue-S"}


def test_the_last_choice_counts(her: View) -> None:
    assert becomes(her, "change the shirt", picks("blue-S"), picks("black-L")) == {SHIRT: "black-L"}


def test_what_she_has_is_no_choice(her: View) -> None:
    assert because(asked(her, "change the shirt", picks(SHIRT))) == "which_2"


def test_an_answer_in_words_is_read_with_what_was_said_before(her: View) -> None:
    assert becomes(her, "change the shirt", says("blue, size S")) == {SHIRT: "blue-S"}
    assert becomes(her, "the shirt in blue", says("no, in black")) == {SHIRT: "black-M"}


@pytest.mark.parametrize("text", ["make it purple and round", "asdf", "？？？", ""])
def test_what_is_not_understood_is_asked(her: View, text: str) -> None:
    assert asked(her, text).slot == "items"


def test_a_shop_with_lists_exchanges_for_another_product(swaps: See) -> None:
    seen = swaps("heaters", "U01", "zh")
    assert becomes(seen, "换成50升的", order="880009") == {"h60": "h50"}
    needs = asked(seen, "我想换一台", order="880009")
    assert (because(needs), choices(needs)) == ("targets", ["h50", "h80"])
    assert becomes(seen, "我想换一台", picks("h80"), order="880009") == {"h60": "h80"}
