"""What the tests of courtesy share: it can be said to anybody and tells nothing."""

from collections.abc import Callable

from knowledge.shop import View
from skills.skill import Outcome
from tests.skills.outcomes import facts, wordings

Courtesy = Callable[[View], Outcome]


def says_one_thing_without_facts(skill: Courtesy, view: View) -> bool:
    outcome = skill(view)
    return wordings(outcome) == ["told"] and facts(outcome) == ()
