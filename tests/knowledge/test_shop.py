"""A shop that is opened, and what one customer may see of it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from knowledge.goods import Language, Text
from knowledge.people import Address
from knowledge.rules import IdentityParams, Rules
from knowledge.shop import Shop
from tests.knowledge.five_products import TODAY
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ((), "policy.yaml"),  # an empty folder
        (("policy.yaml",), "catalogue.db"),  # half a home
    ],
)
def test_a_folder_that_is_no_home_is_an_error_that_says_what_to_run(
    tmp_path: Path, files: tuple[str, ...], missing: str
) -> None:
    for name in files:
        (tmp_path / name).touch()
    with pytest.raises(ValueError, match=rf"holds no {missing}; .*shopkeeper init --home"):
        Shop.open(tmp_path)


def test_the_policy_fixes_the_day_and_not_the_time(shops: dict[str, Shop]) -> None:
    now, wall = shops["kettles"].now(), datetime.now()
    assert now.date() == TODAY == shops["kettles"].today
    assert abs((datetime.combine(wall.date(), now.time()) - wall).total_seconds()) < 60 or (
        now.hour in (0, 23)
    )


def test_without_a_day_in_the_policy_it_is_today(shops: dict[str, Shop]) -> None:
    shop = shops["kettles"].with_rules(replace(shops["kettles"].rules, today=None))
    assert abs((shop.now() - datetime.now()).total_seconds()) < 60


def test_other_rules_are_those_of_the_new_shop_alone(shops: dict[str, Shop]) -> None:
    before = shops["kettles"].rules
    strict = shops["kettles"].with_rules(Rules(identity=IdentityParams(tries=1)))
    assert strict.rules.identity.tries == 1
    assert shops["kettles"].rules == before


@pytest.mark.parametrize(
    ("shop", "customer", "orders"),
    [
        ("kettles", "ada", ["#1003", "#1001"]),  # by date, the latest last
        ("kettles", "wei", ["#1004", "#1002"]),
        ("appliances", "U01", ["880001", "880002", "880003"]),  # undated: as in the source
        ("kettles", "new", []),
        ("kettles", None, []),  # a visitor
        ("kettles", "nobody", []),  # not on file
    ],
)
def test_a_customer_sees_her_own_orders(
    view: See, shop: str, customer: str | None, orders: list[str]
) -> None:
    assert [order.id for order in view(shop, customer).orders] == orders


def test_who_is_not_on_file_is_a_visitor(view: See) -> None:
    assert view("kettles", "nobody").customer is None


def test_a_view_has_the_currency_rules_and_day_of_its_shop(view: See) -> None:
    seen = view("appliances", "U01", "zh")
    assert seen.currency == "CNY"
    assert seen.today == date(2025, 6, 16)
    assert seen.rules.identity.claims == (("name", "phone"),)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (Text("mug", "杯子"), "en", "mug"),
        (Text("mug", "杯子"), "zh", "杯子"),
        (Text("mug"), "zh", "mug"),  # only in the other language
        (Text(zh="杯子"), "en", "杯子"),
    ],
)
def test_a_text_is_told_in_her_language(
    view: See, text: Text, language: Language, words: str
) -> None:
    assert view("kettles", None, language).text(text) == words


@pytest.mark.parametrize(
    ("address", "line"),
    [
        # American: the state and the zip behind the city
        (
            Address("12 Elm Street", "Apt 3", "Portland", "OR", "USA", "97201"),
            "12 Elm Street, Apt 3, Portland, OR 97201, USA",
        ),
        # without a state: the zip in front of the city
        (
            Address("Hauptstr. 1", "", "Köln", "", "Germany", "50667"),
            "Hauptstr. 1, 50667 Köln, Germany",
        ),
        # ... with one behind it, unless the city is its own province
        (
            Address("Hauptstr. 1", "", "Köln", "Nordrhein-Westfalen", "Germany", "50667"),
            "Hauptstr. 1, 50667 Köln, Nordrhein-Westfalen, Germany",
        ),
        (
            Address("Lindenweg 4", "2. OG", "Berlin", "Berlin", "Germany", "10115"),
            "Lindenweg 4, 2. OG, 10115 Berlin, Germany",
        ),
        # British: the code at the end
        (
            Address("12 High Street", "", "London", "", "United Kingdom", "SW1A 1AA"),
            "12 High Street, London, SW1A 1AA, United Kingdom",
        ),
        (
            Address("3 Mill Lane", "", "Guildford", "Surrey", "United Kingdom", "GU1 1AA"),
            "3 Mill Lane, Guildford, Surrey GU1 1AA, United Kingdom",
        ),
        # Chinese: from the large to the small, without gaps
        (
            Address("西湖区文三路9号", "", "杭州市", "浙江省", "中国", "310012"),
            "浙江省杭州市西湖区文三路9号",
        ),
        (Address(), ""),
    ],
)
def test_an_address_is_written_as_in_its_country(view: See, address: Address, line: str) -> None:
    assert view("kettles").postal(address) == line
