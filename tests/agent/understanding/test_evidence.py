"""Plain words, numbers and the focus decide where the intent model hesitates."""

import pytest

from agent.turn import Intent
from agent.understanding.evidence import Clause, weigh

FOLDERS = {
    "track_order": "orders",
    "list_orders": "orders",
    "cancel_order": "orders",
    "change_order_address": "orders",
    "find_product": "products",
    "product_details": "products",
    "check_stock": "products",
    "ask_price_or_offer": "products",
    "ask_policy": "products",
    "show_account": "account",
    "talk_to_person": "smalltalk",
    "greet": "smalltalk",
    "sales_report": "insight",
}
MERCHANT = frozenset({"sales_report"})


def ranks(**confidences: float) -> tuple[Intent, ...]:
    """What a model says: intents by confidence, the rest spread over all others."""
    others = [name for name in (*FOLDERS, "out_of_scope") if name not in confidences]
    left = (1 - sum(confidences.values())) / len(others)
    everything = {**confidences, **dict.fromkeys(others, left)}
    found = (Intent(name, confidence) for name, confidence in everything.items())
    return tuple(sorted(found, key=lambda intent: -intent.confidence))


def best(clause: Clause, **confidences: float) -> str:
    return weigh(ranks(**confidences), clause, FOLDERS, MERCHANT)[0].name


@pytest.mark.parametrize(
    ("text", "half_sure", "meant"),
    [
        ("what's the tracking number", "list_orders", "track_order"),
        ("where is it", "greet", "track_order"),
        ("is it still available", "greet", "check_stock"),
        ("how did i pay for that", "ask_price_or_offer", "list_orders"),
        ("卡里余额还剩多少", "list_orders", "show_account"),
        ("退货政策", "cancel_order", "ask_policy"),
        ("物流到哪了", "list_orders", "track_order"),
    ],
)
def test_a_clear_cue_beats_a_model_that_is_half_sure(text: str, half_sure: str, meant: str) -> None:
    assert best(Clause(text), **{half_sure: 0.5, meant: 0.3}) == meant


def test_a_model_that_is_sure_beats_a_weak_cue() -> None:
    assert best(Clause("how much longer do I wait"), track_order=0.95) == "track_order"


def test_an_order_number_speaks_for_skills_about_orders() -> None:
    clause = Clause("and #1001", with_order=True)
    assert best(clause, out_of_scope=0.5, track_order=0.3) == "track_order"


def test_a_named_product_speaks_against_out_of_scope() -> None:
    clause = Clause("the kettle thing", with_product=True)
    assert best(clause, out_of_scope=0.5, find_product=0.3) == "find_product"


@pytest.mark.parametrize(("about", "meant"), [("order", "track_order"), ("product", "check_stock")])
def test_one_goes_on_about_what_was_spoken_of(about: str, meant: str) -> None:
    clause = Clause("tell me more about it", about=about)
    assert best(clause, track_order=0.4, check_stock=0.4) == meant


@pytest.mark.parametrize(
    "text", ["show my revenue of last month", "上个月的销售额", "how many did we sell"]
)
def test_a_merchant_skill_does_not_win_for_a_shopper_where_the_model_hesitates(text: str) -> None:
    assert best(Clause(text), sales_report=0.6, list_orders=0.3) == "list_orders"


def test_a_merchant_skill_wins_for_the_shops_own_people() -> None:
    clause = Clause("show the revenue of last month", staff=True)
    assert best(clause, sales_report=0.6, list_orders=0.3) == "sales_report"


def test_an_address_is_changed_only_where_a_change_is_spoken_of() -> None:
    confidences = {"change_order_address": 0.6, "list_orders": 0.3}
    assert best(Clause("where does order go, which address"), **confidences) == "list_orders"
    assert best(Clause("send it to a new place"), **confidences) == "change_order_address"


@pytest.mark.parametrize("text", ["I don't want a person", "别转人工"])
def test_who_wants_no_person_gets_none(text: str) -> None:
    assert best(Clause(text), talk_to_person=0.9, track_order=0.05) != "talk_to_person"


@pytest.mark.parametrize(
    "clause",
    [
        Clause("hello"),  # nothing speaks for anything
        Clause("where is #1001", with_order=True, about="order"),  # much speaks for one
        Clause("多少钱", with_product=True, about="product"),
    ],
)
def test_confidences_sum_to_one(clause: Clause) -> None:
    weighed = weigh(ranks(greet=0.5), clause, FOLDERS, MERCHANT)
    assert sum(intent.confidence for intent in weighed) == pytest.approx(1)


def test_the_likeliest_comes_first_and_none_is_lost() -> None:
    weighed = weigh(ranks(greet=0.5), Clause("where is it"), FOLDERS, MERCHANT)
    confidences = [intent.confidence for intent in weighed]
    assert confidences == sorted(confidences, reverse=True)
    assert {intent.name for intent in weighed} == {*FOLDERS, "out_of_scope"}


def test_without_evidence_the_model_decides() -> None:
    weighed = weigh(ranks(greet=0.7), Clause("hello there"), FOLDERS, frozenset())
    assert weighed[0].name == "greet"
    assert weighed[0].confidence == pytest.approx(0.7, abs=0.05)
