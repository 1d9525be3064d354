"""Whether a reply says only what its facts hold, and these stand where they say they stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from agent.rehearsal.text import folded, numbers
from agent.turn import Turn
from knowledge.fact import Fact, FactValue
from knowledge.goods import Product, Variant
from knowledge.resolve import variants_like
from knowledge.shop import View
from knowledge.sources import open_source
from knowledge.words import load_words

CUT = "…"
"""Stands in a long title for what was left out of its middle."""
JOINTS = (", ", "、")
"""What stands between the parts of a list."""

SAID = "said/"
"""Begins the source of what is repeated in her own words."""
_WITHOUT_SPACES = re.compile(r"[\u3400-\u9fff]")
# The parts of a Chinese address, which are written without anything between them.
_DISTRICTS = re.compile(r".+?(?:省|自治区|市|区|县)|.+")


def complaints(turn: Turn, view: View, before: Sequence[str] = ()) -> list[str]:
    """
    What is wrong with the reply of a turn; empty where all is well.

    Parameters
    ----------
    view
        What the customer of the conversation may see, after the reply.
    before
        What she has said in the conversation before this turn.
    """
    if turn.reply is None:
        return []
    hers = (*before, turn.text)
    found = [problem for fact in turn.reply.facts if (problem := _astray(fact, turn, view, hers))]
    return [*found, *_numbers_without_fact(turn)]


def _astray(fact: Fact, turn: Turn, view: View, hers: Sequence[str]) -> str:
    """Why a fact does not stand at its source, as a sentence."""
    if fact.source.startswith(SAID):
        if _said(fact, hers, view):
            return ""
        return f"{fact.name} {fact.value!r} is from {fact.source}, and she has not said it"
    try:
        values = open_source(fact.source, view)
    except (KeyError, ValueError, IndexError) as error:
        return f"{fact.name} {fact.value!r} says it is from {fact.source}: {error}"
    if _stands(fact, values) or _computed(fact, turn, view):
        return ""
    return f"{fact.name} {fact.value!r} does not stand at {fact.source}"


def _said(fact: Fact, hers: Sequence[str], view: View) -> bool:
    """
    Whether a value is in her words: each line of a text, each part of an address.

    The country of the shop is added to an address without her saying it.
    """
    said = [folded(text) for text in hers]
    value = str(fact.value)
    if fact.source != f"{SAID}address":
        return all(_is_in(line, said) for line in value.splitlines())
    if _WITHOUT_SPACES.search(value):
        said = ["".join(text.split()) for text in said]
        return all(_is_in(part, said) for part in _DISTRICTS.findall("".join(value.split())))
    street, *others = value.removesuffix(f", {view.rules.shop.country}").split(", ")
    return _is_in(street, said) and all(_in_two(part, said) for part in others)


def _in_two(part: str, said: Iterable[str]) -> bool:
    """Whether a part of an address is there, or a town or state and the postal code beside it."""
    cuts = ([part], part.split(" ", 1), part.rsplit(" ", 1))
    return any(all(_is_in(piece, said) for piece in cut) for cut in cuts)


def _is_in(value: str, said: Iterable[str]) -> bool:
    return any(folded(value) in text for text in said)


def _stands(fact: Fact, values: Iterable[FactValue]) -> bool:
    if isinstance(fact.value, str):
        return _text_stands(fact.value, [_plain(text) for text in values if isinstance(text, str)])
    if fact.name == "count" and fact.source.startswith("products/"):
        return False
    return any(_equal(fact.value, value) for value in values)


def _equal(told: FactValue, value: FactValue) -> bool:
    """Equal values of one kind: a day never equals a time, nor a number a text."""
    kinds = (datetime, date, str, (int, Decimal))
    alike = next(isinstance(value, kind) for kind in kinds if isinstance(told, kind))
    return alike and told == value


def _text_stands(told: str, texts: list[str]) -> bool:
    """Whether a text is part of one that stands there, or a list of such parts."""
    plain = _plain(told)
    if any(_holds(text, plain.split(CUT)) for text in texts):
        return True
    lists = [plain.split(joint) for joint in JOINTS if joint in plain]
    return any(
        all(any(_holds(text, part.split(CUT)) for text in texts) for part in parts)
        for parts in lists
    )


def _holds(text: str, parts: Iterable[str]) -> bool:
    """Whether `text` holds all parts one behind the other."""
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _plain(text: str) -> str:
    return " ".join(text.split())


def _computed(fact: Fact, turn: Turn, view: View) -> bool:
    """Whether working the value out again from its source gives the same."""
    if fact.name == "count" and fact.source.startswith("products/"):
        product = view.catalogue.product(fact.source.split("/")[1])
        return product is not None and fact.value in set(_counts(product, turn, view))
    if fact.name == "method" and view.customer:
        return fact.value in set(_method_names(fact.source.split("/")[-1], view))
    return False


def _counts(product: Product, turn: Turn, view: View) -> Iterator[int]:
    """
    How many variants there are, how many can be had, and how many are left when some were listed.

    Of all variants, or of those that her words describe.
    """
    assert turn.reply is not None
    of_variant = f"products/{product.id}/variants/"
    listed = {fact.source for fact in turn.reply.facts if fact.source.startswith(of_variant)}
    groups: list[tuple[Variant, ...]] = [product.variants]
    for step in turn.steps:
        words = step.wish.of.want("words") if step.wish.of else None
        if words and isinstance(words.value, str):
            groups.append(variants_like(product, words.value, view))
    for group in groups:
        for counted in (
            group,
            [variant for variant in group if variant.available],
            [variant for variant in group if variant.price is not None],
        ):
            yield len(counted)
            yield sum(of_variant + variant.id not in listed for variant in counted)


def _method_names(method_id: str, view: View) -> Iterator[str]:
    """What customers call a way to pay that is on file, in either language."""
    assert view.customer is not None
    for method in view.customer.payment_methods:
        if method.id == method_id:
            for language in ("en", "zh"):
                words = load_words(language)
                name = words["methods"].get(method.kind, method.kind)
                yield name
                brand = method.brand.capitalize() or name
                yield words["method_named"].format(brand=brand, last_four=method.last_four)


def _numbers_without_fact(turn: Turn) -> list[str]:
    assert turn.reply is not None
    known = {number for fact in turn.reply.facts for number in _numbers_of(fact.value)}
    stray = [number for number in numbers(turn.reply.text) if number not in known]
    return [f"{number} in {turn.reply.text!r} is in no fact" for number in dict.fromkeys(stray)]


def _numbers_of(value: FactValue) -> Iterator[Decimal]:
    """The numbers that a value brings into a text; of a day its parts."""
    if isinstance(value, str):
        yield from numbers(value)
    elif isinstance(value, date):
        yield from map(Decimal, (value.day, value.month, value.year))
        if isinstance(value, datetime):
            yield from map(Decimal, (value.hour, value.minute))
    else:
        yield abs(Decimal(value))
