"""What a shop exchanges a thing for where it lists that itself, and which of it is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.amounts import amounts_in, plain_text
from knowledge.goods import Product
from knowledge.resolve import OwnLine
from knowledge.shop import View
from knowledge.tokens import is_stop, key, tokens
from knowledge.words import grouped, pattern


@dataclass(frozen=True)
class Targets:
    """What a thing can be exchanged for and is there, and those of it that are meant."""

    listed: tuple[Product, ...]
    meant: tuple[Product, ...]


def target_meant(own: OwnLine, texts: Sequence[str], view: View) -> Targets:
    """
    The targets that some texts describe best, by id, model, amounts and words that tell them
    apart from each other and from what she has; none where they describe none.
    """
    listed = tuple(
        product
        for edge in view.catalogue.edges(own.line.product, "exchange")
        if edge.source == own.line.product
        and (product := view.catalogue.product(edge.target)) is not None
        and any(view.is_there(variant) for variant in product.variants)
    )
    for text in reversed(texts):
        meant = _best(listed, text, own, view)
        if meant:
            return Targets(listed, meant)
    return Targets(listed, ())


def _best(listed: Sequence[Product], text: str, own: OwnLine, view: View) -> tuple[Product, ...]:
    named = tuple(p for p in listed if re.search(rf"(?<!\d){re.escape(p.id)}(?!\d)", text))
    if named:
        return named
    plain = _wanted_part(plain_text(text))
    said = _features(plain)
    each = {product.id: _of(product, view) for product in listed}
    points = {product.id: _points(said, each, product.id) for product in listed}
    best = max(points.values(), default=0.0)
    return tuple(p for p in listed if points[p.id] == best) if best > 0 else ()


def _wanted_part(text: str) -> str:
    """What stands behind "change it to": before it she says what she has."""
    matches = list(pattern(grouped("things")["swaps"]).finditer(text))
    behind = text[matches[-1].end() :] if matches else ""
    return behind if len(behind.strip()) > 1 else text


def _features(text: str) -> frozenset[str]:
    amounts = {f"{one.amount.number.normalize()}{one.amount.kind}" for one in amounts_in(text)}
    words = {token for token in tokens(text) if not is_stop(token)}
    codes = {key(word) for word in re.findall(r"[a-z]+[\w()-]*\d[\w()-]*", text)}
    return frozenset((*amounts, *words, *codes))


def _of(product: Product, view: View) -> frozenset[str]:
    texts = [product.title.zh, product.title.en]
    texts += [c.text.zh for c in view.catalogue.contents(("description",), product.id)[:1]]
    return frozenset(
        feature for text in texts if text for feature in _features(plain_text(text[:400]))
    )


def _points(said: frozenset[str], each: dict[str, frozenset[str]], id: str) -> float:
    """A point for each word that only this one has, less for what several have."""
    return round(
        sum(
            1 / sum(feature in other for other in each.values()) if feature in each[id] else 0.0
            for feature in said
        ),
        3,
    )
