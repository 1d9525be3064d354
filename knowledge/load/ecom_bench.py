"""
The Chinese appliance shop of ECom-Bench: one folder of JSON files.

This module puts the rows together; :mod:`knowledge.load.ecom_bench_goods` reads the products and
:mod:`knowledge.load.ecom_bench_orders` the customers' side.
"""

from pathlib import Path

from knowledge.load.appliance_titles import categories
from knowledge.load.ecom_bench_goods import PRODUCTS, read_goods, read_offers
from knowledge.load.ecom_bench_orders import ORDERS, USERS, read_customers, read_orders
from knowledge.load.policy_texts import POLICIES, read_policy_texts
from knowledge.load.shop_data import ShopData


def load(path: Path) -> ShopData:
    """
    The shop's rows: customer id = 用户ID, order id = 订单ID, item id = variant id = 商品ID.

    Raises
    ------
    ValueError
        If the folder holds neither products nor customers nor orders.
    """
    if not any((path / name).is_file() for name in (PRODUCTS, USERS, ORDERS)):
        seen = ", ".join(sorted(file.name for file in path.glob("*"))) or "nothing"
        raise ValueError(f"{path} holds {seen}; looked for {PRODUCTS}, {USERS} and {ORDERS}")
    data = ShopData(
        policy=POLICIES / "ecom_bench.yaml",
        content=read_policy_texts(POLICIES / "ecom_bench_texts.yaml"),
    )
    goods = read_goods(path, data.complaints)
    data.products, data.edges = goods.products, goods.edges
    data.categories = categories({product.category for product in data.products})
    data.content += goods.content + read_offers(path, data.complaints)
    data.customers = read_customers(path, data.complaints)
    data.orders = read_orders(path, data.customers, data.products, data.complaints)
    return data
