"""Where the money of an order may go, what may pay for it, and how much of it there is."""

from collections.abc import Iterable
from decimal import Decimal

from knowledge.catalogue import Catalogue
from knowledge.goods import Language
from knowledge.people import Customer, PaymentMethod
from knowledge.purchase import Order
from knowledge.rules import Rules
from knowledge.words import load_words
from knowledge.write import ChangeOrderItems, ExchangeItems, Piece, Swap

_SWAPS = (ChangeOrderItems.do, ExchangeItems.do)


def legal_methods(
    do: str, order: Order, customer: Customer, rules: Rules, amount: Decimal | None = None
) -> tuple[PaymentMethod, ...]:
    """
    Methods that may receive the refund of a return, or pay what another write costs.

    Parameters
    ----------
    do
        Name of the write; one that the shop does not allow has no methods.
    amount
        What has to be paid; None = the order's total, of a swap nothing. A return pays nothing,
        and neither does a swap for something that costs as much or less.

    Returns
    -------
    tuple of PaymentMethod
        How the order was paid first, then those on file in their order.
    """
    params = rules.for_write(do)
    if params is None:
        return ()
    mine = (*_original(order, customer), *_others(order, customer))
    if do == "return_items":
        return tuple(m for m in mine if _may_receive(m, params.refund_to, order))
    due = Decimal() if do in _SWAPS else order.total
    price = due if amount is None else amount
    if params.payment_methods == "other":
        mine = tuple(_others(order, customer))
    return tuple(method for method in mine if covers(method, price))


def _may_receive(method: PaymentMethod, refund_to: str, order: Order) -> bool:
    original, gift_card = method.id == paid_with(order), method.kind == "gift_card"
    allowed = {
        "original": original,
        "gift_card": gift_card,
        "original_or_gift_card": original or gift_card,
    }
    return allowed.get(refund_to, True)


def covers(method: PaymentMethod, amount: Decimal) -> bool:
    """Whether a method can pay an amount: a gift card only where its balance is known to do."""
    if amount <= 0:
        return True
    return method.kind != "gift_card" if method.balance is None else method.balance >= amount


def paid_with(order: Order) -> str:
    """Id of the method of an order, or the source's word for it; empty where none is on file."""
    return order.payment_method or next((p.method for p in order.payments), "")


def find_method(id: str, order: Order, customer: Customer) -> PaymentMethod | None:
    """A method that is on file or that the order was paid with."""
    mine = (*_original(order, customer), *_others(order, customer))
    return next((method for method in mine if method.id == id), None)


def method_name(method: PaymentMethod, language: Language) -> str:
    """A method as customers call it; one that the shop calls by a word of its own keeps it."""
    words = load_words(language)
    name: str = words["methods"].get(method.kind, method.kind) if method.id.isascii() else method.id
    if not method.last_four:
        return name
    brand = method.brand.capitalize() or name
    named: str = words["method_named"].format(brand=brand, last_four=method.last_four)
    return named


def _original(order: Order, customer: Customer) -> Iterable[PaymentMethod]:
    """The method of the order; a word of the source stands for itself."""
    id = paid_with(order)
    found = next((m for m in customer.payment_methods if m.id == id), PaymentMethod(id, id))
    return (found,) if id else ()


def _others(order: Order, customer: Customer) -> Iterable[PaymentMethod]:
    return (method for method in customer.payment_methods if method.id != paid_with(order))


def paid_net(order: Order) -> tuple[tuple[str, Decimal], ...]:
    """
    What was paid and not paid back, by method, the first one first; without those at zero.

    More may have gone back to one method than was paid with it, such as the difference to
    something cheaper. That is taken off what was paid with others, the most first.

    Examples
    --------
    >>> from knowledge.purchase import Payment
    >>> paid = (Payment("payment", Decimal(9), "visa"), Payment("refund", Decimal(4), "visa"))
    >>> paid_net(Order("1", "ada", "open", Decimal(9), payments=paid))
    (('visa', Decimal('5')),)
    """
    net: dict[str, Decimal] = {}
    for payment in order.payments:
        sign = 1 if payment.kind == "payment" else -1
        net[payment.method] = net.get(payment.method, Decimal()) + sign * payment.amount
    ahead = -sum((amount for amount in net.values() if amount < 0), Decimal())
    for method in sorted(net, key=lambda one: (-net[one], one)):
        taken = max(min(ahead, net[method]), Decimal())
        net[method], ahead = net[method] - taken, ahead - taken
    return tuple((method, amount) for method, amount in net.items() if amount > 0)


def difference(order: Order, swaps: Iterable[Swap], catalogue: Catalogue) -> Decimal | None:
    """
    What she pays for swaps in sum, or gets back (negative); None where a price is not on file.

    The price of today counts for the new ones, for the old ones what she paid for them.

    Raises
    ------
    KeyError
        If a swap is of no line of the order.
    """
    paid = {line.id: line.price for line in order.lines}
    total = Decimal()
    for swap in swaps:
        variant = catalogue.variant(swap.new)
        if variant is None or variant.price is None:
            return None
        total += (variant.price - paid[swap.line]) * swap.quantity
    return total


def refund_of(order: Order, pieces: Iterable[Piece]) -> Decimal:
    """
    What is paid back for pieces of an order: their prices, at most what is left of the payments.

    Money of returns that are still on their way counts as paid back. An order whose payments are
    not on file counts as paid.

    Raises
    ------
    KeyError
        If a piece is of no line of the order.
    """
    price = {line.id: line.price for line in order.lines}
    asked = sum((price[piece.line] * piece.quantity for piece in pieces), Decimal())
    paid = sum(
        (payment.amount for payment in order.payments if payment.kind == "payment"), Decimal()
    )
    promised = sum((b.amount for b in order.returns if b.status != "refunded"), Decimal())
    back = sum((p.amount for p in order.payments if p.kind == "refund"), Decimal())
    left = (paid or order.total) - back - promised
    return max(min(asked, left), Decimal())
