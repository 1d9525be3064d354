"""
Short names for the lines of an order, as a shopper would say them.

A name has to find its line: it is made longer, word by word, until it fits no other line of the
order. Where even the longest fits another one the line has no name of its own, and nobody can ask
for it by words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.shoppers.goals import Item

Parts = tuple[str, ...]

_UNSAID = {"yes", "no", "none"}
_LOOKS = ("color", "colour", "material", "size")
_MEASURE = re.compile(r"[\d.,x]+( ?(ml|l|g|kg|cm|mm|m|w))?", re.IGNORECASE)
_ASIDE = re.compile(r"^\d|^[带附可]|[装号]$|^散")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What a title of the appliance shop sells, the longer word first: the titles are advertisements.
_APPLIANCE = re.compile(
    "小厨宝|燃气热水器|煤气热水器|电热水器|洗碗机|油烟机|脱排烟机|净水机|落地扇|燃气灶|冰箱|热水器"
)
_CAPACITY = re.compile(r"(\d+(?:\.\d+)?)(?:升|L(?![A-Za-z0-9])|套)")
_MODEL = re.compile(r"[A-Z]+\d*-[A-Z0-9]+")


@dataclass(frozen=True)
class Thing:
    """
    A line of an order, before it has a name.

    Parameters
    ----------
    names
        Names it may have, the first one that fits is taken; each in its parts.
    text
        All that is known of it, which a part of a name is looked for in.
    between
        What stands between two parts.
    """

    id: str
    names: tuple[Parts, ...]
    text: str
    between: str = " "

    def is_called(self, name: Parts) -> bool:
        words = set(self.text.split())
        return all(
            word in words or (not word.isascii() and word in self.text)
            for part in name
            for word in part.split()
        )


def named(things: Sequence[Thing], elsewhere: Iterable[Thing] = ()) -> tuple[Item, ...]:
    """
    The lines of an order with names that are unique in it.

    Parameters
    ----------
    elsewhere
        Lines of her other orders that the same can be done with.
    """
    others = tuple(elsewhere)
    items: list[Item] = []
    for place, thing in enumerate(things):
        beside = (*things[:place], *things[place + 1 :])
        own = [name for name in thing.names if not any(o.is_called(name) for o in beside)]
        name = own[0] if own else thing.names[0]
        alone = bool(own) and not any(other.is_called(name) for other in others)
        items.append(Item(thing.id, thing.between.join(name), bool(own), alone))
    return tuple(items)


def thing_with_options(key: str, title: str, options: Mapping[str, str]) -> Thing:
    """A line that is known by the name of its product and by what it is like."""
    name, said = title.lower(), {k.lower(): v.lower() for k, v in options.items()}
    text = " ".join((name, *said, *said.values()))
    return Thing(key, tuple(_with_options((name,), said)), text)


def thing_of_brand(key: str, title: str, brand: str, options: Mapping[str, str]) -> Thing:
    """A line with a title such as ``Thermund Kupp Grande travel mug 360 ml``."""
    words = re.split(r"[,:]| with | for | of ", title)[0].lower().split()
    while len(words) > 1 and _MEASURE.fullmatch(words[-1]):
        words.pop()
    if len(words) > 2 and _MEASURE.fullmatch(" ".join(words[-2:])):
        words = words[:-2]
    without = words[1:] if words[0] == brand.lower() else words
    last = (without if len(without) > 1 else words)[-4:]
    short = " ".join(last[1:] if last[0].isdigit() else last)
    said = {k.lower(): v.lower() for k, v in options.items()}
    text = " ".join((title.lower().replace(",", " "), *said, *said.values()))
    names = (*_with_options((short,), said), *_with_options((brand.lower(), short), said))
    return Thing(key, names, text)


def thing_in_chinese(key: str, title: str, options: Iterable[str]) -> Thing:
    """A line with a title such as ``Thermund Kupp Grande 随行保温杯 360毫升``."""
    bare = re.sub(r"（.*?）", "", title)
    told = [word for word in bare.split() if _CHINESE.search(word)]
    core = [word for word in told if not _ASIDE.search(word)] or told or [bare]
    grown = [tuple(core[-length:]) for length in range(1, len(core) + 1)]
    marked = [(option, *grown[0]) for option in options if _CHINESE.search(option)]
    return Thing(key, (*grown, *marked), f"{title} {' '.join(options)}", between="")


def appliance(key: str, title: str) -> Thing:
    """A line with one of the long titles of the appliance shop."""
    kinds = _APPLIANCE.findall(title)
    kind = min(kinds, key=_APPLIANCE.pattern.split("|").index) if kinds else title[-6:]
    capacity = [
        f"{found}{'套' if kind == '洗碗机' else '升'}" for found in _CAPACITY.findall(title)
    ]
    names = [(size, kind) for size in capacity[:1]] + [(kind,)]
    names += [(model, kind) for model in _MODEL.findall(title)[-1:]]
    return Thing(key, tuple(names), " ".join((title, *capacity)), between="")


def _with_options(name: Parts, options: Mapping[str, str]) -> Iterator[Parts]:
    """The name alone, then with one property before it, then with two; looks come first."""
    yield name
    order = sorted(options, key=lambda k: next((i for i, w in enumerate(_LOOKS) if w in k), 9))
    plain = [options[key] for key in order if re.search("[a-z]{2}", options[key])]
    told = [value for value in plain if value not in _UNSAID]
    yield from ((value, *name) for value in told)
    yield from ((f"{key} {options[key]}", *name) for key in order if options[key] not in _UNSAID)
    yield from ((*pair, *name) for pair in combinations(told, 2))
