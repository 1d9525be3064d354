"""What comes back to the demo shop: cancelled orders, returned lines, and the money for them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Literal

from knowledge.load.demo.calendar import working_day
from knowledge.load.demo.planted import Planted
from knowledge.purchase import Line, Payment, Return

DAYS_TO_RETURN = 28
"""Requests come within the 30 days of the policy."""


def total(lines: Sequence[Line]) -> Decimal:
    """What the lines cost together."""
    return sum((line.price * line.quantity for line in lines), Decimal("0.00"))


def refunded_at(start: datetime, method: str, rng: Random) -> datetime:
    """When money that is given back at `start` is there: at once on a gift card, else 3-5 days."""
    if method.startswith("gift_card"):
        return start
    day = working_day(start.date(), rng.randint(3, 5))
    return datetime.combine(day, start.time())


def cancel(
    placed: datetime, packed: datetime, amount: Decimal, method: str, now: datetime, rng: Random
) -> tuple[Payment, ...]:
    """The refund of an order that was cancelled before it was packed, if the money is there yet."""
    cancelled = placed + (packed - placed) * rng.uniform(0.1, 0.9)
    cancelled = min(cancelled.replace(microsecond=0), now)
    at = refunded_at(cancelled, method, rng)
    return (Payment("refund", amount, method, at),) if at <= now else ()


class ReturnDesk:
    """
    Decides what customers send back.

    Parameters
    ----------
    categories
        Category by product.
    now
        Moment up to which things are known.
    """

    def __init__(
        self, categories: Mapping[str, str], planted: Planted, now: datetime, rng: Random
    ) -> None:
        self._categories, self._planted = categories, planted
        self._now, self._rng = now, rng

    def back(self, lines: Sequence[Line], delivered: datetime, method: str) -> Return | None:
        """What goes back of a delivered order; None where all of it is kept."""
        rng = self._rng
        chosen = [one for one in lines if rng.random() < self._share(one.product)]
        days = rng.randint(0, DAYS_TO_RETURN) * rng.random()
        requested = delivered + timedelta(days=days, hours=rng.randint(2, 11))
        requested = requested.replace(microsecond=0)
        if not chosen or requested > self._now:
            return None
        day = working_day(requested.date(), rng.randint(3, 7))
        return self._return(chosen, method, requested, datetime.combine(day, requested.time()))

    def on_its_way(self, lines: Sequence[Line], delivered: datetime, method: str) -> Return:
        """A return of the first line that has been asked for and has not arrived yet."""
        asked = self._now - timedelta(hours=self._rng.randint(3, 30))
        requested = max(asked, delivered + timedelta(hours=2))
        return self._return(lines[:1], method, requested, self._now + timedelta(days=3))

    def _return(
        self, lines: Sequence[Line], method: str, requested: datetime, arrives: datetime
    ) -> Return:
        ids, amount = tuple(line.id for line in lines), total(lines)
        money = refunded_at(arrives, method, self._rng)
        if money <= self._now:
            return Return(ids, amount, method, "refunded", requested, money)
        status: Literal["received", "requested"] = (
            "received" if arrives <= self._now else "requested"
        )
        return Return(ids, amount, method, status, requested)

    def _share(self, product: str) -> float:
        return self._planted.returns.get(self._categories[product], self._planted.usual_return)


def status_after(back: Return, lines: Sequence[Line]) -> str:
    """Status of an order of which something went back; one that kept the rest stays delivered."""
    if back.status == "requested":
        return "return requested"
    if back.status == "received":
        return "return received"
    return "returned" if len(back.lines) == len(lines) else "delivered"
