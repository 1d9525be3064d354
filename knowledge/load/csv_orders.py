"""Customers of a shop of one's own, and their orders with lines and parcels."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from knowledge.goods import Product, Variant
from knowledge.load.cells import amount, count, known, moment
from knowledge.load.shop_data import Complaint, ShopData
from knowledge.load.table import Table, TableRow, check_columns, read_rows, read_table
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Line, Order, Shipment

_CUSTOMER = (
    "id",
    "name",
    "email",
    "phone",
    "address1",
    "address2",
    "city",
    "state",
    "country",
    "zip",
    "language",
)
_ORDER = ("id", "customer", "status", "placed", "payment_method", "total")
_LINE = ("order", "variant", "quantity", "price")
_SHIPMENT = ("order", "tracking", "carrier", "dispatched", "promised", "delivered")


def read_customers(folder: Path, data: ShopData) -> None:
    table = read_table(folder / "customers.csv", data.complaints)
    table = check_columns(table, _CUSTOMER, ("id", "name"), data.complaints)
    taken: set[str] = set()
    paid = _payment_methods(folder)

    def customer(row: TableRow) -> Customer:
        id, name = row.need("id"), row.need("name")
        if id in taken:
            raise ValueError(f"id {id!r} is there twice; the first one counts")
        language = row.get("language").lower()[:2]
        if language not in ("", "en", "zh"):
            raise ValueError(f"language is {row.get('language')!r}; give en or zh")
        taken.add(id)
        return Customer(
            id=id,
            name=name,
            email=row.get("email"),
            phone=row.get("phone"),
            address=Address(
                address1=row.get("address1"),
                address2=row.get("address2"),
                city=row.get("city"),
                state=row.get("state"),
                country=row.get("country"),
                zip=row.get("zip"),
            ),
            payment_methods=tuple(PaymentMethod(word, word) for word in paid.get(id, ())),
            language=language,
        )

    data.customers += read_rows(table, customer, data.complaints)


def _payment_methods(folder: Path) -> Mapping[str, list[str]]:
    """The ways each customer has paid with, as the orders name them."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table(folder / "orders.csv", []).rows:
        word = row.get("payment_method")
        if word and word not in used[row.get("customer")]:
            used[row.get("customer")].append(word)
    return used


def read_orders(folder: Path, data: ShopData) -> None:
    """Orders as listed; lines and parcels go by the order's id."""
    complaints = data.complaints
    orders = read_table(folder / "orders.csv", complaints)
    orders = check_columns(orders, _ORDER, ("id", "customer", "status"), complaints)
    lines = read_table(folder / "order_lines.csv", complaints)
    lines = check_columns(lines, _LINE, _LINE, complaints)
    shipments = read_table(folder / "shipments.csv", complaints)
    shipments = check_columns(shipments, _SHIPMENT, ("order", "tracking"), complaints)
    ids = {row.get("id") for row in orders.rows}
    of_order = _read_lines(lines, ids, data)
    listed = Counter(row.get("order") for row in lines.rows)
    incomplete = {id for id, num_lines in listed.items() if len(of_order[id]) < num_lines}
    parcels = _read_shipments(shipments, ids, complaints)
    customers = {customer.id: customer for customer in data.customers}
    taken: set[str] = set()

    def order(row: TableRow) -> Order:
        id = row.need("id")
        if id in taken:
            raise ValueError(f"id {id!r} is there twice; the first one counts")
        buyer = customers[known(row.need("customer"), "customer", customers, "customers.csv")]
        said = row.get("total")
        if not said and (id in incomplete or not of_order[id]):
            raise ValueError(f"{id} has no total, and not all of its lines could be loaded")
        total = sum((line.price * line.quantity for line in of_order[id]), Decimal(0))
        loaded = Order(
            id=id,
            customer=buyer.id,
            status=row.need("status"),
            total=amount(said, "total") if said else total,
            lines=tuple(of_order[id]),
            placed=moment(row.get("placed"), "placed"),
            address=buyer.address,
            recipient=buyer.name,
            phone=buyer.phone,
            payment_method=row.get("payment_method"),
            shipments=tuple(parcels[id]),
        )
        taken.add(id)
        return loaded

    data.orders += read_rows(orders, order, complaints)


def _read_lines(table: Table, orders: set[str], data: ShopData) -> defaultdict[str, list[Line]]:
    goods: dict[str, tuple[Product, Variant]] = {
        variant.id: (product, variant) for product in data.products for variant in product.variants
    }
    of_order: defaultdict[str, list[Line]] = defaultdict(list)

    def line(row: TableRow) -> None:
        order = known(row.need("order"), "order", orders, "orders.csv")
        id = known(row.need("variant"), "variant", goods, "the variants that were loaded")
        product, variant = goods[id]
        place = 1 + sum(each.variant == id for each in of_order[order])
        of_order[order].append(
            Line(
                id=id if place == 1 else f"{id}:{place}",
                product=product.id,
                variant=id,
                title=variant.title or product.title,
                price=amount(row.need("price"), "price"),
                quantity=count(row.need("quantity"), "quantity", least=1),
                attributes=variant.attributes,
            )
        )

    read_rows(table, line, data.complaints)
    return of_order


def _read_shipments(
    table: Table, orders: set[str], complaints: list[Complaint]
) -> defaultdict[str, list[Shipment]]:
    of_order: defaultdict[str, list[Shipment]] = defaultdict(list)

    def shipment(row: TableRow) -> None:
        order = known(row.need("order"), "order", orders, "orders.csv")
        of_order[order].append(
            Shipment(
                tracking=row.need("tracking"),
                carrier=row.get("carrier"),
                dispatched=moment(row.get("dispatched"), "dispatched"),
                promised=moment(row.get("promised"), "promised"),
                delivered=moment(row.get("delivered"), "delivered"),
            )
        )

    read_rows(table, shipment, complaints)
    return of_order
