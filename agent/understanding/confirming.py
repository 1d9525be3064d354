"""
A message read as an answer to "shall I go ahead?": yes, no, not yet, yes if, or a correction.

A yes holds only for what was shown. So what comes with it decides: a word of thanks leaves it a
yes, a condition is checked first, a change of any part makes it a correction.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.turn import Act, No, Revise, Tell, Wish, Yes
from agent.understanding.language import HAN
from agent.understanding.leading import GAP, Lead, harmless, lead_of, opening_no
from agent.understanding.polarity import item_wants
from agent.understanding.references import Mention, asks_for
from agent.understanding.verbs import BY_LINE, MOVES, SIBLINGS, is_question, wants_done
from knowledge.addresses import address_spans, names_part
from knowledge.option_words import speaks_of_options
from knowledge.payments_said import payment_ref
from knowledge.price_bounds import price_wants
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, find, opens, pattern


@dataclass(frozen=True)
class Answer:
    """
    What an answer to a question whether to go ahead comes to.

    Parameters
    ----------
    acts
        What is sure already.
    rest
        What is left to be read as a message of its own; empty = nothing.
    """

    acts: tuple[Act, ...] = ()
    rest: str = ""


def read_answer(
    said: str,
    do: str,
    agrees: tuple[str, ...],
    found: tuple[Mention, ...],
    *,
    order: str = "",
    names_thing: Callable[[str], bool] = lambda text: False,
) -> Answer:
    """
    Reads a message that follows a question whether to go ahead.

    Parameters
    ----------
    do
        The skill whose change was shown.
    agrees
        Phrases that agree to just this change.
    found
        What the message names outright: order numbers and the like.
    order
        Number of the order that the change is of.
    names_thing
        Whether a text names something that can be bought.
    """
    lead = _first_agrees(said) or lead_of(said, agrees)
    rest = lead.rest
    if find(said.lower(), both("another_way")):
        return Answer((_correction(_without(said, "hold"), do, found),))
    left_alone = lead.word == "no" and find(said.lower(), both("declines"))
    held = find(said.lower(), both("hold")) and not left_alone
    beside = pattern(both("restricts")).sub(" ", _without(rest, "hold"))
    named = do in BY_LINE and names_thing(beside)
    if held and not named and not (re.search(r"\w", beside) and _corrects(beside, do, found)):
        return _held(said)
    if find(said.lower(), both("conditions")) and (lead.word == "yes" or _ends_with_yes(said)):
        return _on_condition(rest or said)
    if lead.word == "yes":
        return _agreed(lead, do, agrees, found, order)
    asking = is_question(rest)
    plain = _without(rest, "declines")
    if lead.word == "no" or (not asking and find(said.lower(), both("declines"))):
        if other := _instead(plain, do):
            return Answer(
                (replace(_correction(plain, do, found), by=_as(other, plain, do, found)),)
            )
        if rest and _corrects(plain, do, found):
            return Answer((_correction(plain, do, found),))
        if lead.word != "no" and do in BY_LINE and not asking and names_thing(plain):
            # "The lamp, let's not return it": the others are.
            return Answer((_correction(rest, do, found),))
        # More than a courtesy may want something else: "no, get me a person".
        more = len(plain.split()) >= 3 or len(HAN.findall(plain)) >= 4
        return Answer((No(),), plain.strip(GAP) if asking or more else "")
    if not rest:
        return Answer()
    if _corrects(rest, do, found) and (not asking or payment_ref(rest) or not asks_for(rest)):
        return Answer((_correction(rest, do, found),))
    if do in BY_LINE and not asking and not wants_done(rest):
        # "So the lamp and the clock, yes": named again, the things are what she agrees to.
        agreed = (Yes(),) if _ends_with_yes(rest) else ()
        return Answer((*agreed, _correction(rest, do, found)), "")
    return Answer((), rest)


def _agreed(
    lead: Lead, do: str, agrees: tuple[str, ...], found: tuple[Mention, ...], order: str
) -> Answer:
    """
    What a yes with something behind it comes to. It stays a yes only where what follows says the
    same again, or is clearly something else; what can't be told is shown once more.
    """
    rest, lowered = lead.rest, lead.rest.lower()
    again = Answer((Tell("confirm", "again"),), "")
    if not rest:
        return Answer((Yes(),)) if not lead.asks else again
    others = set(wants_done(rest)) - {do}
    swaps = others & set(SIBLINGS) and do not in BY_LINE and _of_a_thing(rest)
    if lead.clear and others and (swaps or not _takes_back(rest)):
        return Answer((Yes(),), rest)
    if _declines(lowered) and not (_takes_back(rest) and _corrects(rest, do, found)):
        return Answer((No(),))
    if _is_no(lowered):
        return again
    # "Cancel #2" is no yes to what is asked of #1.
    same = tuple(m for m in found if m.kind != "order" or _digits(m.value) == _digits(order))
    if harmless(lowered, do, agrees, same):
        return again if lead.asks else Answer((Yes(),))
    if _corrects(rest, do, found):
        same_breath = () if _takes_back(rest) else (Yes(),)
        return Answer((*same_breath, _correction(rest, do, found)))
    if not lead.clear:
        return again
    return Answer((Yes(),), rest if is_question(rest) else "")


def _first_agrees(said: str) -> Lead | None:
    """ "The address is right, yes. But ...": a sentence that agrees, and what follows it."""
    first, mark, rest = said.partition(". ")
    agrees = bool(mark) and find(first.lower(), both("is_right")) and _ends_with_yes(first)
    return Lead("yes", rest.strip(GAP), clear=True) if agrees else None


def _instead(rest: str, do: str) -> str:
    """ "No, I'll just send it back": the change of the same thing that she wants instead."""
    if do not in BY_LINE:
        return ""
    others = [other for other in wants_done(rest) if other in BY_LINE]
    return next((one for one in others if one != do and one != SIBLINGS.get(do)), "")


def _as(other: str, rest: str, do: str, found: tuple[Mention, ...]) -> Wish:
    """A correction that has something else done with the same things."""
    by = _correction(rest, do, found).by
    assert by is not None
    return replace(by, do=other, items=None)


def _of_a_thing(rest: str) -> bool:
    """Whether what shall be otherwise is a thing: no address and no way to pay."""
    elsewhere = names_part(rest) or address_spans(rest) or payment_ref(rest)
    return speaks_of_options(rest) and not elsewhere


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _declines(lowered: str) -> bool:
    return find(lowered, both("declines")) is not None or opens(lowered, "drop")


def _is_no(lowered: str) -> bool:
    """Whether what follows a yes-word is a no: "sure, no", "absolutely not"."""
    few = len(lowered.split()) <= 3 and len(HAN.findall(lowered)) <= 4
    negation = find(lowered, (*both("no"), *both("negations")))
    return bool(opening_no().match(lowered) or (few and negation))


def _ends_with_yes(said: str) -> bool:
    """Whether a yes stands at the end in a clause of its own, and no no before it."""
    *before, last = re.split(r"[,.!;:，。！；：\n]+", said.lower().strip(GAP))
    agreed = last.strip() in {*both("yes"), *both("strong_yes")}
    return bool(before) and agreed and not find(said.lower(), both("negations"))


def _without(text: str, key: str) -> str:
    return pattern(both(key)).sub(" ", text.lower())


def _held(said: str) -> Answer:
    """She wants to wait; what she asks first is read as well."""
    rest = said
    match = pattern(both("hold")).search(said.lower())
    if match:
        rest = f"{said[: match.start()]} {said[match.end() :]}".strip(GAP)
    return Answer((Tell("confirm", "wait"),), rest if is_question(rest) else "")


def _corrects(rest: str, do: str, found: tuple[Mention, ...]) -> bool:
    """Whether a text names a part of the change and wants it otherwise."""
    lowered = rest.lower()
    if do in MOVES and (any(character.isdigit() for character in lowered) or names_part(rest)):
        return True
    if any(mention.kind == "order" and mention.value.lower() in lowered for mention in found):
        return True
    return bool(find(lowered, both("corrects")) or payment_ref(rest))


def _takes_back(rest: str) -> bool:
    """Whether a text restricts what she agrees to: "yes but", "yes, only"."""
    return bool(find(rest.lower(), both("restricts")))


def _correction(rest: str, do: str, found: tuple[Mention, ...]) -> Revise:
    numbers = tuple(Want("number", Op.IS, m.value) for m in found if m.kind == "order")
    words = Want("words", Op.IS, rest)
    return Revise(
        None,
        Wish(
            "",
            of=Ref("order", numbers) if numbers else None,
            items=Ref("line", item_wants(rest, correcting=True)),
            to=Ref("address", (words,)),
            pay=payment_ref(rest) or _another_way(rest),
            reason=rest,
        ),
    )


def _another_way(rest: str) -> Ref | None:
    """ "Can I choose a different way to get it?" is any but the one that was shown."""
    if not find(rest.lower(), both("another_way")):
        return None
    return Ref("payment", (Want("of", Op.IS, "other"),))


def _on_condition(rest: str) -> Answer:
    """ "Yes, if it's not more than 20": an amount can be compared, anything else can't."""
    bounds, _ = price_wants(rest)
    pay = payment_ref(rest)
    if pay and not bounds:
        return Answer((Yes(), Revise(None, Wish("", pay=pay))))
    wants = bounds or (Want("condition", Op.IS, rest),)
    return Answer((Yes(tuple(replace(want, rank=0) for want in wants)),))
