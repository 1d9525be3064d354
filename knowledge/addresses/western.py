"""American and British addresses: the number, the street, and the place behind it."""

import re
from functools import cache

from knowledge.addresses.found import TOPIC, Found, country_named, country_pattern, titled
from knowledge.people import Address
from knowledge.words.topics import either, listed, named

_WORD = r"[A-Za-z\u00c0-\u017f0-9][\w.'-]*"
_ZIP = r"(?P<zip>\d{5}(?:-\d{4})?)(?![A-Za-z0-9]|-\d)"
_POSTCODE = r"(?P<zip>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?![A-Za-z0-9])"
_CODE_ENDS = re.compile(r"\s+")


def western(text: str, country: str) -> list[Found]:
    """All American and British addresses of a text, from left to right."""
    text = _without_labels(text)
    found: list[Found] = []
    for match in _streets().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        found.append(_from(text, match, country))
    if not any(one.address.city for one in found):
        # A street without a word for one is believed where a whole place follows it.
        for match in _any_street().finditer(text):
            found = [_from(text, match, country)]
    return found


def place_only(text: str, country: str) -> Found | None:
    """City, state and zip without a street."""
    if not re.search(r"\d{5}", text):
        return None
    match = _city_state(strict=True).search(text)
    if match is None:
        return None
    address = Address(
        "", "", titled(match["city"]), state_code(match["state"]), country, match["zip"] or ""
    )
    return Found(address, match.start(), match.end())


def state_code(said: str) -> str:
    """The two letters of a state said in any way; ``""`` for what is none."""
    lowered = re.sub(r"\s+", " ", said.lower()).strip(" .")
    codes = named(TOPIC, "states")
    if lowered.replace(".", "").upper() in codes:
        return lowered.replace(".", "").upper()
    return next((code for code, names in codes.items() if lowered in names), "")


def _without_labels(text: str) -> str:
    """The text of a filled form with its labels as commas of the same width."""
    form = rf"(?<![A-Za-z])(?:{either(listed(TOPIC, 'labels'))})\s?\d?:"
    # "Unit: Suite 4" names the unit twice.
    units = either(listed(TOPIC, "units"))
    form = rf"{form}|(?<![A-Za-z])(?:{units}):(?=\s*(?:{units})(?![A-Za-z]))"
    return re.sub(form, lambda m: "," + " " * (len(m.group()) - 1), text, flags=re.IGNORECASE)


def _from(text: str, street: re.Match[str], country: str) -> Found:
    end = street.end()
    units: list[str] = []
    before = _unit_before().search(text[max(0, street.start() - 24) : street.start()])
    start = street.start()
    if before:
        units.append(_unit_text(before["unit"]))
        start -= len(before.group())
    while len(units) < 3 and (unit := _unit().match(text, end)):
        units.append(_unit_text(unit["unit"]))
        end = unit.end()
    city = state = code = ""
    place = next((m for p in _places() if (m := p.match(text, end))), None)
    if place:
        parts = place.groupdict()
        city, state = parts.get("city") or "", state_code(parts.get("state") or "")
        state = state or titled(parts.get("county") or "")
        code = parts.get("zip") or ""
        end = place.end()
    said = country_pattern().match(text, end)
    end = said.end() if said else end
    code = code if code[:1].isdigit() else _postcode(code)
    name = re.sub(r"\s+", " ", street["street"]).strip(" .,")
    return Found(
        Address(
            titled(name),
            ", ".join(units),
            titled(city.strip(" .,")),
            state,
            _country(said["country"] if said else "", state, code, country),
            code,
        ),
        start,
        end,
    )


def _country(said: str, state: str, code: str, default: str) -> str:
    """What was said, else what the state or the postcode can only be of, else the shop's own."""
    if said:
        named_so = country_named(said)
        return default if country_named(default) == named_so else named_so
    form = "USA" if state and code[:1].isdigit() else "United Kingdom" if code[:1].isalpha() else ""
    return form if default and form and country_named(default) != form else default


def _postcode(code: str) -> str:
    bare = _CODE_ENDS.sub("", code).upper()
    return f"{bare[:-3]} {bare[-3:]}" if bare else ""


def _unit_text(said: str) -> str:
    return titled(re.sub(r"\s+", " ", said).replace(" :", "").replace(":", "").strip(" .,"))


def _name_word() -> str:
    return rf"(?!(?:{either(listed(TOPIC, 'no_name'))})(?![\w'])){_WORD}"


@cache
def _streets() -> re.Pattern[str]:
    types = either(listed(TOPIC, "street_types"))
    never = listed(TOPIC, "never_second")
    second = either(t for t in listed(TOPIC, "street_types") if t not in never)
    way = either(listed(TOPIC, "directions"))
    number = r"(?<![A-Za-z0-9_#.-])\d{1,6}(?:-\d{1,5})?(?:\s?1/2)?[A-Za-z]?(?:\s+|,\s+(?!\d+\s))"
    gap = r"(?![A-Za-z0-9'])\.?"
    behind = rf"(?:\s+(?:{way}){gap}(?!\s+[A-Za-z]+,?\s+(?:{way})\b))?"
    typed = rf"(?:{_name_word()}\s+){{1,5}}?(?:{types}){gap}(?:\s+(?:{second}){gap})?"
    alone = rf"(?:(?:{way})\.?\s+)?(?:{either(listed(TOPIC, 'streets_alone'))}){gap}"
    alone += rf"(?:\s+(?:{second}){gap})?"
    opens = rf"(?:{either(listed(TOPIC, 'streets_before'))})\s+(?:\d+|[A-Z])[A-Za-z]*{gap}"
    whole = either(n for n in listed(TOPIC, "streets_before") if n.count(" ") > 2)
    box = rf"(?:{either(listed(TOPIC, 'box'))})\s*#?\d+"
    street = rf"{number}(?:{whole}|{alone}|{typed}|{opens}){behind}"
    return re.compile(rf"(?P<street>{street}|(?<![A-Za-z]){box})", re.IGNORECASE)


@cache
def _any_street() -> re.Pattern[str]:
    """Number and words up to a comma, with a unit perhaps, and a city with its state behind."""
    place = _city_state(strict=True).pattern
    place = re.sub(r"\?P<\w+>", "?:", place)
    street = rf"(?<![A-Za-z0-9_#.-])\d{{1,6}}[A-Za-z]?\s+{_name_word()}(?:\s+{_name_word()}){{0,3}}"
    units = rf"(?:{_unit_part()})*"
    return re.compile(rf"(?P<street>{street})(?={units}\s*,{place})", re.IGNORECASE)


def _one_unit() -> str:
    words, floors = either(listed(TOPIC, "units")), either(listed(TOPIC, "floors"))
    value = r"(?:[A-Za-z]{0,2}-?\d+(?:-?[A-Za-z])?|[A-Za-z])(?![A-Za-z0-9])"
    called = rf"(?<![A-Za-z])(?:{words})(?:\.|:)?\s*(?:no\.?\s*)?#?\s?{value}"
    floor = rf"\d+(?:st|nd|rd|th)\s+(?:{floors})(?![A-Za-z])"
    return rf"(?:{called}|{floor}|\#\s?(?:[A-Za-z]?\d{{1,5}}[A-Za-z]?|[A-Za-z])(?![A-Za-z0-9]))"


def _unit_part() -> str:
    return rf"[\s,;.(]*(?:{_one_unit()})\)?"


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"[\s,;.(]*(?P<unit>{_one_unit()})\)?", re.IGNORECASE)


@cache
def _unit_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<unit>{_one_unit()})[\s,]+$", re.IGNORECASE)


@cache
def unit_said() -> re.Pattern[str]:
    """A unit anywhere in a text."""
    return re.compile(rf"(?P<unit>{_one_unit()})", re.IGNORECASE)


def _state() -> str:
    """States in full or as letters; in small letters not those that are words of their own."""
    codes, words = named(TOPIC, "states"), listed(TOPIC, "state_or_word")
    plain = [code for code in codes if code.lower() not in words]
    clash = [code for code in codes if code.lower() in words]
    names = either(n for names in codes.values() for n in names)
    dotted = "|".join(rf"{code[0]}\.\s?{code[1]}" for code in codes)
    return (
        rf"(?P<state>{names}|{'|'.join(plain)}|{dotted}|(?-i:{'|'.join(clash)})"
        rf"|(?:{'|'.join(clash)})(?=[\s,.]+\d{{5}}))\.?(?![A-Za-z'])"
    )


@cache
def state_said() -> re.Pattern[str]:
    """A state anywhere in a text."""
    return re.compile(rf"(?<![A-Za-z]){_state()}", re.IGNORECASE)


def _city(most: int) -> str:
    # A figure may be part of a street, never of a city.
    word = rf"(?!(?:{either(listed(TOPIC, 'no_name'))})(?![\w']))[A-Za-z\u00c0-\u017f][\w.'-]*"
    return rf"(?P<city>{word}(?:\s+{word}){{0,{most}}}?)"


def _zip_gap() -> str:
    return rf"[\s,.-]+(?:(?:{either(listed(TOPIC, 'zip_words'))})(?:\s+is)?:?\s*)?"


@cache
def _city_state(*, strict: bool) -> re.Pattern[str]:
    zip_part = f"(?:{_zip_gap()}{_ZIP})"
    end = zip_part if strict else f"{zip_part}?"
    # Bounded, as a message of nothing but marks would be gone through from each of them.
    city = rf"[\s,.;]{{0,12}}(?:in\s+)?{_city(3)}[\s,]+"
    return re.compile(f"{city}{_state()}{end}", re.IGNORECASE)


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    """What may stand behind a street, the most telling first."""
    county = rf"(?:[\s,]+(?P<county>{either(listed(TOPIC, 'counties'))}))?"
    lead = r"[\s,.;]*(?:in\s+)?"
    return (
        _city_state(strict=False),
        re.compile(rf"{lead}{_city(2)}{county}[\s,]+{_POSTCODE}", re.IGNORECASE),
        re.compile(rf"{lead}{_city(2)}{_zip_gap()}{_ZIP}", re.IGNORECASE),
        re.compile(rf"{lead}{_state()}{_zip_gap()}{_ZIP}", re.IGNORECASE),
        re.compile(rf"{_zip_gap()}{_ZIP}", re.IGNORECASE),
        re.compile(rf"\s*,[\s,]*{_city(2)}(?=\s*(?:[.,;!?)\n]|$))", re.IGNORECASE),
        re.compile(rf"[\s,]+in\s+{_city(2)}(?=\s*(?:[.,;!?)\n]|$))", re.IGNORECASE),
        # The longest run of capitals, where no mark ends it.
        re.compile(
            r"\s*,\s*(?P<city>[A-Z\u00c0-\u017f][\w.'-]*(?:\s+[A-Z\u00c0-\u017f][\w.'-]*){0,2})"
        ),
    )
