"""A shop of one's own: a folder of CSV files, described in `docs/own_shop.md`."""

from pathlib import Path

from rapidfuzz import process

from knowledge.load.csv_goods import read_goods, read_stock
from knowledge.load.csv_orders import read_customers, read_orders
from knowledge.load.headed_texts import read_headed_texts
from knowledge.load.shop_data import Complaint, ShopData

PRODUCTS = "products.csv"
FILES = (
    PRODUCTS,
    "variants.csv",
    "customers.csv",
    "orders.csv",
    "order_lines.csv",
    "stock.csv",
    "shipments.csv",
    "policies.md",
    "policies_zh.md",
    "faq.md",
    "faq_zh.md",
    "policy.yaml",
)


def load(path: Path) -> ShopData:
    """
    The shop in the folder `path`; rows that could not be loaded are among the complaints.

    Raises
    ------
    ValueError
        If there is no products.csv, the one file that a shop has to have.
    """
    if not path.is_dir():
        raise ValueError(f"{path} is no folder; give the folder that holds {PRODUCTS}")
    seen = sorted(file.name for file in path.iterdir() if file.is_file())
    if PRODUCTS not in seen:
        raise ValueError(f"looked for {PRODUCTS} in {path} and saw {', '.join(seen) or 'no files'}")
    policy = path / "policy.yaml"
    data = ShopData(policy=policy if policy.is_file() else None)
    _mention_unread(seen, data.complaints)
    read_goods(path, data)
    read_stock(path, data)
    read_customers(path, data)
    read_orders(path, data)
    data.content += read_headed_texts(path, "policies", "policy", data.complaints)
    data.content += read_headed_texts(path, "faq", "faq", data.complaints)
    return data


def _mention_unread(seen: list[str], complaints: list[Complaint]) -> None:
    """A file name with a slip in it must not look like an empty shop."""
    for name in seen:
        if name not in FILES and name.lower().endswith((".csv", ".md", ".tsv", ".yaml", ".yml")):
            near = process.extractOne(name.lower(), FILES, score_cutoff=85)
            hint = f"; did you mean {near[0]}?" if near else ""
            complaints.append(Complaint(name, 0, f"it is not read{hint}"))
