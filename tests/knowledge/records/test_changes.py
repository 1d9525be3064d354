"""What each write makes of the rows, worked by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.load.shop_data import ShopData
from knowledge.purchase import Payment, Return
from knowledge.records.cases import Case
from knowledge.records.confirmed import Consequence, RecordMoved
from knowledge.records.database import Records
from knowledge.records.subscriptions import Subscription
from knowledge.rules import Rules
from knowledge.write import ChangeOrderPayment, OpenCase, Piece, ReturnItems, Subscribe, Write
from tests.knowledge.confirming import (
    CANCEL,
    EVERY_KIND,
    MOVE_HOME,
    MOVE_ORDER,
    NEW_HOME,
    NOON,
    PAY_BY_CARD,
    PAY_BY_GIFT_CARD,
    REPORT,
    SEND_BACK,
    WAIT,
    Desk,
    shop_of,
    with_things_to_swap,
)
from tests.knowledge.four_orders import ADA_HOME, four_orders

PENDING, _, RETURNED, _ = four_orders()
PAID = PENDING.payments[0]


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Desk]:
    records = Records.open(url)
    records.load(with_things_to_swap())
    yield Desk(shop_of(records, tmp_path))
    records.close()


def with_payments(desk: Desk, *payments: Payment) -> None:
    """Loads the shop anew, with #1001 paid in another way."""
    order = replace(PENDING, payments=payments)
    desk.records.load(replace(with_things_to_swap(), orders=[order, RETURNED]))


def test_a_cancelled_order_has_its_status_and_its_money_back(desk: Desk) -> None:
    assert desk.apply(CANCEL) == ()
    back = Payment("refund", Decimal("74.40"), "paypal_1", NOON)
    assert desk.order("#1001") == replace(PENDING, status="cancelled", payments=(PAID, back))


def test_cancelling_pays_back_what_is_left_on_each_method(desk: Desk) -> None:
    paid = (
        Payment("payment", Decimal("60.00"), "credit_card_2"),
        Payment("payment", Decimal("14.40"), "gift_card_3"),
        Payment("refund", Decimal("9.90"), "credit_card_2", datetime(2026, 11, 20, 8)),
        Payment("payment", Decimal("5.00"), "paypal_1"),
        Payment("refund", Decimal("5.00"), "paypal_1"),
    )
    with_payments(desk, *paid)
    consequences = desk.apply(CANCEL, version=1)
    assert desk.order("#1001").payments == (
        *paid,
        Payment("refund", Decimal("50.10"), "credit_card_2", NOON),
        Payment("refund", Decimal("14.40"), "gift_card_3", NOON),
    )
    # The gift card held 25.00.
    assert desk.ada.payment_methods[2].balance == Decimal("39.40")
    assert consequences == (Consequence("balance", "customers/ada", {"gift_card_3": "39.40"}),)
    assert desk.records.customers.version("ada") == 2


def test_cancelling_what_was_never_paid_moves_no_money(desk: Desk) -> None:
    with_payments(desk)
    desk.apply(CANCEL, version=1)
    assert desk.order("#1001") == replace(PENDING, status="cancelled", payments=())


def test_a_shop_without_a_word_for_it_keeps_the_status(desk: Desk) -> None:
    desk.apply(CANCEL, rules=Rules())
    assert desk.order("#1001").status == "pending"


def test_an_order_goes_to_the_new_address(desk: Desk) -> None:
    desk.apply(MOVE_ORDER)
    assert desk.order("#1001") == replace(PENDING, address=NEW_HOME)
    assert desk.ada.address == ADA_HOME


def test_another_method_pays_and_the_first_one_gets_its_money_back(desk: Desk) -> None:
    desk.apply(PAY_BY_CARD)
    moved = (
        Payment("payment", Decimal("74.40"), "credit_card_2", NOON),
        Payment("refund", Decimal("74.40"), "paypal_1", NOON),
    )
    assert desk.order("#1001") == replace(
        PENDING, payment_method="credit_card_2", payments=(PAID, *moved)
    )


def test_a_gift_card_that_pays_holds_less(desk: Desk) -> None:
    desk.apply(PAY_BY_GIFT_CARD)
    assert desk.ada.payment_methods[2].balance == Decimal("10.50")


def test_a_gift_card_that_is_paid_back_holds_more(desk: Desk) -> None:
    desk.apply(PAY_BY_GIFT_CARD)
    desk.apply(ChangeOrderPayment("#1005", "credit_card_2"), version=1)
    assert desk.ada.payment_methods[2].balance == Decimal("25.00")
    assert desk.records.customers.version("ada") == 2


def test_a_gift_card_never_pays_more_than_it_holds(desk: Desk) -> None:
    with pytest.raises(RecordMoved, match=r"holds 25\.00"):
        desk.apply(ChangeOrderPayment("#1001", "gift_card_3"))
    assert desk.order("#1001") == PENDING
    assert desk.records.orders.version("#1001") == 0


def test_the_method_of_an_unpaid_order_changes_without_money(desk: Desk) -> None:
    with_payments(desk)
    desk.apply(PAY_BY_CARD, version=1)
    assert desk.order("#1001") == replace(PENDING, payment_method="credit_card_2", payments=())


def test_what_goes_back_is_named_once_a_piece(desk: Desk) -> None:
    desk.apply(SEND_BACK)
    # 2 coffees at 12.00; the mug, 14.50, went back before.
    back = Return(
        ("coffee-250", "coffee-250"), Decimal("24.00"), "credit_card_2", "requested", NOON
    )
    assert desk.order("#1003") == replace(
        RETURNED, status="return requested", returns=(*RETURNED.returns, back)
    )


def test_a_return_of_one_piece_is_worth_one_piece(desk: Desk) -> None:
    desk.apply(ReturnItems("#1003", (Piece("coffee-250", "coffee-250"),), "gift_card_3"))
    back = desk.order("#1003").returns[-1]
    assert (back.lines, back.amount) == (("coffee-250",), Decimal("12.00"))
    # Nothing is on the card before the goods are back.
    assert desk.ada.payment_methods[2].balance == Decimal("25.00")


def test_a_new_address_is_one_she_is_known_by(desk: Desk) -> None:
    before = desk.ada
    desk.apply(MOVE_HOME)
    assert desk.ada == replace(before, address=NEW_HOME)
    claim = {"name": "Ada Fox", "zip": "97301"}
    assert desk.records.customers.matching(claim) == ("ada",)
    assert desk.records.customers.matching(claim | {"zip": "97201"}) == ()


def test_a_new_address_of_hers_leaves_her_orders(desk: Desk) -> None:
    desk.apply(MOVE_HOME)
    assert desk.order("#1001").address == ADA_HOME


def test_a_case_is_opened(desk: Desk) -> None:
    desk.apply(REPORT)
    assert desk.records.cases.of("ada") == (
        Case(1, "c_ada", "ada", "#1003", "damaged", REPORT.note, "open", NOON),
    )
    assert desk.order("#1003") == RETURNED


def test_a_case_may_concern_no_order(desk: Desk) -> None:
    desk.apply(OpenCase("ada", "", "other", "A question"))
    assert [case.order for case in desk.records.cases.of("ada")] == [""]
    assert desk.records.customers.version("ada") == 1


def test_somebody_waits_for_a_product(desk: Desk) -> None:
    desk.apply(WAIT)
    expected = (Subscription("ada", "kettle-white", "back_in_stock", NOON),)
    assert desk.records.subscriptions.of("ada") == expected
    assert desk.records.subscriptions.waiting("kettle-white") == expected
    assert desk.records.subscriptions.waiting("kettle-white", "reorder") == ()


def test_who_waits_already_waits_once(desk: Desk) -> None:
    desk.apply(WAIT)
    desk.apply(WAIT, version=1)
    desk.apply(Subscribe("ada", "kettle-white", "reorder"), version=2)
    kinds = [one.kind for one in desk.records.subscriptions.of("ada")]
    assert kinds == ["back_in_stock", "reorder"]


@pytest.mark.parametrize("write", EVERY_KIND, ids=lambda write: write.do)
def test_nothing_is_made_of_a_record_that_was_changed_since(desk: Desk, write: Write) -> None:
    before = (desk.ada, desk.records.orders.of("ada"))
    with pytest.raises(RecordMoved, match="not at version 5"):
        desk.apply(write, version=5)
    assert (desk.ada, desk.records.orders.of("ada")) == before
    assert desk.records.cases.of("ada") == ()
    assert desk.records.subscriptions.of("ada") == ()


def test_a_version_counts_the_changes_of_one_record(desk: Desk) -> None:
    desk.apply(MOVE_ORDER)
    desk.apply(CANCEL, version=1)
    assert desk.records.orders.version("#1001") == 2
    assert desk.records.orders.version("#1003") == 0
    assert desk.records.customers.version("ada") == 0
    assert desk.records.orders.version("#9999") is None
    assert desk.records.customers.version("eve") is None


def test_what_is_imported_again_has_a_version_that_was_never_shown(desk: Desk) -> None:
    desk.apply(MOVE_ORDER)
    desk.records.load(with_things_to_swap())
    # Nothing in the audit says that it was changed, so it is as in the source.
    assert desk.order("#1001").address == ADA_HOME
    assert desk.records.orders.version("#1001") == 2
    assert desk.records.orders.version("#1003") == 2


def test_importing_again_keeps_cases_and_who_waits(desk: Desk) -> None:
    desk.apply(REPORT)
    desk.apply(WAIT)
    desk.records.load(ShopData())
    assert len(desk.records.cases.of("ada")) == 1
    assert len(desk.records.subscriptions.of("ada")) == 1
