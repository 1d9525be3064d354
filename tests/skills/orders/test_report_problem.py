"""Reporting a problem with an order: on both shops."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from agent.understanding.problems import read_problem
from knowledge.goods import Language
from knowledge.purchase import Order
from knowledge.rules import UNDERWAY
from knowledge.shop import View
from knowledge.write import CaseKind, OpenCase
from skills import load_words
from skills.orders.report_problem import skill as report_problem
from skills.skill import Needs, Outcome, Problem, Proposed, Refused, Told
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
from tests.skills.regulars import BUSY, NEW

SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])
DELIVERED = pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1003"), ("appliances", "U01", "880003")]
)
KINDS = pytest.mark.parametrize(
    "kind", ["damaged", "missing", "wrong_item", "not_received", "price_protection", "repair"]
)
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def seen(view: See, shop: str, customer: str, language: str = "en") -> View:
    return allowing(view(shop, customer, language), "open_case")


def report(
    view: View, kind: CaseKind | None, *orders: str, note: str = "it is like this"
) -> Outcome:
    return report_problem(view, problem=Problem(kind, note), orders=hers(view, orders))


def priced(order: Order, *prices: str) -> Order:
    """The same order, bought at other prices."""
    lines = zip(order.lines, prices, strict=True)
    return replace(order, lines=tuple(replace(one, price=Decimal(p)) for one, p in lines))


@SHOPS
@LANGUAGES
def test_what_went_wrong_is_asked_with_all_kinds_in_words(
    view: See, shop: str, language: Language
) -> None:
    her = seen(view, shop, BUSY, language)
    outcome = report(her, None)
    assert isinstance(outcome, Needs)
    assert outcome.slot == "reason"
    # What she picks comes back as her words.
    assert [read_problem(one.title).kind for one in outcome.choices] == [
        one.id for one in outcome.choices
    ]


@SHOPS
def test_between_several_orders_she_chooses(view: See, shop: str) -> None:
    her = seen(view, shop, BUSY)
    outcome = report_problem(her, problem=Problem("damaged", "broken"), orders=her.orders)
    assert isinstance(outcome, Needs)
    assert outcome.slot == "order_id"
    assert len(outcome.choices) == 6


@DELIVERED
def test_of_all_orders_only_what_has_come_can_be_damaged(
    view: See, shop: str, customer: str, order: str
) -> None:
    her = seen(view, shop, customer)
    outcome = report_problem(her, problem=Problem("damaged", "broken"), orders=her.orders)
    assert isinstance(outcome, Proposed)
    assert outcome.write == OpenCase(customer, order, "damaged", "broken")


@DELIVERED
@KINDS
@LANGUAGES
def test_each_kind_is_proposed_in_her_words(
    view: See, shop: str, customer: str, order: str, kind: CaseKind, language: Language
) -> None:
    her = allowing(view(shop, customer, language), "open_case", kinds=(kind, "price_protection"))
    outcome = report(her, kind, order, note="The lid has 2 cracks")
    assert isinstance(outcome, Proposed)
    assert outcome.write == OpenCase(customer, order, kind, "The lid has 2 cracks")
    assert said(outcome)[-3:] == [f"propose_{kind}", "in_your_words", "then"]
    assert fact(outcome, "note").source == "said/reason"
    assert unfounded(outcome, her) == []
    assert order in text("report_problem", outcome, her)


@SHOPS
def test_a_complaint_about_nothing_ordered_needs_no_order(view: See, shop: str) -> None:
    outcome = report(seen(view, shop, NEW), "other", note="rude on the phone")
    assert isinstance(outcome, Proposed)
    assert outcome.write == OpenCase(NEW, "", "other", "rude on the phone")
    assert said(outcome) == ["propose", "in_your_words", "then"]


@SHOPS
def test_a_complaint_is_not_pinned_on_one_of_many_orders(view: See, shop: str) -> None:
    her = seen(view, shop, BUSY)
    outcome = report_problem(her, problem=Problem("other", "rude"), orders=her.orders)
    assert isinstance(outcome, Proposed)
    assert outcome.write == OpenCase(BUSY, "", "other", "rude")


def test_of_several_the_one_on_its_way_is_missed(view: See) -> None:
    her = seen(view, "kettles", "wei")
    under_way = [o for o in her.orders if her.rules.stage(o.status) in UNDERWAY]
    assert len(her.orders) > len(under_way) == 1
    outcome = report_problem(her, problem=Problem("not_received", ""), orders=her.orders)
    assert isinstance(outcome, Proposed)
    assert outcome.write == OpenCase("wei", under_way[0].id, "not_received", "")


@SHOPS
def test_without_any_order_nothing_can_be_damaged(view: See, shop: str) -> None:
    assert said(report(seen(view, shop, NEW), "damaged")) == ["no_orders"]


def test_only_the_thing_she_names_is_told(view: See) -> None:
    outcome = report(seen(view, "kettles", "ada"), "damaged", "#1003", note="the mug is chipped")
    assert fact(outcome, "items").value == "Enamel camping mug"
    chinese = report(seen(view, "appliances", "U01"), "damaged", "880003", note="电风扇坏了")
    assert fact(chinese, "items").value == "落地电风扇"


@pytest.mark.parametrize(
    ("shop", "customer", "order", "prices", "note", "paid", "today", "difference"),
    [
        ("kettles", "ada", "#1001", ["70", "14.50"], "", "70", "59.90", "10.10"),
        ("kettles", "ada", "#1003", ["15", "14.50"], "the coffee", "15", "12", "6"),  # two of it
        ("appliances", "U01", "880003", ["200", "80"], "", "200", "150", "50"),
    ],
)
def test_a_price_that_fell_is_told_with_the_difference(
    view: See,
    shop: str,
    customer: str,
    order: str,
    prices: list[str],
    note: str,
    paid: str,
    today: str,
    difference: str,
) -> None:
    her = seen(view, shop, customer)
    bought = priced(hers(her, [order])[0], *prices)
    outcome = report_problem(her, problem=Problem("price_protection", note), orders=(bought,))
    assert isinstance(outcome, Proposed)
    told = {name: fact(outcome, name).value for name in ("paid", "today", "difference")}
    assert told == {
        "paid": Decimal(paid),
        "today": Decimal(today),
        "difference": Decimal(difference),
    }
    assert text("report_problem", outcome, her)


@pytest.mark.parametrize(
    ("shop", "customer", "order", "prices"),
    [("kettles", "ada", "#1003", ["15", "20"]), ("appliances", "U01", "880003", ["200", "95"])],
)
def test_a_difference_stands_at_its_line(
    view: See, shop: str, customer: str, order: str, prices: list[str]
) -> None:
    her = seen(view, shop, customer)
    bought = priced(hers(her, [order])[0], *prices)
    her.__dict__["orders"] = (bought,)
    outcome = report_problem(her, problem=Problem("price_protection", ""), orders=(bought,))
    assert fact(outcome, "difference").source.startswith(f"orders/{order}/items/")
    assert unfounded(outcome, her) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "prices", "wordings"),
    [
        ("kettles", "ada", "#1001", ["59.90", "14.50"], ["as_dear", "as_dear", "no_claim"]),
        ("appliances", "U01", "880003", ["150", "80"], ["as_dear", "dearer", "no_claim"]),
    ],
)
def test_where_nothing_is_cheaper_that_is_told_and_nothing_proposed(
    view: See, shop: str, customer: str, order: str, prices: list[str], wordings: list[str]
) -> None:
    her = seen(view, shop, customer)
    bought = priced(hers(her, [order])[0], *prices)
    outcome = report_problem(her, problem=Problem("price_protection", ""), orders=(bought,))
    assert isinstance(outcome, Told)
    assert said(outcome) == wordings
    assert text("report_problem", outcome, her)


@pytest.mark.parametrize(
    ("shop", "customer", "order"), [("kettles", "ada", "#1001"), ("appliances", "U01", "880002")]
)
def test_a_shop_that_names_such_claims_takes_them_anyway(
    view: See, shop: str, customer: str, order: str
) -> None:
    her = allowing(view(shop, customer), "open_case", kinds=("price_protection",))
    outcome = report(her, "price_protection", order)
    assert isinstance(outcome, Proposed)
    assert said(outcome)[0] == "as_dear"


@SHOPS
def test_a_price_that_is_not_on_file_is_no_reason_to_refuse(view: See, shop: str) -> None:
    customer, order = {"kettles": ("ada", "#1001"), "appliances": ("U01", "880002")}[shop]
    her = seen(view, shop, customer)
    (bought,) = hers(her, [order])
    gone = replace(bought, lines=(replace(bought.lines[0], variant="no-longer-sold"),))
    outcome = report_problem(her, problem=Problem("price_protection", ""), orders=(gone,))
    assert isinstance(outcome, Proposed)
    assert said(outcome)[0] == "no_price_today"


@pytest.mark.parametrize(
    ("shop", "customer", "order", "wordings"),
    [
        ("kettles", "wei", "#1002", ["status", "last_seen_at", "overdue"]),
        ("kettles", "ada", "#1003", ["status", "handed_over"]),
        ("kettles", "ada", "#1001", ["status"]),  # nothing has left
        ("appliances", "U01", "880002", ["status", "last_seen", "expected"]),
        ("appliances", "U01", "880003", ["status", "handed_over", "handed_over"]),
    ],
)
@LANGUAGES
def test_what_is_known_of_a_parcel_is_told_before_it_is_called_lost(
    view: See, shop: str, customer: str, order: str, wordings: list[str], language: Language
) -> None:
    her = seen(view, shop, customer, language)
    outcome = report(her, "not_received", order)
    assert isinstance(outcome, Proposed)
    assert said(outcome)[: len(wordings)] == wordings
    assert unfounded(outcome, her) == []
    assert text("report_problem", outcome, her)


@DELIVERED
@LANGUAGES
def test_what_the_shop_does_not_take_is_refused(
    view: See, shop: str, customer: str, order: str, language: Language
) -> None:
    plain = view(shop, customer, language)
    never = report(forbidding(plain, "open_case"), "damaged", order)
    kind = report(allowing(plain, "open_case", kinds=("invoice",)), "damaged", order)
    elsewhere = {"kettles": ("pending",), "appliances": ("未付款",)}[shop]
    status = report(allowing(plain, "open_case", statuses=elsewhere), "damaged", order)
    outcomes = [never, kind, status]
    assert all(isinstance(one, Refused) for one in outcomes)
    assert [said(one) for one in outcomes] == [
        ["refused_never"],
        ["refused_kind"],
        ["refused_status"],
    ]
    assert all(text("report_problem", one, plain) for one in outcomes)


@SHOPS
def test_a_complaint_without_an_order_is_refused_in_words_that_need_none(
    view: See, shop: str
) -> None:
    her = allowing(view(shop, NEW), "open_case", kinds=("invoice",))
    assert text("report_problem", report(her, "other"), her)


@DELIVERED
def test_a_report_is_told_from_the_records_and_not_taken_twice(
    view: See, tmp_path: Path, shop: str, customer: str, order: str
) -> None:
    before = own_copy(seen(view, shop, customer), tmp_path)
    outcome = report(before, "damaged", order)
    assert isinstance(outcome, Proposed)
    after = made(before, outcome.write)
    told = report_problem.done(after, outcome.write)
    assert said(told) == ["done_number"]
    assert unfounded(told, after) == []
    again = report(after, "damaged", order)
    assert isinstance(again, Told)
    assert said(again) == ["reported_already"]
    assert unfounded(again, after) == []


@DELIVERED
def test_something_more_of_the_kind_is_said_to_be_so(
    view: See, tmp_path: Path, shop: str, customer: str, order: str
) -> None:
    before = own_copy(seen(view, shop, customer), tmp_path)
    outcome = report(before, "damaged", order)
    assert isinstance(outcome, Proposed)
    more = report(made(before, outcome.write), "damaged", order, note="the handle too")
    assert isinstance(more, Proposed)
    assert said(more)[0] == "reported_before"


@SHOPS
def test_a_complaint_without_an_order_is_done_without_one(
    view: See, tmp_path: Path, shop: str
) -> None:
    before = own_copy(seen(view, shop, NEW), tmp_path)
    outcome = report(before, "other")
    assert isinstance(outcome, Proposed)
    told = report_problem.done(made(before, outcome.write), outcome.write)
    assert said(told) == ["done_number_without_order"]
    assert text("report_problem", told, before)


def test_the_kinds_can_be_chosen_in_both_languages() -> None:
    assert all(
        set(both) == {"en", "zh"} for both in load_words()["report_problem"]["kinds"].values()
    )
