"""The yes or no that an answer begins with, its courtesies, and what follows them."""

import re
from dataclasses import dataclass
from functools import cache

from agent.understanding.references import Mention
from agent.understanding.verbs import is_question
from knowledge.words import both, find, grouped, load_words, pattern

_AFTER_HAN = r"(?=$|[\s,，。.!！~～、；;{particles}]|{more})"
_BORDER = re.compile(r"\s*[,.!;:，。！；：\n-]")
GAP = " \t,.!;:~-，。！；：～、…\n"
"""What may stand between a yes and what follows it."""


@dataclass(frozen=True)
class Lead:
    """
    How a message begins.

    Parameters
    ----------
    word
        yes, no, or nothing of the kind.
    rest
        What follows it and its courtesies.
    clear
        It is a yes in a clause of its own, and no mere "ok".
    asks
        All of it is a question: "yes?", "right?".
    """

    word: str
    rest: str
    clear: bool = False
    asks: bool = False


def lead_of(said: str, agrees: tuple[str, ...]) -> Lead:
    """Whether a message begins with a yes or a no; `agrees` are phrases that agree as well."""
    rest, word, strong, bounded = said.strip(GAP), "", False, False
    while rest:
        lowered = rest.lower()
        if not word and pattern(both("not_yes")).match(lowered):
            break
        agreeing = _yes(agrees).match(lowered) if word != "no" else None
        match = agreeing or _courtesies().match(lowered)
        match = match or (opening_no().match(lowered) if not word else None)
        if match is None or not match.end():
            break
        if not _courtesies().fullmatch(match.group()):
            word = word or ("yes" if agreeing else "no")
            strong = strong or match.group() in (*both("strong_yes"), *agrees)
        behind = rest[match.end() :]
        rest = behind.lstrip(GAP)
        bounded = bounded or not rest or bool(_BORDER.match(behind))
    asks = said.rstrip().endswith(("?", "？")) and not re.search(r"\w", rest)
    names_it = not word and rest and not is_question(rest) and find(rest.lower(), agrees)
    if names_it and harmless(rest.lower(), "", agrees, ()) and not _negated(rest.lower()):
        # "Then cancel it" agrees to a cancellation, as it says nothing else.
        return Lead("yes", "", clear=True)
    return Lead(word, rest, strong and bounded, asks)


def _negated(lowered: str) -> bool:
    return bool(find(lowered, (*both("declines"), *both("no"))))


@cache
def _yes(agrees: tuple[str, ...]) -> re.Pattern[str]:
    return _opening((*both("yes"), *agrees, *both("courtesy")), agrees)


@cache
def _courtesies() -> re.Pattern[str]:
    return _opening(both("mere_courtesy"), ())


@cache
def opening_no() -> re.Pattern[str]:
    return _opening(both("no"), ())


def _opening(phrases: tuple[str, ...], more: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for a phrase at the start; a Chinese one ends where a clause or a particle does."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    latin = "|".join(re.escape(p) for p in ordered if p.isascii())
    han_words = [p for p in ordered if not p.isascii()]
    han = "|".join(re.escape(p) for p in han_words)
    goes_on = "|".join(re.escape(p) for p in (*han_words, *(m for m in more if not m.isascii())))
    particles = load_words("zh")["particles"]
    end = _AFTER_HAN.format(particles=particles, more=goes_on or r"(?!)")
    return re.compile(rf"(?:(?:{latin})(?![a-z'])|(?:{han or '(?!)'}){end})")


def harmless(lowered: str, do: str, agrees: tuple[str, ...], found: tuple[Mention, ...]) -> bool:
    """Whether a text only says again what is agreed to: "cancel the whole thing for me"."""
    left = lowered
    for mention in found:
        left = left.replace(mention.value.lower(), " ")
    verbs = grouped("verbs").get(do, ())
    said = (*agrees, *both("yes"), *both("courtesy"), *verbs)
    left = pattern(tuple(word for word in said if "~" not in word)).sub(" ", left)
    left = pattern(both("harmless")).sub(" ", left)
    return not re.sub(r"[^\w]", "", left)
