"""Which of her own lines a sentence speaks of: names, properties beside them, how many, all."""

from decimal import Decimal

import pytest

from knowledge.goods import Attribute, Text
from knowledge.own_lines import Phrase, lines_like, speaks_of_all, spoken_lines
from knowledge.purchase import Line, Order
from knowledge.resolve import OwnLine
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view


def line(identity: str, title: str, price: str = "10", **traits: str) -> Line:
    attributes = tuple(Attribute(Text(name), Text(value)) for name, value in traits.items())
    product = identity.split("-", maxsplit=1)[0]
    return Line(identity, product, identity, Text(title), Decimal(price), 1, attributes)


def chinese(identity: str, title: str, **traits: str) -> Line:
    attributes = tuple(Attribute(Text(zh=name), Text(zh=value)) for name, value in traits.items())
    product = identity.split("-", maxsplit=1)[0]
    return Line(identity, product, identity, Text(zh=title), Decimal(10), 1, attributes)


def order(identity: str, *lines: Line) -> Order:
    return Order(identity, "ada", "delivered", Decimal(), lines)


BAGS = order(
    "#1",
    line("bag-navy", "Backpack", "80", color="navy", size="small"),
    line("bag-black", "Backpack", "95", color="black", size="large"),
    line("electric-1", "Electric Kettle", color="white"),
    line("tea-1", "Tea Kettle", material="glass"),
    line("watch-1", "Smart Watch", color="gold"),
    line("mouse-1", "Gaming Mouse"),
    line("fleece-1", "Fleece Jacket", size="M"),
    line("shirt-1", "T-Shirt", size="S"),
)
KEYS = order(
    "#2",
    line("keyboard-rgb", "Mechanical Keyboard", "120", backlight="RGB", size="full size"),
    line("keyboard-white", "Mechanical Keyboard", "90", backlight="white", size="80%"),
    line("keyboard-none", "Mechanical Keyboard", "70", backlight="none", size="full size"),
    line("reader-1", "E-Reader", storage="8GB"),
    line("shelf-1", "Bookshelf", height="4 ft"),
    line("tablet-8", "Tablet", storage="8GB", ram="4GB"),
    line("tablet-64", "Tablet", storage="64GB", ram="8GB"),
    line("wrist-1", "Wristwatch", material="leather"),
    line("dumbbell-1", "Dumbbell Set"),
    line("boots-1", "Hiking Boots", waterproof="yes"),
    line("boots-2", "Hiking Boots", waterproof="no"),
    line("2206116040", "Cycling Helmet"),
)
HOME = order(
    "900",
    chinese("cup-blue", "陶瓷马克杯", 颜色="蓝色"),
    chinese("cup-red", "陶瓷马克杯", 颜色="红色"),
    chinese(
        "gas-1",
        "美的（Midea）【安睡M9 Max】16升燃气热水器 天然气 一级静音 国补立减15% JSQ30-M9 Max",
        容量="16升",
    ),
    chinese(
        "flat-1",
        "美的（Midea）玲珑超薄双胆扁桶电热水器3300W镁棒免换 60升 家用 F6033-UD5(HE)",
        容量="60升",
    ),
    chinese(
        "water-1",
        "冰魔方冰块净水器家用净水机台式净饮机制冰饮水一体机即热饮水机免安装国家补贴JD3766T-RO",
    ),
)


def found(view: See, text: str, *orders: Order) -> list[tuple[str, list[str]]]:
    """What each phrase says, and the ids of its lines."""
    phrases = spoken_lines(text, view("kettles", "ada"), orders or (BAGS, KEYS, HOME))
    return [(text[p.start : p.end], [own.line.id for own in p.lines]) for p in phrases]


def lines(view: See, text: str, *orders: Order) -> list[list[str]]:
    return [meant for _, meant in found(view, text, *orders)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("return the electric kettle", [["electric-1"]]),
        ("the kettle", [["electric-1", "tea-1"]]),  # both end so
        ("the Tea Kettles!", [["tea-1"]]),
        ("kettle, helmet", [["electric-1", "tea-1"], ["2206116040"]]),
        ("my watch", [["watch-1", "wrist-1"]]),
        ("my wristwatch", [["wrist-1"]]),
        ("the smart watch", [["watch-1"]]),
        ("send back the fleece", [["fleece-1"]]),  # the modifier alone
        ("the dumbbells", [["dumbbell-1"]]),
        ("watch mouse and set please", [["watch-1", "wrist-1"], ["mouse-1"], ["dumbbell-1"]]),
        ("the 2206116040", [["2206116040"]]),  # an id
        ("a grinder", []),  # not hers
        ("", []),
    ],
)
def test_a_thing_is_named_by_its_title_or_a_part_that_suffices(
    view: See, text: str, meant: list[list[str]]
) -> None:
    assert lines(view, text) == meant


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("my e-reader", "e-reader", "reader-1"),
        ("my ereader", "ereader", "reader-1"),
        ("my e reader", "e reader", "reader-1"),
        ("the book shelf", "book shelf", "shelf-1"),
        ("two shelves", "shelves", "shelf-1"),
        ("a tshirt", "tshirt", "shirt-1"),
        ("a t shirt", "t shirt", "shirt-1"),
        ("the tee", "tee", "shirt-1"),
        ("the boookshelf", "boookshelf", "shelf-1"),  # slips of the pen
        ("the helmt", "helmt", "2206116040"),
        ("the t-shrt", "t-shrt", "shirt-1"),
    ],
)
def test_a_name_is_found_however_it_is_written(view: See, text: str, said: str, line: str) -> None:
    assert found(view, text) == [(said, [line])]


@pytest.mark.parametrize(
    "text",
    [
        "I want to watch how it goes",
        "set up my account",
        "watch the news",
        "mouse over the picture",
        "where is the return of my order",
        "is it smart, or electric?",
        "what is your phone number",
        "put it on the table",  # no tablet
        "the smart one",
        "I was hiking and cycling",
        "我要退货，什么时候上门安装",
        "美的官方国家补贴怎么领",
        "家用的吗",
        "有机会再说",
    ],
)
def test_ordinary_words_name_nothing(view: See, text: str) -> None:
    assert found(view, text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the navy backpack", [["bag-navy"]]),
        ("backpack, the small one", [["bag-navy"]]),
        ("the keyboard with the white lights", [["keyboard-white"]]),
        ("the keyboard without backlight", [["keyboard-none"]]),
        ("the 64 GB tablet", [["tablet-64"]]),
        ("the tablet with 8GB ram", [["tablet-64"]]),  # storage 8GB is the other one
        ("the waterproof boots", [["boots-1"]]),
        ("the cheaper backpack", [["bag-navy"]]),
        ("the navy backpack and the black backpack", [["bag-navy"], ["bag-black"]]),
        ("the navy and the black backpack", [["bag-navy", "bag-black"]]),
        ("the black backpack, the rgb keyboard", [["bag-black"], ["keyboard-rgb"]]),
        # What she wants instead says nothing of what she has.
        ("exchange the backpack for a navy one", [["bag-navy", "bag-black"]]),
        # Another sentence does neither.
        ("the backpack. The navy was nice", [["bag-navy", "bag-black"]]),
    ],
)
def test_words_beside_a_name_decide_between_equals(
    view: See, text: str, meant: list[list[str]]
) -> None:
    assert lines(view, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("蓝色那个马克杯", [["cup-blue"]]),
        ("马克杯，红的", [["cup-red"]]),
        ("把蓝色马克杯和红色马克杯退了", [["cup-blue"], ["cup-red"]]),
        ("热水器什么时候到", [["gas-1", "flat-1"]]),
        ("燃气热水器坏了", [["gas-1"]]),
        ("那个扁桶的热水器退掉", [["flat-1"]]),
        ("16升的热水器取消", [["gas-1"]]),
        ("净水机", [["water-1"]]),  # and no 热水器 for its last characters
        ("冰魔方那台", [["water-1"]]),
        ("M9 Max退掉", [["gas-1"]]),
        ("f6033-ud5(he)的发票", [["flat-1"]]),
        ("JSQ30-MK6 到哪了", []),  # a model that is not hers
        ("净水器和键盘", [["water-1"], ["keyboard-rgb", "keyboard-white", "keyboard-none"]]),
    ],
)
def test_chinese_names_are_parts_of_long_titles(
    view: See, text: str, meant: list[list[str]]
) -> None:
    assert lines(view, text) == meant


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("two of the backpacks", 2),
        ("both backpacks", 2),
        ("3 navy backpacks", 3),
        ("only one backpack", 1),
        ("one of my backpacks", 1),
        ("the backpack", None),
        ("the one with the backpack", None),
        ("a 20 inch backpack", None),
        ("退两个马克杯", 2),
        ("马克杯只退一个", 1),
        ("第二个马克杯", None),
    ],
)
def test_a_quantity_is_said_beside_the_name(view: See, text: str, quantity: int | None) -> None:
    (phrase,) = spoken_lines(text, view("kettles", "ada"), (BAGS, HOME))
    assert phrase.quantity == quantity


def test_names_come_from_the_catalogue_too(view: See) -> None:
    seen = view("kettles", "ada")
    assert lines(view, "my gooseneck and the cup", *seen.orders) == [
        ["kettle-black"],
        ["mug-350", "mug-350"],
    ]
    assert lines(view, "手冲壶和豆子", *seen.orders) == [["kettle-black"], ["coffee-250"]]


def test_a_thing_of_another_kind_is_not_what_it_begins_with(view: See) -> None:
    seen = view("kettles", "ada")
    assert lines(view, "the coffee", *seen.orders) == [["coffee-250"]]
    assert lines(view, "a coffee grinder", *seen.orders) == []


def test_a_span_is_one_of_the_text_as_given(view: See) -> None:
    text = "Ｐlease — the  NAVY\tBackpack!"
    own = OwnLine(BAGS, BAGS.lines[0])
    start = text.index("Backpack")
    (phrase,) = spoken_lines(text, view("kettles", "ada"), (BAGS,))
    assert phrase == Phrase(start, start + 8, (own,))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the white one", ["keyboard-white"]),
        ("the white lights", ["keyboard-white"]),
        ("full size", ["keyboard-rgb", "keyboard-none"]),
        ("the cheaper one", ["keyboard-none"]),
        ("最贵的那个", ["keyboard-rgb"]),
        ("the second one", ["keyboard-white"]),
        ("最后一个", ["keyboard-none"]),
        ("yes please", ["keyboard-rgb", "keyboard-white", "keyboard-none"]),
    ],
)
def test_candidates_are_told_apart_by_property_price_or_place(
    view: See, text: str, meant: list[str]
) -> None:
    candidates = [OwnLine(KEYS, line) for line in KEYS.lines[:3]]
    kept = lines_like(text, view("kettles", "ada"), candidates)
    assert [own.line.id for own in kept] == meant


@pytest.mark.parametrize(
    "text",
    ["everything", "all of it", "the whole order", "both of them", "全部退掉", "整单", "都退了"],
)
def test_all_of_it_is_said(text: str) -> None:
    assert speaks_of_all(text)


@pytest.mark.parametrize(
    "text",
    ["that's all, thanks", "not at all", "first of all", "the kettle", "all right", "都可以", ""],
)
def test_all_of_it_is_not_said(text: str) -> None:
    assert not speaks_of_all(text)
