"""Verbs of changes of what a thing shall be like, and what only sounds like one."""

import pytest

from agent.understanding.verbs import interrogates, put_off, wants_done

CHANGE, EXCHANGE = "change_order_items", "exchange_items"


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("change the shirt to blue", CHANGE),
        ("make it a large one", CHANGE),
        ("it should be black", CHANGE),
        ("I'd rather have it in red", CHANGE),
        ("please modify my order", CHANGE),
        ("I picked the wrong options", CHANGE),
        ("exchange the lamp", EXCHANGE),
        ("swap the shirt for a blue one", EXCHANGE),
        ("改成大一号", CHANGE),
        ("衬衫换成蓝色", CHANGE),
        ("换一个蓝色的", EXCHANGE),
        ("我要换货", EXCHANGE),
    ],
)
def test_another_version_is_asked_for(text: str, do: str) -> None:
    assert do in wants_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "it should be on the visa",
        "it should go to the address on file",
        "it should arrive tomorrow",
        "make it quick",
        "I'd prefer a person",
        "which color should it be",
    ],
)
def test_what_is_no_property_of_a_thing_asks_for_no_other_version(text: str) -> None:
    assert not {CHANGE, EXCHANGE} & set(wants_done(text))


@pytest.mark.parametrize(
    ("text", "not_wanted"),
    [
        ("return it in exchange for a red one, as an exchange", "return_items"),
        ("that's the wrong size, exchange it", "report_problem"),
    ],
)
def test_what_is_exchanged_is_neither_sent_back_nor_reported(text: str, not_wanted: str) -> None:
    done = wants_done(text)
    assert EXCHANGE in done
    assert not_wanted not in done


@pytest.mark.parametrize(
    ("text", "off", "done"),
    [
        ("don't exchange it", {EXCHANGE}, ()),
        ("I don't want to exchange it, just return it", {EXCHANGE}, ("return_items",)),
        ("exchange it", set(), (EXCHANGE,)),
    ],
)
def test_what_is_put_off_is_not_asked_for(text: str, off: set[str], done: tuple[str, ...]) -> None:
    assert put_off(text) == off
    assert wants_done(text) == done


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("which one", True),
        ("when will it come", True),
        ("哪个", True),
        ("not what I chose", False),
        ("the blue one", False),
    ],
)
def test_a_which_or_a_when_asks(text: str, asks: bool) -> None:
    assert interrogates(text) is asks
