"""Changes that no verb asks for: an order with a new address, or with a way to pay."""

from collections.abc import Callable, Sequence

from agent.understanding.references import Mention
from agent.understanding.segments import MONEY, Segment
from agent.understanding.verbs import MOVES, SWAP, interrogates, is_question
from knowledge.payments_said import payment_ref
from knowledge.people import Address
from knowledge.words import both, find


def unspoken(
    text: str,
    found: Sequence[Mention],
    address: Address | None,
    *,
    names_option: Callable[[str], bool],
    about_order: bool = False,
) -> tuple[Segment, ...]:
    """
    "Oops, #1 should be on the visa": the change that such a text asks for, none where it is no
    more than spoken of.

    Parameters
    ----------
    address
        The whole postal address in the text.
    names_option
        Whether a text names a product and something that it comes in.
    about_order
        An order was spoken of right before.
    """
    if address:
        return (Segment(text, tuple(sorted(MOVES))),)
    lowered = text.lower()
    called = (*both("the_order"), *both("orders_named"))
    named = any(m.kind == "order" for m in found) or find(lowered, called)
    if _wants_otherwise(lowered, bool(about_order or named)) and names_option(text):
        return (Segment(text, (SWAP,)),)
    wanted = find(lowered, both("changing")) and not interrogates(text)
    if payment_ref(text) and named and wanted and not is_question(text):
        return (Segment(text, (MONEY,)),)
    return ()


def _wants_otherwise(lowered: str, of_order: bool) -> bool:
    """
    Whether what she has shall be otherwise: with a plain word for that ("wrong", "rather"), or
    of an order with any word for a wish. "I need it in black" alone looks for something to buy.
    """
    if find(lowered, both("no_swap_asks")):
        return False
    hers = of_order or find(lowered, both("hers"))
    if hers and find(lowered, both("wants_other")):
        return True
    bought = of_order or find(lowered, both("bought"))
    return bool(bought and find(lowered, both("wants_it_so")))
