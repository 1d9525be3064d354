"""What a thing may cost, as shoppers say it: under 60, between 40 and 60 euros, 三百以内."""

import re
from decimal import Decimal

from knowledge.reference import Op, Want
from knowledge.words import both, load_words

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?)(?![.,]?\d)"
_AMOUNT = rf"(?<![A-Za-z\d.,-])(?:[€$£¥]\s?)?{_NUMBER}(?![\d.,]*[A-Za-z]+\d)"


def _alternatives(key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(both(key), key=len, reverse=True))


def _money(text: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", "."))


def with_digits(text: str) -> str:
    """
    The text with amounts in Chinese numerals as digits.

    Only where the numeral has a ten, a hundred or a thousand in it, or stands before a currency.
    """
    words = load_words("zh")
    digits, powers = words["digits"], words["powers"]
    zero = {sign for sign, value in digits.items() if value == 0}
    numeral = f"[{''.join([*digits, *powers])}]"

    def value(match: re.Match[str]) -> str:
        total = part = 0
        last = 1
        for sign in match.group():
            if sign in digits:
                part = digits[sign]
            else:
                last = powers[sign]
                total += (part or 1) * last
                part = 0
        # "Two hundred five" in Chinese leaves out the last power of ten.
        implied = (
            part and last > 10 and match.group()[-1] in digits and not zero & set(match.group())
        )
        rest = part * last // 10 if implied else part
        return str(total + rest)

    powered = f"[{''.join(powers)}]"
    return re.sub(rf"{numeral}*{powered}{numeral}*(?=[{words['after_amount']}])", value, text)


def _spelled(text: str) -> str:
    """The text with amounts in English numerals before a currency as digits."""
    numerals = load_words("en")["numerals"]

    def value(match: re.Match[str]) -> str:
        total = 0
        for word in re.findall("[a-z]+", match.group()):
            number = numerals.get(word, 0)
            total = max(total, 1) * number if number == 100 else total + number
        return str(total)

    word = f"(?:{'|'.join(sorted(numerals, key=len, reverse=True))})"
    currency = "|".join(word for word in load_words("en")["money"] if word.isalpha())
    return re.sub(
        rf"(?<![a-z-]){word}(?:(?: and |[ -]){word})*(?= (?:{currency})(?![a-z]))", value, text
    )


def price_wants(text: str) -> tuple[tuple[Want, ...], str]:
    """
    Bounds on the price and the text without them.

    >>> [(w.op.value, str(w.value)) for w in price_wants("a hand grinder under 80")[0]]
    [('<=', '80')]
    """
    lowered = _spelled(with_digits(text.lower()))
    other = rf"(?!\s?(?:{_alternatives('other_units')})(?![a-z]))"
    unit, under, over = (_alternatives(key) for key in ("money", "under", "over"))
    after = "|".join(re.escape(word) for word in load_words("zh")["under"])
    beyond = "|".join(re.escape(word) for word in load_words("zh")["over"])
    to = _alternatives("up_to")
    rules = (
        (rf"{_AMOUNT}\s?(?:{unit})?\s?(?:{to})\s?{_AMOUNT}\s?(?:{unit})", (Op.GE, Op.LE)),
        (rf"(?:{_alternatives('between')}) {_AMOUNT} (?:{to}) {_AMOUNT}{other}", (Op.GE, Op.LE)),
        (rf"(?<![a-z])(?:{under})\s?{_AMOUNT}\s?(?:{unit})", (Op.LE,)),
        (rf"(?<![a-z])(?:{under})\s?{_AMOUNT}(?![\w%]){other}", (Op.LE,)),
        (rf"{_AMOUNT}\s?(?:{unit})?\s?(?:{after})", (Op.LE,)),
        (rf"(?<![a-z])(?:{over})\s?{_AMOUNT}\s?(?:{unit})", (Op.GE,)),
        (rf"{_AMOUNT}\s?(?:{unit})\s?(?:{beyond})", (Op.GE,)),
    )
    for rule, ops in rules:
        match = re.search(rule, lowered)
        if match:
            wants = tuple(
                Want("price", op, _money(value))
                for op, value in zip(ops, match.groups(), strict=True)
            )
            return wants, f"{lowered[: match.start()]} {lowered[match.end() :]}".strip()
    return (), text
