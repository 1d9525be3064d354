"""A message waits in the outbox until it has left, or was given up."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import create_engine, inspect, text

from knowledge.records.database import Records
from knowledge.records.outbox import Answer, Message, OutboxParams

NOON = datetime(2026, 11, 20, 12)
# The table as the first version made it.
BACK_TO_FIRST = (
    "DROP INDEX ix_outbox_key",
    "DROP INDEX ix_outbox_state_next_try",
    *(
        f"ALTER TABLE outbox DROP COLUMN {column}"
        for column in ("channel", "key", "state", "tries", "next_try", "why", "answer")
    ),
    "DELETE FROM migrations WHERE version > 2",
)


def put(records: Records, body: str = "Your code is 123456") -> int:
    return records.outbox.put("code", "ada@example.com", "Your code", body, NOON)


def put_event(records: Records, key: str = "p_1") -> int:
    return records.outbox.put("write", "shop", "cancel_order", f'{{"id": "{key}"}}', NOON)


def message(records: Records, number: int) -> Message:
    found = records.outbox.get(number)
    assert found is not None
    return found


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_a_message_waits_until_it_is_marked(records: Records) -> None:
    number = put(records)
    assert [message.id for message in records.outbox.unsent()] == [number]
    records.outbox.mark_sent(number, NOON)
    assert records.outbox.unsent() == ()
    assert message(records, number).state == "sent"


def test_the_latest_message_is_the_one_put_in_last(records: Records) -> None:
    put(records, "first")
    put(records, "second")
    latest = records.outbox.latest("ada@example.com")
    assert latest is not None
    assert latest.body == "second"


def test_nobody_has_no_latest_message(records: Records) -> None:
    assert records.outbox.latest("nobody@example.com") is None


def test_a_change_for_the_shop_has_its_key_and_channel(records: Records) -> None:
    change, mail = message(records, put_event(records)), message(records, put(records))
    assert (change.channel, change.key) == ("shop", "p_1")
    assert (mail.channel, mail.key) == ("mail", "")


@pytest.mark.parametrize("body", ["", "no JSON", "[1]", '{"id": 7}'])
def test_a_body_without_a_key_has_none(records: Records, body: str) -> None:
    number = records.outbox.put("write", "shop", "cancel_order", body, NOON)
    assert message(records, number).key == ""


def test_it_is_tried_again_after_1_5_30_minutes_2_and_12_hours(records: Records) -> None:
    number, outbox = put(records), records.outbox
    states = [outbox.failed(number, "HTTP 503", NOON)]
    waits = [message(records, number).next_try]
    for _ in range(4):
        states.append(outbox.failed(number, "HTTP 503", NOON))
        waits.append(message(records, number).next_try)
    assert waits == [after(1), after(5), after(30), after(120), after(720)]
    assert set(states) == {"waiting"}
    assert outbox.failed(number, "HTTP 503", NOON) == "dead"


def test_what_failed_is_not_due_before_its_time(records: Records) -> None:
    records.outbox.failed(put(records), "HTTP 503", NOON)
    assert records.outbox.due(after(0.9)) == ()
    assert len(records.outbox.due(after(1))) == 1


def test_due_are_only_the_channels_that_are_asked_for(records: Records) -> None:
    put(records)
    change = put_event(records)
    assert [one.id for one in records.outbox.due(NOON, ("shop",))] == [change]
    assert records.outbox.due(NOON, ()) == ()


def test_what_was_given_up_is_listed_and_can_be_revived(records: Records) -> None:
    number, outbox = put(records), records.outbox
    assert outbox.failed(number, "HTTP 404", NOON, final=True) == "dead"
    assert [(one.id, one.why) for one in outbox.dead()] == [(number, "HTTP 404")]
    assert outbox.due(after(9999)) == ()
    assert outbox.unsent() == ()
    assert outbox.revive(number)
    assert [(one.id, one.tries) for one in outbox.due(NOON)] == [(number, 0)]
    assert not outbox.revive(number)


def test_one_of_two_who_have_read_a_message_gets_it(records: Records) -> None:
    number = put(records)
    (mine,), (theirs,) = records.outbox.due(NOON), records.outbox.due(NOON)
    assert records.outbox.claim(mine, NOON)
    assert not records.outbox.claim(theirs, NOON)
    assert records.outbox.due(after(4)) == ()
    # Whoever claimed it may have been killed.
    assert [one.id for one in records.outbox.due(after(5))] == [number]


def test_what_has_left_can_not_be_claimed_or_fail(records: Records) -> None:
    number = put(records)
    (read,) = records.outbox.due(NOON)
    records.outbox.mark_sent(number, NOON)
    assert not records.outbox.claim(read, NOON)
    records.outbox.failed(number, "HTTP 503", NOON)
    assert message(records, number).state == "sent"


def test_an_answer_is_kept(records: Records) -> None:
    number = put_event(records)
    records.outbox.mark_sent(number, NOON, Answer("refused", "already packed"))
    kept = message(records, number)
    assert (kept.state, kept.answer) == ("answered", Answer("refused", "already packed"))


def test_accepted_is_no_final_answer(records: Records) -> None:
    number = put_event(records)
    records.outbox.mark_sent(number, NOON, Answer("accepted"))
    assert message(records, number).state == "sent"
    records.outbox.answered(number, Answer("done"), after(60))
    kept = message(records, number)
    assert (kept.state, kept.answer, kept.sent) == ("answered", Answer("done"), NOON)


def test_sending_does_not_take_back_an_answer(records: Records) -> None:
    number = put_event(records)
    records.outbox.answered(number, Answer("done"), NOON)
    records.outbox.mark_sent(number, after(1))
    assert message(records, number).state == "answered"


def test_a_reason_is_one_short_line_that_can_be_stored(records: Records) -> None:
    odd = "no\x00 stock\n\tleft \ud800\u202e " + "x" * 500
    answer = Answer.of("refused", odd)
    assert answer.reason.startswith("no stock left xxx")
    assert len(answer.reason) == 300
    records.outbox.mark_sent(put_event(records), NOON, answer)


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        ("maybe", "", "state is 'maybe'; give one of accepted, done, refused"),
        (None, "", "state is None; give one of accepted, done, refused"),
        ("done", 7, "reason is 7; give a text"),
    ],
)
def test_a_wrong_answer_says_what_is_allowed(state: object, reason: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        Answer.of(state, reason)


def test_no_wait_is_no_wait() -> None:
    with pytest.raises(ValueError, match="give more than nothing"):
        OutboxParams(waits=(timedelta(0),))


def test_an_old_home_keeps_its_messages(place: str) -> None:
    records = Records.open(place)
    sent, waiting, change = put(records), put(records), put_event(records, "p_9")
    records.outbox.mark_sent(sent, NOON)
    records.close()
    engine = create_engine(place)
    with engine.begin() as connection:
        for statement in BACK_TO_FIRST:
            connection.execute(text(statement))
    records = Records.open(place)
    assert [one.id for one in records.outbox.due(NOON)] == [waiting, change]
    assert message(records, sent).state == "sent"
    assert (message(records, change).channel, message(records, change).key) == ("shop", "p_9")
    records.close()
    indexes = {index["name"] for index in inspect(engine).get_indexes("outbox")}
    assert {"ix_outbox_key", "ix_outbox_state_next_try"} <= indexes
    engine.dispose()
