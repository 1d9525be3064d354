"""What the customers of the demo shop looked at and put into their baskets lately."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from knowledge.load.demo.assortment import Assortment
from knowledge.load.demo.calendar import Calendar
from knowledge.load.demo.planted import Planted
from knowledge.load.demo.shoppers import Shopper, draw_category
from knowledge.load.shop_data import Event
from knowledge.people import Customer
from knowledge.purchase import Order

DAYS = 90
SESSIONS = 2.5
"""Visits without an order, per customer in these days, on average."""
PUTS_IN_BASKET = 0.12


class Counter:
    """
    Counts what happens in the shop's pages.

    Parameters
    ----------
    customers
        In the order of the shoppers' index.
    """

    def __init__(
        self,
        customers: Sequence[Customer],
        assortment: Assortment,
        calendar: Calendar,
        planted: Planted,
        rng: Random,
    ) -> None:
        self._customers, self._assortment = customers, assortment
        self._calendar, self._planted, self._rng = calendar, planted, rng
        self._start = calendar.until - timedelta(days=DAYS)

    def events(self, shoppers: Sequence[Shopper], orders: Sequence[Order]) -> list[Event]:
        """Views and baskets of the last 90 days: before orders, and of those who only looked."""
        events = [event for order in orders for event in self._before(order)]
        for shopper in shoppers:
            # Who has bought once or is lost comes by less often.
            active = shopper.leaves >= self._calendar.num_days and shopper.kind != "one-time"
            mean = SESSIONS * (1.6 if active else 0.6)
            for _ in range(int(self._rng.expovariate(1 / mean))):
                events += self._session(shopper)
        return sorted(events, key=lambda e: (e.day, e.customer, e.variant, e.kind != "view"))

    def _before(self, order: Order) -> Iterator[Event]:
        day = order.placed.date() if order.placed else self._start
        if day < self._start:
            return
        for line in order.lines:
            seen = day - timedelta(days=self._rng.randint(1, 6))
            if seen >= self._start and self._rng.random() < 0.5:
                yield Event(order.customer, seen, "view", line.variant)
            yield Event(order.customer, day, "view", line.variant)
            yield Event(order.customer, day, "basket", line.variant, line.quantity)

    def _session(self, shopper: Shopper) -> Iterator[Event]:
        rng, customer = self._rng, self._customers[shopper.index].id
        day = self._start + timedelta(days=rng.randrange(DAYS))
        category = draw_category(shopper.style, self._planted, rng)
        for _ in range(rng.choices([1, 2, 3, 5], [4, 3, 2, 1])[0]):
            goods = self._assortment.draw(category, shopper.style, rng)
            variant = self._assortment.variant(goods, shopper.grind, day, rng)
            if variant is None:
                continue
            yield Event(customer, day, "view", variant.id)
            if rng.random() < PUTS_IN_BASKET:
                yield Event(customer, day, "basket", variant.id)
