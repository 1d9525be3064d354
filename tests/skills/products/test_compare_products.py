"""Things side by side: what differs, what is the same, and which has most of something."""

from decimal import Decimal

import pytest

from knowledge.sources import open_source
from skills.products.compare_products import skill as compare_products
from skills.skill import Asked, Needs, Outcome, Together, Told
from tests.skills.conftest import See
from tests.skills.outcomes import about, facts, sources, values, wordings
from tests.skills.products.goods import goods


def compared(
    view: See, shop: str, *ids: str, words: str = "compare them", about: tuple[str, ...] = ()
) -> Outcome:
    seen = view(shop, None, "en")
    together = Together(tuple((product,) for product in goods(seen, *ids)))
    return compare_products(seen, together=together, asked=Asked(words, about))


def rows(outcome: Outcome) -> dict[object, list[object]]:
    """The cells of each row of the table by what the row is called; the price has no name."""
    assert isinstance(outcome, Told)
    return {
        next((f.value for f in say.facts if f.name == "heading"), say.wording.split("_")[0]): [
            f.value for f in say.facts if f.name in ("one", "two", "three", "four")
        ]
        for say in outcome.says
        if say.wording.endswith(("_two", "_three", "_four"))
    }


def test_prices_come_first_and_only_what_differs_is_in_the_table(view: See) -> None:
    table = rows(compared(view, "kettles", "kettle", "mug"))
    assert list(table)[:2] == ["head", "from"]
    assert table["from"] == [Decimal("59.90"), Decimal("14.50")]
    assert table["material"] == ["stainless steel", "enamelled steel"]
    assert all(len(set(cells)) > 1 for cells in table.values())


def test_every_cell_stands_where_it_says(view: See) -> None:
    outcome = compared(view, "kettles", "kettle", "mug", "tent")
    cells = [fact for fact in facts(outcome) if fact.name in ("one", "two", "three")]
    assert cells
    assert {fact.source.split("/")[0] for fact in cells} == {"products"}
    assert all(fact.value in open_source(fact.source, view("kettles")) for fact in cells[3:6])


def test_variants_of_one_product_are_compared_by_what_sets_them_apart(view: See) -> None:
    outcome = compared(
        view,
        "kettles",
        "coffee",
        words="the 250 g or the 1 kg, what is the price",
        about=("price",),
    )
    table = rows(outcome)
    assert table["head"] == ["250 g", "1 kg"]
    assert table["price"] == [Decimal("12.00"), Decimal("39.00")]
    assert values(outcome, "difference") == [Decimal("27.00")]
    assert sources(outcome, "difference") == ["products/coffee/difference/coffee-250+coffee-1000"]
    assert about(outcome) == ["coffee"]


def test_the_cheapest_of_several_is_told_with_the_others_behind_it(view: See) -> None:
    outcome = compared(view, "kettles", "kettle", "mug", "tent", words="which one is the cheapest")
    assert wordings(outcome) == ["cheapest", "against", "against"]
    assert values(outcome, "answer") == [Decimal("14.50"), Decimal("59.90"), Decimal("149.00")]


def test_the_dearest_is_told_too(view: See) -> None:
    outcome = compared(view, "kettles", "kettle", "mug", words="which is more expensive")
    assert wordings(outcome)[0] == "dearest"


def test_which_is_better_is_for_her_to_say(view: See) -> None:
    outcome = compared(view, "kettles", "kettle", "mug", words="which is better, kettle or mug")
    assert wordings(outcome)[-1] == "depends"


def test_of_chinese_goods_too(view: See) -> None:
    outcome = compared(view, "appliances", "cooker", "purifier")
    assert rows(outcome)["price"] == [Decimal("399"), Decimal("2399")]


@pytest.mark.parametrize(("shop", "product"), [("kettles", "mug"), ("appliances", "steamer")])
def test_one_thing_is_compared_with_nothing(view: See, shop: str, product: str) -> None:
    assert compared(view, shop, product) == Needs("product")
    assert compared(view, shop) == Needs("product")


def test_more_than_four_are_too_many_for_a_table(view: See) -> None:
    outcome = compared(view, "kettles", "kettle", "mug", "tent", "coffee", "grinder")
    assert isinstance(outcome, Needs)
    assert len(outcome.choices) == 5
