"""The policies that come along, and one order of a shop that keeps no dates."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from knowledge.goods import Text
from knowledge.load.init import PLAIN_POLICY
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Line, Order, Payment
from knowledge.rules import Rules
from tests.knowledge.four_orders import four_orders, two_customers


@cache
def policy(shop: str) -> Rules:
    """The rules of ``tau_bench_retail``, ``ecom_bench``, ``demo`` or ``plain``."""
    return Rules.read(PLAIN_POLICY.with_stem(shop))


def order_of_ada(status: str) -> Order:
    """Ada's two coffees and a mug for 38.50, here with nothing sent back; came 2026-11-02."""
    coffee = next(order for order in four_orders() if order.id == "#1003")
    return replace(coffee, status=status, payments=coffee.payments[:1], returns=())


def ada() -> Customer:
    """Who has paypal_1, credit_card_2 and gift_card_3 with 25.00 on it."""
    return two_customers()[0]


def order_of_min(status: str) -> Order:
    """张敏's cooker for 399, paid with 微信, which is none of the methods on file."""
    return Order(
        "880001",
        "U01",
        status,
        Decimal("399"),
        (Line("cooker-white", "cooker", "cooker-white", Text(zh="电饭煲"), Decimal("399")),),
        address=Address("花木路8号", "", "上海市", "上海", "中国"),
        payment_method="微信",
        payments=(Payment("payment", Decimal("399"), "微信"),),
    )


def min_zhang() -> Customer:
    card = PaymentMethod("京东E卡", "gift_card", balance=Decimal("200"))
    return Customer("U01", "张敏", payment_methods=(card, PaymentMethod("支付宝", "支付宝")))
