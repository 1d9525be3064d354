"""The shop of five products with two orders of Ada's that can be changed, and one to return."""

from dataclasses import replace

from agent.turn import Wish
from agent.understanding.changes import change_wish
from agent.understanding.references import mentions
from knowledge.records.database import Records
from knowledge.rules import RuleParams
from knowledge.shop import Shop
from tests.agent.conftest import FreshShop
from tests.knowledge.confirming import with_small_order
from tests.skills.conftest import in_turn
from tests.skills.regulars import with_regulars

KETTLE, MUG, COFFEE = "#1001", "#1005", "#1003"
"""Ada's orders: kettle and mug, pending; a mug, pending; coffee and a mug, delivered."""
AWAY = "send {} to 7 Oak Avenue, Salem, OR 97301"


def two_pending(fresh_shop: FreshShop, **rules: RuleParams) -> Shop:
    """Returns are possible for 30 days; other rules of the shop can be given by write."""
    shop = fresh_shop("kettles")
    shop.records.load(with_regulars(in_turn(with_small_order()), underway="shipped"))
    of_shop = {**shop.rules.rules, "return_items": RuleParams(("delivered",), days=30), **rules}
    return shop.with_rules(replace(shop.rules, rules=of_shop))


def wish(do: str, text: str) -> Wish:
    """A wish for a change as the reader makes it of a text."""
    return change_wish(do, text, mentions(text, order_shapes=frozenset({"#9999"})))


def status(records: Records, order: str) -> str:
    found = records.orders.get(order, "ada")
    assert found is not None
    return found.status
