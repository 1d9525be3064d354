"""Which address a text tells, in whichever country's form, and whether it is whole."""

import re
from collections.abc import Iterable

from knowledge.addresses.chinese import HAN, chinese, segments
from knowledge.addresses.european import european, european_place
from knowledge.addresses.found import country_named, wanted
from knowledge.addresses.regions import needs_code
from knowledge.addresses.western import place_only, western
from knowledge.people import Address


def read_address(text: str, country: str) -> Address | None:
    """
    The address that a text tells, or None if it tells none.

    Of several the one she wants: "not to A but to B" is B. A part that is not said is ``""``.

    Parameters
    ----------
    country
        Where the shop is; the country of an address that names none.

    Examples
    --------
    >>> read_address("to 77 willow lane apt 4 dallas tx 75201 please", "USA").address1
    '77 Willow Lane'
    """
    if re.search(f"[{HAN}]", text) and (found := wanted(text, chinese(text, country))):
        return found.address
    latin = _latin(text)
    readings = [wanted(text, western(latin, country)), wanted(text, european(latin, country))]
    best = max(filter(None, readings), key=lambda f: _told(f.address), default=None)
    if best is None:
        best = place_only(latin, country) or european_place(latin, country)
    return best.address if best else None


def address_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text holds addresses, wanted or not, with a city or a code: from left to right."""
    latin = _latin(text)
    places = (place_only(latin, ""), european_place(latin, ""))
    found = (*western(latin, ""), *european(latin, ""), *filter(None, places))
    return tuple(sorted((f.start, f.end) for f in found if f.address.city or f.address.zip))


def without_numbers(text: str, numbers: Iterable[str]) -> str:
    """
    A text without the numbers of orders it names, so that none is taken for a zip code.

    >>> without_numbers("21872 goes to 5 Elm St, Reno, NV 21872", ["21872"])
    ' goes to 5 Elm St, Reno, NV 21872'
    """
    spans = address_spans(text)

    def kept(match: re.Match[str]) -> str:
        inside = any(start <= match.start() and match.end() <= end for start, end in spans)
        return match.group() if inside else ""

    whole = "|".join(rf"(?<![\dA-Za-z]){re.escape(one)}(?![\dA-Za-z])" for one in numbers)
    return re.sub(whole, kept, text) if whole else text


def _latin(text: str) -> str:
    """The text, as long as it was: Chinese around a street is no part of its name."""
    return re.sub(f"[{HAN}]", ";", text)


def _told(address: Address) -> tuple[int, int]:
    """How much an address tells: its parts, then their letters."""
    parts = (address.address1, address.address2, address.city, address.state, address.zip)
    return sum(map(bool, parts)), len("".join(parts))


def is_complete(address: Address, country: str) -> bool:
    """
    Whether there is enough to deliver to.

    A street, a city and, where a country has them, a zip code; in America also a state; in China a
    place below the district. An address without a country is one of `country`.
    """
    if re.search(f"[{HAN}]", address.address1):
        kinds = {kind for kind, _ in segments(address.address1)}
        return bool(address.city or address.state) and bool(kinds - {"district", "town"})
    if not (address.address1 and address.city):
        return False
    land = country_named(address.country or country)
    return bool(address.zip or not needs_code(land)) and bool(address.state or land != "USA")
