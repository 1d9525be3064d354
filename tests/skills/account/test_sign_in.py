"""Saying who one is: how it stands after the door has let her in."""

import pytest

from skills.account.sign_in import skill as sign_in
from skills.skill import Level
from tests.skills.conftest import See
from tests.skills.outcomes import sources, values, wordings


@pytest.mark.parametrize(
    ("shop", "customer", "name"), [("kettles", "ada", "Ada Fox"), ("appliances", "U01", "张敏")]
)
def test_who_is_signed_in_is_called_by_name(view: See, shop: str, customer: str, name: str) -> None:
    outcome = sign_in(view(shop, customer))
    assert values(outcome, "name") == [name]
    assert sources(outcome, "name") == [f"customers/{customer}"]


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_the_shops_own_people_are_no_customer(view: See, shop: str) -> None:
    assert wordings(sign_in(view(shop))) == ["no_customer"]


def test_signing_in_needs_a_claim() -> None:
    assert sign_in.level is Level.CLAIMED
