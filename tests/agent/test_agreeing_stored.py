"""A change, its turn, its audit and its messages are stored together or not at all."""

from collections.abc import Callable

import pytest

from agent.agent import Agent
from tests.agent.chat import Chat
from tests.agent.test_agreeing import CANCEL, chat, nothing_done, orders, sent

__all__ = ["chat"]


def _full(*_: object, **__: object) -> None:
    raise OSError("the disk is full")


Break = Callable[[Agent, pytest.MonkeyPatch], None]


def no_turn(agent: Agent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.shop.records.conversations, "add_turns", _full)


def no_audit(agent: Agent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.shop.records.audit, "add", _full)


def no_message(agent: Agent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.shop.records.outbox, "put", _full)


@pytest.mark.parametrize("break_it", [no_turn, no_audit, no_message])
def test_the_change_and_its_turn_are_stored_together_or_not_at_all(
    chat: Chat, break_it: Break
) -> None:
    pending = chat.say(CANCEL).pending
    assert pending is not None
    turns, waiting = len(chat.agent.conversation(chat.id).turns), sent(chat)
    with pytest.MonkeyPatch.context() as patch:
        break_it(chat.agent, patch)
        with pytest.raises(OSError, match="the disk is full"):
            chat.say("yes")
    assert nothing_done(chat)
    assert len(chat.agent.conversation(chat.id).turns) == turns
    assert sent(chat) == waiting
    row = chat.agent.shop.records.pending.get(pending.id)
    assert row is not None
    assert row.state == "open"
    # Nothing was lost either: the same yes is one a moment later.
    chat.say("yes")
    assert orders(chat)[0] == "cancelled"


def test_a_proposal_and_its_turn_are_stored_together_or_not_at_all(chat: Chat) -> None:
    with pytest.MonkeyPatch.context() as patch:
        no_turn(chat.agent, patch)
        with pytest.raises(OSError, match="the disk is full"):
            chat.say(CANCEL)
    chat.say("yes")
    assert nothing_done(chat)
