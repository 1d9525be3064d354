"""A confirmed change is made once, whole, and only as it was shown."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from knowledge.commit import Committed, Lapsed, commit, propose
from knowledge.fact import Fact
from knowledge.records import tables
from knowledge.records.pending import PendingAction
from knowledge.refusals import Refusal
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    EraseCustomer,
    OpenCase,
    Write,
    target,
    to_json,
)
from tests.knowledge import counter
from tests.knowledge.confirming import (
    CANCEL,
    ELECTRIC,
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
    Clock,
    Desk,
    said,
    with_things_to_swap,
)
from tests.knowledge.counter import nothing_was_written
from tests.knowledge.four_orders import ADA_HOME

clock, desk = counter.clock, counter.desk
PRICED = ("swaps", "difference")
"""What the audit and the shop's own system hear besides of what was swapped."""


def test_what_is_proposed_waits_for_ten_minutes(desk: Desk) -> None:
    action = desk.propose(CANCEL, "Cancel #1001")
    assert action == PendingAction(
        id=action.id,
        conversation="c_ada",
        customer="ada",
        write=CANCEL,
        words="Cancel #1001",
        version=0,
        state="open",
        created=NOON,
        expires=NOON + timedelta(minutes=10),
    )
    assert action.id.startswith("p_")
    assert len(action.id) == 34
    assert desk.stored(action) == action
    assert nothing_was_written(desk)


def test_a_new_proposal_drops_the_one_before(desk: Desk) -> None:
    first, second = desk.propose(CANCEL), desk.propose(MOVE_ORDER)
    assert desk.stored(first).state == "dropped"
    assert desk.records.pending.latest_open("c_ada") == second
    assert desk.yes(first) == Lapsed("settled", desk.stored(first))
    assert nothing_was_written(desk)


@pytest.mark.parametrize(
    "write",
    [
        CancelOrder("#1002"),  # somebody else's order
        CancelOrder("#9999"),  # nobody's order
        OpenCase("ada", "#1002", "other"),
        OpenCase("wei", "", "other"),
        ChangeCustomerAddress("wei", NEW_HOME),
        EraseCustomer("wei"),
    ],
)
def test_what_is_not_hers_is_not_proposed(desk: Desk, write: Write) -> None:
    with pytest.raises(ValueError, match="is no record of customer ada"):
        desk.propose(write)
    assert desk.records.pending.latest_open("c_ada") is None


@pytest.mark.parametrize("write", EVERY_KIND, ids=lambda write: write.do)
def test_a_yes_leaves_one_audit_row_and_one_event(desk: Desk, write: Write) -> None:
    action = desk.propose(write)
    done = desk.yes(action)
    assert isinstance(done, Committed)
    assert done.pending == replace(action, state="committed", audit=done.audit)
    (deed,) = [deed for deed in desk.audit() if deed.what == write.do]
    assert (deed.id, deed.at, deed.who, deed.target) == (done.audit, NOON, "ada", target(write))
    told = {key: value for key, value in json.loads(deed.detail).items() if key not in PRICED}
    assert told == to_json(write)
    (event,) = desk.events()
    assert (event.kind, event.to, event.subject) == ("write", "shop", write.do)
    assert said(event) == {
        "id": action.id,
        "at": "2026-11-20T12:00:00",
        "audit": done.audit,
        "customer": "ada",
        **json.loads(deed.detail),
    }
    assert desk.records.audit.verify()


@pytest.mark.parametrize("write", EVERY_KIND, ids=lambda write: write.do)
def test_a_second_yes_changes_nothing(desk: Desk, write: Write) -> None:
    action = desk.propose(write)
    desk.yes(action)
    orders, audit, ada = desk.records.orders.of("ada"), desk.audit(), desk.ada
    assert desk.yes(action) == Lapsed("settled", desk.stored(action))
    assert (desk.records.orders.of("ada"), desk.audit(), desk.ada) == (orders, audit, ada)
    assert len(desk.events()) == 1
    assert desk.stored(action).state == "committed"


def test_the_shop_hears_which_pieces_were_swapped_at_which_prices(desk: Desk) -> None:
    desk.change(ELECTRIC)
    (event,) = desk.events()
    heard = said(event)
    assert heard["items"] == {"grinder-manual": "grinder-electric"}
    assert heard["swaps"] == [
        {
            "line": "grinder-manual",
            "old": "grinder-manual",
            "new": "grinder-electric",
            "quantity": 1,
            "price": "45.00",
            "new_price": "129.00",
        }
    ]
    assert heard["difference"] == "84.00"


def test_what_was_sold_since_it_was_shown_is_not_swapped(desk: Desk) -> None:
    action = desk.propose(ELECTRIC)
    with desk.records._connections.writing() as connection:
        connection.execute(update(tables.stock).values(on_hand=0))
    refused = desk.yes(action)
    assert isinstance(refused, Refusal)
    assert refused.rule == "sold_out"
    assert desk.order("#1016").swaps == ()


def test_cancelling_is_seen_in_the_order(desk: Desk) -> None:
    desk.change(CANCEL)
    assert desk.order("#1001").status == "cancelled"
    assert desk.order("#1001").refunded == Decimal("74.40")


def test_the_others_are_seen_in_the_records(desk: Desk) -> None:
    desk.change(MOVE_ORDER)
    desk.change(PAY_BY_CARD)
    desk.change(SEND_BACK)
    desk.change(MOVE_HOME)
    desk.change(REPORT)
    desk.change(WAIT)
    assert desk.order("#1001").address == NEW_HOME
    assert desk.order("#1001").payment_method == "credit_card_2"
    assert desk.order("#1003").status == "return requested"
    assert desk.ada.address == NEW_HOME
    assert len(desk.records.cases.of("ada")) == 1
    assert len(desk.records.subscriptions.of("ada")) == 1
    assert desk.records.orders.version("#1001") == 2
    assert desk.records.orders.version("#1003") == 2
    assert desk.records.customers.version("ada") == 2


def test_a_gift_card_that_changes_has_a_row_of_its_own(desk: Desk) -> None:
    desk.change(PAY_BY_GIFT_CARD)
    (row,) = desk.records.audit.of("customers/ada")
    assert (row.what, json.loads(row.detail)) == ("balance", {"gift_card_3": "10.50"})
    # So importing again does not give the money back.
    desk.records.load(with_things_to_swap())
    assert desk.ada.payment_methods[2].balance == Decimal("10.50")
    assert desk.order("#1005").payment_method == "gift_card_3"


def test_a_yes_just_in_time_counts(desk: Desk, clock: Clock) -> None:
    action = desk.propose(CANCEL)
    clock.pass_by(minutes=9.99)
    assert isinstance(desk.yes(action), Committed)


def test_a_yes_that_comes_late_changes_nothing(desk: Desk, clock: Clock) -> None:
    action = desk.propose(CANCEL)
    clock.pass_by(minutes=10)
    assert desk.yes(action) == Lapsed("expired", replace(action, state="expired"))
    assert desk.stored(action).state == "expired"
    assert desk.yes(action) == Lapsed("settled", desk.stored(action))
    assert nothing_was_written(desk)


def test_an_order_that_was_changed_since_is_left_alone(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    replace(desk, conversation="c_other").change(MOVE_ORDER)
    assert desk.yes(action) == Lapsed("moved", replace(action, state="moved"))
    assert desk.stored(action).state == "moved"
    assert desk.order("#1001").status == "pending"
    assert [deed.what for deed in desk.audit()] == ["change_order_address"]


def test_a_customer_who_was_changed_since_is_left_alone(desk: Desk) -> None:
    action = desk.propose(MOVE_HOME)
    replace(desk, conversation="c_other").change(WAIT)
    assert desk.yes(action) == Lapsed("moved", replace(action, state="moved"))
    assert desk.ada.address == ADA_HOME


def test_what_happens_to_another_order_does_not_matter(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    replace(desk, conversation="c_other").change(SEND_BACK)
    assert isinstance(desk.yes(action), Committed)


def test_an_order_that_was_imported_again_counts_as_changed(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    desk.records.load(with_things_to_swap())
    assert desk.yes(action) == Lapsed("moved", replace(action, state="moved"))
    assert isinstance(desk.change(CANCEL), Committed)


def test_an_order_that_is_gone_counts_as_changed(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    desk.records.load(replace(with_things_to_swap(), orders=[]))
    assert desk.yes(action) == Lapsed("moved", replace(action, state="moved"))


def test_the_rules_are_asked_again(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    without = {do: rule for do, rule in desk.shop.rules.rules.items() if do != "cancel_order"}
    strict = desk.shop.with_rules(replace(desk.shop.rules, rules=without))
    refused = commit(strict, action.id, conversation="c_ada", customer="ada")
    assert isinstance(refused, Refusal)
    assert refused.rule == "never"
    assert desk.stored(action).state == "refused"
    assert desk.yes(action) == Lapsed("settled", desk.stored(action))
    assert nothing_was_written(desk)


def test_a_refusal_has_its_facts(desk: Desk) -> None:
    refused = desk.yes(desk.propose(CancelOrder("#1003", "other")))
    assert isinstance(refused, Refusal)
    assert Fact("order", "#1003", "orders/#1003") in refused.facts
    assert nothing_was_written(desk)


def test_nobody_else_and_nowhere_else_says_yes(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    shop = desk.shop
    assert commit(shop, action.id, conversation="c_ada", customer="wei") == Lapsed("settled", None)
    assert commit(shop, action.id, conversation="c_1", customer="ada") == Lapsed("settled", None)
    assert commit(shop, "p_0", conversation="c_ada", customer="ada") == Lapsed("settled", None)
    assert desk.stored(action) == action
    assert nothing_was_written(desk)


def test_two_conversations_propose_without_disturbing_each_other(desk: Desk) -> None:
    mine = desk.propose(CANCEL)
    propose(desk.shop, MOVE_HOME, "", conversation="c_other", customer="ada")
    assert desk.records.pending.latest_open("c_ada") == mine


def test_a_case_does_not_keep_an_order_from_being_imported(desk: Desk) -> None:
    desk.change(REPORT)
    data = with_things_to_swap()
    later = [replace(order, status="shipped") for order in data.orders]
    desk.records.load(replace(data, orders=later))
    assert desk.order("#1003").status == "shipped"
