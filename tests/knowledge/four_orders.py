"""Who buys in the shop of five products, and what they bought."""

from datetime import datetime
from decimal import Decimal

from knowledge.goods import Attribute, Text
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Line, Order, Payment, Return, Shipment, TrackPoint

BLACK = Attribute(Text("color", "颜色"), Text("black", "黑色"))


ADA_HOME = Address("12 Elm Street", "Apt 3", "Portland", "OR", "USA", "97201")
WEI_HOME = Address("西湖区文三路9号", "", "杭州市", "浙江省", "中国", "310012")


def two_customers() -> list[Customer]:
    """Ada, who has three ways to pay, and 李伟, who has one."""
    return [_ada(), _wei()]


def four_orders() -> list[Order]:
    """One pending, one late on its way, one delivered and partly sent back, one cancelled."""
    return [_pending(), _late(), _returned(), _cancelled()]


def _ada() -> Customer:
    return Customer(
        "ada",
        "Ada Fox",
        "ada.fox@example.com",
        "+1 503 555 0101",
        ADA_HOME,
        (
            PaymentMethod("paypal_1", "paypal"),
            PaymentMethod("credit_card_2", "credit_card", "visa", "4242"),
            PaymentMethod("gift_card_3", "gift_card", balance=Decimal("25.00")),
        ),
        language="en",
    )


def _wei() -> Customer:
    return Customer(
        "wei",
        "李伟",
        "li.wei@example.com",
        "13800000001",
        WEI_HOME,
        (PaymentMethod("credit_card_4", "credit_card", "mastercard", "1881"),),
        language="zh",
    )


def _pending() -> Order:
    return Order(
        "#1001",
        "ada",
        "pending",
        Decimal("74.40"),
        (
            _line("kettle", "kettle-black", "Heron gooseneck kettle KT-750", "59.90", (BLACK,)),
            _line("mug", "mug-350", "Enamel camping mug", "14.50"),
        ),
        placed=datetime(2026, 11, 19, 9, 30),
        address=ADA_HOME,
        recipient="Ada Fox",
        phone="+1 503 555 0101",
        payment_method="paypal_1",
        payments=(Payment("payment", Decimal("74.40"), "paypal_1", datetime(2026, 11, 19, 9, 31)),),
    )


def _late() -> Order:
    return Order(
        "#1002",
        "wei",
        "shipped",
        Decimal("149.00"),
        (_line("tent", "tent-2", "Ridge trekking tent", "149.00"),),
        placed=datetime(2026, 11, 10, 20, 0),
        address=WEI_HOME,
        recipient="李伟",
        phone="13800000001",
        payment_method="credit_card_4",
        payments=(
            Payment("payment", Decimal("149.00"), "credit_card_4", datetime(2026, 11, 10, 20, 1)),
        ),
        shipments=(
            Shipment(
                "SF100200300",
                "SF Express",
                dispatched=datetime(2026, 11, 12, 8, 0),
                promised=datetime(2026, 11, 17, 18, 0),
                track=(
                    TrackPoint(
                        datetime(2026, 11, 12, 8, 0),
                        "collected",
                        "Shenzhen",
                        Text("The parcel was collected", "快件已揽收"),
                    ),
                    TrackPoint(
                        datetime(2026, 11, 15, 3, 20),
                        "in transit",
                        "Hangzhou",
                        Text("The parcel is held up in Hangzhou", "快件滞留杭州中转场"),
                    ),
                ),
            ),
        ),
        delay_reason=Text("Heavy snow closed the motorway", "大雪导致高速封闭"),
    )


def _returned() -> Order:
    return Order(
        "#1003",
        "ada",
        "delivered",
        Decimal("38.50"),
        (
            _line("coffee", "coffee-250", "House blend coffee beans", "12.00", quantity=2),
            _line("mug", "mug-350", "Enamel camping mug", "14.50"),
        ),
        placed=datetime(2026, 10, 28, 12, 0),
        address=ADA_HOME,
        recipient="Ada Fox",
        phone="+1 503 555 0101",
        payment_method="credit_card_2",
        payments=(
            Payment("payment", Decimal("38.50"), "credit_card_2", datetime(2026, 10, 28, 12, 1)),
            Payment("refund", Decimal("14.50"), "credit_card_2", datetime(2026, 11, 12, 16, 0)),
        ),
        shipments=(
            Shipment(
                "UPS77001",
                "UPS",
                dispatched=datetime(2026, 10, 29, 9, 0),
                promised=datetime(2026, 11, 3, 18, 0),
                delivered=datetime(2026, 11, 2, 15, 45),
            ),
        ),
        returns=(
            Return(
                ("mug-350",),
                Decimal("14.50"),
                "credit_card_2",
                "refunded",
                datetime(2026, 11, 5, 10, 0),
                datetime(2026, 11, 12, 16, 0),
            ),
        ),
    )


def _cancelled() -> Order:
    return Order(
        "#1004",
        "wei",
        "cancelled",
        Decimal("129.00"),
        (_line("grinder", "grinder-electric", "Mill & Co coffee grinder", "129.00"),),
        placed=datetime(2026, 11, 1, 21, 15),
        address=WEI_HOME,
        recipient="李伟",
        phone="13800000001",
        payment_method="credit_card_4",
        payments=(
            Payment("payment", Decimal("129.00"), "credit_card_4", datetime(2026, 11, 1, 21, 16)),
            Payment("refund", Decimal("129.00"), "credit_card_4", datetime(2026, 11, 2, 9, 0)),
        ),
    )


def _line(
    product: str,
    variant: str,
    title: str,
    price: str,
    attributes: tuple[Attribute, ...] = (),
    quantity: int = 1,
) -> Line:
    return Line(variant, product, variant, Text(title), Decimal(price), quantity, attributes)
