import re
from datetime import date
from decimal import Decimal

import pytest

from knowledge.goods import Content, Text
from knowledge.load.demo import POLICY, load
from knowledge.load.shop_data import ShopData
from knowledge.rules import Rules

UNTIL = date(2026, 3, 11)
CHINESE = re.compile("[一-鿿]")
TEXT_IN_CODE = re.compile("[{}|]")


@pytest.fixture(scope="module")
def shop() -> ShopData:
    return load(seed=7, until=UNTIL, num_customers=60)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.read(POLICY)


def written(text: Text) -> bool:
    return bool(text.en and text.zh)


def test_small_shop_has_the_full_catalogue(shop: ShopData) -> None:
    assert len(shop.products) >= 400
    assert all(product.variants for product in shop.products)


def test_product_titles_are_unique_in_each_language(shop: ShopData) -> None:
    assert len({one.title.en for one in shop.products}) == len(shop.products)
    assert len({one.title.zh for one in shop.products}) == len(shop.products)


def test_variant_ids_are_unique_and_carry_the_number_of_their_product(shop: ShopData) -> None:
    variants = [variant for product in shop.products for variant in product.variants]
    assert len({variant.id for variant in variants}) == len(variants)
    assert all(variant.id.startswith(f"KT-{variant.product[1:]}-") for variant in variants)


def test_prices_end_as_prices_do(shop: ShopData) -> None:
    prices = {v.price for product in shop.products for v in product.variants}
    endings = {price % 1 for price in prices if price is not None}
    assert endings <= {Decimal("0.90"), Decimal("0.95"), Decimal("0.00")}


def test_every_product_stands_in_a_known_category(shop: ShopData) -> None:
    known = {category.id for category in shop.categories}
    assert {product.category for product in shop.products} <= known
    assert {category.parent for category in shop.categories} <= known | {""}


def test_titles_and_attributes_are_in_both_languages(shop: ShopData) -> None:
    attributes = [
        *(one for product in shop.products for one in product.attributes),
        *(one for product in shop.products for v in product.variants for one in v.attributes),
    ]
    assert all(written(one.name) and written(one.value) for one in attributes)
    assert all(CHINESE.search(one.name.zh) for one in attributes)
    assert all(written(product.title) for product in shop.products)
    assert all(written(category.title) for category in shop.categories)
    assert all(CHINESE.search(product.title.zh) for product in shop.products)


def test_contents_are_in_both_languages_with_every_gap_filled(shop: ShopData) -> None:
    assert all(written(one.title) and CHINESE.search(one.text.zh) for one in shop.content)
    assert not [one.id for one in shop.content if CHINESE.search(one.text.en)]
    assert not [one.id for one in shop.content if TEXT_IN_CODE.search(one.text.en + one.text.zh)]


def test_every_product_has_a_description(shop: ShopData) -> None:
    described = {one.product for one in shop.content if one.kind == "description"}
    assert described == {product.id for product in shop.products}


def test_hard_goods_say_what_they_are_made_of(shop: ShopData) -> None:
    packs = {"coffee-beans", "loose-tea", "tea-bags"}
    silent = [
        product.id
        for product in shop.products
        if product.category not in packs
        and "material" not in {one.name.en for one in product.attributes}
    ]
    assert not silent


def test_machines_have_fault_codes_and_texts_on_setting_up_and_repair(shop: ShopData) -> None:
    machines = {one.id for one in shop.products if one.category == "espresso-machines"}
    told = {(one.product, one.kind) for one in shop.content}
    assert {(id, kind) for id in machines for kind in ("fault", "install", "repair")} <= told


@pytest.mark.parametrize(("kind", "least"), [("policy", 12), ("faq", 25), ("offer", 1)])
def test_shop_answers_general_questions(shop: ShopData, kind: str, least: int) -> None:
    assert len([one for one in shop.content if one.kind == kind]) >= least


def test_policy_texts_name_the_days_of_the_rules(shop: ShopData, rules: Rules) -> None:
    texts: dict[str, Content] = {one.id: one for one in shop.content}
    assert f"{rules.rules['return_items'].days} days" in texts["policy-returns"].text.en
    assert f"{rules.rules['return_items'].days}天" in texts["policy-returns"].text.zh
    first, last = rules.refunds.days_for("paypal")
    assert f"{first}-{last} business days" in texts["policy-refunds"].text.en


def test_offers_are_the_price_cuts_of_the_day(shop: ShopData) -> None:
    running = {f"offer-{one.id}" for one in shop.promotions if one.first <= UNTIL <= one.last}
    assert {one.id for one in shop.content if one.kind == "offer"} == running


def test_edges_join_products_that_exist(shop: ShopData) -> None:
    known = {product.id for product in shop.products}
    assert {one.source for one in shop.edges} | {one.target for one in shop.edges} <= known
    assert {one.relation for one in shop.edges} == {"accessory", "compatible", "substitute"}
    assert not [one for one in shop.edges if one.source == one.target]


def test_every_image_is_drawn_and_self_contained(shop: ShopData) -> None:
    of_variants = {v.image for product in shop.products for v in product.variants}
    named = {product.image for product in shop.products} | of_variants
    assert named == set(shop.images)
    assert all(len(svg) < 1500 for svg in shop.images.values())
    drawn = "".join(shop.images.values()).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r'http|href|<script|fill="[MDL]"', drawn)
