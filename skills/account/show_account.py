"""What is on file about her: address, ways to pay, gift card balance, how she can be reached."""

from collections.abc import Callable, Iterator

from knowledge.fact import Fact
from knowledge.people import Customer
from knowledge.shop import View
from skills.orders.order_facts import method
from skills.skill import Asked, Level, Outcome, Say, Told


class ShowAccount:
    level = Level.CLAIMED

    def __call__(self, view: View, asked: Asked) -> Outcome:
        customer = view.customer
        if customer is None:
            return Told((Say("no_customer"),))
        parts: dict[str, Callable[[Customer, View], Iterator[Say]]] = {
            "balance": _balance,
            "address": _address,
            "payment": _methods,
            "contact": _contact,
        }
        wanted = [part for part in parts if part in asked.about] or list(parts)
        if "balance" in wanted and len(wanted) < len(parts):
            wanted = [part for part in wanted if part != "payment"]
        says = tuple(say for part in wanted for say in parts[part](customer, view))
        return Told(says or (Say("nothing"),))


def _balance(customer: Customer, view: View) -> Iterator[Say]:
    cards = [m for m in customer.payment_methods if m.balance is not None]
    for card in cards:
        source = f"customers/{customer.id}/payment_methods/{card.id}"
        assert card.balance is not None
        yield Say(
            "balance",
            (method(card.id, None, view), Fact("balance", card.balance, source, view.currency)),
        )
    if not cards:
        yield Say("no_gift_card")


def _address(customer: Customer, view: View) -> Iterator[Say]:
    text = view.postal(customer.address)
    if text:
        yield Say("address", (Fact("address", text, f"customers/{customer.id}/address"),))
    else:
        yield Say("no_address")


def _methods(customer: Customer, view: View) -> Iterator[Say]:
    on_file = [m for m in customer.payment_methods if m.balance is None]
    if on_file:
        yield Say("methods")
    for one in on_file:
        yield Say("method", (method(one.id, None, view),))
    if not on_file:
        yield Say("no_methods")


def _contact(customer: Customer, view: View) -> Iterator[Say]:
    source = f"customers/{customer.id}"
    if customer.email:
        yield Say("email", (Fact("email", customer.email, source),))
    if customer.phone:
        yield Say("phone", (Fact("phone", customer.phone, source),))


skill = ShowAccount()
