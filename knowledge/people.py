"""Who buys: customers, their addresses and the ways they pay."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Address:
    """A postal address; a part that is absent is ``""``."""

    address1: str = ""
    address2: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    zip: str = ""


@dataclass(frozen=True)
class PaymentMethod:
    """A way to pay that is on file. `balance` only for gift cards and the like."""

    id: str
    kind: str
    """paypal, credit_card, gift_card or the source's own word."""
    brand: str = ""
    last_four: str = ""
    balance: Decimal | None = None


@dataclass(frozen=True)
class Customer:
    id: str
    name: str
    email: str = ""
    phone: str = ""
    address: Address = Address()
    payment_methods: tuple[PaymentMethod, ...] = ()
    language: str = ""

    @property
    def erased(self) -> bool:
        """Whether nothing is left by which she could be known."""
        return not (self.name or self.email or self.phone)
