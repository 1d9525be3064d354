"""The rows of a demo home that goals are made of, read without the product's own code."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.shoppers.goals import Method, Shopper
from tests.shoppers.naming import Thing, thing_in_chinese, thing_of_brand
from tests.shoppers.variants import Variant

Row = Mapping[str, Any]


@dataclass(frozen=True)
class DemoRows:
    """One home; `language` is the one that things are called in."""

    home: Path
    language: str

    @cached_property
    def policy(self) -> Row:
        said: Row = yaml.safe_load((self.home / "policy.yaml").read_text(encoding="utf-8"))
        return said

    @cached_property
    def today(self) -> date:
        """The day the home was made for: what is sold out was last looked at on it."""
        fixed: date | None = self.policy["today"]
        last = next(_rows(self.home / "records.db", "select max(last) as day from sold_out"))
        return fixed or date.fromisoformat(last["day"])

    @cached_property
    def orders(self) -> Mapping[str, Row]:
        query = (
            "select o.*, (select max(delivered) from shipments s where s.order_id = o.id)"
            " as delivered from orders o order by position"
        )
        return {row["id"]: row for row in _rows(self.home / "records.db", query)}

    @cached_property
    def orders_of(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, order in self.orders.items():
            found[order["customer"]].append(key)
        return found

    @cached_property
    def lines(self) -> Mapping[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        query = "select * from order_lines order by order_id, position"
        for row in _rows(self.home / "records.db", query):
            found[row["order_id"]].append(row)
        return found

    @cached_property
    def shoppers(self) -> Mapping[str, Shopper]:
        """All customers; they are signed in, so nothing tells who they are."""
        methods: defaultdict[str, list[Method]] = defaultdict(list)
        query = "select * from payment_methods order by customer_id, position"
        for row in _rows(self.home / "records.db", query):
            balance = Decimal(row["balance"]) if row["balance"] is not None else None
            method = Method(row["id"], row["kind"], row["brand"], row["last_four"], balance)
            methods[row["customer_id"]].append(method)
        return {
            row["id"]: Shopper(
                row["id"],
                row["name"],
                row["email"],
                self.home_of(row)["zip"],
                row["phone"],
                tuple(methods[row["id"]]),
            )
            for row in _rows(self.home / "records.db", "select * from customers order by id")
        }

    @cached_property
    def homes(self) -> Mapping[str, Row]:
        """Addresses of the customers."""
        customers = _rows(self.home / "records.db", "select id, address from customers order by id")
        return {row["id"]: self.home_of(row) for row in customers}

    @cached_property
    def goods(self) -> Mapping[str, Row]:
        """Variants with the title and the brand of their product."""
        query = (
            "select v.id, v.product, v.price, v.attributes, v.available,"
            " p.category, p.title_en, p.title_zh, p.brand"
            " from variants v join products p on p.id = v.product order by v.id"
        )
        return {row["id"]: row for row in _rows(self.home / "catalogue.db", query)}

    @cached_property
    def families(self) -> Mapping[str, tuple[Variant, ...]]:
        """The variants of each product."""
        found: defaultdict[str, list[Variant]] = defaultdict(list)
        for key, row in self.goods.items():
            said = {name: zh if self.language == "zh" else en for name, _, en, zh in _options(row)}
            options = {name: value for name, _, value, _ in _options(row)}
            is_there = bool(row["available"]) and key not in self.sold_out
            found[row["product"]].append(Variant(key, options, said, is_there))
        return {product: tuple(variants) for product, variants in found.items()}

    @cached_property
    def sold_out(self) -> tuple[str, ...]:
        """Variants of which no warehouse has any."""
        query = "select variant from stock group by variant having sum(on_hand) <= 0"
        return tuple(row["variant"] for row in _rows(self.home / "records.db", query))

    def fitting(self, rule: str) -> list[str]:
        """
        Orders that a rule of the shop lets be changed.

        Where it has a window two days are left, so that a clock that runs on makes none unfair.
        """
        said = self.policy["rules"][rule]
        fitting = [key for key, row in self.orders.items() if row["status"] in said["statuses"]]
        if "days" not in said:
            return fitting
        first = str(self.today - timedelta(days=said["days"] - 2))
        return [key for key in fitting if (self.orders[key]["delivered"] or "") > first]

    def at_stage(self, *stages: str) -> list[str]:
        """Orders that are so far, of the last four weeks."""
        words = self.policy["statuses"]
        first = str(self.today - timedelta(days=28))
        rows = self.orders.items()
        return [
            key
            for key, row in rows
            if words[row["status"]]["stage"] in stages and row["placed"] > first
        ]

    def is_cheaper_now(self, key: str) -> bool:
        """Whether something of the order costs less today than was paid for it."""
        return any(
            Decimal(self.goods[row["variant"]]["price"]) < Decimal(row["price"])
            for row in self.lines[key]
        )

    def things(self, key: str) -> tuple[Thing, ...]:
        return tuple(self.thing(row["variant"]) for row in self.lines[key])

    def thing(self, variant: str) -> Thing:
        row = self.goods[variant]
        options = json.loads(row["attributes"])
        if self.language == "zh":
            return thing_in_chinese(variant, row["title_zh"], [value for *_, value in options])
        said = {name: value for name, _, value, _ in options}
        return thing_of_brand(variant, row["title_en"], row["brand"], said)

    def title(self, variant: str) -> str:
        """The whole name of a variant, as the shop shows it."""
        row = self.goods[variant]
        options = [(zh if self.language == "zh" else en) for *_, en, zh in _options(row)]
        return " ".join((row[f"title_{self.language}"], *options))

    def home_of(self, row: Row) -> Row:
        found: Row = {
            "city": "",
            "state": "",
            "country": "",
            "zip": "",
            **json.loads(row["address"]),
        }
        return found


def _options(row: Row) -> list[list[str]]:
    found: list[list[str]] = json.loads(row["attributes"])
    return found


def _rows(path: Path, query: str) -> Iterator[Row]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield from (dict(row) for row in connection.execute(query).fetchall())
