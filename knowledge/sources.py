"""
Where a fact stands: the address of a record and how it is opened again.

===========================================  ==============================================
address                                      what stands there
===========================================  ==============================================
``orders/ID``, ``orders/ID/address``         an order, where it goes
``orders/ID/items/LINE``                     one line of it
``orders/ID/items/LINE/price_drop``          what all of the line costs less today
``orders/ID/payments/N``, ``.../returns/N``  a payment or refund, a return
``orders/ID/paid``, ``.../paid/METHOD``      what was paid and not paid back, with a method
``orders/ID/pieces/PLACE+PLACE``             pieces of its lines, by their places: how many, what
                                             they bring when they go back
``orders/ID/swaps/N+N``                      what was swapped for what, what it cost together
``orders/ID/difference/PLACE=VARIANT+...``   what swapping pieces of its lines costs: the place of
                                             the line and the new variant, once a piece
``orders/ID/shipments/TRACKING``             a parcel and its way
``orders/ID/rules/WRITE``                    until which day that write is possible for it
``customers/ID``, ``customers/ID/address``   a customer
``customers/ID/orders``, ``.../STATUS``      her orders, or those in a state: how many, what they
                                             cost
``customers/ID/payment_methods/METHOD``      a way to pay
``customers/ID/cases/N``                     a request to the shop's people
``customers/ID/personal_data``               how much of each thing is on file about her
``products/ID``, ``.../variants/VARIANT``    a product, one of its variants
``.../attributes/NAME``                      an attribute of either
``products/ID/missing/NAME``                 that a product has no such attribute
``products/ID/fits/OTHER``                   another product that belongs with it
``products/ID/difference/VARIANT+VARIANT``   what the second costs more than the first
``stock/VARIANT``                            what is on hand and on its way
``policies/ID``, ``faq/ID``, ``content/ID``  a text of the shop
``policies/identity``, ``/refunds``, ``/support``  the rules of that name
``policies/rules/WRITE``                     when that write is possible
``outbox/N``                                 what the shop's own system said to a change of hers
``said/...``                                 nothing: what she has just told stands in no record
===========================================  ==============================================
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from knowledge.fact import FactValue
from knowledge.goods import Text
from knowledge.order_sources import open_order
from knowledge.personal_data import contents
from knowledge.product_sources import open_product
from knowledge.purchase import Order
from knowledge.rule_case import reason_words
from knowledge.rules import Rules
from knowledge.shop import View
from knowledge.words import LANGUAGES, load_words


def open_source(source: str, view: View) -> tuple[FactValue, ...]:
    """
    Every value that stands at an address, as the customer of `view` may see it.

    Raises
    ------
    KeyError
        If nothing stands there for her.
    """
    folder, *path = source.split("/")
    opener = _OPENERS.get(folder)
    if opener is None or not path:
        raise KeyError(f"{source!r} is no address; they begin with {', '.join(_OPENERS)}")
    found = opener(path, view)
    if found is None:
        raise KeyError(f"nothing stands at {source!r}")
    return tuple(_values(found))


def _values(record: Any) -> Iterator[FactValue]:
    """The values of a record and all below it; both languages of a text."""
    if isinstance(record, Text):
        yield from (record.en, record.zh)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _values(getattr(record, field.name))
    elif isinstance(record, tuple | list):
        for part in record:
            yield from _values(part)
    elif isinstance(record, str | int | Decimal | date):
        yield record
        if isinstance(record, datetime):
            yield record.date()


def _customer(path: list[str], view: View) -> object:
    customer = view.customer
    if customer is None or customer.id != path[0]:
        return None
    match path[1:]:
        case []:
            return (customer, *customer.name.split()[:1])
        case ["address"]:
            return (customer.address, view.postal(customer.address))
        case ["orders"]:
            return (*_totals(view.orders), *(order.id for order in view.orders))
        case ["orders", state]:
            orders = [o for o in view.orders if o.status == state]
            words = view.rules.status(state).words
            return (*_totals(orders), words)
        case ["payment_methods", method_id]:
            return next((m for m in customer.payment_methods if m.id == method_id), None)
        case ["cases", number]:
            cases = view.shop.records.cases.of(customer.id)
            return next((case for case in cases if str(case.id) == number), None)
        case ["personal_data"]:
            return contents(view.shop.records, customer.id)
    return None


def _totals(orders: Sequence[Order]) -> tuple[int, Decimal, Decimal]:
    """How many orders, what they come to, and what of it was paid back."""
    return (
        len(orders),
        sum((order.total for order in orders), Decimal()),
        sum((order.refunded for order in orders), Decimal()),
    )


def _content(path: list[str], view: View) -> object:
    return view.catalogue.content("/".join(path))


def _policy(path: list[str], view: View) -> object:
    rules = view.rules
    match path:
        case ["identity"]:
            return (rules.identity.lock_minutes, rules.identity.tries)
        case ["refunds"]:
            return tuple(chain.from_iterable(rules.refunds.days.values()))
        case ["support"]:
            return (rules.support.hours,)
        case ["rules", do]:
            return _rule(do, rules)
    return _content(path, view)


def _rule(do: str, rules: Rules) -> object:
    """What a rule says; lists also as they are told, in both languages."""
    params = rules.for_write(do)
    if params is None:
        return None
    return [
        params.days,
        params.reasons,
        *(reason_words(params, language) for language in LANGUAGES),
        *params.categories.values(),
        *(rules.status(word).words for word in params.statuses),
        *(
            load_words(language)["list_joint"].join(words)
            for language in LANGUAGES
            for words in (
                [rules.status(word).words.into(language) for word in params.statuses],
                reason_words(params, language),
            )
        ),
    ]


def _said(path: list[str], view: View) -> object:
    raise KeyError("what she has told in this conversation stands in no record")


def _stock(path: list[str], view: View) -> object:
    rows = view.shop.records.stock.of(path[0])
    return (rows, sum(row.on_hand for row in rows)) if rows else None


def _outbox(path: list[str], view: View) -> object:
    """What the shop's own system answered to a change of hers."""
    records, number = view.shop.records, path[0]
    message = records.outbox.get(int(number)) if number.isdecimal() and len(path) == 1 else None
    action = records.pending.get(message.key) if message and message.key else None
    if message is None or message.answer is None or action is None or view.customer is None:
        return None
    # Not by its order: what became of a change is told to her who agreed to it.
    mine = action.customer == view.customer.id
    return (message.answer.state, message.answer.reason) if mine else None


_OPENERS = {
    "orders": open_order,
    "customers": _customer,
    "products": open_product,
    "policies": _policy,
    "faq": _content,
    "content": _content,
    "stock": _stock,
    "outbox": _outbox,
    "said": _said,
}
