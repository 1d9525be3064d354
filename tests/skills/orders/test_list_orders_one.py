"""One order told whole, or one thing of it: on both shops."""

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.people import Address
from knowledge.reference import Op, Ref, Want
from knowledge.resolve import OwnLine
from skills.orders.list_orders import skill as list_orders
from skills.skill import Asked, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, hers, sources, values

ONE = pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1003"), ("appliances", "U01", "880003")]
)


def listed(view: See, shop: str, customer: str, ids: list[str], *about: str) -> Outcome:
    """The answer about those of her orders."""
    seen = view(shop, customer, "zh")
    return list_orders(seen, orders=hers(seen, ids), lines=(), asked=Asked(about=about))


@pytest.mark.parametrize(
    ("shop", "customer", "order", "prices", "sums", "total"),
    [
        ("kettles", "ada", "#1003", ["12.00", "14.50"], ["24.00", "14.50"], "38.50"),
        ("appliances", "U01", "880003", ["150", "84.50"], ["150", "169.00"], "319"),
    ],
)
def test_one_order_is_told_line_by_line(
    view: See,
    shop: str,
    customer: str,
    order: str,
    prices: list[str],
    sums: list[str],
    total: str,
) -> None:
    outcome = listed(view, shop, customer, [order])
    assert values(outcome, "price") == [Decimal(price) for price in prices]
    assert values(outcome, "sum") == [Decimal(amount) for amount in sums]
    assert values(outcome, "total") == [Decimal(total)]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "lines"),
    [
        ("kettles", "ada", "#1003", ["coffee-250", "mug-350"]),
        ("appliances", "U01", "880003", ["fan-0", "filter-short"]),
    ],
)
def test_a_line_is_told_with_its_place(
    view: See, shop: str, customer: str, order: str, lines: list[str]
) -> None:
    outcome = listed(view, shop, customer, [order])
    assert sources(outcome, "title") == [f"orders/{order}/items/{line}" for line in lines]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "like"),
    [("kettles", "ada", "#1001", ["黑色", ""]), ("appliances", "U01", "880001", ["白色"])],
)
def test_a_line_is_told_with_what_it_is_like(
    view: See, shop: str, customer: str, order: str, like: list[str]
) -> None:
    assert values(listed(view, shop, customer, [order]), "like") == like


@ONE
def test_one_order_can_be_gone_on_about_and_so_can_its_products(
    view: See, shop: str, customer: str, order: str
) -> None:
    outcome = listed(view, shop, customer, [order])
    assert about(outcome)[0] == order
    assert set(about(outcome)[1:]) in ({"coffee", "mug"}, {"fan", "filter"})
    assert cards(outcome) == [order]


@pytest.mark.parametrize(
    ("shop", "customer", "order", "method", "source"),
    [
        ("kettles", "ada", "#1001", "PayPal", "customers/ada/payment_methods/paypal_1"),
        ("appliances", "U01", "880002", "支付宝", "customers/U01/payment_methods/支付宝"),
        ("appliances", "U01", "880001", "微信", "orders/880001"),
    ],
)
def test_the_way_to_pay_is_called_as_customers_call_it(
    view: See, shop: str, customer: str, order: str, method: str, source: str
) -> None:
    outcome = listed(view, shop, customer, [order], "paid_with")
    assert values(outcome, "method") == [method]
    assert sources(outcome, "method") == [source]


def test_a_card_is_named_by_its_last_four_digits(view: See) -> None:
    (method,) = values(listed(view, "kettles", "ada", ["#1003"]), "method")
    assert "4242" in str(method)


@pytest.mark.parametrize(
    ("shop", "customer", "order", "street"),
    [
        ("kettles", "ada", "#1001", "12 Elm Street"),
        ("appliances", "U01", "880001", "浦东新区花木路8号"),
    ],
)
def test_the_address_is_told_when_asked(
    view: See, shop: str, customer: str, order: str, street: str
) -> None:
    outcome = listed(view, shop, customer, [order], "address")
    (address,) = values(outcome, "address")
    assert street in str(address)
    assert sources(outcome, "address") == [f"orders/{order}/address"]


@ONE
def test_the_address_is_not_told_unasked(view: See, shop: str, customer: str, order: str) -> None:
    assert values(listed(view, shop, customer, [order]), "address") == []


@ONE
def test_no_address_is_made_up(view: See, shop: str, customer: str, order: str) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    asked = Asked(about=("address",))
    outcome = list_orders(seen, orders=(replace(bought, address=Address()),), lines=(), asked=asked)
    assert values(outcome, "address") == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "numbers"),
    [
        ("kettles", "ada", "#1003", ["UPS77001"]),
        ("appliances", "U01", "880003", ["ZT7700001", "ZT7700002"]),
    ],
)
def test_the_tracking_numbers_are_told_when_asked(
    view: See, shop: str, customer: str, order: str, numbers: list[str]
) -> None:
    assert values(listed(view, shop, customer, [order], "tracking"), "tracking") == numbers


@pytest.mark.parametrize(
    ("shop", "customer", "order", "notes"),
    [
        ("kettles", "ada", "#1001", []),
        ("appliances", "U01", "880001", ["已开具电子发票，抬头：张敏"]),
    ],
)
def test_what_else_is_on_file_is_told_verbatim(
    view: See, shop: str, customer: str, order: str, notes: list[str]
) -> None:
    assert values(listed(view, shop, customer, [order], "invoice"), "note") == notes


@pytest.mark.parametrize(
    ("shop", "customer", "order", "place", "price", "total"),
    [
        ("kettles", "ada", "#1003", 0, "12.00", "24.00"),
        ("appliances", "U01", "880003", 1, "84.50", "169.00"),
    ],
)
def test_what_one_thing_cost_is_told_for_that_line_alone(
    view: See, shop: str, customer: str, order: str, place: int, price: str, total: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    own = OwnLine(bought, bought.lines[place])
    outcome = list_orders(seen, orders=(bought,), lines=(own,), asked=Asked(about=("price",)))
    assert values(outcome, "price") == [Decimal(price)]
    assert values(outcome, "sum") == [Decimal(total)]
    assert values(outcome, "order") == [order]
    assert values(outcome, "total") == []


@ONE
def test_who_names_a_number_and_a_price_gets_the_whole_order(
    view: See, shop: str, customer: str, order: str
) -> None:
    seen = view(shop, customer)
    (bought,) = hers(seen, [order])
    asked = Asked(about=("price",), ref=Ref("order", (Want("number", Op.IS, order),)))
    own = OwnLine(bought, bought.lines[0])
    outcome = list_orders(seen, orders=(bought,), lines=(own,), asked=asked)
    assert len(values(outcome, "total")) == 1
