"""Sending an order somewhere else: on both shops."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.people import Address
from knowledge.rules import RuleParams
from knowledge.sources import open_source
from knowledge.write import ChangeOrderAddress
from skills.orders.change_order_address import skill as change_order_address
from tests.knowledge.four_orders import ADA_HOME
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, sources, values, wordings
from tests.skills.proposals import astray, one, rule_of, shown, stored, under, write_of
from tests.skills.second_orders import MIN_HOME

RULE = RuleParams(("pending", "未付款"))
OAK = Address("9 Oak Lane", "", "Salem", "OR", "USA", "97301")
LAKE = Address("西湖区文三路9号", "", "杭州市", "浙江省", "中国")
EACH = pytest.mark.parametrize(
    ("shop", "customer", "order", "address", "before", "after"),
    [
        (
            *("kettles", "ada", "#1001", OAK),
            "12 Elm Street, Apt 3, Portland, OR 97201, USA",
            "9 Oak Lane, Salem, OR 97301, USA",
        ),
        (
            *("appliances", "U01", "880001", LAKE),
            "上海上海市浦东新区花木路8号2栋301",
            "浙江省杭州市西湖区文三路9号",
        ),
    ],
)


@EACH
def test_the_old_and_the_new_address_are_shown(
    view: See, shop: str, customer: str, order: str, address: Address, before: str, after: str
) -> None:
    seen = under(view(shop, customer), "change_order_address", RULE)
    outcome = change_order_address(seen, one(seen, order), address)
    assert write_of(outcome) == ChangeOrderAddress(order, address)
    assert wordings(shown(outcome)) == ["now", "instead", "account_stays"]
    assert values(shown(outcome), "address") == [before, after]
    assert sources(shown(outcome), "address") == [f"orders/{order}/address", "said/address"]
    assert about(shown(outcome)) == cards(shown(outcome)) == [order]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "home", "source"),
    [
        ("kettles", "ada", "#1001", ADA_HOME, "customers/ada/address"),
        ("appliances", "U01", "880001", MIN_HOME, "customers/U01/address"),
    ],
)
def test_an_address_on_file_is_told_from_there(
    view: See, shop: str, customer: str, order: str, home: Address, source: str
) -> None:
    seen = under(view(shop, customer), "change_order_address", RULE)
    elsewhere = replace(one(seen, order), address=OAK)
    outcome = change_order_address(seen, elsewhere, home)
    assert sources(shown(outcome), "address")[-1] == source
    assert wordings(shown(outcome)) == ["now", "instead"]


@pytest.mark.parametrize(("shop", "customer"), [("kettles", "ada"), ("appliances", "U01")])
def test_what_she_has_just_told_stands_in_no_record(view: See, shop: str, customer: str) -> None:
    with pytest.raises(KeyError, match="has told"):
        open_source("said/address", view(shop, customer))


@EACH
def test_an_order_without_an_address_gets_its_first(
    view: See, shop: str, customer: str, order: str, address: Address, before: str, after: str
) -> None:
    seen = under(view(shop, customer), "change_order_address", RULE)
    outcome = change_order_address(seen, replace(one(seen, order), address=Address()), address)
    assert wordings(shown(outcome)) == ["first", "account_stays"]
    assert values(shown(outcome), "address") == [after]


@EACH
def test_that_nothing_can_be_changed_afterwards_is_said(
    view: See, shop: str, customer: str, order: str, address: Address, before: str, after: str
) -> None:
    seen = under(view(shop, customer), "change_order_address", replace(RULE, closes=True))
    outcome = change_order_address(seen, one(seen, order), address)
    assert wordings(shown(outcome))[-1] == "closes"


@pytest.mark.parametrize(
    ("shop", "customer", "order", "status"),
    [("kettles", "wei", "#1002", "已发货"), ("appliances", "U01", "880002", "在途")],
)
def test_the_address_stays_once_the_parcel_has_left(
    view: See, shop: str, customer: str, order: str, status: str
) -> None:
    seen = under(view(shop, customer, "zh"), "change_order_address", RULE)
    outcome = change_order_address(seen, one(seen, order), OAK)
    assert rule_of(outcome) == "refused_status"
    assert values(outcome, "status") == [status]
    assert astray(outcome, seen) == []


@pytest.mark.parametrize(
    ("shop", "customer", "order", "same"),
    [("kettles", "ada", "#1001", ADA_HOME), ("appliances", "U01", "880001", MIN_HOME)],
)
def test_the_same_address_is_nothing_to_change(
    view: See, shop: str, customer: str, order: str, same: Address
) -> None:
    seen = under(view(shop, customer), "change_order_address", RULE)
    outcome = change_order_address(seen, one(seen, order), same)
    assert rule_of(outcome) == "refused_nothing"


@EACH
def test_a_shop_without_the_rule_never_changes_it(
    view: See, shop: str, customer: str, order: str, address: Address, before: str, after: str
) -> None:
    seen = under(view(shop, customer), "change_order_address", None)
    assert rule_of(change_order_address(seen, one(seen, order), address)) == "refused_never"


@EACH
def test_afterwards_the_address_is_told_from_the_records(
    view: See,
    tmp_path: Path,
    shop: str,
    customer: str,
    order: str,
    address: Address,
    before: str,
    after: str,
) -> None:
    seen = under(view(shop, customer), "change_order_address", RULE)
    outcome = change_order_address(seen, one(seen, order), address)
    with stored(seen, outcome, tmp_path) as (told, now):
        assert wordings(told) == ["done"]
        assert values(told, "address") == [after]
        assert sources(told, "address") == [f"orders/{order}/address"]
        assert astray(told, now) == []
