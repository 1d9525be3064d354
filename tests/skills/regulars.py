"""Customers that both shops get besides their own: one with many orders, one with none."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from knowledge.goods import Product, Text
from knowledge.load.shop_data import ShopData
from knowledge.people import Customer
from knowledge.purchase import Line, Order

BUSY, NEW = "busy", "new"
HOARD = ("900001", "900002", "900003", "900004", "900005", "900006", "900007", "900008")
"""The busy customer's orders, the latest last; they cost 10, 20 ... 80."""


def with_regulars(data: ShopData, *, underway: str) -> ShopData:
    """
    The same shop with two more customers.

    Parameters
    ----------
    underway
        The shop's own word for an order on its way.
    """
    people = [Customer(BUSY, "Bo Busy"), Customer(NEW, "Nia New")]
    orders = list(_hoard(data.products[0], underway))
    return replace(data, customers=data.customers + people, orders=data.orders + orders)


def _hoard(product: Product, underway: str) -> Iterator[Order]:
    variant = product.variants[0].id
    for n, order in enumerate(HOARD, start=1):
        line = Line(variant, product.id, variant, Text("Thing", "东西"), Decimal(10 * n))
        yield Order(order, BUSY, underway, Decimal(10 * n), (line,))
