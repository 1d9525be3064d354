"""What a refusal says of an order and of the rules stands where it says."""

import pytest

from knowledge.goods import Language
from knowledge.refusals import refusal_of_order
from knowledge.sources import open_source
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("shop", "customer", "order", "do", "rule"),
    [
        ("kettles", "ada", "#1003", "return_items", "late"),
        ("kettles", "ada", "#1003", "cancel_order", "status"),
        ("kettles", "ada", "#1001", "exchange_items", "status"),
        ("kettles", "wei", "#1004", "change_order_address", "closed"),
        ("appliances", "U01", "880002", "cancel_order", "status"),
        ("appliances", "U02", "880005", "cancel_order", "closed"),
    ],
)
def test_the_facts_of_a_refusal_stand_at_their_sources(
    view: See, shop: str, customer: str, order: str, do: str, rule: str, language: Language
) -> None:
    seen = view(shop, customer, language)
    hers = next(one for one in seen.orders if one.id == order)

    found = refusal_of_order(do, hers, seen.rules, seen.today, language=language)

    assert found is not None
    assert found.rule == rule
    # What is in an order is told as a list of the titles that stand there one by one.
    alone = [fact for fact in found.facts if fact.name != "items"]
    assert [fact for fact in alone if fact.value not in open_source(fact.source, seen)] == []
