"""A shop on a copy of its records in which random dialogues take place, with a second account."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from random import Random
from typing import Any

from agent.agent import Agent
from agent.rehearsal.case import Given
from agent.rehearsal.homes import Homes
from knowledge.load.shop_data import ShopData
from knowledge.records.audit import Deed
from knowledge.records.replay import fold
from knowledge.records.replay_states import CustomerState, OrderState, State, observed
from knowledge.records.trial import Trial
from knowledge.shop import Shop
from tests.agent.chat import Clock
from tests.agent.random_oracle import CONSEQUENCES
from tests.agent.random_shopper import KINDS, Shopper, addresses

MORNING = datetime(2026, 11, 20, 7)
_NEEDS = {"return_items": "delivered"}
"""Status of an order without which a change is not possible, where that is not `pending`."""
_OVER = frozenset({"delivered", "cancelled", "returned"})
_MEANWHILE = ("pending", "delivered", "cancelled", "shipped", "processed", "packed")
"""What the shop makes of an order while somebody talks about it; words that it does not have are
left out."""
# What belongs to no customer or order, and is told of by the audit all the same.
_ASIDE = frozenset({"cases", "subscriptions"})
# What is done about an order without changing what the source says of it.
_ABOUT = frozenset({"open_case", "erased"})


@dataclass(frozen=True)
class TimedShop(Shop):
    """The shop by a clock that the test moves."""

    clock: Clock = field(default_factory=lambda: Clock(MORNING))

    def now(self) -> datetime:
        return self.clock.now.replace(microsecond=0)


@dataclass
class World:
    """
    The shop of some dialogues.

    Parameters
    ----------
    data
        What its home was made from.
    before
        State of each customer who talks, at the row of the audit in `marks`.
    """

    shop: TimedShop
    trial: Trial
    data: ShopData
    before: dict[str, State] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    is_imported: bool = False

    @cached_property
    def agent(self) -> Agent:
        return Agent(self.shop)

    @property
    def clock(self) -> Clock:
        return self.shop.clock

    @cached_property
    def goals(self) -> Sequence[str]:
        """What this shop changes for its customers at all."""
        rules = self.shop.rules
        return [one for one in KINDS if rules.for_write(one.split()[0]) or one.startswith("erase")]

    @cached_property
    def secrets(self) -> Mapping[str, frozenset[str]]:
        """What stands in the records of one customer, by customer: names, numbers, addresses."""
        found: dict[str, set[str]] = {}
        for one in self.data.customers:
            place = one.address
            found[one.id] = {one.id, one.name, one.email, one.phone, place.address1, place.zip}
            found[one.id] |= {method.id for method in one.payment_methods}
        for order in self.data.orders:
            place = order.address
            found[order.customer] |= {order.id, place.address1, place.zip}
            found[order.customer] |= {shipment.tracking for shipment in order.shipments}
        # What anybody may have moved to in an earlier dialogue is no secret.
        public = "\n".join(addresses(self.shop.rules.shop.country))
        return {
            one: frozenset(secret for secret in hers if secret and secret not in public)
            for one, hers in found.items()
        }

    def customer_for(self, goal: str, chance: Random) -> str:
        """Somebody for whom it may be possible, mostly."""

        def fits(words: Collection[str]) -> bool:
            if goal == "erase_customer":
                return set(words) <= _OVER
            return goal == "subscribe" or _NEEDS.get(goal, "pending") in words

        everybody = [one.id for one in self.data.customers]
        if goal.startswith("open_case"):
            return chance.choice(everybody)
        words: dict[str, set[str]] = {one: set() for one in everybody}
        for customer, status in self._rows("select customer, status from orders"):
            words[customer].add(status)
        fitting = [one for one in everybody if fits(words[one])]
        return chance.choice(fitting if fitting and chance.random() < 0.85 else everybody)

    def shopper(self, goal: str, me: str | None, chance: Random) -> Shopper:
        """Somebody who wants something; None = nobody who is on file."""
        records = self.shop.records
        return Shopper(
            chance,
            records.customers.get(me) if me else None,
            self.shop.view(me, "en").orders,
            [order.id for order in chance.sample(self.data.orders, 3)],
            goal,
            chance.sample(self.titles, 3),
            self.shop.rules.shop.country,
            "en" if chance.random() < 0.65 else "zh",
        )

    @cached_property
    def titles(self) -> Sequence[str]:
        """Names of what is sold out, once for each time it is likelier than the rest."""
        stock = self._rows("select variant from stock group by 1 having sum(on_hand) < 1")
        gone = {row[0] for row in stock}
        short = [
            product.title.into("en")
            for product in self.data.products
            if gone & {variant.id for variant in product.variants}
        ]
        return [*short, *short, *(one.title.into("en") for one in self.data.products[:30])]

    def mail_to(self, customer: str | None) -> str:
        """The mail with the latest code for a customer."""
        found = self.shop.records.customers.get(customer) if customer else None
        mail = self.shop.records.outbox.latest(found.email) if found and found.email else None
        return mail.body if mail is not None and mail.kind == "code" else ""

    def last_audit(self) -> int:
        return int(self._rows("select coalesce(max(id), 0) from audit")[0][0])

    def audit_after(self, number: int) -> list[Deed]:
        query = "select id, at, who, what, target, detail from audit where id > ? order by id"
        return [
            Deed(int(row[0]), datetime.fromisoformat(row[1]), *row[2:])
            for row in self._rows(query, number)
        ]

    def begin(self, customer: str) -> None:
        """Note how the records of a customer are, where that is not noted yet."""
        if customer not in self.before:
            self.before[customer] = observed(self.shop.records, [customer])
            self.marks[customer] = self.last_audit()

    def settle(self, customer: str) -> Iterator[str]:
        """What the records of a customer say otherwise than her audit; from now on it is noted."""
        audit = self.audit_after(self.marks[customer])
        told = fold(audit, self.before[customer], self.shop.rules)
        there = observed(self.shop.records, [customer])
        yield from _differences(told, there)
        self.before[customer], self.marks[customer] = there, self.last_audit()

    def change_status(self, customer: str | None, chance: Random) -> Iterator[str]:
        """The shop itself changes an order; before that all has to be as the audit says."""
        if customer is None or not (orders := self.shop.view(customer, "en").orders):
            return
        yield from self.settle(customer)
        order = chance.choice(orders).id
        word = chance.choice([one for one in _MEANWHILE if one in self.shop.rules.statuses])
        self.trial.set_status(order, word)
        self.moved.add(f"orders/{order}")
        self.before[customer] = observed(self.shop.records, [customer])

    def import_again(self) -> Iterator[str]:
        """The shop's source is read anew; what was changed here has to stay as it is."""
        for one in self.before:
            yield from self.settle(one)
        yield from self._changed_unaudited()
        touched = self.shop.records.audit.touched("orders")
        kept = {one: self._order_state(one) for one in touched if self._order_state(one)}
        self.shop.records.load(self.data)
        self.is_imported = True
        for one in self.before:
            self.before[one] = observed(self.shop.records, [one])
        for order, state in kept.items():
            changed = {deed.what for deed in self.shop.records.audit.of(f"orders/{order}")}
            if changed - _ABOUT and self._order_state(order) != state:
                yield f"importing again changed {order}, which was changed here before"

    def _order_state(self, order: str) -> OrderState | None:
        return next((s.orders[order] for s in self.before.values() if order in s.orders), None)

    def faults_of(
        self,
        customers: Collection[str],
        conversations: Collection[str],
        committed: Mapping[str, int],
    ) -> Iterator[str]:
        """What is wrong in the records after a dialogue."""
        for one in customers:
            yield from self.settle(one)
        for conversation in conversations:
            query = "select id, state, audit from pending_actions where conversation = ?"
            rows = self._rows(query, conversation)
            if sum(row[1] == "open" for row in rows) > 1:
                yield "more than one change waits for a yes"
            for action, state, number in rows:
                if (state == "committed") != (action in committed):
                    yield f"{action} is {state}, and the transcript says otherwise"
                if number != committed.get(action):
                    yield f"{action} names row {number} of the audit, not {committed.get(action)}"

    def faults_at_end(self, num_commits: int) -> Iterator[str]:
        """What is wrong in the records after all dialogues."""
        for one in self.before:
            yield from self.settle(one)
        if not self.shop.records.audit.verify():
            yield "the chain of the audit is broken"
        writes = [one for one in self.audit_after(0) if one.what not in CONSEQUENCES]
        if len(writes) != num_commits:
            yield f"{len(writes)} writes in the audit, {num_commits} in the transcripts"
        told = [json.loads(row[0]) for row in self._rows(_EVENTS)]
        # What was sent is blank once she is forgotten.
        known = {one["audit"] for one in told if one}
        if len(told) != len(writes) or not known <= {one.id for one in writes}:
            yield "the events for the shop's own system are not one for each write"
        yield from self._changed_unaudited()

    def _changed_unaudited(self) -> Iterator[str]:
        """Records that were changed and have no row in the audit, whosoever they are."""
        if not self.is_imported:
            told = {deed.target for deed in self.trial.deeds()}
            for one in sorted(self.trial.changed() - told - self.moved - _ASIDE):
                yield f"{one} was changed, and the audit does not know of it"

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.trial.path)) as connection:
            return connection.execute(query, values).fetchall()


_EVENTS = "select body from outbox where kind = 'write' order by id"


def _differences(told: State, there: State) -> Iterator[str]:
    pairs: list[tuple[str, OrderState | CustomerState | None, OrderState | CustomerState | None]]
    pairs = [(one, told.orders.get(one), there.orders.get(one)) for one in told.orders]
    pairs += [(one, told.customers.get(one), there.customers.get(one)) for one in told.customers]
    if (set(told.orders), set(told.customers)) != (set(there.orders), set(there.customers)):
        yield f"the audit tells of {set(told.orders)}, the records of {set(there.orders)}"
    for one, by_audit, by_records in pairs:
        if by_audit != by_records:
            yield f"{one} is {by_records}, by the audit {by_audit}"


def _given(name: str, data: ShopData, chance: Random) -> Given:
    """Orders that are still open and goods that are sold out, where the shop has few of them."""
    orders, stock = {}, {}
    if sum(order.status == "pending" for order in data.orders) < 100:
        lucky = set(chance.sample([one.id for one in data.customers], len(data.customers) // 2))
        latest = {order.customer: order for order in data.orders if order.customer in lucky}
        orders = {order.id: "pending" for order in latest.values()}
        few = [one for one in data.products if len(one.variants) < 4]
        stock = {one.variants[0].id: 0 for one in chance.sample(few, min(15, len(few)))}
    return Given(orders=orders, stock=stock)


@contextmanager
def world(homes: Homes, data: ShopData, chance: Random) -> Iterator[World]:
    """A world on a fresh copy of the records of the one home that `homes` has."""
    with homes.stage("", _given("", data, chance)) as (shop, trial):
        known = {one.name: getattr(shop, one.name) for one in fields(Shop)}
        yield World(TimedShop(**known, clock=Clock(MORNING)), trial, data)
