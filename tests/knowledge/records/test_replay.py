"""The audit alone says what became of orders and customers."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.commit import Committed
from knowledge.people import Address
from knowledge.purchase import Line
from knowledge.records.audit import Deed
from knowledge.records.database import Records
from knowledge.records.replay import fold
from knowledge.records.replay_states import (
    CustomerState,
    OrderState,
    ReturnState,
    State,
    SwapState,
    observed,
)
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderItems,
    ChangeOrderPayment,
    EraseCustomer,
    ExchangeItems,
    Piece,
    ReturnItems,
    Swap,
    Write,
    to_json,
)
from tests.knowledge.confirming import (
    CANCEL,
    ELECTRIC,
    FORGET,
    MOVE_HOME,
    MOVE_ORDER,
    NOON,
    PAY_BY_CARD,
    PAY_BY_GIFT_CARD,
    REPORT,
    RULES,
    SEND_BACK,
    SMALLER,
    WAIT,
    Desk,
    shop_of,
    with_things_to_swap,
)
from tests.knowledge.databases import new_database

MANUAL_AGAIN = ChangeOrderItems(
    "#1016", (Swap("grinder-electric", "grinder-electric", "grinder-manual"),), "gift_card_3"
)

KETTLE = OrderState(
    customer="ada",
    pieces={("kettle-black", Decimal("20")): 1, ("mug-350", Decimal("5")): 1},
    total=Decimal("25"),
    status="pending",
    address=Address("old"),
    payment_method="card",
    is_paid=True,
    paid={"card": Decimal("25")},
    returns=(),
    swaps=(),
    version=0,
    left=Decimal("25"),
)
ADA = CustomerState(Address("old"), {"gift": Decimal("30")}, 0)
BEFORE = State({"1": KETTLE}, {"ada": ADA})


def deed(what: str, target: str, **detail: object) -> Deed:
    return Deed(1, NOON, "ada", what, target, json.dumps(detail))


def after(*audit: Deed) -> State:
    return fold(audit, BEFORE, RULES)


def test_no_writes_no_change() -> None:
    assert after() == BEFORE


def test_a_cancelled_order_is_paid_back() -> None:
    expected = replace(KETTLE, status="cancelled", paid={}, version=1)
    assert after(deed("cancel_order", "orders/1")) == State({"1": expected}, {"ada": ADA})


def test_what_a_gift_card_pays_is_no_longer_on_it() -> None:
    found = after(deed("change_order_payment", "orders/1", payment_method="gift"))
    assert found.orders["1"].paid == {"gift": Decimal("25")}
    assert found.customers["ada"] == replace(ADA, balances={"gift": Decimal("5")})


def test_what_is_cancelled_is_back_on_the_gift_card() -> None:
    found = after(
        deed("change_order_payment", "orders/1", payment_method="gift"),
        deed("balance", "customers/ada", gift="5"),
        deed("cancel_order", "orders/1"),
        deed("balance", "customers/ada", gift="30"),
    )
    assert found.orders["1"].paid == {}
    assert found.customers["ada"] == replace(ADA, version=2)


def test_a_return_is_worth_what_its_pieces_cost() -> None:
    back = deed("return_items", "orders/1", items=["mug-350", "kettle-black"], refund_to="card")
    expected = ReturnState(("kettle-black", "mug-350"), "card", Decimal("25"))
    found = after(back).orders["1"]
    assert (found.returns, found.status) == ((expected,), "return requested")


def test_a_return_is_worth_no_more_than_was_paid() -> None:
    back = deed("return_items", "orders/1", items=["kettle-black"] * 2, refund_to="card")
    assert after(back).orders["1"].returns[0].amount == Decimal("25")


def test_a_variant_of_two_prices_leaves_the_amount_open() -> None:
    pieces = {("mug-350", Decimal("5")): 1, ("mug-350", Decimal("6")): 1}
    before = State({"1": replace(KETTLE, pieces=pieces)}, {"ada": ADA})
    back = deed("return_items", "orders/1", items=["mug-350"], refund_to="card")
    assert fold([back], before, RULES).orders["1"].returns[0].amount is None


CHEAPER: dict[str, object] = {
    "payment_method": "gift",
    "swaps": [
        {
            "line": "kettle-black",
            "old": "kettle-black",
            "new": "kettle-red",
            "quantity": 1,
            "price": "20",
            "new_price": "12",
        }
    ],
    "difference": "-8",
}


def test_what_was_changed_is_in_the_order_and_its_difference_on_the_gift_card() -> None:
    found = after(deed("change_order_items", "orders/1", **CHEAPER))
    assert found.orders["1"] == replace(
        KETTLE,
        pieces={("mug-350", Decimal("5")): 1, ("kettle-red", Decimal("12")): 1},
        total=Decimal("17"),
        paid={"card": Decimal("25"), "gift": Decimal("-8")},
        swaps=(SwapState("change_order_items", "kettle-black", "kettle-red", 1, Decimal("-8")),),
        version=1,
    )
    assert found.customers["ada"] == replace(ADA, balances={"gift": Decimal("38")})


def test_what_went_to_another_method_is_not_paid_back_twice() -> None:
    found = after(
        deed("change_order_items", "orders/1", **CHEAPER), deed("cancel_order", "orders/1")
    )
    # 17 of the 25 go back to the card: 8 are on the gift card already.
    assert found.orders["1"].paid == {"card": Decimal("8"), "gift": Decimal("-8")}


def test_an_exchange_leaves_the_pieces_as_they_are() -> None:
    found = after(deed("exchange_items", "orders/1", **CHEAPER)).orders["1"]
    assert (found.pieces, found.total) == (KETTLE.pieces, KETTLE.total)
    assert found.status == "exchange requested"
    assert found.paid == {"card": Decimal("25"), "gift": Decimal("-8")}


def test_addresses_are_those_said_last() -> None:
    found = after(
        deed("change_order_address", "orders/1", address={"city": "Salem"}),
        deed("change_customer_address", "customers/ada", address={"city": "Bend"}),
        deed("change_order_address", "orders/1", address={"city": "Troy"}),
    )
    assert found.orders["1"] == replace(KETTLE, address=Address(city="Troy"), version=2)
    assert found.customers["ada"] == replace(ADA, address=Address(city="Bend"), version=1)


def test_what_concerns_others_is_passed_over() -> None:
    assert (
        after(deed("cancel_order", "orders/2"), deed("erase_customer", "customers/wei")) == BEFORE
    )


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Desk]:
    records = Records.open(url)
    records.load(with_things_to_swap())
    yield Desk(shop_of(records, tmp_path))
    records.close()


@pytest.mark.parametrize(
    "writes",
    [
        (MOVE_ORDER, PAY_BY_CARD, CANCEL),
        (PAY_BY_GIFT_CARD, CancelOrder("#1005", "other")),
        (SEND_BACK, REPORT),
        (ELECTRIC, SMALLER),
        (ELECTRIC, ELECTRIC, ChangeOrderPayment("#1016", "credit_card_2")),
        (ELECTRIC, MANUAL_AGAIN, CancelOrder("#1016", "other")),
        (SMALLER, MOVE_HOME, FORGET),
        (MOVE_HOME, WAIT, REPORT, MOVE_ORDER),
        (MOVE_HOME, MOVE_ORDER, PAY_BY_GIFT_CARD, SEND_BACK, FORGET),
    ],
)
def test_records_are_what_their_audit_says(desk: Desk, writes: Sequence[Write]) -> None:
    before = observed(desk.records, ["ada", "wei"])
    for write in writes:
        desk.change(write)
    assert fold(desk.audit(), before, RULES) == observed(desk.records, ["ada", "wei"])


def test_a_change_without_a_row_in_the_audit_is_found(desk: Desk) -> None:
    before = observed(desk.records, ["ada"])
    desk.apply(MOVE_ORDER)
    assert fold(desk.audit(), before, RULES) != observed(desk.records, ["ada"])


ORDERS = st.sampled_from(["#1001", "#1003", "#1005", "#1016", "#1017"])
METHODS = st.sampled_from(["paypal_1", "credit_card_2", "gift_card_3"])
HOMES = st.builds(Address, address1=st.sampled_from(["1 A Street", "2 B Street"]))
PIECES = st.builds(
    lambda variant, quantity: (Piece(variant, variant, quantity),),
    st.sampled_from(["coffee-250", "mug-350", "kettle-black"]),
    st.integers(1, 2),
)
SWAPS = st.builds(
    lambda swap, quantity: (Swap(*swap, quantity),),
    st.sampled_from(
        [
            ("grinder-manual", "grinder-manual", "grinder-electric"),
            ("grinder-manual", "grinder-electric", "grinder-manual"),
            ("grinder-electric", "grinder-electric", "grinder-manual"),
            ("tent-4", "tent-4", "tent-2"),
        ]
    ),
    st.integers(1, 2),
)
WRITES = st.one_of(
    st.builds(CancelOrder, ORDERS, st.just("other")),
    st.builds(ChangeOrderAddress, ORDERS, HOMES),
    st.builds(ChangeOrderPayment, ORDERS, METHODS),
    st.builds(ReturnItems, ORDERS, PIECES, METHODS),
    st.builds(ChangeOrderItems, st.just("#1016"), SWAPS, METHODS),
    st.builds(ExchangeItems, st.just("#1017"), SWAPS, METHODS),
    st.builds(ChangeCustomerAddress, st.just("ada"), HOMES),
    st.just(WAIT),
    st.just(REPORT),
    st.just(EraseCustomer("ada")),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(writes=st.lists(WRITES, max_size=12))
def test_any_changes_leave_records_that_their_audit_explains(
    tmp_path: Path, writes: list[Write]
) -> None:
    with new_database() as url, closing(Records.open(url)) as records:
        records.load(with_things_to_swap())
        desk = Desk(shop_of(records, tmp_path))
        before = observed(records, ["ada", "wei"])
        ends = [desk.yes(desk.propose(write)) for write in writes]
        made = [end for end in ends if isinstance(end, Committed)]
        assert fold(desk.audit(), before, RULES) == observed(records, ["ada", "wei"])
        assert [json.loads(event.body)["audit"] for event in desk.events()] == [
            end.audit for end in made
        ]
        assert records.orders.version("#1001") == len(records.audit.of("orders/#1001"))
        assert records.customers.version("ada") == len(records.audit.of("customers/ada"))
        assert records.audit.verify()


def test_lines_of_two_prices_do_not_raise_a_false_alarm(desk: Desk) -> None:
    data = with_things_to_swap()
    mug = data.orders[2].lines[1]
    cheap = Line("mug-350:2", "mug", "mug-350", mug.title, Decimal("9.00"))
    order = replace(data.orders[2], lines=(*data.orders[2].lines, cheap))
    desk.records.load(replace(data, orders=[order]))
    before = observed(desk.records, ["ada"])
    back = ReturnItems("#1003", (Piece("mug-350:2", "mug-350"),), "credit_card_2")
    desk.change(back)
    assert to_json(back)["items"] == ["mug-350"]
    assert desk.order("#1003").returns[-1].amount == Decimal("9.00")
    assert fold(desk.audit(), before, RULES) == observed(desk.records, ["ada"])
