"""Forgets her: what goes, what the shop has to keep, and that there is no way back."""

import re
from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.goods import Content
from knowledge.people import Customer
from knowledge.purchase import Order
from knowledge.refusals import refusal
from knowledge.rules import UNDERWAY
from knowledge.shop import View
from knowledge.words import find, load_words
from knowledge.write import EraseCustomer, Write
from skills import load_words as load_wordings
from skills.orders.order_facts import choice, head, method
from skills.skill import Level, Outcome, Proposed, Refused, Say, Told

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])\s*")
_ON_ITS_WAY_BACK = frozenset({"return_requested", "exchange_requested"})


class DeleteMyData:
    level = Level.VERIFIED
    writes = "erase_customer"

    def __call__(self, view: View, customer: Customer) -> Outcome:
        write = EraseCustomer(customer.id)
        refused = refusal(write, None, customer, view.rules, view.today, language=view.language)
        if refused is not None:
            return Refused(f"refused_{refused.rule}", refused.facts, refused.instead)
        unfinished = tuple(order for order in view.orders if _is_unfinished(order, view))
        if len(unfinished) == 1:
            about = (choice(unfinished[0], view),)
            return Refused("refused_unfinished", head(unfinished[0], view), about=about)
        if unfinished:
            joint: str = load_words(view.language)["list_joint"]
            ids = joint.join(order.id for order in unfinished)
            source = f"customers/{customer.id}/orders"
            return Refused(
                "refused_several_unfinished",
                (Fact("orders", ids, source),),
                about=tuple(choice(order, view) for order in unfinished),
            )
        return Proposed(write, tuple(_what_happens(customer, view)))

    def done(self, view: View, write: Write) -> Told:
        """Nothing of her is left to tell of."""
        return Told((Say("done"),))


def _is_unfinished(order: Order, view: View) -> bool:
    """Whether something of an order is still to come, to go back or to be paid back."""
    stage = view.rules.stage(order.status)
    open_return = any(back.status != "refunded" for back in order.returns)
    return stage in UNDERWAY | _ON_ITS_WAY_BACK or open_return


def _what_happens(customer: Customer, view: View) -> Iterator[Say]:
    """What goes, what is lost with it, what stays and for how long, and that it is final."""
    source = f"customers/{customer.id}"
    if customer.name:
        yield Say("goes_of", (Fact("name", customer.name, source),))
    else:
        yield Say("goes")
    for one in customer.payment_methods:
        if one.balance:
            place = f"{source}/payment_methods/{one.id}"
            balance = Fact("balance", one.balance, place, view.currency)
            yield Say("balance_lost", (method(one.id, None, view), balance))
    if view.orders:
        yield Say("stays", (Fact("count", len(view.orders), f"{source}/orders"),))
        kept = next(_kept_for(view), None)
        if kept is not None:
            yield Say("kept_for", (kept,))
    yield Say("for_good")


def _kept_for(view: View) -> Iterator[Fact]:
    """What the shop's own texts say about how long it keeps invoices."""
    words = load_wordings()["delete_my_data"]["retention"]
    phrases = [tuple(words[name][view.language]) for name in ("kept", "papers", "until")]
    for content in view.catalogue.contents(("policy", "faq"), product=""):
        for sentence in _BETWEEN_SENTENCES.split(view.text(content.text)):
            if all(find(sentence.lower(), some) for some in phrases):
                yield Fact("rule", sentence.strip(" .。;；"), _address(content))


def _address(content: Content) -> str:
    folder = "policies" if content.kind == "policy" else "faq"
    return f"{folder}/{content.id}"


skill = DeleteMyData()
