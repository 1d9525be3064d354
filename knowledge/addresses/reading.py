"""Which address a text tells, in whichever country's form, and whether it is whole."""

import re

from knowledge.addresses.chinese import HAN, chinese, segments
from knowledge.addresses.european import european
from knowledge.addresses.found import country_named, wanted
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
    # Chinese around a street of the alphabet is no part of its name.
    latin = re.sub(f"[{HAN}]", ";", text)
    readings = [wanted(text, western(latin, country)), wanted(text, european(latin, country))]
    best = max(filter(None, readings), key=lambda f: _told(f.address), default=None)
    if best is None:
        best = place_only(latin, country)
    return best.address if best else None


def _told(address: Address) -> tuple[int, int]:
    """How much an address tells: its parts, then their letters."""
    parts = (address.address1, address.address2, address.city, address.state, address.zip)
    return sum(map(bool, parts)), len("".join(parts))


def is_complete(address: Address, country: str) -> bool:
    """
    Whether there is enough to deliver to.

    A street and a city; in America also state and zip; in China a place below the district. An
    address without a country is one of `country`.
    """
    if re.search(f"[{HAN}]", address.address1):
        kinds = {kind for kind, _ in segments(address.address1)}
        return bool(address.city or address.state) and bool(kinds - {"district", "town"})
    if not (address.address1 and address.city):
        return False
    return bool(address.state and address.zip) if _american(address, country) else True


def _american(address: Address, country: str) -> bool:
    return country_named(address.country or country) == "USA"
