"""The shop's rules, from its own texts."""

import pytest

from skills.products.ask_policy import skill as ask_policy
from skills.skill import Asked, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import facts, sources, values, wordings


def ruled(view: See, shop: str, question: str, language: str) -> Outcome:
    return ask_policy(view(shop, None, language), asked=Asked(question))


@pytest.mark.parametrize(
    ("shop", "question", "language", "source"),
    [
        ("kettles", "how can i pay", "en", "faq/payment"),
        ("kettles", "退货规则", "zh", "policies/returns"),
        ("kettles", "is there a discount for new customers", "en", "content/welcome"),
        ("appliances", "可以开发票吗", "zh", "policies/invoices"),
        ("appliances", "多久能送到", "zh", "faq/delivery"),
        ("appliances", "can i get an invoice", "en", "policies/invoices"),
    ],
)
def test_a_rule_is_told_with_its_place(
    view: See, shop: str, question: str, language: str, source: str
) -> None:
    assert sources(ruled(view, shop, question, language), "rule") == [source]


def test_a_short_rule_is_told_whole(view: See) -> None:
    outcome = ruled(view, "kettles", "退货规则", "zh")
    assert values(outcome, "rule") == ["30天内可以退货。已开封的咖啡不能退。"]


def test_of_a_long_rule_the_sentence_that_fits_is_told(view: See) -> None:
    outcome = ruled(view, "appliances", "退货运费谁出", "zh")
    assert values(outcome, "rule") == ["退货的运费由买家承担，质量问题的运费由卖家承担。"]
    assert sources(outcome, "rule") == ["policies/returns"]


@pytest.mark.parametrize(
    ("shop", "question", "language"),
    [
        ("kettles", "do you have a store in Berlin", "en"),
        ("appliances", "你们有实体店吗", "zh"),
    ],
)
def test_what_no_rule_says_is_said_to_be_unknown(
    view: See, shop: str, question: str, language: str
) -> None:
    outcome = ruled(view, shop, question, language)
    assert wordings(outcome) == ["unknown"]
    assert facts(outcome) == ()


def test_a_time_limit_is_found_however_it_is_asked(view: See) -> None:
    outcome = ruled(view, "kettles", "can i send things back after three weeks", "en")
    assert sources(outcome, "rule") == ["policies/returns"]
