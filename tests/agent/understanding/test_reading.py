"""Messages read in their conversation, with an intent model that says what the test wants."""

import pytest

from agent.turn import No, Revise, Tell, Wish, Yes
from agent.understanding.seen import Seen
from knowledge.goods import Language
from knowledge.reference import Op, Ref, Want
from skills.skill import Entity
from tests.agent.understanding.scripted import WHO, acts, only, read, skills, words

LAMPS = (Entity("product", "desk-1", "Desk lamp"), Entity("product", "floor-2", "Floor lamp"))
ORDERS = (Entity("order", "#1001", "#1001 (kettle)"), Entity("order", "#1003", "#1003 (coffee)"))
OFFERED = Seen(offered=True)
OPEN = Seen(asks=WHO, slots=frozenset(WHO), open_do="track_order", last_do="track_order")


@pytest.mark.parametrize("text", ["yes", "Yes!", "ok", "yes please", "好的", "可以。"])
def test_yes_agrees_to_what_was_offered(text: str) -> None:
    assert acts(text, OFFERED) == (Yes(),)


@pytest.mark.parametrize("text", ["no", "No thanks.", "不用了吧?", "不用"])
def test_no_declines_what_was_offered(text: str) -> None:
    assert acts(text, OFFERED) in [(No(),), (Revise(None, None),)]


def test_yes_agrees_to_nothing_where_nothing_was_offered() -> None:
    assert Yes() not in acts("yes", Seen())


@pytest.mark.parametrize("text", ["never mind", "Oh never mind.", "forget it", "算了", "不问了"])
def test_never_mind_drops_what_is_open(text: str) -> None:
    assert acts(text, OPEN) == (Revise(None, None),)


def test_never_mind_drops_what_is_open_and_the_rest_is_read() -> None:
    told = acts("never mind, do you have any nice tents for two", Seen(open_do="track_order"))
    assert told[0] == Revise(None, None)
    assert [act.do for act in told if isinstance(act, Wish)] == ["find_product"]


@pytest.mark.parametrize("text", ["can you repeat that?", "Say that again", "再说一遍", "没看清"])
@pytest.mark.parametrize("seen", [Seen(), OPEN, OFFERED])
def test_what_was_said_last_can_be_asked_for_again(text: str, seen: Seen) -> None:
    assert acts(text, seen) == (Wish("repeat"),)


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u202e"])
def test_a_message_without_anything_is_a_wish_for_nothing(text: str) -> None:
    assert acts(text, Seen()) == (Wish(""),)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        # an order and a product
        (
            "Where is my order #1001 and how much is the black kettle?",
            ["track_order", "ask_price_or_offer"],
        ),
        # two sentences
        (
            "Do you have a kettle? What is your return policy?",
            ["find_product", "ask_policy"],
        ),
        # the same in Chinese
        ("我的订单到哪了？水壶多少钱一个", ["track_order", "ask_price_or_offer"]),
        # a greeting beside a wish is none
        ("Hello my dear friend. Where is my order #1001?", ["track_order"]),
        # a greeting alone is one
        ("hello", ["greet"]),
        # who wants a person wants nothing else from here
        ("I want to talk to a person, where is my order", ["talk_to_person"]),
        # what means nothing
        ("xyzzy plugh qwerty", [""]),
    ],
)
def test_each_clause_that_says_something_new_is_a_wish(text: str, wishes: list[str]) -> None:
    assert skills(text, Seen()) == wishes


def test_a_number_belongs_to_the_clause_it_stands_in() -> None:
    first, second = read("Where is my order #1001 and how much is the kettle #1003?").acts
    assert isinstance(first, Wish)
    assert isinstance(second, Wish)
    assert first.of is not None
    assert first.of.want("number") == Want("number", Op.IS, "#1001")
    assert second.of is not None
    assert second.of.want("number") == Want("number", Op.IS, "#1003")


@pytest.mark.parametrize(
    ("text", "named", "wishes"),
    [
        (
            "Do you have a kettle? Is it in stock?",
            "Do you have a kettle",
            ["find_product", "check_stock"],
        ),
        ("你们有水壶卖吗？现在有没有货", "你们有水壶卖吗", ["find_product", "check_stock"]),
    ],
)
def test_a_later_wish_is_about_the_product_of_an_earlier_clause(
    text: str, named: str, wishes: list[str]
) -> None:
    told = [act for act in acts(text, Seen()) if isinstance(act, Wish)]
    assert [wish.do for wish in told] == wishes
    assert told[1].of is not None
    assert told[1].of.want("of") == Want("of", Op.IS, named)


def test_stock_and_price_in_one_clause_are_two_wishes() -> None:
    wishes = skills("is the kettle in stock and how much", Seen())
    assert sorted(wishes) == ["ask_price_or_offer", "check_stock"]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Ada Fox 97201", {"name", "zip"}),
        ("97201", {"zip"}),
        ("Ada Fox", {"name"}),
        ("ada.fox@example.com", {"email"}),
    ],
)
def test_asked_who_she_is_an_answer_is_told_and_no_wish(text: str, slots: set[str]) -> None:
    told = acts(text, OPEN)
    assert {act.slot for act in told if isinstance(act, Tell)} == slots
    assert skills(text, OPEN) == []


def test_who_she_is_and_what_she_wants_may_come_together() -> None:
    seen = Seen(slots=frozenset(WHO))
    told = acts("I'm Ada Fox 97201, where is my order #1001?", seen)
    assert {act.slot for act in told if isinstance(act, Tell)} == {"name", "zip"}
    assert skills("I'm Ada Fox 97201, where is my order #1001?", seen) == ["track_order"]


@pytest.mark.parametrize("text", ["I don't remember", "no idea", "我忘了"])
def test_who_cannot_tell_what_was_asked_says_so_for_each_slot(text: str) -> None:
    assert acts(text, OPEN) == tuple(Tell(slot, Want("", Op.IS, "")) for slot in WHO)


def test_asked_who_she_is_she_may_ask_something_else_first() -> None:
    seen = Seen(asks=("email",), slots=frozenset({"email"}), open_do="track_order")
    assert acts("what is your return policy?", seen) == (
        Wish("ask_policy", Ref("policy", (words("what is your return policy?"),)), ask="rule"),
    )


@pytest.mark.parametrize(
    "text",
    ["how much is the kettle?", "what is your return policy?"],
)
def test_asked_for_her_name_she_may_ask_something_else_first(text: str) -> None:
    assert not [act for act in acts(text, OPEN) if isinstance(act, Tell)]


@pytest.mark.parametrize(
    ("slot", "options", "open_do"),
    [("order_id", ORDERS, "track_order"), ("product", LAMPS, "check_stock")],
)
def test_asked_which_one_she_may_ask_something_else_first(
    slot: str, options: tuple[Entity, ...], open_do: str
) -> None:
    seen = Seen(asks=(slot,), options=options, open_do=open_do, last_do=open_do)
    assert skills("what is your return policy?", seen) == ["ask_policy"]


@pytest.mark.parametrize(
    ("slot", "options", "open_do"),
    [("order_id", ORDERS, "track_order"), ("product", LAMPS, "check_stock")],
)
@pytest.mark.parametrize("text", ["the second one", "第二个"])
def test_asked_which_one_she_chooses_one(
    slot: str, options: tuple[Entity, ...], open_do: str, text: str
) -> None:
    seen = Seen(asks=(slot,), options=options, open_do=open_do)
    chosen = Ref(options[1].kind, (Want("number", Op.IS, options[1].id),))
    assert acts(text, seen) == (Tell(slot, chosen),)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        (Seen(last_do="refund_status"), "refund_status"),  # the last wish was about an order
        (Seen(open_do="list_orders", last_do="check_stock"), "list_orders"),  # one is open
        (Seen(), "track_order"),  # nothing was wanted yet
        (Seen(last_do="check_stock"), "track_order"),  # the last wish was about a product
    ],
)
def test_a_number_alone_goes_on_with_the_last_wish(seen: Seen, meant: str) -> None:
    wish = only("#1003", seen)
    assert wish.do == meant
    assert wish.of is not None
    assert wish.of.want("number") == Want("number", Op.IS, "#1003")


@pytest.mark.parametrize(
    ("text", "last_do"),
    [
        ("and #1003?", "track_order"),  # an order
        ("and the mug?", "check_stock"),  # a product
        ("那水壶呢", "ask_price_or_offer"),  # in Chinese
    ],
)
def test_what_says_only_of_what_goes_on_with_the_last_wish(text: str, last_do: str) -> None:
    assert only(text, Seen(last_do=last_do)).do == last_do


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
        ("Ada Fox, 97201", "zh", "zh"),  # a name and a number
        ("ada.fox@example.com", "zh", "zh"),  # an address
        ("97201", "zh", "zh"),  # a number
        ("李伟", "zh", "zh"),
        ("I would rather not tell you who I am", "zh", "en"),  # a sentence
        ("请问为什么要邮箱", "en", "zh"),
    ],
)
def test_an_answer_to_who_she_is_changes_no_language(
    text: str, before: Language, language: Language
) -> None:
    seen = Seen(asks=WHO, slots=frozenset(WHO), language=before)
    assert read(text, seen).language == language


def test_the_intents_of_a_message_are_told_with_their_confidence() -> None:
    (intent,) = read("what is your return policy?").intents
    assert intent.name == "ask_policy"
    assert 0.5 < intent.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "sorry, the full one is Rathausplatz 5, 6020 Innsbruck, Tirol",
        "城市我打错了 应该是Innsbruck，完整的 Rathausplatz 5, 6020 Innsbruck, Tirol",
        "Rathausplatz 5, 6020 Innsbruck, Tirol",
        "no, 6020 Innsbruck",
        "邮编是6020",
    ],
)
def test_the_code_of_a_corrected_address_is_no_other_order(text: str) -> None:
    pending = Seen(asks=("confirm",), pending=True, open_do="change_order_address")
    (act,) = acts(text, pending)
    assert isinstance(act, Revise)
    assert act.by is not None
    assert act.by.of is None
    assert isinstance(act.by.to, Ref)


def test_another_order_for_the_shown_address_is_one() -> None:
    pending = Seen(asks=("confirm",), pending=True, open_do="change_order_address")
    (act,) = acts("no, for order 1003", pending)
    assert isinstance(act, Revise)
    assert act.by is not None
    assert act.by.of == Ref("order", (Want("number", Op.IS, "1003"),))
