from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
import yaml

from agent.rehearsal.case import Case
from agent.rehearsal.reading import read_cases
from tests.shoppers.__main__ import DATA, main
from tests.shoppers.cases import cross
from tests.shoppers.goals import Aim, Goal, Item, Method, Purchase, Shopper
from tests.shoppers.goals_tau import read_tau
from tests.shoppers.naming import named, thing_with_options
from tests.shoppers.voices import Voices, read_voices

VOICES = """
language: en
methods: {paypal: [my paypal], original: [what I paid with]}
reasons: {no longer needed: [not needed]}
orders: {number: ["{order}", "{order_digits}"], holds: ["the {item} order"]}
lists: {two: "{a} and {b}", more: "{a}, {b} and {c}"}
answers: {order_id: "{number}", items: "{items}", reason: "{reason}"}
confirms: ["yes"]
clauses: {cancel: ["cancel {number}, {reason}"]}
joins: ["{first}; {second}"]
voices:
- {kind: cancel, chat: ["cancel {number}"]}
- {kind: cancel, needs: [holds], chat: ["cancel {holds}, {reason}"]}
- {kind: return, chat: ["take back the {item} of {number}"]}
"""
MUG, LAMP = Item("1", "mug", alone=True), Item("2", "lamp", alone=False)
ORDER = Purchase("#W1", Decimal("9.50"), "paypal_1", "Bonn", (MUG, LAMP))
SHOPPER = Shopper("ann", "Ann Lee", zip="12345", methods=(Method("paypal_1", "paypal"),))
WRITE = {"do": "cancel_order", "order": "#W1", "reason": "no longer needed"}
CANCEL = Aim("cancel", WRITE, ORDER, ORDER.items, reason="no longer needed")
GOAL = Goal("task", "shop", replace(SHOPPER, tells=("name", "zip")), (CANCEL,))


@pytest.fixture
def voices(tmp_path: Path) -> Voices:
    return read(tmp_path, VOICES)


def read(folder: Path, text: str) -> Voices:
    file = folder / "voices.yaml"
    file.write_text(text, encoding="utf-8")
    return read_voices(file)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("cancel {number}", "cancel {nmuber}"), ("chat:", "says:"), ("[holds]", "[hold]")],
)
def test_a_slip_in_a_voice_is_an_error(tmp_path: Path, right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match="is unknown; known are"):
        read(tmp_path, VOICES.replace(right, wrong))


def test_a_goal_is_said_in_each_voice_that_fits(voices: Voices) -> None:
    cases = list(cross([GOAL], voices, seed=1, per_goal=9))
    assert [case["then"]["writes"] for case in cases] == [[WRITE], [WRITE]]


def test_an_order_is_known_by_an_item_of_which_she_has_one(voices: Voices) -> None:
    cases = list(cross([GOAL], voices, seed=1, per_goal=9))
    assert "cancel the mug order, not needed" in [case["chat"][0]["me"] for case in cases]


def test_one_item_is_not_asked_for_where_two_go_back(voices: Voices) -> None:
    aim = Aim("return", {"do": "return_items"}, ORDER, ORDER.items)
    assert list(cross([replace(GOAL, aims=(aim,))], voices, seed=1, per_goal=9)) == []


def test_the_same_seed_makes_the_same_cases(voices: Voices) -> None:
    first = list(cross([GOAL], voices, seed=3, per_goal=2))
    assert first == list(cross([GOAL], voices, seed=3, per_goal=2))


def test_a_name_is_made_longer_until_it_fits_one_line() -> None:
    red = thing_with_options("1", "T-Shirt", {"color": "red", "size": "M"})
    blue = thing_with_options("2", "T-Shirt", {"color": "blue", "size": "M"})
    assert [item.name for item in named((red, blue))] == ["red t-shirt", "blue t-shirt"]


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not there")
def test_every_task_of_the_benchmark_is_a_goal_but_that_of_two_equal_bottles() -> None:
    goals = read_tau(DATA / "tau_bench_retail", Random(1), 0)
    assert len(list(goals)) == 205


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not there")
def test_what_is_written_can_be_played(tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    out = tmp_path / "cases.yaml"
    main(["tau_bench_retail", str(tmp_path / "voices.yaml"), "--seed", "1", "--out", str(out)])
    assert all(isinstance(case, Case) for case in read_cases(out))
    assert len({case["name"] for case in yaml.safe_load(out.read_text())}) == len(read_cases(out))
