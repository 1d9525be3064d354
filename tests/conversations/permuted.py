"""
Copies of the benchmark shops in which names, numbers and goods have traded places.

Who plays a conversation well on a shop has to play it well on the copy, with its words changed in
the same way: nothing may be fitted to one name, one number or one title.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from agent.rehearsal.case import Case

Rename = Callable[[str], str]
Files = dict[str, Any]

_LONG_NUMBER = re.compile(r"\d{6,}")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_RETAIL_CUSTOMER = re.compile(r"\b([a-z]+)_([a-z]+)_(\d{4})\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_ZIP = re.compile(r"(?<!\d)\d{5}(?!\d)")
_WORD = re.compile(r"[A-Za-z0-9]+")
# Words joined by hyphens and dots, such as F6.6-20CB.
_JOINED = re.compile(r"[A-Za-z0-9]+(?:[-‑.][A-Za-z0-9]+)*")
_HOUSE = re.compile(r"(?<!\d)\d{1,4}(?= [A-Z][a-z]+ (?:Street|Drive|Lane|Avenue|Road)\b)")
_STREET = re.compile(r"(?<=\d )[A-Z][a-z]+(?= (?:Street|Drive|Lane|Avenue|Road)\b)")
_CHINESE_HOUSE = re.compile(r"(?<=[路街道巷弄])\d{1,4}(?=号)")
# What stands behind a model without being part of its code.
_EDITION = re.compile(r"(?:Max|Pro|PRO|pro|Ultra|mini)S?$")
_UNIT = re.compile(r"\d+K?[WLVG]")

# Goods that trade their names, and how shoppers call them; each pair is read in both directions.
_TRADED = (
    ("mechanical keyboard", "gaming mouse"),
    ("keyboard", "mouse"),
    ("hiking boots", "running shoes"),
    ("boots", "shoes"),
    ("laptop", "tablet"),
    ("smartphone", "e-reader"),
    ("bluetooth speaker", "portable charger"),
    ("speaker", "charger"),
    ("headphones", "sunglasses"),
    ("skateboard", "bicycle"),
    ("cycling helmet", "backpack"),
    ("coffee maker", "espresso machine"),
    ("office chair", "patio umbrella"),
    ("chair", "umbrella"),
    ("desk lamp", "wall clock"),
    ("lamp", "clock"),
    ("garden hose", "yoga mat"),
    ("hose", "mat"),
    ("wristwatch", "perfume"),
    ("action camera", "digital camera"),
    ("t-shirt", "fleece jacket"),
    ("electric kettle", "tea kettle"),
    ("grill", "bookshelf"),
)
# Short names whose counterpart has no short name of its own.
_SHORT = {"helmet": "backpack", "bike": "skateboard", "jacket": "t-shirt", "tshirt": "jacket"}
_GOODS = {**_SHORT, **dict(_TRADED), **{other: one for one, other in _TRADED}}
_ANY_GOODS = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_GOODS, key=len, reverse=True))})(?=s?(?![\w-]))", re.IGNORECASE
)


def renamed(case: Case, rename: Rename) -> Case:
    """The case with all its words changed but its own name and its shop's."""
    changed = _walked(replace(case, name="", shop=""), rename)
    assert isinstance(changed, Case)
    return replace(changed, name=case.name, shop=case.shop)


def permute_retail(source: Path, target: Path, seed: int) -> Rename:
    """Writes the copy of a shop in English; gives what was done to its words."""
    chance, files = Random(seed), _read(source)
    users, orders = files["users.json"], files["orders.json"]
    first = _shuffled((user["name"]["first_name"] for user in users.values()), chance)
    last = _shuffled((user["name"]["last_name"] for user in users.values()), chance)
    addresses = (row["address"] for row in (*users.values(), *orders.values()))
    zips = _shuffled((address["zip"] for address in addresses), chance)
    numbers, houses = _redrawn(files, chance), _houses(_HOUSE, chance)
    streets = _shuffled((n for text in _strings(files) for n in _STREET.findall(text)), chance)
    lower = {old.lower(): new.lower() for old, new in (first | last).items()}
    emails = {user["email"].lower(): _mail(user["email"], lower) for user in users.values()}

    def everywhere(text: str) -> str:
        text = _EMAIL.sub(lambda m: emails.get(m[0].lower(), m[0]), text)
        text = _RETAIL_CUSTOMER.sub(
            lambda m: f"{lower.get(m[1], m[1])}_{lower.get(m[2], m[2])}_{m[3]}", text
        )
        text = houses(_STREET.sub(lambda m: streets.get(m[0], m[0]), text))
        return _goods(numbers(_ZIP.sub(lambda m: zips.get(m[0], m[0]), text)))

    people = _people(first, last)
    for user in users.values():
        name = user["name"]
        name["first_name"], name["last_name"] = first[name["first_name"]], last[name["last_name"]]
    _write(target, files, everywhere)
    return lambda text: everywhere(people(text))


def permute_appliances(source: Path, target: Path, seed: int) -> Rename:
    """Writes the copy of a shop in Chinese; gives what was done to its words."""
    chance, files = Random(seed), _read(source)
    people = {user["用户姓名"] for user in files["users_info.json"].values()}
    surnames = _shuffled((name[0] for name in people), chance)
    given = _shuffled((name[1:] for name in people), chance)
    anybody = re.compile("|".join(sorted(people)))
    numbers, houses = _redrawn(files, chance), _houses(_CHINESE_HOUSE, chance)
    letters = _shuffled("ABCDFGHJKMNPQRSTUXYZ", chance)
    codes = set(_codes(files["products.json"]))

    def relettered(word: re.Match[str]) -> str:
        edition = _EDITION.search(word[0])
        stem = word[0][: edition.start()] if edition else word[0]
        if stem.upper() not in codes:
            return word[0]
        new = "".join(letters.get(letter, letter) for letter in stem.upper())
        return (new if stem.isupper() else new.lower()) + word[0][len(stem) :]

    def rename(text: str) -> str:
        text = anybody.sub(lambda m: surnames[m[0][0]] + given[m[0][1:]], text)
        return numbers(_WORD.sub(relettered, houses(text)))

    _write(target, files, rename)
    return rename


def _read(source: Path) -> Files:
    return {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(source.glob("*.json"))
        if not file.name.startswith("tasks")
    }


def _write(target: Path, files: Files, rename: Rename) -> None:
    target.mkdir(parents=True)
    for name, said in files.items():
        text = json.dumps(_walked(said, rename), ensure_ascii=False)
        (target / name).write_text(text, encoding="utf-8")


def _walked(said: Any, rename: Rename) -> Any:
    """The same value with each text in it changed, keys as well."""
    if isinstance(said, str):
        return rename(said)
    if isinstance(said, Mapping):
        return {_walked(key, rename): _walked(value, rename) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return type(said)(_walked(part, rename) for part in said)
    if is_dataclass(said) and not isinstance(said, type):
        changed = {f.name: _walked(getattr(said, f.name), rename) for f in fields(said)}
        return replace(said, **changed)
    return said


def _strings(said: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for pair in said.items():
            yield from _strings(pair)
    elif isinstance(said, list | tuple):
        for part in said:
            yield from _strings(part)


def _shuffled(words: Iterable[str], chance: Random) -> dict[str, str]:
    """Each word and the one whose place it takes."""
    known = sorted(set(words))
    return dict(zip(known, chance.sample(known, k=len(known)), strict=True))


def _redrawn(files: Files, chance: Random) -> Rename:
    """Puts another number of the same form in the place of each long one of the data."""
    old = sorted({run for text in _strings(files) for run in _LONG_NUMBER.findall(text)})
    new: dict[str, str] = {}
    taken = set(old)
    for run in old:
        while run not in new or new[run] in taken:
            new[run] = run[0] + "".join(chance.choices("0123456789", k=len(run) - 1))
        taken.add(new[run])

    def redrawn(number: re.Match[str]) -> str:
        plain = unicodedata.normalize("NFKC", number[0])
        found = new.get(plain, plain)
        return found if plain == number[0] else found.translate(_WIDE)

    return lambda text: _LONG_NUMBER.sub(redrawn, text)


def _houses(pattern: re.Pattern[str], chance: Random) -> Rename:
    """Puts another number in the place of each house's, those that no record holds too."""
    lengths = (range(10**places, 10 ** (places + 1)) for places in range(4))
    new = {
        old: other for known in lengths for old, other in _shuffled(map(str, known), chance).items()
    }
    return lambda text: pattern.sub(lambda m: new.get(m[0], m[0]), text)


def _mail(email: str, lower: Mapping[str, str]) -> str:
    return re.sub(r"[a-z]+(?=[.\d])", lambda m: lower.get(m[0], m[0]), email, count=2)


def _people(first: Mapping[str, str], last: Mapping[str, str]) -> Rename:
    """Changes whole names however written, and first names with a capital; a last name alone."""
    given, family = ("|".join(sorted(names)) for names in (first, last))
    whole = re.compile(rf"\b({given})(\s+)({family})\b", re.IGNORECASE)
    alone = re.compile(rf"\b({given})\b(?!\s+(?:{family})\b)")

    def rename(text: str) -> str:
        if text in last:
            return last[text]
        marked = whole.sub(
            lambda m: (
                "\0"
                + _like(m[1], first[m[1].capitalize()])
                + m[2]
                + _like(m[3], last[m[3].capitalize()])
                + "\0"
            ),
            text,
        )
        parts = marked.split("\0")
        parts[::2] = [alone.sub(lambda m: first[m[1]], part) for part in parts[::2]]
        return "".join(parts)

    return rename


def _goods(text: str) -> str:
    """The text with other goods in the place of those it names."""
    return _ANY_GOODS.sub(lambda m: _like(m[0], _GOODS[m[0].lower()]), text)


def _like(old: str, new: str) -> str:
    """`new` in capitals or small letters as `old` is."""
    if old.isupper():
        return new.upper()
    capital = re.sub(r"[a-z]+", lambda m: m[0].capitalize(), new.lower())
    return capital if old[0].isupper() else new.lower()


def _codes(products: Any) -> Iterator[str]:
    """The parts of the model codes in all titles, in capitals."""
    titles = [row["商品名称"] for shop in products["jd"].values() for row in shop.values()]
    for joined in (found for title in titles for found in _JOINED.findall(title)):
        words = [_EDITION.sub("", word) for word in _WORD.findall(joined)]
        with_digits = any(map(str.isdigit, joined))
        for word, whole in zip(words, _WORD.findall(joined), strict=True):
            mixed = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
            named = word.isupper() and len(word) > 1 and (with_digits or word != whole)
            if (mixed or named) and not _UNIT.fullmatch(word):
                yield word.upper()
