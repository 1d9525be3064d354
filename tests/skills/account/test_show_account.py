"""What is on file about her."""

from decimal import Decimal

import pytest

from skills.account.show_account import skill as show_account
from skills.skill import Asked
from tests.skills.conftest import See
from tests.skills.outcomes import sources, values, wordings
from tests.skills.regulars import NEW

WHOLE = ("method", "balance", "address", "email", "phone")
SHOPS = pytest.mark.parametrize("shop", ["kettles", "appliances"])


@SHOPS
def test_nobody_signed_in_has_no_account(view: See, shop: str) -> None:
    assert wordings(show_account(view(shop), asked=Asked())) == ["no_customer"]


@pytest.mark.parametrize(
    ("shop", "customer", "cards", "amounts"),
    [
        ("kettles", "ada", ["礼品卡"], ["25.00"]),
        ("appliances", "U01", ["礼品卡A", "礼品卡B"], ["200", "0"]),
    ],
)
def test_the_balance_of_each_gift_card_is_told_by_what_it_is_called(
    view: See, shop: str, customer: str, cards: list[str], amounts: list[str]
) -> None:
    outcome = show_account(view(shop, customer, "zh"), asked=Asked(about=("balance",)))
    assert values(outcome, "method") == cards
    assert values(outcome, "balance") == [Decimal(amount) for amount in amounts]
    assert values(outcome, "address") == []


def test_a_balance_stands_at_its_card(view: See) -> None:
    outcome = show_account(view("appliances", "U01"), asked=Asked(about=("balance",)))
    assert sources(outcome, "balance") == [
        "customers/U01/payment_methods/礼品卡A",
        "customers/U01/payment_methods/礼品卡B",
    ]


@pytest.mark.parametrize(("shop", "customer"), [("kettles", "wei"), ("appliances", "U02")])
def test_who_has_no_gift_card_is_told_so(view: See, shop: str, customer: str) -> None:
    outcome = show_account(view(shop, customer), asked=Asked(about=("balance",)))
    assert wordings(outcome) == ["no_gift_card"]


def test_who_asks_for_a_balance_is_not_told_her_credit_cards(view: See) -> None:
    asked = Asked(about=("balance", "payment"))
    assert values(show_account(view("kettles", "ada"), asked=asked), "method") == ["gift card"]


@pytest.mark.parametrize(
    ("shop", "customer", "language", "address"),
    [
        ("kettles", "ada", "en", "12 Elm Street, Apt 3, Portland, OR 97201, USA"),
        ("kettles", "wei", "en", "浙江省杭州市西湖区文三路9号"),
        ("appliances", "U01", "zh", "上海上海市浦东新区花木路8号2栋301"),
    ],
)
def test_an_address_is_written_as_its_country_does(
    view: See, shop: str, customer: str, language: str, address: str
) -> None:
    outcome = show_account(view(shop, customer, language), asked=Asked(about=("address",)))
    assert values(outcome, "address") == [address]
    assert sources(outcome, "address") == [f"customers/{customer}/address"]


@SHOPS
def test_a_missing_address_is_told_as_missing(view: See, shop: str) -> None:
    outcome = show_account(view(shop, NEW), asked=Asked(about=("address",)))
    assert wordings(outcome) == ["no_address"]


@pytest.mark.parametrize(
    ("shop", "customer", "sources_of"),
    [
        ("kettles", "ada", ["paypal_1", "credit_card_2"]),
        ("appliances", "U01", ["支付宝"]),
    ],
)
def test_the_ways_to_pay_are_all_but_the_gift_cards(
    view: See, shop: str, customer: str, sources_of: list[str]
) -> None:
    outcome = show_account(view(shop, customer), asked=Asked(about=("payment",)))
    assert sources(outcome, "method") == [
        f"customers/{customer}/payment_methods/{method}" for method in sources_of
    ]


@SHOPS
def test_no_way_to_pay_is_told_as_missing(view: See, shop: str) -> None:
    outcome = show_account(view(shop, NEW), asked=Asked(about=("payment",)))
    assert wordings(outcome) == ["no_methods"]


@pytest.mark.parametrize(
    ("shop", "customer", "emails", "phones"),
    [
        ("kettles", "ada", ["ada.fox@example.com"], ["+1 503 555 0101"]),
        ("appliances", "U01", [], ["13900000001"]),
    ],
)
def test_only_what_is_on_file_is_told_about_how_to_reach_her(
    view: See, shop: str, customer: str, emails: list[str], phones: list[str]
) -> None:
    outcome = show_account(view(shop, customer), asked=Asked(about=("contact",)))
    assert values(outcome, "email") == emails
    assert values(outcome, "phone") == phones


@SHOPS
def test_nothing_on_file_is_said_to_be_nothing(view: See, shop: str) -> None:
    outcome = show_account(view(shop, NEW), asked=Asked(about=("contact",)))
    assert wordings(outcome) == ["nothing"]


@pytest.mark.parametrize(
    ("shop", "customer", "names"),
    [
        ("kettles", "ada", {"method", "balance", "address", "email", "phone"}),
        ("appliances", "U01", {"method", "balance", "address", "phone"}),
    ],
)
def test_who_asks_for_nothing_special_is_told_everything(
    view: See, shop: str, customer: str, names: set[str]
) -> None:
    outcome = show_account(view(shop, customer), asked=Asked())
    told = {name for name in WHOLE if values(outcome, name)}
    assert told == names
