"""A shop of things that come in several ways: shirts, lamps, bottles and glasses."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from knowledge.goods import Attribute, Product, Text, Variant
from knowledge.load.shop_data import ShopData
from knowledge.purchase import Line, Order, Payment
from tests.knowledge.four_orders import two_customers

Row = dict[str, str]
_NAMES = {
    "color": "颜色",
    "size": "尺码",
    "brightness": "亮度",
    "power source": "供电",
    "capacity": "容量",
    "material": "材质",
    "frame color": "镜框颜色",
    "lens color": "镜片颜色",
    "waterproof": "防水",
    "backlight": "背光",
}
_VALUES = {
    "red": "红色",
    "blue": "蓝色",
    "black": "黑色",
    "white": "白色",
    "green": "绿色",
    "low": "低",
    "medium": "中",
    "high": "高",
    "battery": "电池",
    "glass": "玻璃",
    "stainless steel": "不锈钢",
    "yes": "是",
    "no": "否",
    "none": "无",
}


def variants_of(product: str, rows: dict[str, Row], cents: int = 100) -> tuple[Variant, ...]:
    """Variants by their id, each 10 cents dearer than the one before."""
    return tuple(
        Variant(id, product, attributes(row), Decimal(cents + 10 * place) / 10)
        for place, (id, row) in enumerate(rows.items())
    )


def attributes(row: Row) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(Text(name, _NAMES[name]), Text(value, _VALUES.get(value, value)))
        for name, value in row.items()
    )


SHIRTS = variants_of(
    "shirt",
    {
        f"{color}-{size}": {"color": color, "size": size}
        for color in ("red", "blue", "black")
        for size in ("S", "M", "L")
        if (color, size) != ("black", "S")
    },
)
"""``red-S`` 10.00, ``red-M`` 11.00, ... ``black-L`` 17.00; there is no ``black-S``."""
LAMPS = variants_of(
    "lamp",
    {
        f"{brightness}-{power}": {"brightness": brightness, "power source": power, "color": color}
        for brightness in ("low", "medium", "high")
        for power, color in (("battery", "white"), ("USB", "black"))
    },
    cents=300,
)
"""``low-battery`` 30.00 ... ``high-USB`` 35.00; what runs on batteries is white, the rest black."""
BOTTLES = variants_of(
    "bottle",
    {
        "500-glass": {"capacity": "500ml", "material": "glass"},
        "500-steel": {"capacity": "500ml", "material": "stainless steel"},
        "750-glass": {"capacity": "750ml", "material": "glass"},
        "1000-steel": {"capacity": "1000ml", "material": "stainless steel"},
    },
    cents=200,
)
"""20.00 to 23.00."""
GLASSES = variants_of(
    "glasses",
    {
        f"{frame}-{lens}": {"frame color": frame, "lens color": lens}
        for frame in ("black", "red")
        for lens in ("black", "green")
    },
)
RADIOS = variants_of(
    "radio",
    {
        f"{water}-{light}": {"waterproof": water, "backlight": light}
        for water in ("yes", "no")
        for light in ("none", "white")
    },
)
SHIRT, LAMP, BOTTLE = "red-M", "medium-battery", "750-glass"
"""What Ada has in #2001."""
DAY = datetime(2026, 11, 18, 9)


def wardrobe() -> ShopData:
    """
    Shirts, lamps and bottles. Ada has ordered one of each in ``#2001``, which is pending; in
    ``#2002`` a ``blue-L`` shirt has come; ``#2003`` is a ``low-USB`` lamp alone, pending.

    The ``high-battery`` lamp is sold out.
    """
    return ShopData(
        products=[
            Product("shirt", Text("Linen shirt", "亚麻衬衫"), variants=SHIRTS),
            Product("lamp", Text("Desk lamp", "台灯"), variants=tuple(map(_stocked, LAMPS))),
            Product("bottle", Text("Water bottle", "水瓶"), variants=BOTTLES),
        ],
        customers=two_customers(),
        orders=[
            _order("#2001", "pending", SHIRT, LAMP, BOTTLE),
            _order("#2002", "delivered", "blue-L"),
            _order("#2003", "pending", "low-USB"),
        ],
    )


def _stocked(variant: Variant) -> Variant:
    return replace(variant, available=variant.id != "high-battery")


def _order(id: str, status: str, *bought: str) -> Order:
    lines = tuple(_line(id) for id in bought)
    total = sum((line.price for line in lines), Decimal())
    return Order(
        id,
        "ada",
        status,
        total,
        lines,
        placed=DAY,
        payment_method="paypal_1",
        payments=(Payment("payment", total, "paypal_1", DAY),),
    )


def _line(id: str) -> Line:
    one = next(variant for variant in (*SHIRTS, *LAMPS, *BOTTLES) if variant.id == id)
    titles = {"shirt": "Linen shirt", "lamp": "Desk lamp", "bottle": "Water bottle"}
    assert one.price is not None
    return Line(id, one.product, id, Text(titles[one.product]), one.price, 1, one.attributes)
