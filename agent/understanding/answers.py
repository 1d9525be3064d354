"""A message read as an answer to what the last reply asked."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from agent.turn import Act, Tell
from agent.understanding.language import HAN, detect
from agent.understanding.references import Mention, described, ordinal, without
from agent.understanding.seen import Seen
from agent.understanding.wants import product_ref
from knowledge.goods import Language
from knowledge.reference import Op, Ref, Want
from knowledge.tokens import is_stop, tokens
from knowledge.words import both, find, load_words, pattern
from skills.skill import Entity

_SAME = 86
"""Similarity (0-100) from which a text is taken for the label of a choice."""
CLAIMED = frozenset({"email", "name", "zip", "phone"})
"""Slots by which a customer claims who she is."""
_NAMES = frozenset({"address", "option"})
"""Slots whose answer may be a name of the other alphabet."""
_THINGS = ("order_id", "product", "choice", "items")


def identity_answers(text: str, found: Sequence[Mention], seen: Seen) -> tuple[Tell, ...]:
    """
    What the text tells about who she is.

    Addresses and numbers count wherever they stand. A name is what is left of an answer, or of a
    message that also holds a number to check it with: it is compared later, never trusted.
    """
    slots = seen.slots | set(seen.asks)
    told = [
        Tell(m.kind, m.value)
        for m in found
        if m.kind in {"email", "zip", "phone", "code"} and m.kind in slots
    ]
    says_so = names_herself(text)
    asked = "name" in seen.asks or says_so
    # Asked for the zip alone, what stands around it is no name.
    unasked = bool(told) and not CLAIMED & set(seen.asks)
    if "name" in slots and (asked or unasked) and not is_forgotten(text):
        name = without(text, found)
        if _could_be_name(name, asked=asked, proof=bool(told)):
            told.insert(0, Tell("name", name))
    return tuple(told)


def names_herself(text: str) -> bool:
    """Whether she says her name with words that announce it."""
    return find(text.lower(), both("name_is")) is not None


def _could_be_name(text: str, *, asked: bool, proof: bool) -> bool:
    """After the words around it are gone, something must be left; unproven only if it is short."""
    left = pattern(both("identity_noise")).sub(" ", text.lower())
    left = re.sub(r"[^\w\u4e00-\u9fff]+", " ", left).strip()
    if not left or left.isdigit():
        return False
    short = len(left.split()) <= 5 and len(re.findall(r"[\u4e00-\u9fff]", left)) <= 8
    return proof or (asked and short)


def is_forgotten(text: str) -> bool:
    """Whether she says that she does not know it."""
    return find(text.lower(), both("forgotten")) is not None


def rest_of_identity(text: str, found: Sequence[Mention]) -> str:
    """
    What an answer about her identity says besides: the text without names of slots and numbers.
    """
    left = pattern(both("identity_noise")).sub(" ", without(text, found).lower())
    return re.sub(r"\s+", " ", left).strip(" ,.;:!?，。")


def without_identity(text: str, found: Sequence[Mention]) -> str:
    """
    A text without what it tells of who she is, for the model; as it is where it tells nothing.
    """
    own = [m for m in found if m.kind in CLAIMED and m.value in text]
    if not own:
        return text
    for mention in own:
        text = text.replace(mention.value, " ")
    return pattern(both("identity_noise")).sub(" ", text.lower()).strip(" ,.;:!?，。、：")


def thing_answer(text: str, found: Sequence[Mention], seen: Seen) -> Act | None:
    """What the text answers to a question for an order or a product, if it can be read as one."""
    slot = next((s for s in seen.asks if s in _THINGS), None)
    if slot is None:
        return None
    chosen = choose(text, seen.options)
    if chosen:
        return Tell(slot, Ref(chosen.kind, (Want("number", Op.IS, chosen.id),)))
    numbers = tuple(m.value for m in found if m.kind in {"order", "number"})
    if slot == "order_id":
        return Tell(slot, described(text, numbers))
    return Tell(slot, product_ref(text, numbers))


def choose(text: str, options: Sequence[Entity]) -> Entity | None:
    """The option that a text names by its place, its id or its label."""
    if not options:
        return None
    place = ordinal(text)
    if place is not None and -1 <= place <= len(options) and place != 0:
        return options[place - 1] if place > 0 else options[-1]
    lowered = text.lower()
    for option in options:
        number = re.escape(option.id.lower().lstrip("#"))
        whole = re.search(rf"(?<![a-z0-9]){number}(?![a-z0-9])", lowered)
        if whole or option.title.lower() in lowered:
            return option
    best = max(options, key=lambda o: fuzz.ratio(o.title.lower(), lowered))
    if fuzz.ratio(best.title.lower(), lowered) >= _SAME:
        return best
    return _by_words(text, options)


def _by_words(text: str, options: Sequence[Entity]) -> Entity | None:
    """The one option that holds more of the words than any other ("the electric one")."""
    said = {token for token in tokens(text) if not is_stop(token)}
    shared = [len(said & set(tokens(option.title))) for option in options]
    most = max(shared)
    if most == 0 or shared.count(most) > 1:
        return None
    return options[shared.index(most)]


def language_of(text: str, seen: Seen) -> Language:
    """
    The language of a message; a bare name, number or address in answer to a question changes none.
    """
    speaks = find(text.lower(), load_words("en")["clause_words"])
    bare = not HAN.search(text) and not speaks
    short = len(text.split()) <= 4 and CLAIMED & set(seen.asks)
    answer = bool(short or _NAMES & set(seen.asks))
    return seen.language if bare and answer else detect(text, seen.language)
