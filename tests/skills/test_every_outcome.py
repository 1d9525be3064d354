"""What holds for all that the skills say, on two shops: every fact has a source that says so."""

from collections.abc import Callable
from itertools import product as combinations
from string import Formatter

import pytest

from agent.agenda import Agenda
from agent.reply import question
from agent.turn import Wish
from knowledge.reference import Op, Ref, Want
from knowledge.sources import open_source
from skills import load_skills, load_words
from skills.skill import Needs, NotFound, Refused, Told
from tests.skills.conftest import See
from tests.skills.everything_said import Said, outcome_of, unknown_things
from tests.skills.fact_check import stands_there
from tests.skills.outcomes import facts

Everything = Callable[[str, str], list[Said]]
ORDER_SKILLS = ("list_orders", "refund_status", "track_order")
EACH = pytest.mark.parametrize(
    ("shop", "name"), list(combinations(["kettles", "appliances"], sorted(load_skills())))
)


@EACH
def test_every_fact_stands_where_it_says(everything_said: Everything, shop: str, name: str) -> None:
    wrong = {
        (fact.name, str(fact.value), fact.source)
        for said in everything_said(shop, name)
        for fact in facts(said.outcome)
        if not fact.source.startswith("said/") and not stands_there(fact, said.view)
    }
    assert wrong == set()


@EACH
def test_every_wording_has_its_facts(everything_said: Everything, shop: str, name: str) -> None:
    wordings = load_words()[name]["wordings"]
    lacking = {
        (say.wording, field)
        for said in everything_said(shop, name)
        if isinstance(said.outcome, Told)
        for say in said.outcome.says
        for _, field, _, _ in Formatter().parse(wordings[say.wording][said.view.language])
        if field is not None and field not in {fact.name for fact in say.facts}
    }
    assert lacking == set()


@EACH
def test_no_answer_is_empty(everything_said: Everything, shop: str, name: str) -> None:
    empty = [
        said.wish
        for said in everything_said(shop, name)
        if isinstance(said.outcome, Told) and not said.outcome.says
    ]
    assert empty == []


@EACH
def test_no_sentence_is_filled_with_nothing(
    everything_said: Everything, shop: str, name: str
) -> None:
    wordings = load_words()[name]["wordings"]
    hollow = {
        (say.wording, fact.name)
        for said in everything_said(shop, name)
        if isinstance(said.outcome, Told)
        for say in said.outcome.says
        for fact in say.facts
        if fact.value == "" and f"{{{fact.name}}}" in wordings[say.wording]["en"]
    }
    assert hollow == set()


@EACH
def test_every_slot_that_is_needed_can_be_asked_for(
    everything_said: Everything, shop: str, name: str
) -> None:
    questions = [
        question(name, (said.outcome.slot,), said.view)
        for said in everything_said(shop, name)
        if isinstance(said.outcome, Needs)
    ]
    assert all(questions)


@EACH
def test_an_unknown_id_is_an_outcome(view: See, shop: str, name: str) -> None:
    seen = view(shop, "busy")
    outcomes = [said.outcome for said in unknown_things(name, seen)]
    assert all(isinstance(o, Told | Needs | Refused | NotFound) for o in outcomes)


@pytest.mark.parametrize("name", ORDER_SKILLS)
@pytest.mark.parametrize(
    ("shop", "customer", "foreign"), [("kettles", "ada", "#1002"), ("appliances", "U01", "880004")]
)
def test_an_order_of_somebody_else_is_as_unknown_as_one_that_is_not_there(
    view: See, shop: str, customer: str, foreign: str, name: str
) -> None:
    seen = view(shop, customer)
    outcomes = [
        outcome_of(Wish(name, Ref("order", (Want("number", Op.IS, number),))), Agenda(), seen)
        for number in (foreign, "#404404")
    ]
    assert [type(outcome) for outcome in outcomes] == [NotFound, NotFound]


@pytest.mark.parametrize(
    ("shop", "customer", "source"),
    [
        ("kettles", "ada", "orders/#1002"),
        ("kettles", "ada", "customers/wei"),
        ("appliances", "U02", "orders/880001"),
        ("appliances", "U02", "customers/U01/payment_methods/礼品卡A"),
        ("appliances", None, "customers/U01"),
    ],
)
def test_a_source_of_somebody_else_does_not_open(
    view: See, shop: str, customer: str | None, source: str
) -> None:
    with pytest.raises(KeyError):
        open_source(source, view(shop, customer))
