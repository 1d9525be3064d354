"""Wishes for a change and the answers to what such a wish still needs, in her own words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.turn import PERSON, Act, Intent, Tell, Wish
from agent.understanding.polarity import item_wants, parts_of
from agent.understanding.references import Mention, order_wants, ordinal
from agent.understanding.seen import Seen
from agent.understanding.verbs import BY_LINE, MOVES, SIBLINGS, is_question, wants_done
from knowledge.payments_said import payment_ref
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, find, grouped
from skills.skill import Entity

SLOTS = frozenset(
    {"product", "order_id", "items", "payment_method", "reason", "address", "option", "choice"}
)
"""What a change may still need."""
WEAK = 0.75
"""Confidence below which a change that no verb asks for gives way to other wishes."""
_STILL = frozenset({"awaiting_payment", "open", "processing", "underway"})
"""Stages that say which order is meant: "where it is delivered" does not."""
_THERE = frozenset({"delivered"})


def change_wish(do: str, text: str, found: Sequence[Mention]) -> Wish:
    """The wish for a change that a text holds: each part of it described, none of it found yet."""
    words = Want("words", Op.IS, text)
    return Wish(
        do,
        of=order_ref(text, found, whole=do not in BY_LINE),
        to=Ref("address", (words,)),
        pay=payment_ref(text),
        items=_items(do, text) if do in BY_LINE else None,
    )


def _items(do: str, text: str) -> Ref:
    """What a change names; in a swap "instead of the lamp" takes nothing away."""
    excepts = find(text.lower(), grouped("things")["all"]) is not None
    if do in SIBLINGS and not excepts:
        return Ref("line", (Want("words", Op.IS, text),))
    return Ref("line", item_wants(text))


def finished(
    wishes: Sequence[Wish],
    intents: Sequence[Intent],
    said: str,
    found: Sequence[Mention],
    changing: frozenset[str],
) -> tuple[list[Wish], list[Intent]]:
    """
    The wishes of a message with those for a change described by all that was said of them.

    A single change is described by the whole message, wherever in it the reason or the address
    stands. Beside a change only what is asked is a wish of its own; the rest is its story.
    """
    if not any(wish.do in changing for wish in wishes):
        return list(wishes), list(intents)
    pairs = [
        (wish, intent)
        for wish, intent in zip(wishes, intents, strict=False)
        if wish.do not in changing or intent.confidence >= WEAK or wants_done(wish.words)
    ]
    if len(pairs) < len(wishes) and pairs:
        wishes, intents = [wish for wish, _ in pairs], [intent for _, intent in pairs]
    if not any(wish.do in changing for wish in wishes):
        return list(wishes), list(intents)
    kept: list[Wish] = []
    sure: list[Intent] = []
    alone = sum(wish.do in changing for wish in wishes) == 1
    for wish, intent in zip(wishes, intents, strict=False):
        text = wish.words
        if wish.do not in changing:
            asked = is_question(text) and not wants_done(text)
            if wish.do == PERSON or (wish.do and asked):
                kept.append(wish)
                sure.append(intent)
            continue
        text = said if alone else text
        change = change_wish(wish.do, text, [m for m in found if m.value in text])
        before = kept[-1] if kept and kept[-1].do in changing else None
        if before and find(wish.words.lower(), both("otherwise")):
            kept[-1] = replace(before, otherwise=(*before.otherwise, change))
            continue
        kept.append(change)
        sure.append(intent)
    return kept, sure


def same_again(text: str, found: Sequence[Mention], done_do: str) -> Wish:
    """ "And the same for the other one too": what was done last, of another thing."""
    if done_do in MOVES:
        to = Ref("address", (Want("of", Op.IS, "done"),))
        return Wish("change_order_address", of=order_ref(text, found, whole=True), to=to)
    wish = change_wish(done_do, text, found)
    if done_do in SIBLINGS:
        # What it became is what the other one shall become.
        return replace(wish, to=Ref("variant", (Want("of", Op.IS, "done"),)))
    return wish


def order_ref(text: str, found: Sequence[Mention], *, whole: bool) -> Ref:
    """
    The order or orders that a change is about.

    Parameters
    ----------
    whole
        The change is of whole orders: then an exception is an order as well.
    """
    numbers = [m.value for m in found if m.kind == "order"]
    parts = parts_of(text) if whole else ()
    excepted = [part.text for part in parts if part.sign == "not"]
    plain = ", ".join(p.text for p in parts if p.sign != "not") if excepted else text
    kept = [n for n in numbers if not any(n in one for one in excepted)]
    wants = tuple(
        want
        for want in order_wants(plain, dict.fromkeys(kept))
        if want.attribute != "stage" or want.value in (_STILL if whole else _THERE)
    )
    several = whole and not kept and find(text.lower(), both("all_orders")) is not None
    all_of_them = several or len(kept) > 1
    return Ref(
        "order",
        (*wants, Want("words", Op.IS, plain)),
        take="all" if all_of_them else "one",
        but=tuple(_excepted(one, found) for one in excepted),
    )


def _excepted(text: str, found: Sequence[Mention]) -> Ref:
    numbers = (Want("number", Op.IS, m.value) for m in found if m.value in text)
    return Ref("order", (*numbers, Want("words", Op.IS, text)))


def change_answers(said: str, found: Sequence[Mention], seen: Seen) -> tuple[Act, ...]:
    """
    What a message answers to the question for a slot of a change; more than was asked is told too.
    """
    slot = next((one for one in seen.asks if one in SLOTS), None)
    if slot is None:
        return ()
    words = Want("words", Op.IS, said)
    picked = tuple(picks(said, seen.options))
    told: list[Act] = []
    if slot == "order_id":
        ref = order_ref(said, found, whole=seen.open_do not in BY_LINE)
        chosen = tuple(Want("number", Op.IS, one.id) for one in picked if one.kind == "order")
        told.append(Tell(slot, Ref("order", chosen) if chosen else ref))
    elif slot == "items":
        lines = tuple(Want("line", Op.IS, one.id) for one in picked if one.kind == "line")
        swapping = seen.open_do in SIBLINGS
        named = (words,) if swapping else item_wants(said, correcting=True)
        told.append(Tell(slot, Ref("line", lines or named)))
        if swapping and not lines:
            # "The lamp, in black": what it shall be like comes along.
            told.append(Tell("option", Ref("variant", (words,))))
    elif slot == "product":
        chosen = tuple(Want("number", Op.IS, one.id) for one in picked if one.kind == "product")
        told.append(Tell(slot, Ref("product", (*chosen, words))))
    elif slot == "payment_method" and picked:
        told.append(Tell(slot, Ref("payment", (Want("number", Op.IS, picked[0].id),))))
    elif slot == "reason":
        told.append(Tell(slot, picked[0].id if picked else said))
    elif slot == "choice":
        done = wants_done(said)
        picked = picked or tuple(one for one in seen.options if one.id in done)
        told += [Tell(slot, Ref("policy", (Want("number", Op.IS, one.id),))) for one in picked[:1]]
        return tuple(told)
    elif slot == "option":
        chosen = tuple(Want("number", Op.IS, one.id) for one in picked if one.kind == "variant")
        told.append(Tell(slot, Ref("variant", chosen or (words,))))
    elif slot == "address":
        told.append(Tell(slot, Ref("address", (words,))))
    pay = payment_ref(said)
    if pay and not any(isinstance(act, Tell) and act.slot == "payment_method" for act in told):
        told.append(Tell("payment_method", pay))
    numbers = tuple(Want("number", Op.IS, m.value) for m in found if m.kind == "order")
    if numbers and slot not in {"order_id", "address"}:
        told.append(Tell("order_id", Ref("order", numbers)))
    if told and slot != "reason":
        told.append(Tell("reason", said))
    return tuple(told)


def picks(text: str, options: Sequence[Entity]) -> list[Entity]:
    """The options that a text names by their place, their id or their whole label."""
    place = ordinal(text)
    if place is not None and 0 < place <= len(options):
        return [options[place - 1]]
    if place == -1 and options:
        return [options[-1]]
    lowered = text.lower()
    return [
        option
        for option in options
        if option.title.lower() in lowered or re.search(_whole(option.id), lowered)
    ]


def _whole(number: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(number.lower().lstrip('#'))}(?![a-z0-9])"
