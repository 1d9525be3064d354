"""Which order a change is about, and which pieces of it, from all that was said in turn."""

from dataclasses import replace

import pytest

from knowledge.meant import orders_meant, pieces_meant
from knowledge.purchase import Line, Order
from knowledge.reference import Op, Ref, Want
from knowledge.shop import View
from tests.skills.conftest import See, shops, view
from tests.skills.outcomes import hers

__all__ = ["shops", "view"]


def said(*parts: str) -> Ref:
    """What was said of the things: "not x" takes away, "only x" starts anew."""
    wants = []
    for part in parts:
        attribute = "only" if part.startswith("only ") else "words"
        op = Op.NOT if part.startswith("not ") else Op.IS
        wants.append(Want(attribute, op, part.removeprefix("only ").removeprefix("not ")))
    return Ref("line", tuple(wants))


def order_said(text: str, *wants: Want, but: tuple[Ref, ...] = ()) -> Ref:
    return Ref("order", (*wants, Want("words", Op.IS, text)), but=but)


def order(seen: View, number: str) -> Order:
    return hers(seen, [number])[0]


def meant(seen: View, number: str, *parts: str) -> dict[str, int]:
    found = pieces_meant(said(*parts), order(seen, number), seen)
    assert found.unclear == ()
    return {piece.line: piece.quantity for piece in found.pieces}


def found(seen: View, of: Ref | None, items: Ref | None = None) -> list[str]:
    return [one.id for one in orders_meant(of, items, seen)]


def two_mugs(seen: View) -> Order:
    """An order with a black and a white kettle and with three mugs."""
    base = order(seen, "#1001")
    kettle, mug = base.lines
    white = replace(kettle, id="kettle-white", variant="kettle-white", attributes=())
    lines: tuple[Line, ...] = (kettle, white, replace(mug, quantity=3))
    return replace(base, lines=lines)


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("send the mug back",), {"mug-350": 1}),
        (("the kettle and the mug",), {"kettle-black": 1, "mug-350": 1}),
        (("the kettle", "and the mug too"), {"kettle-black": 1, "mug-350": 1}),
        (("everything",), {"kettle-black": 1, "mug-350": 1}),
        (("everything", "not the kettle"), {"mug-350": 1}),
        (("the kettle and the mug", "not the mug"), {"kettle-black": 1}),
        (("the kettle and the mug", "only the mug"), {"mug-350": 1}),
        (("the mug", "not the mug", "the kettle"), {"kettle-black": 1}),
        (("only everything",), {"kettle-black": 1, "mug-350": 1}),
        (("the tent",), {}),  # not in this order
        ((), {}),
        (("把杯子退了",), {"mug-350": 1}),
        (("全部退掉", "not 水壶"), {"mug-350": 1}),
    ],
)
def test_what_is_named_is_meant(view: See, parts: tuple[str, ...], lines: dict[str, int]) -> None:
    assert meant(view("kettles", "ada"), "#1001", *parts) == lines


def test_only_without_a_thing_starts_nothing_anew(view: See) -> None:
    assert meant(view("kettles", "ada"), "#1001", "the mug", "only please") == {"mug-350": 1}


def test_a_line_that_was_picked_is_meant(view: See) -> None:
    seen = view("kettles", "ada")
    picked = Ref("line", (Want("line", Op.IS, "mug-350"),))
    assert [p.line for p in pieces_meant(picked, order(seen, "#1001"), seen).pieces] == ["mug-350"]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("the coffee", 2), ("one of the coffees", 1), ("two bags of coffee", 2), ("5 coffees", 2)],
)
def test_all_pieces_of_a_line_are_meant_unless_a_number_is_said(
    view: See, text: str, quantity: int
) -> None:
    assert meant(view("kettles", "ada"), "#1003", text) == {"coffee-250": quantity}


def test_pieces_say_what_was_ordered(view: See) -> None:
    seen = view("kettles", "ada")
    (piece,) = pieces_meant(said("the coffee"), order(seen, "#1003"), seen).pieces
    assert (piece.line, piece.variant, piece.quantity) == ("coffee-250", "coffee-250", 2)


def test_between_two_lines_that_fit_she_has_to_choose(view: See) -> None:
    seen = view("kettles", "ada")
    result = pieces_meant(said("the kettle"), two_mugs(seen), seen)
    assert result.pieces == ()
    assert [own.line.id for own in result.unclear] == ["kettle-black", "kettle-white"]


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("the black one", ["kettle-black"]),
        ("both", ["kettle-black", "kettle-white"]),
        ("all of them", ["kettle-black", "kettle-white"]),
    ],
)
def test_a_choice_between_lines_is_answered_by_a_trait(
    view: See, answer: str, lines: list[str]
) -> None:
    seen = view("kettles", "ada")
    result = pieces_meant(said("the kettle", answer), two_mugs(seen), seen)
    assert result.unclear == ()
    assert [piece.line for piece in result.pieces] == lines


def test_what_names_the_order_names_no_thing_to_do_something_with(view: See) -> None:
    text = "from the order with the kettle I want to return the mug"
    assert meant(view("kettles", "ada"), "#1001", text) == {"mug-350": 1}


@pytest.mark.parametrize(
    "text",
    [
        "return the mug from the kettle order",
        pytest.param(
            "装着水壶的那单，把杯子退了",
            marks=pytest.mark.xfail(reason="what stands right behind such a word is not seen"),
        ),
    ],
)
def test_a_thing_may_be_the_name_of_its_order(view: See, text: str) -> None:
    assert meant(view("kettles", "ada"), "#1001", text) == {"mug-350": 1}


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("cancel the order with the kettle", ["#1001"]),
        ("the coffee one", ["#1003"]),
        ("return the mug", ["#1003", "#1001"]),  # in both
        ("the mug and the kettle", ["#1001"]),  # holds most of it
        ("return something", ["#1003", "#1001"]),  # names nothing
        ("the tent", ["#1003", "#1001"]),  # nobody's here
        ("有水壶的那单", ["#1001"]),
    ],
)
def test_the_order_that_holds_most_of_what_is_named_is_meant(
    view: See, text: str, orders: list[str]
) -> None:
    assert found(view("kettles", "ada"), order_said(text)) == orders


def test_the_things_to_send_back_say_which_order_it_is(view: See) -> None:
    assert found(view("kettles", "ada"), None, said("the kettle")) == ["#1001"]


def test_what_was_taken_back_says_nothing_of_the_order(view: See) -> None:
    seen = view("kettles", "ada")
    assert found(seen, None, said("the kettle", "only the coffee")) == ["#1003"]
    assert found(seen, None, said("the mug", "not the kettle")) == ["#1003", "#1001"]


@pytest.mark.parametrize("number", ["#1001", "1001"])
def test_a_number_goes_before_all_words(view: See, number: str) -> None:
    of = order_said("the coffee", Want("number", Op.IS, number))
    assert found(view("kettles", "ada"), of) == ["#1001"]


@pytest.mark.parametrize("number", ["#1002", "#9999"])
def test_a_number_that_is_not_hers_is_none(view: See, number: str) -> None:
    of = order_said("the mug", Want("number", Op.IS, number))
    assert found(view("kettles", "ada"), of) == []


def test_a_state_narrows_the_choice(view: See) -> None:
    of = order_said("the mug", Want("stage", Op.IS, "open"))
    assert found(view("kettles", "ada"), of) == ["#1001"]


@pytest.mark.parametrize(
    "excepted",
    [
        Ref("order", (Want("number", Op.IS, "#1003"),)),
        Ref("order", (Want("words", Op.IS, "coffee"),)),
    ],
)
def test_an_order_that_is_excepted_is_not_meant(view: See, excepted: Ref) -> None:
    assert found(view("kettles", "ada"), order_said("all", but=(excepted,))) == ["#1001"]


def test_an_exception_that_names_nothing_of_hers_excepts_nothing(view: See) -> None:
    nothing = Ref("order", (Want("words", Op.IS, "the tent"),))
    assert found(view("kettles", "ada"), order_said("all", but=(nothing,))) == ["#1003", "#1001"]


def test_a_visitor_means_no_order(view: See) -> None:
    assert found(view("kettles"), order_said("the mug")) == []


@pytest.mark.parametrize(
    ("text", "lines"), [("电风扇要退", {"fan-0": 1}), ("滤芯退一个", {"filter-short": 1})]
)
def test_the_same_holds_in_another_shop(view: See, text: str, lines: dict[str, int]) -> None:
    assert meant(view("appliances", "U01"), "880003", text) == lines
