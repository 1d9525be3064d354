"""Values have an order where they are amounts, or words of a scale."""

from itertools import pairwise, permutations
from pathlib import Path

import pytest

from knowledge.scales import Scales

SCALES = Scales.read()


def rising(values: list[str], scales: Scales = SCALES) -> list[str] | None:
    """The values from the least to the most, equal ones as they were given; None: no order."""
    order = scales.order(values)
    return None if order is None else sorted(values, key=lambda value: order[value])


@pytest.mark.parametrize(
    "values",
    [
        ["500ml", "750 ml", "1 L", "1.5l"],
        ["250 g", "1斤", "1公斤"],
        ["8GB", "512 GB", "1TB"],
        ["5 inch", "1 ft", "1 m"],
        ["6", "7", "8.5"],
        ["5-25 lbs", "30-50 lbs", "55-75 lbs"],  # ranges by their middle
        ["XS", "s", "M", "L", "XL", "XXL"],
        ["small", "medium", "large", "extra large"],
        ["low", "medium", "high"],
        ["低", "中", "高"],
        ["小号", "中号", "大号", "特大"],
        ["i3", "i5", "i7"],
        ["60%", "80%", "full size"],
        ["720p", "1080p", "4K"],
        ["not resistant", "IPX4", "IPX7"],
        ["beginner", "intermediate", "expert"],
        ["light", "medium", "dark"],
        ["浅烘", "中烘", "深烘"],
        ["extra-fine", "medium fine", "coarse"],
        ["short, up to 150 cm", "regular, up to 180 cm", "long, up to 200 cm tall"],
    ],
)
def test_values_are_put_in_order(values: list[str]) -> None:
    assert all(rising(list(mixed)) == values[:5] for mixed in permutations(values[:5]))
    order = SCALES.order(values)
    assert order is not None
    assert all(order[less] < order[more] for less, more in pairwise(values))


@pytest.mark.parametrize(
    "values",
    [
        ["red", "blue"],
        ["500 ml", "1 kg"],  # of two kinds
        ["500 ml", "red"],
        ["low", "blue"],
        ["glass", "steel", "500 ml"],
        ["yes", "no"],
        ["small"],  # one alone is neither more nor less
        [],
        ["up to 180 cm", "more, up to 180 cm"],  # no order by what is the same
    ],
)
def test_what_has_no_order_has_none(values: list[str]) -> None:
    assert SCALES.order(values) is None


def test_what_stands_in_one_pair_of_brackets_is_equal() -> None:
    order = SCALES.order(["XXL", "2XL", "S"])
    assert order is not None
    assert order["XXL"] == order["2XL"] > order["S"]


def home_with(folder: Path, text: str) -> Path:
    (folder / "words").mkdir()
    (folder / "words" / "scales.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_shop_has_scales_of_its_own(tmp_path: Path) -> None:
    own = Scales.read(home_with(tmp_path, "scales:\n  - [mild, [hot, spicy], fiery]\n"))
    assert rising(["fiery", "hot", "mild"], own) == ["mild", "hot", "fiery"]
    assert rising(["S", "L"], own) == ["S", "L"]  # beside the usual ones


def test_the_scales_of_the_shop_come_first(tmp_path: Path) -> None:
    own = Scales.read(home_with(tmp_path, "scales:\n  - [large, medium, small]\n"))
    assert rising(["small", "large"], own) == ["large", "small"]
    assert rising(["small", "large"]) == ["small", "large"]


def test_a_home_without_scales_has_the_usual_ones(tmp_path: Path) -> None:
    assert Scales.read(tmp_path) == SCALES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[low, high]",
        "scales: low",
        "scales:\n  low: high\n",
        "scale:\n  - [a, b]\n",
        "scales: [low, high]\n",
    ],
)
def test_a_file_that_holds_no_lists_says_what_is_allowed(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"scales\.yaml holds .*write `scales:` .*lists of words"):
        Scales.read(home_with(tmp_path, text))


def test_numbers_in_a_scale_are_words(tmp_path: Path) -> None:
    own = Scales.read(home_with(tmp_path, "scales:\n  - [no. 1, 2, 10]\n"))
    assert rising(["10", "2", "no. 1"], own) == ["no. 1", "2", "10"]
