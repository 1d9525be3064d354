"""Changes as they are shown, and as they are told once they are stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree

from knowledge.commit import Committed, commit, propose
from knowledge.fact import Fact
from knowledge.purchase import Order
from knowledge.rules import RuleParams
from knowledge.shop import Shop, View
from knowledge.write import Write
from skills import writing
from skills.skill import Outcome, Proposed, Refused, Told
from tests.skills.fact_check import stands_there
from tests.skills.outcomes import facts, hers

SAID = "said/"
"""Where facts stand that she has just told herself."""


def under(view: View, do: str, rule: RuleParams | None) -> View:
    """
    The same view where the shop has another rule for one write; None = it does not do it.

    Of the statuses of a rule those count that the shop has.
    """
    rules = {**view.rules.rules}
    rules.pop(do, None)
    if rule is not None:
        known = tuple(word for word in rule.statuses if word in view.rules.statuses)
        rules[do] = replace(rule, statuses=known)
    return replace(view, shop=view.shop.with_rules(replace(view.rules, rules=rules)))


def taking(view: View, **days: tuple[int, ...]) -> View:
    """The same view where refunds take other times, by kind of payment method."""
    refunds = replace(view.rules.refunds, days=days)
    return replace(view, shop=view.shop.with_rules(replace(view.rules, refunds=refunds)))


def one(view: View, order: str) -> Order:
    """Her order of that number."""
    (found,) = hers(view, [order])
    return found


def write_of(outcome: Outcome) -> Write:
    assert isinstance(outcome, Proposed), outcome
    return outcome.write


def shown(outcome: Outcome) -> Told:
    """What a proposal says, as the answer that it is."""
    assert isinstance(outcome, Proposed), outcome
    return Told(outcome.says, outcome.cards, outcome.about)


def rule_of(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.rule


def astray(outcome: Outcome, view: View) -> list[Fact]:
    """The facts that do not stand where they say, but for those in her own words."""
    told = shown(outcome) if isinstance(outcome, Proposed) else outcome
    return [
        fact
        for fact in facts(told)
        if not fact.source.startswith(SAID) and not stands_there(fact, view)
    ]


@contextmanager
def stored(view: View, outcome: Outcome, folder: Path) -> Iterator[tuple[Told, View]]:
    """What is told once a proposal is agreed to, and what she sees then: in a copy of her shop."""
    write, home = write_of(outcome), folder / "copy"
    assert view.customer is not None
    copytree(view.shop.home, home)
    shop = Shop.open(home).with_rules(view.rules)
    try:
        customer = view.customer.id
        action = propose(shop, write, "", conversation="c", customer=customer)
        done = commit(shop, action.id, conversation="c", customer=customer)
        assert isinstance(done, Committed), done
        after = shop.view(customer, view.language)
        yield writing()[write.do].done(after, write), after
    finally:
        shop.records.close()
        shop.catalogue.close()
