"""A conversation is written only by who has seen its latest version."""

from datetime import UTC, datetime

import pytest

from knowledge.records.conversations import ConversationMoved
from knowledge.records.database import Records

NOON = datetime(2026, 11, 20, 12)
LATER = datetime(2026, 11, 20, 13)


def test_a_conversation_begins_with_nobody_known(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    assert (row.customer, row.level, row.owner, row.version) == (None, "anonymous", "bot", 0)


def test_a_conversation_is_found_by_its_id(records: Records) -> None:
    row, _ = records.conversations.create(NOON, customer="ada", level="verified", language="zh")
    assert records.conversations.get(row.id) == row


def test_a_conversation_is_resumed_by_its_token(records: Records) -> None:
    row, token = records.conversations.create(NOON)
    assert records.conversations.by_token(token) == row


def test_the_id_is_no_token(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    assert records.conversations.by_token(row.id) is None


def test_an_unknown_conversation_is_none(records: Records) -> None:
    assert records.conversations.get("c_1") is None


def test_a_time_zone_is_kept_as_utc(records: Records) -> None:
    row, _ = records.conversations.create(datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert row.created == datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_turns_come_back_in_order(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    row = records.conversations.add_turns(row.id, ['"hi"', '"你好"'], version=0, now=NOON)
    records.conversations.add_turns(row.id, ['"bye"'], version=row.version, now=LATER)
    assert records.conversations.turns(row.id) == ('"hi"', '"你好"', '"bye"')


def test_a_turn_sets_owner_language_and_time(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    row = records.conversations.add_turns(
        row.id, ["{}"], version=0, now=LATER, owner="waiting", language="zh"
    )
    assert (row.owner, row.language, row.version, row.updated) == ("waiting", "zh", 1, LATER)


def test_a_turn_on_an_old_version_is_refused(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    records.conversations.add_turns(row.id, ['"first"'], version=0, now=NOON)
    with pytest.raises(ConversationMoved, match="is at version 1, not 0"):
        records.conversations.add_turns(row.id, ['"second"'], version=0, now=NOON)
    assert records.conversations.turns(row.id) == ('"first"',)


def test_a_turn_of_an_unknown_conversation_is_an_error(records: Records) -> None:
    with pytest.raises(KeyError, match="there is no conversation c_1"):
        records.conversations.add_turns("c_1", ["{}"], version=0, now=NOON)


def test_a_customer_is_noted(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    row = records.conversations.identify(row.id, "ada", "claimed", version=0)
    assert (row.customer, row.level, row.version) == ("ada", "claimed", 1)


def test_the_same_customer_may_be_verified_later(records: Records) -> None:
    row, _ = records.conversations.create(NOON, customer="ada", level="claimed")
    assert records.conversations.identify(row.id, "ada", "verified", version=0).level == "verified"


def test_a_conversation_never_changes_to_another_customer(records: Records) -> None:
    row, _ = records.conversations.create(NOON, customer="ada", level="claimed")
    with pytest.raises(ValueError, match="is with another customer"):
        records.conversations.identify(row.id, "wei", "claimed", version=0)


def test_a_customer_is_not_noted_on_an_old_version(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    records.conversations.set_owner(row.id, "human", version=0)
    with pytest.raises(ConversationMoved):
        records.conversations.identify(row.id, "ada", "claimed", version=0)


def test_a_level_that_does_not_exist_is_an_error(records: Records) -> None:
    with pytest.raises(ValueError, match="level is boss; give one of anonymous, claimed"):
        records.conversations.create(NOON, level="boss")


def test_an_owner_is_not_set_on_an_old_version(records: Records) -> None:
    row, _ = records.conversations.create(NOON)
    records.conversations.set_owner(row.id, "waiting", version=0)
    with pytest.raises(ConversationMoved):
        records.conversations.set_owner(row.id, "bot", version=0)


def test_conversations_wait_in_their_order(records: Records) -> None:
    late, _ = records.conversations.create(LATER)
    early, _ = records.conversations.create(NOON)
    records.conversations.create(NOON)
    records.conversations.set_owner(late.id, "waiting", version=0)
    records.conversations.set_owner(early.id, "waiting", version=0)
    assert [row.id for row in records.conversations.waiting()] == [early.id, late.id]
