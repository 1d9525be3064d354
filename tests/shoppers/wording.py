"""What the placeholders of a voice stand for when one shopper speaks of one thing she wants."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from tests.shoppers.fitting import counts
from tests.shoppers.goals import Aim, Method, Shopper, Swap
from tests.shoppers.template import drawn, fill
from tests.shoppers.voices import Voices

# Names of one house's gift card, which no other shop has.
_HOUSE_CARD = "e卡"
_COMMA = {"en": ", ", "zh": "、"}
_PAUSE = {"en": ", ", "zh": "，"}
_AND = {"en": (" and ",), "zh": ("、", "，")}
# How many of the things that stay she speaks of.
_NUM_KEPT = 2


def wordings(aim: Aim, shopper: Shopper, voices: Voices, rng: Random) -> dict[str, str]:
    """
    Values of all placeholders that mean something for this aim.

    Each is drawn once, so that she calls a thing the same from her first to her last line.
    """
    found = dict(_of_shopper(shopper)) | dict(_of_place(aim))
    found |= dict(_of_order(aim, voices, rng)) | dict(_of_items(aim, voices, rng))
    told = {
        "method": _method(aim, aim.method, shopper, voices, rng) if aim.method else None,
        "other_method": _other_method(aim, shopper, voices, rng),
        "reason": drawn(voices.reasons_for(aim.reason), {}, rng),
        "variant": aim.title if aim.kind == "notify" else None,
        "title": aim.title if aim.kind == "invoice" else None,
    }
    if aim.swaps:
        found |= dict(_of_swaps(aim.swaps, voices, rng))
    if len(aim.swaps) > 1:
        # "The mug" would be one of several, and what she wants in its place another's.
        del found["item"]
    return found | {key: value for key, value in told.items() if value is not None}


def _of_shopper(shopper: Shopper) -> Iterator[tuple[str, str]]:
    """Who she is; signed in she may say anything of it, else only what she is known by."""
    yield "code", "{code}"
    yield "name", shopper.name
    yield "first_name", shopper.name.split()[0]
    told = {"email": shopper.email, "zip": shopper.zip, "phone": shopper.phone}
    for slot, value in told.items():
        if value and (slot in shopper.tells or not shopper.tells):
            yield slot, value


def _of_place(aim: Aim) -> Iterator[tuple[str, str]]:
    if aim.place is not None:
        yield "address", aim.place.line
        yield "new_city", aim.place.city
        yield "new_street", aim.place.street
        yield "old_city", aim.old_city


def _of_order(aim: Aim, voices: Voices, rng: Random) -> Iterator[tuple[str, str]]:
    if aim.purchase is None:
        return
    key = aim.purchase.id
    values = {"order": key, "order_bare": key.lstrip("#"), "order_digits": re.sub(r"\D", "", key)}
    yield from values.items()
    yield "total", f"{aim.purchase.total:.2f}"
    if number := drawn(voices.orders["number"], values, rng):
        yield "number", number


def _of_items(aim: Aim, voices: Voices, rng: Random) -> Iterator[tuple[str, str]]:
    if not aim.items:
        return
    telling = [item.name for item in aim.items if item.alone]
    names = list(dict.fromkeys(item.name for item in aim.items))
    item = rng.choice(telling or names)
    yield "item", item
    yield "items", _joined(names, voices, rng)
    if telling and (holds := drawn(voices.orders["holds"], {"item": item}, rng)):
        yield "holds", holds
    if len(names) > 1:
        yield "rest", _joined(names[:-1], voices, rng)
        yield "last", names[-1]


def _of_swaps(swaps: Sequence[Swap], voices: Voices, rng: Random) -> Iterator[tuple[str, str]]:
    """What she wants: of one thing in several ways, of more than one each in a clause."""
    language = voices.language
    if len(swaps) == 1:
        (swap,) = swaps
        yield from _wanted(swap, language, rng).items()
        if swap.same:
            count = rng.randint(1, min(_NUM_KEPT, len(swap.same)))
            same = [rng.choice(ways) for ways in rng.sample(swap.same, count)]
            yield "same", _listed(same, language, rng)
        if swap.more:
            yield "more", rng.choice(swap.more)
        return
    told = [{"item": swap.item.name, **_wanted(swap, language, rng)} for swap in swaps]
    clauses = [drawn(voices.swap_clauses, values, rng) for values in told]
    *before, last = [clause for clause in clauses if clause is not None] or [""]
    parts = {"first": _PAUSE[language].join(before), "second": last}
    joins = [join for join in voices.swap_joins if not before[1:] or not counts(join)]
    if None not in clauses and (joined := drawn(joins, parts, rng)):
        yield "swaps", joined


def _wanted(swap: Swap, language: str, rng: Random) -> dict[str, str]:
    """The same properties in the same order in a sentence and in short."""
    order = rng.sample(range(len(swap.wanted)), len(swap.wanted))
    ways = [rng.choice(swap.wanted[place]) for place in order]
    told = {"wanted": _listed(ways, language, rng)}
    if all(swap.short):
        short = [rng.choice(swap.short[place]) for place in order]
        told["wanted_short"] = _PAUSE[language].join(short)
    return told


def _listed(said: Sequence[str], language: str, rng: Random) -> str:
    """Things she says of one variant, "in black and with a lid"."""
    *before, last = said
    listed = _COMMA[language].join(before)
    return f"{listed}{rng.choice(_AND[language])}{last}" if before else last


def _joined(names: Sequence[str], voices: Voices, rng: Random) -> str:
    if len(names) == 1:
        return names[0]
    *before, b, c = names
    if not before:
        return drawn(voices.lists["two"], {"a": b, "b": c}, rng) or f"{b}, {c}"
    a = _COMMA[voices.language].join(before)
    return drawn(voices.lists["more"], {"a": a, "b": b, "c": c}, rng) or f"{a}, {b}, {c}"


def _other_method(aim: Aim, shopper: Shopper, voices: Voices, rng: Random) -> str | None:
    others = [method for method in aim.legal if method != aim.method]
    return _method(aim, rng.choice(others), shopper, voices, rng) if others else None


def _method(aim: Aim, key: str, shopper: Shopper, voices: Voices, rng: Random) -> str | None:
    """Her words for a way to pay, such as fit no other one of hers."""
    own = next(method for method in shopper.methods if method.id == key)
    said = [
        text
        for template in voices.methods.get(own.kind, ())
        if _tells(template, own, shopper.methods)
        if (text := fill(template, {"brand": own.brand, "last_four": own.last_four})) is not None
    ]
    if aim.purchase is not None and key == aim.purchase.paid_with:
        said += voices.methods.get("original", ())
    return rng.choice(said) if said else None


def _tells(template: str, own: Method, methods: Sequence[Method]) -> bool:
    """Whether the words, once filled in, are of this method alone."""
    if _HOUSE_CARD in template.lower() and _HOUSE_CARD not in own.brand.lower():
        return False
    if "{last_four}" in template:
        return bool(own.last_four)
    alike = [method for method in methods if method.kind == own.kind]
    if "{brand}" in template:
        alike = [method for method in alike if method.brand == own.brand]
    return len(alike) == 1
