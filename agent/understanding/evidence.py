"""
What speaks for an intent beside the model: plain words, ids, products that are named, the focus.

Every piece of evidence adds to the log-likelihood that the model gives; together they make a new
confidence. The weights are few and round: they were set by hand on conversations of our own, so
that one clear cue (about 2.5) outweighs a model that is half sure.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.turn import Intent
from agent.understanding.references import asks_for
from agent.understanding.verbs import MOVES, put_off, wants_done
from knowledge.finding.questions import asked, fault_codes
from knowledge.option_words import superlative
from knowledge.payments_said import payment_ref
from knowledge.words import both, find, grouped, numbered, pattern

OUT_OF_SCOPE = "out_of_scope"
FLOOR = 1e-3
"""Confidence that no intent falls below, so that evidence can still raise it."""
CUES: Mapping[str, Mapping[str, float]] = {
    "where": {"track_order": 3.0},
    "tracking": {"track_order": 5.0},
    "late": {"track_order": 1.0},
    "price": {"ask_price_or_offer": 3.0, "list_orders": 2.5},
    "sum": {"list_orders": 2.0},
    "paid_with": {"list_orders": 4.0},
    "balance": {"show_account": 6.0},
    "address": {"list_orders": 3.0, "show_account": 2.0},
    "cheapest": {"ask_price_or_offer": 3.0, "find_product": 2.5},
    "offer": {"ask_price_or_offer": 2.0},
    "shipping": {"ask_policy": 2.5},
    "stock": {"check_stock": 4.0},
    "rule": {"ask_policy": 3.0},
    "fault": {"product_details": 3.0},
    "refund": {"refund_status": 6.0},
    "have": {"find_product": 2.0, OUT_OF_SCOPE: -1.5},
    "account": {"show_account": 3.0},
    "why": {"track_order": 2.0},
    "invoice_name": {"list_orders": 8.0},
    "fits": {"product_details": 5.0},
    "comes_in": {"product_details": 4.0},
    "more": {"product_details": 5.0, "ask_price_or_offer": -2.0, "find_product": -2.0},
    "differ": {"compare_products": 3.0},
}
"""What a word for a single thing (:func:`asks_for`) adds to which intent."""
WANTS_DONE = 3.5
"""What the plain word for a change ("cancel") adds to its skill."""
FINER = {
    "refund": ("price",),
    "balance": ("price",),
    "shipping": ("price", "where"),
    "tracking": ("where",),
    "paid_with": ("price",),
    "address": ("where",),
    "more": ("price", "offer", "differ"),
    "fits": ("rule", "have"),
    "comes_in": ("have",),
}
"""A word that says more exactly what is asked than another that stands beside it."""
CHANGES = frozenset({"cancel_order", "change_order_items", "return_items", "exchange_items"})
NEEDS_CHANGE = ("change_order_address", "change_customer_address", "change_order_payment")
CASES = ("request_invoice", "report_problem")
NOT_HERS = ("find_product", "recommend_products", "promise_delivery")


@dataclass(frozen=True)
class Clause:
    """A clause and what was found in it."""

    text: str
    with_order: bool = False
    """It holds an order number."""
    with_product: bool = False
    """It names a product of the catalogue."""
    about: str = ""
    """Kind of what was spoken of last: order, product or nothing."""
    staff: bool = False
    """One of the shop's own people is talking."""
    around: frozenset[str] = frozenset()
    """What the whole message that it stands in asks for."""
    last_do: str = ""
    """The wish before it."""
    address: bool = False
    """The message holds a whole postal address."""


def weigh(
    ranks: Sequence[Intent], clause: Clause, folders: Mapping[str, str], merchant: frozenset[str]
) -> tuple[Intent, ...]:
    """The intents with the confidence that all evidence gives them, the likeliest first."""
    scores = {
        intent.name: math.log(max(intent.confidence, FLOOR))
        + _evidence(intent.name, clause, folders.get(intent.name, ""), merchant)
        for intent in ranks
    }
    most = max(scores.values())
    total = sum(math.exp(score - most) for score in scores.values())
    weighed = (Intent(name, math.exp(score - most) / total) for name, score in scores.items())
    return tuple(sorted(weighed, key=lambda intent: -intent.confidence))


def _evidence(name: str, clause: Clause, folder: str, merchant: frozenset[str]) -> float:
    said = clause.text.lower()
    cued = asks_for(clause.text)
    coarse = {coarser for about in cued for coarser in FINER.get(about, ())}
    score = sum(CUES[about].get(name, 0.0) for about in cued if about in set(CUES) - coarse)
    owned = find(said, both("owned")) is not None
    if clause.with_order:
        score += 3.0 if folder == "orders" else 0.0
    if clause.with_product:
        score += 1.5 if folder == "products" else 0.0
    if "rule" in clause.around:
        score += 1.5 if name == "ask_policy" else -1.5 if folder == "orders" else 0.0
    if name == "product_details" and (clause.with_product or clause.about == "product"):
        score += _of_topic(clause, cued)
        if find(said, both("usable")) and find(said, both("used_with")):
            # "Can I use it with my grinder?"
            score += 4.0
    done = wants_done(clause.text)
    # "Leave my account as it is" wants nothing done to it.
    account = find(pattern(both("not_verbs")).sub(" ", said), both("account_words"))
    if name in done:
        score += WANTS_DONE
    if name in put_off(clause.text):
        score -= 6.0
    if name in CASES and not clause.with_order and find(said, both("in_general")):
        # "Do you give invoices?" asks for a rule, and nothing to be done.
        score -= 7.0
    if name == "ask_policy" and set(CASES) & set(done) and find(said, both("in_general")):
        score += 0.0 if clause.with_order else 5.0
    if name == "return_items" and "refund" in clause.around and name not in done:
        score -= 3.0
    if name == "refund_status" and "return_items" in done:
        score -= 4.0
    if name == "change_order_payment" and {"return_items", "cancel_order"} & set(done):
        # Where the money of a return goes is no payment.
        score -= 5.0
    if name == "change_order_payment" and name not in done and not payment_ref(clause.text):
        score -= 3.0
    if name == "delete_my_data" and find(said, both("keeps_data")):
        score -= 6.0
    if name == "cancel_order" and name not in done and find(said, grouped("stages")["cancelled"]):
        # "My order got cancelled" tells what has happened.
        score -= 4.0
    if "rule" in cued and not clause.with_order and name in done:
        # "Until when can one cancel?" asks for a rule.
        score -= 4.0
    if name == "list_orders" and done:
        score -= 3.0
    if name in ("cancel_order", "return_items") and find(said, grouped("stages")["open"]):
        # What has not left yet is not sent back, it is cancelled.
        score += 3.5 if name == "cancel_order" else -3.5
    if clause.address and find(said, both("order_words")) and not account:
        score += {"change_order_address": 3.0, "change_customer_address": -3.0}.get(name, 0.0)
    if clause.address and not clause.with_order and account:
        score += {"change_customer_address": 5.0, "change_order_address": -3.0}.get(name, 0.0)
    if name == "change_order_address" and "change_customer_address" in done:
        score -= 0.0 if clause.with_order else 4.0
    if name == "change_customer_address" and clause.with_order:
        score -= 3.0
    elif name == "change_customer_address" and find(said, both("the_order")):
        score -= 2.5
    if name == clause.last_do and find(said, both("pronouns")):
        score += 1.0
    if owned:
        score += 1.0 if folder == "orders" else -1.5 if name in NOT_HERS else 0.0
    score += _of_focus(folder, clause, said)
    if name == "find_product" and clause.about == "product" and find(said, both("pronouns")):
        score -= 2.0
    if name == OUT_OF_SCOPE and (clause.with_order or clause.with_product):
        score -= 2.5
    elif name == OUT_OF_SCOPE and (set(cued) & set(CUES) and (owned or clause.about)):
        score -= 1.5
    if "why" in cued and name in CHANGES:
        score -= 4.0
    if name in MOVES and clause.address:
        score += 3.0
    elif name in NEEDS_CHANGE and not find(said, both("change")):
        score -= 3.5
    if name == "compare_products":
        score += _of_comparing(clause, cued, said)
    if name in ("compare_products", "find_product") and clause.with_product and superlative(said):
        # "The lightest tent" is one of all tents, not of those that a name happens to fit.
        score += 3.0 if name == "find_product" else -4.0
    if name in merchant and not clause.staff:
        score -= 3.0
    if name == "talk_to_person" and find(said, both("no_person")):
        score -= 8.0
    if name in ("greet", "talk_to_person") and find(said, both("are_you_there")):
        score += 5.0 if name == "greet" else -5.0
    return score


def _of_comparing(clause: Clause, cued: Sequence[str], said: str) -> float:
    """ "Which one is lighter?" compares what was shown; without such a word nothing does."""
    if "which_is" in cued and clause.about == "product" and not clause.with_product:
        return 6.0
    return 0.0 if find(said, both("compares")) else -3.0


def _of_topic(clause: Clause, cued: Sequence[str]) -> float:
    """What a fault code or a known property of products speaks for a question about one."""
    if {"price", "cheapest", "stock", "sum", "paid_with", "offer", "where"} & set(cued):
        return 0.0
    if fault_codes(clause.text):
        return 5.0
    return 2.5 if asked(clause.text).topics else 0.0


def _of_focus(folder: str, clause: Clause, said: str) -> float:
    """Behind an order one goes on about orders, behind a product about products."""
    if not clause.about or folder != f"{clause.about}s":
        return 0.0
    if find(said, numbered("ordinals")):
        return 3.0
    return 2.0 if find(said, both("pronouns")) else 0.8
