from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.goods import Attribute, Category, Text
from knowledge.load.cells import amount, moment
from knowledge.load.csv import load
from knowledge.load.shop_data import ShopData
from knowledge.rules import Rules

EXAMPLE = Path(__file__).resolve().parents[3] / "docs/csv_example"
PRODUCTS = "id,title,price\nP1,Teapot,25.00\nP2,Cup,6.50\n"
CUSTOMERS = "id,name,email\nC1,Anna Weber,anna@example.com\n"


def loaded(folder: Path, **files: str) -> ShopData:
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return load(folder)


def complaints(shop: ShopData) -> list[tuple[str, int, str]]:
    return [(complaint.file, complaint.row, complaint.message) for complaint in shop.complaints]


def test_the_example_loads_without_complaints() -> None:
    shop = load(EXAMPLE)

    assert complaints(shop) == []
    assert (len(shop.products), len(shop.customers), len(shop.orders)) == (8, 5, 8)
    assert sum(len(product.variants) for product in shop.products) == 20
    assert sum(len(order.shipments) for order in shop.orders) == 5
    assert len(shop.stock) == 20


def test_the_example_has_names_and_texts_in_both_languages() -> None:
    shop = load(EXAMPLE)

    assert shop.products[0].title == Text("Monstera", "龟背竹")
    assert shop.products[0].variants[1].attributes == (
        Attribute(Text("size", "规格"), Text("medium (60 cm)", "中号（60厘米）")),
    )
    assert shop.categories[1] == Category(
        "Plants > Foliage plants", Text("Foliage plants", "观叶植物"), "Plants"
    )
    returns = next(c for c in shop.content if c.id == "policy-returns-and-exchanges")
    assert returns.title == Text("Returns and exchanges", "退换货")
    assert "30 days" in returns.text.en
    assert "30天" in returns.text.zh


def test_the_rules_of_the_example_know_its_statuses() -> None:
    shop = load(EXAMPLE)

    assert shop.policy is not None
    assert {order.status for order in shop.orders} <= set(Rules.read(shop.policy).statuses)


def test_a_folder_without_products_is_an_error_that_names_what_was_seen(tmp_path: Path) -> None:
    (tmp_path / "product.csv").touch()

    with pytest.raises(ValueError, match=r"looked for products\.csv in .* and saw product\.csv"):
        load(tmp_path)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no folder"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_is_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "products.csv").write_text("id,title\nP1,紫砂茶壶\n", encoding=encoding)

    shop = load(tmp_path)

    assert shop.products[0].title == Text(zh="紫砂茶壶")
    assert complaints(shop) == []


def test_an_unknown_encoding_is_complained_of(tmp_path: Path) -> None:
    (tmp_path / "products.csv").write_bytes(b"id,title\nP1,Caf\xe9,\n")

    assert complaints(load(tmp_path)) == [
        ("products.csv", 0, "it is neither UTF-8 nor GB18030; save it as 'CSV UTF-8'")
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    shop = loaded(tmp_path, products=separator.join(["id", "title", "brand\nP1", "Pot", "Ara"]))

    assert (shop.products[0].title.en, shop.products[0].brand) == ("Pot", "Ara")


def test_a_price_may_have_a_decimal_comma(tmp_path: Path) -> None:
    shop = loaded(tmp_path, products="id;title;price\nP1;Teapot;12,90\n")

    assert shop.products[0].variants[0].price == Decimal("12.90")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("12.90", "12.90"), ("1.299,00", "1299.00"), ("1,299.00", "1299.00"), ("¥ 1299", "1299")],
)
def test_prices_are_read_as_people_write_them(said: str, meant: str) -> None:
    assert amount(said, "price") == Decimal(meant)


@pytest.mark.parametrize("said", ["abc", "-1", "1,299", "NaN", "12.90.1"])
def test_a_price_that_is_no_clear_amount_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="price is"):
        amount(said, "price")


@pytest.mark.parametrize("said", ["2026-03-31", "31.03.2026", "2026/3/31", "2026-03-31T00:00"])
def test_days_are_read_in_forms_that_mean_one_day_only(said: str) -> None:
    assert moment(said, "placed") == datetime(2026, 3, 31)


@pytest.mark.parametrize("said", ["03/04/2026", "2026-02-30", "soon"])
def test_other_days_are_refused(said: str) -> None:
    with pytest.raises(ValueError, match="placed is"):
        moment(said, "placed")


def test_complaints_have_the_row_number_of_the_spreadsheet(tmp_path: Path) -> None:
    shop = loaded(
        tmp_path,
        products='id,title,price\nP1,"Tea\npot",25.00\n\nP2,,6.50\nP3,Cup,abc\nP1,Jug,9.00\n',
    )

    assert [product.id for product in shop.products] == ["P1"]
    assert complaints(shop) == [
        ("products.csv", 4, "title is missing"),
        ("products.csv", 5, "price is 'abc'; give a number such as 12.90"),
        ("products.csv", 6, "id 'P1' is there twice; the first one counts"),
    ]


def test_a_row_with_too_many_cells_is_complained_of(tmp_path: Path) -> None:
    shop = loaded(tmp_path, products="id,title\nP1,Teapot, black\nP2,Cup\n")

    assert [product.id for product in shop.products] == ["P2"]
    assert complaints(shop) == [
        ("products.csv", 2, "it has 3 cells, but there are 2 columns"),
    ]


def test_a_variant_of_an_unknown_product_is_complained_of(tmp_path: Path) -> None:
    shop = loaded(
        tmp_path, products=PRODUCTS, variants="id,product,price,size\nV1,P1,25,L\nV2,P9,25,M\n"
    )

    assert [variant.id for variant in shop.products[0].variants] == ["V1"]
    assert shop.products[0].variants[0].attributes == (Attribute(Text("size"), Text("L")),)
    assert complaints(shop) == [("variants.csv", 3, "product 'P9' is not in products.csv")]


def test_an_unknown_column_is_complained_of_with_the_nearest_known_one(tmp_path: Path) -> None:
    shop = loaded(tmp_path, products=PRODUCTS, customers="id,name,emial\nC1,Anna Weber,a@b.de\n")

    assert shop.customers[0].email == ""
    assert complaints(shop) == [
        ("customers.csv", 1, "column 'emial' is not known; did you mean 'email'?")
    ]


def test_a_missing_column_is_complained_of_once(tmp_path: Path) -> None:
    shop = loaded(tmp_path, products="title,price\nTeapot,25\nCup,6.50\n")

    assert complaints(shop) == [
        ("products.csv", 1, "there is no column id, so no row can be loaded")
    ]


def test_a_column_like_a_known_one_is_an_attribute_with_a_complaint(tmp_path: Path) -> None:
    shop = loaded(tmp_path, products="id,title,categroy\nP1,Teapot,Tea\n")

    assert complaints(shop) == [
        (
            "products.csv",
            1,
            "column 'categroy' is read as an attribute; did you mean 'category'?",
        )
    ]


def test_an_order_has_lines_that_add_up_and_the_address_of_its_customer(tmp_path: Path) -> None:
    shop = loaded(
        tmp_path,
        products=PRODUCTS,
        customers="id,name,address1,city\nC1,Anna Weber,Lindenstrasse 8,Berlin\n",
        orders="id,customer,status,placed\n7,C1,shipped,2026-11-01\n",
        order_lines="order,variant,quantity,price\n7,P1,1,24.00\n7,P2,4,6.50\n7,P2,1,6.00\n",
    )

    order = shop.orders[0]
    assert order.total == Decimal("56.00")
    assert [line.id for line in order.lines] == ["P1", "P2", "P2:2"]
    assert (order.recipient, order.address.city) == ("Anna Weber", "Berlin")


def test_bad_orders_are_complained_of_and_the_others_load(tmp_path: Path) -> None:
    shop = loaded(
        tmp_path,
        products=PRODUCTS,
        customers=CUSTOMERS,
        orders="id,customer,status,placed\n1,C1,pending,\n2,C2,pending,\n3,C1,pending,01/02/2026\n",
        order_lines="order,variant,quantity,price\n1,P1,1,25\n2,P1,1,25\n3,P2,1,6.50\n",
    )

    assert [order.id for order in shop.orders] == ["1"]
    assert complaints(shop) == [
        ("orders.csv", 3, "customer 'C2' is not in customers.csv"),
        ("orders.csv", 4, "placed is '01/02/2026'; give a day such as 2026-03-31 or 31.03.2026"),
    ]


def test_an_order_with_a_bad_line_and_no_total_is_not_loaded_with_a_wrong_sum(
    tmp_path: Path,
) -> None:
    shop = loaded(
        tmp_path,
        products=PRODUCTS,
        customers=CUSTOMERS,
        orders="id,customer,status,total\n1,C1,pending,\n2,C1,pending,38.00\n",
        order_lines="order,variant,quantity,price\n1,P1,1,25\n1,P2,-2,6.50\n2,P1,1,25\n2,X,2,6.5\n",
    )

    assert [(order.id, order.total) for order in shop.orders] == [("2", Decimal("38.00"))]
    assert complaints(shop) == [
        ("order_lines.csv", 3, "quantity is '-2'; give 1 or more"),
        ("order_lines.csv", 5, "variant 'X' is not in the variants that were loaded"),
        ("orders.csv", 2, "1 has no total, and not all of its lines could be loaded"),
    ]


def test_stock_has_what_is_on_its_way(tmp_path: Path) -> None:
    shop = loaded(
        tmp_path,
        products=PRODUCTS,
        stock="variant,warehouse,on_hand,inbound,inbound_date\nP1,Berlin,0,10,04.12.2026\n"
        "P2,Berlin,-3,,\n",
    )

    assert [(row.variant, row.inbound, row.inbound_date) for row in shop.stock] == [
        ("P1", 10, date(2026, 12, 4))
    ]
    assert complaints(shop) == [("stock.csv", 3, "on_hand is '-3'; give 0 or more")]


def test_a_policy_in_one_file_may_name_itself_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "policies.md").write_text(
        "## Returns / 退货\nWithin 30 days.\n\n## Empty\n", encoding="utf-8"
    )

    shop = loaded(tmp_path, products=PRODUCTS)

    assert [(c.id, c.title, c.text) for c in shop.content] == [
        ("policy-returns", Text("Returns", "退货"), Text("Within 30 days."))
    ]
    assert complaints(shop) == [("policies.md", 4, "'Empty' has no text under it")]


def test_a_file_with_a_slip_in_its_name_is_mentioned(tmp_path: Path) -> None:
    shop = loaded(tmp_path, products=PRODUCTS, custmers=CUSTOMERS)

    assert complaints(shop) == [("custmers.csv", 0, "it is not read; did you mean customers.csv?")]
