"""What people write into the cells of a spreadsheet, as values."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from rapidfuzz import process

from knowledge.goods import Text

_HAN = re.compile(r"[\u3400-\u9fff]")
_CLOCK = r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})" + _CLOCK),
    re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})" + _CLOCK),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})" + _CLOCK),
)
_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "是", "有", "有货"}
_NO = {"no", "n", "false", "0", "nein", "non", "否", "无", "没有", "缺货"}


def bilingual(words: str, zh: str = "") -> Text:
    """
    Words in the language they are written in.

    Parameters
    ----------
    words
        ``"Returns / 退货"`` holds both languages.
    zh
        The Chinese words, where they have a place of their own.

    Examples
    --------
    >>> bilingual("Returns / 退货"), bilingual("退货"), bilingual("Returns", "退货").zh
    (Text(en='Returns', zh='退货'), Text(en='', zh='退货'), '退货')
    """
    if zh:
        return Text(en=words, zh=zh)
    en, slash, other = words.partition(" / ")
    if slash and _HAN.search(other) and not _HAN.search(en):
        return Text(en=en.strip(), zh=other.strip())
    return Text(zh=words) if _HAN.search(words) else Text(en=words)


def amount(said: str, what: str) -> Decimal:
    """
    A price, with a point or a comma before the decimals.

    Raises
    ------
    ValueError
        If it is no number, is below zero, or could be read in two ways, such as ``1,234``.

    Examples
    --------
    >>> amount("12,90", "price"), amount("€ 1.299,00", "price"), amount("1,299.00", "price")
    (Decimal('12.90'), Decimal('1299.00'), Decimal('1299.00'))
    """
    plain = re.sub(r"[\s€$£¥元]", "", unicodedata.normalize("NFKC", said))
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", plain):
        raise ValueError(
            f"{what} is {said!r}, which can be read in two ways; write it like 1234.00"
        )
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})*,\d+|-?\d+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"{what} is {said!r}; give a number such as 12.90")
    if value < 0:
        raise ValueError(f"{what} is {said!r}; give 0 or more")
    return value


def count(said: str, what: str, *, least: int = 0) -> int:
    """A whole number that is not below `least`."""
    plain = unicodedata.normalize("NFKC", said)
    # Spreadsheets write whole numbers of a decimal column as 3.0.
    if not re.fullmatch(r"-?\d+(?:[.,]0+)?", plain):
        raise ValueError(f"{what} is {said!r}; give a whole number such as 3")
    value = int(re.split("[.,]", plain)[0])
    if value < least:
        raise ValueError(f"{what} is {said!r}; give {least} or more")
    return value


def moment(said: str, what: str) -> datetime | None:
    """
    A day, with or without a time; None where the cell is empty.

    Raises
    ------
    ValueError
        If it is no day, or is written like 03/04/2026, which is another day in another country.
    """
    if not said:
        return None
    plain = unicodedata.normalize("NFKC", said).strip()
    match = next((match for form in _DAYS if (match := form.fullmatch(plain))), None)
    if match:
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            hour, minute, second = (int(part or 0) for part in match.groups()[3:])
            return datetime.combine(day, time(hour, minute, second))
        except ValueError:
            pass
    raise ValueError(f"{what} is {said!r}; give a day such as 2026-03-31 or 31.03.2026")


def yes(said: str, what: str) -> bool:
    """Yes or no; an empty cell is yes."""
    word = said.lower()
    if word in _NO:
        return False
    if word and word not in _YES:
        raise ValueError(f"{what} is {said!r}; give yes or no")
    return True


def known(said: str, what: str, among: Collection[str], where: str) -> str:
    """
    An id that has to be one of those of another file.

    Raises
    ------
    ValueError
        If it is not; the message names the nearest one.
    """
    if said in among:
        return said
    near = process.extractOne(said, list(among), score_cutoff=80)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"{what} {said!r} is not in {where}{hint}")
