"""The provinces of Europe: how they are written and which country they are of."""

import re
from functools import cache

from knowledge.addresses.found import TOPIC, country_named
from knowledge.words.topics import either, listed, named


@cache
def any_region() -> str:
    """A piece of a pattern that matches a province, however it is called."""
    known = [name for names in named(TOPIC, "regions").values() for name in names]
    also = [name for names in named(TOPIC, "region_names").values() for name in names]
    return rf"(?:{either((*known, *also))})(?![\w])"


def region_named(said: str) -> str:
    """
    The province as records call it; what is none as it stands.

    >>> region_named("bavaria"), region_named("Bayern"), region_named("Surrey")
    ('Bayern', 'Bayern', 'Surrey')
    """
    lowered = re.sub(r"\s+", " ", said.lower())
    for names in named(TOPIC, "regions").values():
        for name in names:
            if lowered == name.lower() or lowered in named(TOPIC, "region_names").get(name, ()):
                return name
    return said


def country_of(region: str, default: str) -> str:
    """The one country that has a province of this name; `default` where it may be the one."""
    having = [land for land, names in named(TOPIC, "regions").items() if region in names]
    return having[0] if len(having) == 1 and having[0] != country_named(default) else default


def needs_code(country: str) -> bool:
    """Whether nothing can be delivered in a country without a zip code."""
    return country_named(country) in listed(TOPIC, "with_code")
