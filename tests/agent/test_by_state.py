"""Whether a thing is changed or exchanged is told by the state of its order."""

from collections.abc import Iterator

import pytest

from agent.agenda import Agenda
from agent.by_state import by_state
from agent.turn import Wish
from agent.understanding.changes import change_wish
from agent.understanding.references import mentions
from knowledge.shop import View
from tests.knowledge.wardrobe import wardrobe
from tests.skills.conftest import open_home, plain_policy
from tests.skills.proposals import under

CHANGE, EXCHANGE = "change_order_items", "exchange_items"


@pytest.fixture(scope="module")
def her(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    shop = open_home(tmp_path_factory.mktemp("wardrobe"), wardrobe(), plain_policy())
    yield shop.view("ada", "en")
    shop.records.close()
    shop.catalogue.close()


def wish(do: str, text: str) -> Wish:
    return change_wish(do, text, mentions(text, order_shapes=frozenset({"#9999"})))


@pytest.mark.parametrize("said", [CHANGE, EXCHANGE])
@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("the shirt from #2001 in blue", CHANGE),  # has not left yet
        ("the shirt from #2002 in red", EXCHANGE),  # has come
        ("#2003 in white", CHANGE),
        ("#2002的衬衫换成红色", EXCHANGE),
    ],
)
def test_either_word_does_what_the_order_can_have(her: View, said: str, text: str, do: str) -> None:
    found = by_state(wish(said, text), Agenda(), her)
    assert found.do == do
    assert found.words == text


@pytest.mark.parametrize("do", ["cancel_order", "return_items", "track_order"])
def test_other_wishes_stay_what_they_are(her: View, do: str) -> None:
    one = wish(do, "#2002")
    assert by_state(one, Agenda(), her) == one


@pytest.mark.parametrize("do", [CHANGE, EXCHANGE])
def test_a_visitor_has_no_order_to_look_at(her: View, do: str) -> None:
    one = wish(do, "#2002")
    assert by_state(one, Agenda(), her.shop.view(None, "en")) == one


@pytest.mark.parametrize("do", [CHANGE, EXCHANGE])
def test_where_neither_is_possible_it_stays_what_she_said(her: View, do: str) -> None:
    never = under(under(her, CHANGE, None), EXCHANGE, None)
    one = wish(do, "the shirt from #2001 in blue")
    assert by_state(one, Agenda(), never) == one


def test_a_number_that_is_not_hers_changes_nothing(her: View) -> None:
    one = wish(EXCHANGE, "the shirt from #7777 in blue")
    assert by_state(one, Agenda(), her) == one
