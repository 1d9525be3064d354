"""Where an order is: on both shops, whatever they call its states."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from knowledge.goods import Text
from knowledge.purchase import Shipment, TrackPoint
from skills.orders.track_order import skill as track_order
from skills.skill import Asked, Needs, Told
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, facts, hers, sources, values, wordings
from tests.skills.regulars import BUSY, HOARD, NEW

WHOLE = Asked()
SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])
UNDERWAY = pytest.mark.parametrize(
    ("shop", "customer", "order", "tracking"),
    [("kettles", "wei", "#1002", "SF100200300"), ("appliances", "U01", "880002", "YT5500001")],
)
UNSENT = pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1001"), ("appliances", "U01", "880001")]
)


@SHOPS
def test_who_never_ordered_is_told_so(view: See, shop: str) -> None:
    outcome = track_order(view(shop, NEW), orders=(), asked=WHOLE)
    assert wordings(outcome) == ["no_orders"]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "language", "status"),
    [
        ("kettles", "ada", "#1001", "en", "pending"),
        ("kettles", "wei", "#1004", "zh", "已取消"),
        ("appliances", "U01", "880001", "zh", "未付款"),
        ("appliances", "U02", "880004", "en", "called off"),
    ],
)
def test_the_state_is_told_in_the_words_of_the_policy(
    view: See, shop: str, customer: str, order: str, language: str, status: str
) -> None:
    seen = view(shop, customer, language)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert values(outcome, "order") == [order]
    assert values(outcome, "status") == [status]
    assert sources(outcome, "status") == [f"orders/{order}"]


@UNDERWAY
def test_of_all_her_orders_the_one_on_its_way_is_meant(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    underway = [o for o in seen.orders if o.id not in ("880001",)]
    outcome = track_order(seen, orders=tuple(underway), asked=WHOLE)
    assert about(outcome) == [order]
    assert cards(outcome) == [order]


@pytest.mark.parametrize(
    ("shop", "customer", "latest"), [("kettles", "wei", "#1004"), ("appliances", "U02", "880004")]
)
def test_the_latest_order_is_meant_where_none_is_on_its_way(
    view: See, shop: str, customer: str, latest: str
) -> None:
    seen = view(shop, customer)
    done = tuple(order for order in seen.orders if order.id != "#1002")
    outcome = track_order(seen, orders=done, asked=WHOLE)
    assert about(outcome)[-1] == latest


@pytest.mark.parametrize(
    ("shop", "customer", "ids"),
    [("kettles", "wei", ["#1002"]), ("appliances", "U01", ["880002", "880001"])],
)
def test_several_orders_on_their_way_are_told_the_latest_first(
    view: See, shop: str, customer: str, ids: list[str]
) -> None:
    seen = view(shop, customer)
    assert values(track_order(seen, orders=seen.orders, asked=WHOLE), "order") == ids


@SHOPS
def test_of_many_orders_on_their_way_she_is_asked_which(view: See, shop: str) -> None:
    seen = view(shop, BUSY)
    outcome = track_order(seen, orders=seen.orders, asked=WHOLE)
    assert isinstance(outcome, Needs)
    assert outcome.slot == "order_id"
    assert [choice.id for choice in outcome.choices] == list(HOARD[:1:-1])


@SHOPS
def test_a_choice_names_what_the_order_holds(view: See, shop: str) -> None:
    seen = view(shop, BUSY, "zh")
    outcome = track_order(seen, orders=seen.orders, asked=WHOLE)
    assert isinstance(outcome, Needs)
    assert "900008" in outcome.choices[0].title
    assert "东西" in outcome.choices[0].title


@UNDERWAY
def test_a_parcel_is_told_with_its_number_and_latest_place(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert values(outcome, "tracking") == [tracking]
    assert sources(outcome, "place") == [f"orders/{order}/shipments/{tracking}"]
    assert values(outcome, "place") in (["Hangzhou"], ["合肥转运中心"])


@UNDERWAY
def test_the_newest_word_of_the_carrier_is_told_with_its_time(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    points = (
        TrackPoint(datetime(2025, 6, 14, 8, 0), "collected", "A"),
        TrackPoint(datetime(2025, 6, 15, 3, 20), "at the depot", "B"),
    )
    moved = replace(bought, shipments=(replace(bought.shipments[0], track=points),))
    outcome = track_order(seen, orders=(moved,), asked=WHOLE)
    assert values(outcome, "at") == [datetime(2025, 6, 15, 3, 20)]
    assert values(outcome, "point") == ["at the depot"]


@UNDERWAY
def test_a_day_that_is_still_to_come_is_promised(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    today = datetime.combine(seen.today, datetime.min.time())
    parcel = replace(bought.shipments[0], promised=today)
    outcome = track_order(seen, orders=(replace(bought, shipments=(parcel,)),), asked=WHOLE)
    assert values(outcome, "promised") == [seen.today]
    assert "promised" in wordings(outcome)
    assert "late" not in wordings(outcome)


@UNDERWAY
def test_a_parcel_past_its_day_is_late(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    yesterday = datetime.combine(seen.today, datetime.min.time()) - timedelta(days=1)
    parcel = replace(bought.shipments[0], promised=yesterday)
    outcome = track_order(seen, orders=(replace(bought, shipments=(parcel,)),), asked=WHOLE)
    assert values(outcome, "promised") == [yesterday.date()]
    assert "late" in wordings(outcome)


@UNDERWAY
def test_the_reason_of_a_delay_is_the_one_on_file(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer, "zh")
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert values(outcome, "reason") in (["大雪导致高速封闭"], ["暴雨导致道路中断"])
    assert sources(outcome, "reason") == [f"orders/{order}"]


@UNDERWAY
def test_no_reason_is_made_up(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    outcome = track_order(seen, orders=(replace(bought, delay_reason=Text()),), asked=WHOLE)
    assert values(outcome, "reason") == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "arrivals"),
    [
        ("kettles", "ada", "#1003", [datetime(2026, 11, 2, 15, 45)]),
        (
            "appliances",
            "U01",
            "880003",
            [datetime(2025, 6, 10, 17, 5), datetime(2025, 6, 11, 9, 40)],
        ),
    ],
)
def test_every_parcel_that_arrived_is_told_with_its_time(
    view: See, shop: str, customer: str, order: str, arrivals: list[date]
) -> None:
    seen = view(shop, customer)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert values(outcome, "delivered") == arrivals
    assert values(outcome, "promised") == []


@UNSENT
def test_what_has_not_left_can_still_be_cancelled_where_the_policy_allows_it(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = view(shop, customer)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert wordings(outcome) == ["status", "not_sent", "can_cancel"]


@UNDERWAY
def test_what_is_on_its_way_is_not_said_to_be_cancellable(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert {"can_cancel", "not_sent"}.isdisjoint(wordings(outcome))


@UNDERWAY
def test_news_without_a_place_is_told_without_one(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    parcel = replace(bought.shipments[0], track=(TrackPoint(None, "at the depot"),))
    outcome = track_order(seen, orders=(replace(bought, shipments=(parcel,)),), asked=WHOLE)
    assert values(outcome, "point") == ["at the depot"]
    assert values(outcome, "place") == []


@UNDERWAY
def test_the_card_shows_the_way_of_the_parcel(
    view: See, shop: str, customer: str, order: str, tracking: str
) -> None:
    seen = view(shop, customer, "zh")
    outcome = track_order(seen, orders=hers(seen, [order]), asked=WHOLE)
    assert isinstance(outcome, Told)
    (card,) = outcome.cards
    assert card.price in (149, 2399)
    assert card.stages[-1].label in ("快件滞留杭州中转场", "运输中")


@SHOPS
def test_who_asks_what_is_late_is_told_just_that(view: See, shop: str) -> None:
    seen = view(shop, BUSY)
    today = datetime.combine(seen.today, datetime.min.time())
    promised = (today - timedelta(days=1), today, today + timedelta(days=1))
    sent = tuple(
        replace(order, shipments=(Shipment("T1", promised=day),))
        for order, day in zip(seen.orders, promised, strict=False)
    )
    assert about(track_order(seen, orders=sent, asked=Asked(about=("late",)))) == ["900001"]


@SHOPS
def test_nothing_is_told_of_an_order_of_somebody_else(view: See, shop: str) -> None:
    seen = view(shop, BUSY)
    outcome = track_order(seen, orders=seen.orders[:1], asked=WHOLE)
    assert {fact.source.split("/")[1] for fact in facts(outcome)} == {"900001"}
