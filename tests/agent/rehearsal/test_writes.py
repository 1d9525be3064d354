import json
from datetime import datetime

import pytest

from agent.rehearsal.writes import failed_writes, same
from knowledge.records.trial import Trial

NOW = datetime(2026, 11, 24, 12, 0)
HOME = {"address1": "Lindenstrasse 8", "city": "Berlin", "zip": "10969", "country": "Germany"}


def write(trial: Trial, do: str, order: str, **fields: object) -> None:
    detail = json.dumps({"do": do, "order": order, **fields})
    trial.records.audit.add(who="C1", what=do, target=f"orders/{order}", detail=detail, at=NOW)


def test_nothing_written_and_nothing_expected_is_right(trial: Trial) -> None:
    assert failed_writes((), trial) == ""


def test_writes_are_compared_in_any_order_and_without_fields_left_out(trial: Trial) -> None:
    write(trial, "cancel_order", "1001", reason="no longer needed")
    write(trial, "cancel_order", "1004", reason="no longer needed")
    expected = (
        {"do": "cancel_order", "order": "1004"},
        {"do": "cancel_order", "order": "1001", "reason": "no longer needed"},
    )
    assert failed_writes(expected, trial) == ""


def test_a_write_that_is_missing_is_told(trial: Trial) -> None:
    problem = failed_writes(({"do": "cancel_order", "order": "1001"},), trial)
    assert problem == "expected write: cancel_order(order='1001'); nothing else was written"


def test_a_write_that_nobody_expected_is_told(trial: Trial) -> None:
    write(trial, "cancel_order", "1001")
    assert failed_writes((), trial).startswith("written but not expected: cancel_order")


def test_a_field_that_differs_is_a_difference(trial: Trial) -> None:
    write(trial, "cancel_order", "1001", reason="ordered by mistake")
    expected = ({"do": "cancel_order", "order": "1001", "reason": "no longer needed"},)
    assert "ordered by mistake" in failed_writes(expected, trial)


def test_a_change_without_a_write_is_told(trial: Trial) -> None:
    trial.set_status("1001", "lost")
    assert failed_writes((), trial) == "changed without a write: orders/1001"


def test_a_change_of_what_was_written_is_not(trial: Trial) -> None:
    write(trial, "cancel_order", "1001")
    trial.set_status("1001", "cancelled")
    assert failed_writes(({"do": "cancel_order", "order": "1001"},), trial) == ""


def test_a_conversation_changes_nothing(trial: Trial) -> None:
    trial.records.conversations.create(NOW)
    trial.records.outbox.put("code", "a@example.com", "Code", "123456", NOW)
    assert failed_writes((), trial) == ""


@pytest.mark.parametrize(
    "idle",
    [
        {"do": "change_order_payment", "order": "1001", "payment_method": "paypal"},
        {"do": "exchange_items", "order": "1001", "items": {"P1-M": "P1-M"}},
        {"do": "change_customer_address", "customer": "C1", "address": HOME},
    ],
)
def test_a_write_that_changes_nothing_counts_as_done(trial: Trial, idle: dict[str, object]) -> None:
    assert failed_writes((idle,), trial) == ""


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({"a": "x", "b": "y"}, {"b": "y", "a": "x"}),
        ([["a", "x"], ["a", "y"]], [["a", "y"], ["a", "x"]]),
        ({"a": "x"}, [["a", "x"]]),
        (["a", "b", "a"], ["a", "a", "b"]),
    ],
)
def test_items_compare_as_multisets(said: object, written: object) -> None:
    assert same({"items": said}, {"items": written})


def test_two_of_an_item_are_not_one() -> None:
    assert not same({"items": ["a", "a"]}, {"items": ["a"]})


def test_addresses_compare_trimmed_and_without_case() -> None:
    said = {"address": {"address1": " 12 elm street", "address2": "", "city": "PORTLAND"}}
    written = {"address": {"address1": "12 Elm Street", "city": "Portland"}}
    assert same(said, written)


def test_a_reason_compares_verbatim() -> None:
    assert not same({"reason": "Mistake"}, {"reason": "mistake"})
