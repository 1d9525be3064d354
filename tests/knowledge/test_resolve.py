"""What was said meets what is there: her orders, their lines, products and their variants."""

from decimal import Decimal

import pytest

from knowledge.reference import Op, Ref, Want
from knowledge.resolve import (
    by_price,
    essence,
    find_lines,
    find_orders,
    find_products,
    naming,
    price_from,
    variants_like,
    without_bounds,
)
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view


def said(text: str, *wants: Want) -> Ref:
    return Ref("order", (*wants, Want("words", Op.IS, text)))


def thing(text: str, *wants: Want) -> Ref:
    return Ref("product", (*wants, Want("words", Op.IS, text)))


def number(text: str) -> Want:
    return Want("number", Op.IS, text)


def stage(word: str) -> Want:
    return Want("stage", Op.IS, word)


def price(op: Op, amount: str | None = None) -> Want:
    return Want("price", op, Decimal(amount) if amount else None)


def orders(view: See, ref: Ref | None, shop: str = "kettles", customer: str = "ada") -> list[str]:
    return [order.id for order in find_orders(ref, view(shop, customer))]


def named(view: See, text: str, shop: str = "kettles", *wants: Want) -> list[str]:
    return [hit.product.id for hit in naming(thing(text, *wants), view(shop))]


def test_without_a_description_all_of_hers_are_meant_the_latest_last(view: See) -> None:
    assert orders(view, None) == ["#1003", "#1001"]


def test_without_dates_the_source_says_which_order_is_the_latest(view: See) -> None:
    assert orders(view, None, "appliances", "U01") == ["880001", "880002", "880003"]


@pytest.mark.parametrize("typed", ["#1003", "1003", " # 1003 ", "＃１００３"])
def test_a_number_is_found_however_it_is_typed(view: See, typed: str) -> None:
    assert orders(view, said("", number(typed))) == ["#1003"]


@pytest.mark.parametrize(
    "typed",
    [
        "#1002",  # somebody else's
        "#9999",  # nobody's
        "100",  # the beginning of hers
        "#",  # no number at all
    ],
)
def test_a_number_that_is_not_hers_finds_nothing(view: See, typed: str) -> None:
    assert orders(view, said("", number(typed))) == []


@pytest.mark.parametrize(
    ("shop", "customer", "word", "found"),
    [
        ("kettles", "ada", "open", ["#1001"]),
        ("kettles", "ada", "delivered", ["#1003"]),
        ("kettles", "ada", "underway", ["#1001"]),  # anything still to come
        ("kettles", "wei", "cancelled", ["#1004"]),
        ("appliances", "U01", "awaiting_payment", ["880001"]),
        ("appliances", "U01", "underway", ["880001", "880002"]),
        # none of hers is: the choice is not narrowed
        ("kettles", "ada", "cancelled", ["#1003", "#1001"]),
    ],
)
def test_a_state_narrows_the_choice_where_any_order_is_in_it(
    view: See, shop: str, customer: str, word: str, found: list[str]
) -> None:
    assert orders(view, said("", stage(word)), shop, customer) == found


@pytest.mark.parametrize(
    ("shop", "customer", "words", "found"),
    [
        ("kettles", "ada", "the order with the kettle", ["#1001"]),
        ("kettles", "ada", "my gooseneck", ["#1001"]),  # a synonym
        ("kettles", "ada", "the coffee", ["#1003"]),
        ("kettles", "ada", "手冲壶那单", ["#1001"]),  # in the other language
        ("kettles", "ada", "the mug", ["#1003", "#1001"]),  # in both
        ("kettles", "ada", "the tent", ["#1003", "#1001"]),  # in none: not narrowed
        ("kettles", "wei", "帐篷", ["#1002"]),
        ("appliances", "U01", "电饭锅", ["880001"]),  # a word for the kind of thing
        ("appliances", "U01", "滤芯", ["880003"]),
    ],
)
def test_what_an_order_holds_narrows_the_choice(
    view: See, shop: str, customer: str, words: str, found: list[str]
) -> None:
    assert orders(view, said(words), shop, customer) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the kettl order", ["#1001"]),  # a letter left out
        ("my cofffee", ["#1003"]),  # one too many
        ("the cug", ["#1003", "#1001"]),  # short words are not guessed
    ],
)
def test_a_typo_in_a_product_word_is_forgiven(view: See, words: str, found: list[str]) -> None:
    assert orders(view, said(words)) == found


def test_the_last_order_is_the_latest_and_the_first_the_oldest(view: See) -> None:
    assert orders(view, said("", Want("placed", Op.MAX))) == ["#1001"]
    assert orders(view, said("", Want("placed", Op.MIN))) == ["#1003"]


def test_the_last_one_is_the_last_of_those_that_fit(view: See) -> None:
    ref = said("the mug", stage("delivered"), Want("placed", Op.MAX))
    assert orders(view, ref) == ["#1003"]


@pytest.mark.parametrize("ref", [None, said("", number("#1002"))])
def test_a_visitor_has_no_orders(view: See, ref: Ref | None) -> None:
    assert find_orders(ref, view("kettles")) == ()


def test_a_line_is_found_by_the_words_that_are_only_in_it(view: See) -> None:
    seen = view("kettles", "ada")
    lines = find_lines("the gooseneck kettle", seen, seen.orders)
    assert [(own.order.id, own.line.id) for own in lines] == [("#1001", "kettle-black")]


@pytest.mark.parametrize("words", ["", "it", "the black one", "where is my order"])
def test_words_that_name_no_line_find_none(view: See, words: str) -> None:
    seen = view("kettles", "ada")
    assert find_lines(words, seen, seen.orders) == ()


@pytest.mark.parametrize(
    ("shop", "text"),
    [
        ("kettles", "is it wireless"),
        ("kettles", "is it made of stainless steel"),
        ("kettles", "750 ml"),
        ("kettles", "Heron"),  # a brand alone
        ("appliances", "白色的有吗"),
        ("appliances", "4升"),
        ("kettles", "hello"),
    ],
)
def test_a_property_alone_names_nothing(view: See, shop: str, text: str) -> None:
    assert named(view, text, shop) == []


@pytest.mark.parametrize(
    ("shop", "text", "product"),
    [
        ("kettles", "the KT-750", "kettle"),
        ("kettles", "kt750 price", "kettle"),  # without the hyphen
        ("appliances", "RO1200-PRO(WHITE)多少钱", "purifier"),  # with the bracket
    ],
)
def test_a_model_code_names_one(view: See, shop: str, text: str, product: str) -> None:
    assert named(view, text, shop) == [product]


@pytest.mark.parametrize(
    ("shop", "text", "products"),
    [
        ("kettles", "a camping mug", {"mug"}),
        ("kettles", "how much is the Heron kettle", {"kettle"}),  # brand and kind
        ("kettles", "手冲壶多少钱", {"kettle"}),
        ("kettles", "the grindr", {"grinder"}),  # with a typo
        ("kettles", "coffee", {"coffee", "grinder"}),  # fits two
        ("kettles", "mug and kettle", {"kettle", "mug"}),  # names two
        ("appliances", "净水器", {"purifier", "filter"}),
        ("appliances", "电饭锅", {"cooker"}),
    ],
)
def test_a_word_for_the_kind_names_all_of_that_kind(
    view: See, shop: str, text: str, products: set[str]
) -> None:
    assert set(named(view, text, shop)) == products


def test_an_id_names_one_whatever_else_is_said(view: See) -> None:
    assert named(view, "the tent", "kettles", number("mug")) == ["mug"]


@pytest.mark.parametrize(
    ("shop", "product", "words", "variants"),
    [
        ("kettles", "kettle", "the white one", ["kettle-white"]),
        ("kettles", "kettle", "白色", ["kettle-white"]),
        ("kettles", "tent", "a tent for 4 people", ["tent-4"]),
        ("kettles", "coffee", "250 g please", ["coffee-250"]),
        ("kettles", "tent", "tent-2", ["tent-2"]),  # by its id
        ("kettles", "kettle", "black or white", ["kettle-black", "kettle-white"]),
        ("kettles", "kettle", "how much", ["kettle-black", "kettle-white"]),  # says nothing
        ("kettles", "mug", "a red one", ["mug-350"]),  # there is only one
        ("appliances", "fan", "蓝色", ["fan-5"]),
    ],
)
def test_variants_are_those_that_the_words_describe_best(
    view: See, shop: str, product: str, words: str, variants: list[str]
) -> None:
    found = view(shop).catalogue.product(product)
    assert found is not None
    assert [one.id for one in variants_like(found, words, view(shop))] == variants


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("do you have a tent", "tent"),
        ("What is the price of the gooseneck kettle please?", "gooseneck kettle"),
        ("请问水壶多少钱", "水壶"),
        ("", ""),
    ],
)
def test_the_essence_of_a_description_is_what_it_names(text: str, left: str) -> None:
    assert essence(text) == left


@pytest.mark.parametrize(
    ("ref", "first"),
    [
        (thing("a tent"), "tent"),
        (thing("tent", price(Op.LE, "200")), "tent"),
        (thing("grinder", price(Op.GE, "40")), "grinder"),
        (thing("mug", number("coffee")), "coffee"),  # an id before words
        (thing("", price(Op.LE, "13")), "coffee"),  # a price alone
    ],
)
def test_the_product_that_fits_best_comes_first(view: See, ref: Ref, first: str) -> None:
    assert find_products(ref, view("kettles"))[0].product.id == first


def test_what_costs_more_than_the_bound_does_not_fit(view: See) -> None:
    assert find_products(thing("tent", price(Op.LE, "100")), view("kettles")) == ()


def test_anything_within_a_price_is_anything(view: See) -> None:
    hits = find_products(thing("do you have anything", price(Op.LE, "20")), view("kettles"))
    assert {hit.product.id for hit in hits} == {"mug", "coffee"}


def test_what_is_sold_out_comes_behind_what_can_be_had(view: See) -> None:
    seen = view("appliances")
    hits = find_products(thing("净水器"), seen)
    cheapest = [hit.product.id for hit in by_price(hits, Op.MIN)]
    assert cheapest.index("purifier") < cheapest.index("filter")
    assert "steamer" not in cheapest


@pytest.mark.parametrize(
    ("shop", "product", "amount"),
    [
        ("kettles", "kettle", Decimal("59.90")),  # the white one is dearer and sold out
        ("kettles", "coffee", Decimal("12.00")),
        ("appliances", "filter", Decimal("89.50")),  # all are sold out: of those
        ("appliances", "steamer", None),  # not on file
    ],
)
def test_a_price_from_is_the_lowest_that_can_be_bought(
    view: See, shop: str, product: str, amount: Decimal | None
) -> None:
    found = view(shop).catalogue.product(product)
    assert found is not None
    assert price_from(found) == amount


def test_without_bounds_only_the_price_is_forgotten() -> None:
    ref = thing("tent", number("tent"), price(Op.LE, "100"), price(Op.MIN))
    assert without_bounds(ref) == thing("tent", number("tent"))
