"""What becomes of a yes: the change that was shown is checked again, stored, and told."""

from dataclasses import dataclass, replace
from decimal import Decimal

from agent.agenda import Agenda
from agent.door import Person
from agent.plan import plan
from agent.policy import Commit, Confirm, Run
from agent.reply import told_in_words
from agent.turn import Conversation, Pending, Step, Yes
from agent.wordings import say_mail
from agent.write_slots import amount
from knowledge.commit import Committed, Lapsed, commit, propose
from knowledge.reference import Op, Want
from knowledge.shop import Shop, View
from knowledge.write import EraseCustomer, order_of
from skills import writing
from skills.skill import Entity, Proposed, Refused, Say, Told


@dataclass(frozen=True)
class Carried:
    """The steps of a turn, what has to be said before them, and what the shop looks like now."""

    steps: tuple[Step, ...]
    view: View
    note: str = ""


def carry_out(agenda: Agenda, person: Person, view: View, conversation: str) -> Carried:
    """
    The steps of a turn, with the pending change stored where she agreed to just that.

    Has to run inside one transaction of the records with the storing of the turn: then either the
    change is there and the conversation says so, or neither.
    """
    steps = plan(agenda, person, view)
    shown = next((step for step in steps if isinstance(step.outcome, Proposed)), None)
    if agenda.agreed is None or agenda.pending is None or shown is None:
        return Carried(steps, view)
    assert isinstance(shown.outcome, Proposed)
    assert view.customer is not None
    if shown.outcome.write != agenda.pending.write:
        return Carried(steps, view, "lapsed_moved" if not agenda.changed else "")
    note, told = _condition(agenda.agreed, shown.outcome)
    if told:
        return _settled(agenda, person, view, shown, Step(shown.wish, Run(), told))
    if note:
        return Carried(steps, view, note)
    result = commit(
        view.shop, agenda.pending.id, conversation=conversation, customer=view.customer.id
    )
    if isinstance(result, Lapsed):
        return Carried(steps, view, f"lapsed_{result.why}")
    if isinstance(result, Committed):
        return _done(agenda, person, view, shown)
    order = order_of(agenda.pending.write)
    about = (Entity("order", order, order),) if order else ()
    refused = Refused(f"refused_{result.rule}", result.facts, result.instead, about)
    return _settled(agenda, person, view, shown, Step(shown.wish, Run(), refused))


def _done(agenda: Agenda, person: Person, view: View, shown: Step) -> Carried:
    """The change told from the records as they are now, with a mail that says the same."""
    assert agenda.pending is not None
    assert view.customer is not None
    write, customer = agenda.pending.write, view.customer
    fresh = view.shop.view(customer.id, view.language)
    told = writing()[shown.wish.do].done(fresh, write)
    if customer.email and not isinstance(write, EraseCustomer):
        mail = say_mail(
            "changed",
            view.language,
            told=told_in_words(shown.wish.do, told.says, fresh),
            shop=view.shop.rules.shop.name.into(view.language),
        )
        view.shop.records.outbox.put(
            "changed", customer.email, mail.subject, mail.body, view.shop.now()
        )
    return _settled(agenda, person, fresh, shown, Step(shown.wish, Commit(write), told))


def _settled(agenda: Agenda, person: Person, view: View, shown: Step, step: Step) -> Carried:
    """The step of a wish that is over, and the steps of those that have waited for it."""
    left = tuple(wish for wish in agenda.open if wish != shown.wish)
    others = plan(replace(agenda, open=left), person, view, over=shown.wish)
    return Carried((step, *others), view)


def _condition(yes: Yes, proposed: Proposed) -> tuple[str, Told | None]:
    """Whether the condition of a yes holds: a note if that can't be known, what to say if not."""
    for want in yes.only_if:
        money = amount(proposed)
        if want.attribute != "price" or money is None:
            return "condition_unknown", None
        if not _holds(want, money):
            fact = next(f for say in proposed.says for f in say.facts if f.value == money)
            told = Told((Say("condition_fails", (replace(fact, name="amount"),)),))
            return "", told
    return "", None


def _holds(want: Want, money: Decimal) -> bool:
    if not isinstance(want.value, Decimal):
        return False
    return money <= want.value if want.op in (Op.LE, Op.LT) else money >= want.value


def pending_of(
    steps: tuple[Step, ...], before: Pending | None, view: View, conversation: str, words: str
) -> Pending | None:
    """
    The row of the change that a reply asks to confirm: the same one while it stays the same.

    A change that was shown and is no longer asked about can't be agreed to any more.
    """
    pending = view.shop.records.pending
    shown = next((s for s in steps if isinstance(s.decision, Confirm)), None)
    if shown is None or not isinstance(shown.outcome, Proposed) or view.customer is None:
        pending.drop_open(conversation)
        return None
    write = shown.outcome.write
    if before and before.write == write and still_waits(before, view.shop):
        return before
    customer = view.customer.id
    row = propose(view.shop, write, words, conversation=conversation, customer=customer)
    return Pending(row.id, write)


def still_waits(pending: Pending, shop: Shop) -> bool:
    """Whether a change that was shown can still be agreed to as it was."""
    row = shop.records.pending.get(pending.id)
    return row is not None and row.state == "open" and row.expires > shop.now()


def is_stale(pending: Pending | None, after: int | None, conversation: Conversation) -> bool:
    """Whether what she saw when she wrote was another change than the one that waits now."""
    if pending is None or after is None or after > len(conversation.turns):
        return False
    shown = (turn.reply.pending for turn in conversation.turns[:after] if turn.reply)
    seen = [one.id for one in shown if one is not None]
    return pending.id not in seen
