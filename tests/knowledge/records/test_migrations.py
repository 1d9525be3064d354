"""A home of an earlier version gets what it lacks, and keeps what it has."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from knowledge.records.database import Records
from tests.knowledge.confirming import CANCEL, SMALLER, Desk, shop_of, with_things_to_swap
from tests.knowledge.five_products import five_products
from tests.knowledge.four_orders import four_orders

# The tables as the first version made them: without all that the second step adds.
BACK_TO_FIRST = (
    "DROP TABLE pending_actions",
    "DROP TABLE cases",
    "DROP TABLE subscriptions",
    "DROP TABLE swaps",
    "ALTER TABLE orders DROP COLUMN version",
    "ALTER TABLE customers DROP COLUMN version",
    "DELETE FROM migrations WHERE version > 1",
)


@pytest.fixture
def old_home(place: str) -> str:
    records = Records.open(place)
    records.load(five_products())
    records.close()
    engine = create_engine(place)
    with engine.begin() as connection:
        for statement in BACK_TO_FIRST:
            connection.execute(text(statement))
    engine.dispose()
    return place


def test_an_old_home_can_be_changed(old_home: str, tmp_path: Path) -> None:
    records = Records.open(old_home)
    desk = Desk(shop_of(records, tmp_path))
    assert records.orders.get("#1001", "ada") == four_orders()[0]
    assert records.orders.version("#1001") == 0
    desk.change(CANCEL)
    assert desk.order("#1001").status == "cancelled"
    records.close()


def test_things_can_be_swapped_in_an_old_home(old_home: str, tmp_path: Path) -> None:
    records = Records.open(old_home)
    records.load(with_things_to_swap())
    desk = Desk(shop_of(records, tmp_path))
    desk.change(SMALLER)
    assert [swap.after.variant for swap in desk.order("#1017").swaps] == ["tent-2"]
    records.close()


def test_an_old_home_ends_with_the_tables_of_a_new_one(old_home: str) -> None:
    Records.open(old_home).close()
    Records.open(old_home).close()
    engine = create_engine(old_home)
    inspector = inspect(engine)
    assert {"pending_actions", "cases", "subscriptions", "swaps"} <= set(
        inspector.get_table_names()
    )
    assert "version" in {column["name"] for column in inspector.get_columns("customers")}
    engine.dispose()
