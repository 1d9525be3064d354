"""What a skill's parameters are filled with: found late, in one customer's view."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from agent.agenda import Agenda
from agent.slots import arguments
from agent.turn import Wish
from knowledge.goods import Product
from knowledge.people import PaymentMethod
from knowledge.purchase import Order
from knowledge.reference import Op, Ref, Want
from knowledge.resolve import OwnLine
from knowledge.search import Hit
from knowledge.shop import View
from knowledge.write import Piece
from skills.skill import Asked, Entity, Level, Needs, NotFound, Outcome, Refused, Told
from tests.agent.conftest import FreshShop
from tests.agent.two_pending import two_pending
from tests.agent.two_pending import wish as change
from tests.skills.conftest import See

NUMBER, PLACE, WORDS = "number", "place", "words"


@dataclass(frozen=True)
class Everything:
    """A skill that wants all there is to be found."""

    level = Level.ANONYMOUS

    def __call__(
        self,
        view: View,
        asked: Asked,
        orders: tuple[Order, ...],
        lines: tuple[OwnLine, ...],
        hits: tuple[Hit, ...],
        products: tuple[Product, ...],
    ) -> Outcome:
        return Told(())


@dataclass(frozen=True)
class SendBack:
    """A skill that changes something of one order."""

    level = Level.CLAIMED
    writes = "return_items"

    def __call__(
        self, view: View, order: Order, items: tuple[Piece, ...], refund_to: PaymentMethod
    ) -> Outcome:
        return Told(())


@dataclass(frozen=True)
class Odd:
    """A skill with a parameter that nobody can fill."""

    level = Level.ANONYMOUS

    def __call__(self, view: View, colour: float) -> Outcome:
        return Told(())


def want(attribute: str, value: str | Decimal) -> Want:
    return Want(attribute, Op.IS, value)


def order_wish(*wants: Want, words: str = "where is it", take: Any = "one") -> Wish:
    return Wish("x", Ref("order", (*wants, want(WORDS, words)), take), ask="where tracking")


def product_wish(words: str, *wants: Want) -> Wish:
    return Wish("x", Ref("product", (*wants, want(WORDS, words))))


def filled(wish: Wish, view: View, *focus: Entity) -> dict[str, Any]:
    found = arguments(Everything(), wish, Agenda(focus=focus), view)
    assert not isinstance(found, Needs | NotFound | Refused)
    return dict(found)


def orders(wish: Wish, view: View, *focus: Entity) -> list[str]:
    return [order.id for order in filled(wish, view, *focus)["orders"]]


def products(wish: Wish, view: View, *focus: Entity) -> list[str]:
    return [product.id for product in filled(wish, view, *focus)["products"]]


def shown(kind: Any, *ids: str) -> tuple[Entity, ...]:
    return tuple(Entity(kind, one, one) for one in ids)


def test_all_of_hers_are_meant_where_nothing_is_said(view: See) -> None:
    assert orders(order_wish(), view("kettles", "ada")) == ["#1003", "#1001"]


@pytest.mark.parametrize("typed", ["#1003", "1003", "＃１００３", "# 1003"])
def test_a_number_finds_her_order_however_it_is_typed(view: See, typed: str) -> None:
    assert orders(order_wish(want(NUMBER, typed)), view("kettles", "ada")) == ["#1003"]


@pytest.mark.parametrize("number", ["#1002", "#9999"])
def test_a_number_that_is_not_hers_is_not_found(view: See, number: str) -> None:
    wish = order_wish(want(NUMBER, number))
    found = arguments(Everything(), wish, Agenda(), view("kettles", "ada"))
    assert isinstance(found, NotFound)
    assert found.what.kind == "order"


def test_it_is_the_order_that_was_spoken_of(view: See) -> None:
    focus = shown("order", "#1003")
    assert orders(order_wish(words="where is it"), view("kettles", "ada"), *focus) == ["#1003"]


def test_what_is_said_of_an_order_goes_before_what_was_spoken_of(view: See) -> None:
    wish = order_wish(want("stage", "open"), words="the pending one")
    assert orders(wish, view("kettles", "ada"), *shown("order", "#1003")) == ["#1001"]


def test_several_orders_that_were_spoken_of_are_no_it(view: See) -> None:
    focus = shown("order", "#1001", "#1003")
    assert len(orders(order_wish(), view("kettles", "ada"), *focus)) == 2


def test_all_orders_are_meant_whatever_was_spoken_of(view: See) -> None:
    wish = order_wish(words="all my orders", take="all")
    found = orders(wish, view("kettles", "ada"), *shown("order", "#1003"))
    assert found == ["#1003", "#1001"]


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, "#1001"), (2, "#1003"), (-1, "#1003")],
)
def test_a_place_is_one_of_the_orders_shown(view: See, place: int, order: str) -> None:
    focus = shown("order", "#1001", "#1003")
    wish = order_wish(want(PLACE, Decimal(place)))
    assert orders(wish, view("kettles", "ada"), *focus) == [order]


def test_an_order_of_somebody_else_in_focus_gives_nothing_away(view: See) -> None:
    found = orders(order_wish(), view("kettles", "ada"), *shown("order", "#1002"))
    assert found == ["#1003", "#1001"]


def test_a_visitor_has_no_orders(view: See) -> None:
    assert orders(order_wish(), view("kettles")) == []


def test_the_lines_that_the_words_speak_of_are_found(view: See) -> None:
    lines = filled(order_wish(words="the mug of my order"), view("kettles", "ada"))["lines"]
    assert {(own.order.id, own.line.id) for own in lines} == {
        ("#1001", "mug-350"),
        ("#1003", "mug-350"),
    }


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("is the gooseneck kettle in stock", ["kettle"]),
        ("帐篷多少钱", ["tent"]),
        ("the KT-750", ["kettle"]),
    ],
)
def test_a_product_that_is_named_is_found(view: See, words: str, named: list[str]) -> None:
    assert products(product_wish(words), view("kettles")) == named


def test_it_is_the_product_that_was_spoken_of(view: See) -> None:
    focus = shown("product", "mug")
    assert products(product_wish("how much is it"), view("kettles"), *focus) == ["mug"]


def test_a_named_product_goes_before_the_one_that_was_spoken_of(view: See) -> None:
    focus = shown("product", "mug")
    assert products(product_wish("and the tent?"), view("kettles"), *focus) == ["tent"]


@pytest.mark.parametrize(("place", "product"), [(1, "mug"), (2, "tent"), (-1, "coffee")])
def test_a_place_is_one_of_the_products_shown(view: See, place: int, product: str) -> None:
    wish = product_wish("how much is that one", want(PLACE, Decimal(place)))
    focus = shown("product", "mug", "tent", "coffee")
    assert products(wish, view("kettles"), *focus) == [product]


def test_a_wish_about_an_earlier_clause_is_about_its_product(view: See) -> None:
    wish = product_wish("is it in stock", want("of", "do you have a kettle"))
    assert products(wish, view("kettles")) == ["kettle"]


def test_what_names_nothing_finds_no_product(view: See) -> None:
    assert products(product_wish("how much is it"), view("kettles")) == []


def test_the_hits_are_those_that_fit_best(view: See) -> None:
    hits = filled(product_wish("a tent"), view("kettles"))["hits"]
    assert hits[0].product.id == "tent"


def test_what_is_asked_for_is_handed_on_in_her_words(view: See) -> None:
    asked = filled(order_wish(words="where is it"), view("kettles", "ada"))["asked"]
    assert asked.words == "where is it"
    assert asked.about == ("where", "tracking")
    assert asked.ref.kind == "order"


def test_an_answer_is_handed_on_with_its_question(view: See) -> None:
    wish = product_wish("the second one", want("question", "is it in stock"))
    assert filled(wish, view("kettles"))["asked"].words == "is it in stock the second one"


def test_a_parameter_that_nobody_can_fill_is_an_error(view: See) -> None:
    with pytest.raises(TypeError, match=r"Odd\.colour is a <class 'float'>; a slot is one of"):
        arguments(Odd(), order_wish(), Agenda(), view("kettles"))


def sending_back(view: View, text: str, number: str) -> Any:
    return arguments(SendBack(), change("return_items", f"{text} {number}"), Agenda(), view)


def test_what_hangs_on_an_order_is_found_in_the_order_that_was_found(
    fresh_shop: FreshShop,
) -> None:
    her = two_pending(fresh_shop).view("ada", "en")
    found = sending_back(her, "return the coffee to my visa, from", "#1003")
    assert found["order"].id == "#1003"
    assert found["items"] == (Piece("coffee-250", "coffee-250", 2),)
    assert found["refund_to"].id == "credit_card_2"


@pytest.mark.parametrize(
    ("text", "number", "outcome"),
    [
        ("return the coffee from", "#1002", NotFound),  # somebody else's
        ("return the kettle from", "#1001", Refused),  # not delivered
        ("return something from", "#1003", Needs),  # what?
        ("return the coffee from", "#1003", Needs),  # where shall the money go?
    ],
)
def test_what_is_missing_for_a_change_is_an_outcome(
    fresh_shop: FreshShop, text: str, number: str, outcome: type[Outcome]
) -> None:
    her = two_pending(fresh_shop).view("ada", "en")
    assert isinstance(sending_back(her, text, number), outcome)


def test_the_first_thing_that_is_missing_is_asked_for(fresh_shop: FreshShop) -> None:
    her = two_pending(fresh_shop).view("ada", "en")
    needs = sending_back(her, "return something from", "#1003")
    assert needs.slot == "items"
