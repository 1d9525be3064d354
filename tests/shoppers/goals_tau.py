"""
Goals on the shop tau_bench_retail.

The writes of its tasks are taken as goals, never their sentences, and more are drawn from the
pending orders for what no task asks for.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.shoppers.goals import Aim, Goal, Kind, Method, Purchase, Shopper
from tests.shoppers.naming import Thing, named, thing_with_options
from tests.shoppers.places import american

SHOP = "tau_bench_retail"
_FITTING: Mapping[Kind, str] = {
    **{"cancel": "pending", "address": "pending", "payment": "pending"},
    **{"return": "delivered", "exchange": "delivered", "change_items": "pending"},
}
_KINDS: Mapping[str, Kind] = {
    "cancel_pending_order": "cancel",
    "return_delivered_order_items": "return",
    "modify_pending_order_address": "address",
    "modify_pending_order_payment": "payment",
    "modify_user_address": "customer_address",
}


@dataclass(frozen=True)
class Files:
    """The customers of the shop and their orders, as its files hold them."""

    users: Mapping[str, Any]
    orders: Mapping[str, Any]

    def purchase(self, order_id: str, kind: Kind) -> Purchase:
        """The order, with names that tell it from those that the same can be done with."""
        order = self.orders[order_id]
        others = [
            thing
            for other in self.users[order["user_id"]]["orders"]
            if other != order_id and self.orders[other]["status"] == _FITTING[kind]
            for thing in self.things(other)
        ]
        paid = order["payment_history"][0]
        total = sum((Decimal(str(item["price"])) for item in order["items"]), Decimal())
        items = named(self.things(order_id), others)
        return Purchase(order_id, total, paid["payment_method_id"], order["address"]["city"], items)

    def things(self, order_id: str) -> tuple[Thing, ...]:
        return tuple(
            thing_with_options(item["item_id"], item["name"], item["options"])
            for item in self.orders[order_id]["items"]
        )

    def shopper(self, user: str, tells: tuple[str, ...]) -> Shopper:
        said = self.users[user]
        name = f"{said['name']['first_name']} {said['name']['last_name']}"
        methods = tuple(
            Method(
                *(method["id"], method["source"], method.get("brand", "")),
                *(method.get("last_four", ""), _balance(method)),
            )
            for method in said["payment_methods"].values()
        )
        return Shopper(
            user, name, said["email"], said["address"]["zip"], methods=methods, tells=tells
        )


def read_tau(folder: Path, rng: Random, num_drawn: int) -> Iterator[Goal]:
    """The tasks with writes of our kinds, then `num_drawn` goals of each kind drawn from orders."""
    files = read_files(folder)
    for name, task in read_tasks(folder, _KINDS):
        yield from _of_task(files, task, name)
    pending = [order for order, said in files.orders.items() if said["status"] == "pending"]
    for order in rng.sample(pending, num_drawn):
        yield _drawn(files, order, (_to_address(files, order, rng),), rng)
    payable = [(order, aim) for order in pending if (aim := _to_payment(files, order, rng))]
    for order, aim in rng.sample(payable, min(num_drawn, len(payable))):
        yield _drawn(files, order, (aim,), rng)
    for order in rng.sample(pending, num_drawn):
        yield _drawn(files, order, (_to_move(files, files.orders[order]["user_id"], rng),), rng)


def read_files(folder: Path) -> Files:
    return Files(load(folder / "users.json"), load(folder / "orders.json"))


def read_tasks(folder: Path, actions: Collection[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Tasks that consist of some of these actions, with the name that a goal has by them."""
    for part in ("train", "dev"):
        for number, task in enumerate(load(folder / f"tasks_{part}.json")):
            if task["actions"] and all(action["name"] in actions for action in task["actions"]):
                yield f"task {part} {number}", task


def told_by(task: Mapping[str, Any]) -> tuple[str, ...]:
    """The slots that she says who she is with."""
    return ("name", "zip") if " zip code is " in task["instruction"] else ("email",)


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _of_task(files: Files, task: Mapping[str, Any], name: str) -> Iterator[Goal]:
    """The goal of a task; none where words cannot tell which of two equal lines is meant."""
    aims = tuple(_of_action(files, action) for action in task["actions"])
    if all(item.clear for aim in aims if aim.kind == "return" for item in aim.items):
        yield Goal(name, SHOP, files.shopper(task["user_id"], told_by(task)), aims)


def _of_action(files: Files, action: Mapping[str, Any]) -> Aim:
    said = action["kwargs"]
    kind = _KINDS[action["name"]]
    if kind not in ("cancel", "return"):
        raise ValueError(f"{action['name']} is in no task so far; read its address or method here")
    purchase = files.purchase(said["order_id"], kind)
    if kind == "cancel":
        write = {"do": "cancel_order", "order": purchase.id, "reason": said["reason"]}
        paid = purchase.paid_with
        return Aim(kind, write, purchase, purchase.items, paid, (paid,), said["reason"])
    items = tuple(item for item in purchase.items if item.id in said["item_ids"])
    method = said["payment_method_id"]
    write = {"do": "return_items", "order": purchase.id, "items": list(said["item_ids"])}
    cards = [key for key in _methods(files, purchase.id) if key.startswith("gift_card")]
    legal = tuple(dict.fromkeys((purchase.paid_with, *cards)))
    return Aim(kind, {**write, "refund_to": method}, purchase, items, method, legal)


def _drawn(files: Files, order: str, aims: tuple[Aim, ...], rng: Random) -> Goal:
    tells = rng.choice((("name", "zip"), ("email",)))
    shopper = files.shopper(files.orders[order]["user_id"], tells)
    return Goal(f"drawn {order}", SHOP, shopper, aims)


def _to_address(files: Files, order: str, rng: Random) -> Aim:
    purchase = files.purchase(order, "address")
    place = american(_towns(files), purchase.city, rng)
    write = {"do": "change_order_address", "order": order, "address": place.parts}
    return Aim("address", write, purchase, purchase.items, place=place, old_city=purchase.city)


def _to_payment(files: Files, order: str, rng: Random) -> Aim | None:
    purchase = files.purchase(order, "payment")
    methods = files.shopper(files.orders[order]["user_id"], ()).methods
    others = [m.id for m in methods if m.id != purchase.paid_with and m.covers(purchase.total)]
    if not others:
        return None
    method = rng.choice(others)
    write = {"do": "change_order_payment", "order": order, "payment_method": method}
    return Aim("payment", write, purchase, purchase.items, method, tuple(others))


def _to_move(files: Files, user: str, rng: Random) -> Aim:
    city = files.users[user]["address"]["city"]
    place = american(_towns(files), city, rng)
    write = {"do": "change_customer_address", "customer": user, "address": place.parts}
    return Aim("customer_address", write, place=place, old_city=city)


def _towns(files: Files) -> list[tuple[str, str, str]]:
    homes = [user["address"] for user in files.users.values()]
    return sorted({(home["city"], home["state"], home["zip"]) for home in homes})


def _methods(files: Files, order: str) -> Mapping[str, Any]:
    methods: Mapping[str, Any] = files.users[files.orders[order]["user_id"]]["payment_methods"]
    return methods


def _balance(method: Mapping[str, Any]) -> Decimal | None:
    return Decimal(str(method["balance"])) if "balance" in method else None
