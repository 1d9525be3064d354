"""Facts as a shopper reads them: amounts with their currency, days and times in words."""

from datetime import date, datetime
from decimal import Decimal

from agent.wordings import has, own
from knowledge.fact import Fact
from knowledge.goods import Language
from knowledge.words import load_words


def spoken(fact: Fact, language: Language, today: date) -> str:
    """The value of a fact in words of `language`; the year only where it is not this one."""
    value = fact.value
    if isinstance(value, Decimal):
        return money(value, fact.unit, language) if fact.unit else f"{value.normalize():f}"
    if isinstance(value, datetime):
        clock = f"{value:%H:%M}"
        return own("dates", "time", language, date=day(value.date(), language, today), time=clock)
    if isinstance(value, date):
        return day(value, language, today)
    return str(value)


def money(amount: Decimal, currency: str, language: Language) -> str:
    """An amount with its currency; Chinese leaves out empty cents."""
    whole = amount == amount.to_integral_value()
    text = f"{amount:.0f}" if whole and language == "zh" else f"{amount:,.2f}"
    sign = currency if has("money", currency) else "other"
    return own("money", sign, language, amount=text, currency=currency)


def day(value: date, language: Language, today: date) -> str:
    words = load_words(language)
    names = {
        "weekday": words["weekdays"][value.weekday()],
        "month": words["month_names"][value.month - 1],
        "day": str(value.day),
        "year": str(value.year),
    }
    near = abs((value - today).days) <= 180
    return own("dates", "day" if near else "day_of_year", language, **names)
