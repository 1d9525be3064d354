"""A message when something is back: on both shops."""

from pathlib import Path

import pytest

from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.shop import View
from knowledge.write import Subscribe
from skills.care.notify_when_back import skill as notify_when_back
from skills.skill import Asked, Needs, Outcome, Proposed, Told
from tests.skills.asked_for import (
    allowing,
    fact,
    forbidding,
    made,
    own_copy,
    said,
    text,
    unfounded,
)
from tests.skills.conftest import See

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
GONE = pytest.mark.parametrize(
    ("shop", "customer", "product", "variant"),
    [("kettles", "ada", "kettle", "kettle-white"), ("appliances", "U01", "cooker", "cooker-black")],
)


def seen(view: See, shop: str, customer: str, language: str = "en") -> View:
    return allowing(view(shop, customer, language), "subscribe")


def notify(view: View, *products: str, words: str = "") -> Outcome:
    found = tuple(one for name in products if (one := view.catalogue.product(name)))
    assert view.customer is not None
    return notify_when_back(view, customer=view.customer, products=found, asked=Asked(words))


@pytest.mark.parametrize(
    ("shop", "customer", "products"),
    [
        ("kettles", "ada", ()),
        ("kettles", "ada", ("kettle", "mug")),
        ("appliances", "U01", ("fan", "cooker")),
    ],
)
def test_which_product_is_asked_unless_it_is_one(
    view: See, shop: str, customer: str, products: tuple[str, ...]
) -> None:
    outcome = notify(seen(view, shop, customer), *products)
    assert isinstance(outcome, Needs)
    assert outcome.slot == "product"
    assert tuple(choice.id for choice in outcome.choices) == products


@GONE
@LANGUAGES
def test_the_one_that_is_sold_out_is_meant(
    view: See, shop: str, customer: str, product: str, variant: str, language: Language
) -> None:
    her = seen(view, shop, customer, language)
    outcome = notify(her, product)
    assert isinstance(outcome, Proposed)
    assert outcome.write == Subscribe(customer, variant)
    assert said(outcome)[0] == "propose_like"
    assert fact(outcome, "inbound").source == f"stock/{variant}"
    assert said(outcome)[-1] == "only_a_note"
    assert unfounded(outcome, her) == []
    assert text("notify_when_back", outcome, her)


def test_where_the_message_goes_is_said_where_an_address_is_on_file(view: See) -> None:
    assert "by_mail" in said(notify(seen(view, "kettles", "ada"), "kettle"))
    assert "by_mail" not in said(notify(seen(view, "appliances", "U01"), "cooker"))


def test_between_several_that_are_sold_out_she_chooses(view: See) -> None:
    outcome = notify(seen(view, "appliances", "U01"), "filter")
    assert isinstance(outcome, Needs)
    assert outcome.slot == "option"
    assert [choice.id for choice in outcome.choices] == ["filter-short", "filter-long"]


def test_the_one_she_describes_is_meant(view: See) -> None:
    outcome = notify(seen(view, "appliances", "U01"), "filter", words="三年的那种")
    assert isinstance(outcome, Proposed)
    assert outcome.write == Subscribe("U01", "filter-long")


@pytest.mark.parametrize(
    ("shop", "customer", "product", "words", "wordings"),
    [
        ("kettles", "ada", "mug", "", ["there_count", "no_need"]),
        ("kettles", "ada", "kettle", "the black one", ["there_count_like", "no_need"]),
        ("appliances", "U01", "purifier", "", ["there_count", "no_need"]),
        ("appliances", "U01", "steamer", "", ["there", "no_need"]),  # nobody counts it
        ("appliances", "U01", "fan", "红色", ["there_like", "no_need"]),
    ],
)
@LANGUAGES
def test_what_is_there_needs_no_message(
    view: See,
    shop: str,
    customer: str,
    product: str,
    words: str,
    wordings: list[str],
    language: Language,
) -> None:
    her = seen(view, shop, customer, language)
    outcome = notify(her, product, words=words)
    assert isinstance(outcome, Told)
    assert said(outcome) == wordings
    assert unfounded(outcome, her) == []
    assert text("notify_when_back", outcome, her)


@GONE
@LANGUAGES
def test_a_shop_that_sends_no_such_messages_refuses(
    view: See, shop: str, customer: str, product: str, variant: str, language: Language
) -> None:
    her = forbidding(view(shop, customer, language), "subscribe")
    outcome = notify(her, product)
    assert said(outcome) == ["refused_never"]
    assert text("notify_when_back", outcome, her)


@GONE
@LANGUAGES
def test_a_note_is_told_from_the_records_and_not_taken_twice(
    view: See,
    tmp_path: Path,
    shop: str,
    customer: str,
    product: str,
    variant: str,
    language: Language,
) -> None:
    before = own_copy(seen(view, shop, customer, language), tmp_path)
    outcome = notify(before, product)
    assert isinstance(outcome, Proposed)
    after = made(before, outcome.write)
    told = notify_when_back.done(after, outcome.write)
    assert said(told)[0] == "done_title_like"
    assert unfounded(told, after) == []
    again = notify(after, product)
    assert isinstance(again, Told)
    assert said(again) == ["subscribed_already"]
    assert text("notify_when_back", again, after)


def test_the_number_on_hand_is_a_fact_of_the_stock(view: See) -> None:
    outcome = notify(seen(view, "kettles", "ada"), "mug")
    assert fact(outcome, "on_hand") == Fact("on_hand", 40, "stock/mug-350")
