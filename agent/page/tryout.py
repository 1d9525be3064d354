"""The panel for trying out: who one can be, and whose mail to read."""

import os
import re
from collections.abc import Iterable, Sequence

from agent.handoff import Waiting
from agent.page.words import Words
from agent.turn import Conversation, Identity
from knowledge.people import Customer
from skills.skill import Level

VISITOR, STAFF, MERCHANT = "visitor", "staff", "merchant"
CUSTOMER = "customer/"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
LONGEST_LINE = 60


def is_on() -> bool:
    """Whether visitors may try out who they are; off by ``SHOPKEEPER_TRYOUT=0``."""
    said = os.environ.get("SHOPKEEPER_TRYOUT", "1").strip().lower()
    return said not in {"0", "false", "off", "no"}


def people(customers: Iterable[tuple[Customer, int]], words: Words) -> list[tuple[str, str]]:
    """Who one can be: what it reads, and its key; customers with the number of their orders."""
    known = [(_customer(one, orders, words), CUSTOMER + one.id) for one, orders in customers]
    team = [(words["staff"], STAFF), (words["merchant"], MERCHANT)]
    return [(words["visitor"], VISITOR), *known, *team]


def _customer(customer: Customer, orders: int, words: Words) -> str:
    count = words["order_one"] if orders == 1 else words["orders_many"].format(count=orders)
    return words["customer"].format(name=customer.name, orders=count)


def identity_of(key: str, address: str, words: Words) -> Identity:
    """The identity that a key stands for; `address` is where the visitor connects from."""
    if key.startswith(CUSTOMER):
        return Identity(Level.VERIFIED, key.removeprefix(CUSTOMER), address=address)
    team = {STAFF: Level.STAFF, MERCHANT: Level.MERCHANT}
    if key in team:
        return Identity(team[key], name=words[f"{key}_name"], address=address)
    return Identity(address=address)


def key_of(identity: Identity) -> str:
    """The key that stands for an identity."""
    if identity.customer:
        return CUSTOMER + identity.customer
    return {Level.STAFF: STAFF, Level.MERCHANT: MERCHANT}.get(identity.level, VISITOR)


def address_in(conversation: Conversation) -> str:
    """The e-mail address that the shopper told last, ``""`` if none: the mailbox opens with it."""
    told = [a for t in conversation.turns if t.by == "shopper" for a in EMAIL.findall(t.text)]
    return str(told[-1]) if told else ""


def queue(waiting: Sequence[Waiting], words: Words) -> list[tuple[str, str]]:
    """Who waits for a person, since when and why, with the conversation it is about."""
    return [
        (
            words["queue_row"].format(
                since=f"{one.since:%H:%M}",
                reason=words.phrases.get(f"queue_{one.reason}", one.reason),
                last=_shortened(one.last),
            ),
            one.conversation,
        )
        for one in waiting
    ]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
