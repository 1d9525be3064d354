"""Hello: said to anybody, on any shop."""

import pytest

from skills.skill import Level
from skills.smalltalk.greet import skill as greet
from tests.skills.conftest import See
from tests.skills.smalltalk.courtesy import says_one_thing_without_facts


@pytest.mark.parametrize(("shop", "customer"), [("kettles", None), ("appliances", "U01")])
def test_greet_is_answered_in_one_sentence(view: See, shop: str, customer: str | None) -> None:
    assert says_one_thing_without_facts(greet, view(shop, customer))


def test_greet_needs_no_sign_in() -> None:
    assert greet.level is Level.ANONYMOUS
