"""A thing and another variant of it: in what they differ, and the words for that."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tests.shoppers.goals import Item, Swap, Ways
from tests.shoppers.phrases import Words
from tests.shoppers.scales import is_more


class UnsaidError(Exception):
    """No words tell what is wanted; the message says why not."""


@dataclass(frozen=True)
class Variant:
    """
    What can be had of a product.

    Parameters
    ----------
    options
        Its properties by their English names, values in English.
    said
        The values in the language that is spoken.
    """

    id: str
    options: Mapping[str, str]
    said: Mapping[str, str]
    available: bool = True


def swapped(
    item: Item, old: Variant, new: Variant, family: Collection[Variant], words: Mapping[str, Words]
) -> Swap:
    """
    The swap of a line for another variant out of its family.

    Raises
    ------
    UnsaidError
        If there are no words for it, or they would fit something else as well.
    """
    differing = [name for name, value in old.options.items() if new.options.get(name) != value]
    rivals = [one for one in family if one.available and one.id not in (old.id, new.id)]
    if not item.clear:
        raise UnsaidError("the name fits two lines")
    if new.id == old.id:
        raise UnsaidError("for itself")
    if not new.available:
        raise UnsaidError("not available")
    if not differing or any(one.options == new.options for one in rivals):
        raise UnsaidError("two variants are alike")
    kept = [name for name in old.options if name not in differing]
    told = [
        (_words(name, words), _value(new, name), _others(name, new, family)) for name in differing
    ]
    wanted = tuple(_only(words.wanted, value, others) for words, value, others in told)
    short = tuple(_only(words.short, value, others) for words, value, others in told)
    for name, ways in zip(differing, wanted, strict=True):
        if not ways:
            raise UnsaidError(f"no words for {name} {new.said[name]}")
    same = tuple(words[name.lower()].same for name in kept if name.lower() in words)
    more = _more(old, new, rivals, differing[0], words) if len(differing) == 1 else ()
    return Swap(item, new.id, wanted, short, tuple(filter(None, same)), more)


def _more(
    old: Variant, new: Variant, rivals: Iterable[Variant], name: str, words: Mapping[str, Words]
) -> Ways:
    """Words for "more" or "less", where nothing else that can be had lies on that side."""
    upwards = is_more(new.options[name], old.options[name])
    others = [
        one
        for one in rivals
        if {**one.options, name: ""} == {**old.options, name: ""}
        and is_more(one.options[name], old.options[name]) == upwards
    ]
    if upwards is None or others:
        return ()
    return _words(name, words).more if upwards else _words(name, words).less


def _others(name: str, new: Variant, family: Iterable[Variant]) -> frozenset[str]:
    """The values of a property that are not wanted."""
    return frozenset(_value(one, name) for one in family) - {_value(new, name)}


def _only(words: Mapping[str, Ways], value: str, others: Iterable[str]) -> Ways:
    """Words for a value that are not said of the others as well: several greens are "green"."""
    shared = {way for other in others for way in words.get(other, ())}
    return tuple(way for way in words.get(value, ()) if way not in shared)


def _words(name: str, words: Mapping[str, Words]) -> Words:
    return words.get(name.lower()) or Words({}, {})


def _value(variant: Variant, name: str) -> str:
    return variant.said[name].lower()
