"""Forgetting a customer: on both shops."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.goods import Language
from knowledge.purchase import Order
from knowledge.shop import View
from knowledge.write import EraseCustomer
from skills.account.delete_my_data import skill as delete_my_data
from skills.skill import Level, Outcome, Proposed, Refused
from tests.skills.asked_for import fact, made, own_copy, said, text, unfounded
from tests.skills.conftest import See
from tests.skills.regulars import BUSY, HOARD, NEW

SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
FINISHED = {"kettles": "delivered", "appliances": "妥投"}


def delete(view: View) -> Outcome:
    assert view.customer is not None
    return delete_my_data(view, customer=view.customer)


def with_orders(view: View, *orders: Order) -> View:
    """The same view of a customer with other orders."""
    other = replace(view)
    other.__dict__["orders"] = orders
    return other


def done_with(view: View, shop: str) -> View:
    """The same view with every order delivered and nothing on its way back."""
    return with_orders(view, *(replace(o, status=FINISHED[shop], returns=()) for o in view.orders))


def test_only_who_is_verified_is_forgotten() -> None:
    assert delete_my_data.level is Level.VERIFIED


@pytest.mark.parametrize(
    ("shop", "customer", "wordings"),
    [
        ("kettles", "ada", ["goes_of", "balance_lost", "stays", "for_good"]),
        ("kettles", "wei", ["goes_of", "stays", "for_good"]),
        ("appliances", "U01", ["goes_of", "balance_lost", "stays", "for_good"]),
        ("appliances", NEW, ["goes_of", "for_good"]),
    ],
)
@LANGUAGES
def test_what_goes_and_what_stays_is_said(
    view: See, shop: str, customer: str, wordings: list[str], language: Language
) -> None:
    her = done_with(view(shop, customer, language), shop)
    outcome = delete(her)
    assert isinstance(outcome, Proposed)
    assert outcome.write == EraseCustomer(customer)
    assert said(outcome) == wordings
    assert unfounded(outcome, her) == []
    assert text("delete_my_data", outcome, her)


@pytest.mark.parametrize(
    ("shop", "customer", "balance"), [("kettles", "ada", 25), ("appliances", "U01", 200)]
)
def test_money_on_a_gift_card_is_said_to_be_lost(
    view: See, shop: str, customer: str, balance: int
) -> None:
    assert fact(delete(done_with(view(shop, customer), shop)), "balance").value == balance


@pytest.mark.parametrize(
    ("shop", "customer", "order"),
    [("kettles", "wei", "#1002"), ("appliances", "U02", "880005")],
)
@LANGUAGES
def test_an_order_that_is_not_finished_comes_first(
    view: See, shop: str, customer: str, order: str, language: Language
) -> None:
    her = view(shop, customer, language)
    outcome = delete(her)
    assert isinstance(outcome, Refused)
    assert outcome.rule == "refused_unfinished"
    assert [entity.id for entity in outcome.about] == [order]
    assert fact(outcome, "order").value == order
    assert unfounded(outcome, her) == []
    assert text("delete_my_data", outcome, her)


@SHOPS
@LANGUAGES
def test_several_that_are_not_finished_are_all_named(
    view: See, shop: str, language: Language
) -> None:
    her = view(shop, BUSY, language)
    outcome = delete(her)
    assert isinstance(outcome, Refused)
    assert outcome.rule == "refused_several_unfinished"
    assert all(order in str(fact(outcome, "orders").value) for order in HOARD)
    assert unfounded(outcome, her) == []
    assert text("delete_my_data", outcome, her)


def test_money_that_is_still_to_come_back_keeps_an_order_open(view: See) -> None:
    her = view("appliances", "U01")
    (partly,) = [order for order in her.orders if order.id == "880003"]
    outcome = delete(with_orders(her, partly))
    assert isinstance(outcome, Refused)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("We sell nothing. Invoices are kept for ten years.", "Invoices are kept for ten years"),
        ("Please keep the invoice with the parcel.", None),  # that is her invoice
        ("We sell none of it.", None),
    ],
)
def test_how_long_invoices_are_kept_is_said_in_the_shops_own_words(
    view: See, monkeypatch: pytest.MonkeyPatch, sentence: str, kept: str | None
) -> None:
    her = done_with(view("kettles", "ada"), "kettles")
    (returns,) = her.catalogue.contents(("policy",), product="")
    text_of = replace(returns, text=replace(returns.text, en=sentence))
    monkeypatch.setattr(type(her.catalogue), "contents", lambda *_, **__: (text_of,))
    outcome = delete(her)
    assert ("kept_for" in said(outcome)) is (kept is not None)
    if kept is not None:
        assert fact(outcome, "rule").value == kept


def test_a_chinese_rule_is_found_too(view: See, monkeypatch: pytest.MonkeyPatch) -> None:
    her = done_with(view("appliances", "U01", "zh"), "appliances")
    (first, *_) = her.catalogue.contents(("policy",), product="")
    rule = replace(first, text=replace(first.text, zh="绝不出售。发票按法律规定的期限保存。"))
    monkeypatch.setattr(type(her.catalogue), "contents", lambda *_, **__: (rule,))
    assert fact(delete(her), "rule").value == "发票按法律规定的期限保存"


@SHOPS
def test_nothing_is_told_of_her_once_it_is_done(view: See, tmp_path: Path, shop: str) -> None:
    before = own_copy(view(shop, NEW), tmp_path)
    outcome = delete(before)
    assert isinstance(outcome, Proposed)
    after = made(before, outcome.write)
    told = delete_my_data.done(after, outcome.write)
    assert said(told) == ["done"]
    assert text("delete_my_data", told, after)
