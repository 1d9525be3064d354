"""
What a wanted product shall be like: bounds on its price, cheapest or dearest, and the words
that are left.
"""

from decimal import Decimal

from agent.understanding.references import ordinal
from knowledge.price_bounds import price_wants
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, find


def product_ref(text: str, numbers: tuple[str, ...] = ()) -> Ref:
    """The product that a clause describes: ids, price bounds, superlative, and its words."""
    bounds, rest = price_wants(text)
    wants = [Want("number", Op.IS, number) for number in numbers]
    wants += bounds
    place = ordinal(text)
    if place is not None:
        wants.append(Want("place", Op.IS, Decimal(place)))
    if find(text.lower(), both("cheapest")):
        wants.append(Want("price", Op.MIN))
    elif find(text.lower(), both("dearest")):
        wants.append(Want("price", Op.MAX))
    wants.append(Want("words", Op.IS, rest))
    return Ref("product", tuple(wants))
