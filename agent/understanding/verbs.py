"""The verbs of a message: which changes plain words ask for, and where they stand."""

import re
from functools import cache, lru_cache

from agent.understanding.put_off import is_put_off
from knowledge.addresses import address_spans
from knowledge.option_words import speaks_of_options
from knowledge.words import both, find, grouped, load_words, pattern

BY_LINE = frozenset({"return_items", "exchange_items", "change_order_items"})
"""Changes of single lines of an order rather than of the whole."""
_NUMBER_DOT = re.compile(r"\b(no|nr|num)\.")
SIBLINGS = {"exchange_items": "change_order_items", "change_order_items": "exchange_items"}
"""Changes that only the state of the order tells apart."""
SWAP = "change_order_items"
"""The change that is asked for in words which may mean anything: "make it", "should be"."""
MOVES = frozenset({"change_order_address", "change_customer_address"})
TOPICS = {
    "change_order_address": "changing",
    "change_customer_address": "changing",
    "change_order_payment": "changing",
    "request_invoice": "requesting",
}
"""Changes that are spoken of in the words one also asks with, and the list of what wants them."""
_ENDS = re.compile(r"[.!?](?=\s|$)|[。！？\n]")
_OTHERS = "back|cancel|return|then|send|ship|change|charge|switch|swap|exchange|make"
_OBJECT = rf"(?:[^\w.!?]+(?!(?:{_OTHERS})\b)[\w-]+){{1,20}}?[^\w.!?]+"
"""A few words between the parts of a verb, and none of another change."""
_QUESTION = ("?", "？", *load_words("zh")["question_ends"])


@lru_cache(maxsize=1024)
def wants_done(text: str) -> tuple[str, ...]:
    """The changes that plain words of a text ask for, by the name of the skill."""
    asked_for = {do for _, _, do in _asked_for(text)}
    return tuple(do for do in grouped("verbs") if do in asked_for)


@lru_cache(maxsize=1024)
def put_off(text: str) -> frozenset[str]:
    """The changes that a text speaks of only to say that it does not want them, or not now."""
    plain = _plain(text)
    spoken = ((do, match) for do in grouped("verbs") for match in _verbs(do).finditer(plain))
    denied = {do for do, match in spoken if is_put_off(plain, match)}
    return frozenset(denied) - set(wants_done(text))


def _asked_for(text: str) -> list[tuple[int, int, str]]:
    """
    Where phrases of a text ask for a change. "I don't want it" asks for one only where nothing
    else does: in "I don't want it, send it back" it says why.
    """
    plain = _plain(text)
    spans = [
        (match.start(), match.end(), do)
        for do in grouped("verbs")
        for match in _verbs(do).finditer(plain)
        if _is_wanted(do, plain, match)
    ]
    telling = [span for span in spans if plain[span[0] : span[1]] not in both("mere_dislike")]
    swaps = {do for _, _, do in telling} & set(SIBLINGS)
    if swaps and find(plain, both("as_exchange")):
        # "I'd give it back for one in red, as an exchange."
        telling = [span for span in telling if span[2] != "return_items"]
    if swaps:
        # "That's the wrong size, exchange it": what is wrong is why.
        telling = [span for span in telling if span[2] != "report_problem"]
    return telling or spans


def _is_wanted(do: str, plain: str, match: re.Match[str]) -> bool:
    """
    Whether a phrase asks for a change rather than about it: "which address is it going to" and "the
    name on the invoice" hold the words as well.
    """
    if is_put_off(plain, match):
        return False
    if do in SIBLINGS and find(plain, both("looks_to_buy")):
        return False
    if do == SWAP:
        return _wants_otherwise(plain, match)
    if do not in TOPICS:
        return True
    start = max((end.end() for end in _ENDS.finditer(plain, 0, match.start())), default=0)
    end = _ENDS.search(plain, match.end())
    sentence = plain[start : end.start() if end else len(plain)]
    asking = interrogates(sentence)
    if find(sentence, both(TOPICS[do])):
        # "The card instead of what is on it" asks nothing; "whose name is on it" does.
        told = sentence if do == "request_invoice" else plain[start : match.start()]
        return do in MOVES or not interrogates(told)
    sends = find(sentence, both("sending")) or any(sign.isdigit() for sign in sentence)
    return do in MOVES and not asking and bool(sends)


def _wants_otherwise(plain: str, match: re.Match[str]) -> bool:
    """
    Whether "should be" and the like are about a thing: its sentence says what it shall be like, and
    nothing of an address or of money.
    """
    start = max((end.end() for end in _ENDS.finditer(plain, 0, match.start())), default=0)
    end = _ENDS.search(plain, match.end())
    sentence = plain[start : end.start() if end else len(plain)]
    if find(sentence, both("not_swaps")) or address_spans(sentence):
        return False
    if plain[match.start() : match.end()] in both("announces"):
        return True
    if not speaks_of_options(sentence):
        return False
    elsewhere = (
        do for do in (*MOVES, "change_order_payment") for _ in [0] if _verbs(do).search(sentence)
    )
    return next(elsewhere, None) is None


def interrogates(text: str) -> bool:
    """Whether a text asks with a "which" or a "when": "not what I chose" does not."""
    plain = pattern(both("no_interrogatives")).sub(" ", text.lower())
    return find(plain, both("interrogatives")) is not None


def _plain(text: str) -> str:
    """The text as verbs are looked for in it, of the same length: no "return policy", no "no."."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    hidden = pattern(both("not_verbs")).sub(lambda match: "_" * len(match.group()), lowered)
    return _NUMBER_DOT.sub(r"\1 ", hidden)


def verbs_in(text: str) -> list[tuple[int, int, str]]:
    """Where a text asks for a change and for which, from left to right, none inside another."""
    spans = sorted((start, -end, do) for start, end, do in _asked_for(text))
    found: list[tuple[int, int, str]] = []
    for start, negative_end, do in spans:
        if not found or start >= found[-1][1]:
            found.append((start, -negative_end, do))
    return found


@cache
def _verbs(do: str) -> re.Pattern[str]:
    """The phrases for a change; ~ in one of them stands for the few words of its object."""
    ordered = sorted(grouped("verbs")[do], key=len, reverse=True)
    return re.compile("|".join(map(_verb, ordered)))


def _verb(phrase: str) -> str:
    if phrase.isascii():
        parts = _OBJECT.join(re.escape(part.strip()) for part in phrase.split("~"))
        return rf"(?<![a-z]){parts}(?![a-z])"
    return r"[^，。！？,.!?]{1,32}?".join(re.escape(part) for part in phrase.split("~"))


def is_question(said: str) -> bool:
    """Whether a message asks something rather than tells it: "by accident, ok?" tells."""
    said = pattern(both("tag_questions")).sub("", said.lower())
    return "?" in said or "？" in said or said.rstrip(" .。~～").endswith(_QUESTION)
