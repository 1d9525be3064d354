"""
Which order and which lines of it a change is about, from all that was said one after the other.

A sentence names things for two ends: to say which order ("the one with the tent") and to say what
to do it with ("send the lamp back"). What stands behind such words as "the order with" is there
for the order alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.own_lines import Phrase, lines_like, speaks_of_all, spoken_lines
from knowledge.purchase import Order
from knowledge.reference import Op, Ref, Want
from knowledge.resolve import OwnLine, find_orders
from knowledge.shop import View
from knowledge.words import both, pattern
from knowledge.write import Piece

_NEAR = 15
"""Characters between words such as "the order with" and a thing that only says which order."""
_AND = "and"


@dataclass(frozen=True)
class Meant:
    """Pieces of an order that are meant for sure, and lines between which she has to choose."""

    pieces: tuple[Piece, ...] = ()
    unclear: tuple[OwnLine, ...] = ()


def orders_meant(of: Ref | None, items: Ref | None, view: View) -> tuple[Order, ...]:
    """
    Her orders that fit best what was said of the order and of the things in it.

    A number has to fit; a state and a place in time narrow the choice; then those that hold most
    of the things that are named.
    """
    plain = _without_words(of)
    found = find_orders(plain, view)
    if of is not None and of.want("number"):
        return found
    texts = [text for op, text in _said(of, "words", "holds") if op is Op.IS]
    net = _net_texts(items)
    phrases = [p for text in (*texts, *net) for p in spoken_lines(text, view, view.orders)]
    excluded = {order.id for ref in (of.but if of else ()) for order in _holding(ref, view)}
    found = tuple(order for order in found if order.id not in excluded)
    return _holding_most(found, phrases)


def _without_words(of: Ref | None) -> Ref | None:
    if of is None:
        return None
    kept = tuple(want for want in of.wants if want.attribute not in {"words", "holds"})
    return Ref(of.kind, kept, of.take)


def _said(ref: Ref | None, *attributes: str) -> Iterable[tuple[Op, str]]:
    for want in ref.wants if ref else ():
        if want.attribute in attributes and isinstance(want.value, str):
            yield want.op, want.value


def _holding(ref: Ref, view: View) -> tuple[Order, ...]:
    """The orders that an exception speaks of."""
    if ref.want("number"):
        return find_orders(ref, view)
    phrases = [
        phrase
        for _, text in _said(ref, "words", "holds")
        for phrase in spoken_lines(text, view, view.orders)
    ]
    return _holding_most(view.orders, phrases) if phrases else ()


def _holding_most(orders: Sequence[Order], phrases: Sequence[Phrase]) -> tuple[Order, ...]:
    """Those of `orders` that hold most of the phrases; all where none holds any."""
    num_held = {
        order.id: sum(any(own.order.id == order.id for own in p.lines) for p in phrases)
        for order in orders
    }
    most = max(num_held.values(), default=0)
    return tuple(order for order in orders if num_held[order.id] == most)


def _net_texts(items: Ref | None) -> tuple[str, ...]:
    """What was said to be meant, without what a later word took away or replaced."""
    texts: list[str] = []
    for want in items.wants if items else ():
        if not isinstance(want.value, str):
            continue
        if want.attribute == "only":
            texts = [want.value]
        elif want.op is Op.IS:
            texts.append(want.value)
    return tuple(texts)


def pieces_meant(items: Ref | None, order: Order, view: View) -> Meant:
    """The pieces of `order` that were named, one message after the other."""
    meant = _Naming(order, view)
    for want in items.wants if items else ():
        if isinstance(want.value, str):
            meant.hear(want, want.value)
    return meant.result()


class _Naming:
    """The lines that are named so far, with how many of each."""

    def __init__(self, order: Order, view: View) -> None:
        self._own = tuple(OwnLine(order, line) for line in order.lines)
        self._view, self._order = view, order
        self._named: dict[str, int] = {}
        self._unclear: tuple[OwnLine, ...] = ()

    def hear(self, want: Want, text: str) -> None:
        if want.attribute == "line":
            self._unclear = ()
            self._take([own for own in self._own if own.line.id == text], None)
            return
        if want.attribute == "only" and (self._phrases(text) or speaks_of_all(text)):
            self._named, self._unclear = {}, ()
        if want.op is Op.NOT:
            self._drop(text)
        else:
            self._add(text)

    def _drop(self, text: str) -> None:
        for phrase in self._phrases(text):
            for own in phrase.lines:
                self._named.pop(own.line.id, None)

    def _add(self, text: str) -> None:
        phrases = self._for_items(text)
        before = self._unclear
        if before:
            singled = lines_like(text, self._view, before)
            if len(singled) < len(before):
                self._unclear = ()
                self._take(singled, None)
                return
        for phrase in phrases:
            self._take(phrase.lines, phrase.quantity)
        if before and speaks_of_all(text):
            self._unclear = ()
            for own in before:
                self._take((own,), None)
        elif not phrases and speaks_of_all(text):
            self._take_all()

    def _phrases(self, text: str) -> tuple[Phrase, ...]:
        return spoken_lines(text, self._view, (self._order,))

    def _for_items(self, text: str) -> tuple[Phrase, ...]:
        """The phrases that name things to do something with, not those that say which order."""
        phrases = self._phrases(text)
        about_order = pattern(both("order_holding"))
        for_order: list[bool] = []
        for place, phrase in enumerate(phrases):
            before = text[phrases[place - 1].end if place else 0 : phrase.start].lower()
            cues = [match.end() for match in about_order.finditer(before)]
            listed = (
                place > 0
                and for_order[-1]
                and pattern(both("joins_things")).fullmatch(before.strip(" ,，、") or _AND)
            )
            near = bool(cues) and len(before) - cues[-1] <= _NEAR
            for_order.append(near or bool(listed) or self._held_behind(text[phrase.end :]))
        return tuple(p for p, only in zip(phrases, for_order, strict=True) if not only)

    @staticmethod
    def _held_behind(after: str) -> bool:
        """Whether what follows a phrase makes it the name of an order: "the lamp order"."""
        return pattern(both("held_behind")).match(after.lower().lstrip()) is not None

    def _take(self, lines: Sequence[OwnLine], quantity: int | None) -> None:
        if len(lines) == 1:
            (own,) = lines
            self._named[own.line.id] = min(quantity or own.line.quantity, own.line.quantity)
        elif quantity is not None and quantity >= sum(own.line.quantity for own in lines):
            for own in lines:
                self._named[own.line.id] = own.line.quantity
        elif not all(own.line.id in self._named for own in lines):
            self._unclear = tuple(own for own in lines if own.line.id not in self._named)
            if len(self._unclear) == 1:
                self._take(self._unclear, quantity)
                self._unclear = ()

    def _take_all(self) -> None:
        self._named = {own.line.id: own.line.quantity for own in self._own}
        self._unclear = ()

    def result(self) -> Meant:
        pieces = tuple(
            Piece(line.id, line.variant, self._named[line.id])
            for line in self._order.lines
            if line.id in self._named
        )
        return Meant(pieces, self._unclear)
