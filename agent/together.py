"""The things that a message sets side by side: "the first two", "X and Y", "it with my mug"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agent.agenda import Agenda
from agent.turn import Wish
from agent.understanding.references import asks_for
from knowledge.amounts import plain_text
from knowledge.goods import Product
from knowledge.options import options_of
from knowledge.reference import Op, Ref, Want
from knowledge.resolve import essence, find_lines, naming
from knowledge.shop import View
from knowledge.tokens import is_stop, tokens
from knowledge.words import both, find, numbered, opens, pattern
from skills.skill import Together

COMPARES = "compare_products"
_SURE = 0.85
"""Score from which a hit is what a few words name, though they do not say what kind of thing."""
_TIED = 0.97
"""Share of the best score from which two hits can't be told apart."""
_FEW = 4
"""Things that "it" or "they" may be together."""
_MOST = 20


def together_of(wish: Wish, agenda: Agenda, view: View) -> Together:
    """
    The products that a wish sets side by side; where it names none, those that were shown last.

    What she points at ("it", "the second one", "mine") is found as what was shown or bought.
    """
    words = wish.words
    shown = _shown(agenda, view)
    places = tuple(_placed(words, shown))
    placed = tuple(one for one in places if one)
    if len(placed) < len(places):
        # There is no fourth of three.
        return Together()
    if len(placed) > 1 or (placed and len(shown) == len(placed)):
        return Together(tuple((one,) for one in placed))
    spoken_of = _focus(agenda, view)
    if len(spoken_of) == 1 and _are_variants(words, spoken_of[0], view):
        return Together((spoken_of,))
    others = tuple(one for one in spoken_of if one not in placed)
    if placed and 0 < len(others) < _FEW and not _says_more(words):
        # "And how does it differ from the second one?"
        return Together((*((one,) for one in others), placed))
    groups = tuple(_groups(words, agenda, view))
    if placed:
        groups = (*((one,) for one in placed), *groups)
    if find(words.lower(), both("all_shown")) and len(groups) < 2:
        # What was just compared comes before the list that it was picked from.
        every = find(words.lower(), both("all")) or len(spoken_of) < 2
        return Together(tuple((one,) for one in (shown if every else spoken_of)))
    if len(groups) == 1 and (wish.do != COMPARES or len(groups[0]) == 1):
        # "Does it fit X", "what about X" and the like go with what is in hand.
        pointed = wish.do != COMPARES or find(words.lower(), (*both("pronouns"), *both("than_it")))
        if pointed and 0 < len(spoken_of) <= _FEW and spoken_of != groups[0]:
            return Together((spoken_of, *groups))
    return Together(groups or tuple((one,) for one in spoken_of or shown))


def _says_more(words: str) -> bool:
    """Whether a text names anything beside a place in a list."""
    around = (*numbered("ordinals"), *both("compares"), *both("beside"), *both("ellipsis"))
    left = tokens(essence(pattern(tuple(around)).sub(" ", words.lower())))
    return any(not is_stop(token) for token in left)


def with_compared(
    wishes: Sequence[Wish], kinds: Iterable[str], waiting: Sequence[Wish] = ()
) -> tuple[Wish, ...]:
    """
    The wishes, with what "and" or a comma has cut in two put together: "compare A and B".

    `kinds` are the skills that a bare name may have been taken for, `waiting` the wishes of earlier
    messages, which are left as they are.
    """
    joined: list[Wish] = []
    for wish in wishes:
        before = joined[-1] if joined and joined[-1] not in waiting else None
        if before and before.do == COMPARES and _goes_on(wish, kinds):
            joined[-1] = _with_words(before, f"{before.words} {wish.words}")
        elif before and before.do in kinds and not before.ask and "fits" in wish.ask.split():
            # "Do the filters, size 02, fit my dripper?"
            joined[-1] = _with_words(wish, f"{before.words}, {wish.words}")
        else:
            joined.append(wish)
    return tuple(joined)


def _goes_on(wish: Wish, kinds: Iterable[str]) -> bool:
    """Whether a wish is the other half of a comparison: a bare name, or the same wish again."""
    bare = opens(wish.words.lower(), "joins") and not asks_for(wish.words)
    return wish.do == COMPARES or (wish.do in kinds and bare)


def _with_words(wish: Wish, words: str) -> Wish:
    of = wish.of or Ref("product")
    others = tuple(want for want in of.wants if want.attribute not in ("words", "of"))
    return replace(wish, of=replace(of, wants=(*others, Want("words", Op.IS, words))))


def _shown(agenda: Agenda, view: View) -> tuple[Product, ...]:
    """What stands in the last list of several, else what was spoken of last."""
    listed = [e.id for e in agenda.listed if e.kind == "product"]
    return _known(listed, view) or _focus(agenda, view)


def _focus(agenda: Agenda, view: View) -> tuple[Product, ...]:
    return _known([e.id for e in agenda.focus if e.kind == "product"], view)


def _known(ids: Iterable[str], view: View) -> tuple[Product, ...]:
    found = (view.catalogue.product(one) for one in dict.fromkeys(ids))
    return tuple(product for product in found if product)


def _are_variants(words: str, product: Product, view: View) -> bool:
    """Whether the words set two values of one product side by side: "the 1 l and the 2 l"."""
    said = options_of(product.variants, view.shop.scales).said(plain_text(words))
    values = [pair for one in said for pair in dict.fromkeys(one.values)]
    named = [attribute for attribute, _ in dict.fromkeys(values)]
    return len(named) > len(set(named))


def _placed(words: str, shown: Sequence[Product]) -> Iterator[Product | None]:
    """ "The first two", "the first and the third" of what was shown; None for one that is not."""
    lowered = words.lower()
    firsts = numbered("first_of")
    several = find(lowered, firsts)
    if several:
        yield from shown[: firsts[several]]
        return
    places = numbered("ordinals")
    for match in pattern(tuple(places)).finditer(lowered):
        place = places[match.group()]
        there = shown and place <= len(shown)
        yield shown[place - 1 if place > 0 else -1] if there else None


def _groups(words: str, agenda: Agenda, view: View) -> Iterator[tuple[Product, ...]]:
    """For each stretch of the words between "and", "with", "fit" what it names."""
    found: list[tuple[Product, ...]] = []
    rest = words
    for product, title in _whole_titles(words, view):
        if title in rest.lower():
            start = rest.lower().index(title)
            # A mark keeps the place of what was found already.
            rest = f"{rest[:start]} \x00{len(found)}\x00 {rest[start + len(title) :]}"
            found.append((product,))
    for part in _parts(rest):
        marked = re.search("\x00(\\d+)\x00", part)
        group = found[int(marked[1])] if marked else _named(part, agenda, view)
        if group:
            yield group


def _parts(words: str) -> list[str]:
    joints = pattern(both("beside"))
    return [p for part in joints.split(words.lower()) for p in part.split("\n") if p.strip()]


def _whole_titles(words: str, view: View) -> list[tuple[Product, str]]:
    """The products whose whole title stands in the words, the longest title first."""
    lowered = words.lower()
    said = [
        (hit.product, title)
        for hit in view.search.mentioned(words)
        for title in {hit.product.title.en.lower(), hit.product.title.zh.lower()}
        if title and title in lowered and (" " in title or not title.isascii())
    ]
    return sorted(said, key=lambda pair: -len(pair[1]))


def _named(part: str, agenda: Agenda, view: View) -> tuple[Product, ...]:
    if find(part, both("owned")) or find(part, both("hers_of_old")):
        lines = find_lines(part, view, view.orders)
        own = _known([one.line.product for one in lines], view)
        if own:
            return own
    hits = naming(Ref("product", (Want("words", Op.IS, part),)), view)
    said = essence(pattern((*both("compares"), *both("beside"))).sub(" ", part))
    if not hits and said:
        found = view.search.products(said, language=view.language, limit=10)
        best = found[0].score if found else 0.0
        hits = tuple(h for h in found if h.score >= max(_SURE, _TIED * best))
    products = tuple(dict.fromkeys(hit.product for hit in hits))[:_MOST]
    spoken_of = _focus(agenda, view)
    if not products:
        return spoken_of if find(part, both("pronouns")) and len(spoken_of) <= _FEW else ()
    focused = tuple(product for product in products if product in spoken_of)
    return focused or _closest(products, said, view)


def _closest(products: tuple[Product, ...], said: str, view: View) -> tuple[Product, ...]:
    """
    Those whose titles hold the fewest other words, where more than a kind of thing was named:
    "Ritmo" is the Ritmo, and "filters" are all of them.
    """
    named = {token for token in tokens(said) if not is_stop(token)}
    kinds = {t for product in products for t in _kind(product, view)}
    if len(products) < 2 or not named - kinds:
        return products
    others = {p.id: len(set(tokens(view.text(p.title))) - named) for p in products}
    least = min(others.values())
    return tuple(product for product in products if others[product.id] == least)


def _kind(product: Product, view: View) -> set[str]:
    category = view.catalogue.category(product.category)
    names = [*product.synonyms]
    if category:
        names += [category.title.en, category.title.zh, *category.synonyms]
    return {token for name in names for token in tokens(name)}
