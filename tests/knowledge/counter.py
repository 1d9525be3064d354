"""Fixtures for the tests of confirmed changes: a clock, and Ada at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.records.database import Records
from knowledge.shop import Shop
from tests.knowledge.confirming import Clock, Desk, shop_of, with_things_to_swap
from tests.knowledge.four_orders import ADA_HOME, four_orders


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(Shop, "now", lambda shop: clock.now)
    return clock


@pytest.fixture
def desk(place: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    records = Records.open(place)
    records.load(with_things_to_swap())
    yield Desk(shop_of(records, tmp_path))
    records.close()


def nothing_was_written(desk: Desk) -> bool:
    """Whether the records are as they were loaded, but for pending changes."""
    orders = {order.id: order for order in desk.records.orders.of("ada")}
    return (
        desk.audit() == []
        and desk.records.outbox.unsent() == ()
        and orders["#1001"] == four_orders()[0]
        and orders["#1003"] == four_orders()[2]
        and desk.ada.address == ADA_HOME
        and desk.records.cases.of("ada") == ()
        and desk.records.subscriptions.of("ada") == ()
    )
