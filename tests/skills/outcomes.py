"""What an outcome tells, for the tests of all skills."""

from collections.abc import Iterable

from knowledge.fact import Fact, FactValue
from knowledge.purchase import Order
from knowledge.shop import View
from skills.skill import Outcome, Refused, Told


def facts(outcome: Outcome) -> tuple[Fact, ...]:
    """All facts of an answer, in the order in which they are told."""
    if isinstance(outcome, Told):
        return tuple(fact for say in outcome.says for fact in say.facts)
    return outcome.facts if isinstance(outcome, Refused) else ()


def values(outcome: Outcome, name: str) -> list[FactValue]:
    """The values of the facts called `name`."""
    return [fact.value for fact in facts(outcome) if fact.name == name]


def sources(outcome: Outcome, name: str) -> list[str]:
    """Where the facts called `name` stand."""
    return [fact.source for fact in facts(outcome) if fact.name == name]


def wordings(outcome: Outcome) -> list[str]:
    """Which sentences are said."""
    assert isinstance(outcome, Told)
    return [say.wording for say in outcome.says]


def about(outcome: Outcome) -> list[str]:
    """Ids of the things that the answer speaks of."""
    assert isinstance(outcome, Told)
    return [entity.id for entity in outcome.about]


def cards(outcome: Outcome) -> list[str]:
    """Ids of the cards beside the answer."""
    assert isinstance(outcome, Told)
    return [card.id for card in outcome.cards]


def hers(view: View, ids: Iterable[str]) -> tuple[Order, ...]:
    """Those of her orders with the given ids, in her order."""
    wanted = set(ids)
    return tuple(order for order in view.orders if order.id in wanted)
