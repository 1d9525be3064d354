"""Addresses of the European continent: street and number, then the code before the city."""

import re
from functools import cache

from knowledge.addresses.found import TOPIC, Found, country_named, country_pattern, titled
from knowledge.addresses.regions import any_region, country_of, region_named
from knowledge.people import Address
from knowledge.words.topics import either, listed

_UPPER, _LETTER = r"[A-Z\u00c0-\u00de\u0141\u015a\u017b]", r"[\w.'\u00df-]"
_JOINT = rf"(?-i:(?<=[a-z\u00df-\u00ff]{{3}})(?={_UPPER}))"
"""Where a street is typed right behind its city: "BremenGartenweg 6"."""
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z](?![^\W\d_]))?(?:\s?[-/]\s?\d+[a-z]?)?(?![\w.]*\d)"
_DUTCH = r"\d{4}\s?(?-i:[A-Z]{2}|(?!am|an|im|st|la|le|de)[a-z]{2}(?=\s+[a-z]))(?![A-Za-z])"
_CODE = rf"(?:[A-Z]{{1,2}}-)?(?P<zip>{_DUTCH}|\d{{2}}-\d{{3}}(?![\d-])|\d{{4,5}}(?![\d-]))"


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


def european_place(text: str, country: str, *, whole: bool = False) -> Found | None:
    """
    Code and city without a street, with a province or a country behind them.

    Parameters
    ----------
    whole
        The text holds nothing else; then they are believed by themselves.
    """
    for match in _coded().finditer(text):
        region = _region().match(text, match.end())
        end = region.end() if region else match.end()
        said = country_pattern().match(text, end)
        end = said.end() if said else end
        alone = whole and not re.search(r"\w", f"{text[: match.start()]}{text[end:]}")
        if region or said or alone:
            address = _address("", "", match, region, said, country)
            return Found(address, match.start(), end)
    return None


def _from(text: str, street: re.Match[str], country: str) -> Found:
    start, end = street.span()
    unit = _unit().match(text, end)
    end = unit.end() if unit else end
    place = next((m for p in _places() if (m := p.match(text, end))), None)
    end = place.end() if place else end
    region = _region().match(text, end) if place else None
    end = region.end() if region else end
    said = country_pattern().match(text, end)
    end = said.end() if said else end
    glued = _city_ahead().search(text, 0, start) if start and text[start - 1].isalpha() else None
    start = glued.start("city") if glued else start
    name = re.sub(r"\s+", " ", street["street"]).strip(" ,")
    address2 = unit["unit"].strip(" ,") if unit else ""
    found = _address(name, address2, place or glued, region, said, country)
    return Found(found, start, end)


def _address(
    street: str,
    unit: str,
    place: re.Match[str] | None,
    region: re.Match[str] | None,
    said: re.Match[str] | None,
    country: str,
) -> Address:
    parts = place.groupdict() if place else {}
    province = region["region"] or region["other"] if region else parts.get("region") or ""
    province = region_named(titled(re.sub(r"\s+", " ", province)))
    land = country_named(said["country"]) if said else country_of(province, country)
    return Address(
        titled(street),
        titled(unit),
        titled(re.sub(r"\s+", " ", parts.get("city") or "").strip(" ,.")),
        province,
        country if country_named(country) == land else land,
        (parts.get("zip") or "").upper(),
    )


@cache
def _streets() -> re.Pattern[str]:
    ends, opens = either(listed(TOPIC, "street_ends")), either(listed(TOPIC, "street_opens"))
    words = either(listed(TOPIC, "street_words"))
    begin = rf"(?:(?<![\w-])|{_JOINT})(?!(?:{either(listed(TOPIC, 'no_name'))})(?![\w]))"
    capital = rf"(?-i:{_UPPER})(?:{_LETTER}(?!{_JOINT}))*"
    ahead = rf"(?:(?:{capital}|(?:{opens})(?![\w]))\s+){{0,3}}"
    name = rf"(?!(?:{either(listed(TOPIC, 'no_name'))})(?![\w']))[^\W\d](?:{_LETTER}(?!{_JOINT}))*"
    # "Hauptstr. 5", "Karl-Marx-Allee 1", "Am Markt 37", "Lange Straße 5"
    joined = rf"(?:[\w\u00df.'-](?!{_JOINT}))*"
    ended = rf"{ahead}(?:{name}\s+(?:{ends})|{joined}(?:{ends}))\.?\s+{_NUMBER}"
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
    # The province behind a city is no part of its name.
    capital = rf"(?!{any_region()})(?-i:{_UPPER}){_LETTER}*"
    more = rf"(?:\s+(?:{small})(?:\s+(?:{small}))?\s+[^\W\d_]{_LETTER}*|[\s]+{capital}){{0,2}}"
    return rf"(?P<city>{first}{more}(?:\s+\((?!{any_region()})[^)]+\)|/{capital})?)"


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    """What may stand behind a street, the most telling first."""
    region = rf"(?P<region>{any_region()})\)?"
    lead = rf"[\s,]*(?:\bin\s+)?(?<![\w])(?=(?-i:{_UPPER}))"
    return (
        re.compile(rf"[\s,;]+(?:{region}[\s,]+)?{_CODE}[\s,]+{_city_words()}", re.IGNORECASE),
        re.compile(rf"{lead}{_city_words()}(?:[\s,(]+{region})?[\s,]+{_CODE}", re.IGNORECASE),
        re.compile(rf"\s*(?:,|\bin\b)\s*(?=(?-i:{_UPPER})){_city_words()}", re.IGNORECASE),
    )


@cache
def _coded() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w#.-]){_CODE}[\s,]+{_city_words()}", re.IGNORECASE)


@cache
def _city_ahead() -> re.Pattern[str]:
    """The city that a street was typed right behind."""
    small, stop = either(listed(TOPIC, "particles")), either(listed(TOPIC, "no_name"))
    capital = rf"(?!(?:{stop})(?![\w']))(?-i:{_UPPER}){_LETTER}*"
    city = rf"(?P<city>{capital}(?:(?:\s+(?:{small}))*\s+{capital}){{0,2}})"
    return re.compile(rf"(?<![\w-]){city}$", re.IGNORECASE)


@cache
def _region() -> re.Pattern[str]:
    """A province behind the city, where one says it; any name in front of a country is one."""
    country = country_pattern().pattern.replace("?P<country>", "?:")
    stop = either(listed(TOPIC, "no_name"))
    name = rf"(?!(?:{stop})(?![\w']))(?-i:{_UPPER}){_LETTER}*"
    other = rf"{name}(?:\s+{_LETTER}+){{0,3}}?(?=[\s,]{country})"
    return re.compile(
        rf"[\s,;/(]+(?P<region>{any_region()})\)?|\s*,\s*(?P<other>{other})", re.IGNORECASE
    )
