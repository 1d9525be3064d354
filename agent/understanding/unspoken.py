"""Changes that no verb asks for: an order with a new address, or with a way to pay."""

from collections.abc import Sequence

from agent.understanding.changes import MOVES, interrogates, is_question
from agent.understanding.references import Mention
from agent.understanding.segments import MONEY, Segment
from knowledge.payments_said import payment_ref
from knowledge.people import Address
from knowledge.words import both, find


def unspoken(text: str, found: Sequence[Mention], address: Address | None) -> tuple[Segment, ...]:
    """
    "Oops, #1 should be on the visa": the change that such a text asks for, none where it is no
    more than spoken of.

    Parameters
    ----------
    address
        The whole postal address in the text.
    """
    if address:
        return (Segment(text, tuple(sorted(MOVES))),)
    lowered = text.lower()
    called = (*both("the_order"), *both("orders_named"))
    named = any(m.kind == "order" for m in found) or find(lowered, called)
    wanted = find(lowered, both("changing")) and not interrogates(text)
    if payment_ref(text) and named and wanted and not is_question(text):
        return (Segment(text, (MONEY,)),)
    return ()
