"""The tracking number alone: on both shops."""

from dataclasses import replace

import pytest

from knowledge.purchase import Shipment
from skills.orders.track_order import skill as track_order
from skills.skill import Asked
from tests.skills.conftest import See
from tests.skills.outcomes import hers, values, wordings
from tests.skills.regulars import BUSY

NUMBER = Asked(about=("tracking",))
SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])
UNDERWAY = pytest.mark.parametrize(
    ("shop", "customer", "order", "tracking"),
    [("kettles", "wei", "#1002", "SF100200300"), ("appliances", "U01", "880002", "YT5500001")],
)
UNSENT = pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1001"), ("appliances", "U01", "880001")]
)


@UNDERWAY
def test_who_asks_for_the_number_gets_just_that(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=NUMBER)
    assert values(outcome, "tracking") == [tracking]
    assert values(outcome, "status") == []


@UNDERWAY
def test_a_carrier_that_is_not_on_file_is_not_named(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    parcel = replace(bought.shipments[0], carrier="")
    outcome = track_order(seen, orders=(replace(bought, shipments=(parcel,)),), asked=NUMBER)
    assert values(outcome, "carrier") == []
    assert values(outcome, "tracking") == [tracking]


@UNSENT
def test_who_asks_for_the_number_of_what_has_not_left_hears_how_it_stands(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = view(shop, customer)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=NUMBER)
    assert values(outcome, "order") == [order]
    assert "not_sent" in wordings(outcome)


@SHOPS
def test_numbers_of_two_orders_are_told_with_their_orders(view: See, shop: str) -> None:
    seen = view(shop, BUSY)
    sent = tuple(replace(order, shipments=(Shipment(f"T{order.id}"),)) for order in seen.orders[:2])
    outcome = track_order(seen, orders=sent, asked=NUMBER)
    assert values(outcome, "tracking") == ["T900002", "T900001"]
    assert values(outcome, "order") == ["900002", "900001"]
