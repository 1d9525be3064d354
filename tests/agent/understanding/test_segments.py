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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # a verb that nobody has listed: the order behind the turn is a change of its own
        ("drop #1001 please. Also return the mug from #1003", 2),
        ("charge #1001 to my visa, and also hand over the mug from #1003 to you", 2),
        ("#1001的订单发飘开一下，另外#1003的杯子退掉", 2),
        # the verb stands behind what it is about
        ("return #1001 to the visa, as well as register the mug and the lamp from #1003 back", 2),
        ("取消#1001那个订单。另外#1003收到的杯子不合适，退货。", 2),
        # things of one order, whatever joins them
        ("return the lamp, the clock and also the mug from #1001", 1),
        ("订单#1001收到的台灯、滤袋还有杯子不合适，退货", 1),
        # the money of what is sent back
        ("return the lamp and also the mug from #1001 and put the money on my paypal", 1),
        # said at length, of one invoice
        ("第一个#1001要发票，抬头：远山贸易有限公司", 1),
        ("给我开张发票吧 单子#1001 抬头星野贸易有限公司", 1),
        # the verb of what was just spoken of
        ("stop #1001 from being shipped and cancel it, I have changed my mind about it", 1),
    ],
)
def test_an_order_of_its_own_behind_a_turn_begins_a_change(text: str, parts: int) -> None:
    assert len(cut(text)) == parts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("take back my order #1001, I mean cancel it", ("cancel_order",)),
        ("change the address of #1001... actually no, just cancel it", ("cancel_order",)),
        ("把#1001退了，说错了，取消", ("cancel_order",)),
    ],
)
def test_a_verb_that_is_taken_back_does_not_count(text: str, kinds: tuple[str, ...]) -> None:
    assert verbs(text) == [kinds]


@pytest.mark.parametrize(
    "text",
    [
        "the mug of #1001 is broken, I don't want to return it",
        "please log it as damaged, the return can wait",
        "破了登记一下，退换后面再说",
        "导出我的数据，不是退货",
        "我不想退货，就想问问退货要几天，破损先登记",
    ],
)
def test_what_is_put_off_or_denied_is_not_asked_for(text: str) -> None:
    assert "return_items" not in {verb for found in verbs(text) for verb in found}


def test_a_dislike_beside_a_verb_says_why() -> None:
    assert verbs("杯子不要了，台灯也不要了，都退，#1001") == [("return_items",)]
    assert verbs("#1001不要了") == [("cancel_order",)]


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
