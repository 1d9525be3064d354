"""What each line of an order shall become, and which stretch of a text belongs to which line."""

from collections.abc import Iterator

import pytest

from knowledge.exchange_targets import target_meant
from knowledge.purchase import Order
from knowledge.reference import IT
from knowledge.resolve import OwnLine
from knowledge.shop import Shop, View
from knowledge.swaps_said import LineWanted, also_wanted, lines_wanted, names_option
from tests.knowledge.heaters import heaters
from tests.knowledge.wardrobe import BOTTLE, LAMP, SHIRT, wardrobe
from tests.skills.conftest import See, open_home, plain_policy
from tests.skills.proposals import one
from tests.skills.swap_shops import swaps as two_swap_shops

swaps = two_swap_shops


@pytest.fixture(scope="module")
def her(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    shop: Shop = open_home(tmp_path_factory.mktemp("wardrobe"), wardrobe(), plain_policy())
    yield shop.view("ada", "en")
    shop.records.close()
    shop.catalogue.close()


def read(her: View, *texts: str, order: str = "#2001") -> dict[str, LineWanted]:
    """What is wanted of each line, by its id."""
    return {found.own.line.id: found for found in lines_wanted(texts, one(her, order), (), her)}


def values(found: LineWanted) -> list[str]:
    """What a line shall be: blue, > it."""
    return [
        f"{'' if want.op.value == 'is' else want.op.value + ' '}"
        f"{'it' if want.value == IT else want.value}"
        for want in found.wanted.wants
    ]


def meant(her: View, *texts: str) -> dict[str, list[str]]:
    """What each line shall be, without the lines of which nothing is wanted."""
    found = {line: values(wanted) for line, wanted in read(her, *texts).items()}
    return {line: wants for line, wants in found.items() if wants}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("the shirt in blue", {SHIRT: ["blue"]}),
        ("the shirt in blue and the lamp brighter", {SHIRT: ["blue"], LAMP: ["> it"]}),
        (
            "the shirt in blue, the lamp with usb, and the bottle in 1 l",
            {SHIRT: ["blue"], LAMP: ["USB"], BOTTLE: ["1000ml"]},
        ),
        ("I want the blue shirt and a usb lamp", {SHIRT: ["blue"], LAMP: ["USB"]}),
        ("a) shirt in blue b) lamp with usb", {SHIRT: ["blue"], LAMP: ["USB"]}),
        ("1. the shirt in blue 2. the lamp brighter", {SHIRT: ["blue"], LAMP: ["> it"]}),
        ("shirt: blue & lamp: usb", {SHIRT: ["blue"], LAMP: ["USB"]}),
        ("shirt: blue / lamp: usb", {SHIRT: ["blue"], LAMP: ["USB"]}),
        ("the shirt in blue; size L too", {SHIRT: ["blue", "L"]}),
        ("the lamp is too bright. And the bottle too small", {LAMP: ["< it"], BOTTLE: ["> it"]}),
        ("don't change the lamp, only the shirt to blue", {SHIRT: ["blue"]}),
        ("everything in black", {SHIRT: ["black"], LAMP: ["black"]}),
        ("衬衫换成蓝色，台灯换成USB的", {SHIRT: ["blue"], LAMP: ["USB"]}),
        ("衬衫要蓝色的，水瓶要一升的", {SHIRT: ["blue"], BOTTLE: ["1000ml"]}),
        ("衬衫太小了 台灯太亮了", {SHIRT: ["> it"], LAMP: ["< it"]}),
        ("hello", {}),
    ],
)
def test_a_stretch_belongs_to_the_line_that_it_names(
    her: View, text: str, lines: dict[str, list[str]]
) -> None:
    assert meant(her, text) == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [("make it blue", SHIRT), ("the usb one please", LAMP), ("half a litre is enough", BOTTLE)],
)
def test_what_only_one_thing_can_be_is_meant_of_that(her: View, text: str, line: str) -> None:
    assert list(meant(her, text)) == [line]


def test_what_is_said_later_counts(her: View) -> None:
    assert meant(her, "the shirt in L", "the shirt in S") == {SHIRT: ["S"]}
    assert meant(her, "the shirt in L", "and the lamp with usb") == {SHIRT: ["L"], LAMP: ["USB"]}


def test_a_line_may_be_named_only_to_stay(her: View) -> None:
    found = read(her, "the shirt in blue. The lamp stays as it is.")
    assert found[LAMP].stays
    assert not found[SHIRT].stays
    assert read(her, "don't change the lamp, only the shirt to blue")[LAMP].stays


def test_what_becomes_something_does_not_stay(her: View) -> None:
    found = read(her, "the lamp stays battery powered but low brightness")[LAMP]
    assert not found.stays
    assert "low" in values(found)


@pytest.mark.parametrize("text", ["the shirt like my other one", "衬衫要跟我另一件一样的"])
def test_like_my_other_one_is_what_she_bought_besides(her: View, text: str) -> None:
    assert read(her, text)[SHIRT].wanted.ids == ("blue-L",)


def test_where_there_is_no_other_one_nothing_is_meant(her: View) -> None:
    assert read(her, "the bottle like my other one")[BOTTLE].wanted.ids == ()


def test_the_only_line_of_an_order_is_meant_whatever_is_named(her: View) -> None:
    assert values(read(her, "brighter please", order="#2003")["low-USB"]) == ["> it"]
    assert values(read(her, "the lamp in white", order="#2003")["low-USB"]) == ["white"]


def test_each_line_knows_what_was_said_of_it(her: View) -> None:
    found = read(her, "the shirt in blue and the lamp brighter")
    assert "blue" in " ".join(found[SHIRT].texts)
    assert "brighter" in " ".join(found[LAMP].texts)
    assert found[BOTTLE].texts == ()


def test_lines_beside_those_asked_for_count_where_they_are_named(her: View) -> None:
    order = one(her, "#2001")
    said = ("the shirt in blue and the lamp brighter",)
    assert [w.own.line.id for w in also_wanted(said, order, her, but={SHIRT})] == [LAMP]
    assert also_wanted(("the shirt in blue",), order, her, but={SHIRT}) == ()
    assert also_wanted(("make it usb",), order, her, but={SHIRT}) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the linen shirt in blue", True),
        ("a desk lamp that is brighter", True),
        ("a water bottle of half a litre", True),
        ("the linen shirt", False),
        ("something in blue", False),
        ("2 of the linen shirts", False),
    ],
)
def test_a_product_and_what_it_comes_in_are_named(her: View, text: str, names: bool) -> None:
    assert names_option(text, her) is names


@pytest.mark.parametrize(
    "text", ["", " ", "，。", "¤¤¤", "shirt " * 300, "the shirt in blue and " * 80]
)
def test_odd_texts_are_read(her: View, text: str) -> None:
    assert list(read(her, text)) == [SHIRT, LAMP, BOTTLE]


# A shop that lists what a thing is exchanged for: of h60 h50, h80 and, not on sale, h100.


def heater(swaps: See) -> tuple[OwnLine, View]:
    seen = swaps("heaters", "U01", "zh")
    order: Order = one(seen, heaters().orders[0].id)
    return OwnLine(order, order.lines[0]), seen


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["换成50升的"], ["h50"]),
        (["60升的换成80升的"], ["h80"]),  # what stands before is what she has
        (["换八十升"], ["h80"]),
        (["换成50升的", "还是80升吧"], ["h80"]),  # the latest word
        (["换成80升的", "谢谢"], ["h80"]),
        (["换成100升的"], []),  # not on sale
        (["换成40升的"], []),  # not on its list
        (["我想换一台"], []),
    ],
)
def test_a_target_is_found_by_what_tells_it_apart(
    swaps: See, texts: list[str], found: list[str]
) -> None:
    own, seen = heater(swaps)
    assert [product.id for product in target_meant(own, texts, seen).meant] == found


def test_only_what_is_on_sale_and_on_the_list_is_offered(swaps: See) -> None:
    own, seen = heater(swaps)
    assert [product.id for product in target_meant(own, [], seen).listed] == ["h50", "h80"]


def test_a_target_may_be_named_by_its_id(swaps: See) -> None:
    own, seen = heater(swaps)
    assert [product.id for product in target_meant(own, ["h80"], seen).meant] == ["h80"]
