"""Records open, load, load again and refuse what they do not know."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, text

from knowledge.load.shop_data import ShopData, StockRow
from knowledge.records.conversations import ConversationMoved
from knowledge.records.database import Records
from tests.knowledge.five_products import five_products
from tests.knowledge.four_orders import four_orders, two_customers

NOON = datetime(2026, 11, 20, 12)


def written(records: Records, target: str) -> None:
    """Leave the trace of a write at a record."""
    records.audit.add(who="ada", what="change", target=target, detail="{}", at=NOON)


def test_records_are_still_there_when_opened_again(place: str) -> None:
    first = Records.open(place)
    first.load(five_products())
    first.close()
    second = Records.open(place)
    assert second.orders.get("#1001", "ada") == four_orders()[0]
    second.close()


def test_records_of_a_newer_version_are_refused(place: str) -> None:
    Records.open(place).close()
    engine = create_engine(place)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO migrations VALUES (99, 'later', '2030-01-01')"))
    engine.dispose()
    with pytest.raises(ValueError, match=r"version 99; .* up to version [0-9]+"):
        Records.open(place)


def test_importing_again_replaces_what_nobody_changed(records: Records) -> None:
    order = replace(four_orders()[0], status="delivered")
    records.load(ShopData(customers=[replace(two_customers()[0], name="Ada Wolf")], orders=[order]))
    ada = records.customers.get("ada")
    assert ada is not None
    assert ada.name == "Ada Wolf"
    assert records.orders.of("ada") == (order,)
    assert records.orders.of("wei") == ()
    assert records.stock.on_hand("mug-350") is None


def test_importing_again_keeps_conversations(records: Records) -> None:
    row, _ = records.conversations.create(NOON, customer="ada", level="claimed")
    records.conversations.add_turns(row.id, ['"hi"'], version=0, now=NOON)
    records.load(ShopData())
    assert records.conversations.turns(row.id) == ('"hi"',)


def test_importing_again_keeps_messages_attempts_and_the_audit(records: Records) -> None:
    records.outbox.put("code", "ada@example.com", "Code", "123456", NOON)
    records.identity.failed(("a",) * 5, NOON)
    written(records, "orders/#1001")
    records.load(ShopData())
    assert len(records.outbox.unsent()) == 1
    assert records.identity.locked(("a",), NOON)
    assert records.audit.verify()


def test_importing_again_keeps_an_order_that_was_changed_here(records: Records) -> None:
    written(records, "orders/#1001")
    records.load(ShopData(orders=[replace(four_orders()[0], total=Decimal(1), lines=())]))
    assert records.orders.of("ada") == (four_orders()[0],)


def test_a_kept_order_takes_its_place_in_the_new_source(records: Records) -> None:
    pending, _, returned, _ = four_orders()
    written(records, "orders/#1001")
    records.load(ShopData(orders=[returned, pending]))
    assert [order.id for order in records.orders.of("ada")] == ["#1003", "#1001"]


def test_a_kept_order_that_the_source_does_not_know_is_the_latest(records: Records) -> None:
    _, _, returned, _ = four_orders()
    written(records, "orders/#1001")
    records.load(ShopData(orders=[returned]))
    assert [order.id for order in records.orders.of("ada")] == ["#1003", "#1001"]


def test_importing_again_keeps_a_customer_who_was_changed_here(records: Records) -> None:
    written(records, "customers/ada")
    records.load(ShopData(customers=[replace(two_customers()[0], name="Ada Wolf")]))
    assert records.customers.get("ada") == two_customers()[0]


def test_importing_again_keeps_stock_that_was_changed_here(records: Records) -> None:
    written(records, "stock/mug-350")
    records.load(ShopData(stock=[StockRow("mug-350", "south", 1), StockRow("tent-2", "south", 9)]))
    assert records.stock.of("mug-350") == (StockRow("mug-350", "north", 40),)
    assert records.stock.on_hand("tent-2") == 9


def test_an_import_that_fails_changes_nothing(records: Records) -> None:
    twice = [four_orders()[0], four_orders()[0]]
    with pytest.raises(Exception, match="orders"):
        records.load(ShopData(orders=twice))
    assert records.orders.of("ada") == (four_orders()[0], four_orders()[2])


def test_progress_tells_the_table_and_the_rows(records: Records) -> None:
    told: list[tuple[str, int]] = []
    records.load(five_products(), lambda table, num_rows: told.append((table, num_rows)))
    assert told == [
        ("customers", 2),
        ("payment_methods", 4),
        ("orders", 4),
        ("order_lines", 6),
        ("payments", 6),
        ("shipments", 2),
        ("returns", 1),
        ("stock", 9),
        ("promotions", 1),
    ]


def test_what_is_written_together_is_undone_together(records: Records) -> None:
    row, _ = records.conversations.create(NOON)

    def write() -> None:
        with records.together():
            records.outbox.put("note", "ada@example.com", "Note", "body", NOON)
            records.conversations.set_owner(row.id, "human", version=5)

    with pytest.raises(ConversationMoved):
        write()
    assert records.outbox.unsent() == ()


def test_what_was_written_is_seen_inside_the_transaction(records: Records) -> None:
    with records.together():
        records.outbox.put("note", "ada@example.com", "Note", "body", NOON)
        assert records.outbox.latest("ada@example.com") is not None


def test_one_of_two_writers_wins(place: str) -> None:
    records = Records.open(place)
    row, _ = records.conversations.create(NOON)

    def write(number: int) -> bool:
        try:
            records.conversations.add_turns(row.id, [str(number)], version=0, now=NOON)
        except ConversationMoved:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(write, range(40)))
    assert won.count(True) == 1
    assert len(records.conversations.turns(row.id)) == 1
    records.close()


def test_the_audit_of_many_threads_is_one_chain(records: Records) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: written(records, f"orders/{number}"), range(40)))
    assert len(records.audit.touched("orders")) == 40
    assert records.audit.verify()
