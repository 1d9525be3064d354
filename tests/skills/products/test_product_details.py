"""A question about one product, answered from what the shop knows of it."""

from decimal import Decimal

import pytest

from knowledge.shop import View
from knowledge.sources import open_source
from skills.products.product_details import skill as product_details
from skills.skill import Asked, Needs, Outcome
from tests.skills.conftest import See
from tests.skills.outcomes import about, cards, facts, sources, values, wordings
from tests.skills.products.goods import MANY, goods


def answered(view: See, shop: str, product: str, question: str, language: str = "en") -> Outcome:
    seen = view(shop, None, language)
    return product_details(seen, products=goods(seen, product), asked=Asked(question))


@pytest.mark.parametrize(
    ("shop", "product", "question", "language", "answer", "source"),
    [
        ("kettles", "kettle", "what is it made of", "en", "stainless steel", "material"),
        ("kettles", "kettle", "容量多大", "zh", "750 ml", "capacity"),
        ("kettles", "mug", "is it dishwasher safe", "en", "yes", "dishwasher safe"),
        ("appliances", "cooker", "内胆什么材质", "zh", "铸铁", "内胆材质"),
        ("appliances", "cooker", "what is the inner pot made of", "en", "铸铁", "内胆材质"),
        ("appliances", "fan", "可以拆洗吗", "zh", "是", "可拆洗"),
    ],
)
def test_an_attribute_is_told_with_its_place(
    view: See, shop: str, product: str, question: str, language: str, answer: str, source: str
) -> None:
    outcome = answered(view, shop, product, question, language)
    assert values(outcome, "answer") == [answer]
    assert sources(outcome, "answer") == [f"products/{product}/attributes/{source}"]
    assert about(outcome) == [product]


@pytest.mark.parametrize(
    ("shop", "product", "question", "language", "source"),
    [
        ("kettles", "kettle", "it shows E02", "en", "content/kettle-e02"),
        ("kettles", "tent", "怎么搭建", "zh", "content/tent-install"),
        ("appliances", "cooker", "显示E3怎么办", "zh", "content/cooker-fault"),
        ("appliances", "purifier", "怎么安装", "zh", "content/purifier-install"),
    ],
)
def test_a_text_of_the_product_answers_where_no_attribute_does(
    view: See, shop: str, product: str, question: str, language: str, source: str
) -> None:
    assert sources(answered(view, shop, product, question, language), "answer") == [source]


def test_another_fault_code_is_not_answered_with_a_near_one(view: See) -> None:
    outcome = answered(view, "kettles", "kettle", "what does E03 mean")
    assert not {"content/kettle-e01", "content/kettle-e02"} & set(sources(outcome, "answer"))


def test_two_variants_that_differ_are_both_told(view: See) -> None:
    outcome = answered(view, "kettles", "kettle", "which colors are there")
    assert values(outcome, "answer") == ["black, white"]


@pytest.mark.parametrize(
    ("shop", "product", "question", "language"),
    [
        ("kettles", "tent", "how heavy is it", "en"),
        ("appliances", "cooker", "功率多大", "zh"),
    ],
)
def test_what_the_shop_does_not_know_is_said_to_be_unknown(
    view: See, shop: str, product: str, question: str, language: str
) -> None:
    outcome = answered(view, shop, product, question, language)
    assert wordings(outcome) == ["unknown"]
    assert [fact.source for fact in facts(outcome)] == [f"products/{product}"]
    assert cards(outcome) == [product]


@pytest.mark.parametrize(
    ("shop", "question", "language", "source"),
    [
        ("kettles", "how long does delivery take", "en", "faq/shipping"),
        ("appliances", "多久能送到", "zh", "faq/delivery"),
    ],
)
def test_a_question_about_no_product_is_answered_by_the_shop(
    view: See, shop: str, question: str, language: str, source: str
) -> None:
    assert sources(answered(view, shop, "", question, language), "answer") == [source]


def test_a_question_about_the_shop_is_not_answered_by_the_product_spoken_of(view: See) -> None:
    outcome = answered(view, "kettles", "kettle", "how long does delivery take")
    assert sources(outcome, "answer") == ["faq/shipping"]


def test_an_attribute_with_a_slash_in_its_name_stands_where_it_says(view: See) -> None:
    outcome = answered(view, "appliances", "purifier", "电压/频率是多少", "zh")
    answer = next(fact for fact in facts(outcome) if fact.name == "answer")
    assert "220V/50Hz" in open_source(answer.source, view("appliances"))


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_without_a_product_she_is_asked_which(view: See, shop: str) -> None:
    outcome = answered(view, shop, "", "what is the wattage")
    assert outcome == Needs("product")


@pytest.mark.parametrize(
    ("shop", "products", "question", "language", "answers"),
    [
        ("kettles", ["kettle", "mug"], "what is it made of", "en", 2),
        ("appliances", ["cooker", "fan"], "内胆什么材质", "zh", 1),
    ],
)
def test_a_few_products_are_told_side_by_side(
    view: See, shop: str, products: list[str], question: str, language: str, answers: int
) -> None:
    seen = view(shop, None, language)
    outcome = product_details(seen, products=goods(seen, *products), asked=Asked(question))
    assert about(outcome) == products
    assert set(values(outcome, "title")) == {short(seen, product) for product in products}
    assert len(values(outcome, "answer")) == answers


@pytest.mark.parametrize(
    ("shop", "product", "question", "language", "source"),
    [
        ("kettles", "tent", "can i pay with paypal", "en", "faq/payment"),
        ("appliances", "fan", "可以开发票吗", "zh", "policies/invoices"),
    ],
)
def test_what_the_product_does_not_answer_the_shop_may(
    view: See, shop: str, product: str, question: str, language: str, source: str
) -> None:
    outcome = answered(view, shop, product, question, language)
    assert sources(outcome, "answer") == [source]
    assert about(outcome) == [product]


@pytest.mark.parametrize("shop", ["kettles", "appliances"])
def test_of_many_products_she_is_asked_which(view: See, shop: str) -> None:
    seen = view(shop)
    outcome = product_details(
        seen, products=goods(seen, *MANY[shop]), asked=Asked("how heavy is it")
    )
    assert isinstance(outcome, Needs)
    assert outcome.slot == "product"
    assert [choice.id for choice in outcome.choices] == list(MANY[shop])


def short(view: View, product: str) -> str:
    """The title of a product that is not long."""
    return view.text(goods(view, product)[0].title)


def varied(view: See, product: str, words: str, *about: str, shop: str = "kettles") -> Outcome:
    seen = view(shop, None, "en")
    return product_details(seen, products=goods(seen, product), asked=Asked(words, about))


@pytest.mark.parametrize(
    ("product", "words", "wording"),
    [
        ("kettle", "does it come in black", "comes_so"),
        ("kettle", "does it come in white", "comes_so_gone"),
        ("kettle", "does it come in purple", "no_such"),
        ("mug", "does it come in purple", "no_choice"),
    ],
)
def test_asked_for_a_colour_it_says_whether_there_is_one(
    view: See, product: str, words: str, wording: str
) -> None:
    assert wordings(varied(view, product, words, "comes_in")) == [wording]


def test_what_it_comes_in_is_told_apart_from_what_is_sold_out(view: See) -> None:
    outcome = varied(view, "coffee", "what sizes are there", "comes_in")
    assert wordings(outcome) == ["comes_in", "gone"]
    assert values(outcome, "answer") == ["250 g"]
    assert values(outcome, "gone") == ["1 kg"]


def test_how_many_kinds_there_are_is_counted(view: See) -> None:
    outcome = varied(view, "kettle", "how many versions are there", "count", "comes_in")
    assert (values(outcome, "total"), values(outcome, "count")) == ([2], [1])


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("what is the price difference between 250 g and 1 kg", "more"),
        ("how much more is the bigger one", "more"),
        ("大的贵多少", "more"),
    ],
)
def test_a_price_difference_is_a_fact(view: See, words: str, about: str) -> None:
    outcome = varied(view, "coffee", words, about)
    assert values(outcome, "difference") == [Decimal("27.00")]
    assert sources(outcome, "difference") == ["products/coffee/difference/coffee-250+coffee-1000"]
    (source,) = sources(outcome, "difference")
    assert open_source(source, view("kettles")) == (Decimal("27.00"),)
