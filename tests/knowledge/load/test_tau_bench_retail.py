import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.goods import Attribute, Product, Text
from knowledge.load.shop_data import ShopData
from knowledge.load.tau_bench_retail import load
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Order, Payment
from knowledge.rules import Rules

DATA = Path(__file__).resolve().parents[3].parent / "shared/data/dialogue/tau_bench_retail"


@pytest.fixture(scope="module")
def shop() -> ShopData:
    if not DATA.is_dir():
        pytest.skip(f"the data of tau-bench is not at {DATA}")
    return load(DATA)


def product(shop: ShopData, title: str) -> Product:
    return next(product for product in shop.products if product.title.en == title)


def customer(shop: ShopData, id: str) -> Customer:
    return next(customer for customer in shop.customers if customer.id == id)


def order(shop: ShopData, id: str) -> Order:
    return next(order for order in shop.orders if order.id == id)


def test_every_row_of_the_published_data_is_loaded(shop: ShopData) -> None:
    variants = [variant for product in shop.products for variant in product.variants]

    assert (len(shop.products), len(shop.customers), len(shop.orders)) == (50, 500, 1000)
    assert len(variants) == 591
    assert sum(variant.available for variant in variants) == 379
    assert shop.complaints == []


def test_a_variant_has_the_options_of_the_source_as_attributes(shop: ShopData) -> None:
    variant = product(shop, "T-Shirt").variants[0]

    assert variant.id == "9612497925"
    assert variant.price == Decimal("50.88")
    assert variant.attributes[0] == Attribute(Text(en="color"), Text(en="blue"))


def test_a_customer_has_her_name_address_and_payment_methods(shop: ShopData) -> None:
    noah = customer(shop, "noah_brown_6181")

    assert noah.name == "Noah Brown"
    assert noah.address == Address("986 Sunset Drive", "Suite 259", "Denver", "CO", "USA", "80279")
    assert noah.payment_methods == (
        PaymentMethod("paypal_5727330", "paypal"),
        PaymentMethod("credit_card_7815826", "credit_card", "mastercard", "9212"),
    )


def test_an_item_that_an_order_holds_twice_has_two_lines_with_different_ids(
    shop: ShopData,
) -> None:
    twice = order(shop, "#W1840144")

    assert [line.id for line in twice.lines] == [
        "8384507844",
        "6017636844",
        "8590708195",
        "8590708195:2",
        "6534134392",
    ]
    assert twice.lines[3].variant == "8590708195"
    assert "8590708195:2" in twice.shipments[0].lines


def test_the_sum_of_the_lines_is_what_was_paid(shop: ShopData) -> None:
    paid = order(shop, "#W2611340")

    assert paid.total == Decimal("536.65")
    assert paid.payments == (Payment("payment", Decimal("536.65"), "gift_card_1725971"),)
    assert [o.id for o in shop.orders if o.total != o.payments[0].amount] == []


def test_the_policy_knows_every_status_of_the_orders(shop: ShopData) -> None:
    assert shop.policy is not None
    rules = Rules.read(shop.policy)

    assert {order.status for order in shop.orders} <= set(rules.statuses)
    assert rules.identity.claims == (("email",), ("name", "zip"))
    assert rules.rules["cancel_order"].reasons == ("no longer needed", "ordered by mistake")
    assert rules.refunds.days_for("credit_card") == (5, 7)


def test_policies_are_there_in_both_languages(shop: ShopData) -> None:
    cancel = next(content for content in shop.content if content.id == "policy-cancel")

    assert "no longer needed" in cancel.text.en
    assert "不再需要" in cancel.text.zh
    assert all(text.text.en and text.text.zh and text.title.zh for text in shop.content)


def write(folder: Path, **files: Any) -> None:
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


MUG = {
    "name": "Mug",
    "product_id": "1",
    "variants": {
        "11": {"item_id": "11", "options": {"color": "red"}, "available": True, "price": 8.1},
        "12": {"item_id": "12", "options": {"color": "blue"}, "available": True},
    },
}


def test_a_variant_without_a_price_is_complained_of_and_the_others_load(tmp_path: Path) -> None:
    write(tmp_path, products={"1": MUG}, users={}, orders={})

    shop = load(tmp_path)

    assert [variant.id for variant in shop.products[0].variants] == ["11"]
    assert [(c.file, c.row, c.message) for c in shop.complaints] == [
        ("products.json", 1, "1, variant 12: 'price' is missing")
    ]


def test_a_damaged_file_is_complained_of_and_the_others_load(tmp_path: Path) -> None:
    write(tmp_path, products={"1": MUG}, users={})
    (tmp_path / "orders.json").write_text('{"#W1": {', encoding="utf-8")

    shop = load(tmp_path)

    assert len(shop.products) == 1
    assert [(c.file, c.row) for c in shop.complaints] == [("orders.json", 0), ("products.json", 1)]


def test_an_order_of_an_unknown_customer_is_not_loaded(tmp_path: Path) -> None:
    write(tmp_path, products={}, users={}, orders={"#W1": {"user_id": "nobody_1"}})

    shop = load(tmp_path)

    assert shop.orders == []
    assert shop.complaints[0].message == (
        "#W1: its customer nobody_1 could not be loaded from users.json"
    )


def test_a_folder_without_the_files_is_an_error_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()

    with pytest.raises(ValueError, match=r"holds notes\.txt; looked for products\.json"):
        load(tmp_path)
