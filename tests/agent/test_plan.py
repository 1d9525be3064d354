"""What is done next about everything that is open."""

from dataclasses import replace

import pytest

from agent.agenda import Agenda
from agent.door import Person
from agent.plan import level_of, missing_slots, plan
from agent.policy import Ask, Confirm, Handoff, Offer, Run
from agent.turn import Wish
from knowledge.reference import Op, Ref, Want
from knowledge.rules import IdentityParams, Rules
from skills import load_skills
from skills.skill import Level, Needs, NotFound, Proposed, Told
from tests.skills.conftest import See

WHO = (("email",), ("name", "zip"))
CODE = (("email", "code"),)
VISITOR = Person()
ADA = Person(Level.CLAIMED, "ada")
BUSY = Person(Level.CLAIMED, "busy")


def about(kind: str, text: str, *wants: Want) -> Ref:
    return Ref(kind, (*wants, Want("words", Op.IS, text)))  # type: ignore[arg-type]


TRACK = Wish("track_order", about("order", "where is my order"))
ONE = Wish("track_order", about("order", "#1003", Want("number", Op.IS, "#1003")))
HERS = Wish("track_order", about("order", "#1002", Want("number", Op.IS, "#1002")))
LIST = Wish("list_orders", about("order", "all my orders"))
CANCEL = Wish("cancel_order", about("order", "#1001", Want("number", Op.IS, "#1001")))
STOCK = Wish("check_stock", about("product", "is the mug in stock"))
PERSON = Wish("talk_to_person")
SIGN_IN = Wish("sign_in", about("product", "I want to sign in"))
NOTHING = Wish("", about("policy", "sing"))


def rules(*claims: tuple[str, ...], **levels: str) -> Rules:
    return Rules(identity=IdentityParams(claims=claims or WHO, levels=levels))


def missing(
    *claims: tuple[str, ...],
    told: tuple[str, ...] = (),
    forgotten: tuple[str, ...] = (),
    person: Person = VISITOR,
    needed: Level = Level.CLAIMED,
) -> tuple[str, ...]:
    agenda = Agenda(told=dict.fromkeys(told, "x"), forgotten=frozenset(forgotten))
    return missing_slots(agenda, person, needed, rules(*claims))


def test_nothing_open_is_nothing_to_do(view: See) -> None:
    assert plan(Agenda(), VISITOR, view("kettles")) == ()


def test_every_open_wish_gets_a_step_in_its_order(view: See) -> None:
    steps = plan(Agenda(open=(STOCK, ONE)), ADA, view("kettles", "ada"))
    assert [step.wish.do for step in steps] == ["check_stock", "track_order"]
    assert [step.decision for step in steps] == [Run(), Run()]
    assert all(isinstance(step.outcome, Told) for step in steps)


def test_what_anybody_may_know_is_answered_while_she_is_asked_who_she_is(view: See) -> None:
    first, second = plan(Agenda(open=(TRACK, STOCK)), VISITOR, view("kettles"))
    assert first.decision == Ask(("email", "name", "zip"))
    assert first.outcome is None
    assert second.decision == Run()
    assert isinstance(second.outcome, Told)


def test_who_calls_a_person_gets_nothing_else_done(view: See) -> None:
    steps = plan(Agenda(open=(STOCK, PERSON, ONE)), ADA, view("kettles", "ada"))
    assert [step.decision for step in steps] == [Run(), Handoff()]


def test_having_signed_in_is_not_said_beside_another_answer(view: See) -> None:
    steps = plan(Agenda(open=(SIGN_IN, ONE)), ADA, view("kettles", "ada"))
    assert [step.wish.do for step in steps] == ["track_order"]


def test_signing_in_alone_is_answered(view: See) -> None:
    (step,) = plan(Agenda(open=(SIGN_IN,)), ADA, view("kettles", "ada"))
    assert isinstance(step.outcome, Told)


@pytest.mark.parametrize("do", ["sales_report", "churn_report", "plan_stock"])
@pytest.mark.parametrize("person", [VISITOR, ADA])
def test_a_shopper_never_gets_what_is_the_merchants(view: See, do: str, person: Person) -> None:
    (step,) = plan(Agenda(open=(Wish(do),)), person, view("kettles"))
    assert step.decision == Offer()


def test_what_nobody_understands_is_left_to_the_reply(view: See) -> None:
    (step,) = plan(Agenda(open=(NOTHING,)), VISITOR, view("kettles"))
    assert (step.wish.do, step.decision, step.outcome) == ("", Run(), None)


def test_what_is_not_understood_but_names_a_product_is_told_of_it(view: See) -> None:
    wish = Wish("", about("product", "gooseneck kettle KT-750 stuff"))
    (step,) = plan(Agenda(open=(wish,)), VISITOR, view("kettles"))
    assert step.wish.do == "product_details"


@pytest.mark.parametrize(
    ("wish", "outcome"),
    [
        (HERS, NotFound),  # somebody else's
        (replace(HERS, of=about("order", "#9", Want("number", Op.IS, "#9"))), NotFound),  # nobody's
    ],
)
def test_an_order_that_is_not_hers_is_not_found(
    view: See, wish: Wish, outcome: type[NotFound]
) -> None:
    (step,) = plan(Agenda(open=(wish,)), ADA, view("kettles", "ada"))
    assert step.decision == Run()
    assert isinstance(step.outcome, outcome)


def test_between_many_orders_she_is_asked_to_choose(view: See) -> None:
    (step,) = plan(Agenda(open=(TRACK,)), BUSY, view("kettles", "busy"))
    assert step.decision == Ask(("order_id",))
    assert isinstance(step.outcome, Needs)
    assert [choice.id for choice in step.outcome.choices][:2] == ["900008", "900007"]


def test_a_question_that_was_asked_twice_in_vain_ends_in_the_offer_of_a_person(view: See) -> None:
    asked = Agenda(open=(TRACK,), asks=("order_id",), asked_again=1)
    (step,) = plan(asked, BUSY, view("kettles", "busy"))
    assert step.decision == Offer()


def test_where_no_code_can_be_mailed_none_is_asked_for() -> None:
    agenda = Agenda()
    assert missing_slots(agenda, ADA, Level.VERIFIED, rules(), by_mail=False) == ()


def test_beside_a_change_what_would_only_be_asked_back_is_left_out(view: See) -> None:
    steps = plan(Agenda(open=(CANCEL, TRACK)), BUSY, view("kettles", "busy"))
    assert [step.wish.do for step in steps] == ["cancel_order"]


def test_a_change_is_shown_and_waits_for_a_yes(view: See) -> None:
    (step,) = plan(Agenda(open=(CANCEL,)), ADA, view("kettles", "ada"))
    assert step.decision == Confirm()
    assert isinstance(step.outcome, Proposed)


def test_what_was_changed_last_is_told_by_the_reply(view: See) -> None:
    (step,) = plan(Agenda(open=(Wish("recall"),)), VISITOR, view("kettles"))
    assert (step.decision, step.outcome) == (Run(), None)


def test_an_old_question_passed_over_twice_is_not_put_again(view: See) -> None:
    agenda = Agenda(open=(CANCEL, STOCK), waiting=(CANCEL,), asked_again=1)
    steps = plan(agenda, VISITOR, view("kettles"))
    assert [step.wish.do for step in steps] == ["check_stock"]


@pytest.mark.parametrize(
    ("claims", "told", "slots"),
    [
        (WHO, (), ("email", "name", "zip")),  # all ways in
        (WHO, ("name",), ("zip",)),  # the way that was begun
        (WHO, ("zip",), ("name",)),
        (CODE, (), ("email",)),  # a code comes after the address
        ((("name", "phone"),), ("name",), ("phone",)),
        ((("email", "zip"), ("email", "code")), ("email",), ("zip",)),
    ],
)
def test_she_is_asked_for_what_goes_on_from_what_she_told(
    claims: tuple[tuple[str, ...], ...], told: tuple[str, ...], slots: tuple[str, ...]
) -> None:
    assert missing(*claims, told=told) == slots


@pytest.mark.parametrize(
    ("forgotten", "slots"),
    [
        (("zip",), ("email",)),  # another way is left
        (("email",), ("name", "zip")),
        (("email", "zip"), ()),  # none is
        (("phone",), ("email", "name", "zip")),  # this shop never asks for it
    ],
)
def test_she_is_not_asked_for_what_she_cannot_tell(
    forgotten: tuple[str, ...], slots: tuple[str, ...]
) -> None:
    assert missing(*WHO, forgotten=forgotten) == slots


def test_after_a_wrong_claim_she_may_begin_again(view: See) -> None:
    person = Person(said="wrong")
    assert missing(*WHO, told=("name", "zip"), person=person) == ("email", "name", "zip")


@pytest.mark.parametrize("said", ["code_sent", "code_wrong"])
def test_once_a_code_was_sent_only_that_is_asked_for(said: str) -> None:
    person = Person(said=said)  # type: ignore[arg-type]
    assert missing(*CODE, told=("email",), person=person) == ("code",)


def test_who_has_to_be_known_more_surely_is_asked_for_a_code() -> None:
    assert missing(*WHO, person=ADA, needed=Level.VERIFIED) == ("code",)


@pytest.mark.parametrize(
    ("do", "levels", "needed"),
    [
        ("track_order", {}, Level.CLAIMED),  # the skill's own
        ("check_stock", {}, Level.ANONYMOUS),
        ("track_order", {"track_order": "verified"}, Level.VERIFIED),  # raised by the policy
        ("track_order", {"track_order": "anonymous"}, Level.CLAIMED),  # never lowered
        ("check_stock", {"track_order": "verified"}, Level.ANONYMOUS),  # another skill's
        ("cancel_order", {}, Level.CLAIMED),
        ("cancel_order", {"cancel_order": "verified"}, Level.VERIFIED),
        ("delete_my_data", {"delete_my_data": "claimed"}, Level.VERIFIED),
        ("plan_stock", {"plan_stock": "verified"}, Level.ANONYMOUS),  # not built
    ],
)
def test_a_policy_raises_what_a_skill_needs(do: str, levels: dict[str, str], needed: Level) -> None:
    assert level_of(do, load_skills().get(do), rules(**levels)) == needed
