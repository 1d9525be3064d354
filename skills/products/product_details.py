"""A question about one product, answered from its attributes and texts, or honestly not at all."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.fact import Fact
from knowledge.goods import Product
from knowledge.search import ANSWERS, Passage
from knowledge.shop import View
from knowledge.words import both, find, load_words
from skills.products.described import Described, describe, told
from skills.products.fits import Fitting, fit_facts, fittings
from skills.products.product_facts import card, cheapest, dearer, entity, like, price, title
from skills.skill import Asked, Level, Needs, Outcome, Say, Together, Told

MOST = 2
LONGEST_WHOLE = 400
"""Characters up to which a rule is told whole."""
MARGIN = 0.1
"""How much better the shop's own texts have to answer than those of the product she speaks of."""
HEADED = ("fault", "gift", "part")
"""Kinds of text whose title says something that the text does not."""
VARIED = frozenset({"comes_in", "more", "count", "have", "stock"})
"""What is asked for where the variants of a product hold the answer."""
SHORT = 16
"""Characters of a message that may say no more than what it should be like: "in size 44?"."""
MOST_VARIANTS = 5
FEW = 3
"""Products that are told of side by side; between more of them she is asked to choose."""


NOTHING = Together()


class ProductDetails:
    level = Level.ANONYMOUS

    def __call__(
        self,
        view: View,
        products: tuple[Product, ...],
        asked: Asked,
        together: Together = NOTHING,
    ) -> Outcome:
        if "fits" in asked.about or _asks_whether_it_fits(asked.words.lower()):
            found = fittings(together, view)
            if found:
                # What she holds it against is not what she goes on to ask about.
                asked_of = [p for one in found for p in (one.one, one.other)]
                pairs = dict.fromkeys(p for p in asked_of if p in together.groups[0])
                return Told(
                    tuple(_fittings(found, view)),
                    (),
                    tuple(entity(product, view) for product in pairs),
                )
        if "more" in asked.about and len(together.products) > 1:
            dearest = tuple(_dearer_of(together.products, view))
            if dearest:
                return Told(dearest, (), tuple(entity(p, view) for p in together.products))
        short = len(asked.words) <= SHORT and not find(asked.words.lower(), both("pronouns"))
        if (short or VARIED & set(asked.about)) and 0 < len(products) <= FEW:
            found_in = [(p, tuple(_of_variants(describe(p, asked, view), asked))) for p in products]
            answered = [(product, says) for product, says in found_in if says]
            if answered:
                return Told(
                    tuple(say for _, says in answered for say in says),
                    (),
                    tuple(entity(product, view) for product, _ in answered),
                )
        pointed = find(asked.words.lower(), both("pronouns")) is not None
        # "How big is it" asks for nothing that the texts of the shop as a whole could answer.
        said = "" if pointed else asked.words
        general = _good(view.search.answer(said, product=None, language=view.language))
        few = 0 < len(products) <= FEW
        if general and not few:
            return Told((_passage(general[0], view),))
        if not few:
            return Needs("product", tuple(entity(one, view) for one in products[:5]))
        about = tuple(entity(product, view) for product in products)
        answers = [(product, _answers(product, asked, view)) for product in products]
        best = max((good[0].score for _, good in answers if good), default=0.0)
        if general and (not best or general[0].score > best + MARGIN):
            return Told((_passage(general[0], view),), (), about)
        says = tuple(
            say
            for product, good in answers
            for say in dict.fromkeys(_of_product(passage, product, view) for passage in good)
            or [Say("unknown", (title(product, view),))]
        )
        unknown = tuple(card(product, view) for product, good in answers if not good)
        return Told(says, unknown, about)


def _asks_whether_it_fits(words: str) -> bool:
    """ "Can I use these with my ..." """
    return bool(find(words, both("used_with")) and find(words, both("usable")))


def _fittings(found: tuple[Fitting, ...], view: View) -> Iterator[Say]:
    """Each pair by itself; several that go with the same thing as a list."""
    good = all(one.kind in ("fits", "accessory") for one in found)
    if len(found) > 1 and good and len({one.other.id for one in found}) == 1:
        yield Say("these_fit", (replace(title(found[0].other, view), name="other"),))
        for one in found:
            yield Say("one_fits_by" if one.by else "one_fits", fit_facts(one, view))
        return
    for one in found:
        facts = fit_facts(one, view)
        if one.kind == "unlike":
            yield Say("unlike", facts)
        elif one.kind == "unknown":
            yield Say("unknown_fit", facts)
        elif one.kind == "alternative":
            yield Say("alternative", facts)
        elif one.kind == "accessory":
            yield Say("accessory_by" if one.by else "accessory", facts)
        else:
            yield Say("fits_by" if one.by else "fits", facts)


def _of_variants(described: Described, asked: Asked) -> Iterator[Say]:
    """What a product comes in: whether in what she names, how many kinds, what sets them apart."""
    product, view = described.product, described.view
    named = title(product, view)
    there = [v for v in product.variants if view.is_there(v)]
    if "more" in asked.about:
        yield from _dearer(described)
    elif described.unknown:
        for unknown in described.unknown:
            instead = described.comes_in(unknown)
            if instead:
                yield Say("no_such", (named, told(unknown, described), instead))
            else:
                yield Say("no_choice", (named, told(unknown, described)))
    elif not VARIED & set(asked.about):
        return
    elif not described.is_open:
        yield from _comes_so(described)
    elif described.names:
        for attribute in described.names:
            heading = described.heading(attribute)
            yield Say(
                "comes_in",
                (named, heading, described.values_of(attribute, there or product.variants)),
            )
            gone = described.gone(attribute, there)
            if gone:
                yield Say("gone", (gone,))
    elif "count" in asked.about and len(product.variants) > 1:
        source = f"products/{product.id}"
        total = Fact("total", len(product.variants), source)
        if len(there) == len(product.variants):
            yield Say("kinds_all", (named, total))
        else:
            yield Say("kinds", (named, total, Fact("count", len(there), source)))


def _comes_so(described: Described) -> Iterator[Say]:
    """Whether it comes in just what she names, and whether that can be had now."""
    product, view = described.product, described.view
    named = title(product, view)
    if not described.fitting:
        yield Say("not_together", (named,))
    for variant in described.fitting[:MOST_VARIANTS]:
        key = "comes_so" if view.is_there(variant) else "comes_so_gone"
        yield Say(key, (named, like(variant, view)))


def _dearer_of(products: tuple[Product, ...], view: View) -> Iterator[Say]:
    """What each product costs more than the cheapest of them."""
    priced = [(v, p) for p in products if (v := cheapest(p)) and v.price is not None]
    priced.sort(key=lambda pair: pair[0].price or 0)
    for variant, product in priced[1:]:
        difference = dearer(priced[0][0], variant, view)
        named = replace(title(product, view), name="like")
        if difference:
            base = replace(title(priced[0][1], view), name="other")
            yield Say("dearer", (named, base, difference))
        else:
            yield Say("costs_alike", (named, *price(variant, view)))


def _dearer(described: Described) -> Iterator[Say]:
    """What the bigger one costs more, or the dearer of two that she names."""
    view = described.view
    variants = sorted(described.steps(), key=lambda v: v.price or 0)
    for dear in variants[1:]:
        difference = dearer(variants[0], dear, view)
        if difference:
            base = replace(like(variants[0], view), name="other")
            yield Say("dearer", (like(dear, view), base, difference))
        elif dear.price is not None:
            yield Say("costs_alike", (like(dear, view), *price(dear, view)))


def _answers(product: Product, asked: Asked, view: View) -> tuple[Passage, ...]:
    good = _good(view.search.answer(asked.words, product=product, language=view.language))
    # An attribute says in two words what a description says in three sentences.
    short = tuple(passage for passage in good if passage.source.startswith("products/"))
    return (short or good)[:MOST]


def _good(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that answer; the second only where it is about as good as the first."""
    if not passages or passages[0].score < ANSWERS:
        return ()
    least = max(ANSWERS, 0.85 * passages[0].score)
    return tuple(passage for passage in passages if passage.score >= least)


def _of_product(passage: Passage, product: Product, view: View) -> Say:
    """An attribute with the name of the product; any other text as it stands."""
    if not passage.source.startswith("products/"):
        return _passage(passage, view)
    source = passage.source
    answer = Fact("answer", view.text(passage.text), source)
    if "/variants/" in passage.source:
        values = (
            view.text(attribute.value)
            for variant in product.variants
            for attribute in variant.attributes
            if attribute.name == passage.title
        )
        joint: str = load_words(view.language)["list_joint"]
        source = f"products/{product.id}"
        answer = Fact("answer", joint.join(dict.fromkeys(values)), source)
    heading = Fact("heading", view.text(passage.title), source)
    return Say("attribute", (title(product, view), heading, answer))


def _passage(passage: Passage, view: View) -> Say:
    content = view.catalogue.content(passage.source.partition("/")[2])
    text = view.text(passage.text)
    if content and content.kind == "policy":
        # Half a rule can say the opposite of the whole one.
        whole = view.text(content.text)
        text = whole if len(whole) <= LONGEST_WHOLE else text
    answer = Fact("answer", text, passage.source)
    heading = view.text(passage.title)
    if not heading or content is None or content.kind not in HEADED:
        return Say("answer", (answer,))
    return Say("answer_of", (Fact("heading", heading, passage.source), answer))


skill = ProductDetails()
