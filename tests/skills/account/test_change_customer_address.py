"""Changing the address on file: on both shops."""

from pathlib import Path

import pytest

from knowledge.people import Address
from knowledge.rules import RuleParams
from knowledge.shop import View
from knowledge.write import ChangeCustomerAddress
from skills.account.change_customer_address import skill as change_customer_address
from skills.skill import Outcome
from tests.knowledge.four_orders import ADA_HOME
from tests.skills.conftest import See
from tests.skills.outcomes import sources, values, wordings
from tests.skills.proposals import astray, rule_of, shown, stored, under, write_of
from tests.skills.second_orders import MIN_HOME

OAK = Address("9 Oak Lane", "", "Salem", "OR", "USA", "97301")
LAKE = Address("西湖区文三路9号", "", "杭州市", "浙江省", "中国")
EACH = pytest.mark.parametrize(
    ("shop", "customer", "address", "before", "after"),
    [
        (
            *("kettles", "ada", OAK),
            "12 Elm Street, Apt 3, Portland, OR 97201, USA",
            "9 Oak Lane, Salem, OR 97301, USA",
        ),
        (
            *("appliances", "U01", LAKE),
            "上海上海市浦东新区花木路8号2栋301",
            "浙江省杭州市西湖区文三路9号",
        ),
    ],
)


def seen_by(view: See, shop: str, customer: str) -> View:
    return under(view(shop, customer), "change_customer_address", RuleParams())


def change(seen: View, address: Address) -> Outcome:
    assert seen.customer is not None
    return change_customer_address(seen, seen.customer, address)


@EACH
def test_the_old_and_the_new_address_are_shown(
    view: See, shop: str, customer: str, address: Address, before: str, after: str
) -> None:
    seen = seen_by(view, shop, customer)
    outcome = change(seen, address)
    assert write_of(outcome) == ChangeCustomerAddress(customer, address)
    assert wordings(shown(outcome)) == ["now", "instead", "orders_stay"]
    assert values(shown(outcome), "address") == [before, after]
    assert sources(shown(outcome), "address") == [f"customers/{customer}/address", "said/address"]
    assert astray(outcome, seen) == []


def test_who_has_none_on_file_gets_her_first(view: See) -> None:
    seen = seen_by(view, "appliances", "U02")
    outcome = shown(change(seen, LAKE))
    assert wordings(outcome) == ["first"]
    assert values(outcome, "address") == ["浙江省杭州市西湖区文三路9号"]


@pytest.mark.parametrize(
    ("shop", "customer", "same"), [("kettles", "ada", ADA_HOME), ("appliances", "U01", MIN_HOME)]
)
def test_the_same_address_is_nothing_to_change(
    view: See, shop: str, customer: str, same: Address
) -> None:
    assert rule_of(change(seen_by(view, shop, customer), same)) == "refused_nothing"


@EACH
def test_a_shop_without_the_rule_never_changes_it(
    view: See, shop: str, customer: str, address: Address, before: str, after: str
) -> None:
    seen = under(view(shop, customer), "change_customer_address", None)
    assert rule_of(change(seen, address)) == "refused_never"


@EACH
def test_afterwards_the_address_is_told_from_the_records(
    view: See, tmp_path: Path, shop: str, customer: str, address: Address, before: str, after: str
) -> None:
    seen = seen_by(view, shop, customer)
    with stored(seen, change(seen, address), tmp_path) as (told, now):
        assert wordings(told) == ["done"]
        assert values(told, "address") == [after]
        assert sources(told, "address") == [f"customers/{customer}/address"]
        assert astray(told, now) == []
