"""Which lines of a customer's own orders a sentence speaks of, and where it says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.catalogue import Catalogue
from knowledge.line_hits import Hit, runs_of
from knowledge.line_names import CODE, Rank, kinds, names_of
from knowledge.line_traits import lines_like, quantity_of, selected, trait_words
from knowledge.line_words import plain_word
from knowledge.purchase import Order
from knowledge.resolve import OwnLine
from knowledge.shop import View
from knowledge.words import both, grouped, pattern

__all__ = ["Phrase", "lines_like", "speaks_of_all", "spoken_lines"]

_SENTENCE = re.compile(r"[.!?](?!\d)|[。！？;；\n]")


@dataclass(frozen=True)
class Phrase:
    """
    A stretch of a text that names something she bought.

    Parameters
    ----------
    start, end
        The span in the text as given.
    lines
        The lines it may mean: the best ones, and those that are as good.
    quantity
        How many of it: 2 in "two of the mugs", 1 in 只退一台; None where that is not said.
    """

    start: int
    end: int
    lines: tuple[OwnLine, ...]
    quantity: int | None = None


def spoken_lines(text: str, view: View, orders: Sequence[Order]) -> tuple[Phrase, ...]:
    """
    What a text names of the lines of `orders`, from left to right.

    The best lines of a phrase hold most of its words in their names; properties beside it in the
    same clause decide between equals ("the navy backpack", "the keyboard with white lights").
    """
    lines = [OwnLine(order, line) for order in orders for line in order.lines]
    names = [
        names_of(view.catalogue, line.product, line.variant, line.title)
        for line in (own.line for own in lines)
    ]
    phrases = []
    masked = _masked(text)
    runs = list(runs_of(masked, names))
    for hit in runs:
        best = _best(masked, hit, runs, lines, view.catalogue)
        if best:
            phrases.append(Phrase(hit.start, hit.end, best))
    return tuple(_narrowed(text, phrases, view))


def speaks_of_all(text: str) -> bool:
    """
    Whether all of it is meant.

    Examples
    --------
    >>> speaks_of_all("please return the whole order"), speaks_of_all("that's all, thanks")
    (True, False)
    """
    things = grouped("things")
    said = pattern(things["not_all"]).sub(" ", text.casefold().replace("’", "'"))
    return pattern(things["all"]).search(said) is not None


def _masked(text: str) -> str:
    """The text with what only sounds like a thing (phone number, set up) blanked out."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    blank = pattern((*grouped("things")["not_things"], *both("order_words")))
    return blank.sub(lambda match: "\0" * len(match.group()), lower)


def _best(
    text: str, hit: Hit, runs: Sequence[Hit], lines: Sequence[OwnLine], catalogue: Catalogue
) -> tuple[OwnLine, ...]:
    """The lines that a stretch names; none where it only happens to hold a word of theirs."""
    named = {n: found for n, found in hit.found.items() if found[1] >= Rank.KIND}
    said = text[hit.start : hit.end]
    if named:
        doubtful = said.isalpha() and plain_word(said) in grouped("things")["verbs"]
        if doubtful and not _is_noun(text, hit, runs, [lines[n] for n in named]):
            return ()
        if _goes_on(text, hit.end, catalogue):
            return ()
    elif _stands_alone(text, hit, runs, [lines[n] for n in hit.found]):
        named = dict(hit.found)
    best = max(named.values(), default=None)
    return tuple(lines[n] for n, found in named.items() if found == best)


def _stands_alone(text: str, hit: Hit, runs: Sequence[Hit], lines: Sequence[OwnLine]) -> bool:
    """Whether a part of a name is said as a name: the fleece, 长桌那包."""
    said, things = text[hit.start : hit.end], grouped("things")
    if not said.isascii():
        after = pattern(things["han_after"]).match(text, hit.end)
        return after is not None and len({own.line.product for own in lines}) == 1
    if hit.words == 1 and " " not in said:
        unclear = len({own.line.product for own in lines}) > 1 or len(said) < 4
        if unclear or plain_word(said) in things["features"] or not text[: hit.start].strip():
            return False
    placed = re.search(
        rf"(?:{pattern(things['places']).pattern})\s+(?:\w+\s+)?$", text[: hit.start]
    )
    return not placed and _is_noun(text, hit, runs, lines)


def _is_noun(text: str, hit: Hit, runs: Sequence[Hit], lines: Sequence[OwnLine]) -> bool:
    """Whether what stands before and behind a word is what stands around a noun."""
    things = grouped("things")
    traits = {word for own in lines for word in trait_words(own)}
    after = text[hit.end :].lstrip()
    touched = any(run.start == len(text) - len(after) for run in runs)
    if not touched and re.match(r"\w", after) and not pattern(things["after"]).match(after):
        return False
    before = text[: hit.start].rstrip()
    while True:
        if any(match.end() == len(before) for match in pattern(things["before"]).finditer(before)):
            return True
        word = re.search(r"[\w-]+$", before)
        if word is None or plain_word(word.group()) not in traits:
            break
        before = before[: word.start()].rstrip()
    # A word that opens its clause is a verb where an object follows: watch the news.
    opens = any(run.end == len(before) for run in runs) or not re.search(r"\w$", before)
    return opens and not pattern(things["articles"]).match(after)


def _goes_on(text: str, end: int, catalogue: Catalogue) -> bool:
    """Whether the name of another kind of thing begins with what was found: coffee | grinder."""
    if pattern(grouped("things")["han_goes_on"]).match(text, end):
        return True
    after = re.compile(r"[ -]+([a-z\d]+)").match(text, end)
    if after is None:
        return False
    # A model code goes on that is not hers; amounts begin with a digit.
    return plain_word(after[1]) in kinds(catalogue) or bool(
        re.match("[a-z]", after[1]) and CODE.fullmatch(after[1])
    )


def _narrowed(text: str, phrases: Sequence[Phrase], view: View) -> Iterator[Phrase]:
    """Each phrase with those of its lines that the words beside it single out."""
    for number, phrase in enumerate(phrases):
        previous = phrases[number - 1].end if number else 0
        following = phrases[number + 1].start if number + 1 < len(phrases) else len(text)
        before = _SENTENCE.split(text[previous : phrase.start])[-1]
        is_cut = len(_SENTENCE.split(text[previous : phrase.start])) > 1
        behind = _SENTENCE.split(text[phrase.end : following])[0]
        is_last = following == len(text) or len(behind) < following - phrase.end
        left = _parts(before) if number == 0 or is_cut else _shared(before)[1]
        right = _parts(behind) if is_last else _shared(behind)[0]
        right = [pattern(grouped("things")["swaps"]).split(part)[0] for part in right]
        yield replace(
            phrase,
            lines=_chosen(left, right, phrase.lines, view),
            quantity=quantity_of(left[-1] if left else "", right[0] if right else ""),
        )


def _parts(gap: str) -> list[str]:
    return pattern(grouped("things")["parts"]).split(gap.lower())


def _shared(gap: str) -> tuple[list[str], list[str]]:
    """What of the words between two phrases belongs to the one before, and to the one behind."""
    parts = _parts(gap)
    if len(parts) > 1:
        return parts[:-1], parts[-1:]
    articles = list(pattern(grouped("things")["articles"]).finditer(gap.lower()))
    cut = articles[-1].start() if articles else 0
    return [gap[:cut]], [gap[cut:]]


def _chosen(
    left: Sequence[str], right: Sequence[str], lines: tuple[OwnLine, ...], view: View
) -> tuple[OwnLine, ...]:
    """
    Those of equals that the words on both sides single out.

    What is joined by "and" adds up: "the navy and the black backpack".
    """
    beside = selected(" ".join((*left[-1:], *right[:1])), lines, view)
    others = [selected(part, lines, view) for part in (*(left[:-1] if beside else ()), *right[1:])]
    for other in filter(None, others):
        common = [own for own in other if own in (beside or ())]
        beside = tuple(common) or (*(beside or ()), *other)
    return tuple(own for own in lines if own in beside) if beside else lines
