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
from knowledge.records.replay import (
    CustomerState,
    OrderState,
    ReturnState,
    State,
    fold,
    observed,
)
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderPayment,
    EraseCustomer,
    Piece,
    ReturnItems,
    Write,
    to_json,
)
from tests.knowledge.confirming import (
    CANCEL,
    FORGET,
    MOVE_HOME,
    MOVE_ORDER,
    NOON,
    PAY_BY_CARD,
    PAY_BY_GIFT_CARD,
    REPORT,
    RULES,
    SEND_BACK,
    WAIT,
    Desk,
    shop_of,
    with_small_order,
)
from tests.knowledge.databases import new_database

KETTLE = OrderState(
    customer="ada",
    prices={"kettle-black": frozenset({Decimal("20")}), "mug-350": frozenset({Decimal("5")})},
    status="pending",
    address=Address("old"),
    payment_method="card",
    paid={"card": Decimal("25")},
    returns=(),
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
    prices = {"mug-350": frozenset({Decimal("5"), Decimal("6")})}
    before = State({"1": replace(KETTLE, prices=prices)}, {"ada": ADA})
    back = deed("return_items", "orders/1", items=["mug-350"], refund_to="card")
    assert fold([back], before, RULES).orders["1"].returns[0].amount is None


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
    records.load(with_small_order())
    yield Desk(shop_of(records, tmp_path))
    records.close()


@pytest.mark.parametrize(
    "writes",
    [
        (MOVE_ORDER, PAY_BY_CARD, CANCEL),
        (PAY_BY_GIFT_CARD, CancelOrder("#1005", "other")),
        (SEND_BACK, REPORT),
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


ORDERS = st.sampled_from(["#1001", "#1003", "#1005"])
METHODS = st.sampled_from(["paypal_1", "credit_card_2", "gift_card_3"])
HOMES = st.builds(Address, address1=st.sampled_from(["1 A Street", "2 B Street"]))
PIECES = st.builds(
    lambda variant, quantity: (Piece(variant, variant, quantity),),
    st.sampled_from(["coffee-250", "mug-350", "kettle-black"]),
    st.integers(1, 2),
)
WRITES = st.one_of(
    st.builds(CancelOrder, ORDERS, st.just("other")),
    st.builds(ChangeOrderAddress, ORDERS, HOMES),
    st.builds(ChangeOrderPayment, ORDERS, METHODS),
    st.builds(ReturnItems, ORDERS, PIECES, METHODS),
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
        records.load(with_small_order())
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
    data = with_small_order()
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
