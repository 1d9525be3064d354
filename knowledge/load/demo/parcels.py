"""Parcels of the demo shop: when they are packed, who carries them, which of them are late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any

from knowledge.goods import Text
from knowledge.load.demo.calendar import working_day
from knowledge.load.demo.planted import Carrier, Planted
from knowledge.load.demo.words import both, read_list
from knowledge.people import Address
from knowledge.purchase import Shipment, TrackPoint

WAREHOUSES = ("Hamburg", "Munich")
SOUTH = frozenset({"Bayern", "Baden-Württemberg", "Wien", "Steiermark", "Salzburg", "Tirol"})
CUT_OFF = time(14)
"""Orders placed before this are usually packed on the same working day."""
ABROAD = 2
"""Working days more that a parcel needs to another country."""
SPLIT = 0.18
"""Chance that an order of several lines leaves in two parcels."""


@dataclass(frozen=True)
class Fulfilment:
    """How an order is sent, as known at one moment."""

    packed: datetime
    shipments: tuple[Shipment, ...]
    status: str
    delay_reason: Text = Text()

    @property
    def delivered(self) -> datetime:
        """When the last parcel came; only for delivered orders."""
        return max(one.delivered for one in self.shipments if one.delivered)

    @property
    def late(self) -> bool:
        return bool(self.delay_reason)


@dataclass(frozen=True)
class _Trip:
    """The times of a parcel and where it starts."""

    packed: datetime
    dispatched: datetime
    promised: date
    delivered: datetime
    late: bool
    warehouse: str


@dataclass(frozen=True)
class _Way:
    """The whole way of a parcel, also the part that nobody knows yet."""

    shipment: Shipment
    delivered: datetime
    late: bool
    reason: Text


def fulfil(
    lines: Sequence[str],
    placed: datetime,
    address: Address,
    now: datetime,
    planted: Planted,
    rng: Random,
) -> Fulfilment:
    """
    Packs and sends an order, and tells as much of it as has happened by `now`.

    Parameters
    ----------
    lines
        Ids of its lines.
    """
    packed = _packed(placed, rng)
    halves: list[tuple[str, ...]] = [()]
    if len(lines) > 1 and rng.random() < SPLIT:
        middle = len(lines) // 2
        halves = [tuple(lines[:middle]), tuple(lines[middle:])]
    near = WAREHOUSES[address.state in SOUTH]
    far = WAREHOUSES[address.state not in SOUTH]
    ways = [
        _way(half, packed, address, warehouse, planted, rng)
        for half, warehouse in zip(halves, (near, far), strict=False)
    ]
    if now < packed:
        return Fulfilment(packed, (), "pending")
    known = tuple(_known(way, now) for way in ways)
    reasons = [way.reason for way in ways if way.late and (way.shipment.promised or now) < now]
    return Fulfilment(packed, known, _status(known), reasons[0] if reasons else Text())


def _status(shipments: Sequence[Shipment]) -> str:
    if all(one.delivered for one in shipments):
        return "delivered"
    return "shipped" if any(one.dispatched for one in shipments) else "packed"


def _packed(placed: datetime, rng: Random) -> datetime:
    same_day = placed.weekday() < 5 and placed.time() < CUT_OFF and rng.random() < 0.75
    if same_day:
        start = max(placed + timedelta(minutes=40), datetime.combine(placed.date(), time(9)))
        return start + timedelta(minutes=rng.randint(0, 90))
    following = working_day(placed.date() + timedelta(days=1))
    return datetime.combine(following, time(9)) + timedelta(minutes=rng.randint(0, 360))


def _way(
    lines: tuple[str, ...],
    packed: datetime,
    address: Address,
    warehouse: str,
    planted: Planted,
    rng: Random,
) -> _Way:
    carrier = rng.choices(planted.carriers, [one.share for one in planted.carriers])[0]
    leaves = packed.date() if packed.time() < time(15) else working_day(packed.date(), 1)
    if leaves == packed.date() and rng.random() < 0.25:
        leaves = working_day(packed.date(), 1)
    promised = working_day(leaves, carrier.days + (ABROAD if address.country != "Germany" else 0))
    arrives, late = _arrival(leaves, promised, carrier, planted, rng)
    trip = _Trip(
        packed=packed,
        dispatched=datetime.combine(leaves, time(18)) + timedelta(minutes=rng.randint(0, 60)),
        promised=promised,
        delivered=datetime.combine(arrives, time(9)) + timedelta(minutes=rng.randint(30, 510)),
        late=late,
        warehouse=warehouse,
    )
    shipment = Shipment(
        tracking=f"{carrier.prefix}{rng.randrange(10**9, 10**10)}",
        carrier=carrier.name,
        dispatched=trip.dispatched,
        promised=datetime.combine(promised, time(20)),
        delivered=trip.delivered,
        lines=lines,
        track=_track(trip, address, rng),
    )
    return _Way(shipment, trip.delivered, late, _reason(promised, rng) if late else Text())


def _arrival(
    leaves: date, promised: date, carrier: Carrier, planted: Planted, rng: Random
) -> tuple[date, bool]:
    factor = planted.december_late if promised.month == 12 else 1.0
    if rng.random() < carrier.late * factor:
        return working_day(promised, rng.choices([1, 2, 3, 5, 7], [5, 3, 2, 1, 1])[0]), True
    early = promised - timedelta(days=1)
    # One day early, but neither on a weekend nor before the day after it left.
    soon = early if early.weekday() < 5 and early > leaves and rng.random() < 0.5 else promised
    return soon, False


def _reason(promised: date, rng: Random) -> Text:
    lists = _parcel_words()
    winter = lists["winter_delays"] if promised.month in (12, 1, 2) else []
    return both(rng.choice([*lists["delays"], *winter, *winter]))


def _track(trip: _Trip, address: Address, rng: Random) -> tuple[TrackPoint, ...]:
    hub = rng.choice(_parcel_words()["hubs"])
    last_day = trip.delivered.date()
    points = [
        (trip.packed, "announced", trip.warehouse),
        (trip.dispatched, "picked_up", trip.warehouse),
        (trip.dispatched + timedelta(hours=7, minutes=rng.randint(0, 90)), "sorting", hub),
        (datetime.combine(last_day, time(5, 30)), "depot", address.city),
        (datetime.combine(last_day, time(7, 40)), "out_for_delivery", address.city),
        (trip.delivered, "delivered", address.city),
    ]
    if trip.late:
        points.insert(3, (datetime.combine(trip.promised, time(11, 15)), "delayed", hub))
    steps: Mapping[str, str] = _parcel_words()["steps"]
    return tuple(TrackPoint(at, step, place, both(steps[step])) for at, step, place in points)


def _known(way: _Way, now: datetime) -> Shipment:
    whole = way.shipment
    return Shipment(
        tracking=whole.tracking,
        carrier=whole.carrier,
        dispatched=whole.dispatched if whole.dispatched and whole.dispatched <= now else None,
        promised=whole.promised,
        delivered=way.delivered if way.delivered <= now else None,
        lines=whole.lines,
        track=tuple(point for point in whole.track if point.at and point.at <= now),
    )


@cache
def _parcel_words() -> Any:
    return read_list("parcels")
