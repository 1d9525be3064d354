"""Things in few words."""

import pytest

from knowledge.describe import LONGEST_TITLE, like, short
from knowledge.goods import Attribute, Language, Text
from tests.skills.second_orders import LONG_TITLE

BLACK = Attribute(Text("color", "颜色"), Text("black", "黑色"))
LARGE = Attribute(Text("capacity", "容量"), Text("750 ml"))
SAFE = Attribute(Text("dishwasher safe", "可用洗碗机"), Text("yes", "是"))
SETTINGS = Attribute(Text("settings", "档位"), Text("40"))


@pytest.mark.parametrize(
    ("attributes", "en", "zh"),
    [
        ((), "", ""),
        ((BLACK,), "black", "黑色"),
        ((BLACK, LARGE), "black, 750 ml", "黑色、750 ml"),  # a value in one language only
        ((SAFE,), "dishwasher safe: yes", "可用洗碗机: 是"),  # says nothing without its name
        ((SETTINGS,), "settings: 40", "档位: 40"),  # a bare number
    ],
)
def test_a_thing_is_like_the_values_of_its_attributes(
    attributes: tuple[Attribute, ...], en: str, zh: str
) -> None:
    assert like(attributes, "en") == en
    assert like(attributes, "zh") == zh


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_value_is_told_in_the_language_there_is(language: Language) -> None:
    assert like((Attribute(Text(zh="颜色"), Text(zh="红色")),), language) == "红色"


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Kettle",
        "山茶智能电饭煲",
        "a" * LONGEST_TITLE,  # just as long as may be
        "壶" * (LONGEST_TITLE // 2),  # Chinese is twice as wide
    ],
)
def test_a_short_title_is_told_whole(title: str) -> None:
    assert short(title) == title


def test_of_a_long_title_the_beginning_and_the_model_code_are_told() -> None:
    assert short(LONG_TITLE) == "山茶厨下式反渗透净水器家用直饮大通量双出水即滤即…RO1200-PRO(WHITE)"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        # no code in it
        ("a" * (LONGEST_TITLE + 1), "a" * 48 + "…"),
        # the last code counts
        ("x" * 60 + " A100 and then B200-X for you", "x" * 48 + "…B200-X"),
        # wide characters
        ("壶" * 37, "壶" * 24 + "…"),
    ],
)
def test_a_long_title_is_cut(title: str, told: str) -> None:
    assert short(title) == told
