"""What belongs to one customer is told to nobody else, and no reply says that it exists."""

import pytest

from agent.turn import Identity, Reply
from agent.wire import to_json
from skills.skill import Level
from tests.agent.chat import ADA, NOBODY, WEI, Begin, values
from tests.agent.conftest import FreshShop

ANSWERED = ("text", "asks", "choices", "cards", "facts", "owner", "language")


def same(one: Reply, other: Reply) -> bool:
    """Whether two replies say and offer the same."""
    first, second = to_json(one), to_json(other)
    return all(first[key] == second[key] for key in ANSWERED)


@pytest.mark.parametrize(
    ("shop", "identity", "others", "nobodys"),
    [
        ("kettles", ADA, "#1002", "#9999"),
        ("kettles", WEI, "#1001", "#9999"),
        ("appliances", Identity(Level.VERIFIED, "U01"), "880005", "999999"),
    ],
)
@pytest.mark.parametrize("ask", ["where is my order {}?", "{}", "{}的钱退了吗"])
def test_somebody_elses_number_is_answered_as_nobodys(
    new_chat: Begin, shop: str, identity: Identity, others: str, nobodys: str, ask: str
) -> None:
    other = new_chat(shop, identity).say(ask.format(others))
    nobody = new_chat(shop, identity).say(ask.format(nobodys))
    assert same(other, nobody)
    assert other.facts == ()


def test_a_visitor_is_asked_the_same_for_any_number(new_chat: Begin) -> None:
    replies = [new_chat().say(f"where is my order {number}?") for number in ("#1001", "#9999")]
    assert same(*replies)
    assert replies[0].asks == ("email", "name", "zip")


def test_a_conversation_tells_nothing_of_a_customer_whose_data_is_told_later(
    new_chat: Begin,
) -> None:
    chat = new_chat()
    chat.say("where is my order?", "ada.fox@example.com", "my e-mail is li.wei@example.com")
    assert chat.row.customer == "ada"
    assert values(chat.say("where is my order #1002?"), "order") == []
    assert values(chat.say("where is my order #1001?"), "order") == ["#1001"]


@pytest.mark.parametrize("identity", [WEI, NOBODY])
def test_a_reply_to_one_customer_is_not_repeated_to_another(
    new_chat: Begin, identity: Identity
) -> None:
    chat = new_chat("kettles", ADA)
    chat.say("where is my order #1003?")
    chat.identity = identity
    assert values(chat.say("say that again"), "order") == []


def test_shops_of_one_program_do_not_mix(fresh_shop: FreshShop, new_chat: Begin) -> None:
    kettles = new_chat(fresh_shop("kettles"), Identity(Level.VERIFIED, "busy"))
    appliances = new_chat(fresh_shop("appliances"), Identity(Level.VERIFIED, "U01"))
    assert values(kettles.say("how much is the kettle?"), "price")
    assert values(appliances.say("how much is the kettle?"), "price") == []
