"""What lies in the two warehouses of the demo shop today, and what is on its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from knowledge.goods import Product
from knowledge.load.demo.calendar import Calendar, working_day
from knowledge.load.demo.parcels import WAREHOUSES
from knowledge.load.shop_data import SoldOut, StockRow
from knowledge.purchase import Order

RECENT = 60
"""Days whose sales say how much is kept."""
SHARE_NORTH = 0.6


def make_stock(
    products: Iterable[Product],
    orders: Iterable[Order],
    sold_out: Iterable[SoldOut],
    calendar: Calendar,
    rng: Random,
) -> list[StockRow]:
    """One row for each variant and warehouse; what is sold out today has a delivery on its way."""
    sold = _sold_recently(orders, calendar)
    gone = {spell.variant for spell in sold_out if spell.last >= calendar.until}
    rows: list[StockRow] = []
    for product in products:
        for variant in product.variants:
            rate = sold.get(variant.id, 0) / RECENT
            rows += _rows(variant.id, rate, variant.id in gone, calendar, rng)
    return rows


def with_availability(products: Sequence[Product], stock: Iterable[StockRow]) -> list[Product]:
    """The products, with each variant on sale exactly where something of it is on hand."""
    on_hand: dict[str, int] = {}
    for row in stock:
        on_hand[row.variant] = on_hand.get(row.variant, 0) + row.on_hand
    return [
        replace(
            product,
            variants=tuple(replace(v, available=on_hand[v.id] > 0) for v in product.variants),
        )
        for product in products
    ]


def _sold_recently(orders: Iterable[Order], calendar: Calendar) -> Mapping[str, int]:
    start = calendar.now - timedelta(days=RECENT)
    sold: dict[str, int] = {}
    for order in orders:
        if order.placed and order.placed >= start and order.status != "cancelled":
            for line in order.lines:
                sold[line.variant] = sold.get(line.variant, 0) + line.quantity
    return sold


def _rows(
    variant: str, rate: float, gone: bool, calendar: Calendar, rng: Random
) -> Iterable[StockRow]:
    """
    Parameters
    ----------
    rate
        Pieces sold a day.
    """
    cover = rng.uniform(7, 56)
    pieces = 0 if gone else max(1, round(rate * cover) + rng.randint(0, 8))
    north = round(pieces * SHARE_NORTH)
    # Few pieces lie in one place, and now and then one warehouse has run out of something.
    if pieces < 4 or rng.random() < 0.06:
        north = rng.choice((0, pieces))
    coming = gone or cover < 14 or pieces < 3
    for warehouse, on_hand in zip(WAREHOUSES, (north, pieces - north), strict=True):
        inbound = max(4, round(rate * 21)) if coming and (warehouse == WAREHOUSES[0]) else 0
        due = working_day(calendar.until + timedelta(days=rng.randint(2, 24)))
        yield StockRow(variant, warehouse, on_hand, inbound, due if inbound else None)
