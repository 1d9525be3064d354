"""All open changes are looked at together: made one, put in turn, proposed one by one."""

from dataclasses import replace

import pytest

from agent.agenda import Agenda
from agent.changing import expanded, in_turn, merged
from agent.door import Person
from agent.plan import plan
from agent.policy import Ask, Clarify, Confirm, Decision, Run, Wait
from agent.turn import Step, Wish
from knowledge.reference import Op, Ref, Want
from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import CancelOrder, ChangeOrderPayment, ReturnItems
from skills.skill import Level, Needs, NotFound, Proposed, Refused
from tests.agent.chat import ADA as ADA_IN
from tests.agent.chat import Begin
from tests.agent.conftest import FreshShop
from tests.agent.two_pending import AWAY, COFFEE, KETTLE, MUG, two_pending, wish

ADA = Person(Level.CLAIMED, "ada")
CANCEL_KETTLE = wish("cancel_order", f"cancel {KETTLE}")
CANCEL_MUG = wish("cancel_order", f"cancel {MUG}")
PAY_KETTLE = wish("change_order_payment", f"pay {KETTLE} with my visa")
MOVE_KETTLE = wish("change_order_address", AWAY.format(KETTLE))
MOVE_MUG = wish("change_order_address", AWAY.format(MUG))
BACK = wish("return_items", f"return the coffee from {COFFEE} to my visa")


@pytest.fixture
def her(fresh_shop: FreshShop) -> View:
    return two_pending(fresh_shop).view("ada", "en")


def planned(her: View, *wishes: Wish, asks: tuple[str, ...] = ()) -> tuple[Step, ...]:
    return plan(Agenda(open=wishes, asks=asks), ADA, her)


def decisions(steps: tuple[Step, ...]) -> list[tuple[str, Decision]]:
    return [(step.wish.do, step.decision) for step in steps]


def dos(wishes: list[Wish]) -> list[str]:
    return [one.do for one in wishes]


def orders(wishes: list[Wish]) -> list[object]:
    numbers = [one.of.want("number") if one.of else None for one in wishes]
    return [number.value if number else None for number in numbers]


def test_a_single_change_is_proposed(her: View) -> None:
    (step,) = planned(her, CANCEL_KETTLE)
    assert step.decision == Confirm()
    assert isinstance(step.outcome, Proposed)
    assert step.outcome.write == CancelOrder(KETTLE)


def test_changes_are_proposed_one_after_the_other(her: View) -> None:
    steps = planned(her, MOVE_KETTLE, CANCEL_MUG)
    assert decisions(steps) == [("change_order_address", Confirm()), ("cancel_order", Wait())]


def test_what_is_refused_does_not_hold_up_the_next_one(her: View) -> None:
    steps = planned(her, wish("cancel_order", f"cancel {COFFEE}"), CANCEL_MUG)
    assert decisions(steps) == [("cancel_order", Run()), ("cancel_order", Confirm())]
    assert isinstance(steps[0].outcome, Refused)


def test_what_needs_an_answer_holds_up_those_behind_it(her: View) -> None:
    asking = wish("change_order_address", f"change the address of {KETTLE}")
    steps = planned(her, asking, CANCEL_MUG)
    assert decisions(steps) == [
        ("change_order_address", Ask(("address",))),
        ("cancel_order", Wait()),
    ]


def test_wishes_of_one_kind_on_one_order_are_one_write(fresh_shop: FreshShop) -> None:
    her = two_pending(fresh_shop).view("ada", "en")
    more = wish("return_items", f"one more thing of {COFFEE} to return: just refund it to my visa")
    coffee = wish("return_items", f"return the coffee from {COFFEE}")
    (step,) = planned(her, coffee, more)
    assert isinstance(step.outcome, Proposed)
    assert isinstance(step.outcome.write, ReturnItems)
    assert [piece.line for piece in step.outcome.write.pieces] == ["coffee-250"]
    assert step.outcome.write.refund_to == "credit_card_2"


def test_things_named_in_two_wishes_go_back_in_one_write(fresh_shop: FreshShop) -> None:
    shop = two_pending(fresh_shop, return_items=RuleParams(("pending",)))
    her = shop.view("ada", "en")
    first = wish("return_items", f"return the kettle from {KETTLE} to my paypal")
    (step,) = planned(her, first, wish("return_items", f"and return the mug from {KETTLE}"))
    assert isinstance(step.outcome, Proposed)
    assert isinstance(step.outcome.write, ReturnItems)
    assert [piece.line for piece in step.outcome.write.pieces] == ["kettle-black", "mug-350"]


def test_wishes_of_one_kind_on_two_orders_stay_two(her: View) -> None:
    assert orders(merged([CANCEL_KETTLE, CANCEL_MUG], Agenda(), her)) == [KETTLE, MUG]


def test_wishes_of_two_kinds_on_one_order_stay_two(her: View) -> None:
    assert len(merged([MOVE_KETTLE, PAY_KETTLE], Agenda(), her)) == 2


def test_what_says_nothing_of_what_it_is_about_belongs_to_the_wish_before(her: View) -> None:
    more = wish("cancel_order", "cancel it because I no longer need it")
    (found,) = merged([CANCEL_MUG, more], Agenda(), her)
    assert orders([found]) == [MUG]


def test_a_later_address_goes_with_the_same_order(her: View) -> None:
    (found,) = merged([MOVE_KETTLE, wish("change_order_address", "Apt 5")], Agenda(), her)
    assert isinstance(found.to, Ref)
    assert len(found.to.wants) == 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cancel all my pending orders", [KETTLE, MUG]),
        (f"cancel {KETTLE} and {MUG}", [KETTLE, MUG]),
        (f"cancel all my orders except {MUG}", [KETTLE]),
        ("cancel all my orders except the one with the kettle", [MUG]),
        ("把所有没发货的订单都取消", [KETTLE, MUG]),
    ],
)
def test_all_orders_but_one_are_one_wish_each(her: View, text: str, numbers: list[str]) -> None:
    found = expanded([wish("cancel_order", text)], Agenda(), her)
    assert sorted(map(str, orders(found))) == numbers


def test_all_orders_means_those_that_can_be_changed(her: View) -> None:
    steps = planned(her, wish("cancel_order", "cancel all my orders"))
    assert [step.wish.do for step in steps] == ["cancel_order", "cancel_order"]
    assert [step.decision for step in steps] == [Confirm(), Wait()]


def test_where_all_are_meant_and_none_can_be_changed_it_is_said(fresh_shop: FreshShop) -> None:
    her = two_pending(fresh_shop, cancel_order=RuleParams(("cancelled",))).view("ada", "en")
    steps = planned(her, wish("cancel_order", "cancel all my orders"))
    assert all(isinstance(step.outcome, Refused) for step in steps)


def test_a_wish_about_one_order_is_not_expanded(her: View) -> None:
    assert expanded([CANCEL_MUG], Agenda(), her) == [CANCEL_MUG]


@pytest.mark.parametrize(
    ("wishes", "order"),
    [
        ([CANCEL_KETTLE, MOVE_KETTLE], ["change_order_address", "cancel_order"]),
        ([MOVE_KETTLE, CANCEL_KETTLE], ["change_order_address", "cancel_order"]),
        (
            [CANCEL_KETTLE, MOVE_KETTLE, PAY_KETTLE],
            ["change_order_address", "change_order_payment", "cancel_order"],
        ),
        # of another order: in the order in which she said it
        ([CANCEL_KETTLE, MOVE_MUG], ["cancel_order", "change_order_address"]),
        ([CANCEL_MUG, BACK], ["cancel_order", "return_items"]),
    ],
)
def test_what_closes_an_order_comes_behind_its_other_changes(
    her: View, wishes: list[Wish], order: list[str]
) -> None:
    assert dos(in_turn(wishes, Agenda(), her)) == order


def test_changes_of_one_order_that_do_not_exclude_each_other_are_all_made(her: View) -> None:
    steps = planned(her, PAY_KETTLE, MOVE_KETTLE)
    assert [step.decision for step in steps] == [Confirm(), Wait()]


@pytest.mark.parametrize("wishes", [(CANCEL_KETTLE, MOVE_KETTLE), (MOVE_KETTLE, CANCEL_KETTLE)])
def test_changes_that_exclude_each_other_are_put_to_her(
    her: View, wishes: tuple[Wish, Wish]
) -> None:
    steps = planned(her, *wishes)
    assert [step.decision for step in steps] == [Clarify("choice"), Wait()]
    assert isinstance(steps[0].outcome, Needs)
    assert {choice.id for choice in steps[0].outcome.choices} == {
        "cancel_order",
        "change_order_address",
    }


def test_of_two_orders_changes_exclude_nothing(her: View) -> None:
    assert [step.decision for step in planned(her, CANCEL_KETTLE, MOVE_MUG)] == [Confirm(), Wait()]


def test_which_of_two_is_asked_once_and_then_it_is_done_as_she_said_it(her: View) -> None:
    steps = planned(her, CANCEL_KETTLE, MOVE_KETTLE, asks=("choice",))
    assert [step.decision for step in steps] == [Confirm(), Wait()]


@pytest.mark.parametrize(
    ("answer", "do"),
    [
        ("the first one", "change_order_address"),
        ("the second one", "cancel_order"),
        ("cancel it", "cancel_order"),
        ("the cancellation", "cancel_order"),
        ("just change the address", "change_order_address"),
    ],
)
def test_the_one_that_she_chooses_is_proposed_and_the_other_is_not(
    new_chat: Begin, fresh_shop: FreshShop, answer: str, do: str
) -> None:
    chat = new_chat(two_pending(fresh_shop), ADA_IN)
    assert chat.say(f"cancel {KETTLE} and {AWAY.format(KETTLE)}").asks == ("choice",)
    reply = chat.say(answer)
    assert reply.pending is not None
    assert reply.pending.write.do == do
    assert [step.wish.do for step in chat.last.steps] == [do]


def test_who_does_not_choose_can_still_agree_to_what_is_shown(
    new_chat: Begin, fresh_shop: FreshShop
) -> None:
    chat = new_chat(two_pending(fresh_shop), ADA_IN)
    chat.say(f"cancel {KETTLE} and {AWAY.format(KETTLE)}", "hm")
    assert chat.say("yes").text.startswith("Done")


def test_otherwise_comes_after_a_refusal_and_about_the_same_order(her: View) -> None:
    first = replace(
        wish("cancel_order", f"cancel {COFFEE}"),
        otherwise=(wish("return_items", "otherwise return the coffee to my visa"),),
    )
    refused, instead = planned(her, first)
    assert isinstance(refused.outcome, Refused)
    assert refused.outcome.instead == ""  # she said herself what she wants then
    assert isinstance(instead.outcome, Proposed)
    assert isinstance(instead.outcome.write, ReturnItems)
    assert instead.outcome.write.order == COFFEE


def test_otherwise_comes_after_what_is_not_found(her: View) -> None:
    first = replace(wish("cancel_order", "cancel #1002"), otherwise=(CANCEL_MUG,))
    lost, instead = planned(her, first)
    assert isinstance(lost.outcome, NotFound)
    assert instead.decision == Confirm()


def test_what_is_possible_needs_no_otherwise(her: View) -> None:
    steps = planned(her, replace(CANCEL_MUG, otherwise=(PAY_KETTLE,)))
    assert [(step.wish.do, step.decision) for step in steps] == [("cancel_order", Confirm())]


def test_a_visitor_is_asked_who_she_is_for_the_first_change_alone(her: View) -> None:
    visitor = her.shop.view(None, "en")
    steps = plan(Agenda(open=(CANCEL_KETTLE, MOVE_MUG)), Person(), visitor)
    assert isinstance(steps[0].decision, Ask)
    assert steps[1].decision == Wait()


def test_a_question_beside_changes_is_answered_at_once(her: View) -> None:
    asked = Wish("check_stock", Ref("product", (Want("words", Op.IS, "is the tent in stock"),)))
    steps = planned(her, CANCEL_KETTLE, asked)
    assert decisions(steps) == [("check_stock", Run()), ("cancel_order", Confirm())]


def test_what_is_settled_already_is_not_planned_again(her: View) -> None:
    steps = plan(Agenda(open=(PAY_KETTLE, CANCEL_MUG)), ADA, her, over=PAY_KETTLE)
    (step,) = steps
    assert isinstance(step.outcome, Proposed)
    assert step.outcome.write == CancelOrder(MUG)


def test_a_change_of_payment_is_proposed_with_the_method_she_named(her: View) -> None:
    (step,) = planned(her, PAY_KETTLE)
    assert isinstance(step.outcome, Proposed)
    assert step.outcome.write == ChangeOrderPayment(KETTLE, "credit_card_2")


def test_of_two_that_exclude_each_other_the_one_that_matters_more_is_left(her: View) -> None:
    said = Want("words", Op.IS, "If only one is possible: cancel it matters more.")
    matters = replace(CANCEL_KETTLE, to=Ref("address", (said,)))
    (step,) = planned(her, matters, MOVE_KETTLE)
    assert (step.wish.do, step.decision) == ("cancel_order", Confirm())


def test_what_matters_more_outdoes_nothing_of_another_order(her: View) -> None:
    said = Want("words", Op.IS, "If only one is possible: cancel it matters more.")
    matters = replace(CANCEL_KETTLE, to=Ref("address", (said,)))
    assert decisions(planned(her, matters, MOVE_MUG)) == [
        ("cancel_order", Confirm()),
        ("change_order_address", Wait()),
    ]
