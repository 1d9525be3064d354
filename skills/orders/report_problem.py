"""Reports what went wrong with an order, so that somebody of the shop looks into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.describe import short
from knowledge.fact import Fact
from knowledge.purchase import Line, Order, TrackPoint
from knowledge.refusals import refusal
from knowledge.resolve import find_lines
from knowledge.rules import UNDERWAY
from knowledge.shop import View
from knowledge.write import CaseKind, OpenCase, Write
from skills import load_words
from skills.orders.case_facts import case_facts, open_before
from skills.orders.order_facts import card, choice, entity, head, items_of, order_fact
from skills.orders.order_facts import shipment_source as parcel
from skills.skill import (
    Entity,
    Level,
    Needs,
    Outcome,
    Problem,
    Proposed,
    Refused,
    Say,
    Told,
)

MOST = 6
"""Orders offered to choose from."""


ONCE = frozenset({"price_protection", "not_received"})
"""What can be the matter with an order only once at a time."""


class ReportProblem:
    level = Level.CLAIMED
    writes = "open_case"

    def __call__(self, view: View, problem: Problem, orders: tuple[Order, ...]) -> Outcome:
        if problem.kind is None:
            return Needs("reason", _kinds(view))
        meant = _meant(problem.kind, orders, view)
        if len(meant) > 1:
            return Needs("order_id", tuple(choice(order, view) for order in meant[-MOST:][::-1]))
        if not meant and problem.kind != "other":
            return Told((Say("no_orders"),))
        return _about(problem.kind, problem.note, meant[0] if meant else None, view)

    def done(self, view: View, write: Write) -> Told:
        """The report as it is on file now."""
        assert isinstance(write, OpenCase)
        case = open_before(view, write)
        order = (Fact("order", write.order, f"orders/{write.order}"),) if write.order else ()
        if case is None:
            return Told((Say("done" if order else "done_without_order", order),))
        key = "done_number" if order else "done_number_without_order"
        return Told((Say(key, (*order, *case_facts(case))),))


def _kinds(view: View) -> tuple[Entity, ...]:
    """The kinds of problems in words, to choose one."""
    kinds = load_words()["report_problem"]["kinds"]
    return tuple(Entity("policy", kind, both[view.language]) for kind, both in kinds.items())


def _meant(kind: CaseKind, orders: tuple[Order, ...], view: View) -> tuple[Order, ...]:
    """Those of `orders` that can have such a problem; of a mere complaint those she named."""
    if kind == "other":
        return orders if len(orders) == 1 or len(orders) < len(view.orders) else ()
    stages = {"delivered"} | (UNDERWAY if kind == "not_received" else set())
    if kind == "price_protection":
        stages |= UNDERWAY
    fitting = tuple(order for order in orders if view.rules.stage(order.status) in stages)
    on_the_way = [order for order in fitting if view.rules.stage(order.status) in UNDERWAY]
    if kind == "not_received" and len(on_the_way) == 1:
        # Of several the one that is still to come is missed.
        return tuple(on_the_way)
    return fitting or orders


def _about(kind: CaseKind, note: str, order: Order | None, view: View) -> Outcome:
    """What becomes of a problem whose kind and order are known."""
    assert view.customer is not None
    write = OpenCase(view.customer.id, order.id if order else "", kind, note)
    about = (entity(order),) if order else ()
    refused = refusal(write, order, view.customer, view.rules, view.today, language=view.language)
    if refused is not None:
        return Refused(f"refused_{refused.rule}", refused.facts, refused.instead, about)
    before = open_before(view, write)
    if before is not None and (kind in ONCE or before.note == note):
        return Told((Say("reported_already", case_facts(before)),), about=about)
    says = [Say("reported_before", case_facts(before))] if before else []
    if order is None:
        return Proposed(write, (*says, Say("propose"), *_then(note)))
    lines = _concerned(note, order, view)
    if kind == "price_protection":
        prices = tuple(_Prices.of(order, line, view) for line in lines)
        says += _compared(prices)
        if all(one.is_no_drop for one in prices) and not _always_taken(view):
            return Told((*says, Say("no_claim")), about=about)
    if kind == "not_received":
        says += _track(order, view)
    items = items_of(replace(order, lines=lines), view)
    says.append(
        Say(f"propose_{kind}", (order_fact(order), Fact("items", items, f"orders/{order.id}")))
    )
    return Proposed(write, (*says, *_then(note)), (card(order, view),), about)


def _then(note: str) -> Iterator[Say]:
    """Her own words as they are passed on, and what becomes of them."""
    if note:
        yield Say("in_your_words", (Fact("note", note, "said/reason"),))
    yield Say("then")


def _concerned(note: str, order: Order, view: View) -> tuple[Line, ...]:
    """The lines that she speaks of, all where her words name none."""
    named = tuple(own.line for own in find_lines(note, view, (order,)))
    return named or order.lines


@dataclass(frozen=True)
class _Prices:
    """What she paid for one of a line, and what it costs today; None = not on file."""

    line: Line
    today: Decimal | None
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, order: Order, line: Line, view: View) -> "_Prices":
        source = f"orders/{order.id}/items/{line.id}"
        facts = [
            Fact("title", short(view.text(line.title)), source),
            Fact("paid", line.price, source, view.currency),
            Fact("quantity", line.quantity, source),
        ]
        variant = view.catalogue.variant(line.variant)
        if variant is None or variant.price is None:
            return cls(line, None, tuple(facts))
        place = f"products/{variant.product}/variants/{variant.id}"
        facts.append(Fact("today", variant.price, place, view.currency))
        if variant.price < line.price:
            less = (line.price - variant.price) * line.quantity
            facts.append(Fact("difference", less, f"{source}/price_drop", view.currency))
        return cls(line, variant.price, tuple(facts))

    @property
    def is_drop(self) -> bool:
        return self.today is not None and self.today < self.line.price

    @property
    def is_no_drop(self) -> bool:
        return self.today is not None and self.today >= self.line.price


def _compared(prices: Sequence[_Prices]) -> Iterator[Say]:
    """What was paid and what it costs today; what has not become cheaper only where nothing has."""
    some_fell = any(one.is_drop for one in prices)
    for one in prices:
        if one.is_drop:
            yield Say("cheaper" if one.line.quantity == 1 else "cheaper_each", one.facts)
        elif one.today is None:
            yield Say("no_price_today", one.facts)
        elif not some_fell:
            yield Say("as_dear" if one.today == one.line.price else "dearer", one.facts)


def _always_taken(view: View) -> bool:
    """Whether the shop looks into such a claim whatever the prices it has on file say."""
    rule = view.rules.for_write("open_case")
    return rule is not None and "price_protection" in rule.kinds


def _track(order: Order, view: View) -> Iterator[Say]:
    """What is on file about the way of the order's parcels."""
    yield Say("status", head(order, view))
    for shipment in order.shipments:
        source = parcel(order, shipment)
        tracking = Fact("tracking", shipment.tracking, source)
        if shipment.delivered:
            yield Say("handed_over", (tracking, Fact("delivered", shipment.delivered, source)))
            continue
        if shipment.track:
            yield _latest(shipment.track[-1], (tracking,), source, view)
        if shipment.promised and view.rules.stage(order.status) in UNDERWAY:
            day = Fact("promised", shipment.promised.date(), source)
            yield Say("overdue" if shipment.promised.date() < view.today else "expected", (day,))


def _latest(point: TrackPoint, facts: tuple[Fact, ...], source: str, view: View) -> Say:
    """The newest word of the carrier, with its day where it has one."""
    words = Fact("point", view.text(point.text) or point.status, source)
    if point.at is None:
        return Say("last_seen", (*facts, words))
    return Say("last_seen_at", (*facts, words, Fact("at", point.at, source)))


skill = ReportProblem()
