"""Addresses of the European continent: street and number, then the code before the city."""

import re
from functools import cache

from knowledge.addresses.found import TOPIC, Found, country_named, country_pattern, titled
from knowledge.people import Address
from knowledge.words.topics import either, listed

_UPPER, _LETTER = r"[A-Z\u00c0-\u00de]", r"[\w.'\u00df-]"
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z](?![A-Za-z]))?(?:\s?[-/]\s?\d+[a-z]?)?(?![\w.]*\d)"
_DUTCH = r"\d{4}\s?(?-i:[A-Z]{2}|(?!am|an|im|st|la|le|de)[a-z]{2}(?=\s+[a-z]))(?![A-Za-z])"
_CODE = rf"(?:[A-Z]{{1,2}}-)?(?P<zip>{_DUTCH}|\d{{4,5}}(?![\d-]))"


def european(text: str, country: str) -> list[Found]:
    """All continental addresses of a text, from left to right."""
    found: list[Found] = []
    for match in _streets().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        one = _from(text, match, country)
        if one.address.city or match["surely"]:
            found.append(one)
    return found


def _from(text: str, street: re.Match[str], country: str) -> Found:
    end = street.end()
    unit = _unit().match(text, end)
    end = unit.end() if unit else end
    place = _place().match(text, end) or _city_alone().match(text, end)
    code = city = ""
    if place:
        code, city = place.groupdict().get("zip") or "", place["city"]
        end = place.end()
    region = _region().match(text, end) if place else None
    end = region.end() if region else end
    said = country_pattern().match(text, end)
    end = said.end() if said else end
    named = country_named(said["country"]) if said else country
    return Found(
        Address(
            titled(re.sub(r"\s+", " ", street["street"]).strip(" ,")),
            titled(unit["unit"].strip(" ,")) if unit else "",
            titled(re.sub(r"\s+", " ", city).strip(" ,.")),
            region["region"] if region else "",
            country if country_named(country) == named else named,
            code.upper(),
        ),
        street.start(),
        end,
    )


@cache
def _streets() -> re.Pattern[str]:
    ends, opens = either(listed(TOPIC, "street_ends")), either(listed(TOPIC, "street_opens"))
    words = either(listed(TOPIC, "street_words"))
    begin = rf"(?<![\w-])(?!(?:{either(listed(TOPIC, 'no_name'))})(?![\w]))"
    capital = rf"(?-i:{_UPPER}){_LETTER}*"
    ahead = rf"(?:(?:{capital}|(?:{opens})(?![\w]))\s+){{0,3}}"
    name = rf"(?!(?:{either(listed(TOPIC, 'no_name'))})(?![\w']))[^\W\d]{_LETTER}*"
    # "Hauptstr. 5", "Karl-Marx-Allee 1", "Am Markt 37", "Lange Straße 5"
    ended = rf"{ahead}(?:{name}\s+(?:{ends})|[\w\u00df.'-]*(?:{ends}))\.?\s+{_NUMBER}"
    # "Unter den Linden 77": only where a code follows, or the opening says that it is a street.
    opened = rf"(?:{opens})\s+{capital}(?:\s+{capital})?\s+{_NUMBER}"
    # "5 rue de Rivoli"
    counted = rf"{_NUMBER}(?:\s?(?:bis|ter))?,?\s+(?:{words})\.?\s+[^\W\d][^,\n\d]{{1,40}}?"
    counted += r"(?=\s*[,\n]|\s+(?:[A-Z]-)?\d{5}\b|\s*$)"
    # "Via Roma 12"
    worded = rf"(?:{words})\.?\s+[^\W\d][^,\n\d]{{1,40}}?,?\s+{_NUMBER}"
    # Any name with a number where code and city stand behind it.
    code = _CODE.replace("?P<zip>", "?:")
    any_name = rf"(?:(?:{capital}|{opens})[\s-]+){{1,4}}{_NUMBER}(?=[\s,]+{code}\s+[^\W\d])"
    surely = rf"(?P<surely>{counted}|{worded}|{ended}|{opened})"
    return re.compile(rf"{begin}(?P<street>{surely}|{any_name})", re.IGNORECASE)


@cache
def _unit() -> re.Pattern[str]:
    storeys = either(listed(TOPIC, "storeys"))
    units = either(listed(TOPIC, "units"))
    storey = rf"(?:\d+\.?\s?(?:er?|ème)?\s?)?(?:{storeys})(?:\s+(?:links|rechts|\d+))?"
    called = rf"(?:{units})\.?\s*#?\s?(?:\d+[A-Za-z]?|[A-Za-z])"
    return re.compile(rf"[\s,]+(?P<unit>(?:{storey}|{called}))(?![\w])", re.IGNORECASE)


def _city_words() -> str:
    small = either(listed(TOPIC, "particles"))
    stop = either(listed(TOPIC, "no_name"))
    first = rf"(?!(?:{stop})(?![\w']))[^\W\d_]{_LETTER}*"
    capital = rf"(?-i:{_UPPER}){_LETTER}*"
    more = rf"(?:\s+(?:{small})(?:\s+(?:{small}))?\s+[^\W\d_]{_LETTER}*|[\s]+{capital}){{0,2}}"
    return rf"(?P<city>{first}{more}(?:\s+\([^)]+\)|/{capital})?)"


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"[\s,;]+{_CODE}[\s,]+{_city_words()}", re.IGNORECASE)


@cache
def _city_alone() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|\bin\b)\s*(?=(?-i:{_UPPER})){_city_words()}", re.IGNORECASE)


@cache
def _region() -> re.Pattern[str]:
    """A province behind the city, where one says it."""
    return re.compile(rf"\s*,\s*(?P<region>{either(listed(TOPIC, 'regions'))})(?![\w])")
