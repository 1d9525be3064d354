"""The orders of the demo shop: baskets, payments, and the state each order has reached."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from knowledge.goods import Text, Variant
from knowledge.load.demo.assortment import Assortment, Goods
from knowledge.load.demo.calendar import Calendar
from knowledge.load.demo.parcels import Fulfilment, fulfil
from knowledge.load.demo.planted import Planted
from knowledge.load.demo.returns import ReturnDesk, cancel, status_after, total
from knowledge.load.demo.shoppers import Need, Showcase, Visit
from knowledge.load.demo.words import both, read_list
from knowledge.people import Customer
from knowledge.purchase import Line, Order, Payment

FIRST_ID = 10001
HOURS = (*range(7, 24),)
BUSY = (2, 4, 5, 5, 5, 6, 6, 5, 5, 5, 6, 8, 10, 12, 11, 7, 3)
"""How much is ordered in each of the hours."""
ADDS_ACCESSORY, ADDS_OTHER = 0.28, 0.36
"""Chance that something that belongs to it, or something else, comes into the basket as well."""
HAS_NOTE = 0.05
SHOWN_WITHIN = {"pending": 3, "packed": 5, "shipped": 9, "late": 16, "cancelled": 25}
"""Days within which an order of that state is looked for; 14 for the others."""
ENDS = {"late": "shipped", "returning": "delivered", "cancelled": "delivered"}
"""State of the parcels behind what is shown, where it has another name."""
TRIES = 3000


@dataclass(frozen=True)
class _Sale:
    """What was bought when, and how it was sent."""

    visit: Visit
    lines: tuple[Line, ...]
    placed: datetime
    parcels: Fulfilment


class OrderBook:
    """
    Turns visits into orders.

    Parameters
    ----------
    customers
        In the order of their index.
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
        categories = {id: one.product.category for id, one in assortment.goods.items()}
        self._desk = ReturnDesk(categories, planted, calendar.now, rng)

    def write(self, visits: Sequence[Visit], progress: Callable[[int, int], None]) -> list[Order]:
        """Orders of all visits; their numbers follow the time at which they were placed."""
        orders: list[Order] = []
        for count, visit in enumerate(visits):
            if count % 500 == 0:
                progress(count, len(visits))
            sale = self._shown(visit) if visit.showcase else self._sale(visit)
            if sale.lines:
                orders.append(self._order(sale))
        progress(len(visits), len(visits))
        orders.sort(key=lambda order: (order.placed or datetime.min, order.customer))
        return [replace(order, id=str(FIRST_ID + n)) for n, order in enumerate(orders)]

    def _lines(self, visit: Visit) -> Iterator[Line]:
        day, seen = self._calendar.day(visit.day), set[str]()
        for need in self._needs(visit):
            variant = need.variant
            if variant is None or not self._assortment.is_there(variant.id, day):
                variant = self._some(need.category, visit)
            if variant and variant.id not in seen:
                seen.add(variant.id)
                product = self._assortment.goods[variant.product].product
                yield Line(
                    id=variant.id,
                    product=product.id,
                    variant=variant.id,
                    title=product.title,
                    price=self._assortment.price(variant, day),
                    quantity=need.quantity,
                    attributes=variant.attributes,
                )

    def _needs(self, visit: Visit) -> Iterator[Need]:
        rng, style, day = self._rng, visit.shopper.style, self._calendar.day(visit.day)
        for need in visit.needs:
            if need.variant is not None:
                yield need
                continue
            goods = self._assortment.draw(need.category, style, rng)
            yield self._need(goods, visit)
            accessory = self._assortment.accessory(goods.product.id, rng)
            if accessory and rng.random() < ADDS_ACCESSORY:
                yield self._need(accessory, visit)
        shelves = self._planted.styles[style].shelves
        while rng.random() < ADDS_OTHER:
            liked = [w * (2 if self._calendar.cut(c, day) else 1) for c, w in shelves.items()]
            category = rng.choices([*shelves], liked)[0]
            yield self._need(self._assortment.draw(category, style, rng), visit)

    def _need(self, goods: Goods, visit: Visit) -> Need:
        day = self._calendar.day(visit.day)
        variant = self._assortment.variant(goods, visit.shopper.grind, day, self._rng)
        return Need(goods.product.category, variant, self._quantity(goods.product.category))

    def _some(self, category: str, visit: Visit) -> Variant | None:
        goods = self._assortment.draw(category, visit.shopper.style, self._rng)
        day = self._calendar.day(visit.day)
        return self._assortment.variant(goods, visit.shopper.grind, day, self._rng)

    def _quantity(self, category: str) -> int:
        if category in ("mugs", "gas-cartridges"):
            return self._rng.choices([1, 2, 4], [0.5, 0.35, 0.15])[0]
        used_up = category in self._planted.cycles
        return self._rng.choices([1, 2], [0.78, 0.22] if used_up else [0.95, 0.05])[0]

    def _sale(self, visit: Visit) -> _Sale:
        rng, lines = self._rng, tuple(self._lines(visit))
        clock = time(rng.choices(HOURS, BUSY)[0], rng.randrange(60), rng.randrange(60))
        placed = datetime.combine(self._calendar.day(visit.day), clock)
        address, now = self._customers[visit.shopper.index].address, self._calendar.now
        ids = [line.id for line in lines]
        return _Sale(visit, lines, placed, fulfil(ids, placed, address, now, self._planted, rng))

    def _shown(self, visit: Visit) -> _Sale:
        """A sale of the last days that is today in the state that has to be shown."""
        shown: Showcase = visit.showcase
        days = SHOWN_WITHIN.get(shown, 14)
        for _ in range(TRIES):
            sale = self._sale(replace(visit, day=visit.day - self._rng.randrange(days)))
            state, late = sale.parcels.status, sale.parcels.late
            if sale.lines and state == ENDS.get(shown, shown) and late == (shown == "late"):
                return sale
        raise ValueError(f"no order of the last {days} days is {shown} at {self._calendar.now}")

    def _order(self, sale: _Sale) -> Order:
        rng, now, shown = self._rng, self._calendar.now, sale.visit.showcase
        customer = self._customers[sale.visit.shopper.index]
        lines, parcels, amount = sale.lines, sale.parcels, total(sale.lines)
        method = self._method(customer, amount)
        payments: tuple[Payment, ...] = (
            Payment("payment", amount, method, sale.placed + timedelta(seconds=20)),
        )
        back = None
        if shown == "cancelled" or (not shown and rng.random() < self._planted.cancelled):
            payments += cancel(sale.placed, parcels.packed, amount, method, now, rng)
            parcels = Fulfilment(parcels.packed, (), "cancelled")
        elif shown == "returning":
            back = self._desk.on_its_way(lines, parcels.delivered, method)
        elif parcels.status == "delivered" and not shown:
            back = self._desk.back(lines, parcels.delivered, method)
        if back and back.refunded:
            payments += (Payment("refund", back.amount, method, back.refunded),)
        return Order(
            id="",
            customer=customer.id,
            status=status_after(back, lines) if back else parcels.status,
            total=amount,
            lines=lines,
            placed=sale.placed,
            address=customer.address,
            recipient=customer.name,
            phone=customer.phone,
            payment_method=method,
            payments=payments,
            shipments=parcels.shipments,
            returns=(back,) if back else (),
            delay_reason=parcels.delay_reason,
            note=rng.choice(_notes()) if rng.random() < HAS_NOTE else Text(),
        )

    def _method(self, customer: Customer, amount: Decimal) -> str:
        """Gift cards pay small orders; the first method on file pays most of the others."""
        methods = [one for one in customer.payment_methods if one.kind != "gift_card"]
        cards = [one for one in customer.payment_methods if one.kind == "gift_card"]
        if cards and amount < 60 and self._rng.random() < 0.25:
            return cards[0].id
        return methods[0].id if self._rng.random() < 0.8 else methods[-1].id


@cache
def _notes() -> tuple[Text, ...]:
    return tuple(both(said) for said in read_list("parcels")["notes"])
