"""Changing the address that is on file for her, for all orders to come."""

from collections.abc import Iterator

from knowledge import write as changes
from knowledge.fact import Fact
from knowledge.people import Address, Customer
from knowledge.rules import UNDERWAY
from knowledge.shop import View
from skills.orders.change_facts import forbidden, new_address
from skills.skill import Level, Outcome, Proposed, Refused, Say, Told


class ChangeCustomerAddress:
    level = Level.CLAIMED
    writes = changes.ChangeCustomerAddress.do

    def __call__(self, view: View, customer: Customer, address: Address) -> Outcome:
        write = changes.ChangeCustomerAddress(customer.id, address)
        if no := forbidden(write, None, view):
            return Refused(f"refused_{no.rule}", no.facts, no.instead)
        return Proposed(write, tuple(_difference(view, customer, address)))

    def done(self, view: View, write: changes.Write) -> Told:
        assert view.customer is not None
        return Told((Say("done", _on_file(view.customer, view)),))


def _difference(view: View, customer: Customer, address: Address) -> Iterator[Say]:
    before, after = _on_file(customer, view), new_address(address, view)
    if before:
        yield Say("now", before)
        yield Say("instead", (after,))
    else:
        yield Say("first", (after,))
    if any(view.rules.stage(order.status) in UNDERWAY for order in view.orders):
        yield Say("orders_stay")


def _on_file(customer: Customer, view: View) -> tuple[Fact, ...]:
    text = view.postal(customer.address)
    return (Fact("address", text, f"customers/{customer.id}/address"),) if text else ()


skill = ChangeCustomerAddress()
