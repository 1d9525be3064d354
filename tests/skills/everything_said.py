"""Every built skill, called with what a customer of a shop could mean."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product as combinations

from agent.agenda import Agenda
from agent.slots import arguments
from agent.turn import Wish
from knowledge.reference import Op, Ref, Want
from knowledge.shop import Shop, View
from knowledge.words import LANGUAGES
from skills import load_skills
from skills.skill import Entity, Level, Outcome
from tests.skills.regulars import BUSY, NEW

CUSTOMERS = {"kettles": ("ada", "wei", BUSY, NEW), "appliances": ("U01", "U02", BUSY, NEW)}
THINGS = (
    "",
    *("sum count", "paid_with", "price", "address", "tracking", "invoice"),
    *("balance", "payment", "contact", "offer"),
)
QUESTIONS = {
    "kettles": ("what is it made of", "E02", "can i pay with paypal", "白色有货吗", "tent", "zzz"),
    "appliances": (
        "净水流量多少",
        "内胆材质",
        "E3怎么办",
        "退货运费谁出",
        "黑色有货吗",
        "电风扇",
        "zzz",
    ),
}
UNKNOWN = ("#9999", "nothing-like-it", "", "'; drop table orders; --", "订单/一/二")
"""Ids that no shop has."""


@dataclass(frozen=True)
class Said:
    """An outcome, and how it came about."""

    view: View
    wish: Wish
    outcome: Outcome


def everything(shop: Shop, name: str, skill: str) -> Iterator[Said]:
    """What a skill says to each customer, in both languages, about each thing there is."""
    for customer, language in combinations(CUSTOMERS[name], LANGUAGES):
        view = shop.view(customer, language)
        for wish, agenda in _wishes(skill, name, view):
            yield Said(view, wish, outcome_of(wish, agenda, view))


def outcome_of(wish: Wish, agenda: Agenda, view: View) -> Outcome:
    """What becomes of a wish once its slots are filled."""
    skill = load_skills()[wish.do]
    filled = arguments(skill, wish, agenda, view)
    return skill(view, **filled) if isinstance(filled, dict) else filled


def unknown_things(skill: str, view: View) -> Iterator[Said]:
    """The skill asked about orders and products that do not exist."""
    for number in UNKNOWN:
        for kind in ("order", "product"):
            ref = Ref(kind, (Want("number", Op.IS, number), Want("words", Op.IS, number)))
            wish = Wish(skill, ref)
            yield Said(view, wish, outcome_of(wish, Agenda(), view))


def _wishes(skill: str, name: str, view: View) -> Iterator[tuple[Wish, Agenda]]:
    if load_skills()[skill].level is Level.CLAIMED:
        yield from _about_orders(skill, view)
    elif view.customer and view.customer.id in (CUSTOMERS[name][0], NEW):
        yield from _about_products(skill, name, view)


def _about_orders(skill: str, view: View) -> Iterator[tuple[Wish, Agenda]]:
    everything = Ref("order", take="all")
    one_each = [Ref("order", (Want("number", Op.IS, order.id),)) for order in view.orders]
    by_title = [
        Ref("order", (Want("words", Op.IS, view.text(line.title)),))
        for order in view.orders
        for line in order.lines
    ]
    for ref, thing in combinations([everything, *one_each, *by_title], THINGS):
        yield Wish(skill, ref, ask=thing), Agenda()


def _about_products(skill: str, name: str, view: View) -> Iterator[tuple[Wish, Agenda]]:
    ids = [row[0] for row in view.catalogue.rows("select id from products")]
    for words, thing in combinations(QUESTIONS[name], ("", "offer")):
        wish = Wish(skill, Ref("product", (Want("words", Op.IS, words),)), ask=thing)
        yield wish, Agenda()
        for product in ids:
            yield wish, replace(Agenda(), focus=(Entity("product", product, product),))
