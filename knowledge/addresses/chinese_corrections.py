"""A Chinese address with the part of it that a text corrects."""

import re
from dataclasses import replace

from knowledge.addresses.chinese import HAN, city_of, province, segments
from knowledge.addresses.found import TOPIC
from knowledge.people import Address
from knowledge.words.topics import either, listed, named

_ORDER = ("district", "town", "road", "number", "site", "building", "entrance", "floor", "room")
"""From the large to the small."""


def corrected_chinese(pending: Address, text: str) -> Address:
    """The address with the parts that a text names anew; as it was if it names none."""
    olds, pieces = _told(text)
    changed = pending
    for piece in pieces:
        changed = _with(changed, piece)
    if changed == pending and olds:
        changed = _swapped(pending, olds, pieces)
    return changed


def _told(text: str) -> tuple[list[str], list[str]]:
    """What is said to be wrong, and the pieces of the text that may be the right one."""
    nots = either(w for w in listed(TOPIC, "not_that") if not w.isascii())
    olds: list[str] = []

    def take(match: re.Match[str]) -> str:
        olds.append(match["old"])
        return "，"

    its = either(w for w in listed(TOPIC, "it_is") if not w.isascii())
    sign = rf"[{HAN}\dA-Za-z-]"
    rest = re.sub(rf"(?:{nots})(?P<old>{sign}+?)(?=(?:{its})|(?!{sign})|$)", take, text)
    pieces: list[str] = []
    lead, called = re.compile(rf".*(?:{its})"), ""
    for piece in re.split(rf"[^{HAN}\dA-Za-z-]+", rest):
        said = lead.sub("", piece)
        called = _called(piece) or called
        bare = called and re.fullmatch(r"[\dA-Za-z-]+", said)
        if said:
            pieces.append(f"{said}{called}" if bare else said)
    return olds, pieces


def _called(piece: str) -> str:
    """The ending of the part that a piece calls by its name: 号 of 门牌号是15."""
    parts = named(TOPIC, "parts")
    said = [
        (len(word), parts[kind][0])
        for kind, words in named(TOPIC, "part_words").items()
        for word in words
        if kind in parts and word in piece
    ]
    return max(said)[1] if said else ""


def _with(pending: Address, piece: str) -> Address:
    if province(piece):
        return replace(pending, state=province(piece))
    state, city = city_of(piece)
    if city:
        # The province changes with a city of another one.
        return replace(pending, state=state, city=city)
    address1, told = pending.address1, segments(piece)
    for kind, said in told:
        if kind == "site" and not _is_site(said):
            return pending
        if len(said) < 2 or (not re.search(r"\d|[A-Z]", said) and _is_only_name(said)):
            return pending
        address1 = _put(address1, kind, said)
    kinds = [kind for kind, _ in told]
    if "road" in kinds and len(kinds) > 1:
        # Another road with its number leaves nothing of what stood at the old one.
        first = min(map(_ORDER.index, kinds))
        kept = (t for kind, t in segments(pending.address1) if _ORDER.index(kind) < first)
        address1 = "".join((*kept, piece))
    return replace(pending, address1=address1)


def _is_site(said: str) -> bool:
    return any(said.endswith(end) for end in named(TOPIC, "parts")["site"])


def _is_only_name(said: str) -> bool:
    """Whether it is only the word for a part, or a sentence about one: 街道, 那个路."""
    words = [w for names in named(TOPIC, "part_words").values() for w in names]
    stop = (*listed(TOPIC, "correcting"), *listed(TOPIC, "stop"))
    return said in words or any(word in said for word in stop)


def _put(address1: str, kind: str, said: str) -> str:
    """The part in the place of the one of its kind; a new kind where its size puts it."""
    parts = list(segments(address1))
    for place, (own, _) in enumerate(parts):
        if own == kind:
            parts[place] = (kind, said)
            return "".join(text for _, text in parts)
    behind = next(
        (n for n, (own, _) in enumerate(parts) if _ORDER.index(own) > _ORDER.index(kind)),
        len(parts),
    )
    parts.insert(behind, (kind, said))
    return "".join(text for _, text in parts)


def _swapped(pending: Address, olds: list[str], pieces: list[str]) -> Address:
    """A name in the place of another that ends in no word for a part."""
    for old in olds:
        for piece in pieces:
            if old in pending.address1 and len(piece) <= len(old) + 4:
                return replace(pending, address1=pending.address1.replace(old, piece, 1))
    return pending
