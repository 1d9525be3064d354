"""
A message with changes in it, cut where the next one begins: before its verb, at the join before.

"Return the lamp and the clock from #1, and cancel #2": an "and" between things is no border, one
before the next "cancel" is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from agent.understanding.changes import MOVES, is_question, verbs_in, wants_done
from agent.understanding.clauses import sentences
from agent.understanding.language import HAN
from agent.understanding.references import Mention
from knowledge.words import both, find, pattern

_MARK = (
    r"(?<!\w)\d[).](?= )|(?<!\d)\d、| \+ "
    r"|[,;.!?:，。；！？：\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)
MONEY = "change_order_payment"
TO_AN_END = frozenset({"return_items", "cancel_order", "exchange_items", "change_order_items"})
"""Changes that say where money goes besides."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a message that asks for one change, and the changes its verbs may mean."""

    text: str
    verbs: tuple[str, ...]


def asked_beside(text: str) -> tuple[str, str]:
    """The sentences of a text that only ask something, and the rest of it."""
    asking: list[str] = []
    rest, place = "", 0
    for sentence in sentences(text):
        start = text.index(sentence, place)
        end = start + len(sentence)
        # The mark behind a sentence is no part of it.
        marked = f"{sentence}{text[end : end + 1]}"
        if is_question(marked.strip()) and not wants_done(sentence):
            asking.append(marked.strip())
            rest += text[place:start]
            place = start + len(marked)
        else:
            rest += text[place:end]
            place = end
    return " ".join(asking), f"{rest}{text[place:]}".strip()


def segments(text: str, found: Sequence[Mention]) -> tuple[Segment, ...]:
    """The changes that a text asks for one after the other; none where no verb asks for any."""
    spans = verbs_in(text)
    if not spans:
        return ()
    starts = [0]
    for (_, end, _), (start, _, _) in pairwise(spans):
        cut = _last_border(text, end, start)
        if cut is not None and cut > starts[-1]:
            starts.append(cut)
    pieces = [
        text[start:stop].strip(" ,;，；")
        for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    whole: list[Segment] = []
    for piece in pieces:
        segment = Segment(piece, wants_done(piece))
        if whole and _goes_on(whole[-1], segment, found):
            joined = f"{whole[-1].text}, {piece}"
            whole[-1] = Segment(joined, whole[-1].verbs)
        else:
            whole.append(segment)
    return tuple(whole)


def _last_border(text: str, start: int, stop: int) -> int | None:
    """Where the clause of the verb at `stop` begins; None where it goes on with the verb before."""
    borders = [match for match in _borders().finditer(text.lower(), start, stop)]
    return borders[0].start() if len(borders) == 1 else _before_verb(borders)


def _before_verb(borders: Sequence[re.Match[str]]) -> int | None:
    """Of several borders the last mark or word that joins clauses."""
    return borders[-1].start() if borders else None


@cache
def _borders() -> re.Pattern[str]:
    return re.compile(f"{_MARK}|(?<!\\w)(?:{pattern(both('joins')).pattern})")


def _goes_on(before: Segment, segment: Segment, found: Sequence[Mention]) -> bool:
    """
    Whether a stretch says more of the change before: the same verb again without an order of its
    own, or where the money of a return shall go.
    """
    own = any(m.kind == "order" and m.value in segment.text for m in found)
    if own or find(segment.text.lower(), both("otherwise")):
        return False
    if set(segment.verbs) & set(before.verbs):
        # What is long may speak of another order; the planner joins what does not.
        return len(segment.text.split()) <= 4 and len(HAN.findall(segment.text)) <= 5
    described = find(segment.text.lower(), both("order_holding"))
    if set(segment.verbs) == {MONEY} and TO_AN_END & set(before.verbs):
        return not described
    if set(segment.verbs) <= MOVES and MOVES & set(before.verbs):
        return True
    return not segment.verbs
