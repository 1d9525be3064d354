"""
A change that was shown and confirmed is made true: once, whole, and only as it was shown.

The dialogue shows a change and calls :func:`propose`; a yes to it calls :func:`commit`.
"""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from knowledge.goods import Language
from knowledge.people import Customer
from knowledge.purchase import Order, Swapped
from knowledge.records.confirmed import Confirmed, RecordMoved
from knowledge.records.database import Records
from knowledge.records.outbox import OWN_SYSTEM
from knowledge.records.pending import PendingAction, State
from knowledge.refusals import Refusal, refusal
from knowledge.shop import Shop
from knowledge.swaps import swapped, told
from knowledge.write import ChangeOrderItems, ExchangeItems, Write, order_of, target, to_json

LIFE = timedelta(minutes=10)
"""How long a yes counts for what was shown."""
EVENT = "write"
"""Kind of the message by which the shop's own system hears of a change."""


@dataclass(frozen=True)
class Committed:
    """The change is made; `audit` is the number of its row."""

    pending: PendingAction
    audit: int


@dataclass(frozen=True)
class Lapsed:
    """
    Nothing was changed.

    Parameters
    ----------
    why
        ``expired``: too late. ``moved``: the record was changed since. ``settled``: it was
        committed or dropped before, or there is no such change in this conversation.
    """

    why: Literal["expired", "moved", "settled"]
    pending: PendingAction | None


def propose(
    shop: Shop, write: Write, words: str, *, conversation: str, customer: str
) -> PendingAction:
    """
    The change as it waits for a yes; whatever else waited in the conversation is dropped.

    Parameters
    ----------
    words
        The change as it is shown.

    Raises
    ------
    ValueError
        If it would change an order or an account that is not this customer's.
    """
    records, now = shop.records, shop.now()
    with records.together():
        # One customer's changes come one after the other, here and in `commit`.
        records.customers.version(customer, hold=True)
        version = _version(records, write, customer)
        if version is None:
            raise ValueError(f"{target(write)} is no record of customer {customer}")
        action = PendingAction(
            id=f"p_{secrets.token_hex(16)}",
            conversation=conversation,
            customer=customer,
            write=write,
            words=words,
            version=version,
            state="open",
            created=now,
            expires=now + LIFE,
        )
        records.pending.drop_open(conversation)
        records.pending.put(action)
    return action


def commit(
    shop: Shop, pending_id: str, *, conversation: str, customer: str, language: Language = "en"
) -> Committed | Lapsed | Refusal:
    """
    Make a proposed change true, with its audit row and the event for the shop's own system.

    All of it is stored together or none of it; a transaction that is open already is joined. That
    the same change is confirmed twice, or by two processes at once, changes nothing.

    Parameters
    ----------
    pending_id
        Of what :func:`propose` returned; it is the idempotency key.
    conversation, customer
        Who says yes, and where: to be those who it was shown to.
    language
        Of the texts in the facts of a refusal.
    """
    records, now = shop.records, shop.now()
    with records.together():
        # First the customer, then the change, then its record: all that lock them do so in this
        # order, so none waits for another in a circle.
        records.customers.version(customer, hold=True)
        action = records.pending.hold(pending_id)
        if action is None or (action.conversation, action.customer) != (conversation, customer):
            return Lapsed("settled", None)
        if action.state != "open":
            return Lapsed("settled", action)
        if now >= action.expires:
            return Lapsed("expired", _settled(records, action, "expired"))
        version = _version(records, action.write, customer)
        owner = records.customers.get(customer)
        if owner is None or version != action.version:
            return Lapsed("moved", _settled(records, action, "moved"))
        order = records.orders.get(order_of(action.write), customer)
        refused = refusal(
            action.write,
            order,
            owner,
            shop.rules,
            now.date(),
            language=language,
            catalogue=shop.catalogue,
            done=[deed.what for deed in records.audit.of(target(action.write))],
            on_hand=records.stock.on_hand,
        )
        if refused is not None:
            _settled(records, action, "refused")
            return refused
        return _made(shop, action, order, owner, now)


def _made(
    shop: Shop, action: PendingAction, order: Order | None, customer: Customer, now: datetime
) -> Committed | Lapsed:
    records, write = shop.records, action.write
    swaps = _swaps(write, order, shop)
    confirmed = Confirmed(
        write, order, customer, action.version, action.conversation, shop.rules, now, swaps
    )
    try:
        consequences = records.apply(confirmed)
    except RecordMoved:
        return Lapsed("moved", _settled(records, action, "moved"))
    who, said = customer.id, {**to_json(write), **told(swaps)}
    audit = records.audit.add(
        who=who, what=write.do, target=target(write), detail=_json(said), at=now
    )
    for one in consequences:
        detail = _json(dict(one.detail))
        records.audit.add(who=who, what=one.what, target=one.target, detail=detail, at=now)
    event = {"id": action.id, "at": now.isoformat(), "audit": audit, "customer": who, **said}
    records.outbox.put(EVENT, OWN_SYSTEM, write.do, _json(event), now)
    return Committed(_settled(records, action, "committed", audit), audit)


def _swaps(write: Write, order: Order | None, shop: Shop) -> tuple[Swapped, ...]:
    """What a write swaps, at the prices of now."""
    if order is None or not isinstance(write, ChangeOrderItems | ExchangeItems):
        return ()
    return swapped(write, order, shop.catalogue)


def _version(records: Records, write: Write, customer: str) -> int | None:
    """Version of the record that a write is about, held; None where it is not this customer's."""
    order = order_of(write)
    if getattr(write, "customer", customer) != customer:
        return None
    if not order:
        return records.customers.version(customer, hold=True)
    version = records.orders.version(order, hold=True)
    return version if records.orders.get(order, customer) is not None else None


def _settled(
    records: Records, action: PendingAction, state: State, audit: int | None = None
) -> PendingAction:
    if not records.pending.settle(action.id, state, audit):
        raise RuntimeError(f"{action.id} was settled by somebody else while it was held")
    return replace(action, state=state, audit=audit)


def _json(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False)
