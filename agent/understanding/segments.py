"""
A message with changes in it, cut where the next one begins.

"Return the lamp and the clock from #1, and cancel #2": an "and" between things is no border, one
before the next "cancel" is. Where a sentence ends or turns ("also", "another thing") an order of
its own begins a change as well, whatever verb it is asked for with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from agent.understanding.clauses import says_something, sentences
from agent.understanding.language import HAN
from agent.understanding.references import Mention
from agent.understanding.verbs import MOVES, SIBLINGS, is_question, verbs_in, wants_done
from knowledge.addresses import address_spans
from knowledge.words import both, find, pattern

_LIST_MARK = r"(?<!\w)\d[).](?= )|(?<!\d)\d、| \+ "
_MARK = rf"{_LIST_MARK}|[,;.!?:，。；！？：\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
_END = r"(?<!\bno)(?<!\bnr)[.!?;](?=\s|$)|[。；！？\n]"
MONEY = "change_order_payment"
AT_LENGTH = frozenset({"request_invoice", "report_problem", "notify_when_back"})
"""Changes whose words are said again where more is said of the same one."""
TO_AN_END = frozenset({"return_items", "cancel_order", "exchange_items", "change_order_items"})
"""Changes that say where money goes besides."""


@dataclass(frozen=True)
class Segment:
    """
    A stretch of a message that asks for one change.

    Parameters
    ----------
    verbs
        The changes that its verbs may mean; none where it has but an order of its own.
    """

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
    if not verbs_in(text):
        return ()
    whole: list[Segment] = []
    for piece in _pieces(text, found):
        segment = Segment(piece, wants_done(piece))
        if whole and _goes_on(whole[-1], segment, found):
            joined = f"{whole[-1].text}, {piece}"
            whole[-1] = Segment(joined, whole[-1].verbs or segment.verbs)
        else:
            whole.append(segment)
    return tuple(whole)


def _pieces(text: str, found: Sequence[Mention]) -> Iterator[str]:
    """The text cut at its turns and, between two verbs of a stretch, at what joins clauses."""
    for turn in map(_mended, _turns(text, found)):
        starts = [0]
        spans, orders = verbs_in(turn), _orders(turn, found)
        addresses = address_spans(turn) if len(spans) > 1 and re.search(r"\d", turn) else ()
        for (begin, end, _), (start, _, _) in pairwise(spans):
            own = any(starts[-1] <= place < begin for place, _ in orders)
            between = [one for one in orders if end <= one[0] and one[1] <= start]
            if len(between) > 1 or (own and between):
                # "#1 cancel please, #2 goes back": the order before a verb belongs to it.
                start = between[-1][0]
                end = between[-2][1] if len(between) > 1 else end
            cut = _last_border(turn, end, start, addresses)
            if cut is not None and cut > starts[-1]:
                starts.append(cut)
        for start, stop in zip(starts, [*starts[1:], len(turn)], strict=True):
            if piece := turn[start:stop].strip(" ,;，；"):
                yield piece


def _mended(text: str) -> str:
    """The text without the verb that she takes back: "change, I mean cancel it"."""
    for (start, end, _), (behind, _, _) in pairwise(verbs_in(text)):
        if find(text.lower()[end:behind], both("takes_back")):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _turns(text: str, found: Sequence[Mention]) -> list[str]:
    """
    Stretches that speak of one order or one wish each: cut where a sentence ends or turns, if both
    sides have an order or a verb of their own.
    """
    cuts = [match.start() if match.group()[0].isalnum() else match.end() for match in _ends(text)]
    turns: list[str] = []
    for start, stop in pairwise([0, *cuts, len(text)]):
        unit = text[start:stop]
        if turns and not _begins(turns[-1], unit, found):
            turns[-1] += unit
        elif unit.strip():
            turns.append(unit)
    return turns


def _ends(text: str) -> Iterator[re.Match[str]]:
    return _turning().finditer(text.lower() if len(text.lower()) == len(text) else text)


def _begins(before: str, unit: str, found: Sequence[Mention]) -> bool:
    """Whether a stretch has a wish of its own, and the one before it is not waiting for it."""
    if pattern(both("takes_back")).match(unit.lower().lstrip()):
        return False
    verbs_before = verbs_in(before)
    ended = any(do in TO_AN_END for _, _, do in verbs_before)
    # "And put the money on my visa" goes on with what is sent back.
    verbs = [one for one in verbs_in(unit) if not (ended and one[2] == MONEY)]
    orders, orders_before = _orders(unit, found), _orders(before, found)
    same = {unit[a:b] for a, b in orders} <= {before[a:b] for a, b in orders_before}
    if same or not orders_before:
        return bool(verbs and verbs_before)
    first, last = orders[0]
    return bool(verbs) or says_something(f"{unit[:first]} {unit[last:]}")


def _orders(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where a text names orders: by their number, or by what they are or hold."""
    numbers = {m.value for m in found if m.kind == "order"}
    spans = [match.span() for number in numbers for match in re.finditer(re.escape(number), text)]
    lowered = pattern(both("past_orders")).sub(lambda m: "_" * len(m.group()), text.lower())
    spans += [
        match.span()
        for match in _named().finditer(lowered)
        if not any(match.start() <= end and start <= match.end() + 12 for start, end in spans)
    ]
    return sorted(spans)


@cache
def _named() -> re.Pattern[str]:
    """What names an order without its number: "my skateboard order", "the one with"."""
    words = pattern(both("orders_named")).pattern
    return re.compile(rf"{words}|\b(?:my|the|that) (?!whole|entire|full)(?:[a-z-]+ ){{1,3}}order\b")


@cache
def _turning() -> re.Pattern[str]:
    clause = rf"(?<![\u4e00-\u9fff])(?:{pattern(both('clause_turns')).pattern})"
    return re.compile(f"{_LIST_MARK}|{_END}|{clause}|{pattern(both('turns')).pattern}")


def _last_border(text: str, start: int, stop: int, inside: Sequence[tuple[int, int]]) -> int | None:
    """
    Where the clause of the verb at `stop` begins; None where it goes on with the verb before.

    Parameters
    ----------
    inside
        Stretches that are one thing, such as addresses.
    """
    borders = [
        match.start()
        for match in _borders().finditer(text.lower(), start, stop)
        if not any(first < match.start() < last for first, last in inside)
    ]
    return borders[-1] if borders else None


@cache
def _borders() -> re.Pattern[str]:
    return re.compile(f"{_MARK}|(?<!\\w)(?:{pattern(both('joins')).pattern})")


def _goes_on(before: Segment, segment: Segment, found: Sequence[Mention]) -> bool:
    """
    Whether a stretch says more of the change before: the same verb again without an order of its
    own, or where the money of a return shall go.
    """
    if find(segment.text.lower(), both("otherwise")):
        return False
    own = any(m.kind == "order" and m.value in segment.text for m in found)
    again = set(segment.verbs) & set(before.verbs)
    swaps = set(segment.verbs) <= set(SIBLINGS) and set(before.verbs) & set(SIBLINGS)
    if swaps and segment.verbs and not own:
        # "A different shelf, and the helmet in red": several things of one order.
        return True
    if own:
        # "An invoice please. It's for #1, made out to ...".
        return bool(again) and not _orders(before.text, found)
    moving = set(segment.verbs) <= MOVES and bool(MOVES & set(before.verbs) and segment.verbs)
    if again & AT_LENGTH or moving:
        return not _orders(segment.text, found)
    if again:
        # What is long may speak of another order; the planner joins what does not.
        short = len(segment.text.split()) <= 4 and len(HAN.findall(segment.text)) <= 5
        return short or _of_the_same(segment.text)
    described = find(segment.text.lower(), both("order_holding"))
    if set(segment.verbs) == {MONEY} and TO_AN_END & set(before.verbs):
        return not described
    return not segment.verbs and not _orders(segment.text, found)


def _of_the_same(text: str) -> bool:
    """ "Stop #1 from being shipped, and cancel it": the verb is of what was just spoken of."""
    _, end, _ = verbs_in(text)[0]
    return pattern(both("just_named")).match(text.lower()[end:].lstrip()) is not None
