"""Swapping pieces of an order for other variants: what they become, and what that costs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from urllib.parse import quote, unquote

from knowledge.catalogue import Catalogue
from knowledge.goods import Product, Variant
from knowledge.legal_methods import difference
from knowledge.purchase import Line, Order, Swapped
from knowledge.write import Swap, Swapping


def swapped(write: Swapping, order: Order, catalogue: Catalogue) -> tuple[Swapped, ...]:
    """
    Each swap of a write with what it swaps and what that costs, at the prices of the catalogue.

    Where a price is not on file no piece gets another one: what was paid holds.

    Raises
    ------
    KeyError
        If a swap is of no line of the order, or for a variant that is not in the catalogue.
    """
    known = difference(order, write.swaps, catalogue) is not None
    return tuple(_swapped(write, swap, order, catalogue, known) for swap in write.swaps)


def _swapped(
    write: Swapping, swap: Swap, order: Order, catalogue: Catalogue, known: bool
) -> Swapped:
    before = replace(line_of(order, swap), quantity=swap.quantity)
    after = _becomes(before, swap.new, catalogue, known)
    costs = (after.price - before.price) * swap.quantity if known else None
    return Swapped(write.do, before, after, costs, write.payment_method)


def line_of(order: Order, swap: Swap) -> Line:
    """
    The line whose pieces are swapped.

    Raises
    ------
    KeyError
        If the order has none with that id.
    """
    found = next((line for line in order.lines if line.id == swap.line), None)
    if found is None:
        raise KeyError(f"order {order.id} has no line {swap.line!r}")
    return found


def wanted(swap: Swap, catalogue: Catalogue) -> tuple[Product, Variant] | None:
    """The variant that a swap is for, with its product; None where the shop does not have it."""
    product, variant = catalogue.product_of_variant(swap.new), catalogue.variant(swap.new)
    return (product, variant) if product and variant else None


def _becomes(line: Line, new: str, catalogue: Catalogue, known: bool) -> Line:
    product, variant = catalogue.product_of_variant(new), catalogue.variant(new)
    if product is None or variant is None:
        raise KeyError(f"the catalogue has no variant {new!r}")
    priced = variant.price is not None and known
    return replace(
        line,
        product=product.id,
        variant=variant.id,
        title=variant.title or product.title,
        price=variant.price if priced and variant.price is not None else line.price,
        attributes=variant.attributes,
    )


def settled(swaps: Iterable[Swapped]) -> Decimal | None:
    """What swaps cost together; None where a price is not on file."""
    each = [one.difference for one in swaps]
    return None if None in each else sum((one for one in each if one is not None), Decimal())


def told(swaps: tuple[Swapped, ...]) -> dict[str, object]:
    """Which pieces were swapped at which prices, as the audit and the shop's own system get it."""
    if not swaps:
        return {}
    each = [
        {
            "line": one.before.id,
            "old": one.before.variant,
            "new": one.after.variant,
            "quantity": one.before.quantity,
            "price": str(one.before.price),
            "new_price": str(one.after.price) if one.difference is not None else None,
        }
        for one in swaps
    ]
    costs = settled(swaps)
    return {"swaps": each, "difference": str(costs) if costs is not None else None}


def difference_source(order: Order, swaps: Sequence[Swap]) -> str:
    """
    Address of what swaps cost: the place of each line and its new variant, once a piece.

    :func:`swaps_at` reads it.
    """
    places = {line.id: place for place, line in enumerate(order.lines)}
    pieces = "+".join(
        f"{places[swap.line]}={quote(swap.new, safe='')}"
        for swap in swaps
        for _ in range(swap.quantity)
    )
    return f"orders/{order.id}/difference/{pieces}"


def swaps_at(order: Order, pieces: str) -> tuple[Swap, ...] | None:
    """The swaps that the end of such an address names, one a piece; None if it names none."""
    found = []
    for piece in pieces.split("+"):
        place, _, new = piece.partition("=")
        if not place.isdecimal() or int(place) >= len(order.lines) or not new:
            return None
        line = order.lines[int(place)]
        found.append(Swap(line.id, line.variant, unquote(new)))
    return tuple(found)
