"""Addresses with a province or a code in them: read whole, told complete, corrected, found."""

import pytest

from knowledge.addresses import (
    address_spans,
    corrected,
    find_address,
    is_complete,
    names_part,
    place_alone,
    read_address,
    without_numbers,
)
from knowledge.people import Address
from knowledge.reference import Op, Ref, Want
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view

COLOGNE = Address("Brückenstraße 8", "", "Köln", "Nordrhein-Westfalen", "Germany", "50667")


@pytest.mark.parametrize(
    "text",
    [
        "Brückenstraße 8, 50667 Köln, Nordrhein-Westfalen",
        "Brückenstraße 8, 50667 Köln, Nordrhein-Westfalen, Germany",
        "Brückenstraße 8, 50667 Köln Nordrhein-Westfalen",
        "Brückenstraße 8, 50667 Köln (Nordrhein-Westfalen)",
        "Brückenstraße 8, Köln, Nordrhein-Westfalen 50667",
        "Brückenstraße 8, Nordrhein-Westfalen, 50667 Köln",
        "brückenstraße 8, 50667 köln, nordrhein-westfalen",
        "Brückenstraße 8 50667 Köln NRW",
        "Brückenstraße 8, 50667 Köln, North Rhine-Westphalia please",
        "完整地址是Brückenstraße 8, 50667 Köln, Nordrhein-Westfalen 按这个改",
        "不是改那单 是我账户里的 新的Brückenstraße 8, 50667 Köln, Nordrhein-Westfalen",
        "not the order, my account: Brückenstraße 8, 50667 Köln, Nordrhein-Westfalen",
    ],
)
def test_a_province_is_read_however_it_is_written(text: str) -> None:
    assert read_address(text, "Germany") == COLOGNE


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Am Ufer 7, 60486 Frankfurt am Main Hessen",
            Address("Am Ufer 7", "", "Frankfurt am Main", "Hessen", "Germany", "60486"),
        ),
        (
            "Lindenallee 5, 10115 Berlin, Berlin",
            Address("Lindenallee 5", "", "Berlin", "Berlin", "Germany", "10115"),
        ),
        (
            "Ringstraße 5, 10115 Berlin",
            Address("Ringstraße 5", "", "Berlin", "", "Germany", "10115"),
        ),
        # The country of a province that no other has.
        (
            "Rathausplatz 5, 6020 Innsbruck, Tirol",
            Address("Rathausplatz 5", "", "Innsbruck", "Tirol", "Austria", "6020"),
        ),
        (
            "12 rue de Rivoli, 75001 Paris, Île-de-France",
            Address("12 rue de Rivoli", "", "Paris", "Île-de-France", "France", "75001"),
        ),
        (
            "Kerkstraat 5, 1012 AB Amsterdam, Noord-Holland",
            Address("Kerkstraat 5", "", "Amsterdam", "Noord-Holland", "Netherlands", "1012 AB"),
        ),
        # What stands in front of a country is a province, known or not.
        (
            "Via Roma 12, 80133 Napoli, Terra di Lavoro, Italy",
            Address("Via Roma 12", "", "Napoli", "Terra di Lavoro", "Italy", "80133"),
        ),
        (
            "Marszałkowska 5, 00-400 Warszawa, Poland",
            Address("Marszałkowska 5", "", "Warszawa", "", "Poland", "00-400"),
        ),
        (
            "3 Mill Lane, Guildford, Surrey GU1 1AA",
            Address("3 Mill Lane", "", "Guildford", "Surrey", "United Kingdom", "GU1 1AA"),
        ),
        (
            "3 Mill Lane, London SW1A 1AA",
            Address("3 Mill Lane", "", "London", "", "United Kingdom", "SW1A 1AA"),
        ),
        # A street typed right behind its city.
        (
            "21876改地址 Frankfurt am MainBrunnenweg 64",
            Address("Brunnenweg 64", "", "Frankfurt am Main", "", "Germany", ""),
        ),
        ("BremenAm Ufer 9", Address("Am Ufer 9", "", "Bremen", "", "Germany", "")),
        (
            "BremenAm Ufer 9, 28195 Bremen",
            Address("Am Ufer 9", "", "Bremen", "", "Germany", "28195"),
        ),
        (
            "McArthurstraße 5, 10115 Berlin",
            Address("McArthurstraße 5", "", "Berlin", "", "Germany", "10115"),
        ),
        ("Brunnenweg 64 Nürnberg", Address("Brunnenweg 64", "", "", "", "Germany", "")),
        # Without a street.
        ("28195 Bremen, Germany", Address("", "", "Bremen", "", "Germany", "28195")),
        ("80331 München, Bavaria", Address("", "", "München", "Bayern", "Germany", "80331")),
    ],
)
def test_a_continental_or_british_address_holds_all_that_was_said(text: str, read: Address) -> None:
    assert read_address(text, "Germany") == read


@pytest.mark.parametrize(
    "text",
    ["21872 Lampe", "cancel 21872 please", "21872 改地址", "where is 21872", "80331 München"],
)
def test_a_number_with_a_word_behind_it_is_no_address(text: str) -> None:
    assert read_address(text, "Germany") is None


@pytest.mark.parametrize(
    ("text", "address1"),
    [
        ("寄到北京市朝阳区翠园街371号，原来的地址不对", "朝阳区翠园街371号"),
        ("寄到Am Ufer 9, 28195 Bremen，旧地址错了", "Am Ufer 9"),
        ("ship it to Am Ufer 9, 28195 Bremen, the old address is wrong", "Am Ufer 9"),
        ("Am Ufer 9, 28195 Bremen is wrong, it is Ring 4, 10115 Berlin", "Ring 4"),
        ("北京市朝阳区翠园街371号不对，是北京市朝阳区梧桐路233号", "朝阳区梧桐路233号"),
    ],
)
def test_that_the_old_address_is_wrong_says_nothing_of_the_new_one(
    text: str, address1: str
) -> None:
    found = read_address(text, "Germany")
    assert found is not None
    assert found.address1 == address1


@pytest.mark.parametrize(
    ("text", "country", "enough"),
    [
        ("Brunnenweg 64, Bremen", "Germany", False),
        ("Brunnenweg 64, 28195 Bremen", "Germany", True),
        ("5 rue de Rivoli, Paris, France", "Germany", False),
        ("3 Mill Lane, London", "United Kingdom", False),
        ("3 Mill Lane, London SW1A 1AA", "United Kingdom", True),
        ("3 Mill Lane, Dublin", "Ireland", True),
    ],
)
def test_a_code_is_needed_in_the_countries_that_have_one(
    text: str, country: str, enough: bool
) -> None:
    address = read_address(text, country)
    assert address is not None
    assert is_complete(address, country) is enough


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("城市改回Leipzig", ("Brückenstraße 8", "Leipzig", "Nordrhein-Westfalen", "50667")),
        ("不是Köln 是Bonn", ("Brückenstraße 8", "Bonn", "Nordrhein-Westfalen", "50667")),
        ("邮编是50823", ("Brückenstraße 8", "Köln", "Nordrhein-Westfalen", "50823")),
        ("门牌号是9不是8", ("Brückenstraße 9", "Köln", "Nordrhein-Westfalen", "50667")),
        ("the state is Hessen", ("Brückenstraße 8", "Köln", "Hessen", "50667")),
        ("sorry, it's 04229 Leipzig", ("Brückenstraße 8", "Leipzig", "", "04229")),
        ("04229 Leipzig, Sachsen", ("Brückenstraße 8", "Leipzig", "Sachsen", "04229")),
        ("Am Ufer 9, Bremen", ("Am Ufer 9", "Bremen", "", "")),
        ("Am Ufer 9", ("Am Ufer 9", "Köln", "Nordrhein-Westfalen", "50667")),
        ("Brückenstraße 8, 50667 Köln, Nordrhein-Westfalen", None),
        ("对 就这样", None),
    ],
)
def test_of_another_city_nothing_is_kept_that_was_of_the_old_one(
    text: str, read: tuple[str, ...] | None
) -> None:
    to = corrected(COLOGNE, text, "Germany")
    assert (to and (to.address1, to.city, to.state, to.zip)) == read


def test_a_correction_may_move_the_address_abroad() -> None:
    to = corrected(COLOGNE, "5020 Salzburg, Austria", "Germany")
    assert to == Address("Brückenstraße 8", "", "Salzburg", "", "Austria", "5020")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("#1 to Brunnenweg 64, 28195 Bremen", ["Brunnenweg 64, 28195 Bremen"]),
        ("改成 Am Ufer 9, 28195 Bremen 吧", ["Am Ufer 9, 28195 Bremen"]),
        ("28195 Bremen, Germany", ["28195 Bremen, Germany"]),
        ("21872 to Brunnenweg 64", []),
        ("where is 21872", []),
    ],
)
def test_where_an_address_stands_is_known(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in address_spans(text)] == inside


def test_both_of_two_addresses_are_found_where_they_stand() -> None:
    text = "not to Hauptstr. 5, 10115 Berlin but to Brunnenweg 64, 28195 Bremen"
    assert len(address_spans(text)) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("28195 Bremen", "28195"),
        ("no, it's 28195 Bremen", "28195"),
        ("不对 还是28195 Bremen", "28195"),
        ("28195", ""),
        ("send 28195 Bremen lamps back", ""),
    ],
)
def test_code_and_city_are_believed_where_nothing_else_is_said(text: str, code: str) -> None:
    place = place_alone(text, "Germany")
    assert (place.zip if place else "") == code


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("wait, the zip code is wrong", True),
        ("the city should be Bonn", True),
        ("等等 城市改回Bonn", True),
        ("let me check", False),
        ("等等", False),
    ],
)
def test_a_part_of_an_address_is_called_by_its_name(text: str, named: bool) -> None:
    assert names_part(text) is named


def test_the_number_of_an_order_is_taken_out_but_not_a_code_that_is_the_same() -> None:
    text = "21872 goes to Brunnenweg 64, 21872 Bremen"
    assert without_numbers(text, ["21872"]) == " goes to Brunnenweg 64, 21872 Bremen"


def test_this_address_for_an_order_points_at_no_other_order(view: See) -> None:
    see = view("kettles", "ada")
    (own,) = [order for order in see.orders if order.id == "#1001"]
    words = Want("words", Op.IS, "订单#1001寄这个地址，原来那个不要了")
    ref = Ref("address", (Want("of", Op.IS, "order"), words))
    assert find_address(ref, see, own) == ()
