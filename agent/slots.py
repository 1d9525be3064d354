"""What a skill's parameters stand for: their types say what is looked up for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from inspect import signature
from typing import Any, get_type_hints

from agent.agenda import Agenda
from agent.swap_slots import swaps_of
from agent.together import together_of
from agent.turn import Wish
from agent.write_slots import (
    address_of,
    customer_of,
    invoice_of,
    method_of,
    order_of,
    pieces_of,
    problem_of,
    reason_of,
)
from knowledge.amounts import plain_text
from knowledge.goods import Product
from knowledge.options import options_of
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Order
from knowledge.reference import Kind, Op, Ref
from knowledge.resolve import (
    OwnLine,
    by_price,
    find_lines,
    find_orders,
    find_products,
    is_coded,
    naming,
)
from knowledge.search import Hit
from knowledge.shop import View
from knowledge.tokens import is_stop, tokens
from knowledge.words import both, find
from knowledge.write import Piece, Swap
from skills.skill import Asked, Invoice, Needs, NotFound, Problem, Reason, Refused, Skill, Together


def arguments(
    skill: Skill, wish: Wish, agenda: Agenda, view: View
) -> Mapping[str, Any] | Needs | NotFound | Refused:
    """
    What the skill is called with, by parameter name.

    Returns
    -------
    An outcome instead where something that was named cannot be found or is not clear.
    """
    filled: dict[str, Any] = {}
    for name, kind in _parameters(type(skill)).items():
        if kind in _FOUND_LATER:
            value = _FOUND_LATER[kind](wish, filled, view)
        else:
            value = _RESOLVERS[kind](wish, agenda, view)
        if isinstance(value, Needs | NotFound | Refused):
            return value
        filled[name] = value
    return filled


@cache
def _parameters(skill: type[Skill]) -> Mapping[str, Any]:
    """Parameter types of a skill's call, without the view."""
    call: Any = skill.__call__
    hints = get_type_hints(call)
    names = list(signature(call).parameters)[2:]
    for name in names:
        allowed = {**_RESOLVERS, **_FOUND_LATER}
        if hints[name] not in allowed:
            raise TypeError(
                f"{skill.__name__}.{name} is a {hints[name]}; a slot is one of "
                f"{', '.join(map(str, allowed))}"
            )
    return {name: hints[name] for name in names}


def _asked(wish: Wish, agenda: Agenda, view: View) -> Asked:
    question = wish.of.want("question") if wish.of else None
    words = f"{question.value} {wish.words}" if question else wish.words
    return Asked(words.strip(), tuple(wish.ask.split()), wish.of)


def _orders(wish: Wish, agenda: Agenda, view: View) -> tuple[Order, ...] | NotFound:
    """The orders she means: those she describes, else the one spoken of last, else all of hers."""
    ref = wish.of
    found = find_orders(ref, view)
    if ref and ref.want("number"):
        return found or NotFound(ref)
    first_ever = ref is not None and ref.want("placed") is not None
    placed = None if first_ever else _at_place(ref, "order", agenda)
    if placed:
        return tuple(order for order in view.orders if order.id == placed)
    spoken_of = [entity.id for entity in agenda.focus if entity.kind == "order"]
    narrowed = ref is not None and len(found) < len(view.orders)
    # Several orders in focus are no "it".
    if not narrowed and len(spoken_of) == 1 and not (ref and ref.take == "all"):
        return tuple(order for order in found if order.id in spoken_of) or found
    return found


def _at_place(ref: Ref | None, kind: Kind, agenda: Agenda) -> str | None:
    """The id of "the second one" among the things of a kind that were shown last."""
    place = ref.want("place") if ref else None
    listed = agenda.listed or agenda.focus
    shown = [entity.id for entity in listed if entity.kind == kind]
    if place is None or not isinstance(place.value, Decimal) or not shown:
        return None
    index = int(place.value) - 1 if place.value > 0 else -1
    return shown[index] if index < len(shown) else None


def _lines(wish: Wish, agenda: Agenda, view: View) -> tuple[OwnLine, ...]:
    orders = _orders(wish, agenda, view)
    return () if isinstance(orders, NotFound) else find_lines(wish.words, view, orders)


def _hits(wish: Wish, agenda: Agenda, view: View) -> tuple[Hit, ...]:
    return find_products(product_of(wish), view)


def _products(wish: Wish, agenda: Agenda, view: View) -> tuple[Product, ...]:
    """
    The products she may mean: those she names, those spoken of last, or those that she bought.

    Several where her words leave it open, none where they name nothing.
    """
    placed = _at_place(wish.of, "product", agenda)
    found = view.catalogue.product(placed) if placed else None
    if found:
        return (found,)
    if wish.of and wish.of.want("place") and agenda.listed:
        # There is no fourth of three.
        return ()
    extreme = wish.of.want("price") if wish.of else None
    hits = naming(product_of(wish), view)
    if extreme and extreme.op in (Op.MIN, Op.MAX) and len(hits) > 1:
        return tuple(hit.product for hit in by_price(hits, extreme.op)[:1])
    named = tuple(hit.product for hit in hits)
    spoken_of = [entity.id for entity in agenda.focus if entity.kind == "product"]
    in_focus = tuple(product for product in named if product.id in spoken_of)
    pointing = find(wish.words.lower(), both("pronouns"))
    only = _known(spoken_of, view) if len(spoken_of) == 1 else ()
    if only and pointing and not any(is_coded(hit) for hit in hits):
        # "How long does it keep the coffee hot" is about the thing in hand, not about coffee.
        return only
    if only and _are_values(hits, wish.words, only[0], view):
        return only
    if named:
        return in_focus if len(in_focus) == 1 else named
    words = wish.words
    own = [o.line.product for o in find_lines(words, view, view.orders)]
    return _known(own, view) or _told_apart(_known(spoken_of, view), words)


def _are_values(hits: Sequence[Hit], words: str, product: Product, view: View) -> bool:
    """Whether what named other things is what the thing in hand may be like: "espresso grind"."""
    options = options_of(product.variants, view.shop.scales)
    plain = plain_text(words)
    said = " ".join(plain[one.start : one.end] for one in options.said(plain))
    return bool(hits) and all(word in said for hit in hits for word in hit.matched)


def _told_apart(products: tuple[Product, ...], words: str) -> tuple[Product, ...]:
    """Those of several things whose titles hold most of the words that tell them apart."""
    if len(products) < 2:
        return products
    titles = {p.id: set(tokens(f"{p.title.en} {p.title.zh}")) for p in products}
    shared = set[str].intersection(*titles.values())
    said = {token for token in tokens(words) if not is_stop(token)} - shared
    held = {p.id: len(said & titles[p.id]) for p in products}
    return tuple(p for p in products if held[p.id] == max(held.values()))


def _known(ids: Iterable[str], view: View) -> tuple[Product, ...]:
    found = (view.catalogue.product(one) for one in dict.fromkeys(ids))
    return tuple(product for product in found if product)


def product_of(wish: Wish) -> Ref:
    """The reference to the product of a wish, wherever in the message it was named."""
    if wish.of is None:
        return Ref("product")
    earlier = wish.of.want("of")
    if earlier:
        # The product stands in an earlier clause of the same message.
        return replace(wish.of, kind="product", wants=(replace(earlier, attribute="words"),))
    if wish.of.kind == "product":
        return wish.of
    return replace(wish.of, kind="product")


_RESOLVERS: Mapping[Any, Callable[[Wish, Agenda, View], Any]] = {
    Asked: _asked,
    tuple[Order, ...]: _orders,
    tuple[OwnLine, ...]: _lines,
    tuple[Hit, ...]: _hits,
    tuple[Product, ...]: _products,
    Together: together_of,
    Order: order_of,
    Customer: customer_of,
    Reason: reason_of,
    Invoice: invoice_of,
    Problem: problem_of,
}

# What hangs on what was found for the parameters before it: the order, and the swaps in it.
_FOUND_LATER: Mapping[Any, Callable[[Wish, Mapping[str, Any], View], Any]] = {
    tuple[Piece, ...]: lambda wish, found, view: pieces_of(wish, found["order"], view),
    tuple[Swap, ...]: lambda wish, found, view: swaps_of(wish, found["order"], view),
    PaymentMethod: lambda wish, found, view: method_of(
        wish, found["order"], view, swaps=found.get("swaps", ())
    ),
    Address: lambda wish, found, view: address_of(wish, found.get("order"), view),
}
