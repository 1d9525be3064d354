"""What pieces of an order shall become, found among the variants that the shop has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from agent.open_wish import words_of
from agent.turn import Wish
from knowledge.amounts import plain_text
from knowledge.describe import like, short
from knowledge.exchange_targets import target_meant
from knowledge.fact import Fact
from knowledge.fitting import Fit, fit, is_met
from knowledge.goods import Variant
from knowledge.meant import pieces_meant
from knowledge.options import Options
from knowledge.purchase import Order
from knowledge.reference import IT, Op, Ref, Want
from knowledge.resolve import OwnLine
from knowledge.shop import View
from knowledge.swaps_said import (
    LineWanted,
    also_wanted,
    has_now,
    lines_wanted,
    names_alone,
    options_for,
)
from knowledge.words import load_words
from knowledge.write import Swap
from skills.orders.order_facts import entity as order_entity
from skills.skill import Entity, Needs, Refused, Say

MOST = 5
"""Variants that are offered to choose from."""
ATTRIBUTES = 5
"""Attributes that are told of what a product comes in."""
Answer = Variant | Needs | Refused | None
"""What a line becomes, the question that is left, why not, or None: it stays as it is."""


def swaps_of(wish: Wish, order: Order, view: View) -> tuple[Swap, ...] | Needs | Refused:
    """
    The swaps that she wants, several lines of one order together.

    Returns
    -------
    A question instead where it is not clear which lines, or what one of them shall become.
    """
    texts = [wish.words, *(text for _, _, text in _told(wish))]
    texts = list(dict.fromkeys(filter(None, texts)))
    meant = pieces_meant(_items(wish, order, view), order, view)
    counts = {piece.line: piece.quantity for piece in meant.pieces}
    lines = [line for line in order.lines if line.id in counts]
    if meant.unclear:
        unclear = [own.line for own in meant.unclear]
        wanting = [w for w in lines_wanted(texts, order, unclear, view) if w.wanted.ids]
        if len(wanting) != 1:
            return Needs("items", tuple(_line(own, view) for own in meant.unclear))
    picked = {id for attribute, _, id in _told(wish) if attribute == "number"}
    found = lines_wanted(texts, order, lines, view)
    if not lines:
        wanting = [w for w in found if not w.wanted.is_empty or _comes_as(w.own, picked, view)]
        most = max((len(one.wanted.named) for one in wanting), default=0)
        wanting = [one for one in wanting if len(one.wanted.named) == most]
        if len(wanting) == 1:
            found = tuple(wanting)
        elif len(order.lines) > 1:
            return Needs("items", tuple(_line(one.own, view) for one in found))
    else:
        beside = also_wanted(texts, order, view, but=counts)
        found += tuple(one for one in beside if not _is_so(one, view))
    swaps: list[Swap] = []
    if any(not one.wanted.is_empty for one in found):
        found = tuple(one for one in found if not one.stays)
    for one in found:
        answer = _becomes(wish.do, one, picked, texts, view)
        if isinstance(answer, Needs | Refused):
            return answer
        if answer is not None:
            quantity = counts.get(one.own.line.id, one.own.line.quantity)
            swaps.append(Swap(one.own.line.id, one.own.line.variant, answer.id, quantity))
    if not swaps:
        return Refused("none_left", about=(order_entity(order),))
    return tuple(swaps)


def _items(wish: Wish, order: Order, view: View) -> Ref | None:
    """What she named of the order, without what a thing shall be like."""
    if wish.items is None:
        return None
    wants = (
        replace(want, value=names_alone(plain_text(want.value), order, view))
        if isinstance(want.value, str) and want.attribute != "line"
        else want
        for want in wish.items.wants
    )
    return replace(wish.items, wants=tuple(wants))


def _is_so(one: LineWanted, view: View) -> bool:
    """Whether a line is as wanted already."""
    options, now = options_for(one.own, view), has_now(one.own, view)
    return bool(options and now and is_met(one.wanted, options, now))


def _comes_as(own: OwnLine, picked: set[str], view: View) -> bool:
    """Whether a line can become one of the variants that were picked."""
    options = options_for(own, view)
    ids = {variant.id for variant in options.variants} if options else set[str]()
    return bool(picked & ids) and own.line.variant not in picked


def _told(wish: Wish) -> Sequence[tuple[str, Op, str]]:
    return words_of(wish.to if isinstance(wish.to, Ref) else None, "words", "number")


def _becomes(
    do: str, one: LineWanted, picked: set[str], texts: Sequence[str], view: View
) -> Answer:
    rule = view.rules.for_write(do)
    if rule is not None and not rule.same_product:
        return _target(one, picked, texts, view)
    options = options_for(one.own, view)
    if options is None:
        return Needs("option")
    chosen = [v for v in options.variants if v.id in picked and v.id != one.own.line.variant]
    if chosen:
        return chosen[-1]
    now = has_now(one.own, view)
    others = [v for v in options.variants if v.id != one.own.line.variant]
    there = [v for v in others if view.is_there(v)]
    if not there:
        return Refused("no_other", (_title(one.own, view),), about=(order_entity(one.own.order),))
    if one.wanted.is_empty or _is_so(one, view):
        # "The steel one, can I change it?" says what she has.
        return _ask(one.own, there, None, view)
    best = fit(one.wanted, options, there, now)
    exact = not (best.changed or best.given_up)
    if len(best.best) == 1 and (exact or not one.wanted.exactly):
        return best.best[0]
    if one.wanted.exactly:
        return None
    return _narrowed(one, best, options, there, others, view)


def _narrowed(
    one: LineWanted,
    best: Fit,
    options: Options,
    there: Sequence[Variant],
    others: Sequence[Variant],
    view: View,
) -> Needs:
    """The question that is left where nothing fits, or more than one does."""
    now = has_now(one.own, view)
    whole = fit(one.wanted, options, others, now)
    if len(whole.best) == 1 and not whole.changed and not view.is_there(whole.best[0]):
        gone = whole.best[0]
        near = best.best or tuple(variant for _, variant in best.near)
        said = Say("variant_sold_out", (_title(one.own, view), _like(gone, view)))
        return _ask(one.own, near or there, said, view)
    if best.best and best.changed:
        said = Say("not_just_so", (_title(one.own, view),))
        return _ask(one.own, best.best, said, view)
    if best.best:
        return _ask(one.own, best.best, Say("several_fit", (_title(one.own, view),)), view)
    near = tuple(dict.fromkeys(variant for _, variant in best.near))
    if best.blocking:
        said = _unmet(best.blocking, "none_such", options, one, view)
    else:
        said = _unmet(one.wanted.wants, "none_together", options, one, view)
    return _ask(one.own, near or there, said, view)


def _unmet(wants: Sequence[Want], key: str, options: Options, one: LineWanted, view: View) -> Say:
    """That nothing is as she wishes, with those of her wishes that are values of the shop's."""
    joint: str = load_words(view.language)["list_joint"]
    told = joint.join(dict.fromkeys(_words(wants, options, one, view)))
    if not told:
        return Say("none_like_that", (_title(one.own, view),))
    source = f"products/{one.own.line.product}"
    return Say(key, (_title(one.own, view), Fact("wishes", told, source)))


def _words(wants: Sequence[Want], options: Options, one: LineWanted, view: View) -> Iterator[str]:
    now = has_now(one.own, view)
    for want in wants:
        value = want.value
        if value == IT:
            value = options.value(now, want.attribute) if now else None
        if want.op is not Op.IS:
            continue
        for name, values in options.values.items():
            if want.attribute in ("", name) and value in values:
                yield view.text(values[str(value)].value)
                break


def _ask(own: OwnLine, among: Sequence[Variant], because: Say | None, view: View) -> Needs:
    """Which of some variants: the cheapest first, with what each is like and costs."""
    ordered = sorted(among, key=lambda v: (v.price is None, v.price or Decimal()))
    shown = ordered[:MOST] if because or len(ordered) <= MOST else ()
    choices = tuple(_choice(own, variant, view) for variant in shown)
    said = because or _comes_in(among, own, view)
    return Needs("option", choices, because=said)


def _choice(own: OwnLine, variant: Variant, view: View) -> Entity:
    alike = like(variant.attributes, view.language)
    return Entity("variant", variant.id, alike or short(view.text(own.line.title)))


def _comes_in(among: Sequence[Variant], own: OwnLine, view: View) -> Say:
    """What a product comes in: each attribute with its values."""
    listed: dict[str, list[str]] = {}
    for variant in among:
        for attribute in variant.attributes:
            values = listed.setdefault(view.text(attribute.name), [])
            if view.text(attribute.value) not in values:
                values.append(view.text(attribute.value))
    joint: str = load_words(view.language)["list_joint"]
    source = f"products/{own.line.product}"
    facts = [_title(own, view)]
    for number, (name, values) in enumerate(list(listed.items())[:ATTRIBUTES], start=1):
        facts.append(Fact(f"heading_{number}", name, source))
        facts.append(Fact(f"values_{number}", joint.join(values), source))
    return Say(f"which_{min(len(listed), ATTRIBUTES)}", tuple(facts))


def _title(own: OwnLine, view: View) -> Fact:
    source = f"orders/{own.order.id}/items/{own.line.id}"
    return Fact("title", short(view.text(own.line.title)), source)


def _like(variant: Variant, view: View) -> Fact:
    source = f"products/{variant.product}/variants/{variant.id}"
    return Fact("like", like(variant.attributes, view.language), source)


def _line(own: OwnLine, view: View) -> Entity:
    title = short(view.text(own.line.title))
    alike = like(own.line.attributes, view.language)
    return Entity("line", own.line.id, f"{title} ({alike})" if alike else title)


def _target(one: LineWanted, picked: set[str], texts: Sequence[str], view: View) -> Answer:
    """What the shop exchanges a thing for where that is another product."""
    found = target_meant(one.own, [*texts, *picked], view)
    if len(found.meant) == 1:
        return found.meant[0].variants[0]
    listed = found.meant or found.listed
    if not listed:
        return Refused("no_other", (_title(one.own, view),), about=(order_entity(one.own.order),))
    choices = tuple(
        Entity("variant", product.variants[0].id, short(view.text(product.title)))
        for product in listed[:MOST]
    )
    return Needs("option", choices, because=Say("targets", (_title(one.own, view),)))
