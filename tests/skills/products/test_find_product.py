"""Whether the shop has something."""

from decimal import Decimal

import pytest

from knowledge.goods import Product, Variant
from knowledge.reference import Op, Ref, Want
from knowledge.resolve import find_products
from knowledge.search import Hit
from skills.products.find_product import skill as find_product
from skills.skill import Asked, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings

UNDER, OVER = Op.LE, Op.GE


def found(
    view: See, shop: str, words: str, bound: tuple[Op, int] | None = None, language: str = "zh"
) -> Outcome:
    """What is said about the products that fit the words and the price."""
    price = (Want("price", bound[0], Decimal(bound[1])),) if bound else ()
    ref = Ref("product", (Want("words", Op.IS, words), *price) if words else price)
    seen = view(shop, None, language)
    return find_product(seen, hits=find_products(ref, seen), asked=Asked(words, ref=ref))


@pytest.mark.parametrize(
    ("shop", "words", "product", "price", "variant"),
    [
        ("kettles", "tent", "tent", "149.00", "tent-2"),
        ("kettles", "帐篷", "tent", "149.00", "tent-2"),
        ("appliances", "电饭锅", "cooker", "399", "cooker-white"),
        ("appliances", "风扇", "fan", "150", "fan-0"),
    ],
)
def test_what_fits_is_told_with_its_lowest_price(
    view: See, shop: str, words: str, product: str, price: str, variant: str
) -> None:
    outcome = found(view, shop, words)
    assert about(outcome) == [product]
    assert cards(outcome) == [product]
    assert values(outcome, "price") == [Decimal(price)]
    assert sources(outcome, "price") == [f"products/{product}/variants/{variant}"]


@pytest.mark.parametrize(
    ("shop", "words", "wording"),
    [("kettles", "tent", "row_from"), ("kettles", "mug", "row"), ("appliances", "电饭锅", "row")],
)
def test_a_price_is_a_least_price_only_where_prices_differ(
    view: See, shop: str, words: str, wording: str
) -> None:
    assert wordings(found(view, shop, words))[1] == wording


def test_several_things_that_fit_are_all_told(view: See) -> None:
    outcome = found(view, "kettles", "something for camping", language="en")
    assert sorted(about(outcome)) == ["mug", "tent"]


def test_a_long_title_is_told_in_short_and_its_card_in_full(view: See) -> None:
    outcome = found(view, "appliances", "净水器")
    title = str(values(outcome, "title")[0])
    begin, _, end = title.partition("…")
    assert "山茶厨下式反渗透净水器".startswith(begin[:11])
    assert end in "RO1200-PRO(WHITE)"
    assert len(title) < 48


@pytest.mark.parametrize(
    ("shop", "words"), [("kettles", "quantum physics textbook"), ("appliances", "滑雪板")]
)
def test_what_the_shop_does_not_have_is_not_offered(view: See, shop: str, words: str) -> None:
    outcome = found(view, shop, words)
    assert wordings(outcome) == ["none"]
    assert cards(outcome) == []


@pytest.mark.parametrize(
    ("shop", "words", "product", "price"),
    [("kettles", "tent", "tent", "149.00"), ("appliances", "电风扇", "fan", "150")],
)
def test_below_every_price_the_cheapest_is_named(
    view: See, shop: str, words: str, product: str, price: str
) -> None:
    outcome = found(view, shop, words, (UNDER, 100))
    assert about(outcome) == [product]
    assert values(outcome, "price") == [Decimal(price)]
    assert wordings(outcome) == ["too_dear"]


@pytest.mark.parametrize(
    ("shop", "words", "product"), [("kettles", "tent", "tent"), ("appliances", "电风扇", "fan")]
)
def test_above_every_price_there_is_nothing(view: See, shop: str, words: str, product: str) -> None:
    outcome = found(view, shop, words, (OVER, 5000))
    assert about(outcome) == [product]
    assert wordings(outcome) == ["too_cheap"]


@pytest.mark.parametrize(
    ("shop", "words", "price"), [("kettles", "tent", "219.00"), ("appliances", "电风扇", "210")]
)
def test_above_every_price_the_dearest_variant_comes_closest(
    view: See, shop: str, words: str, price: str
) -> None:
    assert values(found(view, shop, words, (OVER, 5000)), "price") == [Decimal(price)]


def test_a_price_alone_lists_what_it_buys(view: See) -> None:
    assert about(found(view, "kettles", "", (UNDER, 20))) == ["mug", "coffee"]


@pytest.mark.parametrize(("shop", "words"), [("kettles", "tent"), ("appliances", "电风扇")])
def test_a_price_that_fits_changes_nothing(view: See, shop: str, words: str) -> None:
    assert wordings(found(view, shop, words, (UNDER, 160))) == wordings(found(view, shop, words))


def test_what_is_sold_out_is_told_as_sold_out(view: See) -> None:
    outcome = found(view, "appliances", "滤芯")
    assert about(outcome) == ["filter"]
    assert values(outcome, "price") == []
    assert "row_sold_out" in wordings(outcome)


def test_what_has_no_price_on_file_is_not_told_as_sold_out(view: See) -> None:
    assert wordings(found(view, "appliances", "挂烫机")) == ["found_one", "row_unpriced"]


def test_hits_far_behind_the_best_are_left_out(view: See) -> None:
    seen = view("kettles")
    strong, weak, chance = (
        Hit(
            Product(name, seen.catalogue.product("mug").title, variants=(_variant(name),)),
            score,
            (),
        )
        for name, score in (("strong", 0.9), ("near", 0.7), ("far", 0.5))
    )
    outcome = find_product(seen, hits=(strong, weak, chance), asked=Asked("mug"))
    assert about(outcome) == ["strong", "near"]


def _variant(product: str) -> Variant:
    return Variant(f"{product}-1", product, (), Decimal(5))
