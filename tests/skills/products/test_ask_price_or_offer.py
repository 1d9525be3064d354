"""What a thing costs, and which offers run."""

from decimal import Decimal

import pytest

from knowledge.reference import Op, Ref, Want
from skills.products.ask_price_or_offer import skill as ask_price_or_offer
from skills.skill import Asked, Needs, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.products.goods import MANY, goods

PRICE = Asked("how much", ("price",))


def priced(view: See, shop: str, product: str, words: str = "", *things: str) -> Outcome:
    seen = view(shop, None, "zh")
    return ask_price_or_offer(seen, products=goods(seen, product), asked=Asked(words, things))


@pytest.mark.parametrize(
    ("shop", "product", "price", "variant"),
    [
        ("kettles", "mug", "14.50", "mug-350"),
        ("appliances", "purifier", "2399", "purifier-1"),
        ("appliances", "cooker", "399", "cooker-white"),
    ],
)
def test_one_price_is_told_with_its_place(
    view: See, shop: str, product: str, price: str, variant: str
) -> None:
    outcome = priced(view, shop, product)
    assert values(outcome, "price") == [Decimal(price)]
    assert sources(outcome, "price") == [f"products/{product}/variants/{variant}"]
    assert about(outcome) == [product]
    assert cards(outcome) == [product]


@pytest.mark.parametrize(
    ("shop", "product", "currency"), [("kettles", "mug", "USD"), ("appliances", "fan", "CNY")]
)
def test_a_price_is_in_the_currency_of_the_shop(
    view: See, shop: str, product: str, currency: str
) -> None:
    outcome = priced(view, shop, product)
    units = {f.unit for say in outcome.says for f in say.facts if f.name == "price"}
    assert units == {currency}


@pytest.mark.parametrize(
    ("shop", "product", "like", "prices"),
    [
        ("kettles", "kettle", ["黑色", "白色"], ["59.90", "64.90"]),
        ("kettles", "tent", ["2人", "4人"], ["149.00", "219.00"]),
        ("appliances", "filter", ["半年", "三年"], ["89.50", "360"]),
    ],
)
def test_prices_that_differ_are_told_by_variant_the_lowest_first(
    view: See, shop: str, product: str, like: list[str], prices: list[str]
) -> None:
    outcome = priced(view, shop, product)
    assert values(outcome, "like") == like
    assert values(outcome, "price") == [Decimal(price) for price in prices]


@pytest.mark.parametrize(
    ("shop", "product", "words", "price"),
    [
        ("kettles", "grinder", "电动的多少钱", "129.00"),
        ("kettles", "tent", "4人的多少钱", "219.00"),
        ("appliances", "fan", "蓝色的多少钱", "200"),
    ],
)
def test_only_the_variant_that_she_describes_is_priced(
    view: See, shop: str, product: str, words: str, price: str
) -> None:
    assert values(priced(view, shop, product, words), "price") == [Decimal(price)]


@pytest.mark.parametrize(
    ("shop", "product", "words"), [("kettles", "kettle", "白色"), ("appliances", "cooker", "黑色")]
)
def test_a_price_of_what_is_sold_out_says_so(
    view: See, shop: str, product: str, words: str
) -> None:
    assert wordings(priced(view, shop, product, words)) == ["price_sold_out"]


def test_of_many_prices_the_rest_is_told_as_a_range(view: See) -> None:
    outcome = priced(view, "appliances", "fan")
    assert values(outcome, "price") == [Decimal(p) for p in (150, 160, 170, 180, 190)]
    assert values(outcome, "count") == [2]
    assert values(outcome, "highest") == [Decimal(210)]


def test_the_rest_begins_behind_what_was_told(view: See) -> None:
    assert values(priced(view, "appliances", "fan"), "lowest") == [Decimal(200)]


def test_a_price_that_is_not_on_file_is_not_made_up(view: See) -> None:
    outcome = priced(view, "appliances", "steamer")
    assert wordings(outcome) == ["not_on_file"]
    assert values(outcome, "price") == []


@pytest.mark.parametrize("product", ["", "mug"])
def test_an_offer_is_told_as_the_shop_wrote_it(view: See, product: str) -> None:
    outcome = priced(view, "kettles", product, "有优惠吗", "offer")
    assert values(outcome, "text") == ["首单满50美元，输入HELLO立减5美元。"]
    assert sources(outcome, "text") == ["content/welcome"]


@pytest.mark.parametrize("product", ["", "fan"])
def test_a_shop_without_offers_says_so(view: See, product: str) -> None:
    outcome = priced(view, "appliances", product, "有优惠吗", "offer")
    assert wordings(outcome)[-1] == "no_offer"


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_a_price_of_nothing_needs_a_product(view: See, shop: str) -> None:
    assert priced(view, shop, "", "how much is it", "price") == Needs("product")


@pytest.mark.parametrize(
    ("shop", "products"), [("kettles", ["mug", "tent"]), ("appliances", ["fan", "cooker"])]
)
def test_a_few_products_are_told_side_by_side(view: See, shop: str, products: list[str]) -> None:
    seen = view(shop)
    outcome = ask_price_or_offer(seen, products=goods(seen, *products), asked=PRICE)
    assert about(outcome) == products


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_of_many_products_she_is_asked_which(view: See, shop: str) -> None:
    seen = view(shop)
    outcome = ask_price_or_offer(seen, products=goods(seen, *MANY[shop]), asked=PRICE)
    assert isinstance(outcome, Needs)
    assert outcome.slot == "product"
    assert [choice.id for choice in outcome.choices] == list(MANY[shop])


@pytest.mark.parametrize(
    ("shop", "product", "op", "price", "like"),
    [
        ("kettles", "tent", Op.MIN, "149.00", "2人"),
        ("kettles", "kettle", Op.MAX, "59.90", "黑色"),
        ("appliances", "fan", Op.MIN, "150", "红色"),
        ("appliances", "fan", Op.MAX, "210", "紫色"),
    ],
)
def test_the_cheapest_or_dearest_is_one_that_can_be_bought(
    view: See, shop: str, product: str, op: Op, price: str, like: str
) -> None:
    seen = view(shop, None, "zh")
    asked = Asked("", ("price",), Ref("product", (Want("price", op),)))
    outcome = ask_price_or_offer(seen, products=goods(seen, product), asked=asked)
    assert values(outcome, "price") == [Decimal(price)]
    assert values(outcome, "like") == [like]


@pytest.mark.parametrize(("op", "prices"), [(Op.MIN, [89.5, 360]), (Op.MAX, [89.5, 360])])
def test_where_none_can_be_bought_no_cheapest_is_named(
    view: See, op: Op, prices: list[float]
) -> None:
    seen = view("appliances", None, "zh")
    asked = Asked("", ("price",), Ref("product", (Want("price", op),)))
    outcome = ask_price_or_offer(seen, products=goods(seen, "filter"), asked=asked)
    assert values(outcome, "price") == prices
