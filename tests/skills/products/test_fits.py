"""Whether two things belong together."""

from dataclasses import replace

import pytest

from knowledge.goods import Attribute, Product, Text
from skills.products.fits import fittings
from skills.products.product_details import skill as product_details
from skills.skill import Asked, Together
from tests.skills.conftest import See
from tests.skills.outcomes import about, sources, values, wordings
from tests.skills.products.goods import goods

FITS = Asked("does it fit", ("fits",))


def sized(product: Product, size: str) -> Product:
    name = Attribute(Text("filter size", "滤纸规格"), Text(size))
    return replace(product, attributes=(*product.attributes, name))


@pytest.mark.parametrize("order", [("grinder", "coffee"), ("coffee", "grinder")])
def test_what_the_catalogue_relates_goes_together_whichever_is_named_first(
    view: See, order: tuple[str, str]
) -> None:
    seen = view("kettles", None, "en")
    together = Together(tuple((product,) for product in goods(seen, *order)))
    outcome = product_details(seen, products=(), asked=FITS, together=together)
    assert wordings(outcome) == ["accessory"]
    assert sources(outcome, "title") == ["products/grinder"]
    assert sources(outcome, "other") == ["products/grinder/fits/coffee"]
    assert about(outcome) == [order[0]]


def test_what_no_record_says_is_not_denied(view: See) -> None:
    seen = view("kettles", None, "en")
    together = Together(tuple((product,) for product in goods(seen, "tent", "mug")))
    outcome = product_details(seen, products=(), asked=FITS, together=together)
    assert wordings(outcome) == ["unknown_fit"]


@pytest.mark.parametrize(("size", "kind"), [("02", "fits"), ("01", "unlike")])
def test_an_equal_size_fits_and_another_one_does_not(view: See, size: str, kind: str) -> None:
    seen = view("kettles", None, "en")
    tent, mug = goods(seen, "tent", "mug")
    (found,) = fittings(Together(((sized(tent, "02"),), (sized(mug, size),))), seen)
    assert found.kind == kind


def test_two_of_a_kind_with_the_same_size_are_no_pair(view: See) -> None:
    seen = view("kettles", None, "en")
    tent, mug = goods(seen, "tent", "mug")
    alike = replace(sized(mug, "02"), category=tent.category)
    (found,) = fittings(Together(((sized(tent, "02"),), (alike,))), seen)
    assert found.kind == "unknown"


def test_several_that_fit_the_same_thing_are_a_list(view: See) -> None:
    seen = view("kettles", None, "en")
    together = Together((goods(seen, "grinder", "mug"), goods(seen, "coffee")))
    outcome = product_details(seen, products=(), asked=FITS, together=together)
    assert wordings(outcome) == ["these_fit", "one_fits", "one_fits"]
    assert len(values(outcome, "title")) == 2


def test_one_thing_alone_is_a_question_about_it(view: See) -> None:
    seen = view("kettles", None, "en")
    outcome = product_details(
        seen, products=goods(seen, "mug"), asked=Asked("does it fit in the dishwasher", ("fits",))
    )
    assert values(outcome, "answer") == ["yes"]
