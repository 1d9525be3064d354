"""A message cut into clauses that can each hold a wish."""

import re

from agent.understanding.language import HAN
from knowledge.words import both, find, load_words, numbered, pattern

# "Order no. 4711" is one sentence.
_END = re.compile(r"(?<=[.!?;])(?<!\b[Nn]o\.)(?<!\b[Nn]r\.)\s+|[。！？；!?;\n]+|\.{3,}|…+")
_SOFT = re.compile(r"[，,]\s?|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_LATIN_WORDS = re.compile(r"(?<![\w#])[A-Za-z']+(?!\w)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without their end marks where those were Chinese."""
    return tuple(part for part in (s.strip() for s in _END.split(text)) if part)


def clauses(text: str) -> tuple[str, ...]:
    """
    The clauses of a text: sentences, cut again at commas and joining words where both sides are
    long enough to say something. What is too short goes with the clause behind it, the last one
    with the clause before it.
    """
    found: list[str] = []
    for sentence in sentences(text):
        pieces = _cut(sentence)
        short = ""
        for place, piece in enumerate(pieces):
            joined = f"{short} {piece}".strip()
            if says_something(piece) or (not found and place == len(pieces) - 1):
                found.append(joined)
                short = ""
            else:
                short = joined
        if short:
            found[-1:] = [f"{found[-1]} {short}"]
    return tuple(found)


def _cut(sentence: str) -> list[str]:
    joins = pattern(both("joins"))
    pieces: list[str] = []
    for part in _whole_fragments(_SOFT.split(sentence)):
        start = 0
        lowered = part.lower()
        for match in joins.finditer(lowered):
            left, right = part[start : match.start()], part[match.start() :]
            if says_something(left) and says_something(right[len(match.group()) :]):
                pieces.append(left.strip())
                start = match.start()
        pieces.append(part[start:].strip())
    return [piece for piece in pieces if piece]


def _whole_fragments(parts: list[str]) -> list[str]:
    """Parts between commas, with English ones that hold no verb left where they were."""
    clause_words = load_words("en")["clause_words"]
    kept: list[str] = []
    for part in parts:
        latin = not HAN.search(part)
        if kept and latin and not HAN.search(kept[-1]) and not find(part.lower(), clause_words):
            kept[-1] = f"{kept[-1]}, {part}"
        else:
            kept.append(part)
    return kept


def says_something(text: str) -> bool:
    """
    At least four Chinese characters or three Latin words: less is no clause of its own.

    "The second one" or "this" do not count: they say of what, not what.
    """
    pointing = pattern((*numbered("ordinals"), *both("pronouns"), *both("joins")))
    text = pointing.sub(" ", text.lower())
    return len(HAN.findall(text)) >= 4 or len(_LATIN_WORDS.findall(text)) >= 3
