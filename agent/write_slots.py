"""What the parameters of a skill that changes something stand for, found in her own records."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast, get_args

from agent.agenda import Agenda
from agent.open_wish import words_of
from agent.turn import Wish
from agent.understanding.invoices import read_invoice
from agent.understanding.problems import read_problem
from agent.understanding.verbs import SIBLINGS, is_question
from knowledge.addresses import (
    address_ref,
    corrected,
    find_address,
    is_complete,
    read_address,
    without_numbers,
)
from knowledge.describe import like, short
from knowledge.fact import Fact
from knowledge.legal_methods import difference, legal_methods
from knowledge.meant import orders_meant, pieces_meant
from knowledge.payments_said import find_methods
from knowledge.people import Address, Customer, PaymentMethod
from knowledge.purchase import Order
from knowledge.reasons_said import nearest_reason, read_reason, reason_phrase
from knowledge.reference import Op, Ref
from knowledge.refusals import refusal_of_order
from knowledge.resolve import OwnLine
from knowledge.shop import View
from knowledge.words import load_words
from knowledge.write import CancelOrder, CaseKind, Piece, Swap
from skills import load_skills
from skills.orders.order_facts import choice, entity, method, order_fact
from skills.skill import (
    Entity,
    Invoice,
    Needs,
    NotFound,
    Outcome,
    Problem,
    Reason,
    Refused,
    Say,
)

_KINDS = get_args(CaseKind)


def order_of(wish: Wish, agenda: Agenda, view: View) -> Order | Needs | NotFound | Refused:
    """The one order of hers that a change is about."""
    found = changeable(wish, agenda, view)
    if not found:
        return NotFound(wish.of or Ref("order"))
    if len(found) > 1:
        return Needs("order_id", tuple(choice(order, view) for order in found[::-1]))
    return _unless_refused(wish.do, found[0], view)


def changeable(wish: Wish, agenda: Agenda, view: View) -> tuple[Order, ...]:
    """The orders that a change may be meant for, those for which it is possible before others."""
    found = orders_meant(wish.of, wish.items, view)
    if wish.of and wish.of.want("number"):
        return found
    near = wish.of.want("near") if wish.of else None
    if near and len(found) > 1:
        ids = view.shop.records.orders.canonical(str(near.value))
        found = tuple(order for order in found if order.id in ids) or found
    spoken_of = {e.id for e in agenda.focus if e.kind == "order"}
    unclear = len(found) == len(view.orders) or (wish.do in SIBLINGS and len(found) > 1)
    if unclear and len(spoken_of) == 1:
        in_focus = tuple(order for order in found if order.id in spoken_of)
        if in_focus:
            return in_focus
    possible = tuple(order for order in found if not _refusal(wish.do, order, view))
    return possible or found


def is_possible(do: str, order: Order, view: View) -> bool:
    """Whether the rules allow a change of an order, whatever else will be said of it."""
    return _refusal(do, order, view) is None


def _refusal(do: str, order: Order, view: View) -> Refused | None:
    writes = getattr(load_skills()[do], "writes", do)
    done = {deed.what for deed in view.shop.records.audit.of(f"orders/{order.id}")}
    refusal = refusal_of_order(
        writes,
        order,
        view.rules,
        view.today,
        language=view.language,
        catalogue=view.catalogue,
        done=done,
    )
    if refusal is None:
        return None
    return Refused(
        f"refused_{refusal.rule}",
        refusal.facts,
        instead=refusal.instead,
        about=(entity(order),),
    )


def _unless_refused(do: str, order: Order, view: View) -> Order | Refused:
    return _refusal(do, order, view) or order


def pieces_of(wish: Wish, order: Order | None, view: View) -> tuple[Piece, ...] | Needs:
    """The pieces of the order that she named; all of it where it holds a single one."""
    assert order is not None
    meant = pieces_meant(wish.items, order, view)
    if meant.unclear:
        return Needs("items", tuple(_line(own, view) for own in meant.unclear))
    if not meant.pieces and len(order.lines) == 1 and order.lines[0].quantity == 1:
        (line,) = order.lines
        return (Piece(line.id, line.variant),)
    if not meant.pieces:
        return Needs("items", tuple(_line(OwnLine(order, line), view) for line in order.lines))
    return meant.pieces


def _line(own: OwnLine, view: View) -> Entity:
    """A line as something to choose: its title and what it is like."""
    title = short(view.text(own.line.title))
    alike = like(own.line.attributes, view.language)
    return Entity("line", own.line.id, f"{title} ({alike})" if alike else title)


def method_of(
    wish: Wish, order: Order, view: View, *, swaps: Sequence[Swap] = ()
) -> PaymentMethod | Needs | Refused:
    """The way of paying that she named, or the only legal one for what `swaps` cost."""
    assert view.customer is not None
    writes = getattr(load_skills()[wish.do], "writes", wish.do)
    costs = difference(order, swaps, view.catalogue) if swaps else None
    legal = legal_methods(writes, order, view.customer, view.rules, costs)
    if not legal:
        return Refused("refused_method", (order_fact(order),), about=(entity(order),))
    choices = tuple(_method(m, order, view) for m in legal)
    picked = wish.pay.want("number") if wish.pay else None
    if picked:
        chosen = next((m for m in legal if m.id == picked.value), None)
        # Picked for another order it may not be legal for this one.
        return chosen or Needs("payment_method", choices)
    if wish.pay is None:
        return legal[0] if len(legal) == 1 else Needs("payment_method", choices)
    found = find_methods(wish.pay, legal, order.payment_method)
    if len(found) == 1:
        return found[0]
    if found:
        return Needs("payment_method", tuple(_method(m, order, view) for m in found))
    on_file = find_methods(wish.pay, view.customer.payment_methods, order.payment_method)
    if on_file and len(on_file) == 1:
        # It is hers, but the rules do not allow it here: the skill says which.
        return on_file[0]
    return Needs("payment_method", choices, because=Say("not_on_file"))


def _method(one: PaymentMethod, order: Order, view: View) -> Entity:
    return Entity("payment", one.id, str(method(one.id, order, view).value))


def reason_of(wish: Wish, agenda: Agenda, view: View) -> Reason | Needs:
    """Her reason as the shop calls it, from all that she said."""
    rule = view.rules.for_write(getattr(load_skills()[wish.do], "writes", wish.do))
    said = f"{wish.words} {wish.reason}".strip()
    if rule is None or not rule.reasons:
        return Reason(reason_phrase(wish.reason) or reason_phrase(said))
    found = read_reason(wish.reason, rule.reasons) or read_reason(said, rule.reasons)
    if not found and "reason" in agenda.asks and wish.reason and not is_question(wish.reason):
        found = nearest_reason(wish.reason, rule.reasons)
    found = found or _shown_reason(wish, agenda, rule.reasons)
    if found:
        return Reason(found)
    words = load_words(view.language)["reasons"]
    choices = tuple(Entity("policy", one, words.get(one, one)) for one in rule.reasons)
    return Needs("reason", choices)


def _shown_reason(wish: Wish, agenda: Agenda, reasons: Sequence[str]) -> str:
    """The reason in the change that waits for a yes: it was told when it was asked for."""
    waits = agenda.pending is not None and agenda.open and agenda.open[0].of == wish.of
    write = agenda.pending.write if waits and agenda.pending else None
    reason = write.reason if isinstance(write, CancelOrder) else ""
    return reason if reason in reasons else ""


def address_of(wish: Wish, order: Order | None, view: View) -> Address | Needs:
    """The address that she told, in one or in several messages, or one that is on file."""
    country = view.rules.shop.country
    told: Address | None = None
    filed: Address | None = None
    orders = [number for _, _, number in words_of(wish.of, "number")]
    for _, op, said in words_of(wish.to if isinstance(wish.to, Ref) else None, "words"):
        text = without_numbers(said, orders)
        found = read_address(text, country)
        if op is Op.IS and found and is_complete(found, country):
            told = found
        elif told is not None and (better := corrected(told, text, country)):
            told = better
        elif on_file := _on_file(said, order, view):
            told = filed = on_file[0]
        elif found and told is None:
            told = found
    if isinstance(wish.to, Address):
        told = wish.to
    if told is None or told == Address(country=told.country):
        return Needs("address")
    if told != filed and not is_complete(told, country):
        seen = Fact("seen_address", view.postal(told), "said/address")
        return Needs("address", because=Say("address_incomplete", (seen,)))
    return told


def _on_file(text: str, order: Order | None, view: View) -> tuple[Address, ...]:
    """The addresses that a text points at, but for the one that shall be changed."""
    ref = address_ref(text)
    found = find_address(ref, view, order) if ref else ()
    old = order.address if order else view.customer.address if view.customer else None
    return tuple(one for one in found if one != old)


def customer_of(wish: Wish, agenda: Agenda, view: View) -> Customer:
    assert view.customer is not None
    return view.customer


def invoice_of(wish: Wish, agenda: Agenda, view: View) -> Invoice:
    found = read_invoice(_all_said(wish))
    if found.title or "option" not in agenda.asks or not isinstance(wish.to, Ref):
        return found
    # Asked for it, a bare name is the title.
    *_, (_, _, last) = words_of(wish.to, "words")
    told = read_invoice(last, asked=True)
    return replace(told, company=found.company if told.company is None else told.company)


def problem_of(wish: Wish, agenda: Agenda, view: View) -> Problem:
    said = _all_said(wish).split("\n")
    chosen = [line for line in said if line in _KINDS]
    told = "\n".join(line for line in said if line not in _KINDS)
    found = read_problem(told)
    return replace(found, kind=cast(CaseKind, chosen[-1])) if chosen else found


def _all_said(wish: Wish) -> str:
    later = (t for _, _, t in words_of(wish.to if isinstance(wish.to, Ref) else None, "words"))
    parts: Sequence[str] = (wish.words, wish.reason, *later)
    return "\n".join(dict.fromkeys(part for part in parts if part))


def amount(outcome: Outcome) -> Decimal | None:
    """The money that a proposal is about, for a condition on it."""
    facts = [fact for say in getattr(outcome, "says", ()) for fact in say.facts]
    for name in ("to_pay", "difference", "refund", "amount", "total"):
        for fact in facts:
            if fact.name == name and isinstance(fact.value, Decimal):
                return fact.value
    return None
