"""The audit shows every write and notices when somebody changes it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Connection, create_engine, text

from knowledge.records.audit import Deed
from knowledge.records.database import Records

NOON = datetime(2026, 11, 20, 12)


def cancel(records: Records, target: str) -> int:
    return records.audit.add(
        who="ada", what="cancel_order", target=target, detail='{"reason": "下错单"}', at=NOON
    )


@pytest.fixture
def written(place: str) -> Iterator[tuple[Records, Connection]]:
    """Records with three audit rows, and a way round them into the same file."""
    records = Records.open(place)
    cancel(records, "orders/#1001")
    cancel(records, "orders/#1002")
    cancel(records, "customers/ada")
    engine = create_engine(place)
    with engine.connect() as connection:
        yield records, connection
    engine.dispose()
    records.close()


def test_a_deed_is_found_by_its_target(records: Records) -> None:
    number = cancel(records, "orders/#1001")
    cancel(records, "orders/#1002")
    assert records.audit.of("orders/#1001") == (
        Deed(number, NOON, "ada", "cancel_order", "orders/#1001", '{"reason": "下错单"}'),
    )


def test_touched_are_the_ids_of_that_kind(records: Records) -> None:
    cancel(records, "orders/#1001")
    cancel(records, "orders/a/b")
    cancel(records, "customers/ada")
    assert records.audit.touched("orders") == {"#1001", "a/b"}


def test_an_empty_audit_is_whole(records: Records) -> None:
    assert records.audit.verify()


def test_an_audit_that_was_only_added_to_is_whole(written: tuple[Records, Connection]) -> None:
    assert written[0].audit.verify()


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit SET who = 'wei' WHERE id = 2",
        "UPDATE audit SET detail = '{}' WHERE id = 3",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit WHERE id = 3",
        "INSERT INTO audit SELECT 4, at, who, what, target, detail, hash FROM audit WHERE id = 3",
    ],
)
def test_an_audit_that_was_changed_is_not_whole(
    written: tuple[Records, Connection], forgery: str
) -> None:
    records, connection = written
    connection.execute(text(forgery))
    connection.commit()
    assert not records.audit.verify()
