"""Asking for an invoice: on both shops."""

from dataclasses import replace
from pathlib import Path

import pytest

from agent.understanding.invoices import read_invoice
from knowledge.goods import Text
from knowledge.purchase import Order
from knowledge.shop import View
from knowledge.write import OpenCase
from skills import load_words
from skills.orders.request_invoice import skill as request_invoice
from skills.skill import Invoice, Needs, Outcome, Proposed, Refused, Told
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
from tests.skills.outcomes import hers

FIRM = "广州禾木装饰设计有限公司"
BOTH = pytest.mark.parametrize(
    ("shop", "customer", "order", "name"),
    [("kettles", "ada", "#1001", "Ada Fox"), ("appliances", "U01", "880002", "张敏")],
)


def seen(view: See, shop: str, customer: str, language: str = "en") -> View:
    return allowing(view(shop, customer, language), "open_case")


def one_of(view: View, order: str) -> Order:
    return hers(view, [order])[0]


def ask(view: View, order: str, invoice: Invoice) -> Outcome:
    return request_invoice(view, order=one_of(view, order), invoice=invoice)


@BOTH
def test_an_invoice_for_nobody_in_particular_is_in_her_own_name(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    outcome = ask(seen(view, shop, customer), order, Invoice(words="invoice please"))
    assert isinstance(outcome, Proposed)
    assert fact(outcome, "title").value == name
    assert "another_name" in said(outcome)


@BOTH
def test_a_company_has_to_have_a_name(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    outcome = ask(seen(view, shop, customer), order, Invoice(company=True))
    assert isinstance(outcome, Needs)
    assert said(outcome) == ["company_has_a_name"]
    assert [choice.id for choice in outcome.choices] == ["person", "company"]


@BOTH
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_answers_are_understood(
    view: See, shop: str, customer: str, order: str, name: str, language: str
) -> None:
    outcome = ask(seen(view, shop, customer, language), order, Invoice(company=True))
    assert isinstance(outcome, Needs)
    read = [read_invoice(choice.title) for choice in outcome.choices]
    assert [(one.title, one.company) for one in read] == [("", False), ("", True)]


@BOTH
def test_a_company_invoice_says_the_name_letter_by_letter(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    her = seen(view, shop, customer)
    outcome = ask(her, order, Invoice(FIRM, True, "91440101MA5ABCDE2X", "发到 fox@fox.example"))
    assert isinstance(outcome, Proposed)
    assert said(outcome) == ["propose_company", "amount", "tax_number", "email", "then"]
    assert fact(outcome, "title").value == FIRM
    assert fact(outcome, "email").value == "fox@fox.example"
    assert outcome.write == OpenCase(customer, order, "invoice", note_of(outcome))
    for part in (FIRM, "91440101MA5ABCDE2X", "fox@fox.example"):
        assert part in note_of(outcome)
    assert unfounded(outcome, her) == []


def note_of(outcome: Outcome) -> str:
    assert isinstance(outcome, Proposed)
    assert isinstance(outcome.write, OpenCase)
    return outcome.write.note


@BOTH
def test_a_private_invoice_takes_the_name_on_file_and_says_so(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    her = seen(view, shop, customer)
    outcome = ask(her, order, Invoice(company=False, words="a personal one"))
    assert said(outcome)[0] == "propose_own_name"
    assert fact(outcome, "title").value == name
    assert fact(outcome, "title").source == f"customers/{customer}"
    assert name in note_of(outcome)
    assert unfounded(outcome, her) == []


@BOTH
@pytest.mark.parametrize(
    ("company", "wording"),
    [(None, "propose"), (False, "propose_person"), (True, "propose_company")],
)
def test_a_name_of_her_own_is_taken_as_it_is(
    view: See, shop: str, customer: str, order: str, name: str, company: bool | None, wording: str
) -> None:
    outcome = ask(seen(view, shop, customer), order, Invoice("Fox & Sons", company))
    assert said(outcome)[0] == wording
    assert fact(outcome, "title").source == "said/option"


@BOTH
def test_a_company_without_a_tax_number_is_told_so(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    outcome = ask(seen(view, shop, customer), order, Invoice(FIRM, True))
    assert "no_tax_number" in said(outcome)


@BOTH
def test_an_invoice_on_file_is_said_first(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    her = seen(view, shop, customer, "zh")
    issued = replace(one_of(her, order), note=Text("Invoice on file.", "已开具电子发票。"))
    outcome = request_invoice(her, order=issued, invoice=Invoice("王", None))
    assert said(outcome)[:2] == ["on_file", "propose"]
    assert fact(outcome, "note").value == "已开具电子发票。"


def test_an_invoice_on_file_is_said_before_another_is_proposed(view: See) -> None:
    her = seen(view, "appliances", "U01", "zh")
    outcome = ask(her, "880001", Invoice())
    assert said(outcome)[0] == "on_file"
    assert unfounded(outcome, her) == []


def test_what_was_paid_back_in_part_is_given_no_amount(view: See) -> None:
    outcome = ask(seen(view, "appliances", "U01"), "880003", Invoice(FIRM, True))
    assert "amount" not in said(outcome)


@BOTH
def test_a_shop_without_such_requests_refuses(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    her = forbidding(view(shop, customer), "open_case")
    outcome = ask(her, order, Invoice())
    assert isinstance(outcome, Refused)
    assert outcome.rule == "refused_never"
    assert text("request_invoice", outcome, her)


@BOTH
def test_a_shop_without_invoices_refuses(
    view: See, shop: str, customer: str, order: str, name: str
) -> None:
    her = allowing(view(shop, customer), "open_case", kinds=("damaged",))
    outcome = ask(her, order, Invoice())
    assert said(outcome) == ["refused_kind"]
    assert text("request_invoice", outcome, her)


@BOTH
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_shop_that_needs_another_state_says_which(
    view: See, shop: str, customer: str, order: str, name: str, language: str
) -> None:
    states = {"kettles": ("delivered",), "appliances": ("妥投",)}[shop]
    her = allowing(view(shop, customer, language), "open_case", statuses=states)
    outcome = ask(her, order, Invoice())
    assert said(outcome) == ["refused_status"]
    assert str(fact(outcome, "allowed").value) in text("request_invoice", outcome, her)


@BOTH
def test_what_was_asked_for_is_told_from_the_records(
    view: See, tmp_path: Path, shop: str, customer: str, order: str, name: str
) -> None:
    before = own_copy(seen(view, shop, customer), tmp_path)
    outcome = ask(before, order, Invoice(FIRM, True))
    assert isinstance(outcome, Proposed)
    after = made(before, outcome.write)
    told = request_invoice.done(after, outcome.write)
    assert said(told) == ["done_number"]
    assert fact(told, "order").value == order
    assert unfounded(told, after) == []


@BOTH
def test_the_same_invoice_is_not_asked_for_twice(
    view: See, tmp_path: Path, shop: str, customer: str, order: str, name: str
) -> None:
    before = own_copy(seen(view, shop, customer), tmp_path)
    outcome = ask(before, order, Invoice(FIRM, True))
    assert isinstance(outcome, Proposed)
    after = made(before, outcome.write)
    again = ask(after, order, Invoice(FIRM, True))
    assert isinstance(again, Told)
    assert said(again) == ["asked_already"]
    assert unfounded(again, after) == []


@BOTH
def test_another_invoice_for_the_order_says_that_it_is_the_second(
    view: See, tmp_path: Path, shop: str, customer: str, order: str, name: str
) -> None:
    before = own_copy(seen(view, shop, customer), tmp_path)
    outcome = ask(before, order, Invoice(FIRM, True))
    assert isinstance(outcome, Proposed)
    again = ask(made(before, outcome.write), order, Invoice("Fox & Sons", True))
    assert isinstance(again, Proposed)
    assert said(again)[0] == "asked_before"


@BOTH
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_proposal_can_be_read(
    view: See, shop: str, customer: str, order: str, name: str, language: str
) -> None:
    her = seen(view, shop, customer, language)
    read = text("request_invoice", ask(her, order, Invoice(FIRM, True)), her)
    assert FIRM in read
    assert order in read


def test_the_note_is_in_her_language_and_whole(view: See) -> None:
    her = seen(view, "appliances", "U01", "zh")
    invoice = read_invoice("企业发票，抬头广州禾木装饰设计有限公司，税号91440101MA5ABCDE2X")
    assert note_of(ask(her, "880002", invoice)).splitlines() == [
        "企业发票",
        f"抬头：{FIRM}",
        "税号：91440101MA5ABCDE2X",
        f"顾客原话：{invoice.words}",
    ]


def test_a_yes_to_just_this_can_be_said_in_both_languages() -> None:
    agrees = load_words()["request_invoice"]["agrees"]
    assert "对，开吧" in agrees["zh"]
    assert "yes, open it" in agrees["en"]
