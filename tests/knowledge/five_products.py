"""A shop one can hold in the head: five products, two customers, four orders."""

from datetime import date
from decimal import Decimal

from knowledge.goods import Attribute, Category, Content, ContentKind, Edge, Product, Text, Variant
from knowledge.load.shop_data import Promotion, ShopData, StockRow
from tests.knowledge.four_orders import four_orders, two_customers

TODAY = date(2026, 11, 20)


def five_products() -> ShopData:
    """
    Kettle, grinder, tent, mug and coffee, in both languages.

    ``#1001`` is pending without a parcel, ``#1002`` on its way and late, ``#1003`` delivered with
    the mug sent back and refunded, ``#1004`` cancelled and refunded. Prices are in USD, the day is
    2026-11-20.
    """
    return ShopData(
        products=[_kettle(), _grinder(), _tent(), _mug(), _coffee()],
        categories=[
            Category("coffee-tools", Text("Coffee tools", "咖啡器具")),
            Category(
                "kettles",
                Text("Kettles", "水壶"),
                parent="coffee-tools",
                synonyms=("gooseneck", "pour-over kettle", "手冲壶", "烧水壶"),
            ),
            Category(
                "grinders",
                Text("Coffee grinders", "磨豆机"),
                parent="coffee-tools",
                synonyms=("coffee mill", "burr grinder", "咖啡研磨机"),
            ),
            Category("tents", Text("Tents", "帐篷"), synonyms=("camping shelter", "露营帐篷")),
            Category("mugs", Text("Mugs", "杯子"), synonyms=("cup", "马克杯", "水杯")),
            Category("beans", Text("Coffee beans", "咖啡豆"), synonyms=("roasted coffee", "豆子")),
        ],
        content=[*_of_products(), *_of_the_shop()],
        edges=[
            Edge("grinder", "accessory", "coffee"),
            Edge("kettle", "accessory", "coffee"),
            Edge("mug", "accessory", "coffee"),
        ],
        images={"kettle": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'},
        customers=two_customers(),
        orders=four_orders(),
        stock=[
            StockRow("kettle-black", "north", 12),
            StockRow("kettle-white", "north", 0, inbound=20, inbound_date=date(2026, 11, 27)),
            StockRow("grinder-manual", "north", 4),
            StockRow("grinder-electric", "south", 3),
            StockRow("tent-2", "south", 5),
            StockRow("tent-4", "south", 1),
            StockRow("mug-350", "north", 40),
            StockRow("coffee-250", "north", 60),
            StockRow("coffee-1000", "north", 0),
        ],
        promotions=[
            Promotion(
                "autumn",
                "Autumn sale",
                "秋季促销",
                date(2026, 11, 15),
                date(2026, 11, 30),
                Decimal(10),
                "kettles",
            )
        ],
    )


def attribute(name: str, name_zh: str, value: str, value_zh: str = "") -> Attribute:
    """An attribute; a value without Chinese is the same in both languages."""
    return Attribute(Text(name, name_zh), Text(value, value_zh or value))


BLACK = attribute("color", "颜色", "black", "黑色")
WHITE = attribute("color", "颜色", "white", "白色")


def _kettle() -> Product:
    return Product(
        "kettle",
        Text("Heron gooseneck kettle KT-750", "苍鹭细口手冲壶 KT-750"),
        category="kettles",
        brand="Heron",
        attributes=(
            attribute("capacity", "容量", "750 ml"),
            attribute("material", "材质", "stainless steel", "不锈钢"),
            attribute("power", "功率", "1200 W"),
            attribute("weight", "重量", "1.1 kg"),
        ),
        variants=(
            Variant("kettle-black", "kettle", (BLACK,), Decimal("59.90"), image="kettle"),
            Variant("kettle-white", "kettle", (WHITE,), Decimal("64.90"), available=False),
        ),
        image="kettle",
        synonyms=("goose neck", "细嘴壶"),
    )


def _grinder() -> Product:
    manual = attribute("drive", "驱动", "manual", "手动")
    electric = attribute("drive", "驱动", "electric", "电动")
    return Product(
        "grinder",
        Text("Mill & Co coffee grinder", "米尔咖啡磨豆机"),
        category="grinders",
        brand="Mill & Co",
        attributes=(
            attribute("burr", "磨芯", "conical steel burr", "锥形钢磨芯"),
            attribute("settings", "档位", "40"),
        ),
        variants=(
            Variant("grinder-manual", "grinder", (manual,), Decimal("45.00")),
            Variant("grinder-electric", "grinder", (electric,), Decimal("129.00")),
        ),
        synonyms=("bean mill", "磨粉机"),
    )


def _tent() -> Product:
    two = attribute("sleeps", "人数", "2 people", "2人")
    four = attribute("sleeps", "人数", "4 people", "4人")
    return Product(
        "tent",
        Text("Ridge trekking tent", "山脊徒步帐篷"),
        category="tents",
        brand="Ridge",
        attributes=(
            attribute("waterproof rating", "防水指数", "3000 mm"),
            attribute("seasons", "适用季节", "spring to autumn", "春夏秋三季"),
        ),
        variants=(
            Variant("tent-2", "tent", (two,), Decimal("149.00")),
            Variant("tent-4", "tent", (four,), Decimal("219.00")),
        ),
    )


def _mug() -> Product:
    return Product(
        "mug",
        Text("Enamel camping mug", "搪瓷露营马克杯"),
        category="mugs",
        brand="Ridge",
        attributes=(
            attribute("capacity", "容量", "350 ml"),
            attribute("material", "材质", "enamelled steel", "搪瓷钢"),
            attribute("dishwasher safe", "可用洗碗机", "yes", "是"),
        ),
        variants=(Variant("mug-350", "mug", (), Decimal("14.50")),),
    )


def _coffee() -> Product:
    small = attribute("weight", "净含量", "250 g")
    large = attribute("weight", "净含量", "1 kg")
    return Product(
        "coffee",
        Text("House blend coffee beans", "拼配咖啡豆"),
        category="beans",
        brand="Heron",
        attributes=(
            attribute("roast", "烘焙度", "medium", "中度烘焙"),
            attribute("origin", "产地", "Brazil and Ethiopia", "巴西和埃塞俄比亚"),
        ),
        variants=(
            Variant("coffee-250", "coffee", (small,), Decimal("12.00")),
            Variant("coffee-1000", "coffee", (large,), Decimal("39.00"), available=False),
        ),
    )


def _of_products() -> list[Content]:
    return [
        _content(
            "kettle-about",
            "description",
            "kettle",
            "About the kettle",
            "关于这款水壶",
            "A slim spout pours slowly and exactly. The handle stays cool. "
            "Do not put the base into the dishwasher.",
            "细长壶嘴出水慢而准。手柄不烫手。底座不能放进洗碗机。",
        ),
        _content(
            "kettle-repair",
            "repair",
            "kettle",
            "Warranty and repair",
            "保修与维修",
            "The warranty runs for 2 years from delivery. Repairs are free in that time, also the "
            "way back to you.",
            "自签收之日起保修2年，保修期内免费维修，寄回运费由我们承担。",
        ),
        _content(
            "kettle-gift",
            "gift",
            "kettle",
            "Free gift",
            "赠品",
            "A pack of 40 paper filters comes with every kettle.",
            "每把水壶赠送40张滤纸。",
        ),
        _content(
            "kettle-e01",
            "fault",
            "kettle",
            "E01: no water",
            "E01：缺水",
            "Fill in water up to the mark and press the button again.",
            "请加水到刻度线，然后重新按下开关。",
        ),
        _content(
            "kettle-e02",
            "fault",
            "kettle",
            "E02: overheated",
            "E02：过热",
            "Unplug the kettle and let it cool down for 15 minutes.",
            "请拔下插头，冷却15分钟后再用。",
        ),
        _content(
            "tent-install",
            "install",
            "tent",
            "How to pitch it",
            "搭建说明",
            "One person needs about 10 minutes. Lay out the floor, put the two poles in, then hang "
            "the inner tent.",
            "一个人大约10分钟搭好。先铺好底布，再穿两根帐杆，最后挂上内帐。",
        ),
    ]


def _of_the_shop() -> list[Content]:
    return [
        _content(
            "shipping",
            "faq",
            "",
            "How long does delivery take?",
            "多久能送到？",
            "Orders before 14:00 leave the same day and arrive in 2 to 4 working days.",
            "14点前下单当天发货，2到4个工作日送达。",
        ),
        _content(
            "returns",
            "policy",
            "",
            "Returns",
            "退货规则",
            "You can send things back within 30 days. Opened coffee cannot be returned.",
            "30天内可以退货。已开封的咖啡不能退。",
        ),
        _content(
            "payment",
            "faq",
            "",
            "How can I pay?",
            "有哪些付款方式？",
            "We take PayPal, credit cards and our gift cards.",
            "支持PayPal、信用卡和本店礼品卡。",
        ),
        _content(
            "welcome",
            "offer",
            "",
            "New customers",
            "新客优惠",
            "The code HELLO takes 5 USD off the first order above 50 USD.",
            "首单满50美元，输入HELLO立减5美元。",
        ),
    ]


def _content(
    identity: str, kind: ContentKind, product: str, title: str, title_zh: str, text: str, zh: str
) -> Content:
    return Content(identity, kind, Text(title, title_zh), Text(text, zh), product)
