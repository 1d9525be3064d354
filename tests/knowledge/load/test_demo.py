import hashlib
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from knowledge.goods import Text
from knowledge.load.demo import POLICY, load
from knowledge.load.demo.planted import Planted
from knowledge.load.demo.series import read_models
from knowledge.load.shop_data import ShopData
from knowledge.rules import Rules

UNTIL = date(2026, 3, 11)
MIDNIGHT = datetime(2026, 3, 12)


@pytest.fixture(scope="module")
def shop() -> ShopData:
    return load(seed=7, until=UNTIL, num_customers=60)


@pytest.fixture(scope="module")
def larger_shop() -> ShopData:
    return load(seed=7, until=UNTIL, num_customers=600)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.read(POLICY)


def digest(data: ShopData) -> str:
    return hashlib.sha256(repr(data).encode()).hexdigest()


def written(text: Text) -> bool:
    return bool(text.en and text.zh)


def test_same_seed_and_day_give_the_same_data(shop: ShopData) -> None:
    assert digest(load(seed=7, until=UNTIL, num_customers=60)) == digest(shop)


def test_another_seed_gives_other_orders_and_the_same_catalogue(shop: ShopData) -> None:
    other = load(seed=8, until=UNTIL, num_customers=60)
    assert other.orders != shop.orders
    assert [one.title for one in other.products] == [one.title for one in shop.products]


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[str, int, int]] = []
    load(until=UNTIL, num_customers=10, progress=lambda *step: told.append(step))
    assert {what for what, done, whole in told if done == whole} == {"catalogue", "orders"}


@pytest.mark.parametrize("kind", ["products", "categories", "content", "customers", "orders"])
def test_ids_are_unique(shop: ShopData, kind: str) -> None:
    ids = [row.id for row in getattr(shop, kind)]
    assert len(set(ids)) == len(ids)


def test_customers_can_be_told_apart(shop: ShopData) -> None:
    assert len({one.email for one in shop.customers}) == len(shop.customers)
    assert len({one.phone for one in shop.customers}) == len(shop.customers)
    methods = [method.id for one in shop.customers for method in one.payment_methods]
    assert len(set(methods)) == len(methods)


def test_both_languages_are_spoken(shop: ShopData) -> None:
    assert {one.language for one in shop.customers} == {"en", "zh"}


def test_order_numbers_follow_time(shop: ShopData) -> None:
    assert [one.id for one in shop.orders] == [str(10001 + n) for n in range(len(shop.orders))]
    placed = [one.placed for one in shop.orders if one.placed]
    assert placed == sorted(placed)
    assert len(placed) == len(shop.orders)


def test_total_of_every_order_is_the_sum_of_its_lines(larger_shop: ShopData) -> None:
    wrong = [
        one.id
        for one in larger_shop.orders
        if one.total != sum(line.price * line.quantity for line in one.lines) or not one.lines
    ]
    assert not wrong


def test_lines_cost_what_the_day_of_the_order_says(larger_shop: ShopData) -> None:
    listed = {v.id: v.price for product in larger_shop.products for v in product.variants}
    shelf = {product.id: product.category for product in larger_shop.products}

    def cut(category: str, day: date) -> Decimal:
        running = (p for p in larger_shop.promotions if p.category == category)
        return max((p.percent for p in running if p.first <= day <= p.last), default=Decimal(0))

    lines = [
        (line, (listed[line.variant] or Decimal(0)) * (100 - cut(shelf[line.product], day)) / 100)
        for one in larger_shop.orders
        for day in [(one.placed or MIDNIGHT).date()]
        for line in one.lines
    ]
    assert not [line.id for line, price in lines if abs(line.price - price) > Decimal("0.005")]
    assert [line for line, _ in lines if line.price < (listed[line.variant] or 0)]


def test_statuses_are_known_to_the_rules(larger_shop: ShopData, rules: Rules) -> None:
    assert {one.status for one in larger_shop.orders} <= set(rules.statuses)


@pytest.mark.parametrize(
    "status", ["pending", "packed", "shipped", "delivered", "cancelled", "return requested"]
)
def test_small_shop_shows_every_open_state(shop: ShopData, status: str) -> None:
    assert status in {one.status for one in shop.orders}


@pytest.mark.parametrize(
    "until", [date(2025, 12, 27) + timedelta(days=n) for n in range(7)], ids=lambda day: f"{day:%a}"
)
def test_a_late_parcel_is_on_its_way_on_any_weekday(until: date) -> None:
    orders = load(until=until, num_customers=8).orders
    assert [one for one in orders if one.status == "shipped" and written(one.delay_reason)]


def test_what_has_happened_does_not_lie_ahead(larger_shop: ShopData) -> None:
    orders = larger_shop.orders
    parcels = [one for order in orders for one in order.shipments]
    moments = [
        *(order.placed for order in orders),
        *(payment.at for order in orders for payment in order.payments),
        *(when for one in parcels for when in (one.dispatched, one.delivered)),
        *(point.at for one in parcels for point in one.track),
        *(
            when
            for order in orders
            for one in order.returns
            for when in (one.requested, one.refunded)
        ),
    ]
    assert max(one for one in moments if one) < MIDNIGHT
    days = [*(one.day for one in larger_shop.events), *(one.last for one in larger_shop.sold_out)]
    assert max(days) <= UNTIL


def test_parcels_go_forward_in_time(larger_shop: ShopData) -> None:
    tracks = [
        [point.at for point in parcel.track if point.at]
        for order in larger_shop.orders
        for parcel in order.shipments
    ]
    assert all(track == sorted(track) for track in tracks)


def test_delivered_orders_have_only_delivered_parcels(larger_shop: ShopData) -> None:
    over = {"delivered", "return requested", "return received", "returned"}
    delivered = [one for one in larger_shop.orders if one.status in over]
    assert all(one.shipments for one in delivered)
    assert all(parcel.delivered for one in delivered for parcel in one.shipments)


def test_late_parcels_have_a_reason(larger_shop: ShopData) -> None:
    late = [
        order
        for order in larger_shop.orders
        for parcel in order.shipments
        if parcel.delivered and parcel.promised and parcel.delivered > parcel.promised
    ]
    assert late
    assert all(written(order.delay_reason) for order in late)


def test_returned_goods_have_their_money_back(larger_shop: ShopData) -> None:
    refunds = {
        order.id: sum(p.amount for p in order.payments if p.kind == "refund")
        for order in larger_shop.orders
    }
    returned = {
        order.id: sum(one.amount for one in order.returns if one.status == "refunded")
        for order in larger_shop.orders
        if order.returns
    }
    assert "returned" in {order.status for order in larger_shop.orders}
    assert all(refunds[id] == amount for id, amount in returned.items())


def test_cancelled_orders_are_refunded_in_full(larger_shop: ShopData) -> None:
    old = [
        order
        for order in larger_shop.orders
        if order.status == "cancelled"
        and (order.placed or MIDNIGHT) < MIDNIGHT - timedelta(days=14)
    ]
    assert old
    assert all(order.payments[-1].kind == "refund" for order in old)
    assert all(order.payments[-1].amount == order.total for order in old)


def test_payments_use_methods_on_file(larger_shop: ShopData) -> None:
    on_file = {
        customer.id: {method.id for method in customer.payment_methods}
        for customer in larger_shop.customers
    }
    assert all(order.payment_method in on_file[order.customer] for order in larger_shop.orders)


def test_variants_are_on_sale_exactly_where_there_is_stock(shop: ShopData) -> None:
    on_hand = {row.variant for row in shop.stock if row.on_hand > 0}
    variants = [variant for product in shop.products for variant in product.variants]
    assert all(variant.available == (variant.id in on_hand) for variant in variants)
    assert {row.warehouse for row in shop.stock} == {"Hamburg", "Munich"}


def test_what_is_sold_out_today_is_on_its_way(shop: ShopData) -> None:
    gone = {v.id for product in shop.products for v in product.variants if not v.available}
    coming = {row.variant for row in shop.stock if row.inbound_date and row.inbound_date > UNTIL}
    assert gone
    assert gone <= coming


def test_nothing_is_bought_while_it_is_sold_out(larger_shop: ShopData) -> None:
    bought = {
        (line.variant, order.placed.date())
        for order in larger_shop.orders
        for line in order.lines
        if order.placed
    }
    sold_out = {
        (spell.variant, spell.first + timedelta(days=passed))
        for spell in larger_shop.sold_out
        for passed in range((spell.last - spell.first).days + 1)
    }
    assert not bought & sold_out


def test_share_of_one_time_buyers_is_the_planted_one(larger_shop: ShopData) -> None:
    orders = Counter(order.customer for order in larger_shop.orders)
    share = sum(count == 1 for count in orders.values()) / len(orders)
    assert share == pytest.approx(Planted().kinds["one-time"].share, abs=0.06)


def test_gas_sells_in_summer(larger_shop: ShopData) -> None:
    gas = {one.id for one in larger_shop.products if one.category == "gas-cartridges"}
    months = Counter(
        order.placed.month
        for order in larger_shop.orders
        for line in order.lines
        if line.product in gas and order.placed
    )
    assert sum(months[month] for month in (5, 6, 7, 8)) > 3 * sum(
        months[month] for month in (11, 12, 1, 2)
    )


def test_everything_planted_is_about_things_in_the_catalogue(shop: ShopData) -> None:
    planted, series = Planted(), {model.series.key for model in read_models()}
    shelves = {category for style in planted.styles.values() for category in style.shelves}
    named = {*shelves, *planted.cycles, *planted.seasons, *planted.lifts, *planted.returns}
    assert named <= {product.category for product in shop.products}
    assert {key for style in planted.styles.values() for key in style.likes} <= series
    assert {one.category for one in shop.promotions} <= {one.category for one in shop.products}


def test_price_cuts_sell_more(larger_shop: ShopData) -> None:
    shelf = {product.id: product.category for product in larger_shop.products}
    cut = {
        (one.category, one.first + timedelta(days=passed))
        for one in larger_shop.promotions
        for passed in range((one.last - one.first).days + 1)
        if one.first + timedelta(days=passed) <= UNTIL
    }
    sold = Counter(
        (shelf[line.product], order.placed.date()) in cut
        for order in larger_shop.orders
        for line in order.lines
        if order.placed and shelf[line.product] == "kettles"
    )
    num_cut = len([day for category, day in cut if category == "kettles"])
    usual = sold[False] / (Planted().days - num_cut)
    assert sold[True] / num_cut > 1.2 * usual
