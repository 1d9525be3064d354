"""How what somebody says of herself is compared with what is on file."""

import re
import unicodedata

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WORD = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
_IDEOGRAPH = re.compile(f"[{_CJK}]")
_LONGEST_NAME = 12
_MOST_SAID = 80
_APOSTROPHES = str.maketrans("", "", "'’‘`")
# Countries whose code may be left out; a mobile number of China also comes as 86 without a plus.
_COUNTRY_CODE = re.compile(r"^(?:\+|00)(?:86|49|1|(?=[0-9]))")
_CHINESE_MOBILE = re.compile(r"^86(?=1[0-9]{10}$)")


def email_key(text: str) -> str:
    """An e-mail address as it is compared."""
    return _plain(text).strip().casefold()


def zip_key(text: str) -> str:
    """A postal code as it is compared."""
    return _plain(text).strip().upper()


def phone_key(text: str) -> str:
    """
    Digits of a phone number, without the code of the country and zeros in front.

    Examples
    --------
    >>> phone_key("+86 155-4053-4614"), phone_key("0049 (0)170 12"), phone_key("0170 12")
    ('15540534614', '17012', '17012')
    """
    dialled = re.sub(r"[^0-9+]", "", _plain(text))
    national = _COUNTRY_CODE.sub("", dialled).replace("+", "")
    return _CHINESE_MOBILE.sub("", national).lstrip("0")


def name_words(text: str) -> tuple[str, ...]:
    """
    Words of a name or of a sentence; each Chinese character is one.

    Examples
    --------
    >>> name_words("我叫宋敬明, Raj O'Neil")
    ('我', '叫', '宋', '敬', '明', 'raj', 'oneil')
    """
    return tuple(_WORD.findall(_plain(text).casefold().translate(_APOSTROPHES)))


def name_key(name: str) -> str:
    """A full name as it is looked up."""
    return " ".join(name_words(name))


def spoken_names(text: str) -> frozenset[str]:
    """
    The keys of all names that may stand in the beginning of a text.

    Examples
    --------
    >>> sorted(spoken_names("Lopez, Raj"))
    ['lopez', 'lopez raj', 'raj', 'raj lopez']
    """
    said = name_words(text)[:_MOST_SAID]
    runs = {
        said[start : start + size]
        for size in range(1, _LONGEST_NAME + 1)
        for start in range(len(said) - size + 1)
    }
    turned = {run[::-1] for run in runs if len(run) == 2 and not _IDEOGRAPH.search("".join(run))}
    return frozenset(" ".join(run) for run in runs | turned)


def is_named(name: str, text: str) -> bool:
    """
    Whether a full name stands in a text, as whole words in one piece.

    A name of two words that are not Chinese may also stand the other way round.

    Examples
    --------
    >>> is_named("Raj Lopez", "mr raj lopez here"), is_named("Raj Lopez", "Lopez, Raj")
    (True, True)
    >>> is_named("Ann Li", "Joann Lim")
    False
    """
    words, said = name_words(name), name_words(text)[:_MOST_SAID]
    if _holds(said, words):
        return True
    turned = len(words) == 2 and not _IDEOGRAPH.search("".join(words))
    return turned and _holds(said, words[::-1])


def _holds(said: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(words)
    return size > 0 and any(
        said[start : start + size] == words for start in range(len(said) - size + 1)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
