"""Asks for an invoice: whom it is made out to, with or without a tax number."""

import re
from collections.abc import Iterator

from knowledge.fact import Fact
from knowledge.purchase import Order
from knowledge.refusals import refusal
from knowledge.shop import View
from knowledge.words import find, grouped
from knowledge.write import OpenCase, Write
from skills import load_words
from skills.orders.case_facts import case_facts, open_before
from skills.orders.order_facts import card, entity, items_of, order_fact, total
from skills.skill import (
    Entity,
    Invoice,
    Level,
    Needs,
    Outcome,
    Proposed,
    Refused,
    Say,
    Told,
)

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MOST_WORDS = 500
"""Characters of her own words that the note holds."""


class RequestInvoice:
    level = Level.CLAIMED
    writes = "open_case"

    def __call__(self, view: View, order: Order, invoice: Invoice) -> Outcome:
        assert view.customer is not None
        title = _title(invoice, view)
        note = _note(invoice, title, view)
        write = OpenCase(view.customer.id, order.id, "invoice", note)
        refused = refusal(
            write, order, view.customer, view.rules, view.today, language=view.language
        )
        if refused is not None:
            return Refused(
                f"refused_{refused.rule}", refused.facts, refused.instead, (entity(order),)
            )
        before = open_before(view, write)
        told_anew = invoice.title or invoice.tax_number
        same = before is not None and _essence(before.note) == _essence(note)
        if before is not None and (same or not told_anew):
            facts = (order_fact(order), *case_facts(before))
            return Told((Say("asked_already", facts),), about=(entity(order),))
        if title is None:
            return Needs("option", _kinds(view), _because(invoice, order, view))
        says = (*_known(order, view), *_asked_for(invoice, title, order, view))
        if before is not None:
            says = (Say("asked_before", case_facts(before)), *says)
        return Proposed(write, says, (card(order, view),), (entity(order),))

    def done(self, view: View, write: Write) -> Told:
        """The request as it is on file now."""
        assert isinstance(write, OpenCase)
        case = open_before(view, write)
        facts = (Fact("order", write.order, f"orders/{write.order}"),)
        if case is None:
            return Told((Say("done", facts),))
        return Told((Say("done_number", (*facts, *case_facts(case))),))


def _title(invoice: Invoice, view: View) -> Fact | None:
    """Whom it is made out to, as she said it; herself where she names nobody and no company."""
    if invoice.title:
        return Fact("title", invoice.title, "said/option")
    if not invoice.company and view.customer and view.customer.name:
        return Fact("title", view.customer.name, f"customers/{view.customer.id}")
    return None


def _email(invoice: Invoice) -> str:
    match = _EMAIL.search(invoice.words)
    return match.group() if match else ""


def _note(invoice: Invoice, title: Fact | None, view: View) -> str:
    """What the invoice shall say, a line for each thing, for the people who write it."""
    kind = "" if invoice.company is None else "company" if invoice.company else "person"
    parts = {
        kind: "",
        "title": str(title.value) if title else "",
        "tax_number": invoice.tax_number,
        "email": _email(invoice),
        "words": invoice.words[:MOST_WORDS],
    }
    forms = load_words()["request_invoice"]["note"]
    lines = (
        forms[name][view.language].format(said)
        for name, said in parts.items()
        if name and (said or name == kind)
    )
    return "\n".join(lines)


def _essence(note: str) -> str:
    """A note without her own words: what the invoice says."""
    forms = load_words()["request_invoice"]["note"]["words"].values()
    starts = tuple(form.partition("{")[0] for form in forms)
    return "\n".join(line for line in note.split("\n") if not line.startswith(starts))


def _kinds(view: View) -> tuple[Entity, ...]:
    """A private invoice or one for a company, as answers to choose."""
    kinds = load_words()["request_invoice"]["kinds"]
    return tuple(Entity("policy", name, both[view.language]) for name, both in kinds.items())


def _because(invoice: Invoice, order: Order, view: View) -> Say | None:
    if invoice.company:
        return Say("company_has_a_name")
    return next(_known(order, view), None)


def _known(order: Order, view: View) -> Iterator[Say]:
    """The invoice that was issued before, where the order tells of one."""
    note = view.text(order.note)
    if find(note.lower(), grouped("asks")["invoice"]):
        yield Say("on_file", (Fact("note", note, f"orders/{order.id}"),))


def _asked_for(invoice: Invoice, title: Fact, order: Order, view: View) -> Iterator[Say]:
    """The invoice in words: whose, for what, over how much, and what stands on it."""
    facts = (order_fact(order), Fact("items", items_of(order, view), f"orders/{order.id}"), title)
    if not invoice.title:
        yield Say("propose_own_name", facts)
        if invoice.company is None:
            yield Say("another_name")
    elif invoice.company is None:
        yield Say("propose", facts)
    else:
        yield Say("propose_company" if invoice.company else "propose_person", facts)
    if not order.refunded:
        yield Say("amount", (total(order, view),))
    if invoice.tax_number:
        yield Say("tax_number", (Fact("tax_number", invoice.tax_number, "said/option"),))
    elif invoice.company:
        yield Say("no_tax_number")
    if _email(invoice):
        yield Say("email", (Fact("email", _email(invoice), "said/option"),))
    yield Say("then")


skill = RequestInvoice()
