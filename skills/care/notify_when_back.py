"""A message as soon as a thing that is sold out can be had again."""

from collections.abc import Iterator, Sequence

from knowledge.fact import Fact
from knowledge.goods import Product, Variant
from knowledge.people import Customer
from knowledge.refusals import refusal
from knowledge.resolve import variants_like
from knowledge.shop import View
from knowledge.write import Subscribe, Write
from skills.products.product_facts import card, entity, like, title
from skills.skill import (
    Asked,
    Entity,
    Level,
    Needs,
    Outcome,
    Proposed,
    Refused,
    Say,
    Told,
)

MOST = 5
"""Products or variants that are told of or offered side by side."""


class NotifyWhenBack:
    level = Level.CLAIMED
    writes = "subscribe"

    def __call__(
        self, view: View, customer: Customer, products: tuple[Product, ...], asked: Asked
    ) -> Outcome:
        if len(products) != 1:
            return Needs("product", tuple(entity(one, view) for one in products[:MOST]))
        (product,) = products
        meant = variants_like(product, asked.words, view)
        gone = [variant for variant in meant if not view.is_there(variant)]
        about = (entity(product, view),)
        if not gone:
            says = tuple(_there(product, meant, view))
            return Told(says, (card(product, view),), about)
        waiting = _waiting(customer, view)
        if len(gone) == 1 and gone[0].id in waiting:
            return Told((Say("subscribed_already", _named(product, gone[0], view)),), about=about)
        if len(gone) > 1:
            return Needs("option", tuple(_choice(variant, view) for variant in gone[:MOST]))
        write = Subscribe(customer.id, gone[0].id)
        refused = refusal(write, None, customer, view.rules, view.today, language=view.language)
        if refused is not None:
            return Refused(f"refused_{refused.rule}", refused.facts, refused.instead, about)
        says = tuple(_offer(product, gone[0], customer, view))
        return Proposed(write, says, (card(product, view),), about)

    def done(self, view: View, write: Write) -> Told:
        """What she will be told of."""
        assert isinstance(write, Subscribe)
        product = view.catalogue.product_of_variant(write.product)
        variant = view.catalogue.variant(write.product)
        if product is None or variant is None:
            return Told((Say("done"),))
        says = [Say(_key("done_title", variant), _named(product, variant, view))]
        if view.customer is not None:
            says += _where_to(view.customer)
        return Told(tuple(says), about=(entity(product, view),))


def _key(key: str, variant: Variant) -> str:
    """The wording that also says what a variant is like, where anything sets it apart."""
    return f"{key}_like" if variant.attributes else key


def _named(product: Product, variant: Variant, view: View) -> tuple[Fact, ...]:
    return (title(product, view), like(variant, view))


def _choice(variant: Variant, view: View) -> Entity:
    return Entity("variant", variant.id, str(like(variant, view).value))


def _waiting(customer: Customer, view: View) -> frozenset[str]:
    """Ids of the variants that she will be told of already."""
    rows = view.shop.records.subscriptions.of(customer.id)
    return frozenset(row.product for row in rows if row.kind == "back_in_stock")


def _there(product: Product, variants: Sequence[Variant], view: View) -> Iterator[Say]:
    """That it can be had now, and how many there are where the shop counts."""
    for variant in variants[:MOST]:
        facts = _named(product, variant, view)
        on_hand = view.shop.records.stock.on_hand(variant.id)
        if on_hand is None:
            yield Say(_key("there", variant), facts)
        else:
            count = Fact("on_hand", on_hand, f"stock/{variant.id}")
            yield Say(_key("there_count", variant), (*facts, count))
    yield Say("no_need")


def _offer(product: Product, variant: Variant, customer: Customer, view: View) -> Iterator[Say]:
    yield Say(_key("propose", variant), _named(product, variant, view))
    dates = [
        row.inbound_date
        for row in view.shop.records.stock.of(variant.id)
        if row.inbound and row.inbound_date and row.inbound_date >= view.today
    ]
    if dates:
        yield Say("expected", (Fact("inbound", min(dates), f"stock/{variant.id}"),))
    yield from _where_to(customer)
    yield Say("only_a_note")


def _where_to(customer: Customer) -> Iterator[Say]:
    if customer.email:
        yield Say("by_mail", (Fact("email", customer.email, f"customers/{customer.id}"),))


skill = NotifyWhenBack()
