"""Orders are found by their customer and by whatever form of their number was typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.load.shop_data import ShopData
from knowledge.purchase import Order
from knowledge.records.database import Records
from tests.knowledge.four_orders import four_orders


@pytest.fixture
def numbered(records: Records) -> Records:
    """Records with numbers as three different shops write them."""
    records.load(
        ShopData(
            orders=[
                Order("#W2378156", "ada", "pending", Decimal("10.00")),
                Order("C536379", "ada", "pending", Decimal("10.00")),
                Order("536379", "wei", "pending", Decimal("10.00")),
            ]
        )
    )
    return records


def test_an_order_comes_back_exactly_as_it_was_loaded(records: Records) -> None:
    pending, _, returned, _ = four_orders()
    assert records.orders.of("ada") == (pending, returned)


def test_a_parcel_comes_back_with_its_track(records: Records) -> None:
    _, late, _, cancelled = four_orders()
    assert records.orders.of("wei") == (late, cancelled)


def test_orders_keep_the_order_of_their_source(records: Records) -> None:
    first, second, third, fourth = four_orders()
    records.load(ShopData(orders=[third, fourth, first, second]))
    assert [order.id for order in records.orders.of("ada")] == ["#1003", "#1001"]


def test_an_amount_keeps_its_zeros(records: Records) -> None:
    records.load(ShopData(orders=[Order("#1", "ada", "pending", Decimal("74.400"))]))
    assert str(records.orders.of("ada")[0].total) == "74.400"


def test_lines_of_the_same_variant_stay_two(records: Records) -> None:
    order = four_orders()[1]
    line = order.lines[0]
    twice = replace(order, lines=(line, replace(line, id="tent-2:2")))
    records.load(ShopData(orders=[twice]))
    assert records.orders.of("wei") == (twice,)


def test_ones_own_order_is_found_by_its_id(records: Records) -> None:
    assert records.orders.get("#1001", "ada") == four_orders()[0]


def test_somebody_elses_order_looks_like_an_unknown_one(records: Records) -> None:
    assert records.orders.get("#1001", "wei") is None


def test_an_unknown_order_is_none(records: Records) -> None:
    assert records.orders.get("#9999", "wei") is None


@pytest.mark.parametrize(
    "typed",
    [
        "#W2378156",
        "w2378156",
        "2378156",
        "# 2378156",
        "Ｗ２３７８１５６",
        "W 2378 156",
        "订单2378156",
    ],
)
def test_an_order_number_is_known_in_any_form(numbered: Records, typed: str) -> None:
    assert numbered.orders.canonical(typed) == ("#W2378156",)


def test_the_exact_number_comes_before_the_one_with_a_letter(numbered: Records) -> None:
    assert numbered.orders.canonical("536379") == ("536379", "C536379")


def test_a_letter_that_was_typed_counts(numbered: Records) -> None:
    assert numbered.orders.canonical("c536379") == ("C536379",)


def test_another_letter_is_another_order(numbered: Records) -> None:
    assert numbered.orders.canonical("X2378156") == ()


def test_a_part_of_a_number_is_no_number(numbered: Records) -> None:
    assert numbered.orders.canonical("23781") == ()


def test_no_digits_mean_no_order(numbered: Records) -> None:
    assert numbered.orders.canonical("# ！") == ()


def test_shapes_tell_what_a_number_looks_like(numbered: Records) -> None:
    assert numbered.orders.shapes() == {"#A9999999", "A999999", "999999"}


def test_a_shop_without_orders_has_no_shapes(url: str) -> None:
    empty = Records.open(url)
    assert empty.orders.shapes() == frozenset()
    empty.close()
