"""Products are found by what they are like, in the shop of :mod:`tests.knowledge.many_kinds`."""

from pathlib import Path

import pytest

from knowledge.finding.candidates import Hit, Unmet
from knowledge.found import find_products
from knowledge.price_bounds import price_wants
from knowledge.records.database import Records
from knowledge.reference import Op, Ref, Want
from knowledge.shop import Shop
from tests.knowledge.confirming import RULES
from tests.knowledge.many_kinds import many_kinds


def hits(text: str, url: str) -> tuple[Hit, ...]:
    catalogue, search = many_kinds()
    shop = Shop(Path(), RULES, catalogue, Records.open(url), search)
    prices, rest = price_wants(text)
    ref = Ref("product", (*prices, Want("words", Op.IS, rest)))
    return find_products(ref, shop.view(None, "en" if text.isascii() else "zh"))


def meeting(text: str, url: str) -> set[str]:
    """The products of the best one's kind that are all that was wished."""
    found = hits(text, url)
    return {hit.product.id for hit in found if not hit.unmet and hit.score >= 0.5}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("lightest tent", "solo"),  # the pegs weigh less and are no tent
        ("最重的帐篷", "house"),
        ("biggest electric kettle", "large"),  # the one for the stove holds more
        ("kettle bigger than 1.7 litres", "hob"),
        ("tent for 2", "duo"),
        ("四人以上的帐篷", "house"),
        ("red electric kettle", "large"),
        ("electric kettle where i can set the temperature", "large"),
        ("kettle for my induction cooker", "hob"),
        ("水壶 电磁炉能用", "hob"),
        ("kettle not made of steel or copper", "large"),
        ("深烘的咖啡豆", "java"),
        ("mat with r value above 3", "air"),
        ("肯尼亚咖啡 1公斤 意式粉", "kenya"),
    ],
)
def test_what_is_as_wished_comes_first(text: str, first: str, url: str) -> None:
    found = hits(text, url)[0]
    assert (found.product.id, found.unmet) == (first, ())


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("red kettle", {"large", "hob", "copper"}),
        ("red kettle under 50", {"hob"}),  # the black one of another is cheap, its red one is not
        ("kettle under 30", {"small"}),
        ("不要红色的烧水壶", {"small", "large"}),
    ],
)
def test_price_and_colour_are_wished_of_one_variant(
    text: str, products: set[str], url: str
) -> None:
    assert meeting(text, url) == products


def test_the_variant_that_fits_is_told(url: str) -> None:
    (kenya, *_) = hits("kenya coffee 1 kg ground for espresso", url)
    assert kenya.offer is not None
    assert kenya.offer.id == "kenya-1 kg-espresso"


def test_a_large_pack_may_be_dear_though_the_small_one_is_cheap(url: str) -> None:
    found = hits("1 kg coffee over 30 euros", url)
    assert {hit.product.id for hit in found[:2]} == {"kenya", "java"}


def test_a_bound_from_below_is_of_the_cheapest_where_no_variant_is_told(url: str) -> None:
    assert "kenya" not in {hit.product.id for hit in hits("coffee over 30 euros", url)}


def test_what_nothing_is_keeps_everything_out(url: str) -> None:
    nearest = hits("electric kettle bigger than 3 litres", url)[0]
    assert nearest.unmet == (Unmet("bigger than 3 litres", by_all=True),)


def test_two_wishes_that_only_different_things_meet(url: str) -> None:
    nearest = hits("white kettle bigger than 1 litre", url)[0]
    assert [wish.by_all for wish in nearest.unmet] == [False]


@pytest.mark.parametrize(
    ("text", "product"), [("泡沬睡垫", "foam"), ("帐逢地钉", "pegs"), ("肯尼业咖啡", "kenya")]
)
def test_a_wrong_character_in_a_name_is_mended(text: str, product: str, url: str) -> None:
    assert hits(text, url)[0].product.id == product


@pytest.mark.parametrize("text", ["跑步鞋", "手机", "running shoes"])
def test_what_the_shop_does_not_have_stays_unfound(text: str, url: str) -> None:
    assert [hit for hit in hits(text, url) if hit.score >= 0.35] == []
