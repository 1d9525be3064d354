"""A copy of what is on file about her: on both shops."""

import pytest

from knowledge.goods import Language
from knowledge.shop import View
from skills.account.export_my_data import skill as export_my_data
from skills.skill import Level, Outcome
from tests.skills.asked_for import fact, said, text, unfounded
from tests.skills.conftest import See
from tests.skills.regulars import NEW


def export(view: View) -> Outcome:
    assert view.customer is not None
    return export_my_data(view, customer=view.customer)


def test_only_who_is_verified_gets_it() -> None:
    assert export_my_data.level is Level.VERIFIED


@pytest.mark.parametrize(
    ("shop", "customer", "counts"),
    [
        ("kettles", "ada", {"orders": 2, "returns": 1, "methods": 3}),
        ("appliances", "U01", {"orders": 3, "returns": 1, "methods": 3}),
        ("appliances", NEW, {"orders": 0, "returns": 0, "methods": 0}),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_in_the_file_is_counted(
    view: See, shop: str, customer: str, counts: dict[str, int], language: Language
) -> None:
    her = view(shop, customer, language)
    outcome = export(her)
    assert said(outcome) == ["export"]
    assert {name: fact(outcome, name).value for name in counts} == counts
    assert unfounded(outcome, her) == []
    assert text("export_my_data", outcome, her)
