"""Invented addresses in towns that the shop delivers to, and invented names for invoices."""

from collections.abc import Mapping, Sequence
from random import Random

from tests.shoppers.goals import Place

_STREETS = (
    "Larkspur",
    "Quarry",
    "Juniper",
    "Millbrook",
    "Harbor",
    "Sycamore",
    "Foxglove",
    "Tanner",
)
_WAYS = ("Lane", "Street", "Avenue", "Road", "Court", "Drive")
_DOORS = ("Apt", "Unit", "Suite")
_GERMAN = ("Lindenweg", "Schulstraße", "Am Bach", "Rosenweg", "Mozartstraße", "Gartenweg")
_ROADS = (
    "梧桐路",
    "书院街",
    "临江大道",
    "文昌路",
    "学府路",
    "翠园街",
    "明德路",
    "桂花巷",
    "青年路",
)
_FIRMS = ("青禾", "远山", "云帆", "恒拓", "木棉", "星野", "北辰", "知行")
_TRADES = ("科技", "贸易", "餐饮管理", "文化传媒", "建筑工程", "信息技术")
_COMPANIES = ("Brightwater", "Oakfield", "Tidewell", "Marlow", "Redgate", "Fernhill")
_FORMS = ("Consulting", "Design", "Catering", "Logistics", "Interiors")


def american(towns: Sequence[tuple[str, str, str]], old_city: str, rng: Random) -> Place:
    """An address in another of these towns, each (city, state, zip)."""
    city, state, code = rng.choice([town for town in towns if town[0] != old_city])
    street = f"{rng.randint(12, 989)} {rng.choice(_STREETS)} {rng.choice(_WAYS)}"
    door = f"{rng.choice(_DOORS)} {rng.randint(2, 480)}" if rng.random() < 0.6 else ""
    line = ", ".join(part for part in (street, door, city, f"{state} {code}") if part)
    return Place(line, street, city, _parts(street, door, city, state, "USA", code))


def german(
    towns: Sequence[tuple[str, str, str]], country: str, old_city: str, rng: Random
) -> Place:
    """An address in another of these towns, the state said too: it is part of the record."""
    city, state, code = rng.choice([town for town in towns if town[0] != old_city])
    street = f"{rng.choice(_GERMAN)} {rng.randint(2, 98)}"
    line = f"{street}, {code} {city}, {state}"
    return Place(line, street, city, _parts(street, "", city, state, country, code))


def chinese(districts: Sequence[tuple[str, str, str]], old: tuple[str, str], rng: Random) -> Place:
    """
    An address in another of these districts, each (province, city, district).

    Its parts are not compared: the shop's files fix no way to cut an address line.
    """
    province, city, district = rng.choice([one for one in districts if one[1:] != old])
    street = f"{rng.choice(_ROADS)}{rng.randint(2, 399)}号"
    room = rng.choice(("", f"{rng.randint(1, 9)}栋{rng.randint(2, 30)}02"))
    town = city if province == city else f"{province}{city}"
    return Place(f"{town}{district}{street}{room}", street, city, {})


def company(language: str, rng: Random) -> str:
    """A firm that an invoice is made out to."""
    if language == "zh":
        return f"{rng.choice(_FIRMS)}{rng.choice(_TRADES)}有限公司"
    return f"{rng.choice(_COMPANIES)} {rng.choice(_FORMS)} GmbH"


def _parts(
    address1: str, address2: str, city: str, state: str, country: str, code: str
) -> Mapping[str, str]:
    return {
        **{"address1": address1, "address2": address2, "city": city},
        **{"state": state, "country": country, "zip": code},
    }
