"""A path in the graph around a product explains how things belong together."""

import pytest

from knowledge.graph import explain, neighbourhood
from tests.knowledge.shelf import shelf


def test_everything_about_a_product_is_near_it() -> None:
    graph = neighbourhood(shelf(), "kettle")
    assert {kind for kind, _ in graph} == {
        "product",
        "brand",
        "category",
        "variant",
        "attribute",
        "content",
    }
    assert ("category", "coffee-tools") in graph


def test_an_attribute_of_a_variant_is_two_steps_away() -> None:
    graph = neighbourhood(shelf(), "kettle")
    path = explain(graph, ("product", "kettle"), ("attribute", "color=white"))
    assert path == ("Heron gooseneck kettle KT-750", "variant", "white", "color", "white")


def test_an_accessory_is_named_from_the_product_that_has_it() -> None:
    graph = neighbourhood(shelf(), "coffee")
    path = explain(graph, ("product", "coffee"), ("product", "grinder"))
    assert path == ("House blend coffee beans", "has accessory", "Mill & Co coffee grinder")


def test_a_path_against_the_edges_says_so() -> None:
    graph = neighbourhood(shelf(), "mug")
    path = explain(graph, ("category", "mugs"), ("brand", "Ridge"))
    assert path == ("Mugs", "<- is a", "Enamel camping mug", "made by", "Ridge")


def test_labels_are_in_the_language_of_the_reader() -> None:
    graph = neighbourhood(shelf(), "mug", language="zh")
    assert graph.nodes[("product", "mug")]["label"] == "搪瓷露营马克杯"


def test_what_is_not_near_has_no_path() -> None:
    graph = neighbourhood(shelf(), "mug")
    assert explain(graph, ("product", "mug"), ("product", "tent")) == ()


def test_an_unknown_product_is_an_error() -> None:
    with pytest.raises(KeyError):
        neighbourhood(shelf(), "boat")
