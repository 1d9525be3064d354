"""Goals on the shop tau_bench_retail of getting another variant of what was ordered."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.shoppers.goals import Aim, Goal, Kind, Method, Purchase, Swap
from tests.shoppers.goals_tau import SHOP, Files, load, read_files, read_tasks, told_by
from tests.shoppers.phrases import Phrases
from tests.shoppers.variants import UnsaidError, Variant, swapped

_KINDS: Mapping[str, tuple[Kind, str]] = {
    "exchange_delivered_order_items": ("exchange", "exchange_items"),
    "modify_pending_order_items": ("change_items", "change_order_items"),
}


@dataclass(frozen=True)
class _Goods:
    """What the shop sells, by the id of each variant."""

    products: Mapping[str, Any]

    @cached_property
    def product_of(self) -> Mapping[str, Any]:
        products = self.products.values()
        return {key: product for product in products for key in product["variants"]}

    def price(self, key: str) -> Decimal:
        return Decimal(str(self.product_of[key]["variants"][key]["price"]))

    def family(self, key: str) -> Mapping[str, Variant]:
        rows = self.product_of[key]["variants"]
        return {
            one: Variant(one, row["options"], row["options"], row["available"])
            for one, row in rows.items()
        }


def read_tau_swaps(folder: Path, phrases: Phrases, left_out: Counter[str]) -> Iterator[Goal]:
    """The tasks whose writes are all swaps; what of them nobody can say is counted."""
    files, goods = read_files(folder), _Goods(load(folder / "products.json"))
    for name, task in read_tasks(folder, _KINDS):
        shopper = files.shopper(task["user_id"], told_by(task))
        left = {method.id: method for method in shopper.methods}
        try:
            actions = task["actions"]
            aims = tuple(_aim(files, goods, action, left, phrases) for action in actions)
            if len(aims) > 1 and any(aim.is_refused for aim in aims):
                raise UnsaidError("one of several is not covered")
        except UnsaidError as why:
            left_out[str(why)] += 1
        else:
            yield Goal(name, SHOP, shopper, aims)


def _aim(
    files: Files,
    goods: _Goods,
    action: Mapping[str, Any],
    left: dict[str, Method],
    phrases: Phrases,
) -> Aim:
    said = action["kwargs"]
    kind, do = _KINDS[action["name"]]
    order = files.purchase(said["order_id"], kind)
    pairs = list(zip(said["item_ids"], said["new_item_ids"], strict=True))
    swaps = tuple(_swap(order, old, new, goods, phrases) for old, new in pairs)
    method = said["payment_method_id"]
    paid = {item["item_id"]: item["price"] for item in files.orders[order.id]["items"]}
    due = sum((goods.price(new) - Decimal(str(paid[old])) for old, new in pairs), Decimal())
    legal = tuple(key for key, own in left.items() if own.covers(due))
    is_twice = len({item.id for item in order.items}) < len(order.items)
    items = [list(pair) for pair in pairs] if is_twice else dict(pairs)
    write = {"do": do, "order": order.id, "items": items, "payment_method": method}
    lines = tuple(swap.item for swap in swaps)
    if method not in legal:
        return Aim(kind, None, order, lines, method, (method,), swaps=swaps)
    left[method] = left[method].after(due)
    return Aim(kind, write, order, lines, method, legal, swaps=swaps)


def _swap(order: Purchase, old: str, new: str, goods: _Goods, phrases: Phrases) -> Swap:
    item = next(item for item in order.items if item.id == old)
    product = goods.product_of[old]["name"].lower()
    family = goods.family(old)
    words = phrases.products.get(product, {})
    return swapped(item, family[old], family[new], family.values(), words)
