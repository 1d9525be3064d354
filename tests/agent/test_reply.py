"""Replies: one question at the end, a fact for every number, the same once more."""

import pytest

from agent.reply import question
from agent.turn import Identity
from agent.wire import to_json
from agent.wordings import own
from knowledge.goods import Language
from skills import load_words
from skills.skill import Level
from tests.agent.chat import ADA, MIN, NOBODY, WEI, Begin, sources, values
from tests.agent.conftest import FreshShop
from tests.agent.two_pending import two_pending
from tests.conversations.audit import complaints
from tests.skills.conftest import See

BUSY = Identity(Level.VERIFIED, "busy")
WHO = ("email", "name", "zip")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "where is my order?"),
        ("en", "Where is my order and what is the balance on my gift card?"),  # two that wait
        ("en", "How much is the kettle? And where is my order?"),  # one that does not wait
        ("zh", "我的订单到哪了"),
        ("zh", "水壶多少钱一个？我的订单到哪了"),
    ],
)
def test_there_is_one_question_and_it_stands_at_the_end(
    new_chat: Begin, language: Language, text: str
) -> None:
    reply = new_chat("kettles", language=language).say(text)
    asked = own("ask", "+".join(WHO), language)
    assert reply.asks == WHO
    assert reply.text.endswith(asked)
    assert reply.text.count(asked) == 1


def test_what_can_be_answered_is_answered_before_the_question(new_chat: Begin) -> None:
    reply = new_chat().say("How much is the mug? And where is my order?")
    assert values(reply, "price")
    assert reply.asks == WHO
    assert reply.text.index("$14.50") < reply.text.index(own("ask", "+".join(WHO), "en"))


def test_the_things_behind_the_choices_are_those_that_can_be_chosen(new_chat: Begin) -> None:
    chat = new_chat("kettles", BUSY)
    reply = chat.say("where is my order?")
    assert reply.asks == ("order_id",)
    assert len(reply.choices) == 6
    assert [option.id for option in chat.last.options] == [
        "900008",
        "900007",
        "900006",
        "900005",
        "900004",
        "900003",
    ]


@pytest.mark.parametrize(
    ("shop", "identity", "text"),
    [
        ("kettles", ADA, "where is my order?"),
        ("kettles", ADA, "what did I pay for order #1003 altogether?"),
        ("kettles", ADA, "has my refund for #1003 arrived?"),
        ("kettles", ADA, "what's the balance on my gift card?"),
        ("kettles", WEI, "我的包裹怎么还没到"),
        ("kettles", NOBODY, "how much is the kettle and is it in stock?"),
        ("kettles", NOBODY, "do you have a tent under 200 dollars?"),
        ("kettles", NOBODY, "能退货吗，有什么规定"),
        ("appliances", MIN, "我的订单都到哪了"),
        ("appliances", MIN, "卡里余额还剩多少"),
        ("appliances", NOBODY, "电饭煲多少钱，有货吗"),
        ("appliances", NOBODY, "落地电风扇多少钱一台"),
    ],
)
def test_every_number_is_a_fact_that_stands_where_it_says(
    new_chat: Begin, shop: str, identity: Identity, text: str
) -> None:
    chat = new_chat(shop, identity)
    reply = chat.say(text)
    assert reply.facts
    assert complaints(chat.last, chat.agent.shop.view(identity.customer, reply.language)) == []


@pytest.mark.parametrize(
    ("text", "language", "money"),
    [
        ("how much is the mug?", "en", "$14.50"),
        ("马克杯多少钱", "zh", "14.50美元"),
    ],
)
def test_money_is_told_in_her_language(
    new_chat: Begin, text: str, language: Language, money: str
) -> None:
    reply = new_chat().say(text)
    assert reply.language == language
    assert money in reply.text
    assert sources(reply, "price") == ["products/mug/variants/mug-350"]


@pytest.mark.parametrize(
    ("text", "promised"),
    [("where is my order #1002?", "Tue 17 November"), ("#1002 订单到哪了", "11月17日周二")],
)
def test_days_are_told_in_her_language(new_chat: Begin, text: str, promised: str) -> None:
    assert promised in new_chat("kettles", WEI).say(text).text


@pytest.mark.parametrize(
    ("shop", "identity", "text", "again"),
    [
        ("kettles", ADA, "where is my order #1003?", "say that again"),  # an answer with cards
        ("kettles", BUSY, "where is my order?", "can you repeat that?"),  # a question
        ("kettles", NOBODY, "where is my order?", "what did you say?"),  # who she is
        ("kettles", NOBODY, "水壶多少钱", "再说一遍"),
        ("appliances", MIN, "我的订单到哪了", "没看清，再发一遍"),
    ],
)
def test_the_last_reply_can_be_had_again(
    new_chat: Begin, shop: str, identity: Identity, text: str, again: str
) -> None:
    chat = new_chat(shop, identity)
    first = to_json(chat.say(text))
    second = to_json(chat.say(again))
    kept = ("text", "asks", "choices", "cards", "facts", "language")
    assert {key: second[key] for key in kept} == {key: first[key] for key in kept}


def test_a_reply_that_was_repeated_can_still_be_answered(new_chat: Begin) -> None:
    chat = new_chat("kettles", BUSY)
    reply = chat.say("where is my order?", "say that again", "the second one")
    assert values(reply, "order") == ["900007"]


def test_before_anything_was_said_there_is_nothing_to_repeat(new_chat: Begin) -> None:
    reply = new_chat().say("say that again")
    assert reply.text
    assert reply.facts == ()


@pytest.mark.parametrize(
    ("text", "language"), [("what a stupid bot you are", "en"), ("你们这什么破店", "zh")]
)
def test_who_swears_is_offered_a_person(new_chat: Begin, text: str, language: Language) -> None:
    reply = new_chat(language=language).say(text)
    assert reply.offers_person
    assert reply.choices[0] == own("choices", "person", language)
    assert reply.owner == "bot"


def test_an_offer_asks_nothing(new_chat: Begin) -> None:
    reply = new_chat().say("what is the capital of France?", "write me a poem about the sea")
    assert reply.offers_person
    assert reply.asks == ()
    assert len(reply.choices) == 2


@pytest.mark.parametrize(
    ("text", "language", "button"),
    [("cancel #1001", "en", "Yes, cancel it"), ("把#1001取消", "zh", "确认取消")],
)
def test_a_change_is_shown_with_one_question_alone_and_two_answers(
    new_chat: Begin, text: str, language: Language, button: str
) -> None:
    reply = new_chat("kettles", ADA, language=language).say(text)
    assert reply.asks == ("confirm",)
    assert reply.choices == (button, own("choices", "decline", language))
    assert reply.offers is None
    assert "#1001" in reply.text
    assert reply.text.endswith(load_words()["cancel_order"]["ask"]["confirm"][language])


def test_while_a_change_waits_nothing_else_is_asked_or_offered(new_chat: Begin) -> None:
    chat = new_chat("kettles", ADA)
    reply = chat.say("cancel #1001", "you stupid bot, what a load of crap")
    assert reply.asks == ("confirm",)
    assert not reply.offers_person


def test_a_change_that_still_waits_is_named_and_not_told_again(new_chat: Begin) -> None:
    chat = new_chat("kettles", ADA)
    first = chat.say("cancel #1001")
    again = chat.say("how much is the mug?")
    assert "$14.50" in again.text
    assert len(again.text) < len(first.text)
    assert again.asks == ("confirm",)


def test_who_asks_about_a_change_is_told_all_of_it_again(new_chat: Begin) -> None:
    chat = new_chat("kettles", ADA)
    first = chat.say("cancel #1001")
    assert first.text in chat.say("what exactly happens then?").text


def test_what_the_rules_allow_instead_is_offered_as_one_tap(
    new_chat: Begin, fresh_shop: FreshShop
) -> None:
    reply = new_chat(two_pending(fresh_shop), ADA).say("cancel #1003")
    assert reply.offers is not None
    assert reply.offers.do == "return_items"
    assert reply.asks == ()
    assert len(reply.choices) == 2


def test_what_was_agreed_to_can_be_asked_for(new_chat: Begin) -> None:
    chat = new_chat("kettles", ADA)
    done = chat.say("cancel #1001", "yes")
    assert chat.say("what did I just agree to?").text == done.text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "slots",
    [
        WHO,  # a question for just these three together
        ("name", "phone"),
        ("zip",),
        ("code",),
        ("phone", "zip"),  # no question for these two together: one each
    ],
)
def test_there_is_a_question_for_any_slots(
    view: See, language: Language, slots: tuple[str, ...]
) -> None:
    assert question("track_order", slots, view("kettles", None, language))


def test_a_skill_may_ask_in_words_of_its_own(view: See) -> None:
    seen = view("kettles")
    assert question("track_order", ("order_id",), seen) != question("greet", ("order_id",), seen)
