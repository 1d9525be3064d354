"""What a text names outright, in shops whose order numbers look different."""

from decimal import Decimal

import pytest

from agent.understanding.references import (
    asks_for,
    beside_addresses,
    described,
    mentions,
    order_wants,
    ordinal,
    shape,
    without,
)
from knowledge.reference import Op, Want

SHAPES = {
    "letters": frozenset({"#W9999999"}),
    "twelve": frozenset({"999999999999"}),
    "five": frozenset({"99999"}),
}
"""Order numbers of three shops: ``#W2378156``, ``202506010001``, ``10234``."""
BY_ZIP = ("email", "name", "zip")
BY_PHONE = ("name", "phone")
BY_CODE = ("email", "code")

Found = list[tuple[str, str]]


def named(
    shop: str, text: str, *, asked: tuple[str, ...] = (), slots: tuple[str, ...] = ()
) -> Found:
    found = mentions(text, order_shapes=SHAPES[shop], asked=asked, slots=slots)
    return [(mention.kind, mention.value) for mention in found]


@pytest.mark.parametrize(
    ("shop", "text", "number"),
    [
        ("letters", "where is #W2378156?", "#W2378156"),  # as on file
        ("letters", "w2378156", "w2378156"),  # no sign, small letter
        ("letters", "2378156 please", "2378156"),  # no sign, no letter
        ("letters", "W-2378156", "W-2378156"),  # a hyphen
        ("letters", "#12", "#12"),  # the sign says so, whatever the length
        ("twelve", "202506010001", "202506010001"),  # nothing but the number
        ("twelve", "订单202506010001到哪了", "202506010001"),  # Chinese right around it
        ("five", "order 10234", "10234"),  # called an order
        ("five", "and 10234?", "10234"),  # as long as the numbers of this shop
    ],
)
def test_an_order_number_is_found(shop: str, text: str, number: str) -> None:
    assert named(shop, text, slots=BY_ZIP) == [("order", number)]


@pytest.mark.parametrize(
    ("shop", "text", "numbers"),
    [
        ("letters", "#W2378156 and #W9911714", ["#W2378156", "#W9911714"]),
        ("twelve", "202506010001、202506010002", ["202506010001", "202506010002"]),
        ("five", "my parcels 10234 and 10235", ["10234", "10235"]),
    ],
)
def test_several_order_numbers_are_found_in_their_order(
    shop: str, text: str, numbers: list[str]
) -> None:
    assert named(shop, text) == [("order", number) for number in numbers]


@pytest.mark.parametrize(
    ("shop", "text", "slots", "mention"),
    [
        ("letters", "I live in 97201", BY_ZIP, ("zip", "97201")),  # told unasked
        ("letters", "+1 503 555 0101", BY_PHONE, ("phone", "+1 503 555 0101")),  # with spaces
        ("twelve", "张敏 13900000001", BY_PHONE, ("phone", "13900000001")),  # a Chinese mobile
        ("twelve", "订单 13900000001", BY_PHONE, ("phone", "13900000001")),  # called an order
        ("five", "ada.fox@example.com", BY_ZIP, ("email", "ada.fox@example.com")),
        ("five", "mail a10234@b.co", BY_ZIP, ("email", "a10234@b.co")),  # digits in an address
    ],
)
def test_what_says_who_she_is_is_no_order_number(
    shop: str, text: str, slots: tuple[str, ...], mention: tuple[str, str]
) -> None:
    assert named(shop, text, slots=slots) == [mention]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (("zip",), "zip"),  # asked for the zip, it is one
        (("order_id",), "order"),  # asked which order, it is a number
        ((), "order"),  # asked nothing, the shop's numbers look like that
    ],
)
def test_five_digits_are_what_was_asked_for(asked: tuple[str, ...], kind: str) -> None:
    assert named("five", "10234", asked=asked, slots=BY_ZIP) == [(kind, "10234")]


def test_an_order_with_its_sign_and_a_zip_stand_beside_each_other() -> None:
    found = named("five", "#10234, my zip is 90210", asked=("zip",), slots=BY_ZIP)
    assert found == [("order", "#10234"), ("zip", "90210")]


def test_a_zip_that_is_called_one_is_no_order_number() -> None:
    found = named("five", "Where is my order? My zip code is 90210", slots=BY_ZIP)
    assert found == [("zip", "90210")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the postal code is 90210", []),
        ("邮编是90210", []),
        ("zip 90210 for order 10234", [("order", "10234")]),
        ("zip code of order 10234", [("order", "10234")]),
        ("zip 90210, and 10234", [("order", "10234")]),
    ],
)
def test_a_zip_is_no_order_number_in_a_shop_that_asks_for_none(text: str, found: Found) -> None:
    assert named("five", text) == found


@pytest.mark.parametrize(
    ("text", "moving", "orders"),
    [
        ("10234 to Brunnenweg 64, 28195 Bremen", False, ["10234"]),
        ("no, Brunnenweg 64, 28195 Bremen", False, []),
        ("改成Brunnenweg 64, 28195 Bremen", False, []),
        ("not Hauptstr. 5, 10115 Berlin but Brunnenweg 64, 28195 Bremen", False, []),
        ("12345 Willow Lane, Dallas, TX 75201", False, []),
        ("28195 Bremen, Germany", False, []),
        ("28195 Bremen", True, []),
        ("28195 Bremen", False, ["28195"]),
        ("no, 10234", True, ["10234"]),
        ("10234 to Brunnenweg 64", True, ["10234"]),
    ],
)
def test_the_numbers_of_an_address_are_no_orders(
    text: str, moving: bool, orders: list[str]
) -> None:
    found = mentions(text, order_shapes=SHAPES["five"])
    kept = beside_addresses(text, found, moving=moving)
    assert [mention.value for mention in kept if mention.kind == "order"] == orders


def test_the_zip_of_an_address_says_nothing_of_who_she_is() -> None:
    text = "I'm at ada@example.org, send it to Brunnenweg 64 28195 Bremen"
    found = mentions(text, order_shapes=SHAPES["letters"], slots=("email", "zip", "phone"))
    assert [mention.kind for mention in beside_addresses(text, found)] == ["email"]


def test_a_zip_right_behind_chinese_is_found() -> None:
    assert named("twelve", "邮编310012", asked=("zip",), slots=BY_ZIP) == [("zip", "310012")]


@pytest.mark.parametrize("typed", ["123456", "123 456"])
def test_a_code_is_found_where_one_was_asked_for(typed: str) -> None:
    assert named("five", f"it is {typed}", asked=("code",), slots=BY_CODE) == [("code", typed)]


def test_six_digits_are_no_code_unasked() -> None:
    assert named("five", "123456", slots=BY_CODE) == []


@pytest.mark.parametrize(
    "text",
    [
        "KT-750",  # letters and three digits
        "jzt-qd529",  # letters on both sides of the hyphen
        "RO1200-PRO(WHITE)",  # letters behind the digits
        "the 750ml kettle under 80",  # an amount and a price
        "13,999.50",  # money
        "2 kettles",  # how many
    ],
)
@pytest.mark.parametrize("shop", ["letters", "twelve", "five"])
def test_codes_and_amounts_are_no_order_numbers(shop: str, text: str) -> None:
    assert named(shop, text, slots=BY_ZIP) == []


def test_a_long_number_that_is_no_order_is_kept_as_a_number() -> None:
    assert named("letters", "item 1151293680") == [("number", "1151293680")]


def test_a_text_without_its_mentions_is_what_is_left() -> None:
    found = mentions("Ada Fox, 97201 thanks", order_shapes=(), slots=BY_ZIP)
    assert without("Ada Fox, 97201 thanks", found) == "Ada Fox, thanks"


@pytest.mark.parametrize(
    ("number", "like"),
    [("#W2378156", "#A9999999"), ("202506010001", "999999999999"), ("10234", "99999")],
)
def test_the_shape_of_a_number_is_its_letters_and_digits(number: str, like: str) -> None:
    assert shape(number) == like


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first", 1),
        ("the second one please", 2),
        ("3rd", 3),
        ("the last one", -1),
        ("第二个", 2),
        ("第三款多少钱", 3),
        ("最后一个", -1),
        ("the other one", None),  # says not which
        ("my order", None),
        ("my last order", None),  # the latest one, not one of a list
    ],
)
def test_a_place_in_a_list_is_read(text: str, place: int | None) -> None:
    assert ordinal(text) == place


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("the pending one", ["open"]),
        ("my shipped order", ["shipped"]),
        ("the one that arrived", ["delivered"]),
        ("my undelivered orders", ["underway"]),  # no "delivered" in it
        ("the cancelled one", ["cancelled"]),
        ("没发货的订单", ["open"]),
        ("待付款的", ["awaiting_payment"]),
        ("已签收的", ["delivered"]),
        ("还没到的那单", ["underway"]),
    ],
)
def test_a_state_is_read_in_the_words_of_shoppers(text: str, stages: list[str]) -> None:
    assert [want.value for want in order_wants(text, ()) if want.attribute == "stage"] == stages


@pytest.mark.parametrize(
    "text",
    [
        "which order hasn't arrived yet",  # holds "arrived"
        "没收到的订单",  # holds 收到的
    ],
)
def test_what_has_not_arrived_is_not_what_has(text: str) -> None:
    stages = [want.value for want in order_wants(text, ()) if want.attribute == "stage"]
    assert stages == ["underway"]


def test_the_last_order_is_the_latest_and_the_first_the_oldest() -> None:
    assert Want("placed", Op.MAX) in order_wants("my last order", ())
    assert Want("placed", Op.MIN) in order_wants("my very first order", ())


def test_an_order_is_described_by_all_that_was_said_of_it() -> None:
    ref = described("where is the second one, #1001", ("#1001",))
    assert ref.kind == "order"
    assert ref.wants == (
        Want("number", Op.IS, "#1001"),
        Want("place", Op.IS, Decimal(2)),
        Want("words", Op.IS, "where is the second one, #1001"),
    )


@pytest.mark.parametrize(
    ("text", "take"),
    [("where are all my orders", "all"), ("我的订单", "all"), ("where is my order", "one")],
)
def test_all_orders_are_told_from_one(text: str, take: str) -> None:
    assert described(text, ()).take == take


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how much is it altogether", {"sum", "price"}),
        ("how did i pay", {"paid_with"}),
        ("what's the tracking number", {"tracking", "where"}),
        ("卡里余额", {"balance"}),
        ("多少钱", {"price"}),
        ("hello", set()),
    ],
)
def test_single_things_that_are_asked_for_are_read(text: str, asked: set[str]) -> None:
    assert asked <= set(asks_for(text))
