"""Money, days and times in the words of both languages."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from agent.spoken import spoken
from knowledge.fact import Fact, FactValue
from knowledge.goods import Language

TODAY = date(2026, 11, 20)


def said(value: FactValue, language: Language, unit: str = "") -> str:
    return spoken(Fact("x", value, "orders/#1001", unit), language, TODAY)


@pytest.mark.parametrize(
    ("amount", "currency", "en", "zh"),
    [
        ("59.90", "USD", "$59.90", "59.90美元"),
        ("59.9", "EUR", "€59.90", "59.90欧元"),  # one digit behind the point on file
        ("399", "CNY", "¥399.00", "399元"),  # Chinese leaves empty cents out
        ("399.50", "CNY", "¥399.50", "399.50元"),
        ("1234567.5", "GBP", "£1,234,567.50", "1,234,567.50英镑"),  # thousands
        ("0", "USD", "$0.00", "0美元"),
        ("12", "SEK", "12.00 SEK", "12 SEK"),  # a currency without a sign of ours
    ],
)
def test_an_amount_is_told_with_its_currency(amount: str, currency: str, en: str, zh: str) -> None:
    assert said(Decimal(amount), "en", currency) == en
    assert said(Decimal(amount), "zh", currency) == zh


@pytest.mark.parametrize(
    ("value", "text"),
    [("4.50", "4.5"), ("100", "100"), ("1E+2", "100"), ("0.00", "0")],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_number_without_a_unit_is_told_plainly(value: str, text: str, language: Language) -> None:
    assert said(Decimal(value), language) == text


@pytest.mark.parametrize(
    ("day", "en", "zh"),
    [
        (date(2026, 11, 24), "Tue 24 November", "11月24日周二"),  # soon
        (date(2027, 1, 3), "Sun 3 January", "1月3日周日"),  # next year, but near
        (date(2026, 6, 1), "Mon 1 June", "6月1日周一"),  # months ago
        (date(2025, 6, 1), "1 June 2025", "2025年6月1日"),  # long ago: the year is told
        (date(2027, 11, 20), "20 November 2027", "2027年11月20日"),  # far ahead
    ],
)
def test_a_day_is_told_with_its_year_only_where_that_is_needed(day: date, en: str, zh: str) -> None:
    assert said(day, "en") == en
    assert said(day, "zh") == zh


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Mon 2 November, 15:05"), ("zh", "11月2日周一 15:05")]
)
def test_a_moment_is_told_with_its_time(language: Language, text: str) -> None:
    assert said(datetime(2026, 11, 2, 15, 5), language) == text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("value", "text"), [(12, "12"), ("#1001", "#1001"), ("", "")])
def test_counts_and_texts_are_told_as_they_are(
    value: FactValue, text: str, language: Language
) -> None:
    assert said(value, language) == text
