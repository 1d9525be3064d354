"""How a message begins: with a yes, a no or a "never mind" that may be all of it."""

import re

from agent.turn import Act, No, Revise, Tell, Wish, Yes
from agent.understanding.answers import is_forgotten
from agent.understanding.clauses import sentences
from agent.understanding.joining import dropped
from agent.understanding.language import HAN
from agent.understanding.leading import Lead, lead_of
from agent.understanding.references import asks_for
from agent.understanding.seen import Seen
from knowledge.reference import Op, Want
from knowledge.words import both, find, opens, pattern

_NAMED = frozenset({"order_id", "items", "product"})
"""Slots that a description answers as well as a number."""


def opening(said: str, seen: Seen) -> tuple[tuple[Act, ...], str]:
    """A yes, a no or a "never mind" that is the message or its first sentence, and the rest."""
    if is_forgotten(said) and seen.asks and not _says_which(said, seen):
        return tuple(Tell(slot, Want("", Op.IS, "")) for slot in seen.asks), ""
    if seen.asks and _holds(said.lower()):
        return (Tell("confirm", "wait"),), ""
    first = sentences(said)[0] if sentences(said) else said
    if _short(said, seen) == (Wish("repeat"),):
        return (Wish("repeat"),), ""
    acts = _short(first, seen)
    rest = said[said.find(first) + len(first) :].strip(" .!?;~，。！？；～\n")
    if not acts and (seen.asks or seen.open_do):
        acts, rest = dropped(said)
    if not acts or not rest:
        return acts, "" if acts else said
    # "Ok, leave it. And mine ...": what was open is dropped, and the rest is read for itself.
    return tuple(act for act in acts if isinstance(act, Revise)), rest


def _short(sentence: str, seen: Seen) -> tuple[Act, ...]:
    bare = sentence.lower().strip(" .!?,;~，。！？；～")
    few = len(bare.split()) <= 6 and len(HAN.findall(bare)) <= 9
    some = len(bare.split()) <= 10 and len(HAN.findall(bare)) <= 16
    if some and find(bare, both("repeat")) and not asks_for(bare):
        return (Wish("repeat"),)
    if few and opens(bare, "drop") and (seen.asks or seen.open_do or seen.offered):
        return (Revise(None, None),)
    if bare in both("yes") and seen.offered:
        return (Yes(),)
    idle = not seen.asks and not seen.open_do
    agrees = lead_of(sentence, ()) == Lead("yes", "", clear=True)
    if idle and agrees and find(bare, both("go_aheads")):
        # Nothing waits for a yes; it is asked again what she wants.
        return (Tell("confirm", "again"),)
    if few and seen.offered and find(bare, both("no_person")) and not asks_for(bare):
        return (No(),)
    if bare in both("no") and (seen.offered or not seen.asks):
        return (No(),)
    return ()


def _holds(bare: str) -> bool:
    """Whether she asks for a moment, and says nothing else: "hold on, let me look"."""
    left = pattern((*both("hold"), *both("courtesy"))).sub(" ", bare)
    few = len(re.findall(r"[a-z0-9']+", left)) <= 2 and len(HAN.findall(left)) <= 4
    return find(bare, both("hold")) is not None and few and not re.search(r"\d", left)


def _says_which(said: str, seen: Seen) -> bool:
    """Whether she does not know the number, but says which one she means."""
    if len(said) > 60 or any(character.isdigit() for character in said):
        return True
    left = pattern(both("forgotten")).sub(" ", said.lower())
    few = len(left.split()) <= 4 and len(HAN.findall(left)) <= 5
    return bool(_NAMED & set(seen.asks)) and not few
