"""Who buys in the shop of appliances, and what they bought; no order has a date."""

from datetime import datetime
from decimal import Decimal

from knowledge.goods import Attribute, Text
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Line, Order, Payment, Return, Shipment, TrackPoint

MIN_HOME = Address("浦东新区花木路8号", "2栋301", "上海市", "上海", "中国")
LONG_TITLE = "山茶厨下式反渗透净水器家用直饮大通量双出水即滤即饮一级水效 RO1200-PRO(WHITE)"


def two_customers() -> list[Customer]:
    """张敏, who has two gift cards with names of their own, and 赵强, of whom little is known."""
    return [
        Customer(
            "U01",
            "张敏",
            phone="13900000001",
            address=MIN_HOME,
            payment_methods=(
                PaymentMethod("礼品卡A", "gift_card", balance=Decimal("200")),
                PaymentMethod("礼品卡B", "gift_card", balance=Decimal("0")),
                PaymentMethod("支付宝", "支付宝"),
            ),
        ),
        Customer("U02", "赵强", phone="13900000001"),
    ]


def five_orders() -> list[Order]:
    """Unpaid, on its way, delivered and partly refunded, called off, being sent back."""
    return [_returning(), _unpaid(), _underway(), _delivered(), _called_off()]


def _returning() -> Order:
    return Order(
        "880005",
        "U02",
        "退货中",
        Decimal("399"),
        (_line("cooker", "cooker-white", "山茶智能电饭煲", "399"),),
        payment_method="微信",
        payments=(Payment("payment", Decimal("399"), "微信"),),
        returns=(Return(("cooker-white",), Decimal("399"), "微信", "requested"),),
    )


def _unpaid() -> Order:
    return Order(
        "880001",
        "U01",
        "未付款",
        Decimal("399"),
        (
            _line(
                "cooker",
                "cooker-white",
                "山茶智能电饭煲",
                "399",
                (Attribute(Text(zh="颜色"), Text(zh="白色")),),
            ),
        ),
        address=MIN_HOME,
        payment_method="微信",
        note=Text(zh="已开具电子发票，抬头：张敏"),
    )


def _underway() -> Order:
    return Order(
        "880002",
        "U01",
        "在途",
        Decimal("2399"),
        (_line("purifier", "purifier-1", LONG_TITLE, "2399"),),
        address=MIN_HOME,
        payment_method="支付宝",
        payments=(Payment("payment", Decimal("2399"), "支付宝"),),
        shipments=(
            Shipment(
                "YT5500001",
                promised=datetime(2025, 6, 18, 12, 0),
                track=(TrackPoint(None, "运输中", "合肥转运中心"),),
            ),
        ),
        delay_reason=Text(zh="暴雨导致道路中断"),
    )


def _delivered() -> Order:
    return Order(
        "880003",
        "U01",
        "妥投",
        Decimal("319"),
        (
            _line("fan", "fan-0", "落地电风扇", "150"),
            _line("filter", "filter-short", "净水器滤芯", "84.50", quantity=2),
        ),
        address=MIN_HOME,
        payment_method="支付宝",
        payments=(
            Payment("payment", Decimal("319"), "支付宝"),
            Payment("refund", Decimal("84.50"), "支付宝"),
            Payment("refund", Decimal("10"), "礼品卡A"),
        ),
        shipments=(
            Shipment("ZT7700001", "中通快递", delivered=datetime(2025, 6, 10, 17, 5)),
            Shipment("ZT7700002", "中通快递", delivered=datetime(2025, 6, 11, 9, 40)),
        ),
        returns=(Return(("filter-short",), Decimal("74.50"), "支付宝", "received"),),
    )


def _called_off() -> Order:
    return Order(
        "880004",
        "U02",
        "作废",
        Decimal("170"),
        (_line("fan", "fan-2", "落地电风扇", "170"),),
        payment_method="微信",
    )


def _line(
    product: str,
    variant: str,
    title: str,
    price: str,
    attributes: tuple[Attribute, ...] = (),
    quantity: int = 1,
) -> Line:
    return Line(variant, product, variant, Text(zh=title), Decimal(price), quantity, attributes)
