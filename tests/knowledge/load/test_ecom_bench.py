import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.goods import ContentKind, Edge, Product, Text
from knowledge.load.appliance_titles import attributes
from knowledge.load.ecom_bench import load
from knowledge.load.passages import passages
from knowledge.load.shop_data import ShopData
from knowledge.people import Address, PaymentMethod
from knowledge.purchase import Order
from knowledge.rules import Rules

DATA = Path(__file__).resolve().parents[3].parent / "shared/data/dialogue/ecom_bench"


@pytest.fixture(scope="module")
def shop() -> ShopData:
    if not DATA.is_dir():
        pytest.skip(f"the data of ECom-Bench is not at {DATA}")
    return load(DATA)


def product(shop: ShopData, id: str) -> Product:
    return next(product for product in shop.products if product.id == id)


def order(shop: ShopData, id: str) -> Order:
    return next(order for order in shop.orders if order.id == id)


def texts(shop: ShopData, product: str, kind: ContentKind) -> list[tuple[str, str]]:
    found = [c for c in shop.content if c.product == product and c.kind == kind]
    return [(content.title.zh, content.text.zh) for content in found]


def test_every_customer_and_order_is_loaded_in_the_order_of_the_source(shop: ShopData) -> None:
    hers = [order.id for order in shop.orders if order.customer == "cnjd18463287301_p"]

    assert (len(shop.customers), len(shop.orders)) == (28, 41)
    assert hers == ["314415092676", "114503292673", "232400272153"]


def test_only_rows_about_orders_that_are_not_on_file_are_complained_of(shop: ShopData) -> None:
    assert {c.message.split(": ")[1] for c in shop.complaints} == {
        "the order is not in orders.json"
    }
    assert len(shop.complaints) == 53


def test_a_product_has_one_variant_of_the_same_id(shop: ShopData) -> None:
    heater = product(shop, "100112573665")

    assert [(v.id, v.price, v.available) for v in heater.variants] == [
        ("100112573665", Decimal("1999"), True)
    ]
    assert (heater.brand, heater.category, heater.status) == (
        "美的",
        "electric_water_heater",
        "已上架",
    )


def test_an_exchange_target_that_is_no_product_has_no_price(shop: ShopData) -> None:
    target = product(shop, "100112573630")

    assert Edge("100112573625", "exchange", "100112573630") in shop.edges
    assert (target.status, target.variants[0].available) == ("缺货", False)
    assert target.variants[0].price is None


def test_an_entry_out_of_stock_gives_no_exchange_though_the_product_is_on_sale(
    shop: ShopData,
) -> None:
    assert product(shop, "100043059478").variants[0].available
    assert Edge("100112573615", "exchange", "100043059478") not in shop.edges
    assert Edge("100112573615", "exchange", "100112573623") in shop.edges


def test_a_target_on_sale_for_one_product_only_is_an_exchange_for_that_one(
    shop: ShopData,
) -> None:
    assert product(shop, "100112573620").variants[0].available
    assert Edge("100112573619", "exchange", "100112573620") in shop.edges
    assert Edge("100133171244", "exchange", "100112573620") not in shop.edges


def test_an_address_has_district_and_street_in_its_first_line(shop: ShopData) -> None:
    assert order(shop, "313021098954").address == Address(
        "饶平县中山北路231号", city="揭阳市", state="广东省", country="中国"
    )


def test_a_district_that_the_street_repeats_is_told_once(shop: ShopData) -> None:
    assert order(shop, "312693565755").address.address1 == "江宁区天元东路123号"
    assert order(shop, "311324806024").address.address1 == "朝阳区东三环南路54号院"


def test_a_customer_has_her_gift_card_and_the_ways_she_paid(shop: ShopData) -> None:
    song = next(customer for customer in shop.customers if customer.id == "cnjd喜哥2号")

    assert (song.name, song.phone) == ("宋敬明", "15540534614")
    assert song.payment_methods == (
        PaymentMethod("京东E卡", "gift_card", balance=Decimal(5500)),
        PaymentMethod("微信", "微信"),
    )


def test_two_customers_may_have_one_phone(shop: ShopData) -> None:
    assert [c.name for c in shop.customers if c.phone == "10747265324"] == ["曾琬琰", "曾琬清"]


def test_a_parcel_is_told_as_it_stands_in_the_track(shop: ShopData) -> None:
    parcel = order(shop, "311199856607").shipments[0]

    assert (parcel.tracking, parcel.carrier) == ("JD1234567890", "京东快递")
    assert parcel.promised == datetime(2025, 5, 18, 10)
    assert parcel.delivered is None
    assert parcel.track[-1].at == datetime(2025, 5, 17, 10)
    assert parcel.track[-1].text.zh == "由于未能联系上您，我们将再次尝试安排送货。"


def test_a_track_point_with_the_english_key_keeps_its_status(shop: ShopData) -> None:
    assert order(shop, "931050936855").shipments[0].track[-1].status == "已签收"


def test_an_invoice_is_noted_at_its_order(shop: ShopData) -> None:
    assert order(shop, "316123105676").note.zh == "已开个人发票，抬头：曹柔惠。"


def test_sections_of_a_description_are_passages_of_their_own(shop: ShopData) -> None:
    told = dict(texts(shop, "100188628470", "description"))

    assert told["尺寸规格"].startswith("产品外形尺寸为800x450x140毫米，灶具挖孔尺寸为645x340毫米")


def test_faults_gifts_and_parts_are_told_by_name(shop: ShopData) -> None:
    assert texts(shop, "100188628470", "fault")[0] == (
        "F001 点火失败",
        "检查电池电量，更换新电池后重新点火。",
    )
    assert texts(shop, "100188628470", "gift")[0][0] == "吹风机"
    assert [title for title, _ in texts(shop, "100112573665", "part")][:2] == [
        "PPR热水管",
        "304不锈钢波纹管",
    ]


def test_the_offer_names_its_dates(shop: ShopData) -> None:
    subsidy = next(c for c in shop.content if c.kind == "offer" and c.title.zh == "国家补贴")

    assert "有效期：2025年5月24日-6月18日" in subsidy.text.zh


def test_the_policy_fixes_the_day_and_knows_every_status(shop: ShopData) -> None:
    assert shop.policy is not None
    rules = Rules.read(shop.policy)

    assert rules.today == date(2025, 6, 16)
    assert rules.identity.claims == (("name", "phone"),)
    assert {order.status for order in shop.orders} <= set(rules.statuses)
    assert rules.rules["return_items"].statuses == ("已签收",)
    assert rules.rules["change_order_payment"].statuses == ()


def test_a_title_gives_capacity_power_efficiency_and_model() -> None:
    found = attributes("美的（Midea）80升3200W变频速热一级能效F8032-RW7(HE)")

    assert [(a.name.en, a.value.en) for a in found] == [
        ("capacity", "80 L"),
        ("power", "3200 W"),
        ("energy efficiency", "grade 1"),
        ("model", "F8032-RW7(HE)"),
    ]


def test_letters_of_a_model_are_no_measure() -> None:
    found = attributes("美的 JSQ30-MATE 16L 二级能效 MR-421WUFPZE")

    assert [a.value for a in found] == [
        Text("16 L", "16升"),
        Text("grade 2", "二级能效"),
        Text("JSQ30-MATE", "JSQ30-MATE"),
    ]


def test_no_word_of_a_long_text_is_lost() -> None:
    said = "请勿自行安装。" * 40 + "【费用】①基础安装0元；②加长30元/米。"

    told = passages(said)

    assert "".join(text for _, text in told) == said.replace("【费用】", "")
    assert max(len(text) for _, text in told) <= 160
    assert told[-1] == ("费用", "①基础安装0元；②加长30元/米。")


PRODUCT: dict[str, Any] = {
    "商品ID": "1",
    "商品名称": "美的5升小厨宝",
    "商品状态": "已上架",
    "商品价格": 386,
    "辅材材料": [{"name": "角阀", "description": "一个。"}, {"辅材名称": "软管"}],
}


def write(folder: Path, name: str, content: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def test_a_damaged_part_is_complained_of_and_the_product_loads(tmp_path: Path) -> None:
    write(tmp_path, "products", {"jd": {"shop": {"1": PRODUCT, "2": {"商品ID": "2"}}}})

    shop = load(tmp_path)

    assert [product.id for product in shop.products] == ["1"]
    assert texts(shop, "1", "part") == [("角阀", "一个。")]
    assert [(c.row, c.message) for c in shop.complaints if c.file == "products.json"] == [
        (1, "1, 辅材材料 2: '辅材描述' is missing"),
        (2, "2: '商品名称' is missing"),
    ]


def test_a_folder_without_the_files_is_an_error_that_names_them(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"holds nothing; looked for products\.json"):
        load(tmp_path)
