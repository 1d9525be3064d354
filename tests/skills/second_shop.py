"""A second shop, unlike the first: Chinese only, household appliances, orders without dates."""

from datetime import date
from decimal import Decimal

from knowledge.goods import Attribute, Category, Content, ContentKind, Product, Text, Variant
from knowledge.load.shop_data import ShopData, StockRow
from tests.skills.second_orders import LONG_TITLE, five_orders, two_customers

POLICY = """
shop: {name: {en: Camellia appliances, zh: 山茶电器}, currency: CNY, country: 中国, languages: [zh]}
today: 2025-06-16
identity: {claims: [[name, phone]]}
statuses:
  未付款: {stage: awaiting_payment, en: awaiting payment, zh: 未付款}
  在途: {stage: shipped, en: on its way, zh: 在途}
  妥投: {stage: delivered, en: handed over, zh: 妥投}
  作废: {stage: cancelled, en: called off, zh: 作废}
  退货中: {stage: return_requested, en: being sent back, zh: 退货中}
rules:
  cancel_order: {statuses: [未付款]}
refunds: {days: {gift_card: [0, 0], other: [3, 9]}}
support: {hours: "9:00-21:00"}
"""


def five_appliances() -> ShopData:
    """
    Purifier, cooker, steamer, fan and filter, in Chinese alone.

    The purifier's title is a paragraph, the cooker's black variant is sold out until 2025-06-20,
    the steamer has no price on file, the fan comes in seven colours, and no filter is left. Prices
    are in CNY, the day is 2025-06-16.
    """
    return ShopData(
        products=[_purifier(), _cooker(), _steamer(), _fan(), _filter()],
        categories=[
            Category("purifiers", Text(zh="净水器")),
            Category("cookers", Text(zh="电饭煲"), synonyms=("电饭锅",)),
            Category("steamers", Text(zh="挂烫机")),
            Category("fans", Text(zh="电风扇"), synonyms=("风扇",)),
            Category("filters", Text(zh="滤芯")),
        ],
        content=_texts(),
        customers=two_customers(),
        orders=five_orders(),
        stock=[
            StockRow("purifier-1", "华东", 3),
            StockRow("purifier-1", "华南", 2),
            StockRow("cooker-white", "华东", 8),
            StockRow("cooker-black", "华东", 0, inbound=30, inbound_date=date(2025, 6, 20)),
            StockRow("cooker-black", "华南", 0, inbound=30, inbound_date=date(2025, 6, 2)),
            StockRow("filter-long", "华东", 0, inbound=50, inbound_date=date(2025, 7, 1)),
        ],
    )


def trait(name: str, value: str) -> Attribute:
    return Attribute(Text(zh=name), Text(zh=value))


def _purifier() -> Product:
    return Product(
        "purifier",
        Text(zh=LONG_TITLE),
        category="purifiers",
        brand="山茶",
        attributes=(trait("净水流量", "3升每分钟"), trait("电压/频率", "220V/50Hz")),
        variants=(Variant("purifier-1", "purifier", (), Decimal("2399")),),
        status="在售",
    )


def _cooker() -> Product:
    white, black = trait("颜色", "白色"), trait("颜色", "黑色")
    return Product(
        "cooker",
        Text(zh="山茶智能电饭煲"),
        category="cookers",
        attributes=(trait("容量", "4升"), trait("内胆材质", "铸铁")),
        variants=(
            Variant("cooker-white", "cooker", (white,), Decimal("399")),
            Variant("cooker-black", "cooker", (black,), Decimal("399"), available=False),
        ),
    )


def _steamer() -> Product:
    return Product(
        "steamer",
        Text(zh="手持挂烫机"),
        category="steamers",
        variants=(Variant("steamer-1", "steamer"),),
    )


def _fan() -> Product:
    colors = ("红色", "橙色", "黄色", "绿色", "青色", "蓝色", "紫色")
    return Product(
        "fan",
        Text(zh="落地电风扇"),
        category="fans",
        attributes=(trait("可拆洗", "是"),),
        variants=tuple(
            Variant(f"fan-{n}", "fan", (trait("颜色", color),), Decimal(150 + 10 * n))
            for n, color in enumerate(colors)
        ),
    )


def _filter() -> Product:
    short, long = trait("寿命", "半年"), trait("寿命", "三年")
    return Product(
        "filter",
        Text(zh="净水器滤芯"),
        category="filters",
        variants=(
            Variant("filter-short", "filter", (short,), Decimal("89.50"), available=False),
            Variant("filter-long", "filter", (long,), Decimal("360"), available=False),
        ),
    )


def _texts() -> list[Content]:
    return [
        _content(
            "invoices",
            "policy",
            "",
            "发票规则",
            "订单完成后可以开具电子普通发票，抬头可以是个人或公司。",
        ),
        _content("delivery", "faq", "", "多久能送到？", "下单后48小时内发货，一般3到5天送达。"),
        _content("returns", "policy", "", "退货规则", _LONG_RULE),
        _content("cooker-fault", "fault", "cooker", "E3：内胆没放好", "请取出内胆，擦干后放平。"),
        _content(
            "purifier-install", "install", "purifier", "安装说明", "净水器由师傅免费上门安装。"
        ),
    ]


# More than a reply tells as a whole.
_LONG_RULE = (
    "签收后七天内，商品完好、配件齐全的，可以无理由退货。"
    "退货的运费由买家承担，质量问题的运费由卖家承担。"
    + "定制的商品、已经拆封的滤芯、礼品卡和虚拟商品不支持无理由退货。"
    * 14
)


def _content(identity: str, kind: ContentKind, product: str, title: str, text: str) -> Content:
    return Content(identity, kind, Text(zh=title), Text(zh=text), product)
