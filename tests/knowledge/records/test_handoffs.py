"""A hand-off waits until one colleague takes it."""

from datetime import datetime

from knowledge.records.database import Records
from knowledge.records.handoffs import Handoff

NOON = datetime(2026, 11, 20, 12)


def handed_over(records: Records) -> int:
    row, _ = records.conversations.create(NOON)
    return records.handoffs.add(row.id, "she asked for a person", '{"order": "#1001"}', NOON)


def test_a_handoff_keeps_its_packet(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    number = records.handoffs.add(row.id, "she asked for a person", '{"order": "#1001"}', NOON)
    assert records.handoffs.of(row.id) == (
        Handoff(number, row.id, "she asked for a person", '{"order": "#1001"}', NOON),
    )


def test_only_the_first_colleague_gets_it(records: Records) -> None:
    number = handed_over(records)
    assert records.handoffs.take(number, "Kim")
    assert not records.handoffs.take(number, "Lee")
    assert records.handoffs.open()[0].taken_by == "Kim"


def test_a_closed_handoff_is_not_open(records: Records) -> None:
    number = handed_over(records)
    records.handoffs.close(number, NOON)
    assert records.handoffs.open() == ()


def test_a_closed_handoff_is_not_taken(records: Records) -> None:
    number = handed_over(records)
    records.handoffs.close(number, NOON)
    assert not records.handoffs.take(number, "Kim")
