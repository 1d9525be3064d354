"""The things that a message sets side by side."""

from dataclasses import replace

import pytest

from agent.agenda import Agenda
from agent.together import together_of, with_compared
from agent.turn import Wish
from knowledge.reference import Op, Ref, Want
from skills.skill import Entity
from tests.skills.conftest import See

LISTED = tuple(Entity("product", one, one) for one in ("kettle", "grinder", "tent", "mug"))


def wish(words: str, do: str = "compare_products", ask: str = "") -> Wish:
    return Wish(do, Ref("product", (Want("words", Op.IS, words),)), ask=ask)


def found(view: See, words: str, agenda: Agenda, do: str = "compare_products") -> list[list[str]]:
    together = together_of(wish(words, do), agenda, view("kettles", "ada", "en"))
    return [[product.id for product in group] for group in together.groups]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("compare the first two", ["kettle", "grinder"]),
        ("the first and the third", ["kettle", "tent"]),
        ("前两个哪个好", ["kettle", "grinder"]),
        ("第二个和第四个有什么区别", ["grinder", "mug"]),
        ("compare them all", ["kettle", "grinder", "tent", "mug"]),
        ("the tent or the mug", ["tent", "mug"]),
    ],
)
def test_of_a_list_those_that_she_points_at(view: See, words: str, ids: list[str]) -> None:
    agenda = replace(Agenda(), listed=LISTED, focus=LISTED)
    assert found(view, words, agenda) == [[one] for one in ids]


def test_there_is_no_fifth_of_four(view: See) -> None:
    agenda = replace(Agenda(), listed=LISTED, focus=LISTED)
    assert found(view, "compare the first and the fifth", agenda) == []


def test_what_is_in_hand_is_held_against_what_she_names(view: See) -> None:
    agenda = replace(Agenda(), focus=LISTED[:1])
    assert found(view, "how does it differ from the mug", agenda) == [["kettle"], ["mug"]]
    assert found(view, "does it fit the tent", agenda, "product_details") == [["kettle"], ["tent"]]


def test_two_values_of_the_thing_in_hand_are_its_variants(view: See) -> None:
    agenda = replace(Agenda(), focus=(Entity("product", "coffee", "coffee"),))
    assert found(view, "the 250 g or the 1 kg", agenda) == [["coffee"]]


def test_what_a_joining_word_cut_off_is_put_back() -> None:
    halves = (wish("compare the kettle"), wish("and the red enamel mug", "product_details"))
    (whole,) = with_compared(halves, ("product_details",))
    assert whole.words == "compare the kettle and the red enamel mug"


def test_a_question_beside_a_comparison_stays_one() -> None:
    two = (wish("compare the kettle and the mug"), wish("is the tent in stock", "check_stock"))
    assert with_compared(two, ("check_stock",)) == two


def test_a_wish_of_an_earlier_message_takes_nothing_in() -> None:
    old = wish("compare the kettle")
    two = (old, wish("and the mug", "find_product"))
    assert with_compared(two, ("find_product",), waiting=(old,)) == two
