"""The way of paying that a text names as the one to use."""

import pytest

from knowledge.payments_said import find_methods, payment_ref
from knowledge.people import PaymentMethod
from knowledge.reference import Ref

PAYPAL = PaymentMethod("paypal_1", "paypal")
GIFT = PaymentMethod("gift_card_2", "gift_card")
VISA = PaymentMethod("credit_card_9513926", "credit_card", "visa", "9513")
MASTER = PaymentMethod("credit_card_4", "credit_card", "mastercard", "9212")
SECOND = PaymentMethod("credit_card_5", "credit_card", "mastercard", "1111")
E_CARD = PaymentMethod("京东E卡", "gift_card")
WECHAT = PaymentMethod("微信", "微信")
BANK = PaymentMethod("银行卡", "银行卡")


def said(ref: Ref | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What is wanted and what is not, as attribute=value."""
    if ref is None:
        return None
    wants = tuple(f"{w.attribute}={w.value}" for w in ref.wants)
    return wants, tuple(f"{w.attribute}={w.value}" for but in ref.but for w in but.wants)


@pytest.mark.parametrize(
    ("text", "wants", "but"),
    [
        ("paypal", ("kind=paypal",), ()),
        ("to the way I paid, no scratch that, to my gift card balance", ("kind=gift_card",), ()),
        ("to my gift card, no scratch that, wherever the money came from", ("of=order",), ()),
        ("my card, the one with 9513 at the end", ("kind=card", "last_four=9513"), ()),
        ("refund and difference both on PayPal please", ("kind=paypal",), ()),
        ("take it from my paypal", ("kind=paypal",), ()),
        ("if it's more, take it from my paypal", ("kind=paypal",), ()),
        ("my gift card, I have nothing else there", ("kind=gift_card",), ()),
        ("store credit", ("kind=gift_card",), ()),
        ("debit card", ("kind=debit_card",), ()),
        ("back on my mastercard", ("brand=mastercard",), ()),
        ("Charge my visa.", ("brand=visa",), ()),
        ("my amex", ("brand=amex",), ()),
        ("on my card", ("kind=card",), ()),
        ("the visa ending in 9513", ("brand=visa", "last_four=9513"), ()),
        ("9513", ("last_four=9513",), ()),
        ("the card ending 9513", ("kind=card", "last_four=9513"), ()),
        (
            "charge my credit card (mastercard ending 9212)",
            ("kind=credit_card", "brand=mastercard", "last_four=9212"),
            (),
        ),
        ("credit_card_9513926", ("id=credit_card_9513926",), ()),
        ("the card i paid with", ("kind=card", "of=order"), ()),
        ("the mastercard I paid with", ("brand=mastercard", "of=order"), ()),
        ("back on the mastercard, that's how I paid", ("brand=mastercard", "of=order"), ()),
        ("same way I paid", ("of=order",), ()),
        ("refund to original payment method", ("of=order",), ()),
        ("back to how she paid", ("of=order",), ()),
        ("the other one", ("of=other",), ()),
        ("another card please", ("kind=card", "of=other"), ()),
        ("the other mastercard", ("brand=mastercard", "of=other"), ()),
        ("my mastercard, it's the only one", ("brand=mastercard", "of=only"), ()),
        ("my only card", ("kind=card", "of=only"), ()),
        ("hm ok, then my mastercard", ("brand=mastercard",), ()),
        ("I paid with paypal, put it on my visa", ("brand=visa",), ()),
        ("switch from paypal to visa", ("brand=visa",), ()),
        ("if the gift card doesn't cover it use paypal", ("kind=paypal",), ()),
        ("paypal... no wait, the mastercard", ("brand=mastercard",), ()),
        ("use the visa instead of the paypal", ("brand=visa",), ("kind=paypal",)),
        (
            "could you put it on my mastercard instead? not paypal",
            ("brand=mastercard",),
            ("kind=paypal",),
        ),
        (
            "pay that one with the gift card and not with the mastercard",
            ("kind=gift_card",),
            ("brand=mastercard",),
        ),
        (
            "not back to the original card, to my gift card",
            ("kind=gift_card",),
            ("kind=card", "of=order"),
        ),
        ("I no longer have that visa, use paypal", ("kind=paypal",), ("brand=visa",)),
        ("not paypal", (), ("kind=paypal",)),
        ("原路退回", ("of=order",), ()),
        ("怎么付的就怎么退", ("of=order",), ()),
        ("尾号9513那张", ("last_four=9513",), ()),
        ("京东E卡", ("kind=gift_card",), ()),
        ("用礼品卡吧", ("kind=gift_card",), ()),
        ("用微信付", ("kind=微信",), ()),
        ("退到支付宝", ("kind=支付宝",), ()),
        ("退到银行卡", ("kind=银行卡",), ()),
        ("用云闪付", ("kind=云闪付",), ()),
        ("换一张卡", ("of=other",), ()),
        ("我用微信付的，退到E卡吧", ("kind=gift_card",), ()),
        ("不要退到微信，退到E卡", ("kind=gift_card",), ("kind=微信",)),
        ("别退E卡", (), ("kind=gift_card",)),
    ],
)
def test_the_way_to_pay_that_shall_be_used(
    text: str, wants: tuple[str, ...], but: tuple[str, ...]
) -> None:
    assert said(payment_ref(text)) == (wants, but)


@pytest.mark.parametrize(
    "text",
    [
        "I want to exchange the lamp",
        "cancel the other one",
        "how much is left on my gift card",
        "paypal or visa",
        "what payment methods do I have",
        "I used my visa",
        "a camera with an SD card",
        "E卡里还剩多少钱",
        "支付宝或者微信",
        "加我微信号聊",
        "我用微信付的",
        "",
    ],
)
def test_a_text_that_wants_none_used_names_none(text: str) -> None:
    assert payment_ref(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paypal", (PAYPAL,)),
        ("my visa", (VISA,)),
        ("the mastercard", (MASTER, SECOND)),  # several
        ("the mastercard ending in 9212", (MASTER,)),
        ("the other mastercard", (SECOND,)),
        ("my amex", ()),  # none on file
        ("credit card", (VISA, MASTER, SECOND)),
        ("same way I paid", (MASTER,)),
        ("the visa I paid with", ()),  # it was no visa
        ("not paypal", (GIFT, VISA, MASTER, SECOND)),
        ("another card, not the visa", (SECOND,)),
        ("credit_card_9513926", (VISA,)),
        ("store credit", (GIFT,)),
    ],
)
def test_which_of_those_on_file_is_meant(text: str, found: tuple[PaymentMethod, ...]) -> None:
    ref = payment_ref(text)
    assert ref is not None
    assert find_methods(ref, (PAYPAL, GIFT, VISA, MASTER, SECOND), MASTER.id) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("用E卡", (E_CARD,)),
        ("微信吧", (WECHAT,)),
        ("银行卡", (BANK,)),
        ("原路退", (WECHAT,)),
        ("支付宝", ()),
    ],
)
def test_a_shop_may_have_words_of_its_own(text: str, found: tuple[PaymentMethod, ...]) -> None:
    ref = payment_ref(text)
    assert ref is not None
    assert find_methods(ref, (E_CARD, WECHAT, BANK), WECHAT.id) == found
