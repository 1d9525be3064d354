"""The rules that come along with Shopkeeper."""

import pytest

from knowledge.rules import WRITES
from tests.knowledge.policies import policy


@pytest.mark.parametrize("shop", ["plain", "demo", "tau_bench_retail", "ecom_bench"])
def test_the_policies_that_come_along_can_be_read(shop: str) -> None:
    assert policy(shop).shop.currency


@pytest.mark.parametrize(
    ("shop", "word", "closed"),
    [
        ("tau_bench_retail", "pending", False),
        ("tau_bench_retail", "pending (items modified)", True),
        ("tau_bench_retail", "exchange requested", True),
        ("ecom_bench", "已签收", False),
        ("ecom_bench", "已退货", True),
        ("plain", "a word of its own", False),
    ],
)
def test_an_order_is_closed_after_its_last_change(shop: str, word: str, closed: bool) -> None:
    assert policy(shop).is_closed(word) == closed


@pytest.mark.parametrize(
    ("shop", "writes"),
    [
        (
            "tau_bench_retail",
            {
                "cancel_order",
                "change_order_items",
                "change_order_address",
                "change_order_payment",
                "return_items",
                "exchange_items",
                "change_customer_address",
            },
        ),
        (
            "ecom_bench",
            {
                "cancel_order",
                "change_order_items",
                "change_order_address",
                "return_items",
                "open_case",
            },
        ),
        ("demo", {*WRITES} - {"place_order"}),
        ("plain", {*WRITES} - {"place_order"}),
    ],
)
def test_the_policies_that_come_along_allow_what_their_shops_do(
    shop: str, writes: set[str]
) -> None:
    rules = policy(shop)

    assert {do for do in WRITES if rules.for_write(do)} == writes
