"""Goodbye: said to anybody, on any shop."""

import pytest

from skills.skill import Level
from skills.smalltalk.goodbye import skill as goodbye
from tests.skills.conftest import See
from tests.skills.smalltalk.courtesy import says_one_thing_without_facts


@pytest.mark.parametrize(("shop", "customer"), [("kettles", None), ("appliances", "U01")])
def test_goodbye_is_answered_in_one_sentence(view: See, shop: str, customer: str | None) -> None:
    assert says_one_thing_without_facts(goodbye, view(shop, customer))


def test_goodbye_needs_no_sign_in() -> None:
    assert goodbye.level is Level.ANONYMOUS
