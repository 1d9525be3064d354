"""No number in a reply that is not in one of its facts: whole chats on both shops."""

import pytest

from agent.agent import Agent
from agent.turn import Identity, Reply
from knowledge.shop import Shop
from skills.skill import Level
from tests.skills.fact_check import numbers_in, numbers_of

ENGLISH = (
    "hello",
    "where is my order",
    "what did i order",
    "how much did i spend altogether",
    "what did the mug cost",
    "is my refund through",
    "what is left on my gift card",
    "how much is the kettle",
    "is the tent in stock",
    "do you sell tents under 100 dollars",
    "how can i pay",
    "are there any offers",
    "where is order #4711",
    "thanks, bye",
)
CHINESE = (
    "你好",
    "我的订单到哪了",
    "我都买过什么",
    "一共花了多少钱",
    "快递单号是多少",
    "退款到账了吗",
    "礼品卡余额还有多少",
    "电风扇多少钱",
    "电饭煲有货吗",
    "有100元以内的风扇吗",
    "多久能送到",
    "有什么优惠活动",
    "订单 990099 到哪了",
    "谢谢，再见",
)


@pytest.fixture(scope="module")
def agents(shops: dict[str, Shop]) -> dict[str, Agent]:
    return {name: Agent(shop) for name, shop in shops.items()}


def reply_to(agent: Agent, customer: str, text: str) -> Reply:
    conversation, _ = agent.start()
    return agent.respond(conversation, text, Identity(Level.VERIFIED, customer))


def loose_numbers(reply: Reply) -> set[str]:
    """Numbers of the text that no fact holds."""
    known = {number for fact in reply.facts for number in numbers_of(fact.value)}
    return numbers_in(reply.text) - known


@pytest.mark.parametrize("text", ENGLISH)
@pytest.mark.parametrize(("shop", "customer"), [("kettles", "ada"), ("appliances", "U01")])
def test_every_number_of_an_english_reply_is_a_fact(
    agents: dict[str, Agent], shop: str, customer: str, text: str
) -> None:
    reply = reply_to(agents[shop], customer, text)
    assert reply.language == "en"
    assert loose_numbers(reply) == set(), reply.text


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize(("shop", "customer"), [("kettles", "wei"), ("appliances", "U01")])
def test_every_number_of_a_chinese_reply_is_a_fact(
    agents: dict[str, Agent], shop: str, customer: str, text: str
) -> None:
    reply = reply_to(agents[shop], customer, text)
    assert reply.language == "zh"
    assert loose_numbers(reply) == set(), reply.text


@pytest.mark.parametrize(
    ("shop", "customer", "text", "number"),
    [
        ("kettles", "ada", "how much did i spend altogether", "112.9"),
        ("appliances", "U01", "一共花了多少钱", "3117"),
    ],
)
def test_a_number_that_is_asked_for_is_told(
    agents: dict[str, Agent], shop: str, customer: str, text: str, number: str
) -> None:
    assert number in numbers_in(reply_to(agents[shop], customer, text).text)
