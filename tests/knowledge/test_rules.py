"""The policy of a shop: read into values, and complained about in words that help."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.goods import Text
from knowledge.rules import (
    IdentityParams,
    RefundParams,
    RuleParams,
    Rules,
    StatusParams,
)

FULL = """
shop: {name: {en: Camellia, zh: 山茶}, currency: CNY, country: 中国, languages: [zh]}
today: 2025-06-16
identity: {claims: [[name, phone], [email, code]], tries: 3, levels: {show_account: verified}}
statuses:
  在途: {stage: shipped, en: on its way, zh: 在途}
rules:
  cancel_order: {statuses: [在途], reasons: [too late], days: 7, once: true}
refunds: {days: {gift_card: [0, 0], other: [3, 9]}}
support: {hours: "9:00-21:00"}
"""


def read(folder: Path, text: str) -> Rules:
    path = folder / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return Rules.read(path)


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(ValueError, match=r".") as error:
        read(folder, text)
    return str(error.value)


def test_every_field_is_read(tmp_path: Path) -> None:
    rules = read(tmp_path, FULL)
    assert rules.shop.name == Text("Camellia", "山茶")
    assert rules.shop.languages == ("zh",)
    assert rules.today == date(2025, 6, 16)
    assert rules.identity == IdentityParams(
        claims=(("name", "phone"), ("email", "code")),
        tries=3,
        levels={"show_account": "verified"},
    )
    assert rules.statuses == {"在途": StatusParams("shipped", "on its way", "在途")}
    assert rules.rules["cancel_order"] == RuleParams(
        statuses=("在途",), reasons=("too late",), days=7, once=True
    )
    assert rules.support.hours == Text("9:00-21:00", "9:00-21:00")


@pytest.mark.parametrize(
    "text",
    [
        "",  # an empty file
        "# nothing but a remark",
        "{}",
    ],
)
def test_what_is_not_said_has_a_default(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Rules()


def test_a_name_may_be_the_same_in_both_languages(tmp_path: Path) -> None:
    assert read(tmp_path, "shop: {name: Kettles & Co}").shop.name == Text(
        "Kettles & Co", "Kettles & Co"
    )


def test_a_number_is_a_text_where_a_text_is_wanted(tmp_path: Path) -> None:
    assert read(tmp_path, "shop: {country: 49}").shop.country == "49"


def test_no_day_is_the_wall_clock(tmp_path: Path) -> None:
    assert read(tmp_path, "today: null").today is None


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("identitty: {}", "identitty", "identity"),  # at the top
        ("shop: {curency: EUR}", "curency", "currency"),  # in a section
        ("identity: {claim: []}", "claim", "claims"),
        ("rules: {cancel_order: {reason: []}}", "reason", "reasons"),  # below a name of its own
        ("statuses: {x: {stagee: open, en: x, zh: x}}", "stagee", "stage"),
        ("rules: {cancel_ordr: {}}", "cancel_ordr", "cancel_order"),  # a write
        ("rules: {erase_customers: {}}", "erase_customers", "change_customer_address"),
        # a status word, where the policy names them
        (
            "{statuses: {pending: {stage: open, en: p, zh: p}}, "
            "rules: {cancel_order: {statuses: [pendng]}}}",
            "pendng",
            "pending",
        ),
    ],
)
def test_an_unknown_key_is_an_error_that_names_the_nearest(
    tmp_path: Path, text: str, key: str, nearest: str
) -> None:
    said = complaint(tmp_path, text)
    assert f"unknown key {key!r}" in said
    assert f"did you mean {nearest!r}?" in said
    assert nearest in said.split("allowed are")[1]


@pytest.mark.parametrize(
    ("text", "place", "allowed"),
    [
        # a stage that does not exist
        ("statuses: {x: {stage: gone, en: x, zh: x}}", "policy.yaml.statuses.x.stage", "shipped"),
        # a way for refunds, a way to pay, a kind of case that do not exist
        (
            "rules: {return_items: {refund_to: anywhere}}",
            "policy.yaml.rules.return_items: refund_to is 'anywhere'",
            "'', original, original_or_gift_card, gift_card",
        ),
        (
            "rules: {change_order_payment: {payment_methods: others}}",
            "policy.yaml.rules.change_order_payment: payment_methods is 'others'",
            "'', other",
        ),
        ("rules: {open_case: {kinds: [broken]}}", "policy.yaml.rules.open_case: kinds", "damaged"),
        # a slot that does not exist
        ("identity: {claims: [[mail]]}", "identity.claims", "code, email, name, phone, zip"),
    ],
)
def test_an_unknown_value_is_an_error_that_names_those_allowed(
    tmp_path: Path, text: str, place: str, allowed: str
) -> None:
    said = complaint(tmp_path, text)
    assert place in said
    assert allowed in said.split("allowed are")[1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("rules: {cancel_order: {days: soon}}", "policy.yaml.rules.cancel_order.days"),
        ("rules: {cancel_order: {statuses: open}}", "policy.yaml.rules.cancel_order.statuses"),
        ("identity: {tries: many}", "policy.yaml.identity.tries"),
        ("identity: {tries: 0}", "identity.tries"),
        ("today: tomorrow", "policy.yaml.today"),
        ("rules: {cancel_order: {once: perhaps}}", "policy.yaml.rules.cancel_order.once"),
        ("rules: {return_items: {days: -1}}", "policy.yaml.rules.return_items: days is -1"),
        ("rules: {return_items: {categories: {tea: -2}}}", "return_items: tea is -2"),
        ("rules: {return_items: {categories: {tea: no}}}", "rules.return_items.categories.tea"),
        ("rules: {return_items: {categories: [tea]}}", "rules.return_items.categories"),
        ("shop: EUR", "policy.yaml.shop"),  # not a set of keys
        ("- a list", "policy.yaml"),
        ("statuses: {x: {stage: open, en: x}}", "policy.yaml.statuses.x"),  # one is missing
        ("refunds: {days: {other: [1, two]}}", "policy.yaml.refunds.days.other"),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error_that_names_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    assert place in complaint(tmp_path, text)


def test_an_unknown_language_of_a_text_is_an_unknown_key(tmp_path: Path) -> None:
    said = complaint(tmp_path, "shop: {name: {fr: Boutique}}")
    assert said.startswith("policy.yaml.shop.name has an unknown key 'fr'; allowed are en, zh")


def test_what_is_no_yaml_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    assert "policy.yaml is no valid YAML" in complaint(tmp_path, "shop: [")


def test_a_status_has_a_stage_and_words(tmp_path: Path) -> None:
    rules = read(tmp_path, FULL)
    assert rules.stage("在途") == "shipped"
    assert rules.status("在途").words == Text("on its way", "在途")


def test_a_status_that_the_policy_does_not_know_is_told_as_it_stands(tmp_path: Path) -> None:
    rules = read(tmp_path, FULL)
    assert rules.status("lost at sea").words == Text("lost at sea", "lost at sea")
    assert rules.stage("lost at sea") == "open"


@pytest.mark.parametrize(
    ("kind", "days"), [("gift_card", (0, 0)), ("paypal", (3, 9)), ("other", (3, 9))]
)
def test_a_refund_takes_as_long_as_its_kind_does(
    tmp_path: Path, kind: str, days: tuple[int, ...]
) -> None:
    assert read(tmp_path, FULL).refunds.days_for(kind) == days


def test_nothing_is_promised_where_the_policy_gives_no_days() -> None:
    assert RefundParams(days={}).days_for("paypal") == ()


def test_a_rule_is_read_with_all_its_fields(tmp_path: Path) -> None:
    text = """
    rules:
      return_items: {statuses: [delivered], days: 30, categories: {coffee: 0, tea: 14}, once: true,
                     closes: true, refund_to: original_or_gift_card}
      change_order_items: {statuses: [pending], same_product: false, payment_methods: other}
      open_case: {kinds: [damaged, repair]}
    """
    rules = read(tmp_path, text).rules

    assert rules["return_items"] == RuleParams(
        ("delivered",),
        days=30,
        categories={"coffee": 0, "tea": 14},
        once=True,
        closes=True,
        refund_to="original_or_gift_card",
    )
    assert rules["change_order_items"] == RuleParams(
        ("pending",), same_product=False, payment_methods="other"
    )
    assert rules["open_case"] == RuleParams(kinds=("damaged", "repair"))


@pytest.mark.parametrize(
    ("do", "allowed"),
    [
        ("cancel_order", True),
        ("exchange_items", False),  # in no status
        ("return_items", False),  # not listed
        ("open_case", True),  # the status does not matter
        ("subscribe", False),
        ("erase_customer", True),  # no policy takes it away
    ],
)
def test_a_write_is_allowed_where_the_policy_lists_it(do: str, allowed: bool) -> None:
    rules = Rules(
        rules={
            "cancel_order": RuleParams(statuses=("pending",)),
            "exchange_items": RuleParams(),
            "open_case": RuleParams(),
        }
    )

    assert (rules.for_write(do) is not None) == allowed


def test_a_stage_has_a_word_which_is_the_first_one(tmp_path: Path) -> None:
    text = """
    statuses:
      pending: {stage: open, en: pending, zh: 待处理}
      paid: {stage: open, en: paid, zh: 已付款}
      pending (items modified): {stage: open, closed: true, en: pending, zh: 待处理}
    """
    rules = read(tmp_path, text)

    assert rules.word_for("open") == "pending"
    assert rules.word_for("open", closed=True) == "pending (items modified)"
    assert rules.word_for("returned") is None
