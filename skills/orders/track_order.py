"""Where an order is, when it comes, why it is late, and what can be done about it now."""

from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.purchase import Order, Shipment, TrackPoint
from knowledge.rules import UNDERWAY
from knowledge.shop import View
from skills.orders.order_facts import (
    address,
    card,
    choice,
    entity,
    head,
    order_fact,
    shipment_source,
)
from skills.skill import Asked, Level, Needs, Outcome, Say, Told

MOST = 3
"""Orders told in one reply; more are asked about."""


class TrackOrder:
    level = Level.CLAIMED

    def __call__(self, view: View, orders: tuple[Order, ...], asked: Asked) -> Outcome:
        if not view.orders:
            return Told((Say("no_orders"),))
        told = self._meant(orders, view, asked)
        if len(told) > MOST:
            return Needs("order_id", tuple(choice(order, view) for order in told[-6:][::-1]))
        way = _numbers if "tracking" in asked.about else _way
        says = tuple(say for order in told[::-1] for say in way(order, view))
        if "address" in asked.about:
            places = (address(order, view) for order in told[::-1])
            says += tuple(Say("address", place) for place in places if place)
        return Told(
            says,
            tuple(card(order, view) for order in told[::-1]),
            tuple(entity(order) for order in told[::-1]),
        )

    def _meant(self, orders: tuple[Order, ...], view: View, asked: Asked) -> tuple[Order, ...]:
        """Those she described; of all her orders those on their way, or else the latest."""
        if asked.ref is not None and asked.ref.want("number"):
            return orders
        described = len(orders) < len(view.orders)
        underway = tuple(o for o in orders if view.rules.stage(o.status) in UNDERWAY)
        if len(orders) == 1 or (described and len(orders) <= MOST and not underway):
            return orders
        late = tuple(o for o in underway if "late" in asked.about and _is_late(o, view))
        return late or underway or orders[-1:]


def _is_late(order: Order, view: View) -> bool:
    return any(s.promised and s.promised.date() < view.today for s in order.shipments)


def _numbers(order: Order, view: View) -> Iterator[Say]:
    """
    Only who carries an order and under which number; all there is where no parcel is on its
    way.
    """
    if not order.shipments:
        yield from _way(order, view)
        return
    for shipment in order.shipments:
        say = _carrier(order, shipment)
        yield Say(f"{say.wording}_of", (order_fact(order), *say.facts))


def _carrier(order: Order, shipment: Shipment) -> Say:
    source = shipment_source(order, shipment)
    tracking = Fact("tracking", shipment.tracking, source)
    if shipment.carrier:
        return Say("carrier", (Fact("carrier", shipment.carrier, source), tracking))
    return Say("tracking", (tracking,))


def _way(order: Order, view: View) -> Iterator[Say]:
    """The sentences about one order, from its state to what can still be done."""
    yield Say("status", head(order, view))
    stage = view.rules.stage(order.status)
    for shipment in order.shipments:
        yield from _parcel(order, shipment, view, underway=stage in UNDERWAY)
    if stage in ("awaiting_payment", "open", "processing") and not order.shipments:
        yield Say("not_sent")
    allowed = view.rules.rules
    can_cancel = "cancel_order" in allowed and order.status in allowed["cancel_order"].statuses
    if can_cancel:
        yield Say("can_cancel")


def _parcel(order: Order, shipment: Shipment, view: View, *, underway: bool) -> Iterator[Say]:
    source = shipment_source(order, shipment)
    say = _carrier(order, shipment)
    yield Say("carried", say.facts) if say.wording == "carrier" and not underway else say
    if shipment.track:
        yield _latest(shipment.track[-1], source, view)
    if shipment.delivered:
        yield Say("delivered", (Fact("delivered", shipment.delivered, source),))
    elif shipment.promised and underway:
        promised = Fact("promised", shipment.promised.date(), source)
        if shipment.promised.date() >= view.today:
            yield Say("promised", (promised,))
        else:
            yield Say("late", (promised,))
        if order.delay_reason:
            reason = view.text(order.delay_reason)
            yield Say("delay", (Fact("reason", reason, f"orders/{order.id}"),))


def _latest(point: TrackPoint, source: str, view: View) -> Say:
    """The newest word of the carrier."""
    words = view.text(point.text) or point.status
    facts = [Fact("point", words, source)]
    if point.at is not None:
        facts.append(Fact("at", point.at, source))
    if point.place:
        facts.append(Fact("place", point.place, source))
    undated = "" if point.at else "_undated"
    there = "_there" if point.place else ""
    return Say(f"latest{undated}{there}", tuple(facts))


skill = TrackOrder()
