import pytest

from agent.rehearsal.text import says


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That makes $1,095.55 in all.", "1095.55"),
        ("That makes 1095.5 EUR.", "1,095.50"),
        ("你好，一共￥３２９４。", "3294"),
        ("开孔645，340毫米", "645"),
        ("42.580 back", "$42.58"),
        ("It comes on 2026-11-20.", "2026-11-20"),
        ("Order #W2378156", "w2378156"),
        ("She said\nyes", "said yes"),
        ("Order #W2378156", "2378156"),
        ("0 left", "0"),
    ],
)
def test_a_number_counts_by_value_and_words_without_case(text: str, expected: str) -> None:
    assert says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 pieces", "1"),
        ("1,095.55", "95.55"),
        ("1,095.55", "1095"),
        ("Order #W12", "W123"),
        ("", "0"),
    ],
)
def test_a_part_of_a_number_is_another_number(text: str, expected: str) -> None:
    assert not says(text, expected)
