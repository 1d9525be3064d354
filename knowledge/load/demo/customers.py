"""The invented customers of the demo shop: names, addresses, ways to pay."""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from knowledge.load.demo.words import read_list
from knowledge.people import Address, Customer, PaymentMethod

ORIGINS = {"german": 0.54, "european": 0.14, "dutch": 0.1, "austrian": 0.1, "chinese": 0.12}
SHOWN_CHINESE = (6, 7)
"""These of the first customers are Chinese in every shop, so that both languages can be shown."""
LATIN_NAME = 0.3
"""Share of the Chinese customers who gave their name in Latin letters."""
DOMAINS = ("example.com", "example.org")
SPELLINGS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l"}
ID_PRIME = 8999993
NUM_PHONES = 1000


def make_customers(num_customers: int, rng: Random) -> list[Customer]:
    """Customers ``C00001`` and on; mail addresses and payment ids are unique."""
    lists = read_list("people")
    taken: dict[str, int] = {}
    return [_customer(index, lists, taken, rng) for index in range(num_customers)]


def _customer(index: int, lists: Mapping[str, Any], taken: dict[str, int], rng: Random) -> Customer:
    origin = _origin(index, rng)
    names = lists["origins"][origin]
    first, last = rng.choice(names["first"]), rng.choice(names["last"])
    chinese = origin == "chinese"
    return Customer(
        id=f"C{index + 1:05}",
        name=_chinese_name(first, last, rng) if chinese else f"{first} {last}",
        email=_email(f"{_latin(first)}.{_latin(last)}", taken, rng),
        phone=_phone(index, lists["phone_blocks"]),
        address=_address(lists, origin, rng),
        payment_methods=tuple(_payment_methods(index, rng)),
        language="zh" if chinese else "en",
    )


def _origin(index: int, rng: Random) -> str:
    drawn = rng.choices(list(ORIGINS), list(ORIGINS.values()))[0]
    if index < 10:
        return "chinese" if index in SHOWN_CHINESE else "german"
    return drawn


def _chinese_name(first: str, last: str, rng: Random) -> str:
    if rng.random() < LATIN_NAME:
        return f"{first.split('|')[1]} {last.split('|')[1]}"
    return last.split("|")[0] + first.split("|")[0]


def _latin(name: str) -> str:
    name = name.split("|")[-1].lower()
    for letter, spelling in SPELLINGS.items():
        name = name.replace(letter, spelling)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(sign for sign in plain if sign.isalnum())


def _email(name: str, taken: dict[str, int], rng: Random) -> str:
    address = f"@{rng.choice(DOMAINS)}"
    seen = taken[name] = taken.get(name, 0) + 1
    return f"{name}{seen if seen > 1 else ''}{address}"


def _phone(index: int, blocks: Sequence[str]) -> str:
    # 997 has no factor in common with the number of phones, so every customer gets her own until
    # all blocks are used up.
    number = index * 997 % (NUM_PHONES * len(blocks))
    return f"{blocks[number // NUM_PHONES]}{number % NUM_PHONES:03}"


def _address(lists: Mapping[str, Any], origin: str, rng: Random) -> Address:
    country = origin if origin in lists["cities"] else "german"
    city, state, land, zips = rng.choice(lists["cities"][country])
    street = rng.choice(lists["streets"][country])
    flat = f"{rng.randint(1, 5)}. OG" if country != "dutch" and rng.random() < 0.12 else ""
    return Address(f"{street} {rng.randint(1, 119)}", flat, city, state, land, rng.choice(zips))


def _payment_methods(index: int, rng: Random) -> list[PaymentMethod]:
    methods = []
    if rng.random() < 0.62:
        methods.append(PaymentMethod(_method_id("paypal", index, 1), "paypal"))
    if rng.random() < 0.5 or not methods:
        brand = "visa" if rng.random() < 0.55 else "mastercard"
        last_four = f"{rng.randint(0, 9999):04}"
        methods.append(
            PaymentMethod(_method_id("credit_card", index, 2), "credit_card", brand, last_four)
        )
    if rng.random() < 0.14:
        balance = Decimal(rng.choice((10, 15, 20, 25, 37, 50, 75, 100))).quantize(Decimal("0.01"))
        methods.append(
            PaymentMethod(_method_id("gift_card", index, 3), "gift_card", balance=balance)
        )
    return methods


def _method_id(kind: str, index: int, place: int) -> str:
    # Modulo a prime no id comes twice, and an id does not give away the customer.
    return f"{kind}_{1_000_000 + (index * 4 + place) * 7_368_787 % ID_PRIME}"
