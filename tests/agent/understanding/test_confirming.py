"""An answer to "shall I go ahead?": a yes holds for what was shown, and for nothing else."""

import pytest

from agent.turn import Act, No, Revise, Tell, Yes
from agent.understanding.confirming import Answer, read_answer
from agent.understanding.references import mentions
from skills import agrees

CANCEL, BACK, PAY = "cancel_order", "return_items", "change_order_payment"


def answer(text: str, do: str = CANCEL, order: str = "#1001") -> Answer:
    found = mentions(text, order_shapes=frozenset({"#9999"}))
    return read_answer(
        text, do, agrees(do), found, order=order, names_thing=lambda said: "mug" in said
    )


def _called(act: Act) -> str:
    match act:
        case Yes(only_if=()):
            return "yes"
        case Yes():
            return "yes if"
        case No():
            return "no"
        case Tell(slot="confirm", value=str(value)):
            return value
        case Revise():
            return "correct"
    return type(act).__name__


def verdict(text: str, do: str = CANCEL) -> list[str]:
    """What is sure about a message: yes, yes if, no, wait, again, correct."""
    return [_called(act) for act in answer(text, do).acts]


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes!",
        "yes please",
        "yep",
        "sure",
        "ok",
        "go ahead",
        "please do",
        "yes, thanks",
        "Yes thank you very much",
        "ok great, thanks",
        "sounds good",
        "that's right, go ahead",
        "yes cancel it",
        "cancel it please",
        "then cancel it",
        "是的",
        "好的",
        "好的谢谢",
        "可以",
        "确认",
        "对，取消吧",
        "嗯嗯",
        "行，麻烦了",
        "没问题",
    ],
)
def test_a_yes_is_a_yes_with_all_its_courtesies(text: str) -> None:
    assert verdict(text) == ["yes"]
    assert answer(text).rest == ""


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No, thanks",
        "nope",
        "don't",
        "no don't cancel it",
        "please don't do it",
        "never mind, keep it",
        "leave everything as it is",
        "I changed my mind",
        "sure, no",
        "yes no, leave it",
        "不用了",
        "不要",
        "先不取消",
        "算了吧",
        "我改主意了",
        "别取消",
        "保留吧",
    ],
)
def test_a_no_is_a_no_however_it_is_said(text: str) -> None:
    assert "yes" not in verdict(text)
    assert "correct" not in verdict(text)


@pytest.mark.parametrize(
    "text", ["no", "No, thanks", "please don't do it", "I changed my mind", "不用了", "别取消"]
)
def test_a_plain_no_drops_the_change(text: str) -> None:
    assert verdict(text) == ["no"]


@pytest.mark.parametrize(
    "text",
    [
        "wait",
        "hold on a second",
        "not yet",
        "let me think about it",
        "ok, one moment",
        "yes but wait",
        "等一下",
        "先别",
        "我再看看",
        "稍等，我问问家里人",
    ],
)
def test_who_wants_to_wait_is_waited_for(text: str) -> None:
    assert verdict(text) == ["wait"]


def test_what_she_asks_while_she_waits_is_read_as_well() -> None:
    waiting = answer("wait, how long does the refund take?")
    assert waiting.acts == (Tell("confirm", "wait"),)
    assert "how long does the refund take?" in waiting.rest


@pytest.mark.parametrize(
    "text",
    ["thanks", "thank you", "thanks a lot", "cheers", "great, thanks", "谢谢", "辛苦了", "谢谢亲"],
)
def test_thanks_alone_is_no_yes(text: str) -> None:
    assert verdict(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "好像不太对",
        "对了，运费谁出",
        "可以吗",
        "可以等我一下吗",
        "好吗",
        "行不行啊",
        "是不是要收费",
        "要多久",
        "可是我还没收到",
        "好久没收到了",
        "好是好，就是太慢",
        "是多少钱来着",
    ],
)
def test_a_chinese_word_that_only_begins_like_a_yes_is_none(text: str) -> None:
    assert "yes" not in verdict(text)


@pytest.mark.parametrize(
    "text", ["right?", "sure?", "ok?", "yes?", "is that ok?", "surely not", "yesterday I paid"]
)
def test_an_english_word_that_only_begins_like_a_yes_is_none(text: str) -> None:
    assert "yes" not in verdict(text)


@pytest.mark.parametrize(
    "text",
    [
        "how long does the refund take?",
        "what about the shipping cost?",
        "where is my other order?",
        "is the kettle in stock?",
        "多久到账？",
        "水壶有货吗",
        "运费多少钱",
    ],
)
def test_a_question_in_between_is_left_to_be_read(text: str) -> None:
    between = answer(text)
    assert between.acts == ()
    assert between.rest.rstrip("?？") == text.rstrip("?？")


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("yes, and how long does the refund take?", "how long does the refund take?"),
        ("yes, and where is my other order?", "where is my other order?"),
        ("yes please, and return the mug from #1003", "return the mug from #1003"),
        ("确认，多久到账？", "多久到账"),
    ],
)
def test_a_yes_and_something_else_is_both(text: str, more: str) -> None:
    both = answer(text)
    assert _called(both.acts[0]) == "yes"
    assert more in both.rest


@pytest.mark.parametrize(
    "text", ["what the hell", "lorem ipsum", "my dog is called Rex", "天气真好", "?", "...", ""]
)
def test_what_says_nothing_about_it_agrees_to_nothing(text: str) -> None:
    assert "yes" not in verdict(text)
    assert "no" not in verdict(text)


@pytest.mark.parametrize("text", ["yes, return them", "return it", "退吧", "好，退"])
def test_the_words_of_another_change_do_not_agree_to_this_one(text: str) -> None:
    assert verdict(text, BACK) == ["yes"]
    assert "yes" not in verdict("退吧", CANCEL)
    assert "yes" not in verdict("return it", CANCEL)


@pytest.mark.parametrize("text", ["yes, cancel #1001", "ok cancel the order 1001 please"])
def test_the_order_named_again_agrees(text: str) -> None:
    assert verdict(text) == ["yes"]


@pytest.mark.parametrize("text", ["please cancel #1003", "cancel order #1003", "取消#1003"])
def test_the_same_verb_of_another_order_agrees_to_nothing(text: str) -> None:
    # A yes beside a correction holds for what was shown only, and that is another order.
    acts = answer(text).acts
    assert any(isinstance(act, Revise) for act in acts)


def test_a_thing_that_shall_stay_leaves_the_others() -> None:
    assert verdict("the mug, don't return it after all", BACK) == ["correct"]
    assert verdict("wait, only the mug", BACK) == ["correct"]
    assert verdict("no, don't return it", BACK) == ["no"]
