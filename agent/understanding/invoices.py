"""What an invoice shall say: whom it is made out to, a company or a person, the tax number."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import yaml

from knowledge.tokens import HAN, WORDS
from knowledge.words import LANGUAGES, find, pattern
from skills.skill import Invoice

LONGEST_TITLE = 60
_CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{2}\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])")
# Letters of a country, then groups that each hold a figure, such as GB 123 4567 89.
_TAX_NUMBER = re.compile(
    r"\W{0,3}(?P<number>[A-Za-z]{0,4}[ -]?\d[0-9A-Za-z]*(?:[ -](?=[A-Za-z]*\d)[0-9A-Za-z]+)*)"
)
_FEWEST, _MOST = 8, 20
"""Letters and figures of a tax number."""
_BREAK = re.compile(r"[，。；;！!？?\n、\"”“』」]")
_COMMA = re.compile(r",\s*(\S*)")
_GAP = re.compile(r"\s")
_FULL_STOP = re.compile(r"\.(?=\s|$)")
_MARKS = " \t,.，。:：\"'“”‘’「」『』"
_HAN = re.compile(f"[{HAN}]")
_ADDRESS = re.compile(r"\S+@\S+")


def read_invoice(text: str, *, asked: bool = False) -> Invoice:
    """
    What `text` says about an invoice, letter by letter.

    Parameters
    ----------
    asked
        Whether it answers the question whom the invoice is made out to: then a bare name is one.

    Examples
    --------
    >>> read_invoice("make it out to Pinewood Dental LLC").title
    'Pinewood Dental LLC'
    """
    said = text.strip()
    tax_number = _tax_number(said)
    title = _title(said) or _company_in(said) or (_bare(said) if asked else "")
    return Invoice(title, _for_company(said, title, tax_number), tax_number, said)


def _tax_number(text: str) -> str:
    for lead in pattern(_phrases("tax_number")).finditer(_lowered(text)):
        match = _TAX_NUMBER.match(text, _after_close(_lowered(text), lead.end()))
        if match and _FEWEST <= sum(map(str.isalnum, match["number"])) <= _MOST:
            return match["number"].strip()
    code = _CREDIT_CODE.search(text)
    return code.group() if code else ""


def _title(text: str) -> str:
    """The name behind words such as "made out to"; words for herself are none."""
    lowered = _lowered(text)
    for lead in pattern(_phrases("title")).finditer(lowered):
        title = _cut(text[_after_close(lowered, lead.end()) :])
        if len(title) > 1 and not _is_whose(title):
            return title
    return ""


def _after_close(lowered: str, start: int) -> int:
    """Where the name begins behind the small words that may still stand before it."""
    close = re.compile(rf"[{re.escape(_MARKS)}]*(?:{pattern(_phrases('close')).pattern})")
    while match := close.match(lowered, start):
        start = match.end()
    return start


def _cut(rest: str) -> str:
    """The name at the beginning of `rest`, without what is said after it."""
    rest = rest.lstrip(_MARKS)
    said_after = pattern(_phrases("ends")).search(_lowered(rest))
    found = [_BREAK.search(rest), _stop(rest), _comma(rest), said_after, _ADDRESS.search(rest)]
    if _HAN.match(rest):
        # A Chinese name has no gaps.
        found.append(_GAP.search(rest))
    end = min((match.start() for match in found if match), default=len(rest))
    return rest[:end].strip(" \t:：").removesuffix(",")[:LONGEST_TITLE]


def _stop(rest: str) -> re.Match[str] | None:
    """The full stop that ends the sentence, not that of an abbreviation such as Inc."""
    for match in _FULL_STOP.finditer(rest):
        word = rest[: match.end()].split()[-1].lower()
        if word not in _phrases("suffixes") and len(word) > 3:
            return match
    return None


def _comma(rest: str) -> re.Match[str] | None:
    """The comma that ends the name, not the one in Acme, Inc."""
    return next(
        (match for match in _COMMA.finditer(rest) if match[1].lower() not in _phrases("suffixes")),
        None,
    )


def _is_whose(title: str) -> bool:
    lowered = title.lower()
    if _HAN.match(title):
        if _ends_as_company(title) and len(title) > 4:
            return False
        return lowered.startswith(_phrases("whose"))
    return lowered.split()[0] in _phrases("whose")


def _ends_as_company(title: str) -> bool:
    lowered = title.lower()
    return lowered.endswith(_data("suffixes")["zh"]) or bool(
        set(lowered.split()) & set(_data("suffixes")["en"])
    )


def _company_in(text: str) -> str:
    """The name of a company that stands alone or in a sentence, known by how it ends."""
    ends = "|".join(sorted(_data("suffixes")["zh"], key=len, reverse=True)[:-1])
    match = re.search(rf"[{HAN}A-Za-z0-9（）()·]{{2,30}}(?:{ends})", text)
    if match is None:
        return ""
    name = match.group()
    lead = list(pattern(_data("close")["zh"] + _data("title")["zh"]).finditer(name[:6]))
    name = name[lead[-1].end() :] if lead else name
    return "" if name.startswith(_data("whose")["zh"]) or len(name) < 5 else name


def _bare(text: str) -> str:
    """A short answer that is nothing but a name."""
    title = _cut(text)
    short = title and len(title) <= LONGEST_TITLE and len(title) >= len(text.strip(_MARKS)) * 0.4
    words = (*_phrases("no_title"), *_phrases("person"))
    if not short or find(title.lower(), words) or _is_whose(title) or "?" in text or "？" in text:
        return ""
    return title if any(map(str.isalpha, title)) else ""


def _for_company(text: str, title: str, tax_number: str) -> bool | None:
    """For a company or a person, by what she says about it, else by the name itself."""
    around = text.replace(title, " ").lower() if title else text.lower()
    around = pattern(_phrases("aside")).sub(" ", around)
    if find(around, _phrases("company")):
        return True
    if find(around, _phrases("person")):
        return False
    return True if tax_number or _ends_as_company(title) else None


def _lowered(text: str) -> str:
    """`text` in small letters, each in its place: a few capitals have small forms of two signs."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def _phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list in both languages."""
    return tuple(phrase for language in LANGUAGES for phrase in _data(name)[language])


@cache
def _data(name: str) -> Mapping[str, tuple[str, ...]]:
    """A list of invoices.yaml by language."""
    words: Mapping[str, Mapping[str, Iterable[str]]] = _words()
    return {language: tuple(words[name][language]) for language in LANGUAGES}


@cache
def _words() -> Mapping[str, Mapping[str, Iterable[str]]]:
    words: Mapping[str, Mapping[str, Iterable[str]]] = yaml.safe_load(
        (WORDS / "invoices.yaml").read_text(encoding="utf-8")
    )
    return words
