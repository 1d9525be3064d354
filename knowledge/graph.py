"""The knowledge graph around a product, built on demand; a path in it is an explanation."""

import itertools

import networkx as nx

from knowledge.catalogue import Catalogue
from knowledge.goods import Attribute, Language, Product, Relation, Text

Node = tuple[str, str]
"""Kind and id: ("product", "kettle"), ("category", "kettles")."""

# How an edge of the catalogue reads from its source and from its target.
READ_FROM: dict[Relation, tuple[str, str]] = {
    "accessory": ("accessory of", "has accessory"),
    "substitute": ("substitute for", "has substitute"),
    "compatible": ("fits", "fits"),
    "exchange": ("can be exchanged for", "can be exchanged for"),
}
# Neighbours that are pulled in; a product that fits everything has thousands.
MOST = 100


def neighbourhood(
    catalogue: Catalogue, product_id: str, *, language: Language = "en"
) -> "nx.MultiDiGraph[Node]":
    """
    What the catalogue says about a product, as a graph.

    Nodes have a `label` in `language`, edges a `relation`. Only what touches the product is read,
    so the size does not depend on the catalogue's.

    Raises
    ------
    KeyError
        If there is no such product.
    """
    product = catalogue.product(product_id)
    if product is None:
        raise KeyError(product_id)
    drawn = _Drawing(catalogue, language)
    centre = drawn.product(product)
    drawn.kinds(product, centre)
    drawn.properties(product, centre)
    for content in catalogue.contents(product=product_id):
        node = drawn.node("content", content.id, content.title)
        drawn.graph.add_edge(centre, node, relation=content.kind)
    for edge in catalogue.edges(product_id)[:MOST]:
        out = edge.source == product_id
        other = catalogue.product(edge.target if out else edge.source)
        if other is not None:
            relation = READ_FROM[edge.relation][0 if out else 1]
            drawn.graph.add_edge(centre, drawn.product(other), relation=relation)
    return drawn.graph


def explain(graph: "nx.MultiDiGraph[Node]", start: Node, end: Node) -> tuple[str, ...]:
    """
    The shortest way from `start` to `end` in names: Kettle, has accessory, Paper filters.

    Edges are followed in either direction; one against its direction reads ``<- relation``.
    Empty where there is no way.
    """
    if start not in graph or end not in graph:
        return ()
    try:
        nodes = nx.shortest_path(graph.to_undirected(as_view=True), start, end)
    except nx.NetworkXNoPath:
        return ()
    said = [str(graph.nodes[start]["label"])]
    for one, other in itertools.pairwise(nodes):
        along = graph.get_edge_data(one, other)
        edges = along or graph.get_edge_data(other, one)
        relation = min(str(edge["relation"]) for edge in edges.values())
        said += [relation if along else f"<- {relation}", str(graph.nodes[other]["label"])]
    return tuple(said)


def attribute_node(attribute: Attribute) -> Node:
    """The node of a value: variants that share it meet there."""
    name, value = attribute.name, attribute.value
    return ("attribute", f"{name.en or name.zh}={value.en or value.zh}")


class _Drawing:
    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.graph: nx.MultiDiGraph[Node] = nx.MultiDiGraph()
        self._catalogue = catalogue
        self._language = language

    def node(self, kind: str, identity: str, label: Text) -> Node:
        node = (kind, identity)
        self.graph.add_node(node, label=label.into(self._language) or identity)
        return node

    def product(self, product: Product) -> Node:
        return self.node("product", product.id, product.title)

    def kinds(self, product: Product, centre: Node) -> None:
        """Brand, category, and the categories above it."""
        if product.brand:
            brand = self.node("brand", product.brand, Text(product.brand))
            self.graph.add_edge(centre, brand, relation="made by")
        below, relation = centre, "is a"
        category = self._catalogue.category(product.category)
        while category is not None and ("category", category.id) not in self.graph:
            node = self.node("category", category.id, category.title)
            self.graph.add_edge(below, node, relation=relation)
            below, relation = node, "part of"
            category = self._catalogue.category(category.parent)

    def properties(self, product: Product, centre: Node) -> None:
        """Attributes, and the variants with theirs."""
        self._attributes(product.attributes, centre)
        for variant in product.variants:
            values = [one.value.into(self._language) for one in variant.attributes]
            label = variant.title or Text(", ".join(values))
            node = self.node("variant", variant.id, label)
            self.graph.add_edge(centre, node, relation="variant")
            self._attributes(variant.attributes, node)

    def _attributes(self, attributes: tuple[Attribute, ...], owner: Node) -> None:
        for one in attributes:
            kind, identity = attribute_node(one)
            node = self.node(kind, identity, one.value)
            self.graph.add_edge(owner, node, relation=one.name.into(self._language))
