"""What a proposed change says, and how a shop is once it is made: for the tests of requests."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from agent.spoken import spoken
from knowledge.commit import Committed, commit, propose
from knowledge.fact import Fact
from knowledge.rules import RuleParams
from knowledge.shop import Shop, View
from knowledge.write import Write
from skills import load_words
from skills.skill import Needs, Outcome, Proposed, Refused, Say, Told
from tests.skills.fact_check import stands_there

CHAT = "c_test"


def allowing(view: View, do: str, **params: Any) -> View:
    """The same view of a shop whose policy allows a write."""
    rules = {**view.rules.rules, do: RuleParams(**params)}
    return replace(view, shop=view.shop.with_rules(replace(view.rules, rules=rules)))


def forbidding(view: View, do: str) -> View:
    """The same view of a shop whose policy does not know a write."""
    rules = {name: rule for name, rule in view.rules.rules.items() if name != do}
    return replace(view, shop=view.shop.with_rules(replace(view.rules, rules=rules)))


def own_copy(view: View, folder: Path) -> View:
    """The same view of a copy of the shop, which may be changed."""
    shutil.copytree(view.shop.home, folder / "home")
    shop = Shop.open(folder / "home").with_rules(view.rules)
    assert view.customer is not None
    return shop.view(view.customer.id, view.language)


def made(view: View, write: Write) -> View:
    """The shop as it is once she has said yes."""
    assert view.customer is not None
    who = view.customer.id
    action = propose(view.shop, write, "", conversation=CHAT, customer=who)
    result = commit(view.shop, action.id, conversation=CHAT, customer=who)
    assert isinstance(result, Committed), result
    return view.shop.view(who, view.language)


def says(outcome: Outcome) -> tuple[Say, ...]:
    """The sentences of an outcome, whatever becomes of it."""
    match outcome:
        case Told(says=told) | Proposed(says=told):
            return told
        case Refused(rule=rule, facts=facts):
            return (Say(rule, facts),)
        case Needs(because=because) if because is not None:
            return (because,)
    return ()


def said(outcome: Outcome) -> list[str]:
    """Which sentences they are."""
    return [say.wording for say in says(outcome)]


def fact(outcome: Outcome, name: str) -> Fact:
    """The first fact of that name."""
    return next(one for say in says(outcome) for one in say.facts if one.name == name)


def unfounded(outcome: Outcome, view: View) -> list[Fact]:
    """Facts that do not stand where they say; what she has just said stands nowhere yet."""
    return [
        one
        for say in says(outcome)
        for one in say.facts
        if not one.source.startswith("said/") and not stands_there(one, view)
    ]


def text(skill: str, outcome: Outcome, view: View) -> str:
    """The sentences as she reads them; fails where a fact is missing."""
    wordings = load_words()[skill]["wordings"]
    return "".join(
        wordings[say.wording][view.language].format(
            **{one.name: spoken(one, view.language, view.today) for one in say.facts}
        )
        for say in says(outcome)
    )
