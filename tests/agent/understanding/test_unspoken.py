"""Changes that no verb asks for."""

import pytest

from agent.understanding.references import mentions
from agent.understanding.unspoken import unspoken
from knowledge.people import Address

SWAP, MONEY = ("change_order_items",), ("change_order_payment",)
HOME = Address("12 Elm Street", "", "Portland", "OR", "USA", "97201")


def verbs(text: str, *, address: Address | None = None, about_order: bool = False) -> list[object]:
    """The changes that a text asks for, in a shop that sells shirts."""
    found = unspoken(
        text,
        mentions(text, order_shapes=frozenset({"#9999"})),
        address,
        names_option=lambda said: "shirt" in said.lower() or "衬衫" in said,
        about_order=about_order,
    )
    assert all(segment.text == text for segment in found)
    return [segment.verbs for segment in found]


@pytest.mark.parametrize(
    "text", ["oops, #1001 should be on the visa", "#1001 please use paypal", "#1001改用支付宝"]
)
def test_an_order_with_a_way_to_pay_shall_be_paid_so(text: str) -> None:
    assert verbs(text) == [MONEY]


@pytest.mark.parametrize(
    "text",
    [
        "is #1001 on the visa?",  # asks
        "which card is #1001 on",
        "#1001 on visa",  # tells
        "the visa please",  # no order
        "#1001 please",  # no way to pay
    ],
)
def test_a_way_to_pay_that_is_only_spoken_of_changes_nothing(text: str) -> None:
    assert verbs(text) == []


@pytest.mark.parametrize("text", ["I wanted my shirt in blue", "the shirt I got: want blue"])
def test_her_thing_with_what_it_comes_in_shall_be_so(text: str) -> None:
    assert verbs(text) == [SWAP]


@pytest.mark.parametrize(
    "text",
    ["do you sell a blue shirt", "where is my blue shirt", "I wanted my mug in blue", "shirt blue"],
)
def test_a_thing_that_is_only_spoken_of_changes_nothing(text: str) -> None:
    assert verbs(text) == []


def test_right_behind_an_order_the_thing_is_hers() -> None:
    assert verbs("the shirt in blue, please") == []
    assert verbs("the shirt in blue, please", about_order=True) == [SWAP]


def test_a_whole_address_is_one_to_move_to() -> None:
    (moves,) = verbs("12 Elm Street, Portland, OR 97201", address=HOME)
    assert moves == ("change_customer_address", "change_order_address")


@pytest.mark.parametrize("text", ["", "hello", "谢谢", "my"])
def test_what_says_nothing_changes_nothing(text: str) -> None:
    assert verbs(text, about_order=True) == []
