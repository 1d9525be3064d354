"""Customers of ECom-Bench and what they bought, with parcels and what else is on file about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.goods import Product, Text
from knowledge.load.ecom_bench_goods import clean
from knowledge.load.json_rows import (
    Row,
    mapping,
    moment,
    money,
    optional_text,
    read_each,
    read_object,
    rows_below,
    sequence,
    text,
)
from knowledge.load.shop_data import Complaint
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Line, Order, Payment, Shipment, TrackPoint

USERS, ORDERS, LOGISTICS = "users_info.json", "orders.json", "logistics.json"
INVOICES, SERVICE, CASHBACK = "invoices.json", "service.json", "register_cashback.json"
GIFT_CARD = "京东E卡"
UNPAID = "待付款"


@dataclass(frozen=True)
class _About:
    """What the other files say about orders, by order id."""

    shipments: Mapping[str, Shipment]
    notes: Mapping[str, list[Text]]


def read_customers(folder: Path, complaints: list[Complaint]) -> list[Customer]:
    """Customers with the gift card that each account has, and the ways they have paid with."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    for _, row in _rows(folder, ORDERS, []):
        if isinstance(row, Mapping) and isinstance(row.get("支付方式"), str):
            used[str(row.get("用户ID"))].append(row["支付方式"])

    def customer(id: str, row: Any) -> Customer:
        card = PaymentMethod(GIFT_CARD, "gift_card", balance=money(row, "电子卡余额"))
        words = dict.fromkeys(word for word in used[id] if word != GIFT_CARD)
        return Customer(
            id=text(row, "用户ID"),
            name=text(row, "用户姓名"),
            phone=text(row, "电话号码"),
            address=_address(mapping(row["地址信息"], "地址信息")),
            payment_methods=(card, *(PaymentMethod(word, word) for word in words)),
            language="zh",
        )

    users = read_object(folder, USERS, complaints)
    return read_each(users.items(), USERS, customer, complaints)


def _address(row: Row) -> Address:
    """Province is the state; district, street and number are the first line."""
    province, city = text(row, "省份"), text(row, "城市")
    district, street = optional_text(row, "区县"), text(row, "详细地址")
    # Some details repeat what the other fields say.
    for part in (province, city, district):
        street = street.removeprefix(part) or street
    return Address(address1=district + street, city=city, state=province, country=text(row, "国家"))


def read_orders(
    folder: Path, customers: list[Customer], products: list[Product], complaints: list[Complaint]
) -> list[Order]:
    """The orders as listed in the source, which gives them no dates; the last one is the newest."""
    rows = _rows(folder, ORDERS, complaints)
    about = _read_about(folder, {id for id, _ in rows}, complaints)
    names = {customer.id for customer in customers}
    goods = {product.id: product for product in products}

    def order(key: str, row: Any) -> Order:
        if text(row, "用户ID") not in names:
            raise ValueError(f"用户ID {row['用户ID']} could not be loaded from {USERS}")
        return _order(row, goods, about)

    return read_each(rows, ORDERS, order, complaints)


def _order(row: Row, goods: Mapping[str, Product], about: _About) -> Order:
    id, status, total = text(row, "订单ID"), text(row, "订单状态"), money(row, "订单总金额")
    sent, method = mapping(row["收货地址"], "收货地址"), text(row, "支付方式")
    notes = list(about.notes.get(id, []))
    if row.get("是否加急") is True:
        notes.insert(0, Text("Rush order.", "加急订单。"))
    return Order(
        id=id,
        customer=text(row, "用户ID"),
        status=status,
        total=total,
        lines=_lines(sequence(row["订单商品列表"], "订单商品列表"), goods),
        address=_address(sent),
        recipient=text(sent, "收件人姓名"),
        phone=text(sent, "电话号码"),
        payment_method=method,
        payments=() if status == UNPAID else (Payment("payment", total, method),),
        shipments=(about.shipments[id],) if id in about.shipments else (),
        note=Text(" ".join(note.en for note in notes), "".join(note.zh for note in notes)),
    )


def _lines(rows: list[Any], goods: Mapping[str, Product]) -> tuple[Line, ...]:
    lines: dict[str, Line] = {}
    for row in rows:
        variant = text(row, "商品ID")
        if variant not in goods:
            raise ValueError(f"商品ID {variant} could not be loaded from products.json")
        quantity = row["数量"]
        if isinstance(quantity, bool) or not isinstance(quantity, int) or quantity < 1:
            raise ValueError(f"数量 is {quantity!r}; give a count, 1 or more")
        place = 1 + sum(line.variant == variant for line in lines.values())
        id = variant if place == 1 else f"{variant}:{place}"
        lines[id] = Line(
            id=id,
            product=variant,
            variant=variant,
            title=goods[variant].title,
            price=money(row, "单价"),
            quantity=quantity,
            attributes=goods[variant].variants[0].attributes,
        )
    return tuple(lines.values())


def _read_about(folder: Path, orders: set[str], complaints: list[Complaint]) -> _About:
    """Parcels, invoices, appointments and cashback of the orders that are on file."""

    def known(order: str) -> str:
        if order not in orders:
            raise ValueError(f"the order is not in {ORDERS}")
        return order

    def invoice(key: str, row: Any) -> tuple[str, Text]:
        kind, title = text(row, "发票类型"), text(row, "发票抬头")
        en = "personal invoice" if kind == "个人发票" else f"invoice ({kind})"
        return known(text(row, "订单ID")), Text(
            f"Invoice on file: {en}, made out to {title}.", f"已开{kind}，抬头：{title}。"
        )

    def appointment(key: str, row: Any) -> tuple[str, Text]:
        kind, day = text(row, "服务类型"), text(row, "预约日期")
        en = _DAYS.get(day, day)
        service = "installation" if kind == "安装" else kind
        return known(key), Text(f"Appointment for {service}: {en}.", f"已预约{kind}：{day}。")

    def cashback(key: str, row: Any) -> tuple[str, Text | None]:
        if not isinstance(row, bool):
            raise ValueError(f"it is {row!r}; give true or false")
        done = Text("Cashback for a review has been registered.", "已登记晒单返现。")
        return known(key), done if row else None

    def parcel(key: str, row: Any) -> tuple[str, Shipment]:
        return known(key), _shipment(row)

    invoices = read_object(folder, INVOICES, complaints).items()
    told: list[tuple[str, Text | None]] = [
        *read_each(invoices, INVOICES, invoice, complaints),
        *read_each(_rows(folder, SERVICE, complaints), SERVICE, appointment, complaints),
        *read_each(_rows(folder, CASHBACK, complaints), CASHBACK, cashback, complaints),
    ]
    notes: defaultdict[str, list[Text]] = defaultdict(list)
    for order, note in told:
        if note:
            notes[order].append(note)
    return _About(
        dict(read_each(_rows(folder, LOGISTICS, complaints), LOGISTICS, parcel, complaints)), notes
    )


_DAYS = {
    "周一": "Monday",
    "周二": "Tuesday",
    "周三": "Wednesday",
    "周四": "Thursday",
    "周五": "Friday",
    "周六": "Saturday",
    "周日": "Sunday",
}


def _shipment(row: Row) -> Shipment:
    track = tuple(_track_point(point) for point in sequence(row["物流轨迹"], "物流轨迹"))
    return Shipment(
        tracking=text(row, "物流单号"),
        carrier=optional_text(row, "物流公司"),
        dispatched=_first(track, "已揽收"),
        promised=moment(row, "预计送达时间"),
        delivered=moment(row, "实际送达时间"),
        track=track,
    )


def _track_point(row: Row) -> TrackPoint:
    return TrackPoint(
        at=moment(row, "时间"),
        # One point of the published file has its status under the English key.
        status=text(row, "状态" if "状态" in row else "status"),
        place=optional_text(row, "位置"),
        text=Text(zh=clean(optional_text(row, "描述"))),
    )


def _first(track: tuple[TrackPoint, ...], status: str) -> datetime | None:
    return next((point.at for point in track if point.status == status), None)


def _rows(folder: Path, name: str, complaints: list[Complaint]) -> list[tuple[str, Any]]:
    """The rows of a file by order id; they stand under platform, shop and customer."""
    return rows_below(read_object(folder, name, complaints), 3, name, complaints)
