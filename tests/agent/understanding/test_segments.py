"""A message with several changes is cut where the next one begins, and nowhere else."""

import pytest

from agent.understanding.references import mentions
from agent.understanding.segments import asked_beside, segments

SHAPES = frozenset({"#9999"})


def cut(text: str) -> list[str]:
    return [s.text for s in segments(text, mentions(text, order_shapes=SHAPES))]


def verbs(text: str) -> list[tuple[str, ...]]:
    return [s.verbs for s in segments(text, mentions(text, order_shapes=SHAPES))]


@pytest.mark.parametrize(
    "text",
    [
        "return the lamp and the clock",
        "return the lamp, the clock and the mug from #1001",
        "please send the lamp + the clock back",
        "I'd like to cancel #1001 and #1005",
        "把台灯和杯子退了",
        "台灯、杯子、水壶都退掉",
        "取消#1001和#1005这两单",
    ],
)
def test_a_list_of_things_is_not_cut(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "return the lamp and the clock from #1001, and cancel #1005",
            ["return the lamp and the clock from #1001", "and cancel #1005"],
        ),
        (
            "cancel #1001 and return the mug from #1003",
            ["cancel #1001", "and return the mug from #1003"],
        ),
        (
            "Cancel #1001. Also send the mug from #1003 back",
            ["Cancel #1001.", "Also send the mug from #1003 back"],
        ),
        (
            "cancel #1001 then return the mug of #1003",
            ["cancel #1001", "then return the mug of #1003"],
        ),
        ("取消#1001，再把杯子退了", ["取消#1001", "再把杯子退了"]),
        pytest.param(
            "取消#1001 杯子退了",
            ["取消#1001", "杯子退了"],
            marks=pytest.mark.xfail(reason="a space behind a number is no border yet"),
        ),
        ("把#1001取消，然后#1003的杯子退掉", ["把#1001取消", "然后#1003的杯子退掉"]),
    ],
)
def test_the_next_verb_begins_a_change_at_the_join_before_it(text: str, parts: list[str]) -> None:
    found = [part.strip(" .。") for part in cut(text)]
    assert found == [part.strip(" .。") for part in parts]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1) cancel #1001 2) return the mug from #1003", ["cancel_order", "return_items"]),
        ("1. cancel #1001 2. return the mug from #1003", ["cancel_order", "return_items"]),
        ("cancel #1001 + return the mug from #1003", ["cancel_order", "return_items"]),
        ("1、取消#1001 2、把#1003的杯子退了", ["cancel_order", "return_items"]),
        ("cancel #1001\nreturn the mug from #1003", ["cancel_order", "return_items"]),
    ],
)
def test_a_list_of_changes_is_cut_at_its_marks(text: str, kinds: list[str]) -> None:
    found = verbs(text)
    assert len(found) == len(kinds)
    assert [kind in some for kind, some in zip(kinds, found, strict=True)] == [True] * len(kinds)


def test_nothing_of_a_message_gets_lost() -> None:
    text = "cancel #1001, no longer needed; and return the mug from #1003 to my visa"
    assert (
        " ".join(cut(text)).replace(",", "").split()
        == text.replace(",", "").replace(";", "").split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "return the mug, refund me to my visa",  # where the money goes
        "return the mug and put it on my gift card",
        "return the coffee, send it back",  # the same verb said again
        "退杯子，退掉",
    ],
)
def test_what_says_more_of_a_change_is_no_change_of_its_own(text: str) -> None:
    assert len(cut(text)) == 1


def test_the_same_verb_with_an_order_of_its_own_is_another_change() -> None:
    assert len(cut("cancel #1001, cancel #1005")) == 2


def test_what_she_wants_otherwise_is_a_stretch_of_its_own() -> None:
    parts = cut("cancel #1001, otherwise send it to 7 Oak Avenue")
    assert parts[0] == "cancel #1001"
    assert parts[1].startswith("otherwise")


@pytest.mark.parametrize("text", ["", "hello there", "where is #1001?", "我的订单到哪了"])
def test_a_message_that_asks_for_no_change_has_none(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize("text", ["what is your return policy", "退货政策是什么", "退货运费谁出"])
def test_the_name_of_a_rule_is_no_verb(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize(
    ("text", "asking", "rest"),
    [
        ("Cancel #1001. How long does the refund take?", "How long does the refund take?", ""),
        ("How much was it? Cancel #1001 please", "How much was it?", "Cancel #1001 please"),
        ("把#1001取消。多久能到账？", "多久能到账？", ""),
        ("cancel #1001", "", "cancel #1001"),
        ("where is #1001?", "where is #1001?", ""),
        ("Can you cancel #1001?", "", "Can you cancel #1001?"),
    ],
)
def test_sentences_that_only_ask_are_told_from_the_rest(text: str, asking: str, rest: str) -> None:
    found, left = asked_beside(text)
    assert found == asking
    assert left == rest or (not rest and left == text.replace(asking, "").strip())
