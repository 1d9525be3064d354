"""Goals on a home of the demo shop: its customers are signed in, and every kind is possible."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random
from typing import TypeVar

from tests.shoppers.demo_rows import DemoRows
from tests.shoppers.goals import Aim, Goal, Purchase
from tests.shoppers.naming import named
from tests.shoppers.places import company, german
from tests.shoppers.voices import Voices

SHOP = "demo"
T = TypeVar("T")
_ARRIVED = ("damaged", "missing", "wrong_item", "repair", "other", "price_protection")
_UNDERWAY = ("awaiting_payment", "open", "processing", "shipped")
_COMING_BACK = ("return_requested", "exchange_requested")


def read_demo(rows: DemoRows, rng: Random, num_drawn: int, voices: Voices) -> Iterator[Goal]:
    """
    At most `num_drawn` goals of each kind.

    Orders are cancelled for those reasons of the shop that the voices have words for.
    """
    reasons = rows.policy["rules"]["cancel_order"]["reasons"]
    listed = [reason for reason in reasons if voices.reasons_for(reason)]
    cancelled = product(rows.fitting("cancel_order"), listed)
    for key, reason in _some(list(cancelled), num_drawn, rng):
        yield goal_of(rows, key, f"drawn {key} {reason}", _to_cancel(rows, key, reason))
    for key in _some(rows.fitting("return_items"), num_drawn, rng):
        if (returned := _to_return(rows, key, rng)) is not None:
            yield goal_of(rows, key, f"drawn {key}", returned)
    for key in _some(rows.fitting("change_order_address"), num_drawn, rng):
        yield goal_of(rows, key, f"drawn {key}", _to_address(rows, key, rng))
    for key in _some(rows.fitting("change_order_payment"), num_drawn, rng):
        if (paid := _to_payment(rows, key, rng)) is not None:
            yield goal_of(rows, key, f"drawn {key}", paid)
    for key in _some(rows.at_stage("open", "processing", "shipped", "delivered"), num_drawn, rng):
        write = {"do": "open_case", "order": key, "kind": "invoice"}
        order = _purchase(rows, key, rows.orders_of[rows.orders[key]["customer"]])
        title = company(voices.language, rng)
        yield goal_of(
            rows, key, f"drawn {key}", Aim("invoice", write, order, order.items, title=title)
        )
    for stage, cases in (("delivered", _ARRIVED), ("shipped", ("not_received",))):
        for key in _some(rows.at_stage(stage), num_drawn, rng):
            yield goal_of(rows, key, f"drawn {key}", _to_complain(rows, key, stage, cases, rng))
    yield from _without_order(rows, num_drawn, rng)


def _without_order(rows: DemoRows, num_drawn: int, rng: Random) -> Iterator[Goal]:
    """What concerns the customer and no order of hers."""
    everybody = sorted(rows.shoppers)
    towns = _towns(rows)
    for customer in rng.sample(everybody, min(num_drawn, len(everybody))):
        place = german(towns, rows.policy["shop"]["country"], rows.homes[customer]["city"], rng)
        write = {"do": "change_customer_address", "customer": customer, "address": place.parts}
        aim = Aim("customer_address", write, place=place, old_city=rows.homes[customer]["city"])
        yield _of_customer(rows, customer, aim)
    for variant in _some(rows.sold_out, num_drawn, rng):
        customer = rng.choice(everybody)
        write = {"do": "subscribe", "customer": customer, "product": variant}
        aim = Aim("notify", {**write, "kind": "back_in_stock"}, title=rows.title(variant))
        yield replace(_of_customer(rows, customer, aim), name=f"drawn {variant}")
    for customer in rng.sample(everybody, min(num_drawn, len(everybody))):
        yield _of_customer(rows, customer, Aim("export", None))
    waiting = {rows.orders[key]["customer"] for key in rows.at_stage(*_UNDERWAY, *_COMING_BACK)}
    done = [customer for customer in everybody if customer not in waiting]
    for customer in _some(done, num_drawn, rng):
        erase = {"do": "erase_customer", "customer": customer}
        yield _of_customer(rows, customer, Aim("delete", erase))


def goal_of(rows: DemoRows, key: str, name: str, aim: Aim) -> Goal:
    return Goal(name, SHOP, rows.shoppers[rows.orders[key]["customer"]], (aim,), rows.today)


def _of_customer(rows: DemoRows, customer: str, aim: Aim) -> Goal:
    return Goal(f"drawn {customer}", SHOP, rows.shoppers[customer], (aim,), rows.today)


def purchase(rows: DemoRows, key: str) -> Purchase:
    """The order, with names that tell it from hers of the same status."""
    order = rows.orders[key]
    hers = rows.orders_of[order["customer"]]
    return _purchase(rows, key, [k for k in hers if rows.orders[k]["status"] == order["status"]])


def _purchase(rows: DemoRows, key: str, beside: Sequence[str]) -> Purchase:
    """The order, with names that tell it from those `beside` it."""
    others = [thing for other in beside if other != key for thing in rows.things(other)]
    order = rows.orders[key]
    items = named(rows.things(key), others)
    city = rows.home_of(order)["city"]
    return Purchase(key, Decimal(order["total"]), order["payment_method"], city, items)


def _to_cancel(rows: DemoRows, key: str, reason: str) -> Aim:
    order = purchase(rows, key)
    write = {"do": "cancel_order", "order": key, "reason": reason}
    return Aim("cancel", write, order, order.items, order.paid_with, (order.paid_with,), reason)


def _to_return(rows: DemoRows, key: str, rng: Random) -> Aim | None:
    """Some lines of which there is one each: "the mug" would leave open how many of two."""
    order = purchase(rows, key)
    counts = {row["variant"]: row["quantity"] for row in rows.lines[key]}
    single = [item for item in order.items if item.clear and counts[item.id] == 1]
    if not single:
        return None
    # Half of them are sent back as far as can be, as whole orders are otherwise rare.
    count = len(single) if rng.random() < 0.5 else rng.randint(1, len(single))
    chosen = rng.sample(single, count)
    items = tuple(item for item in order.items if item in chosen)
    methods = rows.shoppers[rows.orders[key]["customer"]].methods
    cards = [method.id for method in methods if method.kind == "gift_card"]
    legal = tuple(dict.fromkeys((order.paid_with, *cards)))
    method = rng.choice(legal)
    ids = [item.id for item in items]
    write = {"do": "return_items", "order": key, "items": ids, "refund_to": method}
    return Aim("return", write, order, items, method, legal)


def _to_address(rows: DemoRows, key: str, rng: Random) -> Aim:
    order = purchase(rows, key)
    place = german(_towns(rows), rows.policy["shop"]["country"], order.city, rng)
    write = {"do": "change_order_address", "order": key, "address": place.parts}
    return Aim("address", write, order, order.items, place=place, old_city=order.city)


def _to_payment(rows: DemoRows, key: str, rng: Random) -> Aim | None:
    order = purchase(rows, key)
    methods = rows.shoppers[rows.orders[key]["customer"]].methods
    others = [m.id for m in methods if m.id != order.paid_with and m.covers(order.total)]
    if not others:
        return None
    method = rng.choice(others)
    write = {"do": "change_order_payment", "order": key, "payment_method": method}
    return Aim("payment", write, order, order.items, method, tuple(others))


def _to_complain(rows: DemoRows, key: str, stage: str, cases: tuple[str, ...], rng: Random) -> Aim:
    order = purchase(rows, key)
    clear = [item for item in order.items if item.clear] or list(order.items)
    if not rows.is_cheaper_now(key):
        cases = tuple(case for case in cases if case != "price_protection")
    write = {"do": "open_case", "order": key}
    return Aim("problem", write, order, (rng.choice(clear),), cases=cases)


def _towns(rows: DemoRows) -> list[tuple[str, str, str]]:
    """Towns of the shop's country; a town that is a state of its own would be said twice."""
    country = rows.policy["shop"]["country"]
    homes = [home for home in rows.homes.values() if home["country"] == country]
    return sorted({(h["city"], h["state"], h["zip"]) for h in homes if h["city"] != h["state"]})


def _some(things: Sequence[T], count: int, rng: Random) -> list[T]:
    return rng.sample(things, min(count, len(things)))
