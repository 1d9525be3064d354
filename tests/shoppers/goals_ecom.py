"""Goals on ecom_bench, drawn from its orders: no reasons, methods or addresses are fixed there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.shoppers.goals import Aim, Goal, Kind, Method, Purchase, Shopper
from tests.shoppers.naming import Thing, appliance, named
from tests.shoppers.places import chinese, company

SHOP = "ecom_bench"
_OPEN = ("待付款", "已付款", "处理中")
_FITTING: Mapping[Kind, tuple[str, ...]] = {
    **{"cancel": _OPEN, "address": _OPEN, "return": ("已签收",)},
    "invoice": (*_OPEN, "已发货", "运输中", "已送达", "已签收"),
    "problem": (*_OPEN, "已发货", "运输中", "已送达", "已签收"),
}
_SWAPPED: Mapping[Kind, tuple[str, ...]] = {"change_items": _OPEN}
_ON_THE_WAY = ("已发货", "运输中")
_ARRIVED = ("已送达", "已签收")
_COMPLAINTS = ("damaged", "missing", "wrong_item", "repair", "other", "price_protection")
_METHODS = {"京东E卡": "gift_card", "微信": "wechat", "支付宝": "alipay", "银行卡": "bank_card"}


@dataclass(frozen=True)
class Files:
    """The customers of the shop, their orders and what it sells, as its files hold them."""

    users: Mapping[str, Any]
    orders: Mapping[str, Any]
    titles: Mapping[str, str]
    invoiced: frozenset[str]
    swaps: Mapping[str, tuple[Mapping[str, str], ...]]

    def fitting(self, kind: Kind) -> list[str]:
        """Orders that the shop does this with; nobody asks twice for the same invoice."""
        done = self.invoiced if kind == "invoice" else frozenset[str]()
        stages = _stages(kind)
        fitting = [key for key, said in self.orders.items() if said["订单状态"] in stages]
        return [key for key in fitting if key not in done]

    def purchase(self, key: str, kind: Kind) -> Purchase:
        order = self.orders[key]
        others = [
            thing
            for other, said in self.orders.items()
            if other != key and said["用户ID"] == order["用户ID"]
            if said["订单状态"] in _stages(kind)
            for thing in self.things(other)
        ]
        total = Decimal(str(order["订单总金额"]))
        items = named(self.things(key), others)
        return Purchase(key, total, order["支付方式"], order["收货地址"]["城市"], items)

    def things(self, key: str) -> tuple[Thing, ...]:
        lines = self.orders[key]["订单商品列表"]
        return tuple(appliance(line["商品ID"], self.titles[line["商品ID"]]) for line in lines)

    def shopper(self, key: str) -> Shopper:
        user = self.orders[key]["用户ID"]
        hers = [order for order in self.orders.values() if order["用户ID"] == user]
        paid = dict.fromkeys(order["支付方式"] for order in hers)
        said = self.users[user]
        return Shopper(
            id=user,
            name=said["用户姓名"],
            phone=said["电话号码"],
            methods=tuple(Method(way, _METHODS[way], brand=way) for way in paid),
            tells=("name", "phone"),
        )


def read_ecom(folder: Path, rng: Random, num_drawn: int) -> Iterator[Goal]:
    """At most `num_drawn` goals of each kind that this shop can do something about."""
    files = read_files(folder)
    for kind in _FITTING:
        orders = files.fitting(kind)
        for key in rng.sample(orders, min(num_drawn, len(orders))):
            aim = _aim(files, key, kind, rng)
            yield Goal(f"drawn {key}", SHOP, files.shopper(key), (aim,))


def read_files(folder: Path) -> Files:
    goods = _rows(folder / "products.json")
    return Files(
        _load(folder / "users_info.json"),
        {
            key: order
            for of_one in _rows(folder / "orders.json").values()
            for key, order in of_one.items()
        },
        {key: said["商品名称"] for key, said in goods.items()},
        frozenset(_load(folder / "invoices.json")),
        {key: tuple(said["可换货商品"]) for key, said in goods.items()},
    )


def _stages(kind: Kind) -> tuple[str, ...]:
    """Statuses of the orders that the shop does this with."""
    return {**_FITTING, **_SWAPPED}[kind]


def _aim(files: Files, key: str, kind: Kind, rng: Random) -> Aim:
    purchase = files.purchase(key, kind)
    paid, lines = purchase.paid_with, purchase.items
    write: dict[str, object]
    match kind:
        case "cancel":
            write = {"do": "cancel_order", "order": key}
            return Aim(kind, write, purchase, lines, paid, (paid,))
        case "return":
            item = rng.choice([line for line in lines if line.clear])
            write = {"do": "return_items", "order": key, "items": [item.id]}
            return Aim(kind, write, purchase, (item,), paid, (paid,))
        case "address":
            where = files.orders[key]["收货地址"]
            place = chinese(_districts(files), (where["城市"], where["区县"]), rng)
            write = {"do": "change_order_address", "order": key}
            return Aim(kind, write, purchase, lines, place=place, old_city=where["城市"])
        case "invoice":
            write = {"do": "open_case", "order": key, "kind": "invoice"}
            return Aim(kind, write, purchase, lines, title=company("zh", rng))
    item = rng.choice([line for line in lines if line.clear])
    write = {"do": "open_case", "order": key}
    return Aim(kind, write, purchase, (item,), cases=_complaints(files.orders[key]["订单状态"]))


def _complaints(status: str) -> tuple[str, ...]:
    """What can be wrong with an order that is so far."""
    if status in _ARRIVED:
        return _COMPLAINTS
    return ("not_received",) if status in _ON_THE_WAY else ("price_protection",)


def _districts(files: Files) -> list[tuple[str, str, str]]:
    """Districts that parcels go to, of those whose whole name is on file."""
    known = [order["收货地址"] for order in files.orders.values()]
    return sorted(
        {
            (where["省份"], where["城市"], where["区县"])
            for where in known
            if where["省份"].endswith(("省", "市")) and where["城市"].endswith("市")
        }
    )


def _rows(path: Path) -> dict[str, Any]:
    """The rows of a file by their id, without the platform and the shop they stand under."""
    shops = (shop for platform in _load(path).values() for shop in platform.values())
    return {key: row for shop in shops for key, row in shop.items()}


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
