"""A yes makes exactly what was shown true, once, or it makes nothing true and says why."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.turn import Reply
from knowledge.records.audit import Deed
from knowledge.shop import Shop
from knowledge.write import CancelOrder, ChangeOrderPayment, ReturnItems
from tests.agent.chat import ADA, ANN, Begin, Chat, Clock, begin
from tests.agent.conftest import FreshShop
from tests.agent.two_pending import AWAY, COFFEE, KETTLE, MUG, status, two_pending
from tests.conversations.audit import complaints

CANCEL = f"cancel {KETTLE}"
BACK = f"I want to return the coffee from {COFFEE} to my visa"
PAY = f"pay {KETTLE} with my visa"


@pytest.fixture
def chat(new_chat: Begin, fresh_shop: FreshShop) -> Chat:
    return new_chat(two_pending(fresh_shop), ADA)


def deeds(chat: Chat) -> list[Deed]:
    """What was done to Ada's orders and to her account."""
    audit = chat.agent.shop.records.audit
    targets = ("customers/ada", *(f"orders/{order}" for order in (KETTLE, MUG, COFFEE)))
    return [deed for target in targets for deed in audit.of(target)]


def orders(chat: Chat) -> list[str]:
    return [status(chat.agent.shop.records, order) for order in (KETTLE, MUG, COFFEE)]


def sent(chat: Chat) -> list[str]:
    return [message.kind for message in chat.agent.shop.records.outbox.unsent()]


def nothing_done(chat: Chat) -> bool:
    return deeds(chat) == [] and orders(chat) == ["pending", "pending", "delivered"]


def test_a_change_that_is_shown_is_not_made(chat: Chat) -> None:
    reply = chat.say(CANCEL)
    assert reply.asks == ("confirm",)
    assert reply.pending is not None
    assert reply.pending.write == CancelOrder(KETTLE)
    assert nothing_done(chat)


@pytest.mark.parametrize("yes", ["yes", "go ahead", "yes, cancel it", "Yes, cancel it", "好的"])
def test_a_yes_makes_exactly_what_was_shown(chat: Chat, yes: str) -> None:
    shown = chat.say(CANCEL).pending
    reply = chat.say(yes)
    assert shown is not None
    assert reply.asks == ()
    assert reply.pending is None
    assert orders(chat) == ["cancelled", "pending", "delivered"]
    assert [(deed.what, deed.target) for deed in deeds(chat)] == [
        ("cancel_order", f"orders/{KETTLE}")
    ]
    row = chat.agent.shop.records.pending.get(shown.id)
    assert row is not None
    assert row.state == "committed"


def test_what_is_told_of_a_change_stands_in_the_records(chat: Chat) -> None:
    chat.say(BACK, "yes")
    assert complaints(chat.last, chat.agent.shop.view("ada", "en"), [BACK]) == []


def test_of_a_change_the_shop_and_she_get_a_message(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shop, "deliver", lambda shop: None)
    chat.say(CANCEL, "yes")
    assert sorted(sent(chat)) == ["changed", "write"]


@pytest.mark.parametrize(
    "no", ["no", "never mind", "wait", "how much is the tent?", "hm", "thanks"]
)
def test_whatever_is_no_yes_makes_nothing_true(chat: Chat, no: str) -> None:
    chat.say(CANCEL, no)
    assert nothing_done(chat)


def test_two_yeses_make_one_change(chat: Chat) -> None:
    chat.say(CANCEL, "yes", "yes", "yes please")
    assert len(deeds(chat)) == 1


def test_after_a_no_a_yes_makes_nothing_true(chat: Chat) -> None:
    chat.say(CANCEL, "no", "yes")
    assert nothing_done(chat)


def test_after_a_wait_the_change_can_still_be_agreed_to(chat: Chat) -> None:
    chat.say(CANCEL, "wait", "yes")
    assert orders(chat)[0] == "cancelled"


def test_after_a_question_in_between_the_change_can_still_be_agreed_to(chat: Chat) -> None:
    assert chat.say(CANCEL, "how much is the tent?").asks == ("confirm",)
    chat.say("yes")
    assert orders(chat)[0] == "cancelled"


def test_a_correction_is_shown_again_before_it_is_made(chat: Chat) -> None:
    reply = chat.say(BACK, "yes, but refund it to my gift card instead")
    assert reply.asks == ("confirm",)
    assert reply.pending is not None
    assert isinstance(reply.pending.write, ReturnItems)
    assert reply.pending.write.refund_to == "gift_card_3"
    assert nothing_done(chat)
    chat.say("yes")
    assert orders(chat)[2] == "return requested"


def test_the_old_change_cannot_be_agreed_to_once_another_is_shown(chat: Chat) -> None:
    first = chat.say(BACK).pending
    second = chat.say("refund it to my gift card instead").pending
    assert first is not None
    assert second is not None
    assert first.id != second.id
    row = chat.agent.shop.records.pending.get(first.id)
    assert row is not None
    assert row.state == "dropped"


def test_a_yes_and_another_wish_make_this_and_propose_that(chat: Chat) -> None:
    reply = chat.say(PAY, f"yes, and cancel {MUG}")
    assert orders(chat) == ["pending", "pending", "delivered"]
    assert [deed.what for deed in deeds(chat)] == ["change_order_payment"]
    assert reply.pending is not None
    assert reply.pending.write == CancelOrder(MUG)


@pytest.mark.parametrize(
    ("condition", "made"),
    [
        ("yes if I get at least 20 dollars", True),
        ("yes if I get at least 24 dollars", True),
        ("yes if I get at least 25 dollars", False),
        ("yes, as long as it's less than 30 dollars", True),
        ("yes, as long as it's less than 20 dollars", False),
    ],
)
def test_a_yes_on_a_condition_counts_if_the_amount_fits(
    chat: Chat, condition: str, made: bool
) -> None:
    reply = chat.say(BACK, condition)
    assert (orders(chat)[2] == "return requested") is made
    assert reply.asks == ()
    assert any(fact.value == Decimal("24.00") for fact in reply.facts)


def test_a_condition_that_fails_leaves_nothing_to_agree_to(chat: Chat) -> None:
    chat.say(BACK, "yes if I get at least 50 dollars", "yes")
    assert nothing_done(chat)


@pytest.mark.parametrize("condition", ["yes, if it's free of charge", "可以，如果今天就能办好"])
def test_a_condition_that_cannot_be_checked_is_said_to_be_so(chat: Chat, condition: str) -> None:
    reply = chat.say(CANCEL, condition)
    assert reply.asks == ("confirm",)
    assert nothing_done(chat)
    chat.say("yes")
    assert orders(chat)[0] == "cancelled"


def test_a_yes_that_is_too_late_is_asked_for_again(
    new_chat: Begin, fresh_shop: FreshShop, clock: Clock
) -> None:
    chat = new_chat(two_pending(fresh_shop), ADA)
    first = chat.say(CANCEL).pending
    clock.pass_by(11)
    reply = chat.say("yes")
    assert nothing_done(chat)
    assert reply.asks == ("confirm",)
    assert first is not None
    assert reply.pending is not None
    assert reply.pending.id != first.id
    assert "$74.40" in reply.text  # what she agrees to is shown, not only named
    chat.say("yes")
    assert orders(chat)[0] == "cancelled"


def test_a_yes_in_time_is_in_time(new_chat: Begin, fresh_shop: FreshShop, clock: Clock) -> None:
    chat = new_chat(two_pending(fresh_shop), ADA)
    chat.say(CANCEL)
    clock.pass_by(9)
    chat.say("yes")
    assert orders(chat)[0] == "cancelled"


def elsewhere(chat: Chat) -> Chat:
    """Ada in another window: another conversation with the same shop."""
    return begin(chat.agent, ADA)


def test_an_order_that_was_changed_meanwhile_is_shown_anew(chat: Chat) -> None:
    chat.say(CANCEL)
    elsewhere(chat).say(PAY, "yes")
    reply = chat.say("yes")
    assert [deed.what for deed in deeds(chat)] == ["change_order_payment"]
    assert reply.asks == ("confirm",)
    assert "Visa" in reply.text
    chat.say("yes")
    assert orders(chat)[0] == "cancelled"


def test_an_order_that_left_meanwhile_is_refused_by_the_rules(chat: Chat) -> None:
    chat.say(PAY)
    elsewhere(chat).say(CANCEL, "yes")
    reply = chat.say("yes")
    assert [deed.what for deed in deeds(chat)] == ["cancel_order"]
    assert reply.asks == ()
    assert reply.pending is None


def test_a_change_that_another_tab_made_is_not_made_again(chat: Chat) -> None:
    chat.say(CANCEL)
    other = Chat(chat.agent, chat.id, ADA)
    other.say("yes")
    chat.say("yes")
    assert len(deeds(chat)) == 1


def test_a_yes_after_staff_spoke_agrees_to_nothing(chat: Chat) -> None:
    chat.say(CANCEL)
    chat.agent.staff_says(chat.id, "Shall I send you a voucher?", ANN)
    chat.say("yes")
    assert nothing_done(chat)


def said_after(chat: Chat, text: str, after: int) -> Reply:
    return chat.agent.respond(chat.id, text, ADA, after=after)


def test_a_yes_of_a_tab_that_shows_an_older_change_agrees_to_nothing(chat: Chat) -> None:
    chat.say(CANCEL)
    chat.say("no", PAY)
    reply = said_after(chat, "yes", after=1)
    assert nothing_done(chat)
    assert reply.asks == ("confirm",)
    assert reply.pending is not None
    assert reply.pending.write == ChangeOrderPayment(KETTLE, "credit_card_2")
    assert "$74.40" in reply.text


def test_a_yes_of_a_tab_that_shows_this_change_is_one(chat: Chat) -> None:
    turn = chat.say(CANCEL).turn
    chat.say("how much is the tent?")
    said_after(chat, "yes", after=turn)
    assert orders(chat)[0] == "cancelled"


def test_a_yes_to_nothing_is_answered_all_the_same(chat: Chat) -> None:
    chat.say(CANCEL, "no")
    assert said_after(chat, "yes", after=1).text
    assert nothing_done(chat)


def test_an_address_is_changed_as_it_was_shown(chat: Chat) -> None:
    shown = chat.say(AWAY.format(KETTLE)).pending
    chat.say("yes")
    assert shown is not None
    order = chat.agent.shop.records.orders.get(KETTLE, "ada")
    assert order is not None
    assert order.address == replace(order.address, address1="7 Oak Avenue", city="Salem")
    assert order.address == getattr(shown.write, "address", None)
