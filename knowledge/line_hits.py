"""The stretches of a text that belong to the names of lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from knowledge.line_names import Names, Rank
from knowledge.line_words import meant, plain_word
from knowledge.tokens import HAN, LETTER, WORD, key
from knowledge.words import grouped, pattern

_PIECE = re.compile(rf"(?P<word>{WORD})|(?P<han>[{HAN}]+)")
_WORD = re.compile(rf"{LETTER}+(?:'{LETTER}+)?")
_HAN = re.compile(f"[{HAN}]")
_TOUCHING = re.compile(r"[\s\-'’]*")


@dataclass(frozen=True)
class Hit:
    """A stretch that belongs to the names of some lines, with points and rank for each of them."""

    start: int
    end: int
    found: Mapping[int, tuple[float, Rank]]
    words: int = 1

    def joined(self, other: "Hit") -> "Hit":
        both_hold = {
            n: (self.found[n][0] + points, max(self.found[n][1], rank))
            for n, (points, rank) in other.found.items()
            if n in self.found
        }
        return Hit(self.start, other.end, both_hold, self.words + other.words)


def runs_of(text: str, names: Sequence[Names]) -> Iterator[Hit]:
    """The stretches that name lines, as long as they can be; `names` holds those of each line."""
    return (_verbatim(text, run, names) for run in _runs(text, _hits(text, names), names))


def _hits(text: str, names: Sequence[Names]) -> Iterator[Hit]:
    """The stretches that belong to a name, from left to right."""
    groups: dict[int, tuple[Names, list[int]]] = {}
    for number, one in enumerate(names):
        groups.setdefault(id(one), (one, []))[1].append(number)
    owners = list(groups.values())
    pieces = list(_pieces(text, frozenset(code for one, _ in owners for code in one.codes)))
    known = frozenset(word for one, _ in owners for word in one.words)
    passed = 0
    for piece, after in zip_longest(pieces, pieces[1:]):
        if piece.start() < passed:
            continue
        said = piece.group()
        if _HAN.match(said):
            yield from _chinese_hits(said, piece.start(), owners)
            continue
        code = key(said)
        found = {n: (5.0, Rank.NAME) for one, ns in owners if code in one.codes for n in ns}
        end = piece.end()
        if not found and after and _TOUCHING.fullmatch(text, end, after.start()):
            pair = plain_word(said) + plain_word(after.group())
            if "-" in text[end : after.start()]:
                pair = meant(pair, known)
            found = {n: one.words[pair] for one, ns in owners if pair in one.words for n in ns}
            end = after.end() if found else end
        if not found:
            word = meant(plain_word(said), known)
            found = {n: one.words[word] for one, ns in owners if word in one.words for n in ns}
        if found:
            yield Hit(piece.start(), end, found)
            passed = end


def _pieces(text: str, codes: frozenset[str]) -> Iterator[re.Match[str]]:
    """Runs of Chinese, model codes of hers in one piece, and words."""
    for match in _PIECE.finditer(text):
        if match["han"] or key(match.group()) in codes:
            yield match
        else:
            yield from _WORD.finditer(text, match.start(), match.end())


def _chinese_hits(
    run: str, offset: int, owners: Sequence[tuple[Names, Sequence[int]]]
) -> Iterator[Hit]:
    start = 0
    while start < len(run):
        at = [(one.chinese(run, start), ns) for one, ns in owners]
        longest = max((found[0] for found, _ in at if found), default=1)
        best = {
            n: (found[0] / 2, found[1])
            for found, ns in at
            if found and found[0] == longest
            for n in ns
        }
        if best:
            yield Hit(offset + start, offset + start + longest, best)
        start += longest


def _runs(text: str, hits: Iterator[Hit], names: Sequence[Names]) -> Iterator[Hit]:
    """
    Neighbouring stretches joined for as long as some line holds all of them.

    Whatever stands between them, they are one where a title reads just so: "Da Lat, dark roast".
    """
    inside = pattern(grouped("things")["inside"])
    last: Hit | None = None
    for hit in hits:
        if last:
            joined = last.joined(hit)
            gap = text[last.end : hit.start]
            if not (_TOUCHING.fullmatch(gap) or inside.fullmatch(gap.strip())):
                written = key(text[last.start : hit.end])
                held = {n: f for n, f in joined.found.items() if _reads(names[n], written)}
                joined = replace(joined, found=held)
            if joined.found:
                last = joined
                continue
            yield last
        last = hit
    if last:
        yield last


def _verbatim(text: str, run: Hit, names: Sequence[Names]) -> Hit:
    """The same stretch with half a point more for lines whose title reads just so."""
    written = key(text[run.start : run.end])
    found = {
        n: (points + 0.5 * _reads(names[n], written), rank)
        for n, (points, rank) in run.found.items()
    }
    return replace(run, found=found)


def _reads(names: Names, written: str) -> bool:
    return any(written in title for title in names.titles)
