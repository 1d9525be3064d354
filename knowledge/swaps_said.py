"""What each line of an order shall become, from all that was said one after the other."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.amounts import plain_text
from knowledge.degrees import degrees_in
from knowledge.goods import Variant
from knowledge.option_words import cue
from knowledge.options import Options, options_of
from knowledge.own_lines import Phrase, speaks_of_all, spoken_lines
from knowledge.purchase import Line, Order
from knowledge.reference import Op, Ref, Want, Wanted
from knowledge.resolve import OwnLine, naming
from knowledge.shop import View
from knowledge.wanted import wanted
from knowledge.words import both, find, grouped, pattern

MOST = 5
"""Products that a text may name at once."""
_BLANK = "¤"
_SENTENCE = re.compile(r"[.!?;](?=\s|$)|[。！？；\n]")
_MARK = re.compile(r"(?<!\w)[\da-e][).]\s|\s[/&+]\s|;")
_BORDER = re.compile(
    r"[,，、]|(?<!\w)[\da-e][).]\s|\s[/&+]\s|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)


@dataclass(frozen=True)
class LineWanted:
    """A line and what it shall become; `texts` are the stretches that speak of it."""

    own: OwnLine
    wanted: Wanted
    texts: tuple[str, ...] = ()

    @property
    def stays(self) -> bool:
        """She names it only to say that nothing shall become of it."""
        return self.wanted.is_empty and any(
            find(text, (*both("takes_away"), *both("declines"))) for text in self.texts
        )


def lines_wanted(
    texts: Sequence[str], order: Order, lines: Sequence[Line], view: View
) -> tuple[LineWanted, ...]:
    """
    What is wanted of each of some lines.

    A stretch belongs to the line that it names, or that was named last before it; which of several
    a value is meant for is decided by which of them can have it.

    Parameters
    ----------
    texts
        All that was said about it, the latest last.
    lines
        The lines that shall become something else; empty = any of the order.
    """
    mine = tuple(OwnLine(order, line) for line in (lines or order.lines))
    found: dict[str, list[str]] = {own.line.id: [] for own in mine}
    for text in map(plain_text, texts):
        for stretch, ids in _stretches(text, order, mine, view):
            for id in ids:
                if id in found:
                    found[id].append(stretch)
    return tuple(
        LineWanted(own, _wanted(found[own.line.id], own, view), tuple(found[own.line.id]))
        for own in mine
    )


def also_wanted(
    texts: Sequence[str], order: Order, view: View, *, but: Collection[str]
) -> tuple[LineWanted, ...]:
    """What is wanted of lines beside some that were asked for: those that a text names outright."""
    mine = tuple(OwnLine(order, line) for line in order.lines)
    found: dict[str, list[str]] = {}
    for text in map(plain_text, texts):
        phrases = spoken_lines(names_alone(text, order, view), view, (order,))
        named = {o.line.id for phrase in phrases for o in phrase.lines if len(phrase.lines) == 1}
        for stretch, ids in _stretches(text, order, mine, view):
            for id in named & set(ids) - set(but):
                found.setdefault(id, []).append(stretch)
    every = (
        LineWanted(own, _wanted(found[own.line.id], own, view), tuple(found[own.line.id]))
        for own in mine
        if own.line.id in found
    )
    return tuple(one for one in every if not one.wanted.is_empty)


def options_for(own: OwnLine, view: View) -> Options | None:
    """What the product of a line comes in; None where the shop no longer has it."""
    product = view.catalogue.product(own.line.product)
    return options_of(product.variants, view.shop.scales) if product else None


def has_now(own: OwnLine, view: View) -> Variant | None:
    """The variant of a line as the catalogue has it, at the price that was paid."""
    return view.catalogue.variant(own.line.variant)


def _wanted(texts: Sequence[str], own: OwnLine, view: View) -> Wanted:
    options = options_for(own, view)
    if options is None:
        return Wanted()
    if any(cue("like_other").search(text) for text in texts):
        others = {
            line.variant
            for order in view.orders
            for line in order.lines
            if line.product == own.line.product and line.variant != own.line.variant
        }
        if len(others) == 1:
            return Wanted(ids=tuple(others))
    return wanted(texts, options, has_now(own, view))


def _stretches(
    text: str, order: Order, mine: Sequence[OwnLine], view: View
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stretches of a text, each with the lines that it is about."""
    everything = tuple(own.line.id for own in mine)
    phrases = spoken_lines(names_alone(text, order, view), view, (order,))
    if len(order.lines) == 1:
        yield _without_names(text, phrases), everything
        return
    if not phrases and (len(mine) in (1, len(order.lines))):
        yield text, everything
        return
    about: tuple[str, ...] = everything[:1] if len(mine) == 1 else ()
    for start, stop in _cut(text, phrases):
        stretch = _without_names(text, phrases)[start:stop]
        here = [phrase for phrase in phrases if start <= phrase.start < stop]
        if here:
            about = tuple(own.line.id for own in here[0].lines)
        elif speaks_of_all(stretch):
            about = everything
        able = about or tuple(_able(stretch, mine, view))
        if about and not here and not _can(stretch, about, mine, view):
            # "And the clicky one": no lamp has that.
            able = tuple(_able(stretch, mine, view)) or about
        yield stretch, able


def names_alone(text: str, order: Order, view: View) -> str:
    """
    A text as things are looked for in it, of the same length: without words that name a thing but
    are a part of what another shall be like, such as the coffee in "ground for filter coffee".
    """
    spans = [(phrase.start, phrase.end) for phrase in spoken_lines(text, view, (order,))]
    products = {line.product: OwnLine(order, line) for line in order.lines}
    for options in filter(None, (options_for(own, view) for own in products.values())):
        for said in options.said(text) if spans else ():
            inside = any(said.start <= start and stop <= said.end for start, stop in spans)
            if said.values and said.sure and inside:
                gap = " " * (said.end - said.start)
                text = f"{text[: said.start]}{gap}{text[said.end :]}"
    return text


def _without_names(text: str, phrases: Sequence[Phrase]) -> str:
    """The text with the names of things blanked: an "espresso blend" wants no espresso grind."""
    for phrase in phrases:
        text = f"{text[: phrase.start]}{_BLANK * (phrase.end - phrase.start)}{text[phrase.end :]}"
    return text


def _cut(text: str, phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """Sentences; one that names several lines is cut at the last border before each of them."""
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    for before, phrase in pairwise(phrases):
        if {o.line.id for o in before.lines} == {o.line.id for o in phrase.lines}:
            continue
        if any(before.end <= cut <= phrase.start for cut in cuts):
            continue
        cuts.append(before.end + _border(text[before.end : phrase.start]))
    ordered = sorted(set(cuts))
    yield from ((a, b) for a, b in pairwise(ordered) if text[a:b].strip())


def _border(gap: str) -> int:
    """
    Where what is said of the next thing begins in the words between two: right before it, else at
    the last mark that lists things, else at the last comma or "and".
    """
    borders = [match.span() for match in _BORDER.finditer(gap)]
    borders += [match.span() for match in pattern(both("joins")).finditer(gap)]
    start, stop = max(borders, default=(len(gap), len(gap)))
    marks = [match.start() for match in _MARK.finditer(gap)]
    plain = pattern(grouped("things")["articles"]).sub("", gap[stop:]).strip()
    return marks[-1] if marks and plain else start


def _able(stretch: str, mine: Sequence[OwnLine], view: View) -> Iterator[str]:
    """The one line whose product can be as a stretch says."""
    able = [own.line.id for own in mine if _can(stretch, (own.line.id,), mine, view)]
    if len(able) == 1:
        yield able[0]


def _can(stretch: str, ids: Sequence[str], mine: Sequence[OwnLine], view: View) -> bool:
    for own in mine:
        if own.line.id in ids and not _wanted([stretch], own, view).is_empty:
            return True
    return not any(not _wanted([stretch], own, view).is_empty for own in mine)


def names_option(text: str, view: View) -> bool:
    """Whether a text names a product and something that it comes in."""
    plain = plain_text(text)
    rule = view.rules.for_write("change_order_items")
    any_product = rule is not None and not rule.same_product
    for hit in naming(Ref("product", (Want("words", Op.IS, text),)), view)[:MOST]:
        options = options_of(hit.product.variants, view.shop.scales)
        if any_product:
            return True
        valued = [one for one in options.said(plain) if one.values]
        sure = any(one.sure or plain[one.start].isalpha() for one in valued)
        if sure or degrees_in(plain, options):
            return True
    return False
