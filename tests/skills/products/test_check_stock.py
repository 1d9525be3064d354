"""Whether a thing can be had, how many there are, when it is back."""

from datetime import date

import pytest

from skills.products.check_stock import skill as check_stock
from skills.products.described import describe
from skills.skill import Asked, Needs, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.products.goods import MANY, goods


def checked(view: See, shop: str, product: str, words: str = "") -> Outcome:
    seen = view(shop, None, "zh")
    return check_stock(seen, products=goods(seen, product), asked=Asked(words))


@pytest.mark.parametrize(
    ("shop", "product", "variant", "on_hand"),
    [("kettles", "mug", "mug-350", 40), ("appliances", "purifier", "purifier-1", 5)],
)
def test_what_is_on_hand_is_added_up_over_all_warehouses(
    view: See, shop: str, product: str, variant: str, on_hand: int
) -> None:
    outcome = checked(view, shop, product)
    assert values(outcome, "on_hand") == [on_hand]
    assert sources(outcome, "on_hand") == [f"stock/{variant}"]
    assert about(outcome) == [product]
    assert cards(outcome) == [product]


def test_a_thing_without_counts_is_just_in_stock(view: See) -> None:
    outcome = checked(view, "appliances", "steamer")
    assert wordings(outcome) == ["in_stock"]
    assert values(outcome, "on_hand") == []


@pytest.mark.parametrize(
    ("shop", "product", "like", "on_hand"),
    [
        ("kettles", "kettle", ["黑色", "白色"], [12]),
        ("appliances", "cooker", ["白色", "黑色"], [8]),
    ],
)
def test_each_variant_is_told_the_available_ones_first(
    view: See, shop: str, product: str, like: list[str], on_hand: list[int]
) -> None:
    outcome = checked(view, shop, product)
    assert values(outcome, "like") == like
    assert values(outcome, "on_hand") == on_hand


@pytest.mark.parametrize(
    ("shop", "product", "variant", "day"),
    [
        ("kettles", "kettle", "kettle-white", date(2026, 11, 27)),
        ("appliances", "cooker", "cooker-black", date(2025, 6, 20)),
    ],
)
def test_the_next_delivery_is_the_first_that_is_still_to_come(
    view: See, shop: str, product: str, variant: str, day: date
) -> None:
    outcome = checked(view, shop, product)
    assert values(outcome, "inbound") == [day]
    assert sources(outcome, "inbound") == [f"stock/{variant}"]


def test_no_delivery_is_promised_where_none_is_on_file(view: See) -> None:
    outcome = checked(view, "kettles", "coffee", "1 kg")
    assert values(outcome, "inbound") == []
    assert "1 kg" in values(outcome, "like")


@pytest.mark.parametrize(
    ("shop", "product", "words", "like"),
    [
        ("kettles", "kettle", "黑色的有吗", ["黑色"]),
        ("kettles", "coffee", "250 g", ["250 g"]),
        ("appliances", "fan", "红色有货吗", ["红色"]),
    ],
)
def test_only_the_variant_that_she_describes_is_told(
    view: See, shop: str, product: str, words: str, like: list[str]
) -> None:
    assert values(checked(view, shop, product, words), "like") == like


def test_many_variants_that_are_all_there_are_counted(view: See) -> None:
    outcome = checked(view, "appliances", "fan")
    assert values(outcome, "count") == [7]
    assert sources(outcome, "count") == ["products/fan"]


@pytest.mark.parametrize(
    ("shop", "product", "words"), [("kettles", "kettle", "白色"), ("appliances", "cooker", "黑色")]
)
def test_one_sold_out_variant_is_not_told_as_the_whole_product(
    view: See, shop: str, product: str, words: str
) -> None:
    said = wordings(checked(view, shop, product, words))
    assert said == ["sold_out_like_until", "nearest", "near"]


def test_variants_that_are_all_sold_out_are_told_apart(view: See) -> None:
    outcome = checked(view, "appliances", "filter")
    assert not {"sold_out", "sold_out_until"} <= set(wordings(outcome))


@pytest.mark.parametrize(
    ("shop", "products"), [("kettles", ["mug", "tent"]), ("appliances", ["fan", "cooker"])]
)
def test_a_few_products_are_told_side_by_side(view: See, shop: str, products: list[str]) -> None:
    seen = view(shop)
    outcome = check_stock(seen, products=goods(seen, *products), asked=Asked("in stock?"))
    assert about(outcome) == products


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_without_a_product_she_is_asked_which(view: See, shop: str) -> None:
    assert checked(view, shop, "") == Needs("product")


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_of_many_products_she_is_asked_which(view: See, shop: str) -> None:
    seen = view(shop)
    outcome = check_stock(seen, products=goods(seen, *MANY[shop]), asked=Asked("in stock?"))
    assert isinstance(outcome, Needs)
    assert outcome.slot == "product"
    assert [choice.id for choice in outcome.choices] == list(MANY[shop])


@pytest.mark.parametrize(
    ("shop", "product", "words", "like"),
    [
        ("kettles", "kettle", "is the white one in stock", ["白色", "黑色"]),
        ("kettles", "coffee", "1公斤的还有货吗", ["1 kg", "250 g"]),
        ("appliances", "cooker", "黑色的有货吗", ["黑色", "白色"]),
    ],
)
def test_beside_what_is_sold_out_the_nearest_is_told(
    view: See, shop: str, product: str, words: str, like: list[str]
) -> None:
    assert values(checked(view, shop, product, words), "like") == like


@pytest.mark.parametrize(
    ("shop", "product", "words", "wanted", "answer"),
    [
        ("kettles", "kettle", "do you have it in Purple", "Purple", "黑色、白色"),
        ("kettles", "kettle", "紫色的还有货吗", "紫色", "黑色、白色"),
        ("kettles", "coffee", "is the 5 kg bag in stock", "5 kg", "250 g、1 kg"),
        ("appliances", "cooker", "红色的有货吗", "红色", "白色、黑色"),
    ],
)
def test_what_it_does_not_come_in_is_said_with_what_there_is(
    view: See, shop: str, product: str, words: str, wanted: str, answer: str
) -> None:
    outcome = checked(view, shop, product, words)
    assert wordings(outcome) == ["no_such"]
    assert values(outcome, "wanted") == [wanted]
    assert sources(outcome, "wanted") == ["said/option"]
    assert values(outcome, "answer") == [answer]
    assert sources(outcome, "answer") == [f"products/{product}"]


def test_a_colour_of_a_thing_that_comes_in_none_is_not_on_file(view: See) -> None:
    outcome = checked(view, "appliances", "steamer", "紫色的有货吗")
    assert wordings(outcome) == ["no_choice"]


def test_the_name_of_a_product_describes_none_of_its_variants(view: See) -> None:
    seen = view("kettles", None, "en")
    (coffee,) = goods(seen, "coffee")
    title = seen.text(coffee.title)
    described = describe(coffee, Asked(f"is the {title} in stock"), seen)
    assert described.is_open


@pytest.mark.parametrize(
    ("shop", "product", "total", "count"),
    [("kettles", "kettle", 2, 1), ("appliances", "fan", 7, 7)],
)
def test_asked_how_many_kinds_there_are_it_counts_them(
    view: See, shop: str, product: str, total: int, count: int
) -> None:
    seen = view(shop)
    asked = Asked("how many kinds are there", ("count",))
    outcome = check_stock(seen, products=goods(seen, product), asked=asked)
    assert (values(outcome, "total"), values(outcome, "count")) == ([total], [count])
