"""Which changes end all others of their order, and which of two she has to choose between."""

import pytest

from knowledge.refusals import closes, excludes
from tests.knowledge.policies import policy

TAU, ECOM = "tau_bench_retail", "ecom_bench"


@pytest.mark.parametrize(
    ("do", "shop", "answer"),
    [
        ("cancel_order", TAU, True),
        ("cancel_order", "demo", True),
        ("change_order_items", TAU, True),
        ("change_order_items", ECOM, False),
        ("return_items", TAU, True),
        ("return_items", ECOM, True),  # 退货申请中 allows nothing
        ("return_items", "plain", True),
        ("exchange_items", "demo", True),
        ("exchange_items", ECOM, False),  # is never possible
        ("change_order_address", TAU, False),
        ("open_case", "demo", False),
        ("erase_customer", "demo", False),
    ],
)
def test_some_writes_end_all_changes_of_their_order(do: str, shop: str, answer: bool) -> None:
    assert closes(do, policy(shop)) == answer


@pytest.mark.parametrize(
    ("first", "second", "shop", "answer"),
    [
        ("return_items", "exchange_items", TAU, True),
        ("exchange_items", "return_items", "demo", True),
        ("change_order_address", "cancel_order", TAU, True),
        ("cancel_order", "change_order_address", ECOM, True),
        ("change_order_items", "cancel_order", TAU, True),
        ("change_order_address", "change_order_items", TAU, False),
        ("change_order_items", "change_order_payment", TAU, False),  # payment goes first
        ("return_items", "return_items", TAU, False),
        ("cancel_order", "open_case", "demo", False),
        ("cancel_order", "change_customer_address", TAU, False),
    ],
)
def test_of_two_writes_that_exclude_each_other_one_has_to_be_chosen(
    first: str, second: str, shop: str, answer: bool
) -> None:
    assert excludes(first, second, policy(shop)) == answer
