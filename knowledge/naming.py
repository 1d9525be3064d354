"""The products that a sentence names."""

import re
from collections.abc import Sequence

from knowledge.goods import Product
from knowledge.prices import price_from
from knowledge.reference import Ref
from knowledge.search import Hit
from knowledge.shop import View
from knowledge.tokens import tokens

LONGEST_NAME = 26
"""Characters up to which a Chinese title is a name rather than a paragraph of praise."""
_HAN = re.compile(r"(?<![\d\u4e00-\u9fff])[\u4e00-\u9fff]{2,}")
NAMED = 0.45
"""Share of the naming words of a sentence that a product has to hold to be named by it."""


def naming(ref: Ref, view: View) -> tuple[Hit, ...]:
    """
    The products that the words of `ref` name: the best ones and those they can't be told from.

    A property alone ("is it wireless?") names nothing: a word for the kind of thing, a brand with
    its model, or a model code has to be among the words that were found.
    """
    numbers = [str(want.value) for want in ref.wants if want.attribute == "number"]
    words = ref.want("words")
    said = words.value if words and isinstance(words.value, str) else ""
    for number in numbers:
        exact = view.search.mentioned(number, limit=1)
        if exact:
            return exact
    mentioned = view.search.mentioned(said)
    titled = _with_whole_title(mentioned, said)
    if titled:
        return titled
    hits = [h for h in mentioned if h.score >= NAMED and is_named(h, view)]
    near = [hit for hit in hits if hit.score >= 0.92 * hits[0].score]
    # What has no price on file is known only as something to exchange for.
    return tuple(hit for hit in near if price_from(hit.product) is not None) or tuple(near)


def _with_whole_title(hits: Sequence[Hit], said: str) -> tuple[Hit, ...]:
    """The product whose title of several words stands in a text; of two titles the longer one."""
    lowered = said.lower()
    found = [
        (len(title), hit)
        for hit in hits
        for title in (hit.product.title.en.lower(), hit.product.title.zh.lower())
        if " " in title and title in lowered
    ]
    longest = max((length for length, _ in found), default=0)
    return tuple(dict.fromkeys(hit for length, hit in found if length == longest))


def is_named(hit: Hit, view: View) -> bool:
    """Whether the words of a hit name a thing of its kind, not only a property."""
    matched = set(hit.matched)
    if is_coded(hit):
        return True
    brand, title = set(tokens(hit.product.brand)), set(tokens(hit.product.title.en))
    if brand & matched and len(title & matched - brand) >= 1:
        return True
    return not _kind_words(hit.product, view).isdisjoint(matched)


def is_coded(hit: Hit) -> bool:
    """Whether a model code was among the words that named it."""
    return any(_is_code(word) for word in hit.matched)


def _is_code(word: str) -> bool:
    """Whether a word is a model code such as jzt-qd529: letters first, then digits."""
    return len(word) >= 3 and word[0].isalpha() and any(c.isdigit() for c in word)


def _kind_words(product: Product, view: View) -> set[str]:
    """
    Words that say what a thing is: its category, its other names, the end of its English title;
    of Chinese ones any stretch, as a thing is called by a part of its name.
    """
    category = view.catalogue.category(product.category)
    names = [*product.synonyms]
    if len(product.title.zh) <= LONGEST_NAME:
        names += _HAN.findall(product.title.zh)[-1:]
    if category:
        names += [category.title.en, category.title.zh, *category.synonyms]
    ends = [token for token in tokens(product.title.en) if token.isalpha()][-1:]
    words = {token for name in names for token in tokens(name)} | set(ends)
    return words | {
        name[start:stop]
        for name in names
        if not name.isascii()
        for start in range(len(name) - 1)
        for stop in range(start + 2, len(name) + 1)
    }
