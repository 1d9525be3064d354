"""
One shop opened: its catalogue, records, rules and clock, and what one customer may see of them.
"""

import os
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.encoder import Encoder, load_encoder
from knowledge.goods import Language, Text, Variant
from knowledge.people import Address, Customer
from knowledge.post import Post
from knowledge.purchase import Order
from knowledge.records.database import Records
from knowledge.records.identity import LockParams
from knowledge.rules import Rules
from knowledge.scales import Scales
from knowledge.search import Search
from knowledge.senders import senders_from_environment


@dataclass(frozen=True)
class Shop:
    """
    A shop home opened for reading and talking.

    Parameters
    ----------
    home
        Folder with `policy.yaml`, `catalogue.db` and, without ``SHOPKEEPER_DATABASE_URL``,
        `records.db`.
    """

    home: Path
    rules: Rules
    catalogue: Catalogue
    records: Records
    search: Search

    @classmethod
    def open(cls, home: Path, *, encoder: Encoder | None = None) -> "Shop":
        """
        Opens a home that `shopkeeper init` made.

        Raises
        ------
        ValueError
            If there is no home at `home`, or another version wrote it; the message says what to
            run.
        """
        for name in ("policy.yaml", "catalogue.db"):
            if not (home / name).is_file():
                raise ValueError(
                    f"{home} holds no {name}; make a shop there with: shopkeeper init --home {home}"
                )
        catalogue = Catalogue.open(home / "catalogue.db")
        url = os.environ.get("SHOPKEEPER_DATABASE_URL") or f"sqlite:///{home / 'records.db'}"
        rules = Rules.read(home / "policy.yaml")
        lock = LockParams(rules.identity.tries, rules.identity.lock_minutes)
        return cls(
            home,
            rules,
            catalogue,
            Records.open(url, lock),
            Search(catalogue, encoder or load_encoder()),
        )

    def with_rules(self, rules: Rules) -> "Shop":
        """The same shop under other rules."""
        return replace(self, rules=rules)

    def now(self) -> datetime:
        """The shop's clock: the wall clock, or the time of day on the day that the policy fixes."""
        wall = datetime.now().replace(microsecond=0)
        return datetime.combine(self.rules.today, wall.time()) if self.rules.today else wall

    @property
    def today(self) -> date:
        return self.now().date()

    @cached_property
    def post(self) -> Post:
        """
        Takes messages out of the house; `start` it where the shop is served, `close` it at the end.

        Raises
        ------
        ValueError
            If the environment names a server in a way that will not do.
        """
        return Post(self.records, senders_from_environment(self.home))

    @cached_property
    def scales(self) -> Scales:
        """The order of words such as low and high, with those of the shop's own."""
        return Scales.read(self.home)

    def deliver(self) -> None:
        """Lets what the outbox holds leave, by the ways that the environment names."""
        self.post.deliver()

    def view(self, customer: str | None, language: Language) -> "View":
        """What one customer (None = a visitor) may see, told in `language`."""
        found = self.records.customers.get(customer) if customer else None
        return View(self, found, language)


@dataclass(frozen=True)
class View:
    """The shop as one customer may see it; nothing of anybody else can be reached from here."""

    shop: Shop
    customer: Customer | None
    language: Language

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Her orders, the latest last; none for a visitor."""
        orders = self.shop.records.orders.of(self.customer.id) if self.customer else ()
        dated = all(order.placed for order in orders)
        # Without dates the order of the source holds.
        return tuple(sorted(orders, key=lambda o: o.placed or datetime.min)) if dated else orders

    @property
    def catalogue(self) -> Catalogue:
        return self.shop.catalogue

    @property
    def search(self) -> Search:
        return self.shop.search

    @property
    def rules(self) -> Rules:
        return self.shop.rules

    @property
    def currency(self) -> str:
        return self.shop.rules.shop.currency

    @property
    def today(self) -> date:
        return self.shop.today

    def is_there(self, variant: Variant) -> bool:
        """Whether a variant is on sale and, where the shop counts, not all sold."""
        on_hand = self.shop.records.stock.on_hand(variant.id)
        return variant.available and (on_hand is None or on_hand > 0)

    def text(self, text: Text) -> str:
        """The words of a text in the customer's language."""
        return text.into(self.language)

    def postal(self, address: Address) -> str:
        """An address in one line, in the order of its country."""
        # A city that is a province of its own is named once.
        state = "" if address.state == address.city else address.state
        if address.country and not address.country.isascii():
            return f"{state}{address.city}{address.address1}{address.address2}"
        if len(address.state) == 2 or address.zip[:1].isalpha():
            place: tuple[str, ...] = (address.city, f"{address.state} {address.zip}".strip())
        else:
            place = (f"{address.zip} {address.city}".strip(), state)
        parts = (address.address1, address.address2, *place, address.country)
        return ", ".join(part for part in parts if part)
