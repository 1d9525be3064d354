"""What swapping makes of lines, totals and money, worked by hand."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.legal_methods import paid_net
from knowledge.purchase import Line, Order, Payment, Swapped
from knowledge.records.confirmed import Confirmed, Consequence
from knowledge.records.database import Records
from knowledge.records.trial import Trial
from knowledge.returnable import pieces_left
from knowledge.rules import RuleParams, StatusParams
from knowledge.swaps import swapped
from knowledge.write import CancelOrder, ChangeOrderItems, Swap
from tests.knowledge.confirming import (
    ELECTRIC,
    NOON,
    RULES,
    SMALLER,
    Desk,
    shop_of,
    with_things_to_swap,
)

MANUAL = Swap("grinder-manual", "grinder-manual", "grinder-electric")


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Desk]:
    records = Records.open(url)
    records.load(with_things_to_swap())
    yield Desk(shop_of(records, tmp_path))
    records.close()


def source(id: str) -> Order:
    return next(order for order in with_things_to_swap().orders if order.id == id)


def with_order(desk: Desk, order: Order) -> None:
    """Loads the shop anew with this order in the place of the one of its number."""
    data = with_things_to_swap()
    orders = [order if one.id == order.id else one for one in data.orders]
    desk.records.load(replace(data, orders=orders))


def electric(quantity: int, id: str = "grinder-manual") -> Line:
    """Grinders as the line holds them that has become electric."""
    (line,) = source("#1016").lines
    product = with_things_to_swap().products[1]
    variant = product.variants[1]
    return replace(
        line,
        id=id,
        variant="grinder-electric",
        price=Decimal("129.00"),
        quantity=quantity,
        attributes=variant.attributes,
    )


def test_a_whole_line_becomes_the_new_variant_and_the_difference_is_paid(desk: Desk) -> None:
    before = source("#1016")
    desk.change(ChangeOrderItems("#1016", (replace(MANUAL, quantity=2),), "credit_card_2"))
    order = desk.order("#1016")
    # 2 x (129.00 - 45.00)
    assert order.lines == (electric(2),)
    assert order.total == Decimal("258.00")
    assert order.status == "pending"
    assert order.payment_method == "paypal_1"
    paid = Payment("payment", Decimal("168.00"), "credit_card_2", order.swaps[0].at)
    assert order.payments == (*before.payments, paid)


def test_pieces_of_a_line_get_a_line_of_their_own(desk: Desk) -> None:
    desk.change(ELECTRIC)
    order = desk.order("#1016")
    (line,) = source("#1016").lines
    assert order.lines == (replace(line, quantity=1), electric(1, "grinder-electric"))
    assert order.total == Decimal("174.00")
    assert order.swaps == (
        Swapped(
            "change_order_items",
            replace(line, quantity=1),
            electric(1, "grinder-electric"),
            Decimal("84.00"),
            "credit_card_2",
            order.swaps[0].at,
        ),
    )


def test_a_second_line_of_the_same_variant_has_a_number(desk: Desk) -> None:
    order = source("#1016")
    more = electric(1, "grinder-electric")
    with_order(
        desk, replace(order, lines=(*order.lines, more), total=order.total + Decimal("129.00"))
    )
    desk.change(ELECTRIC)
    assert [line.id for line in desk.order("#1016").lines] == [
        "grinder-manual",
        "grinder-electric",
        "grinder-electric:2",
    ]


def test_two_swaps_of_one_line_share_its_pieces(desk: Desk) -> None:
    desk.change(ChangeOrderItems("#1016", (MANUAL, MANUAL), "credit_card_2"))
    order = desk.order("#1016")
    assert [(line.variant, line.quantity) for line in order.lines] == [
        ("grinder-electric", 1),
        ("grinder-electric", 1),
    ]
    assert order.total == Decimal("258.00")


def test_the_difference_goes_back_to_a_gift_card_at_once(desk: Desk) -> None:
    desk.change(SMALLER)
    order = desk.order("#1017")
    # 149.00 - 219.00; the card held 25.00.
    assert order.payments[1:] == (
        Payment("refund", Decimal("70.00"), "gift_card_3", order.swaps[0].at),
    )
    assert desk.ada.payment_methods[2].balance == Decimal("95.00")


def test_a_gift_card_that_pays_the_difference_holds_less(desk: Desk) -> None:
    (line,) = source("#1016").lines
    dear = replace(line, price=Decimal("119.00"))
    with_order(desk, replace(source("#1016"), lines=(dear,), total=Decimal("238.00")))
    desk.change(ChangeOrderItems("#1016", (MANUAL,), "gift_card_3"))
    # 25.00 - (129.00 - 119.00)
    assert desk.ada.payment_methods[2].balance == Decimal("15.00")
    assert desk.audit()[-1].what == "balance"


def test_the_balance_that_changes_along_is_told(desk: Desk) -> None:
    order = desk.order("#1017")
    swaps = swapped(SMALLER, order, desk.shop.catalogue)
    confirmed = Confirmed(SMALLER, order, desk.ada, 0, "c", RULES, NOON, swaps)
    assert desk.records.apply(confirmed) == (
        Consequence("balance", "customers/ada", {"gift_card_3": "95.00"}),
    )


def test_an_exchange_leaves_the_line_until_it_is_through(desk: Desk) -> None:
    before = source("#1017")
    desk.change(SMALLER)
    order = desk.order("#1017")
    assert order.status == "exchange requested"
    assert (order.lines, order.total) == (before.lines, before.total)
    (swap,) = order.swaps
    assert (swap.before, swap.after.variant) == (before.lines[0], "tent-2")
    assert (swap.difference, swap.method) == (Decimal("-70.00"), "gift_card_3")


def test_what_is_exchanged_cannot_go_back_too(desk: Desk) -> None:
    assert pieces_left(desk.order("#1017"), desk.order("#1017").lines[0]) == 1
    desk.change(SMALLER)
    assert pieces_left(desk.order("#1017"), desk.order("#1017").lines[0]) == 0


def test_pieces_that_were_changed_are_still_there(desk: Desk) -> None:
    desk.change(ELECTRIC)
    order = desk.order("#1016")
    assert [pieces_left(order, line) for line in order.lines] == [1, 1]


def test_a_shop_where_it_closes_the_order_has_a_word_for_that(desk: Desk) -> None:
    closing = replace(
        RULES,
        statuses={
            **RULES.statuses,
            "pending (changed)": StatusParams("open", "pending", "待处理", closed=True),
        },
        rules={**RULES.rules, "change_order_items": RuleParams(("pending",), closes=True)},
    )
    there = Desk(desk.shop.with_rules(closing))
    there.change(ELECTRIC)
    assert there.order("#1016").status == "pending (changed)"


def test_what_was_not_paid_yet_moves_no_money(desk: Desk) -> None:
    with_order(desk, replace(source("#1016"), payments=()))
    desk.change(ELECTRIC)
    order = desk.order("#1016")
    assert (order.payments, order.total) == ((), Decimal("174.00"))
    assert order.swaps[0].difference == Decimal("84.00")


def test_cancelling_afterwards_gives_back_just_what_was_paid(desk: Desk) -> None:
    order = replace(
        source("#1016"),
        lines=(electric(1),),
        total=Decimal("129.00"),
        payments=(Payment("payment", Decimal("129.00"), "paypal_1"),),
    )
    with_order(desk, order)
    cheaper = Swap("grinder-manual", "grinder-electric", "grinder-manual")
    desk.change(ChangeOrderItems("#1016", (cheaper,), "gift_card_3"))
    # 84.00 went to the gift card; 45.00 is left of what PayPal has paid.
    assert paid_net(desk.order("#1016")) == (("paypal_1", Decimal("45.00")),)
    assert desk.order("#1016").refunded == 0
    desk.change(CancelOrder("#1016", "other"))
    refunds = [p for p in desk.order("#1016").payments if p.kind == "refund"]
    assert [(p.method, p.amount) for p in refunds] == [
        ("gift_card_3", Decimal("84.00")),
        ("paypal_1", Decimal("45.00")),
    ]


def test_importing_again_keeps_what_was_swapped(desk: Desk) -> None:
    desk.change(ELECTRIC)
    before = desk.order("#1016")
    desk.records.load(with_things_to_swap())
    assert desk.order("#1016") == before


def test_an_order_with_swaps_can_be_loaded(desk: Desk) -> None:
    desk.change(SMALLER)
    order = desk.order("#1017")
    records = Records.open("sqlite://")
    records.load(replace(with_things_to_swap(), orders=[order]))
    assert records.orders.get("#1017", "ada") == order
    records.close()


def test_a_trial_sees_a_swap_as_a_change_of_its_order(tmp_path: Path) -> None:
    place = tmp_path / "records.db"
    records = Records.open(f"sqlite:///{place}")
    records.load(with_things_to_swap())
    records.close()
    (tmp_path / "copy").mkdir()
    trial = Trial.of(place, tmp_path / "copy")
    trial.watch()
    Desk(shop_of(trial.records, tmp_path)).change(replace(SMALLER, payment_method="paypal_1"))
    assert trial.changed() == {"orders/#1017"}
    trial.close()
