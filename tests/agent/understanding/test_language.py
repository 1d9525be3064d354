"""In which language somebody writes, and what of a message is read at all."""

import pytest

from agent.understanding.language import LONGEST, detect, plain
from knowledge.goods import Language


@pytest.mark.parametrize(
    "text",
    [
        "where is my order",  # plain English
        "hello",  # one word, but a word of its own
        "where is 李",  # a Chinese name of one character in it
        "Do you have a 壶 in black?",  # one Chinese word among English ones
    ],
)
def test_english_is_told_after_chinese(text: str) -> None:
    assert detect(text, "zh") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "我的订单到哪了",  # plain Chinese
        "我想买一个 Heron gooseneck kettle",  # an English product name, longer than the rest
        "iPhone 15 多少钱",  # begins with a Latin name
        "订单 #1001 ok 吗",  # an English word among Chinese ones
        "壶",  # a single character
    ],
)
def test_chinese_is_told_after_english(text: str) -> None:
    assert detect(text, "en") == "zh"


@pytest.mark.parametrize("before", ["en", "zh"])
@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing
        "#1001",  # an order number
        "13900000001",  # a phone number
        "KT-750",  # a model code
        "RO1200-PRO(WHITE)",  # a model code of letters and digits
        "OK",  # capitals may be a name or a code
        "😀",  # no letters at all
        "?!",  # punctuation alone
    ],
)
def test_what_shows_no_language_leaves_it_as_it_was(text: str, before: Language) -> None:
    assert detect(text, before) == before


@pytest.mark.parametrize("name", ["Ada", "Yusuf"])
def test_a_first_name_alone_does_not_turn_a_chinese_chat_english(name: str) -> None:
    assert detect(name, "zh") == "zh"


@pytest.mark.parametrize(
    "sign",
    [
        "\u200b",  # zero width space
        "\u200f",  # right-to-left mark
        "\u202e",  # right-to-left override
        "\u2066",  # left-to-right isolate
        "\u2069",  # end of an isolate
        "\u2060",  # word joiner
        "\ufeff",  # byte order mark
        "\x00",  # null
        "\x1b",  # escape
    ],
)
def test_invisible_and_steering_characters_are_gone(sign: str) -> None:
    assert plain(f"or{sign}der") == "order"


@pytest.mark.parametrize(
    "sign",
    [
        "\u061c",  # Arabic letter mark: steers the direction
        "\u00ad",  # soft hyphen
        "\x7f",  # delete
        "\U000e0041",  # a tag character, by which text is smuggled
    ],
)
def test_rarer_invisible_characters_are_gone(sign: str) -> None:
    assert plain(f"or{sign}der") == "order"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("＃Ｗ２３７８１５６", "#W2378156"),  # full width, as a Chinese keyboard has it
        ("what’s ‘new’", "what's 'new'"),  # curly quotes
        ("  two \t tabs　wide  ", "two tabs wide"),  # any width of space
        ("first\nsecond", "first\nsecond"),  # a line break ends a sentence, so it stays
        ("caf\u0065\u0301", "café"),  # letter and accent apart
        ("\r\n", ""),  # nothing but an empty line
    ],
)
def test_a_message_is_read_in_its_plain_form(typed: str, read: str) -> None:
    assert plain(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,  # one endless word
        "退货" * 50_000,  # the same in Chinese
        "ﷺ" * 5_000,  # each sign becomes eighteen
    ],
)
def test_no_more_is_read_than_the_longest_message(text: str) -> None:
    assert len(plain(text)) == LONGEST


@pytest.mark.parametrize("text", ["paypal吧", "走paypal", "visa的"])
def test_a_brand_with_a_chinese_sign_is_chinese_among_chinese(text: str) -> None:
    assert detect(text, "zh") == "zh"
