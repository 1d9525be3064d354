"""
The retail shop of tau-bench: `products.json`, `users.json` and `orders.json` in one folder.

The rules and the policies in words are those of the newer wording, `policy_tau2.md`.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from knowledge.goods import Attribute, Product, Text, Variant
from knowledge.load.json_rows import (
    DAMAGE,
    Row,
    mapping,
    money,
    optional_text,
    read_each,
    read_object,
    reason,
    sequence,
    text,
)
from knowledge.load.policy_texts import POLICIES, read_policy_texts
from knowledge.load.shop_data import Complaint, ShopData
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Line, Order, Payment, Shipment

PRODUCTS, USERS, ORDERS = "products.json", "users.json", "orders.json"


def load(path: Path) -> ShopData:
    """
    The shop's rows, with ids as in the files.

    Raises
    ------
    ValueError
        If the folder holds none of the three files.
    """
    if not any((path / name).is_file() for name in (PRODUCTS, USERS, ORDERS)):
        seen = ", ".join(sorted(file.name for file in path.glob("*"))) or "nothing"
        raise ValueError(f"{path} holds {seen}; looked for {PRODUCTS}, {USERS} and {ORDERS}")
    complaints: list[Complaint] = []
    products, users, orders = (
        read_object(path, name, complaints) for name in (PRODUCTS, USERS, ORDERS)
    )
    data = ShopData(
        policy=POLICIES / "tau_bench_retail.yaml",
        content=read_policy_texts(POLICIES / "tau_bench_retail_texts.yaml"),
        complaints=complaints,
    )
    data.products = _products(products, complaints)
    data.customers = read_each(users.items(), USERS, _customer, complaints)
    data.orders = _orders(orders, data.customers, complaints)
    return data


def _products(rows: Row, complaints: list[Complaint]) -> list[Product]:
    numbers = {key: number for number, key in enumerate(rows, start=1)}

    def product(key: str, row: Any) -> Product:
        id, title = text(row, "product_id"), Text(en=text(row, "name"))
        variants: list[Variant] = []
        for item, fields in mapping(row["variants"], "variants").items():
            try:
                variants.append(_variant(id, fields))
            except DAMAGE as problem:
                message = f"{key}, variant {item}: {reason(problem)}"
                complaints.append(Complaint(PRODUCTS, numbers[key], message))
        if not variants:
            raise ValueError("no variant of it could be read")
        return Product(id=id, title=title, variants=tuple(variants))

    return read_each(rows.items(), PRODUCTS, product, complaints)


def _variant(product: str, row: Row) -> Variant:
    available = row["available"]
    if not isinstance(available, bool):
        raise ValueError(f"available is {available!r}; give true or false")
    return Variant(
        id=text(row, "item_id"),
        product=product,
        attributes=_attributes(row["options"]),
        price=money(row, "price"),
        available=available,
    )


def _attributes(options: object) -> tuple[Attribute, ...]:
    said = mapping(options, "options")
    return tuple(Attribute(Text(en=name), Text(en=text(said, name))) for name in said)


def _customer(key: str, row: Any) -> Customer:
    name = mapping(row["name"], "name")
    methods = mapping(row["payment_methods"], "payment_methods")
    return Customer(
        id=key,
        name=f"{text(name, 'first_name')} {text(name, 'last_name')}",
        email=text(row, "email"),
        address=_address(row["address"]),
        payment_methods=tuple(_payment_method(method) for method in methods.values()),
        language="en",
    )


def _payment_method(row: Row) -> PaymentMethod:
    return PaymentMethod(
        id=text(row, "id"),
        kind=text(row, "source"),
        brand=optional_text(row, "brand"),
        last_four=optional_text(row, "last_four"),
        balance=money(row, "balance") if "balance" in row else None,
    )


def _address(said: object) -> Address:
    row = mapping(said, "address")
    return Address(
        address1=text(row, "address1"),
        address2=optional_text(row, "address2"),
        city=text(row, "city"),
        state=text(row, "state"),
        country=text(row, "country"),
        zip=text(row, "zip"),
    )


def _orders(rows: Row, customers: list[Customer], complaints: list[Complaint]) -> list[Order]:
    names = {customer.id: customer.name for customer in customers}
    return read_each(rows.items(), ORDERS, lambda _, row: _order(row, names), complaints)


def _order(row: Row, names: Mapping[str, str]) -> Order:
    customer = text(row, "user_id")
    if customer not in names:
        raise ValueError(f"its customer {customer} could not be loaded from {USERS}")
    lines = _lines(sequence(row["items"], "items"))
    payments = tuple(_payment(paid) for paid in sequence(row["payment_history"], "payment_history"))
    return Order(
        id=text(row, "order_id"),
        customer=customer,
        status=text(row, "status"),
        # In the published data this is also what the first payment says, for every order.
        total=sum((line.price for line in lines), Decimal(0)),
        lines=lines,
        address=_address(row["address"]),
        recipient=names[customer],
        payment_method=payments[0].method if payments else "",
        payments=payments,
        shipments=_shipments(sequence(row["fulfillments"], "fulfillments")),
    )


def _numbered(items: list[str]) -> list[str]:
    """Line ids: the item id, with ``:2`` behind it the second time it occurs."""
    seen: Counter[str] = Counter()
    ids = []
    for item in items:
        seen[item] += 1
        ids.append(item if seen[item] == 1 else f"{item}:{seen[item]}")
    return ids


def _lines(rows: list[Any]) -> tuple[Line, ...]:
    ids = _numbered([text(row, "item_id") for row in rows])
    return tuple(
        Line(
            id=id,
            product=text(row, "product_id"),
            variant=text(row, "item_id"),
            title=Text(en=text(row, "name")),
            price=money(row, "price"),
            attributes=_attributes(row["options"]),
        )
        for id, row in zip(ids, rows, strict=True)
    )


def _payment(row: Row) -> Payment:
    amount, method = money(row, "amount"), text(row, "payment_method_id")
    match text(row, "transaction_type"):
        case "payment":
            return Payment("payment", amount, method)
        case "refund":
            return Payment("refund", amount, method)
        case other:
            raise ValueError(f"transaction_type is {other!r}; allowed are payment, refund")


def _shipments(rows: list[Any]) -> tuple[Shipment, ...]:
    return tuple(
        Shipment(
            tracking=tracking,
            lines=tuple(_numbered([str(item) for item in sequence(row["item_ids"], "item_ids")])),
        )
        for row in rows
        for tracking in sequence(row["tracking_id"], "tracking_id")
    )
