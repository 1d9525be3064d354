"""Postal addresses in free text: read, told complete, corrected, and found on file."""

from knowledge.addresses.corrections import corrected, names_part, place_alone
from knowledge.addresses.on_file import address_ref, find_address
from knowledge.addresses.reading import (
    address_spans,
    is_complete,
    read_address,
    without_numbers,
)

__all__ = [
    "address_ref",
    "address_spans",
    "corrected",
    "find_address",
    "is_complete",
    "names_part",
    "place_alone",
    "read_address",
    "without_numbers",
]
