"""What a found product may cost, and whether it has to be there to buy."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bounds:
    """
    Bounds on the cheapest variant that can be bought (the cheapest of all where none can).

    Parameters
    ----------
    min_price, max_price
        Both included; None: no bound.
    only_available
        Leave out what is sold out.
    """

    min_price: Decimal | None = None
    max_price: Decimal | None = None
    only_available: bool = False

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self.only_available or self.min_price is not None or self.max_price is not None

    @property
    def sql(self) -> tuple[str, list[float]]:
        """The bounds as a condition on `products p`, and its values."""
        cheapest = "coalesce(p.lowest_available, p.lowest)"
        conditions = ["1"]
        if self.only_available:
            cheapest, conditions = "p.lowest_available", ["p.available"]
        prices: list[float] = []
        for price, comparison in ((self.min_price, ">="), (self.max_price, "<=")):
            if price is not None:
                conditions.append(f"{cheapest} {comparison} ?")
                prices.append(float(price))
        return " and ".join(conditions), prices


ANY = Bounds()
