"""Her words for why, as one of the shop's reasons."""

import pytest

from knowledge.reasons_said import read_reason, reason_phrase

N, M = "no longer needed", "ordered by mistake"
C, S, O = "found it cheaper elsewhere", "delivery takes too long", "other"  # noqa: E741
TWO, FIVE = (N, M), (N, M, C, S, O)


@pytest.mark.parametrize(
    ("text", "of_two", "of_five"),
    [
        ("my kid got hold of the phone and ordered that", M, M),
        ("changed my mind", N, N),
        ("I dont really need it now tbh", N, N),
        ("I need it now, not in a week", N, S),
        ("I'm travelling then", N, N),
        ("found it cheaper", N, C),
        ("please cancel #W1", None, None),
        ("I just don't need them any more", N, N),
        ("ah ok. I ordered mine by mistake", M, M),
        ("No longer needed.", N, N),
        ("ordered by mistake", M, M),
        ("other", None, O),
        ("it's taking too long", N, S),
        ("I won't be home for two weeks", N, N),
        ("the dog must have stepped on the keyboard", M, M),
        ("my husband already bought the same one", N, N),
        ("I hit the buy button without thinking", M, M),
        ("we broke up", N, N),
        ("it was a gift for my mother, but she passed away", N, N),
        ("another shop has it for 20 less", N, C),
        ("it won't be here before christmas", N, S),
        ("no particular reason", None, O),
        ("none of your business", None, None),
        ("I thought better of it", N, N),
        ("I clicked twice", M, M),
        ("my son was playing with my tablet", M, M),
        ("not needed any longer", N, N),
        ("I guess I went a little crazy shopping", N, N),
        ("where is my order", None, None),
        ("what reasons do you accept?", None, None),
        ("yes", None, None),
        ("I don't know", None, None),
        ("can I get a refund to my visa", None, None),
        ("I want to cancel the order with the lamp", None, None),
        ("我不要了", N, N),
        ("拍错了", M, M),
        ("孩子乱点的", M, M),
        ("别家更便宜", N, C),
        ("送得太慢了", N, S),
        ("家里已经有一台了", N, N),
        ("帮我取消订单", None, None),
        ("不想说", None, None),
        ("出差了收不了货", N, N),
        ("等不了那么久", N, S),
        ("手滑下单了", M, M),
        ("不小心多拍了一件", M, M),
        ("行程有变", N, N),
        ("it wasn't a mistake, I just changed my mind", N, N),
        ("I'd like it in blue instead", None, None),
        ("I ordered the wrong size", M, M),
        ("duplicate order", M, M),
        ("I meant to order the other one", M, M),
        ("our event has been cancelled", N, N),
        ("It's too expensive after all", N, N),
        ("I could get it for less at amazon", N, C),
        ("the seller down the street has a better price", N, C),
        ("I need it tomorrow and it will take a week", N, S),
        ("something else", None, O),
        ("I am relocating to another country", N, N),
        ("somebody hacked my account and ordered it", M, M),
        ("buyer's remorse", N, N),
        ("don't really need it tbh", N, N),
        ("my wife doesn't like it", N, N),
        ("thanks bye", None, None),
        ("the second one", None, None),
        ("I wanted the black one", None, None),
        ("算了 不想买了", N, N),
        ("朋友已经送我一个了", N, N),
        ("买重复了", M, M),
        ("我老婆也下了一单", M, M),
        ("退到微信", None, None),
        ("i must have clicked something wrong", M, M),
        ("cancel #W3101067 pls. no longer needed", N, N),
        ("Hi, I ordered a makeup kit by mistake, can you cancel that order?", M, M),
        ("I ended up borrowing one from my neighbor", N, N),
        ("it's just sitting in my cart by accident", M, M),
        ("we decided to renovate later", N, N),
        ("my roommate already has this", N, N),
        ("I was drunk when I ordered", M, M),
        ("the autofill put in the wrong thing", M, M),
        ("I only wanted one, not two", M, M),
        ("this was for a trip that I'm not taking", N, N),
        ("they sell the same thing at Costco for $30", N, C),
        ("two weeks shipping? no way", N, S),
        ("I got laid off", N, N),
        ("my boyfriend surprised me with one", N, N),
        ("I don't have a use for it these days", N, N),
        ("my mom says I can't have it", N, N),
        ("i changed my mind about the colour", N, N),
        ("I pressed the wrong thing on my phone", M, M),
        ("that order should never have been placed", M, M),
        ("it won't get here before we leave", N, S),
        ("my birthday party is next weekend and it comes after", N, S),
        ("I no longer have a dog", N, N),
        ("saw the identical one for half the price", N, C),
        ("I was looking for the larger one, got confused", M, M),
        ("I didn't realise it went through twice", M, M),
        ("there's a sale at Target, same model", N, C),
        ("I simply want to spend less this month", N, N),
        ("买了个一样的", N, N),
        ("突然不想要了", N, N),
        ("给错规格了", M, M),
        ("淘宝上便宜两百", N, C),
        ("下周就走了 来不及收", N, S),
        ("我妈不让买", N, N),
        ("钱不够了", N, N),
        ("眼花看岔了", M, M),
        ("系统自动下的单 不是我", M, M),
        ("已经从别的渠道买到了", N, N),
        ("家里人说不用买", N, N),
        ("点了两次提交", M, M),
        ("有更合适的了", N, N),
        ("女朋友不喜欢", N, N),
    ],
)
def test_a_reason_is_the_nearest_one_of_the_shop(
    text: str, of_two: str | None, of_five: str | None
) -> None:
    assert read_reason(text, TWO) == of_two
    assert read_reason(text, FIVE) == of_five


@pytest.mark.parametrize(
    "text",
    [
        "is it too late to cancel?",
        "cancel it, I don't want the money on my gift card",
        "I don't need a person",
        "cancel the order that hasn't shipped yet",
        "send it to my daughter",
        "can't wait to get it!",
        "not by mistake",
        "what if I changed my mind?",
        "no longer needed or ordered by mistake?",
        "把没发货的那单取消",
        "什么原因可以取消",
        "给我女儿的",
        "",
    ],
)
def test_what_is_no_reason_or_no_clear_one_is_asked(text: str) -> None:
    assert read_reason(text, FIVE) is None


def test_an_owner_may_call_the_reasons_as_he_likes() -> None:
    own = ("I do not want it any longer", "Wrong item chosen", "Better price somewhere else")
    assert read_reason("my kid clicked on it", own) == "Wrong item chosen"
    assert read_reason("changed my mind", own) == "I do not want it any longer"
    assert read_reason("found it cheaper", own) == "Better price somewhere else"


def test_an_owner_may_call_them_in_chinese() -> None:
    own = ("不想要了", "拍错了", "其他")
    assert read_reason("手滑多买了一个", own) == "拍错了"
    assert read_reason("changed my mind", own) == "不想要了"
    assert read_reason("其他原因", own) == "其他"


def test_a_shop_without_reasons_gets_none() -> None:
    assert read_reason("changed my mind", ()) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I want to return the lamp because it is too bright. Thanks", "it is too bright"),
        ("because it's too loud, please take it back", "it's too loud"),
        ("the reason is that it doesn't fit my desk", "it doesn't fit my desk"),
        (
            "I'd like to return the heater, it's too loud for the office",
            "it's too loud for the office",
        ),
        ("they fall out of my ears", ""),
        ("please cancel #W1", ""),
        ("how much do I get back?", ""),
        ("我要退热水器，因为噪音太大", "噪音太大"),
        ("热水器要退掉，噪音太大，晚上睡不着", "噪音太大"),
        ("由于尺寸不合适，麻烦帮我退了", "尺寸不合适"),
        ("帮我取消订单", ""),
        ("退到哪儿", ""),
    ],
)
def test_a_reason_in_her_own_words(text: str, phrase: str) -> None:
    assert reason_phrase(text) == phrase
