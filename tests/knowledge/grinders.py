"""Ada's two hand grinders, and what she may want instead of them."""

from dataclasses import replace
from decimal import Decimal

from knowledge.purchase import Order
from knowledge.write import ChangeOrderItems, Swap
from tests.knowledge.confirming import with_things_to_swap

GRINDER = Swap("grinder-manual", "grinder-manual", "grinder-electric")


def grinders(status: str = "pending", price: str = "45.00") -> Order:
    """Ada's two hand grinders, paid with PayPal."""
    order = next(one for one in with_things_to_swap().orders if one.id == "#1016")
    (line,) = order.lines
    return replace(order, status=status, lines=(replace(line, price=Decimal(price)),))


def change(*swaps: Swap, to: str = "paypal_1") -> ChangeOrderItems:
    return ChangeOrderItems("#1016", swaps, to)
