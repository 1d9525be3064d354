"""An address with the part of it that a text corrects."""

import re
from dataclasses import replace

from knowledge.addresses.chinese import HAN
from knowledge.addresses.chinese_corrections import corrected_chinese
from knowledge.addresses.european import european_place
from knowledge.addresses.found import TOPIC, country_named, titled
from knowledge.addresses.reading import is_complete, read_address
from knowledge.addresses.regions import any_region, region_named
from knowledge.addresses.western import state_code, state_said, unit_said
from knowledge.people import Address
from knowledge.words import find, pattern
from knowledge.words.topics import either, listed

_HAN = re.compile(f"[{HAN}]")
_ZIP = re.compile(r"(?<![\d#A-Za-z])(?:\d{4,6}|\d{5}-\d{4})(?![\d]|-\d)")
_PARTS = ("address1", "address2", "city", "state", "zip")
_BARE = 5
"""Words up to which a text that holds a zip or a state is taken to be that part alone."""


def names_part(text: str) -> bool:
    """Whether a text calls a part of an address by its name: "the city is wrong", "邮编错了"."""
    keys = ("zip_words", "city_words", "state_words", "number_words")
    return find(text.lower(), tuple(w for key in keys for w in listed(TOPIC, key))) is not None


def corrected(pending: Address, text: str, country: str) -> Address | None:
    """
    `pending` with the part that a text corrects; None if it corrects none.

    Examples
    --------
    >>> corrected(Address("77 Willow Lane", "Apt 4"), "no, Apt 5", "USA").address2
    'Apt 5'
    """
    read = read_address(text, country) or place_alone(text, country)
    if read and is_complete(read, country):
        changed = replace(read, country=read.country or pending.country)
    elif _HAN.search(pending.address1):
        changed = corrected_chinese(pending, text)
    else:
        changed = _merged(pending, read, country) if read else _parts(pending, text)
    return changed if changed != pending else None


def place_alone(text: str, country: str) -> Address | None:
    """ "It's 10115 Berlin": code and city are believed where nothing else is said."""
    said = either((*_politeness(), *(w for w in listed(TOPIC, "it_is") if w.isascii())))
    rest = re.sub(rf"(?<![\w'])(?:{said})(?![\w'])", " ", _HAN.sub(";", text), flags=re.IGNORECASE)
    found = european_place(rest, country, whole=True)
    return found.address if found else None


def _merged(pending: Address, read: Address, country: str) -> Address:
    """What was said over what was not; of another city nothing is kept that was of the old one."""
    moved = read.city and pending.city and read.city.lower() != pending.city.lower()
    kept = pending
    if moved and (read.address1 or read.zip):
        kept = replace(kept, state="", zip="")
    if read.address1 and read.city:
        kept = replace(kept, address2="")
    for part in _PARTS:
        if said := str(getattr(read, part)):
            kept = _with(kept, part, said)
    # Only a country that was said differs from the shop's.
    abroad = read.city and country_named(read.country) != country_named(country)
    return replace(kept, country=read.country) if abroad else kept


def _with(address: Address, part: str, value: str) -> Address:
    """The address with one of its parts changed, by name."""
    values = {name: str(getattr(address, name)) for name in _PARTS}
    values[part] = value
    return Address(
        values["address1"],
        values["address2"],
        values["city"],
        values["state"],
        address.country,
        values["zip"],
    )


def _parts(pending: Address, text: str) -> Address:
    olds, said = _without_olds(text)
    changed = pending
    if find(text.lower(), listed(TOPIC, "no_unit")):
        return replace(pending, address2="")
    # No part of an address of the alphabet is said in Chinese.
    rest = _HAN.sub(";", said)
    if unit := _unit(rest):
        changed = replace(changed, address2=unit)
    changed = _number(changed, said)
    if (code := _zip(rest, text)) and code != pending.zip:
        changed = replace(changed, zip=code)
    changed = _place(changed, rest, text, olds)
    for old in olds:
        if changed == pending:
            changed = _swapped(changed, old, _new_for(rest))
    return changed if changed != pending else _street_named(pending, rest)


def _without_olds(text: str) -> tuple[list[str], str]:
    """What is said to be wrong ("not Lane"), and the text without it."""
    nots = either(w for w in listed(TOPIC, "not_that") if w.isascii())
    han_nots = either(w for w in listed(TOPIC, "not_that") if not w.isascii())
    ends = either(w for w in (*listed(TOPIC, "it_is"), *listed(TOPIC, "not_that")) if w.isascii())
    olds: list[str] = []

    def take(match: re.Match[str]) -> str:
        olds.append(re.sub(r"^(?:the|a|in)\s+", "", match["old"].strip(), flags=re.IGNORECASE))
        return " | "

    rest = re.sub(
        rf"(?:(?<![A-Za-z])(?:{nots})\s+|(?:{han_nots})\s*(?![\s{HAN}]))"
        rf"(?P<old>[^,.;!?|，。；！？]+?)(?=\s*(?:[,.;!?，。；！？{HAN}]|$)|\s+(?:{ends})\s)",
        take,
        text,
        flags=re.IGNORECASE,
    )
    return olds, rest


def _unit(rest: str) -> str:
    for match in unit_said().finditer(rest):
        said = re.sub(r"\s+", " ", match["unit"]).replace(":", "").strip(" .,")
        # "Apt a" may be the beginning of a sentence; "a lot" is none.
        if re.search(r"\d", said) or re.search(r"[A-Z]$", said):
            return titled(said)
    return ""


def _number(pending: Address, rest: str) -> Address:
    """The house number, called so."""
    words = either(listed(TOPIC, "number_words"))
    said = re.search(
        rf"(?<![A-Za-z])(?<!zip )(?:{words})\D{{0,14}}?(\d{{1,6}}[A-Za-z]?)(?![A-Za-z\d])",
        rest,
        re.I,
    )
    own = re.search(r"\d+[A-Za-z]?", pending.address1)
    if said is None or own is None or _unit(rest):
        return pending
    street = f"{pending.address1[: own.start()]}{said[1]}{pending.address1[own.end() :]}"
    return replace(pending, address1=street)


def _zip(rest: str, text: str) -> str:
    codes = [m.group() for m in _ZIP.finditer(rest)]
    called = find(text.lower(), listed(TOPIC, "zip_words"))
    bare = len(rest.split()) <= _BARE and codes and len(codes[-1]) >= 5
    return codes[-1] if codes and (called or bare) else ""


def _place(pending: Address, rest: str, text: str, olds: list[str]) -> Address:
    """City and state, where they are called so, said alone, or put against the old ones."""
    lowered = text.lower()
    wrong = [old.lower() for old in olds]
    states = [m for m in state_said().finditer(rest) if state_code(m["state"])]
    state = state_code(states[-1]["state"]) if states else ""
    says_state = find(lowered, listed(TOPIC, "state_words")) or any(map(state_code, olds))
    says_city = find(lowered, listed(TOPIC, "city_words")) or pending.city.lower() in wrong
    new = _new_for(rest[: states[-1].start()] if states and not says_state else rest)
    alone = len(rest.split()) <= _BARE and bool(states)
    regions = [m.group() for m in re.finditer(rf"(?<![\w-]){any_region()}", rest, re.IGNORECASE)]
    if regions and says_state and not state:
        return replace(pending, state=region_named(regions[-1]))
    if says_city and new:
        if re.search(r"\d", new):
            return pending
        pending = replace(pending, city=titled(new))
        return (
            replace(pending, state=state) if state and states[-1]["state"] not in new else pending
        )
    if state and (says_state or alone):
        pending = replace(pending, state=state)
        city = _new_for(rest[: states[-1].start()].rstrip(" ,"))
        return replace(pending, city=titled(city)) if city and alone and not says_state else pending
    return pending


def _new_for(rest: str) -> str:
    """What is said to be right: what stands behind the last "it's", or all that is left."""
    # The mark stands where the wrong one was taken out.
    pieces = [p.strip() for p in re.split(r"[|,;!?]|\.(?=\s|$)", rest) if p.strip()]
    lead = pattern(tuple(w for w in listed(TOPIC, "it_is") if w.isascii()))
    said = listed(TOPIC, "correcting")
    for piece in reversed(pieces):
        behind = [m.end() for m in lead.finditer(piece.lower())]
        new = piece[behind[-1] :].strip() if behind else piece
        if not behind and find(piece.lower(), said) and len(pieces) > 1:
            continue
        new = re.sub(rf"^(?:(?:{either(_politeness())})(?![\w'])\s*)+", "", new, flags=re.I)
        new = re.sub(rf"(?:\s*(?<!\w)(?:{either(_politeness())}))+$", "", new, flags=re.I)
        if new and len(new.split()) <= 4:
            return new
    return ""


def _politeness() -> tuple[str, ...]:
    return (*listed(TOPIC, "no_name"), *(w for w in listed(TOPIC, "correcting") if w.isascii()))


def _swapped(pending: Address, old: str, new: str) -> Address:
    """`new` in the place of `old`, whichever part that stands in."""
    if not new:
        return pending
    for part in _PARTS:
        value = str(getattr(pending, part))
        match = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", value, re.IGNORECASE)
        if match:
            ahead, behind = value[: match.start()], value[match.end() :]
            words = titled(new).split()
            # "Willow Street not Lane": what the old one has in front is not said twice.
            shared = next(
                (
                    n
                    for n in range(len(words) - 1, 0, -1)
                    if ahead.lower().split()[-n:] == [w.lower() for w in words[:n]]
                ),
                0,
            )
            return _with(pending, part, f"{ahead}{' '.join(words[shared:])}{behind}")
    return pending


def _street_named(pending: Address, rest: str) -> Address:
    """Another street with the same number: "it's Willow Street"."""
    new = _new_for(rest)
    types = either(listed(TOPIC, "street_types"))
    number = re.match(r"\d+[A-Za-z]?\s+", pending.address1)
    if number and re.fullmatch(rf"[^\W\d][\w.' -]*\s(?:{types})\.?", new, re.IGNORECASE):
        return replace(pending, address1=f"{number.group()}{titled(new)}")
    return pending
