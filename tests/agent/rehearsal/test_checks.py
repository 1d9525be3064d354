import pytest

from agent.rehearsal.case import Check, Then
from agent.rehearsal.checks import failed_check, failed_end
from agent.turn import Intent, Reply
from knowledge.fact import Fact

REPLY = Reply(
    "Order 1001 comes on Friday. Which one?",
    facts=(Fact("eta", "Friday", "orders/1001"),),
    asks=("order_id", "items"),
    choices=("Order 1001 (Monstera)", "Order 1004"),
    intents=(Intent("track_order", 0.9),),
)


@pytest.mark.parametrize(
    "check",
    [
        Check(says=("1001", "friday")),
        Check(says_any=("Monday", "Friday")),
        Check(not_says=("1004",)),
        Check(asks=("items", "zip")),
        Check(not_asks=("zip",)),
        Check(choices=("monstera", "1004")),
        Check(intent=("list_orders", "track_order")),
        Check(cites=("orders/",)),
    ],
)
def test_a_reply_meets(check: Check) -> None:
    assert failed_check(check, REPLY) == ""


@pytest.mark.parametrize(
    ("check", "problem"),
    [
        (Check(says=("1001", "Monday")), "says 'Monday'"),
        (Check(says_any=("Monday", "Sunday")), "says 'Monday' or 'Sunday'"),
        (Check(not_says=("1001",)), "does not say '1001'"),
        (Check(asks=("zip",)), "asks 'zip'; it has order_id, items"),
        (Check(not_asks=("zip", "items")), "does not ask items"),
        (Check(choices=("Snake plant",)), "offers 'Snake plant'"),
        (Check(intent=("greet",)), "intent 'greet'; it has track_order"),
        (Check(cites=("policies/",)), "cites policies/"),
    ],
)
def test_a_reply_fails(check: Check, problem: str) -> None:
    assert failed_check(check, REPLY) == f"expected of this reply: {problem}"


def test_some_reply_of_the_chat_has_to_say_each_text() -> None:
    replies = (Reply("It costs 5 EUR."), Reply("Bye."))
    assert failed_end(Then(says=("5.00", "bye"), says_any=("x", "costs")), replies) == ("", -1)
    assert failed_end(Then(says=("6",)), replies)[0] == "expected of some reply: says '6'"


def test_no_reply_may_say_what_is_never_said() -> None:
    replies = (Reply("Hello."), Reply("She lives in Fort Worth."))
    assert failed_end(Then(never_says=("fort worth",)), replies)[1] == 1


@pytest.mark.parametrize("owner", ["waiting", "human"])
def test_waiting_counts_as_with_a_person(owner: str) -> None:
    replies = (Reply("A colleague will answer.", owner=owner),)
    assert failed_end(Then(owner="human"), replies) == ("", -1)
    assert "owner is bot" in failed_end(Then(owner="bot"), replies)[0]


def test_an_owner_that_is_not_named_is_not_looked_at() -> None:
    assert failed_end(Then(), (Reply("", owner="waiting"),)) == ("", -1)
