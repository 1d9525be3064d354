"""What one can ask here: said to anybody, on any shop."""

import pytest

from skills.skill import Level
from skills.smalltalk.help import skill as help
from tests.skills.conftest import See
from tests.skills.smalltalk.courtesy import says_one_thing_without_facts


@pytest.mark.parametrize(("shop", "customer"), [("kettles", None), ("appliances", "U01")])
def test_help_is_answered_in_one_sentence(view: See, shop: str, customer: str | None) -> None:
    assert says_one_thing_without_facts(help, view(shop, customer))


def test_help_needs_no_sign_in() -> None:
    assert help.level is Level.ANONYMOUS
