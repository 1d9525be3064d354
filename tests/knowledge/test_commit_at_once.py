"""Changes that are confirmed at the same time, or fail on the way, are made once or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.commit import Committed, Lapsed
from tests.knowledge import counter
from tests.knowledge.confirming import (
    CANCEL,
    MOVE_ORDER,
    PAY_BY_CARD,
    PAY_BY_GIFT_CARD,
    Clock,
    Desk,
    with_things_to_swap,
)
from tests.knowledge.counter import nothing_was_written

clock, desk = counter.clock, counter.desk


def test_one_of_many_who_say_yes_at_once_is_heard(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(lambda _: desk.yes(action), range(24)))
    assert [type(end) for end in ends].count(Committed) == 1
    assert ends.count(Lapsed("settled", desk.stored(action))) == 23
    assert desk.order("#1001").refunded == Decimal("74.40")
    assert len(desk.audit()) == len(desk.events()) == 1
    assert desk.records.audit.verify()


def test_one_of_two_changes_of_an_order_at_once_is_made(desk: Desk) -> None:
    other = replace(desk, conversation="c_other")
    actions = [(desk, desk.propose(CANCEL))]
    actions.append((other, other.propose(MOVE_ORDER)))
    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lambda one: one[0].yes(one[1]), actions))
    assert [type(end) for end in ends].count(Committed) == 1
    assert [end.why for end in ends if isinstance(end, Lapsed)] == ["moved"]
    assert desk.records.orders.version("#1001") == 1


def test_two_orders_paid_with_one_gift_card_at_once_do_not_overdraw_it(desk: Desk) -> None:
    # The card holds 25.00, each order is 14.50.
    data = with_things_to_swap()
    twin = replace(data.orders[-1], id="#1006")
    desk.records.load(replace(data, orders=[*data.orders, twin]))
    other = replace(desk, conversation="c_other")
    second = replace(PAY_BY_GIFT_CARD, order="#1006")
    actions = [(desk, desk.propose(PAY_BY_GIFT_CARD)), (other, other.propose(second))]
    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lambda one: one[0].yes(one[1]), actions))
    assert sorted(type(end).__name__ for end in ends) == ["Committed", "Refusal"]
    assert desk.ada.payment_methods[2].balance == Decimal("10.50")


def test_an_import_waits_for_a_change_that_is_being_made(desk: Desk) -> None:
    action = desk.propose(CANCEL)
    with ThreadPoolExecutor(1) as threads:
        with desk.records.together():
            assert isinstance(desk.yes(action), Committed)
            importing = threads.submit(desk.records.load, with_things_to_swap())
            with pytest.raises(TimeoutError):
                importing.result(timeout=0.3)
        importing.result()
    assert desk.order("#1001").status == "cancelled"
    assert desk.records.audit.verify()


def test_what_fails_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    action = desk.propose(CANCEL)

    def full(*_: object) -> int:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(desk.records.outbox, "put", full)
        with pytest.raises(OSError, match="disk full"):
            desk.yes(action)
    assert nothing_was_written(desk)
    assert desk.stored(action) == action
    assert isinstance(desk.yes(action), Committed)


def test_a_transaction_around_it_is_joined(desk: Desk) -> None:
    action = desk.propose(CANCEL)

    def turn() -> None:
        with desk.records.together():
            assert isinstance(desk.yes(action), Committed)
            assert desk.order("#1001").status == "cancelled"
            raise RuntimeError("the turn was not stored")

    with pytest.raises(RuntimeError, match="was not stored"):
        turn()
    assert nothing_was_written(desk)
    assert desk.stored(action) == action


def test_what_lapses_is_settled_with_the_transaction_around_it(desk: Desk, clock: Clock) -> None:
    action = desk.propose(CANCEL)
    clock.pass_by(minutes=11)
    with desk.records.together():
        assert isinstance(desk.yes(action), Lapsed)
    assert desk.stored(action).state == "expired"


def test_an_empty_card_that_no_rule_looks_at_is_not_overdrawn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.commit.refusal", lambda *_, **__: None)
    action = desk.propose(replace(PAY_BY_CARD, payment_method="gift_card_3"))
    assert desk.yes(action) == Lapsed("moved", replace(action, state="moved"))
    assert desk.stored(action).state == "moved"
    assert nothing_was_written(desk)
