"""Chinese addresses: from the province down to the room, in one run or in pieces."""

import re
from functools import cache
from itertools import pairwise

from knowledge.addresses.found import TOPIC, Found
from knowledge.people import Address
from knowledge.words import pattern
from knowledge.words.topics import either, listed, named

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_PHONE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}"
)
_SEPARATOR = re.compile(r"[\s,，、;；/]+")
_SENTENCE = re.compile(r"[。！？!?\n]+")


def chinese(text: str, country: str) -> list[Found]:
    """All Chinese addresses of a text, from left to right."""
    blank = _named().sub(lambda m: "。" * len(m.group()), text)
    blank = _PHONE.sub(lambda m: "。" * len(m.group()), blank)
    heads = [m for m in _head().finditer(blank) if m.group()]
    starts = _starts(blank, heads)
    found: list[Found] = []
    for (start, state, city, rest), (until, *_) in pairwise(
        [*starts, (len(blank), "", "", len(blank))]
    ):
        address1, end = _rest(blank, rest, until, sure=bool(state or city))
        if address1:
            home = _country(country)
            found.append(Found(Address(address1, "", city, state, home, ""), start, end))
    return found


def segments(address1: str) -> tuple[tuple[str, str], ...]:
    """
    The parts of an address with what each is: district, town, road, number, building ...

    What ends in none of the words for parts is a site.
    """
    kinds = _kinds()
    found: list[tuple[str, str]] = []
    start = 0
    for match in _part().finditer(address1):
        if match.start() > start:
            found.append(("site", address1[start : match.start()]))
        found.append((_kind(match.group(), kinds), match.group()))
        start = match.end()
    if start < len(address1):
        found.append(("site", address1[start:]))
    return tuple(found)


def province(said: str) -> str:
    """The full name of a province; ``""`` for what is none."""
    for name, aliases in named(TOPIC, "provinces").items():
        if said == name or said in aliases:
            return name
    return ""


def city_of(said: str) -> tuple[str, str]:
    """Province and full name of a city; both ``""`` for what is none."""
    return _cities().get(said, ("", ""))


def _country(default: str) -> str:
    own = _own_country()
    return default if not default or default.lower() in named(TOPIC, "countries")[own] else own


def _own_country() -> str:
    """The country whose name is written in its own letters."""
    return next(name for name in named(TOPIC, "countries") if not name.isascii())


@cache
def _named() -> re.Pattern[str]:
    """Who shall receive it, and what stands in brackets."""
    receives = either(listed(TOPIC, "receives"))
    who = rf"[{HAN}]{{2,4}}\s?(?=(?:{receives})(?![{HAN}]))"
    return re.compile(rf"{who}|[(（\[【][^)）\]】]*[)）\]】]")


@cache
def _cities() -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for name, towns in named(TOPIC, "cities").items():
        for town in towns:
            known[town] = (name, town)
            short = re.sub(rf"(?:{either(listed(TOPIC, 'city_ends'))})$", "", town)
            known.setdefault(short, (name, town))
    for town in listed(TOPIC, "municipalities"):
        known[town] = known[town[:-1]] = (town, town)
    return known


@cache
def _head() -> re.Pattern[str]:
    """Province and city, or one of them; a short name not where a road is called after it."""
    provinces = named(TOPIC, "provinces")
    roads = either(named(TOPIC, "parts")["road"])
    ways = either((*listed(TOPIC, "bearings"), *listed(TOPIC, "numerals")))
    no_road = rf"(?!(?:{ways}){{0,2}}(?:{roads}))"
    ends, gap = either(listed(TOPIC, "city_ends")), r"[\s,，]*"
    full = either(provinces)
    short = either(alias for names in provinces.values() for alias in names)
    # A province may share its name with a city of it.
    state = rf"(?P<state>{full}|(?:{short}){no_road}(?!{ends}))"
    towns = either(_cities())
    no_part = either((*named(TOPIC, "parts")["road"], *named(TOPIC, "parts")["district"]))
    other = rf"(?:(?!{no_part})[{HAN}]){{2,9}}?(?:{ends})(?!{roads})"
    city = rf"(?P<city>(?:{towns})(?:{ends})?{no_road}|{other})"
    alone = rf"(?P<alone>(?:{towns}){no_road})"
    home = either(named(TOPIC, "countries")[_own_country()])
    return re.compile(rf"(?:(?:{home}){gap})?(?:{state}{gap}(?:{city})?|{alone})")


def _starts(text: str, heads: list[re.Match[str]]) -> list[tuple[int, str, str, int]]:
    """Where addresses begin: start, province, city, and where the rest begins."""
    starts: list[tuple[int, str, str, int]] = []
    for match in heads:
        # "Chaoyang district, Beijing road": a name behind the end of another part is a part.
        inside = starts and _follows(text[starts[-1][3] : match.start()])
        if inside and not match["state"]:
            continue
        starts.append((match.start(), *_place(match)))
    for match in _bare().finditer(text):
        within = any(
            begin < match.end() and (match.start() < rest or _follows(text[rest : match.start()]))
            for begin, _, _, rest in starts
        )
        if not within:
            starts.append((match.start(), "", match["city"] or "", match.end()))
    return sorted(starts)


def _follows(between: str) -> bool:
    """Whether what stands between two names leaves them parts of one address."""
    return not _SENTENCE.search(between) and not pattern(_breaks()).search(between)


@cache
def _breaks() -> tuple[str, ...]:
    return (*listed(TOPIC, "old"), *listed(TOPIC, "new"), *listed(TOPIC, "stop"))


def _place(match: re.Match[str]) -> tuple[str, str, int]:
    said, city, alone = match["state"], match["city"], match["alone"]
    if alone:
        state, town = city_of(alone)
        return state, town, match.end()
    state = province(said)
    if state in listed(TOPIC, "municipalities"):
        # Of a municipality what ends like a city is its own name once more, or belongs to the rest.
        again = city and city_of(city)[1] == state
        return state, state, match.end() if again or not city else match.end("state")
    if not city:
        return state, "", match.end("state")
    known = city_of(city)[1] or city
    return state, known, match.end()


@cache
def _bare() -> re.Pattern[str]:
    """A district or a road with a number, where no city is said."""
    parts = named(TOPIC, "parts")
    lead = either((*listed(TOPIC, "lead"), *listed(TOPIC, "old"), *listed(TOPIC, "new")))
    roads, districts = either(parts["road"]), either((*parts["district"], *parts["town"]))
    begin = rf"(?:^|[\s,，。;；]|(?:{lead}))"
    name = rf"(?!(?:{lead}))[{HAN}]"
    city = rf"(?P<city>{name}[{HAN}]{{1,3}}?(?:{either(listed(TOPIC, 'city_ends'))}))?"
    district = rf"{name}[{HAN}]{{0,6}}?(?:{districts})"
    road = rf"{name}[{HAN}\d]{{0,9}}?(?:{roads})"
    return re.compile(rf"{begin}{city}(?=(?:{district}){{0,2}}{road}\s?\d+\S|{district}\S*\d+\S)")


@cache
def _kinds() -> dict[str, str]:
    ends: dict[str, str] = {}
    for kind, words in named(TOPIC, "parts").items():
        for word in words:
            ends.setdefault(word, kind)
    return ends


def _kind(part: str, kinds: dict[str, str]) -> str:
    end = max((word for word in kinds if part.endswith(word)), key=len)
    # "15楼" is a floor, "写字楼" a site.
    if kinds[end] == "floor" and not _counted(end).search(part):
        return "site"
    return kinds[end]


@cache
def _counted(end: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\d|{either(listed(TOPIC, 'numerals'))}){end}$")


@cache
def _part() -> re.Pattern[str]:
    parts = named(TOPIC, "parts")
    # A district or a road may have the word for a smaller part in its name.
    larger = either((*parts["district"], *parts["road"]))
    return re.compile(rf"[{HAN}A-Za-z\d#-]+?(?:{either(_kinds())})(?!{larger})")


def _rest(text: str, start: int, until: int, *, sure: bool) -> tuple[str, int]:
    """The part of an address below the city, and where it ends."""
    kept, place = "", start
    stop = pattern(listed(TOPIC, "stop"))
    while place < until:
        gap = _SEPARATOR.match(text, place)
        begin = gap.end() if gap else place
        piece = re.compile(rf"[{HAN}A-Za-z\d#.()（）-]+").match(text, begin, until)
        if piece is None:
            break
        said = piece.group()
        cut = next((m.start() for m in stop.finditer(said) if not _in_name(said, m)), None)
        said = said if cut is None else said[:cut]
        if not said or not _belongs(said, first=not kept):
            break
        joint = " " if kept[-1:].isascii() and kept and said[0].isdigit() else ""
        kept, place = f"{kept}{joint}{said}", begin + len(said)
        if cut is not None:
            break
    kept = _once(kept.rstrip("-."))
    enough = _part().search(kept) and (sure or re.search(r"\d", kept))
    return (kept, place) if enough else ("", place)


def _in_name(piece: str, match: re.Match[str]) -> bool:
    """Whether a word that ends addresses is here part of a name: "我" of "我爱我家小区"."""
    behind = piece[match.start() : match.start() + 8]
    return len(match.group()) == 1 and bool(re.match(rf"[{HAN}]{{1,5}}?(?:{_site_ends()})", behind))


@cache
def _site_ends() -> str:
    parts = named(TOPIC, "parts")
    return either((*(w for w in parts["site"] if len(w) > 1), *parts["road"], *parts["district"]))


def _belongs(piece: str, *, first: bool) -> bool:
    """Whether a piece behind a gap goes on with the address."""
    if _part().search(piece):
        return True
    return not first and bool(re.fullmatch(r"[A-Za-z]?\d[\dA-Za-z-]{0,8}", piece))


def _once(rest: str) -> str:
    """The district said twice is one: the detail often begins with it again."""
    found = segments(rest)
    if len(found) > 1 and found[0] == found[1] and found[0][0] == "district":
        return rest[len(found[0][1]) :]
    return rest
