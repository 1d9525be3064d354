"""Products are found by words, slips and meaning; questions are answered or honestly not."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.goods import Language
from knowledge.load.shop_data import ShopData
from knowledge.search import ANSWERS, Passage, Search
from tests.knowledge.five_products import five_products
from tests.knowledge.shelf import shelf, shelf_search


def language_of(text: str) -> Language:
    return "en" if text.isascii() else "zh"


def found(text: str) -> list[str]:
    hits = shelf_search().products(text, language=language_of(text))
    return [hit.product.id for hit in hits if hit.score >= 0.35]


def answers(question: str, product: str) -> tuple[Passage, ...]:
    passages = shelf_search().answer(
        question,
        product=shelf().product(product) if product else None,
        language=language_of(question),
    )
    return tuple(passage for passage in passages if passage.score >= ANSWERS)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("gooseneck kettle", "kettle"),
        ("do you have kettles?", "kettle"),
        ("goosneck ketle", "kettle"),
        ("cofee grindr", "grinder"),
        ("tent for 4 people", "tent"),
        ("四人帐篷", "tent"),
        ("手冲壶", "kettle"),
        ("露营用的杯子", "mug"),
        ("咖啡豆", "coffee"),
        ("something to grind coffee with", "grinder"),
    ],
)
def test_a_description_finds_its_product_first(text: str, product: str) -> None:
    assert found(text)[0] == product


@pytest.mark.parametrize("text", ["do you sell car tyres", "running shoes", "手机", "a laptop"])
def test_what_the_shop_does_not_have_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["KT-750", "kt750", "ＫＴ－７５０", "kettle-white"])
def test_a_code_finds_just_its_product(text: str) -> None:
    hits = shelf_search().products(text, language="en")
    assert [(hit.product.id, hit.score) for hit in hits] == [("kettle", 1.0)]


def test_what_matched_is_told() -> None:
    assert shelf_search().products("camping mug", language="en")[0].matched == ("camping", "mug")
    assert shelf_search().products("手冲壶", language="zh")[0].matched == ("手冲壶",)


def test_price_bounds_are_those_of_the_cheapest_that_can_be_bought() -> None:
    hits = shelf_search().products(
        "", language="en", min_price=Decimal("14.50"), max_price=Decimal("59.90")
    )
    assert [hit.product.id for hit in hits] == ["kettle", "grinder", "mug"]


def test_nothing_said_finds_nothing() -> None:
    assert shelf_search().products(" ", language="en") == ()


def test_sold_out_products_can_be_left_out(tmp_path: Path) -> None:
    data = ShopData(products=five_products().products)
    kettle = data.products[0]
    data.products[0] = type(kettle)(
        kettle.id, kettle.title, variants=(kettle.variants[1],), category=kettle.category
    )
    path = tmp_path / "catalogue.db"
    catalogue = Catalogue.build(path, data, currency="USD", encoder=load_encoder())
    search = Search(catalogue, load_encoder())
    assert search.products("kettle", language="en")[0].product.id == "kettle"
    hits = search.products("kettle", language="en", only_available=True)
    assert "kettle" not in [hit.product.id for hit in hits]


def test_a_chinese_description_finds_an_english_product(tmp_path: Path) -> None:
    data = five_products()
    english = [
        type(one)(one.id, type(one.title)(en=one.title.en), variants=one.variants)
        for one in data.products
    ]
    path = tmp_path / "catalogue.db"
    catalogue = Catalogue.build(
        path, ShopData(products=english), currency="USD", encoder=load_encoder()
    )
    hits = Search(catalogue, load_encoder()).products("帐篷", language="zh")
    assert hits[0].product.id == "tent"


@pytest.mark.parametrize(
    ("question", "product", "source"),
    [
        ("what's it made of?", "kettle", "products/kettle/attributes/material"),
        ("how heavy is it", "kettle", "products/kettle/attributes/weight"),
        ("这个多重啊", "kettle", "products/kettle/attributes/weight"),
        ("什么材质的", "kettle", "products/kettle/attributes/material"),
        ("can it go in the dishwasher", "mug", "products/mug/attributes/dishwasher safe"),
        ("能放洗碗机洗吗", "kettle", "content/kettle-about"),
        ("保修几年", "kettle", "content/kettle-repair"),
        ("how long is the warranty?", "kettle", "content/kettle-repair"),
        ("有送什么赠品吗", "kettle", "content/kettle-gift"),
        ("how do I pitch it", "tent", "content/tent-install"),
        ("how long does delivery take", "", "faq/shipping"),
        ("怎么付款", "", "faq/payment"),
        ("can I send it back if I don't like it?", "", "policies/returns"),
        ("新人首单有优惠吗", "", "content/welcome"),
    ],
)
def test_a_question_is_answered_from_its_source(question: str, product: str, source: str) -> None:
    assert answers(question, product)[0].source == source


def test_variants_answer_where_they_differ() -> None:
    sources = {passage.source for passage in answers("which colors does it come in", "kettle")}
    assert sources == {
        "products/kettle/variants/kettle-black/attributes/color",
        "products/kettle/variants/kettle-white/attributes/color",
    }


@pytest.mark.parametrize(
    ("question", "product"),
    [
        ("how many decibels is it?", "kettle"),
        ("噪音多少分贝", "grinder"),
        ("can I take it on a plane?", "mug"),
        ("does it have bluetooth", "tent"),
        ("里面有坚果吗", "coffee"),
        ("do you have a shop in Paris", ""),
        ("你们老板叫什么", ""),
    ],
)
def test_what_the_shop_cannot_know_is_not_answered(question: str, product: str) -> None:
    assert answers(question, product) == ()


def test_a_fault_code_is_answered_by_that_very_fault() -> None:
    assert [passage.source for passage in answers("it says E02, what now?", "kettle")] == [
        "content/kettle-e02"
    ]


@pytest.mark.parametrize("question", ["it says E07", "E07是什么意思", "error F01 on the display"])
def test_an_unknown_fault_code_is_not_answered_by_another(question: str) -> None:
    assert answers(question, "kettle") == ()


def test_a_passage_is_a_verbatim_part_with_a_path() -> None:
    passage = answers("有送什么赠品吗", "kettle")[0]
    content = shelf().content("kettle-gift")
    assert content is not None
    assert passage.text.zh in content.text.zh
    assert passage.path == ("苍鹭细口手冲壶 KT-750", "gift", "赠品")


def test_kinds_narrow_what_answers() -> None:
    passages = shelf_search().answer("warranty", product=None, language="en", kinds=("offer",))
    assert {passage.source for passage in passages} == {"content/welcome"}


class OtherEncoder:
    dim = 512
    name = "other"

    def __call__(self, texts: object) -> NDArray[np.float32]:
        return np.zeros((0, 512), dtype=np.float32)


def test_a_catalogue_of_another_encoder_is_refused() -> None:
    with pytest.raises(ValueError, match="built with the encoder use-multilingual-v3, not other"):
        Search(shelf(), OtherEncoder())
