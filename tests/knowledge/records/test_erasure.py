"""A customer is forgotten: nothing says any more who she was, and her orders' amounts stay."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from knowledge.goods import Text
from knowledge.people import Address
from knowledge.records import tables
from knowledge.records.database import Records
from knowledge.write import CancelOrder, OpenCase
from tests.knowledge.confirming import (
    CANCEL,
    FORGET,
    MOVE_HOME,
    MOVE_ORDER,
    NOON,
    REPORT,
    RULES,
    SMALLER,
    WAIT,
    Desk,
    shop_of,
    with_things_to_swap,
)
from tests.knowledge.four_orders import four_orders, two_customers

# All that says who Ada is, and what she said.
HERS = ("Ada Fox", "ada fox", "ada.fox@", "5035550101", "555 0101", "Elm Street", "97201")
NEW = ("Oak Avenue", "97301", "torn")


@pytest.fixture
def desk(place: str, tmp_path: Path) -> Iterator[Desk]:
    records = Records.open(place)
    records.load(with_things_to_swap())
    row, _ = records.conversations.create(NOON, customer="ada", level="verified")
    yield Desk(shop_of(records, tmp_path), row.id)
    records.close()


def everything(place: str, *but: str) -> str:
    """All rows of all tables but some, as one text."""
    engine = create_engine(place)
    with engine.connect() as connection:
        rows = [
            str(row)
            for table in tables.metadata.sorted_tables
            if table.name not in but
            for row in connection.execute(table.select())
        ]
    engine.dispose()
    return "\n".join(rows)


def test_nothing_says_who_she_was(desk: Desk, place: str) -> None:
    desk.records.conversations.add_turns(desk.conversation, ['"I am Ada Fox"'], version=0, now=NOON)
    desk.records.handoffs.add(desk.conversation, "asked", '{"said": ["Ada Fox"]}', NOON)
    desk.records.outbox.put("code", "ada.fox@example.com", "Code", "Dear Ada Fox", NOON)
    desk.change(MOVE_HOME)
    desk.change(MOVE_ORDER)
    desk.change(REPORT)
    desk.propose(CANCEL, "Cancel, to 12 Elm Street")
    elsewhere = replace(desk, conversation="c_other")
    elsewhere.propose(MOVE_HOME, "Move to 7 Oak Avenue")
    desk.yes(desk.propose(FORGET, "Forget Ada Fox"))
    # The outbox keeps what the shop's own system has not heard of yet.
    left = everything(place, "outbox")
    assert [word for word in (*HERS, *NEW) if word in left] == []
    assert desk.records.audit.verify()


def test_her_row_is_blank_and_nobody_can_claim_it(desk: Desk) -> None:
    desk.change(FORGET)
    assert desk.ada == replace(
        two_customers()[0], name="", email="", phone="", address=Address(), payment_methods=()
    )
    assert desk.records.customers.matching({"email": "ada.fox@example.com"}) == ()
    assert desk.records.customers.matching({"email": ""}) == ()
    assert desk.records.customers.named("Ada Fox") == ()


def test_her_orders_stay_with_lines_and_amounts(desk: Desk) -> None:
    pending = four_orders()[0]
    desk.change(FORGET)
    assert desk.order("#1001") == replace(
        pending, address=Address(), recipient="", phone="", note=Text()
    )


def test_the_others_stay_as_they_are(desk: Desk) -> None:
    desk.change(FORGET)
    assert desk.records.customers.get("wei") == two_customers()[1]
    assert desk.records.orders.of("wei") == (four_orders()[1], four_orders()[3])


def test_what_she_waits_for_and_looked_at_is_gone(desk: Desk, place: str) -> None:
    desk.change(WAIT)
    desk.change(FORGET)
    assert desk.records.subscriptions.of("ada") == ()
    assert desk.records.subscriptions.waiting("kettle-white") == ()
    assert "'view'" not in everything(place)


def test_a_case_stays_without_her_words(desk: Desk) -> None:
    desk.change(REPORT)
    desk.change(FORGET)
    (case,) = desk.records.cases.of("ada")
    assert (case.order, case.kind, case.note) == ("#1003", "damaged", "")


def test_all_her_turns_are_gone_and_the_conversations_stay(desk: Desk) -> None:
    records = desk.records
    records.conversations.add_turns(desk.conversation, ['"hi"'], version=0, now=NOON)
    earlier, _ = records.conversations.create(NOON, customer="ada")
    records.conversations.add_turns(earlier.id, ['"hello"'], version=0, now=NOON)
    of_wei, _ = records.conversations.create(NOON, customer="wei")
    records.conversations.add_turns(of_wei.id, ['"好"'], version=0, now=NOON)
    desk.change(FORGET)
    assert records.conversations.turns(desk.conversation) == ()
    assert records.conversations.turns(earlier.id) == ()
    assert records.conversations.turns(of_wei.id) == ('"好"',)
    row = records.conversations.get(desk.conversation)
    assert row is not None
    # Who runs the turn in which she said yes can still store it.
    assert row.version == 1
    records.conversations.add_turns(row.id, ['"done"'], version=1, now=NOON)


def test_what_the_shops_own_system_has_heard_is_blanked(desk: Desk) -> None:
    desk.change(MOVE_HOME)
    (heard,) = desk.events()
    desk.records.outbox.mark_sent(heard.id, NOON)
    desk.change(MOVE_ORDER)
    desk.change(FORGET)
    sent = desk.records.outbox.get(heard.id)
    assert sent is not None
    assert sent.body == "{}"
    assert [message.subject for message in desk.events()] == [
        "change_order_address",
        "erase_customer",
    ]
    assert "Oak Avenue" in desk.events()[0].body


def test_the_audit_says_that_her_orders_changed_too(desk: Desk) -> None:
    done = desk.change(FORGET)
    erasure, *orders = desk.audit()
    assert (erasure.id, erasure.target) == (done.audit, "customers/ada")
    assert json.loads(erasure.detail) == {"do": "erase_customer", "customer": "ada"}
    assert [(deed.what, deed.target, deed.detail) for deed in orders] == [
        ("erased", "orders/#1001", "{}"),
        ("erased", "orders/#1003", "{}"),
        ("erased", "orders/#1005", "{}"),
        ("erased", "orders/#1016", "{}"),
        ("erased", "orders/#1017", "{}"),
    ]


def test_what_was_swapped_stays_with_its_amounts(desk: Desk) -> None:
    desk.change(SMALLER)
    swaps = desk.order("#1017").swaps
    desk.change(FORGET)
    assert desk.order("#1017").swaps == swaps
    assert swaps[0].difference == Decimal("-70.00")


def test_the_audit_tells_what_was_taken_out_of_it(desk: Desk) -> None:
    desk.change(MOVE_ORDER)
    desk.change(CANCEL)
    desk.change(FORGET)
    moved, cancelled = desk.records.audit.of("orders/#1001")[:2]
    assert json.loads(moved.detail) == {
        "do": "change_order_address",
        "order": "#1001",
        "erased": ["address"],
    }
    # One of the shop's own reasons says nothing about her.
    assert json.loads(cancelled.detail)["reason"] == "no longer needed"


def test_reasons_in_her_own_words_are_taken_out(desk: Desk) -> None:
    rules = replace(
        RULES,
        rules={**RULES.rules, "cancel_order": replace(RULES.rules["cancel_order"], reasons=())},
    )
    own = replace(desk, shop=desk.shop.with_rules(rules))
    own.change(CancelOrder("#1001", "my husband Bob said no"))
    own.change(FORGET)
    assert "Bob" not in own.records.audit.of("orders/#1001")[0].detail
    assert own.records.audit.verify()


def test_the_audit_of_others_keeps_its_words(desk: Desk) -> None:
    detail = json.dumps({"do": "open_case", "note": "torn"})
    desk.records.audit.add(
        who="wei", what="open_case", target="orders/#1002", detail=detail, at=NOON
    )
    desk.change(OpenCase("ada", "", "other", "hello"))
    desk.change(FORGET)
    assert desk.records.audit.of("orders/#1002")[0].detail == detail
    assert desk.records.audit.verify()


def test_forgetting_hides_no_tampering(desk: Desk, place: str) -> None:
    desk.change(MOVE_ORDER)
    desk.change(MOVE_HOME)
    engine = create_engine(place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE audit SET who = 'eve' WHERE id = 1"))
    engine.dispose()
    desk.change(FORGET)
    assert not desk.records.audit.verify()


def test_importing_again_brings_nothing_of_her_back(desk: Desk, place: str) -> None:
    desk.change(FORGET)
    desk.records.load(with_things_to_swap())
    left = everything(place)
    assert [word for word in HERS if word in left] == []
    assert "'view'" not in left
    assert desk.order("#1001").total == four_orders()[0].total
    assert desk.records.customers.matching({"email": "ada.fox@example.com"}) == ()
