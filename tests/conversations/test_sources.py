from decimal import Decimal

import pytest

from agent.turn import Reply, Turn
from knowledge.fact import Fact
from knowledge.shop import View
from tests.conversations.audit import complaints
from tests.conversations.stage import Script, Stage, demo_home, name_of, own_scripts, worked_scripts


@pytest.mark.parametrize("script", [*own_scripts(), *worked_scripts()], ids=name_of)
def test_a_reply_says_only_what_stands_at_its_sources(script: Script, stage: Stage) -> None:
    heard = stage.play(script).complaints
    assert not heard, "\n".join(heard)


@pytest.fixture
def hers(stage: Stage) -> View:
    """What the first customer of the demo shop sees."""
    return stage.homes.shop(str(demo_home(stage.base))).view("C00001", "en")


def told(text: str, *facts: Fact) -> Turn:
    return Turn("shopper", "hello", reply=Reply(text, facts))


def test_what_stands_at_its_source_is_no_complaint(hers: View) -> None:
    assert hers.customer
    order = hers.orders[0]
    facts = (
        Fact("first_name", hers.customer.name.split()[0], "customers/C00001"),
        Fact("total", order.total, f"orders/{order.id}", "EUR"),
    )
    assert complaints(told(f"It came to {order.total}.", *facts), hers) == []


@pytest.mark.parametrize(
    ("fact", "complaint"),
    [
        (Fact("name", "Somebody Else", "customers/C00001"), "does not stand at customers/C00001"),
        (Fact("spent", Decimal("0.01"), "customers/C00001/orders"), "does not stand"),
        (Fact("count", 99, "products/P0104"), "does not stand"),
        (Fact("name", "Marie Franke", "customers/C00002"), "nothing stands at"),
        (Fact("total", Decimal(1), "orders/99999"), "nothing stands at"),
        (Fact("price", Decimal(1), "moon/1"), "is no address"),
    ],
)
def test_what_does_not_is_one(hers: View, fact: Fact, complaint: str) -> None:
    (found,) = complaints(told("Well.", fact), hers)
    assert complaint in found


def test_a_number_that_is_in_no_fact_is_one(hers: View) -> None:
    assert complaints(told("It takes 3 days."), hers) == ["3 in 'It takes 3 days.' is in no fact"]


@pytest.mark.parametrize(
    ("slot", "value", "said"),
    [
        ("reason", "the lid is broken", ["Hm, THE LID is broken.", "hello"]),
        ("reason", "no lid\nand no box", ["No lid", "and no box either"]),
        (
            "address",
            "5 Oak Street, Unit 2, Austin, TX 78701",
            ["5 Oak Street, Unit 2, Austin TX 78701"],
        ),
        (
            "address",
            "Am Bach 5, 80331 München, Germany",
            ["to Am Bach 5", "80331, it's in München"],
        ),
        (
            "address",
            "广东省揭阳市揭东区望江路12号",
            ["广东省揭阳市榕城区望江路12号", "不对 是揭东区"],
        ),
    ],
)
def test_her_own_words_are_found_in_what_she_said(
    hers: View, slot: str, value: str, said: list[str]
) -> None:
    fact = Fact("told", value, f"said/{slot}")
    assert complaints(told("Well.", fact), hers, said) == []


@pytest.mark.parametrize(
    ("slot", "value", "said"),
    [
        ("reason", "the lid is broken", ["the lid is fine", "it's the box"]),
        ("reason", "no lid\nno box", ["no lid"]),
        ("address", "5 Oak Street, Austin, TX 78701", ["5 Oak Lane, Austin, TX 78701"]),
        ("address", "5 Oak Street, Austin, TX 78701", ["5 Oak Street, Austin, TX 78702"]),
        ("address", "广东省揭阳市揭东区望江路12号", ["广东省揭阳市榕城区望江路12号"]),
        ("address", "广东省揭阳市揭东区望江路12号", ["广东省揭阳市揭东区望江路13号"]),
    ],
)
def test_words_that_she_has_not_said_are_one(
    hers: View, slot: str, value: str, said: list[str]
) -> None:
    fact = Fact("told", value, f"said/{slot}")
    (found,) = complaints(told("Well.", fact), hers, said)
    assert "she has not said it" in found
