"""A claim fits a customer only if all of it does."""

import pytest

from knowledge.load.shop_data import ShopData
from knowledge.people import Address, Customer
from knowledge.records.database import Records
from tests.knowledge.four_orders import two_customers


@pytest.fixture
def neighbours(records: Records) -> Records:
    """People who share a zip, and two who share a phone."""
    home = Address(zip="19122")
    records.load(
        ShopData(
            customers=[
                Customer("raj", "Raj Lopez", "raj@example.com", "0170 1234567", home),
                Customer("ann", "Ann Li", "ann@example.com", "", home),
                Customer("mary", "Mary Ann Li", "mary@example.com", "", home),
                Customer("neil", "Siobhán O'Neil", "neil@example.com", "", home),
                Customer("song", "宋敬明", "", "15540534614", home),
                Customer("cao", "曹柔惠", "", "15540534614", home),
                Customer("wang", "王明", "", "13900000001", home),
                Customer("hua", "王明华", "", "13900000001", home),
            ]
        )
    )
    return records


def test_a_customer_comes_back_exactly_as_loaded(records: Records) -> None:
    assert records.customers.get("ada") == two_customers()[0]


def test_an_unknown_customer_is_none(records: Records) -> None:
    assert records.customers.get("bob") is None


def test_of_customers_with_as_many_kinds_of_orders_the_newest_comes_first(records: Records) -> None:
    assert [customer.id for customer in records.customers.some(5)] == ["wei", "ada"]


def test_no_more_customers_to_try_than_asked_for(records: Records) -> None:
    assert [customer.id for customer in records.customers.some(1)] == ["wei"]


@pytest.mark.parametrize(
    ("claim", "ids"),
    [
        ({"email": " RAJ@Example.com "}, ("raj",)),
        ({"email": "raj@example.co"}, ()),
        ({"email": ""}, ()),
        ({"email": "raj@example.com", "zip": "19122"}, ("raj",)),
        ({"email": "raj@example.com", "zip": "19123"}, ()),
        ({"zip": "１９１２２ ", "name": "raj lopez"}, ("raj",)),
        ({"phone": "+49 170 1234567"}, ("raj",)),
        ({"phone": "0049170/1234567"}, ("raj",)),
        ({"phone": "no phone"}, ()),
        ({"phone": "+86 155 4053 4614"}, ("cao", "song")),
        ({"phone": "0086-15540534614"}, ("cao", "song")),
        ({"phone": "8615540534614", "name": "我叫宋敬明"}, ("song",)),
        ({"phone": "15540534614", "name": "李伟"}, ()),
    ],
)
def test_all_of_a_claim_has_to_fit(
    neighbours: Records, claim: dict[str, str], ids: tuple[str, ...]
) -> None:
    assert neighbours.customers.matching(claim) == ids


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("mr raj lopez here", ("raj",)),
        ("LOPEZ, Raj", ("raj",)),
        ("Raj  Lopez.", ("raj",)),
        ("raj maria lopez", ()),
        ("lopez", ()),
        ("Joann Lim", ()),
        ("it's ann li", ("ann",)),
        ("Mary Ann Li", ("mary",)),
        ("li mary ann", ()),
        ("Siobhán O’Neil", ("neil",)),
        ("宋 敬明", ("song",)),
        ("我是宋敬明，谢谢", ("song",)),
        ("敬明宋", ()),
        ("我叫王明", ("wang",)),
        ("我叫王明华", ("hua",)),
        ("", ()),
    ],
)
def test_a_name_is_told_in_whole_words(
    neighbours: Records, said: str, ids: tuple[str, ...]
) -> None:
    assert neighbours.customers.matching({"zip": "19122", "name": said}) == ids


def test_a_name_alone_is_no_claim(neighbours: Records) -> None:
    with pytest.raises(ValueError, match="a name alone is no claim"):
        neighbours.customers.matching({"name": "Raj Lopez"})


def test_a_claim_of_something_else_is_an_error(neighbours: Records) -> None:
    with pytest.raises(ValueError, match="claim holds birthday; give email, phone, zip, name"):
        neighbours.customers.matching({"zip": "19122", "birthday": "1 May"})


def test_a_wrong_claim_is_about_all_who_are_named(neighbours: Records) -> None:
    assert neighbours.customers.named("I am Ann Li, no, Lopez Raj") == ("ann", "raj")
