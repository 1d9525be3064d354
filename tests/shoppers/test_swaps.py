from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from agent.rehearsal.reading import read_cases
from tests.shoppers.__main__ import DATA, main
from tests.shoppers.cases import cross
from tests.shoppers.goals import Aim, Goal, Item, Method, Purchase, Shopper, Swap
from tests.shoppers.goals_tau import load
from tests.shoppers.phrases import Phrases, Words, read_phrases
from tests.shoppers.swaps_tau import read_tau_swaps
from tests.shoppers.variants import UnsaidError, Variant, swapped
from tests.shoppers.voices import Voices, read_voices

VOICES = """
language: en
methods: {gift_card: [my gift card], paypal: [my paypal], credit_card: ["my {brand}"]}
orders: {number: ["{order}"], holds: ["the {item} order"]}
lists: {two: "{a} and {b}", more: "{a}, {b} and {c}"}
answers: {order_id: "{number}", items: "{items}", option: "{wanted_short}",
  payment_method: "{method}"}
confirms: ["yes"]
swap_clauses: ["the {item} for one {wanted}"]
swap_joins: ["{first} and {second}"]
voices:
- {kind: exchange, chat: ["swap the {item} of {number}, I want it {wanted}"]}
- {kind: exchange, needs: [kept], chat: ["make the {item} of {number} {wanted_short}, {same}"]}
- {kind: exchange, needs: [compared], chat: ["I would like {more} than the {item} of {number}"]}
- {kind: exchange, needs: [two_items], chat: ["from {number} swap {swaps}"]}
- {kind: exchange, needs: [two_items], chat: ["both things of {number}: {swaps}"]}
- {kind: change_items, chat: ["{number} is not sent yet: the {item} {wanted}, please"]}
"""
PHRASES = """
products:
  Bottle:
    color: {values: {red: {with: in red, short: red}, blue: {with: in blue, short: blue}}}
    waterproof: {values: {yes: {with: that keeps water out}}, same: [as dry as it is]}
"""
COLOUR = Words(
    {"red": ("in red",), "sage": ("in green", "in sage"), "fern": ("in green",)},
    {"red": ("red",), "sage": ("sage",), "fern": ("fern",)},
    same=("same colour",),
)
SIZE = Words(
    {"s": ("in small",), "m": ("in medium",), "l": ("in large",)},
    {"s": ("small",), "m": ("medium",), "l": ("large",)},
    more=("a bigger one",),
    less=("a smaller one",),
)
WORDS = {"colour": COLOUR, "size": SIZE}
SHIRT = Item("s-red", "shirt", alone=True)
CUP = Item("cup", "cup")
MUG = Swap(Item("mug", "mug"), "mug-2", (("in blue",),), (("blue",),))


def variant(key: str, colour: str, size: str, *, available: bool = True) -> Variant:
    options = {"Colour": colour, "size": size}
    return Variant(key, options, options, available)


SMALL, MEDIUM = variant("s-red", "red", "S"), variant("m-red", "red", "M")
LARGE, SAGE = variant("l-red", "red", "L"), variant("s-sage", "sage", "S")
FERN = variant("s-fern", "fern", "S", available=False)
FAMILY = (SMALL, MEDIUM, SAGE)
TO_MEDIUM = swapped(SHIRT, SMALL, MEDIUM, FAMILY, WORDS)


def goal_of(*swaps: Swap, is_covered: bool = True) -> Goal:
    """An exchange out of one order, paid with a gift card of ten."""
    card = Method("card", "gift_card", balance=Decimal(10))
    shopper = Shopper("ann", "Ann Lee", email="ann@example.com", methods=(card,))
    items = tuple(swap.item for swap in swaps)
    order = Purchase("#W1", Decimal("9.50"), "card", "Bonn", items)
    pairs = {swap.item.id: swap.new for swap in swaps}
    write = {"do": "exchange_items", "order": "#W1", "items": pairs, "payment_method": "card"}
    aim = Aim("exchange", write, order, items, "card", ("card",), swaps=swaps)
    return Goal("goal", "shop", shopper, (aim if is_covered else replace(aim, write=None),))


@pytest.fixture
def voices(tmp_path: Path) -> Voices:
    return read(tmp_path, VOICES)


def read(folder: Path, text: str) -> Voices:
    file = folder / "voices.yaml"
    file.write_text(text, encoding="utf-8")
    return read_voices(file)


def first_lines(goal: Goal, voices: Voices) -> set[str]:
    return {case["chat"][0]["me"] for case in cross([goal], voices, seed=1, per_goal=9)}


def test_a_swap_is_said_by_what_differs_by_what_stays_and_by_which_is_more(voices: Voices) -> None:
    assert first_lines(goal_of(TO_MEDIUM), voices) == {
        "swap the shirt of #W1, I want it in medium",
        "make the shirt of #W1 medium, same colour",
        "I would like a bigger one than the shirt of #W1",
    }


def test_what_is_more_is_not_said_where_two_are() -> None:
    swap = swapped(SHIRT, SMALL, MEDIUM, (*FAMILY, LARGE), WORDS)
    assert (TO_MEDIUM.more, swap.more) == (("a bigger one",), ())


def test_what_cannot_be_had_is_no_other_one() -> None:
    large = replace(LARGE, available=False)
    assert swapped(SHIRT, SMALL, MEDIUM, (*FAMILY, large), WORDS).more == ("a bigger one",)


def test_two_properties_are_not_compared() -> None:
    assert swapped(SHIRT, SAGE, MEDIUM, FAMILY, WORDS).more == ()


def test_a_word_for_two_colours_of_the_product_is_not_said() -> None:
    alone = swapped(SHIRT, SMALL, SAGE, FAMILY, WORDS)
    beside = swapped(SHIRT, SMALL, SAGE, (*FAMILY, FERN), WORDS)
    assert (alone.wanted, beside.wanted) == ((("in green", "in sage"),), (("in sage",),))


@pytest.mark.parametrize(
    ("item", "new", "why"),
    [
        (SHIRT, SMALL, "for itself"),
        (SHIRT, FERN, "not available"),
        (SHIRT, variant("again", "red", "M"), "two variants are alike"),
        (SHIRT, variant("xl", "red", "XL"), "no words for size XL"),
        (replace(SHIRT, clear=False), MEDIUM, "the name fits two lines"),
    ],
)
def test_what_no_words_can_tell_is_left_out(item: Item, new: Variant, why: str) -> None:
    with pytest.raises(UnsaidError, match=why):
        swapped(item, SMALL, new, (*FAMILY, new), WORDS)


def test_several_swaps_are_said_in_one_sentence_and_answered_by_it(voices: Voices) -> None:
    first, *_ = cross([goal_of(TO_MEDIUM, MUG)], voices, seed=1, per_goal=1)
    said = "the shirt for one in medium and the mug for one in blue"
    assert said in first["chat"][0]["me"]
    assert first["knows"]["option"] == said
    assert first["knows"]["items"] == "shirt and mug"


def test_a_thing_has_its_article(tmp_path: Path) -> None:
    voices = read(tmp_path, VOICES.replace("swap the {item}", "I have a {item}"))
    urn = replace(TO_MEDIUM, item=replace(SHIRT, name="espresso machine"))
    assert "I have an espresso machine of #W1, I want it in medium" in first_lines(
        goal_of(urn), voices
    )


def test_both_is_not_said_of_three(voices: Voices) -> None:
    goal = goal_of(TO_MEDIUM, MUG, replace(MUG, item=CUP))
    assert first_lines(goal, voices) == {
        "from #W1 swap the shirt for one in medium, the mug for one in blue"
        " and the cup for one in blue"
    }


def test_where_her_gift_card_does_not_cover_it_she_knows_nothing_else(voices: Voices) -> None:
    first, *_ = cross([goal_of(TO_MEDIUM, is_covered=False)], voices, seed=1, per_goal=1)
    assert first["knows"]["payment_method"] == ["my gift card", None]
    assert first["then"]["writes"] == []


def test_swaps_of_two_orders_are_asked_for_one_after_the_other(voices: Voices) -> None:
    (exchange,) = goal_of(TO_MEDIUM).aims
    order = Purchase("#W2", Decimal(5), "card", "Bonn", (MUG.item,))
    write = {"do": "change_order_items", "order": "#W2"}
    change = Aim("change_items", write, order, order.items, "card", ("card",), swaps=(MUG,))
    goal = replace(goal_of(TO_MEDIUM), aims=(exchange, change))
    case, *_ = cross([goal], voices, seed=1, per_goal=1)
    assert len(case["chat"]) == 2
    assert case["chat"][1]["me"] == "#W2 is not sent yet: the mug in blue, please"
    assert case["knows"]["option"] == ["medium", "blue"]
    assert case["then"]["writes"] == [exchange.write, write]


@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        ("[kept]", "[keep]", "is unknown; known are"),
        ("{wanted},", "{wnated},", "is unknown; known are"),
        ("one {wanted}", "one", "needs {item} and {wanted}"),
        ("{first} and", "{frist} and", "is unknown; known are"),
        ("kind: change_items, chat", "kind: cancel, chat", "make two files"),
    ],
)
def test_a_slip_in_voices_of_swaps_is_an_error(
    tmp_path: Path, right: str, wrong: str, error: str
) -> None:
    with pytest.raises(ValueError, match=error):
        read(tmp_path, VOICES.replace(right, wrong))


def test_words_of_a_catalogue_stay_text(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(PHRASES, encoding="utf-8")
    bottle = read_phrases([tmp_path / "en.yaml"]).products["bottle"]
    assert bottle["waterproof"].wanted == {"yes": ("that keeps water out",)}
    assert bottle["color"].short["red"] == ("red",)


def test_a_slip_in_phrases_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(PHRASES.replace("same:", "smae:"), encoding="utf-8")
    with pytest.raises(ValueError, match="'smae' is unknown"):
        read_phrases([tmp_path / "en.yaml"])


on_shared_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not there")


@pytest.fixture(scope="module")
def tasks() -> tuple[dict[str, Goal], Counter[str]]:
    """Goals of all tasks in words that are just the values, and what is left out."""
    left_out: Counter[str] = Counter()
    goals = read_tau_swaps(DATA / "tau_bench_retail", _plain_words(), left_out)
    return {goal.name: goal for goal in goals}, left_out


def _plain_words() -> Phrases:
    products = load(DATA / "tau_bench_retail" / "products.json")
    values: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for product in products.values():
        of_product = values.setdefault(product["name"].lower(), {})
        for row in product["variants"].values():
            for name, value in row["options"].items():
                of_product.setdefault(name.lower(), {})[value.lower()] = (value,)
    return Phrases(
        {
            product: {name: Words(said, said) for name, said in options.items()}
            for product, options in values.items()
        }
    )


@on_shared_data
def test_every_task_of_swaps_is_a_goal_but_what_no_words_can_tell(
    tasks: tuple[dict[str, Goal], Counter[str]],
) -> None:
    goals, left_out = tasks
    assert len(goals) == 164
    assert left_out == {"for itself": 25, "the name fits two lines": 1}


@on_shared_data
def test_a_task_is_the_write_of_its_action(tasks: tuple[dict[str, Goal], Counter[str]]) -> None:
    (aim,) = tasks[0]["task train 72"].aims
    assert aim.write == {
        "do": "exchange_items",
        "order": "#W2092674",
        "items": {"4510078629": "1355937109"},
        "payment_method": "paypal_2499655",
    }


@on_shared_data
def test_an_order_with_two_of_a_thing_has_its_items_in_pairs(
    tasks: tuple[dict[str, Goal], Counter[str]],
) -> None:
    (aim,) = tasks[0]["task train 120"].aims
    assert aim.write is not None
    assert aim.write["items"] == [["8917609800", "8610532516"]]


@on_shared_data
def test_a_gift_card_that_does_not_cover_the_difference_writes_nothing(
    tasks: tuple[dict[str, Goal], Counter[str]],
) -> None:
    refused = {name for name, goal in tasks[0].items() if any(a.is_refused for a in goal.aims)}
    assert refused == {f"task train {number}" for number in (161, 214, 229, 349)}


@on_shared_data
def test_voices_of_swaps_make_no_other_goals(tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    out = tmp_path / "cases.yaml"
    main(["tau_bench_retail", str(tmp_path / "voices.yaml"), "--seed=1", f"--out={out}"])
    written = {write["do"] for case in _read(out) for write in case["then"]["writes"]}
    assert written == {"exchange_items", "change_order_items"}
    assert len(read_cases(out)) > 100


def _read(path: Path) -> list[dict[str, dict[str, list[dict[str, str]]]]]:
    cases: list[dict[str, dict[str, list[dict[str, str]]]]] = yaml.safe_load(path.read_text())
    return cases
