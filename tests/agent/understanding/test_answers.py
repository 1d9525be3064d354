"""Messages read as answers: who she is, and which one of what was shown."""

from decimal import Decimal

import pytest

from agent.turn import Tell
from agent.understanding.answers import choose, identity_answers, is_forgotten, thing_answer
from agent.understanding.references import mentions
from agent.understanding.seen import Seen
from knowledge.reference import Op, Ref, Want
from skills.skill import Entity

WHO = ("email", "name", "zip")
WHO_ZH = ("name", "phone")
PRODUCTS = (
    Entity("product", "kettle", "Heron gooseneck kettle KT-750"),
    Entity("product", "grinder", "Mill & Co coffee grinder"),
    Entity("product", "mug", "Enamel camping mug"),
)
ORDERS = (Entity("order", "#1001", "#1001 (kettle)"), Entity("order", "#1003", "#1003 (coffee)"))
CHINESE = (Entity("product", "cooker", "山茶智能电饭煲"), Entity("product", "fan", "落地电风扇"))


def told(text: str, *, asks: tuple[str, ...] = (), slots: tuple[str, ...] = WHO) -> dict[str, str]:
    """What a text tells about who she is, by slot."""
    seen = Seen(asks=asks, slots=frozenset(slots))
    found = mentions(text, order_shapes=("#9999",), asked=asks, slots=slots)
    return {tell.slot: str(tell.value) for tell in identity_answers(text, found, seen)}


def meant(text: str, options: tuple[Entity, ...]) -> str | None:
    chosen = choose(text, options)
    return chosen.id if chosen else None


@pytest.mark.parametrize("text", ["Ada Fox 97201", "97201, Ada Fox", "I'm Ada Fox, zip is 97201"])
def test_name_and_zip_may_come_in_one_message(text: str) -> None:
    answers = told(text, asks=WHO)
    assert answers["zip"] == "97201"
    assert "Ada Fox" in answers["name"]


@pytest.mark.parametrize("text", ["张敏 13900000001", "我叫张敏,电话 13900000001"])
def test_name_and_phone_may_come_in_one_message(text: str) -> None:
    answers = told(text, asks=WHO_ZH, slots=WHO_ZH)
    assert answers["phone"] == "13900000001"
    assert "张敏" in answers["name"]


@pytest.mark.parametrize(
    ("text", "asks", "answers"),
    [
        ("97201", WHO, {"zip": "97201"}),  # one of three
        ("my zip code is 97201, thanks", ("zip",), {"zip": "97201"}),  # no name around it
        ("Ada Fox", WHO, {"name": "Ada Fox"}),  # a name alone
        ("ada.fox@example.com", WHO, {"email": "ada.fox@example.com"}),
        ("it's ada.fox@example.com thanks", WHO, {"email": "ada.fox@example.com"}),
        ("97201", (), {"zip": "97201"}),  # told unasked
        ("Ada Fox", (), {}),  # two words that nobody asked for are no name
        ("where is my order", (), {}),
    ],
)
def test_a_part_of_what_was_asked_is_an_answer(
    text: str, asks: tuple[str, ...], answers: dict[str, str]
) -> None:
    assert told(text, asks=asks) == answers


@pytest.mark.parametrize("text", ["it is 97201", "I live in 97201"])
def test_words_around_a_zip_are_no_name(text: str) -> None:
    assert told(text, asks=("zip",)) == {"zip": "97201"}


def test_a_name_is_none_where_the_shop_does_not_know_customers_by_name() -> None:
    assert told("my name is Ada Fox, zip 97201", slots=("email", "zip")) == {"zip": "97201"}


def test_a_name_that_is_called_one_is_told_unasked() -> None:
    assert told("my name is Ada Fox") == {"name": "my name is Ada Fox"}


@pytest.mark.parametrize(
    "text", ["I don't remember", "no idea", "I forgot my zip", "不记得了", "忘了"]
)
def test_what_she_cannot_tell_is_no_name(text: str) -> None:
    assert is_forgotten(text)
    assert told(text, asks=WHO) == {}


def test_a_code_is_told_as_one() -> None:
    assert told("it's 123456", asks=("code",), slots=("email", "code")) == {"code": "123456"}


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("the second one", "grinder"),  # by place
        ("the last one", "mug"),
        ("第二个", "grinder"),  # in the other language
        ("Enamel camping mug", "mug"),  # by its label
        ("enamel camping mg", "mug"),  # by its label with a typo
        ("the gooseneck please", "kettle"),  # by a word that only it has
        ("kettle", "kettle"),  # by its id
        ("the fourth one", None),  # there is no such place
        ("a tent", None),  # none of them
        ("hmm", None),
        ("", None),
    ],
)
def test_one_of_the_products_shown_is_chosen(text: str, product: str | None) -> None:
    assert meant(text, PRODUCTS) == product


@pytest.mark.parametrize(
    ("text", "product"), [("第一个", "cooker"), ("电风扇", "fan"), ("落地电风扇", "fan")]
)
def test_one_of_the_chinese_products_shown_is_chosen(text: str, product: str) -> None:
    assert meant(text, CHINESE) == product


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("#1003", "#1003"),  # as it is shown
        ("1003", "#1003"),  # without the sign
        ("the one with the coffee", "#1003"),  # by what is in it
        ("the first", "#1001"),
        ("100", None),  # a part of both numbers
    ],
)
def test_one_of_the_orders_shown_is_chosen(text: str, order: str | None) -> None:
    assert meant(text, ORDERS) == order


def test_words_that_fit_two_options_choose_none() -> None:
    desk = Entity("product", "desk-1", "red desk lamp")
    floor = Entity("product", "floor-2", "red floor lamp")
    assert meant("the lamp in red", (desk, floor)) is None


def test_nothing_is_chosen_where_nothing_was_shown() -> None:
    assert choose("the second one", ()) is None


@pytest.mark.parametrize("options", [PRODUCTS, ORDERS])
@pytest.mark.parametrize("text", ["one second please", "hang on a second"])
def test_a_second_of_time_chooses_nothing(text: str, options: tuple[Entity, ...]) -> None:
    assert meant(text, options) is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("p10", ("p1", "p10")),  # an id that begins like another one
        ("order 11001", ("#1001", "#11001")),  # a number that ends like another one
    ],
)
def test_an_id_is_chosen_as_a_whole(text: str, ids: tuple[str, str]) -> None:
    options = (Entity("product", ids[0], "Alpha lamp"), Entity("product", ids[1], "Beta shade"))
    assert meant(text, options) == ids[1]


def answer(text: str, asks: tuple[str, ...], options: tuple[Entity, ...] = ()) -> object:
    seen = Seen(asks=asks, options=options)
    found = mentions(text, order_shapes=("#9999",), asked=asks)
    return thing_answer(text, found, seen)


@pytest.mark.parametrize(("slot", "options"), [("product", PRODUCTS), ("order_id", ORDERS)])
def test_the_answer_to_which_one_is_the_option_itself(
    slot: str, options: tuple[Entity, ...]
) -> None:
    second = options[1]
    expected = Tell(slot, Ref(second.kind, (Want("number", Op.IS, second.id),)))
    assert answer("the second one", (slot,), options) == expected


def test_an_order_that_was_not_offered_is_described() -> None:
    told = answer("#2000", ("order_id",), ORDERS)
    wants = (Want("number", Op.IS, "#2000"), Want("words", Op.IS, "#2000"))
    assert told == Tell("order_id", Ref("order", wants))


def test_a_product_that_was_not_offered_is_described() -> None:
    told = answer("a tent under 200", ("product",), PRODUCTS)
    wants = (Want("price", Op.LE, Decimal(200)), Want("words", Op.IS, "a tent"))
    assert told == Tell("product", Ref("product", wants))


@pytest.mark.parametrize("asks", [(), ("email", "name", "zip"), ("code",)])
def test_nothing_is_an_answer_to_which_one_where_that_was_not_asked(asks: tuple[str, ...]) -> None:
    assert answer("the second one", asks, PRODUCTS) is None
