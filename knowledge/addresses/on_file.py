"""Addresses that are on file and only pointed at: the one of the account, that of another order."""

import re

from knowledge.addresses.found import TOPIC
from knowledge.people import Address
from knowledge.purchase import Order
from knowledge.reference import Op, Ref, Want
from knowledge.resolve import find_orders
from knowledge.shop import View
from knowledge.words import find, pattern
from knowledge.words.topics import either, listed

_NUMBER = re.compile(r"#\s?[A-Za-z]{0,4}\d{3,}|(?<![A-Za-z0-9])[A-Za-z]{0,2}\d{5,}(?!\d)")
_GAP = 12
"""Characters between a word of denial and what it denies."""
_SHORT = 6
"""Words up to which a text need not say that it speaks of an address."""


def address_ref(text: str) -> Ref | None:
    """
    Which address on file a text points at; None if it points at none.

    ``Want("of", IS, "account")`` is that of the account, ``Want("of", IS, "order")`` that of
    another order, with the text as its words.

    Examples
    --------
    >>> address_ref("send it to my home address").want("of").value
    'account'
    """
    lowered = text.lower()
    if _same_as_order(lowered):
        return Ref("address", (Want("of", Op.IS, "order"), Want("words", Op.IS, text)))
    if _meant(lowered, listed(TOPIC, "of_account")):
        return Ref("address", (Want("of", Op.IS, "account"),))
    return None


def _meant(lowered: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands there and is neither denied nor what shall be changed."""
    denied = pattern(listed(TOPIC, "not_that_one"))
    changed = re.compile(rf"\s*(?:{either(listed(TOPIC, 'changed'))})")
    changing = re.compile(rf"(?:{either(listed(TOPIC, 'changing'))})(?:\s+(?:the|my))?\s*$")
    for match in pattern(phrases).finditer(lowered):
        before = lowered[max(0, match.start() - _GAP) : match.start()]
        said = [m.end() for m in denied.finditer(before)]
        clean = not said or re.search(r"[,，;；.。]|\bto\b", before[said[-1] :])
        if clean and not changed.match(lowered, match.end()) and not changing.search(before):
            return True
    return False


def _same_as_order(lowered: str) -> bool:
    return _same_in_english(lowered) or _same_in_chinese(lowered)


def _same_in_english(lowered: str) -> bool:
    """A pointing word, and the order it points at not far behind, or named before."""
    points = pattern(
        tuple(p for k in ("same_as", "to_that_of") for p in listed(TOPIC, k) if p.isascii())
    )
    order = pattern(tuple(w for w in listed(TOPIC, "order_noun") if w.isascii()))
    place = pattern(tuple(w for w in listed(TOPIC, "place") if w.isascii()))
    others = pattern(tuple(w for w in listed(TOPIC, "of_other") if w.isascii()))
    for match in points.finditer(lowered):
        # Short enough, it answers the question where to.
        if len(lowered.split()) > _SHORT and not place.search(lowered):
            continue
        behind = re.split(r"[.;!?]", lowered[match.end() : match.end() + 48])[0]
        if order.search(behind) or _NUMBER.search(behind) or others.search(match.group() + behind):
            return not find(lowered[max(0, match.start() - _GAP) : match.start()], _denials())
    return False


def _denials() -> tuple[str, ...]:
    return tuple(w for w in listed(TOPIC, "not_that_one") if w != "change")


def _same_in_chinese(lowered: str) -> bool:
    others = either(w for w in listed(TOPIC, "of_other") if not w.isascii())
    order = rf"(?:{others}|\d{{5,}})"
    same = either(w for w in listed(TOPIC, "same_as") if not w.isascii())
    that = either(listed(TOPIC, "of_that"))
    changed = either(listed(TOPIC, "changed"))
    like = either(listed(TOPIC, "as"))
    place = find(lowered, tuple(w for w in listed(TOPIC, "place") if not w.isascii()))
    alike = rf"(?:{like})[^，。；,]{{0,8}}?{order}[^，。；,]{{0,8}}?(?:{same})"
    its = rf"{order}[^，。；,]{{0,6}}?(?:{that})(?!\s*(?:{changed}))"
    return bool(place and (re.search(alike, lowered) or re.search(its, lowered)))


def find_address(ref: Ref, view: View, order: Order | None) -> tuple[Address, ...]:
    """
    The addresses on file that `ref` may mean, none twice.

    Parameters
    ----------
    order
        The order that shall get the address: another one's is looked for, and one that differs.
    """
    of = ref.want("of")
    if of is None or view.customer is None:
        return ()
    if of.value == "account":
        own = view.customer.address
        return (own,) if own != Address() else ()
    words = ref.want("words")
    text = str(words.value) if words else ""
    others = _orders(text, view, order)
    here = order.address if order else None
    differ = [o.address for o in others if o.address not in (here, Address())]
    return tuple(dict.fromkeys(differ or (o.address for o in others if o.address != Address())))


def _orders(text: str, view: View, order: Order | None) -> tuple[Order, ...]:
    """Her other orders that the words point at."""
    said = [re.sub(r"^#\s?", "", m.group()) for m in _NUMBER.finditer(text)]
    own = re.sub(r"\D", "", order.id) if order else None
    numbers = [number for number in said if re.sub(r"\D", "", number) != own]
    others = (*listed(TOPIC, "of_other"), *listed(TOPIC, "same_as"))
    if said and not numbers and not find(text.lower(), others):
        # "This address for #1": no other order is spoken of.
        return ()
    wants: list[Want] = [Want("number", Op.IS, number) for number in numbers[:1]]
    if not wants and find(text.lower(), listed(TOPIC, "newest")):
        rest = tuple(one for one in view.orders if order is None or one.id != order.id)
        return rest[-1:]
    found = find_orders(Ref("order", (*wants, Want("words", Op.IS, text))), view)
    return tuple(one for one in found if order is None or one.id != order.id)
