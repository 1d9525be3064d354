"""One kind of write held against one order: the checks that make up a refusal, and their facts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from knowledge.catalogue import Catalogue
from knowledge.describe import short
from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.legal_methods import covers, find_method, legal_methods, method_name
from knowledge.people import Customer
from knowledge.purchase import Line, Order
from knowledge.returnable import arrival, days_for, last_day, never, pieces_left
from knowledge.rules import ORDER_CHANGES, RuleParams, Rules
from knowledge.words import load_words
from knowledge.write import Piece

GOES_BACK = ("return_items", "exchange_items")
"""Writes by which goods come back."""


@dataclass(frozen=True)
class Refusal:
    """
    Why a write is not possible.

    Parameters
    ----------
    rule
        ``never``: the shop does not do it. ``status``, ``closed``, ``once``, ``late``,
        ``category``, ``returned``: not with this order or these goods. ``unknown_variant``,
        ``other_product``, ``not_listed``, ``sold_out``, ``too_few``: not for what she wants
        instead. The others: not like this.
    instead
        Name of the skill that can be done with the order instead, empty where there is none.
    """

    rule: Literal[
        "never",
        "status",
        "closed",
        "once",
        "late",
        "category",
        "method",
        "balance",
        "reason",
        "kind",
        "nothing",
        "unknown_item",
        "too_many",
        "returned",
        "unknown_variant",
        "other_product",
        "not_listed",
        "sold_out",
        "too_few",
    ]
    facts: tuple[Fact, ...] = ()
    instead: str = ""


def reason_words(params: RuleParams, language: Language) -> tuple[str, ...]:
    """The reasons of a rule as customers read them; one without words of its own as it stands."""
    words = load_words(language)["reasons"]
    return tuple(words.get(reason, reason) for reason in params.reasons)


@dataclass(frozen=True)
class Case:
    """One kind of write held against one order."""

    do: str
    order: Order
    params: RuleParams
    rules: Rules
    language: Language
    catalogue: Catalogue | None

    @property
    def source(self) -> str:
        return f"policies/rules/{self.do}"

    def by_status(self) -> Refusal | None:
        here = self.order.status
        anywhere = self.do not in ORDER_CHANGES and not self.params.statuses
        if anywhere or here in self.params.statuses:
            return None
        status = Fact("status", self._status(here), self._place)
        if self.rules.is_closed(here):
            return Refusal("closed", (self._about, status))
        allowed = self.joined([self._status(word) for word in self.params.statuses])
        return Refusal("status", (self._about, status, Fact("allowed", allowed, self.source)))

    def by_history(self, done: Collection[str]) -> Refusal | None:
        seen = {swap.do for swap in self.order.swaps} | {*done}
        before = self.do in seen or (self.do == "return_items" and bool(self.order.returns))
        return Refusal("once", (self._about,)) if self.params.once and before else None

    def by_lines(self, lines: Sequence[Line], today: date) -> Refusal | None:
        """Refused where none of the lines can go back, for want of pieces, kind or time."""
        left = [line for line in lines if pieces_left(self.order, line)]
        if self.do in GOES_BACK and lines and not left:
            return Refusal("returned", (self._about, self._items(lines)))
        banned = [line for line in left if never(line, self.params, self.catalogue)]
        late = [line for line in left if line not in banned and self._is_late(line, today)]
        if not left or len(banned) + len(late) < len(left):
            return None
        if late:
            return Refusal("late", (self._about, self._items(late), *self._time(late)))
        return Refusal("category", (self._about, self._items(banned)))

    def by_pieces(self, pieces: Iterable[Piece], today: date) -> Refusal | None:
        """Refused where one of the pieces is not there any more, or cannot go back."""
        lines = {line.id: line for line in self.order.lines}
        wanted = Counter[str]()
        for piece in pieces:
            if piece.line not in lines or lines[piece.line].variant != piece.variant:
                return Refusal("unknown_item", (self._about,))
            wanted[piece.line] += piece.quantity
        if not wanted or min(wanted.values()) < 1:
            return Refusal("nothing", (self._about,))
        for line in (lines[id] for id in wanted):
            found, left = self.by_lines([line], today), pieces_left(self.order, line)
            if found:
                return found
            if wanted[line.id] > left:
                count = Fact("left", left, f"{self._place}/items/{line.id}")
                return Refusal("too_many", (self._about, self._items([line]), count))
        return None

    def by_method(self, id: str, customer: Customer, due: Fact | None = None) -> Refusal | None:
        """
        Refused where the money may not go there, or not come from there.

        Parameters
        ----------
        due
            What has to be paid; None = the order's total, where the write has to pay anything.
        """
        amount = due.value if due and isinstance(due.value, Decimal) else None
        legal = legal_methods(self.do, self.order, customer, self.rules, amount)
        # Where no method is on file at all, the money goes back the way it came.
        if id in [method.id for method in legal] or not (id or legal):
            return None
        method = find_method(id, self.order, customer)
        if method is None:
            return Refusal("method", (self._about,))
        on_file = method in customer.payment_methods
        source = f"customers/{customer.id}/payment_methods/{id}" if on_file else self._place
        named = Fact("method", method_name(method, self.language), source)
        unit = self.rules.shop.currency
        price = due or Fact("total", self.order.total, self._place, unit)
        assert isinstance(price.value, Decimal)
        pays = self.do != "return_items"
        if not pays or covers(method, price.value) or method.balance is None:
            return Refusal("method", (self._about, named))
        balance = Fact("balance", method.balance, source, unit)
        return Refusal("balance", (self._about, named, balance, price))

    def joined(self, words: Sequence[str]) -> str:
        joint: str = load_words(self.language)["list_joint"]
        return joint.join(dict.fromkeys(words))

    @property
    def _place(self) -> str:
        return f"orders/{self.order.id}"

    @property
    def _about(self) -> Fact:
        return Fact("order", self.order.id, self._place)

    def _status(self, word: str) -> str:
        return self.rules.status(word).words.into(self.language)

    def _items(self, lines: Sequence[Line]) -> Fact:
        titles = [short(line.title.into(self.language)) for line in lines]
        return Fact("items", self.joined(titles), self._place)

    def _days(self, line: Line) -> int | None:
        return days_for(line, self.params, self.catalogue)

    def _is_late(self, line: Line, today: date) -> bool:
        last = last_day(self.order, self._days(line))
        return last is not None and today > last

    def _time(self, late: Sequence[Line]) -> tuple[Fact, ...]:
        """How long it was possible, when the goods came, and until when it was possible."""
        days = max(days for line in late if (days := self._days(line)) is not None)
        came, last = arrival(self.order), last_day(self.order, days)
        if came is None or came.delivered is None or last is None:
            return ()
        parcel = f"{self._place}/shipments/{came.tracking}"
        return (
            Fact("days", days, self.source, "days"),
            Fact("delivered", came.delivered.date(), parcel),
            Fact("last_day", last, f"{self._place}/rules/{self.do}"),
        )
