"""What the changes share: the rule against one, and how money and goods of it are told."""

from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.legal_methods import paid_net
from knowledge.people import Address
from knowledge.purchase import Order
from knowledge.refusals import Refusal, refusal
from knowledge.shop import View
from knowledge.write import Write, order_of, target
from skills.orders.order_facts import method, refunds

Facts = tuple[Fact, ...]


def forbidden(write: Write, order: Order | None, view: View) -> Refusal | None:
    """The rule of the shop against a change, told in her language; None where it is possible."""
    assert view.customer is not None
    before = view.shop.records.audit.of(target(write))
    return refusal(
        write,
        order,
        view.customer,
        view.rules,
        view.today,
        language=view.language,
        catalogue=view.catalogue,
        done=[deed.what for deed in before],
        on_hand=view.shop.records.stock.on_hand,
    )


def changed(view: View, write: Write) -> Order:
    """The order as it stands in the records after a change."""
    return next(order for order in view.orders if order.id == order_of(write))


def money_to(method_id: str, amount: Fact, order: Order, view: View) -> tuple[str, Facts]:
    """How money goes to a method: the ending of a wording, and its facts with the days it takes."""
    if not method_id:
        return "as_paid", (amount,)
    facts = (amount, method(method_id, order, view))
    on_file = view.customer.payment_methods if view.customer else ()
    kind = next((m.kind for m in on_file if m.id == method_id), "other")
    days = view.rules.refunds.days_for(kind)
    if not days:
        return "some_time", facts
    first, last = min(days), max(days)
    if last == 0:
        return "at_once", facts
    until = Fact("last", last, "policies/refunds")
    if first in (0, last):
        return "days", (*facts, until)
    return "from_to", (*facts, Fact("first", first, "policies/refunds"), until)


def money_back(
    order: Order, view: View, *, keeps: str | None = None
) -> Iterator[tuple[str, Facts]]:
    """
    What goes back where what was paid is given back: endings of a wording and their facts.

    One for each method; ``unpaid`` where nothing was paid yet, ``unknown`` where the payments are
    not on file.

    Parameters
    ----------
    keeps
        Id of a method whose money stays where it is.
    """
    for method_id, amount in paid_net(order):
        if method_id != keeps:
            source = f"orders/{order.id}/paid/{method_id}".removesuffix("/")
            back = Fact("amount", amount, source, view.currency)
            yield money_to(method_id, back, order, view)
    if not order.payments:
        stage = view.rules.stage(order.status)
        yield ("unpaid" if stage == "awaiting_payment" else "unknown"), ()


def money_sent(order: Order, view: View) -> Iterator[tuple[str, Facts]]:
    """The same, read from the refunds that the latest change has made today."""
    made = refunds(order)
    for place, payment in made:
        latest = made[-1][1].at
        if payment.at and payment.at == latest and payment.at.date() == view.today:
            source = f"orders/{order.id}/payments/{place}"
            back = Fact("amount", payment.amount, source, view.currency)
            yield money_to(payment.method, back, order, view)


def new_address(address: Address, view: View) -> Fact:
    """An address that she wants: from where it is on file, else as she told it."""
    customer = view.customer
    places = {f"customers/{customer.id}/address": customer.address} if customer else {}
    places |= {f"orders/{order.id}/address": order.address for order in view.orders[::-1]}
    source = next((place for place, one in places.items() if one == address), "said/address")
    return Fact("address", view.postal(address), source)
