"""Products by their ids, as the planner resolves them for a skill."""

from knowledge.goods import Product
from knowledge.shop import View

MANY = {
    "kettles": ("kettle", "grinder", "tent", "mug"),
    "appliances": ("purifier", "cooker", "fan", "filter"),
}
"""More products than are told of side by side."""


def goods(view: View, *ids: str) -> tuple[Product, ...]:
    """The products with these ids, in this order."""
    found = (view.catalogue.product(identity) for identity in ids)
    return tuple(product for product in found if product is not None)
