"""A question about one product, answered from its attributes and texts, or honestly not at all."""

from knowledge.fact import Fact
from knowledge.goods import Product
from knowledge.search import ANSWERS, Passage
from knowledge.shop import View
from knowledge.words import both, find, load_words
from skills.products.product_facts import card, entity, title
from skills.skill import Asked, Level, Needs, Outcome, Say, Told

MOST = 2
LONGEST_WHOLE = 400
"""Characters up to which a rule is told whole."""
MARGIN = 0.1
"""How much better the shop's own texts have to answer than those of the product she speaks of."""
HEADED = ("fault", "gift", "part")
"""Kinds of text whose title says something that the text does not."""
FEW = 3
"""Products that are told of side by side; between more of them she is asked to choose."""


class ProductDetails:
    level = Level.ANONYMOUS

    def __call__(self, view: View, products: tuple[Product, ...], asked: Asked) -> Outcome:
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
