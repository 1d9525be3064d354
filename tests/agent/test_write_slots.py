"""What a skill that changes something is called with: found in her own records, or asked for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.agenda import Agenda
from agent.turn import Pending, Wish
from agent.write_slots import (
    amount,
    changeable,
    customer_of,
    invoice_of,
    method_of,
    order_of,
    pieces_of,
    problem_of,
    reason_of,
)
from knowledge.fact import Fact
from knowledge.people import PaymentMethod
from knowledge.purchase import Order
from knowledge.reference import Op, Ref, Want
from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import Piece
from skills.skill import Entity, Needs, NotFound, Proposed, Reason, Refused, Say
from tests.agent.conftest import FreshShop
from tests.agent.two_pending import COFFEE, KETTLE, MUG, two_pending, wish
from tests.knowledge.confirming import CANCEL
from tests.skills.outcomes import hers

REASONS = ("no longer needed", "ordered by mistake")


@pytest.fixture
def her(fresh_shop: FreshShop) -> View:
    listed = RuleParams(("pending",), reasons=REASONS)
    return two_pending(fresh_shop, cancel_order=listed).view("ada", "en")


def one(her: View, number: str) -> Order:
    return hers(her, [number])[0]


def spoken_of(number: str) -> Agenda:
    return Agenda(focus=(Entity("order", number, number),))


def paid(*wants: Want, do: str = "return_items") -> Wish:
    return Wish(do, pay=Ref("payment", wants) if wants else None)


def brand(name: str) -> Want:
    return Want("brand", Op.IS, name)


def kind(name: str) -> Want:
    return Want("kind", Op.IS, name)


@pytest.mark.parametrize("number", ["#1001", "1001"])
def test_the_order_of_a_number_is_hers(her: View, number: str) -> None:
    found = order_of(wish("cancel_order", f"cancel {number}"), Agenda(), her)
    assert isinstance(found, Order)
    assert found.id == KETTLE


@pytest.mark.parametrize("number", ["#1002", "#9999"])
def test_an_order_that_is_not_hers_is_not_found(her: View, number: str) -> None:
    found = order_of(wish("cancel_order", f"cancel {number}"), Agenda(), her)
    assert isinstance(found, NotFound)


def test_between_orders_that_can_be_changed_she_has_to_choose(her: View) -> None:
    found = order_of(wish("cancel_order", "cancel my order"), Agenda(), her)
    assert isinstance(found, Needs)
    assert found.slot == "order_id"
    assert sorted(choice.id for choice in found.choices) == [KETTLE, MUG]


@pytest.mark.parametrize(
    ("do", "text", "number"),
    [
        ("return_items", "I want to send something back", COFFEE),  # the only one it can be
        ("cancel_order", "cancel the order with the kettle", KETTLE),
        ("cancel_order", "cancel my last order", MUG),
        ("return_items", "send the mug back", COFFEE),  # of three mugs the one that arrived
    ],
)
def test_the_order_is_the_one_for_which_it_is_possible(
    her: View, do: str, text: str, number: str
) -> None:
    assert [order.id for order in changeable(wish(do, text), Agenda(), her)] == [number]


def test_it_is_the_order_that_was_spoken_of(her: View) -> None:
    cancel = wish("cancel_order", "cancel it")
    assert [order.id for order in changeable(cancel, spoken_of(MUG), her)] == [MUG]


def test_what_is_described_goes_before_what_was_spoken_of(her: View) -> None:
    cancel = wish("cancel_order", "cancel the one with the kettle")
    assert [order.id for order in changeable(cancel, spoken_of(MUG), her)] == [KETTLE]


def test_an_order_for_which_it_is_too_late_is_refused_with_the_rule(her: View) -> None:
    found = order_of(wish("cancel_order", f"cancel {COFFEE}"), Agenda(), her)
    assert isinstance(found, Refused)
    assert found.rule.startswith("refused_")
    assert [entity.id for entity in found.about] == [COFFEE]
    assert found.facts


@pytest.mark.parametrize(
    ("number", "text", "pieces"),
    [
        (KETTLE, "the kettle", (Piece("kettle-black", "kettle-black"),)),
        (COFFEE, "one of the coffees", (Piece("coffee-250", "coffee-250", 1),)),
        (COFFEE, "the coffee", (Piece("coffee-250", "coffee-250", 2),)),
        (MUG, "send it back", (Piece("mug-350", "mug-350"),)),  # there is but one thing in it
    ],
)
def test_the_pieces_are_those_that_she_named(
    her: View, number: str, text: str, pieces: tuple[Piece, ...]
) -> None:
    assert pieces_of(wish("return_items", text), one(her, number), her) == pieces


def test_pieces_that_she_did_not_name_are_asked_for(her: View) -> None:
    found = pieces_of(wish("return_items", "I want to return something"), one(her, KETTLE), her)
    assert isinstance(found, Needs)
    assert found.slot == "items"
    assert [choice.id for choice in found.choices] == ["kettle-black", "mug-350"]
    assert "black" in found.choices[0].title


def test_of_several_pieces_of_a_line_none_are_taken_unasked(her: View) -> None:
    order = one(her, COFFEE)
    alone = replace(order, lines=order.lines[:1])
    assert isinstance(pieces_of(wish("return_items", "return something"), alone, her), Needs)


@pytest.mark.parametrize(
    ("wants", "method"),
    [
        ((brand("visa"),), "credit_card_2"),
        ((kind("gift_card"),), "gift_card_3"),
        ((kind("paypal"),), "paypal_1"),
        ((Want("last_four", Op.IS, "4242"),), "credit_card_2"),
        ((Want("of", Op.IS, "order"),), "credit_card_2"),  # as the order was paid
        ((Want("number", Op.IS, "gift_card_3"),), "gift_card_3"),  # picked from the choices
    ],
)
def test_the_way_to_pay_is_the_one_that_she_named(
    her: View, wants: tuple[Want, ...], method: str
) -> None:
    found = method_of(paid(*wants), one(her, COFFEE), her)
    assert isinstance(found, PaymentMethod)
    assert found.id == method


def test_a_way_to_pay_that_she_did_not_name_is_asked_for(her: View) -> None:
    found = method_of(paid(), one(her, COFFEE), her)
    assert isinstance(found, Needs)
    assert found.slot == "payment_method"
    assert [choice.id for choice in found.choices] == ["credit_card_2", "paypal_1", "gift_card_3"]
    assert found.because is None


def test_a_way_to_pay_that_she_does_not_have_is_said_to_be_so(her: View) -> None:
    found = method_of(paid(brand("mastercard")), one(her, COFFEE), her)
    assert isinstance(found, Needs)
    assert found.because == Say("not_on_file")


def test_a_way_picked_for_another_order_is_asked_for_again(her: View) -> None:
    picked = paid(Want("number", Op.IS, "visa_of_old"), do="change_order_payment")
    found = method_of(picked, one(her, MUG), her)
    assert isinstance(found, Needs)
    assert [choice.id for choice in found.choices] == ["credit_card_2", "gift_card_3"]


def test_the_only_legal_way_is_not_asked_for(fresh_shop: FreshShop) -> None:
    rule = RuleParams(("delivered",), days=30, refund_to="original")
    her = two_pending(fresh_shop, return_items=rule).view("ada", "en")
    found = method_of(paid(), one(her, COFFEE), her)
    assert isinstance(found, PaymentMethod)
    assert found.id == "credit_card_2"


def test_a_way_that_is_hers_but_not_allowed_is_left_to_the_skill(fresh_shop: FreshShop) -> None:
    rule = RuleParams(("delivered",), days=30, refund_to="original")
    her = two_pending(fresh_shop, return_items=rule).view("ada", "en")
    found = method_of(paid(kind("paypal")), one(her, COFFEE), her)
    assert isinstance(found, PaymentMethod)
    assert found.id == "paypal_1"


def test_another_way_is_any_but_the_present_one(her: View) -> None:
    other = paid(Want("of", Op.IS, "other"), do="change_order_payment")
    found = method_of(other, one(her, MUG), her)
    assert isinstance(found, Needs)
    assert [choice.id for choice in found.choices] == ["credit_card_2", "gift_card_3"]


def test_a_gift_card_with_too_little_on_it_is_no_way_to_pay(her: View) -> None:
    other = paid(Want("of", Op.IS, "other"), do="change_order_payment")
    found = method_of(other, one(her, KETTLE), her)
    assert isinstance(found, PaymentMethod)
    assert found.id == "credit_card_2"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"cancel {KETTLE}, I no longer need it", "no longer needed"),
        (f"cancel {KETTLE}, my kid ordered that", "ordered by mistake"),
        (f"{KETTLE}不需要了，取消吧", "no longer needed"),
    ],
)
def test_her_words_are_a_reason_of_the_shop_where_they_are_clear(
    her: View, text: str, reason: str
) -> None:
    assert reason_of(wish("cancel_order", text), Agenda(), her) == Reason(reason)


def test_a_reason_is_never_assumed(her: View) -> None:
    found = reason_of(wish("cancel_order", f"cancel {KETTLE}"), Agenda(), her)
    assert isinstance(found, Needs)
    assert [choice.id for choice in found.choices] == list(REASONS)


def test_what_was_said_as_the_reason_goes_before_the_rest(her: View) -> None:
    first = replace(wish("cancel_order", "I no longer need it"), reason="ordered by mistake")
    assert reason_of(first, Agenda(), her) == Reason("ordered by mistake")


def test_a_reason_that_was_shown_stays_while_the_change_waits(her: View) -> None:
    told = replace(wish("cancel_order", "cancel #1001"), reason="the party is somewhere else")
    waits = Agenda(open=(told,), pending=Pending("p_1", CANCEL))
    assert isinstance(reason_of(told, Agenda(), her), Needs)
    assert reason_of(told, waits, her) == Reason("no longer needed")
    # It is no reason for another order.
    assert isinstance(reason_of(wish("cancel_order", "cancel #1003"), waits, her), Needs)


def test_a_shop_that_lists_no_reasons_asks_for_none(fresh_shop: FreshShop) -> None:
    her = two_pending(fresh_shop).view("ada", "en")
    assert isinstance(reason_of(wish("cancel_order", f"cancel {KETTLE}"), Agenda(), her), Reason)


def test_the_invoice_and_the_problem_are_read_from_all_that_was_said(her: View) -> None:
    invoice = wish("request_invoice", f"invoice for {KETTLE}, made out to Oak Ltd")
    assert invoice_of(invoice, Agenda(), her).title == "Oak Ltd"
    problem = replace(wish("report_problem", f"{COFFEE} has a problem"), reason="the bag is torn")
    assert problem_of(problem, Agenda(), her).kind == "damaged"
    assert "the bag is torn" in problem_of(problem, Agenda(), her).note


def test_the_customer_is_herself(her: View) -> None:
    assert customer_of(Wish("x"), Agenda(), her) == her.customer


@pytest.mark.parametrize(
    ("names", "sum_"),
    [
        (("total", "refund"), 2),  # what comes back goes before what the order cost
        (("difference", "to_pay"), 2),
        (("price",), None),
        ((), None),
    ],
)
def test_the_amount_of_a_proposal_is_what_she_pays_or_gets(
    names: tuple[str, ...], sum_: int | None
) -> None:
    facts = tuple(Fact(name, Decimal(n), "orders/#1") for n, name in enumerate(names, start=1))
    found = amount(Proposed(CANCEL, (Say("propose", facts),)))
    assert found == (None if sum_ is None else Decimal(sum_))
