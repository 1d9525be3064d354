"""A shop that swaps a thing only for what it lists for it: water heaters, some without a price."""

import atexit
import shutil
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.goods import Attribute, Edge, Product, Text, Variant
from knowledge.load.shop_data import ShopData
from knowledge.purchase import Line, Order, Payment


def heaters() -> ShopData:
    """
    h60 can be swapped for h50 (1199), h80 (no price on file) and h100 (not on sale).

    h40 is on sale and on no list; h50 lists h60 in its turn. U01 has paid 1299 for an h60.
    """
    return ShopData(
        products=[
            _heater("h60", "60升", Decimal("1299")),
            _heater("h50", "50升", Decimal("1199")),
            _heater("h80", "80升", None),
            _heater("h100", "100升", Decimal("1999"), available=False),
            _heater("h40", "40升", Decimal("999")),
        ],
        edges=[
            Edge("h60", "exchange", "h50"),
            Edge("h60", "exchange", "h80"),
            Edge("h60", "exchange", "h100"),
            Edge("h40", "exchange", "h60"),
        ],
        orders=[order_of_heater("已付款")],
    )


def order_of_heater(status: str) -> Order:
    product = _heater("h60", "60升", Decimal("1299"))
    (variant,) = product.variants
    line = Line("h60", "h60", "h60", product.title, Decimal("1299"), 1, variant.attributes)
    paid = () if status == "待付款" else (Payment("payment", Decimal("1299"), "微信"),)
    return Order(
        "880009", "U01", status, Decimal("1299"), (line,), payment_method="微信", payments=paid
    )


@cache
def heater_shelf() -> Catalogue:
    """The open catalogue, built once for all tests that read it."""
    folder = Path(tempfile.mkdtemp(prefix="heaters"))
    atexit.register(shutil.rmtree, folder)
    return Catalogue.build(
        folder / "catalogue.db", heaters(), currency="CNY", encoder=load_encoder()
    )


def _heater(id: str, litres: str, price: Decimal | None, *, available: bool = True) -> Product:
    capacity = Attribute(Text(zh="容量"), Text(zh=litres))
    variant = Variant(id, id, (capacity,), price, available)
    status = "已上架" if available else "已下架"
    return Product(id, Text(zh=f"{litres}热水器"), variants=(variant,), status=status)
