"""What a thing costs, and which offers run."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge.fact import Fact
from knowledge.goods import Product, Variant
from knowledge.reference import Op
from knowledge.resolve import variants_like
from knowledge.shop import View
from skills.products.product_facts import card, entity, like, price, prices_differ, title
from skills.skill import Asked, Level, Needs, Outcome, Say, Told

MOST = 5
FEW = 3
"""Products that are told of side by side; between more of them she is asked to choose."""


class AskPriceOrOffer:
    level = Level.ANONYMOUS

    def __call__(self, view: View, products: tuple[Product, ...], asked: Asked) -> Outcome:
        wants_offer = "offer" in asked.about
        if wants_offer and "price" not in asked.about:
            return Told(tuple(_offers(asked, view)) or (Say("no_offer"),))
        if not 0 < len(products) <= FEW:
            return Needs("product", tuple(entity(one, view) for one in products[:5]))
        says = tuple(say for product in products for say in _of(product, asked, view))
        if wants_offer:
            says += tuple(_offers(asked, view)) or (Say("no_offer"),)
        else:
            says += tuple(dict.fromkeys(say for p in products for say in _offers_on(p, view)))
        return Told(
            says,
            tuple(card(product, view) for product in products),
            tuple(entity(product, view) for product in products),
        )


def _of(product: Product, asked: Asked, view: View) -> Iterator[Say]:
    """The price of the cheapest variant where she asks for that, else of those she describes."""
    extreme = asked.ref.want("price") if asked.ref else None
    if extreme is None or extreme.op not in (Op.MIN, Op.MAX):
        yield from _prices(product, variants_like(product, asked.words, view), view)
        return
    described = variants_like(product, asked.words, view)
    priced = [v for v in described if v.available and v.price is not None]
    if not priced:
        yield from _prices(product, described, view)
        return
    pick = min if extreme.op is Op.MIN else max
    variant = pick(priced, key=lambda v: v.price or Decimal())
    key = "cheapest" if extreme.op is Op.MIN else "dearest"
    yield Say(key, (title(product, view), like(variant, view), *price(variant, view)))


def _prices(product: Product, variants: tuple[Variant, ...], view: View) -> Iterator[Say]:
    priced = [v for v in variants if v.price is not None]
    if not priced:
        yield Say("not_on_file", (title(product, view),))
    elif not prices_differ(priced):
        key = "price" if any(v.available for v in priced) else "price_sold_out"
        yield Say(key, (title(product, view), *price(priced[0], view)))
    else:
        ordered = sorted(priced, key=lambda v: (not v.available, v.price or 0))
        yield Say("prices", (title(product, view),))
        for variant in ordered[:MOST]:
            key = "variant" if variant.available else "variant_sold_out"
            yield Say(key, (like(variant, view), *price(variant, view)))
        if len(ordered) > MOST:
            amounts = sorted(v.price for v in ordered[MOST:] if v.price is not None)
            source = f"products/{product.id}"
            yield Say(
                "range",
                (
                    Fact("count", len(ordered) - MOST, source),
                    Fact("lowest", amounts[0], source, view.currency),
                    Fact("highest", amounts[-1], source, view.currency),
                ),
            )


def _offers_on(product: Product, view: View) -> Iterator[Say]:
    """The running offers that name the kind of thing a product is."""
    category = view.catalogue.category(product.category)
    kind = view.text(category.title).lower() if category else ""
    for offer in view.catalogue.contents(kinds=("offer",), product=""):
        text = view.text(offer.text)
        if kind and kind in text.lower():
            yield Say("offer_text", (Fact("text", text, f"content/{offer.id}"),))


def _offers(asked: Asked, view: View) -> Iterator[Say]:
    """The offers of the shop, those that her words speak of first."""
    offers = view.catalogue.contents(kinds=("offer",), product="")
    best = view.search.answer(asked.words, product=None, language=view.language, kinds=("offer",))
    first = [passage.source.split("/")[1] for passage in best]
    ranked = sorted(offers, key=lambda o: first.index(o.id) if o.id in first else len(first))
    for offer in ranked[:2]:
        source = f"content/{offer.id}"
        heading, text = view.text(offer.title), view.text(offer.text)
        told = Fact("text", text, source)
        if text.startswith(heading):
            yield Say("offer_text", (told,))
        else:
            yield Say("offer", (Fact("title", heading, source), told))


skill = AskPriceOrOffer()
