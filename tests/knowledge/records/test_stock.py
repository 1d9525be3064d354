"""Stock is told where the shop keeps numbers, and not made up where it does not."""

from datetime import date

from knowledge.load.shop_data import ShopData, StockRow
from knowledge.records.database import Records


def test_on_hand_is_the_sum_of_the_warehouses(records: Records) -> None:
    records.load(ShopData(stock=[StockRow("mug", "north", 3), StockRow("mug", "south", 4)]))
    assert records.stock.on_hand("mug") == 7


def test_sold_out_is_none_on_hand(records: Records) -> None:
    assert records.stock.on_hand("kettle-white") == 0


def test_no_numbers_is_not_sold_out(records: Records) -> None:
    assert records.stock.on_hand("voucher") is None


def test_what_is_on_its_way_is_told_with_its_day(records: Records) -> None:
    assert records.stock.of("kettle-white") == (
        StockRow("kettle-white", "north", 0, inbound=20, inbound_date=date(2026, 11, 27)),
    )
