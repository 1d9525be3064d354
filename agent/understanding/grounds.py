"""What the data of a shop tell about a text while it is read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.people import Address


@dataclass(frozen=True)
class Grounds:
    """
    Questions that a reader may ask of the shop.

    Parameters
    ----------
    names_product
        Whether a text names a product of the catalogue.
    names_option
        Whether a text names a product and something that it comes in.
    is_item
        Whether a number is the id of something that can be bought, and so of no order.
    address_in
        The whole postal address that a text holds, if it holds one.
    """

    names_product: Callable[[str], bool] = field(default=lambda text: False)
    names_option: Callable[[str], bool] = field(default=lambda text: False)
    is_item: Callable[[str], bool] = field(default=lambda number: False)
    address_in: Callable[[str], Address | None] = field(default=lambda text: None)
