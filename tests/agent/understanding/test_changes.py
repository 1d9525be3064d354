"""Wishes for a change, described in her own words."""

from itertools import pairwise

import pytest

from agent.turn import Intent, Wish
from agent.understanding.changes import change_wish, finished, order_ref, same_again
from agent.understanding.references import Mention, mentions
from agent.understanding.verbs import is_question, verbs_in, wants_done
from knowledge.reference import Op, Ref, Want


def named(text: str) -> tuple[Mention, ...]:
    return mentions(text, order_shapes=frozenset({"#9999"}))


def numbers(ref: Ref) -> list[object]:
    return [want.value for want in ref.wants if want.attribute == "number"]


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("please cancel #1001", "cancel_order"),
        ("call the whole thing off", "cancel_order"),
        ("send the mug back", "return_items"),
        ("I want my money back for the tent", "return_items"),
        ("ship it to my office", "change_order_address"),
        ("charge my visa for it", "change_order_payment"),
        ("put it on my paypal", "change_order_payment"),
        ("update the address in my account", "change_customer_address"),
        ("I need an invoice", "request_invoice"),
        ("the mug is broken", "report_problem"),
        ("tell me when it is back in stock", "notify_when_back"),
        ("export my data", "export_my_data"),
        ("delete my account and forget me", "delete_my_data"),
        ("把这单取消", "cancel_order"),
        ("这个杯子我想退", "return_items"),
        ("改寄到公司", "change_order_address"),
        ("改用信用卡付", "change_order_payment"),
        ("补张发票", "request_invoice"),
        ("到货通知我", "notify_when_back"),
        ("注销我的账号", "delete_my_data"),
    ],
)
def test_plain_words_ask_for_a_change(text: str, do: str) -> None:
    assert do in wants_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "what is your return policy",
        "退货政策",
        "hello",
        "where is my parcel",
        "my e-mail address is ada@example.com",
        "有没有水壶",
    ],
)
def test_words_that_only_sound_like_a_change_ask_for_none(text: str) -> None:
    assert wants_done(text) == ()


def test_verbs_are_found_from_left_to_right_none_inside_another() -> None:
    text = "cancel #1001, then send the mug back and delete my account"
    spans = verbs_in(text)
    assert [start for start, _, _ in spans] == sorted(start for start, _, _ in spans)
    assert all(end <= after for (_, end, _), (after, _, _) in pairwise(spans))
    assert [do for _, _, do in spans][:2] == ["cancel_order", "return_items"]


@pytest.mark.parametrize("do", ["return_items", "exchange_items", "change_order_items"])
def test_a_change_of_lines_describes_the_lines(do: str) -> None:
    wish = change_wish(do, "everything except the mug from #1003", named("#1003"))
    assert wish.items is not None
    assert [(w.op, w.value) for w in wish.items.wants if w.op is Op.NOT] == [
        (Op.NOT, "the mug from #1003")
    ]
    assert wish.of is not None
    assert wish.of.but == ()
    assert wish.words == "everything except the mug from #1003"


def test_a_change_of_the_order_describes_no_lines() -> None:
    wish = change_wish("cancel_order", "cancel #1001", named("cancel #1001"))
    assert wish.items is None
    assert wish.of is not None
    assert numbers(wish.of) == ["#1001"]


def test_the_way_to_pay_and_the_address_stand_in_the_same_sentence() -> None:
    text = "send #1001 to 7 Oak Avenue, Salem and charge my visa"
    wish = change_wish("change_order_payment", text, named(text))
    assert wish.pay is not None
    assert "visa" in [want.value for want in wish.pay.wants]
    assert isinstance(wish.to, Ref)
    assert wish.to.want("words") == Want("words", Op.IS, text)


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("cancel all my orders except #1005", "#1005"),
        ("cancel all my pending orders but not #1005", "#1005"),
        ("cancel everything apart from #1005", "#1005"),
        ("cancel all my pending orders but #1005", "#1005"),
        ("除了#1005全部取消", "#1005"),
    ],
)
def test_an_order_may_be_excepted(text: str, excepted: str) -> None:
    ref = order_ref(text, named(text), whole=True)
    assert [numbers(but) for but in ref.but] == [[excepted]]
    assert numbers(ref) == []


@pytest.mark.parametrize(
    ("text", "take"),
    [
        ("cancel all my orders", "all"),
        ("cancel both orders", "all"),
        ("cancel #1001 and #1005", "all"),
        ("把所有订单都取消", "all"),
        ("cancel #1001", "one"),
        ("cancel my order", "one"),
        ("cancel all of #1001", "one"),  # one order, all of it
    ],
)
def test_several_orders_are_meant_where_it_is_said(text: str, take: str) -> None:
    assert order_ref(text, named(text), whole=True).take == take


def test_all_things_of_an_order_are_not_all_orders() -> None:
    assert order_ref("return everything", (), whole=False).take == "one"


@pytest.mark.parametrize(
    ("text", "whole", "stages"),
    [
        ("cancel the pending one", True, ["open"]),
        ("return the mug from the one that was delivered", False, ["delivered"]),
        ("change where it is delivered", True, []),  # no state: a place
        ("return the pending mug", False, []),
    ],
)
def test_a_state_says_which_order_only_where_it_can(
    text: str, whole: bool, stages: list[str]
) -> None:
    ref = order_ref(text, (), whole=whole)
    assert [want.value for want in ref.wants if want.attribute == "stage"] == stages


def test_a_single_change_is_described_by_the_whole_message() -> None:
    said = "The lamp never worked. I want to send it back"
    wish = Wish("return_items", Ref("order", (Want("words", Op.IS, "I want to send it back"),)))
    (found,), (intent,) = finished(
        [wish], [Intent("return_items", 0.9)], said, (), frozenset({"return_items"})
    )
    assert found.words == said
    assert intent.name == "return_items"


def test_what_she_wants_otherwise_belongs_to_the_change_before() -> None:
    parts = ("cancel #1001", "otherwise send it back")
    wishes = [
        Wish(do, Ref("order", (Want("words", Op.IS, part),)))
        for do, part in zip(("cancel_order", "return_items"), parts, strict=True)
    ]
    intents = [Intent(wish.do, 0.9) for wish in wishes]
    changing = frozenset({"cancel_order", "return_items"})
    (found,), _ = finished(wishes, intents, ". ".join(parts), named(parts[0]), changing)
    assert found.do == "cancel_order"
    assert [wish.do for wish in found.otherwise] == ["return_items"]


def test_beside_a_change_a_remark_is_no_wish_and_a_question_is() -> None:
    texts = (
        ("find_product", "it was a nice tent"),
        ("cancel_order", "cancel #1001"),
        ("ask_policy", "who pays for that?"),
    )
    wishes = [Wish(do, Ref("order", (Want("words", Op.IS, text),))) for do, text in texts]
    intents = [Intent(wish.do, 0.9) for wish in wishes]
    found, _ = finished(wishes, intents, "all of it", (), frozenset({"cancel_order"}))
    assert [wish.do for wish in found] == ["cancel_order", "ask_policy"]


def test_a_question_beside_another_one_is_kept_where_nothing_is_changed() -> None:
    wishes = [Wish("check_stock"), Wish("ask_price_or_offer")]
    found, _ = finished(wishes, [Intent("check_stock", 0.9)], "in stock, how much", (), frozenset())
    assert found == wishes


def test_the_same_again_is_what_was_done_last_of_another_order() -> None:
    again = same_again("the same for #1005", named("the same for #1005"), "cancel_order")
    assert again.do == "cancel_order"
    assert again.of is not None
    assert numbers(again.of) == ["#1005"]


def test_the_same_address_again_is_that_of_the_change_before() -> None:
    again = same_again("same for #1005", named("same for #1005"), "change_customer_address")
    assert again.do == "change_order_address"
    assert again.to == Ref("address", (Want("of", Op.IS, "done"),))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can you cancel it?", True),
        ("多久到账", False),
        ("能退吗", True),
        ("退得了不", True),
        ("cancel it", False),
        ("cancel it, ok?", False),  # only asks for consent
        ("取消这单，好吗", False),
    ],
)
def test_a_question_is_told_from_a_request(text: str, asks: bool) -> None:
    assert is_question(text) is asks
