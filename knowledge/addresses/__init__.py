"""Postal addresses in free text: read, told complete, corrected, and found on file."""

from knowledge.addresses.corrections import corrected
from knowledge.addresses.on_file import address_ref, find_address
from knowledge.addresses.reading import is_complete, read_address

__all__ = ["address_ref", "corrected", "find_address", "is_complete", "read_address"]
