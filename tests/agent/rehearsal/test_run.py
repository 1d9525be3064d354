import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agent.rehearsal.case import Case, Given, Line, Then, Unplayable
from agent.rehearsal.homes import Homes, away_from_live_shops
from agent.rehearsal.run import rehearse, results_of
from agent.turn import Reply
from knowledge.shop import Shop

FILE = Path("cases.yaml")
Parrots = Callable[..., Any]


def case(**more: Any) -> Case:
    return Case("a case", (Line("hello"),), **{"then": Then(), **more})


def silent(*said: object) -> None:
    """Progress and results that nobody watches."""


def test_a_case_passes_where_all_is_as_it_has_to_be(homes: Homes, parrot: Parrots) -> None:
    agent = parrot(Reply("5 EUR"))
    (result,) = results_of(FILE, case(then=Then(says=("5.00",))), homes, lambda shop: agent)
    assert result.passed


def test_paraphrases_are_played_as_well(homes: Homes, parrot: Parrots) -> None:
    results = list(results_of(FILE, case(paraphrases=2), homes, lambda shop: parrot(Reply("Hi"))))
    assert [result.name for result in results] == [
        "a case",
        "a case (paraphrase 1)",
        "a case (paraphrase 2)",
    ]


def test_a_case_that_cannot_be_played_fails(homes: Homes, parrot: Parrots) -> None:
    (result,) = results_of(FILE, Unplayable("n", "chat is 5"), homes, lambda shop: parrot())
    assert result.problem == "chat is 5"


def test_a_customer_who_is_not_there_fails(homes: Homes, parrot: Parrots) -> None:
    (result,) = results_of(FILE, case(customer="C99"), homes, lambda shop: parrot(Reply("Hi")))
    assert result.problem == "customer 'C99' is not in this shop"


def test_the_world_is_changed_before_she_speaks(homes: Homes, parrot: Parrots) -> None:
    opened: list[tuple[str, int | None, date]] = []

    def look(shop: Shop) -> Any:
        order = shop.records.orders.get("1001", "C1")
        assert order is not None
        opened.append((order.status, shop.records.stock.on_hand("P1-S"), shop.today))
        return parrot(Reply("Hi"))

    given = Given(date(2026, 12, 24), {"1001": "shipped"}, {"P1-S": 0})
    (result,) = results_of(FILE, case(given=given), homes, look)
    assert opened == [("shipped", 0, date(2026, 12, 24))]
    assert result.passed


def test_an_order_that_is_not_there_cannot_be_changed(homes: Homes, parrot: Parrots) -> None:
    given = Given(orders={"9999": "shipped"})
    (result,) = results_of(FILE, case(given=given), homes, lambda shop: parrot(Reply("Hi")))
    assert result.problem == "given: there is no order '9999'"


def test_each_case_plays_on_a_fresh_copy(homes: Homes, plant_shop: Path, parrot: Parrots) -> None:
    before = (plant_shop / "records.db").read_bytes()
    with homes.stage("", Given(orders={"1001": "lost"})) as (first, _):
        assert first.home != plant_shop
    with homes.stage("", Given()) as (second, _):
        order = second.records.orders.get("1001", "C1")
    assert order is not None
    assert order.status == "delivered"
    assert (plant_shop / "records.db").read_bytes() == before


def test_a_shop_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no shop 'moon'"):
        Homes(tmp_path, silent).shop("moon")


def test_a_shop_can_be_named_by_its_path(tmp_path: Path, plant_shop: Path) -> None:
    assert Homes(tmp_path, silent).shop(str(plant_shop)).home == plant_shop


def test_a_fixture_is_made_from_the_shared_data(tmp_path: Path) -> None:
    docs = Path(__file__).resolve().parents[3] / "docs"
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "csv").symlink_to(docs / "csv_example")
    shop = Homes(tmp_path, silent, shared=tmp_path / "shared").shop("csv")
    assert shop.home == tmp_path / "home_csv"


def test_no_rehearsal_reaches_a_live_shop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPKEEPER_DATABASE_URL", "postgresql://live")
    with away_from_live_shops():
        assert "SHOPKEEPER_DATABASE_URL" not in os.environ
    assert os.environ["SHOPKEEPER_DATABASE_URL"] == "postgresql://live"


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not there"):
        rehearse([tmp_path / "no.yaml"], tell=silent, progress=silent)


def test_no_case_of_that_name_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {name: n, chat: [{me: hi}], then: {}}")
    with pytest.raises(ValueError, match="of 1 cases none has 'other' in its name"):
        rehearse([tmp_path], match="other", tell=silent, progress=silent)
