"""A large catalogue, which is searched by other tables than a small one, finds the same."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.finding import index, index_large
from knowledge.finding.arrays import Arrays, first, is_large
from knowledge.finding.bounds import ANY, Bounds
from knowledge.finding.parts import Part
from knowledge.finding.postings import Postings
from knowledge.finding.spelling import letters
from knowledge.finding.words import FullText
from knowledge.goods import Language
from knowledge.load.shop_data import ShopData
from knowledge.search import Search
from tests.knowledge.five_products import five_products
from tests.knowledge.shelf import shelf, shelf_search

LETTERS = st.text("abcxyz", min_size=5, max_size=9)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The five products, written as if they were many; their words are put aside twice."""
    path = tmp_path_factory.mktemp("large") / "catalogue.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "LARGE", 0)
        patch.setattr(index_large, "GATHERED", 2)
        catalogue = Catalogue.build(path, five_products(), currency="USD", encoder=load_encoder())
    with catalogue:
        yield catalogue


@pytest.fixture(scope="module")
def search(large: Catalogue) -> Search:
    return Search(large, load_encoder())


def language_of(text: str) -> Language:
    return "en" if text.isascii() else "zh"


def ids(search: Search, text: str) -> list[str]:
    hits = search.products(text, language=language_of(text))
    return [hit.product.id for hit in hits if hit.score >= 0.35]


def test_only_many_products_are_written_for_a_large_catalogue(large: Catalogue) -> None:
    assert is_large(large)
    assert not is_large(shelf())


@pytest.mark.parametrize(
    "text",
    [
        "gooseneck kettle",
        "goosneck ketle",
        "tent for 4 people",
        "四人帐篷",
        "手冲壶",
        "露营用的杯子",
        "something to grind coffee with",
        "stainless steel",
        "KT-750",
        "a laptop",
        "手机",
        "",
    ],
)
def test_a_description_finds_what_it_finds_among_few(search: Search, text: str) -> None:
    assert ids(search, text) == ids(shelf_search(), text)


@pytest.mark.parametrize(
    "text",
    ["is the gooseneck kettle still there?", "how do I pitch the tent", "手冲壶多少钱", "hm"],
)
def test_a_sentence_names_what_it_names_among_few(search: Search, text: str) -> None:
    few = shelf_search().mentioned(text)
    many = search.mentioned(text)
    assert [(hit.product.id, hit.score) for hit in many] == [
        (hit.product.id, hit.score) for hit in few if hit.score
    ]


@pytest.mark.parametrize("only_available", [False, True])
@pytest.mark.parametrize("text", ["", "coffee"])
def test_price_bounds_hold(search: Search, text: str, only_available: bool) -> None:
    few, many = (
        one.products(
            text,
            language="en",
            min_price=Decimal("14.50"),
            max_price=Decimal("59.90"),
            only_available=only_available,
        )
        for one in (shelf_search(), search)
    )
    assert [hit.product.id for hit in many] == [hit.product.id for hit in few]


def test_words_are_in_as_many_products_as_full_text_counts(large: Catalogue) -> None:
    counted = dict(shelf().rows("select term, doc from vocabulary"))
    words = Postings(large, Arrays(large))
    assert {term: words.frequency(term) for term in counted} == counted
    assert words.frequency("laptop") == 0
    assert sorted(words.common(1000)) == sorted(FullText(shelf()).common(1000))


def test_of_many_that_hold_a_word_the_near_ones_come_first(large: Catalogue) -> None:
    words = Postings(large, Arrays(large))
    part = Part(("steel",), 1.0, False, True)
    holding = words.holding([part], ANY, 5, near=np.zeros(6, dtype=np.float32))
    near = np.zeros(6, dtype=np.float32)
    near[holding[-1]] = 1
    assert len(holding) > 1
    assert words.holding([part], ANY, 1, near=near) == [holding[-1]]


def test_a_title_is_nearest_to_its_product(large: Catalogue) -> None:
    title, number = large.rows("select title_en, number from products where id = 'tent'")[0]
    near = Arrays(large).near(load_encoder()([title])[0])
    assert int(near.argmax()) == number


def test_no_bounds_leave_nothing_out(large: Catalogue) -> None:
    assert Arrays(large).within(Bounds()).tolist() == [False] + [True] * 5


def test_a_product_that_comes_twice_is_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", 0)
    data = five_products()
    twice = ShopData(products=[*data.products, data.products[0]], categories=data.categories)
    path = tmp_path / "catalogue.db"
    with Catalogue.build(path, twice, currency="USD", encoder=load_encoder()) as catalogue:
        search = Search(catalogue, load_encoder())
        assert [hit.product.id for hit in search.mentioned("gooseneck kettle")] == ["kettle"]
        assert ids(search, "gooseneck kettle") == ["kettle"]


def test_the_first_of_equals_is_the_earliest() -> None:
    scores = np.array([0, 1, 3, 1, 1, -1], dtype=np.float32)
    assert first(scores, 3).tolist() == [2, 1, 3]
    assert first(scores, 9).tolist() == [2, 1, 3, 4]


@given(LETTERS, LETTERS)
def test_no_slip_changes_more_than_two_letters(typed: str, word: str) -> None:
    differing = np.bitwise_count(letters(typed) ^ letters(word))
    assert differing <= 2 * OSA.distance(typed, word)
