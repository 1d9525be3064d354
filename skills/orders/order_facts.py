"""The facts of an order and where each of them stands, for every skill that tells of orders."""

from knowledge.describe import like, short
from knowledge.fact import Fact
from knowledge.purchase import Line, Order, Payment, Shipment
from knowledge.shop import View
from knowledge.words import load_words
from skills.skill import Card, Entity, Stage


def entity(order: Order) -> Entity:
    return Entity("order", order.id, order.id)


def choice(order: Order, view: View) -> Entity:
    """An order as something to choose: its number and what it holds."""
    return Entity("order", order.id, f"{order.id} ({items_of(order, view)})")


def items_of(order: Order, view: View) -> str:
    titles = dict.fromkeys(short(view.text(line.title)) for line in order.lines)
    joint: str = load_words(view.language)["list_joint"]
    return joint.join(titles)


def order_fact(order: Order) -> Fact:
    return Fact("order", order.id, f"orders/{order.id}")


def head(order: Order, view: View) -> tuple[Fact, ...]:
    """Number, contents and state of an order."""
    source = f"orders/{order.id}"
    status = view.text(view.rules.status(order.status).words)
    return (
        order_fact(order),
        Fact("items", items_of(order, view), source),
        Fact("status", status, source),
    )


def total(order: Order, view: View) -> Fact:
    return Fact("total", order.total, f"orders/{order.id}", view.currency)


def placed(order: Order) -> tuple[Fact, ...]:
    if order.placed is None:
        return ()
    return (Fact("placed", order.placed.date(), f"orders/{order.id}"),)


def line_facts(order: Order, line: Line, view: View) -> tuple[Fact, ...]:
    """One line: what, how it is like, how many, what one of them and all of them cost."""
    source = f"orders/{order.id}/items/{line.id}"
    return (
        Fact("title", short(view.text(line.title)), source),
        Fact("like", like(line.attributes, view.language), source),
        Fact("quantity", line.quantity, source),
        Fact("price", line.price, source, view.currency),
        Fact("sum", line.price * line.quantity, source, view.currency),
    )


def swap_facts(order: Order, place: int, view: View) -> tuple[Fact, ...]:
    """One swap of an order: what it was of, how many, and what it is for."""
    source, swap = f"orders/{order.id}/swaps/{place}", order.swaps[place]
    title, becomes = (short(view.text(line.title)) for line in (swap.before, swap.after))
    if becomes == title:
        becomes = like(swap.after.attributes, view.language) or title
    return (
        Fact("title", title, source),
        Fact("quantity", swap.before.quantity, source),
        Fact("becomes", becomes, source),
    )


def method(method_id: str, order: Order | None, view: View) -> Fact:
    """A way to pay as customers call it."""
    words = load_words(view.language)
    on_file = view.customer.payment_methods if view.customer else ()
    found = next((m for m in on_file if m.id == method_id), None)
    if found is None or view.customer is None:
        return Fact("method", method_id, f"orders/{order.id}" if order else "customers")
    # A method that the shop calls by a word of its own keeps it.
    name = words["methods"].get(found.kind, found.kind) if found.id.isascii() else found.id
    if found.last_four:
        brand = found.brand.capitalize() or name
        name = words["method_named"].format(brand=brand, last_four=found.last_four)
    return Fact("method", name, f"customers/{view.customer.id}/payment_methods/{found.id}")


def refunds(order: Order) -> tuple[tuple[int, Payment], ...]:
    """The refunds of an order with their place among its payments."""
    return tuple((n, p) for n, p in enumerate(order.payments) if p.kind == "refund")


def shipment_source(order: Order, shipment: Shipment) -> str:
    return f"orders/{order.id}/shipments/{shipment.tracking}"


def address(order: Order, view: View) -> tuple[Fact, ...]:
    """Where an order goes; nothing where that is not on file."""
    text = view.postal(order.address)
    return (Fact("address", text, f"orders/{order.id}/address"),) if text else ()


def card(order: Order, view: View) -> Card:
    """The order to look at, with the way of its parcel as stations."""
    status = view.text(view.rules.status(order.status).words)
    return Card(
        "order",
        order.id,
        items_of(order, view),
        order.total,
        view.currency,
        _image(order, view),
        status,
        _stages(order, view),
    )


def _image(order: Order, view: View) -> str:
    for line in order.lines:
        product = view.catalogue.product(line.product)
        if product:
            variant = next((v for v in product.variants if v.id == line.variant), None)
            return (variant.image if variant else "") or product.image
    return ""


def _stages(order: Order, view: View) -> tuple[Stage, ...]:
    return tuple(
        Stage(
            view.text(point.text) or point.status,
            f"{point.at:%Y-%m-%d %H:%M}" if point.at else "",
            True,
        )
        for shipment in order.shipments[:1]
        for point in shipment.track[-5:]
    )
