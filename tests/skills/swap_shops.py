"""Two shops in which something can be swapped: by versions of a thing, and by lists."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge.goods import Language
from knowledge.legal_methods import find_method
from knowledge.load.init import PLAIN_POLICY
from knowledge.people import PaymentMethod
from knowledge.shop import Shop, View
from knowledge.write import Swap
from skills import writing
from skills.skill import Outcome
from tests.knowledge.confirming import with_things_to_swap
from tests.knowledge.heaters import heaters, order_of_heater
from tests.knowledge.policies import min_zhang
from tests.skills.conftest import See, in_turn, open_home, plain_policy
from tests.skills.proposals import one


@pytest.fixture(scope="module")
def swaps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[See]:
    """``swaps("grinders", "ada", "en")``: what a customer of one of the two shops sees."""
    unpaid = replace(order_of_heater("待付款"), id="880010")
    data = heaters()
    listed = replace(data, customers=[min_zhang()], orders=[*data.orders, unpaid])
    policy = PLAIN_POLICY.with_stem("ecom_bench").read_text(encoding="utf-8")
    opened: dict[str, Shop] = {
        "grinders": open_home(
            tmp_path_factory.mktemp("grinders"), in_turn(with_things_to_swap()), plain_policy()
        ),
        "heaters": open_home(tmp_path_factory.mktemp("heaters"), listed, policy),
    }

    def see(shop: str, customer: str, language: Language = "en") -> View:
        return opened[shop].view(customer, language)

    yield see
    for shop in opened.values():
        shop.records.close()
        shop.catalogue.close()


def swap(seen: View, do: str, order: str, wanted: tuple[Swap, ...], to: str) -> Outcome:
    """What a skill says to swaps of an order, settled with a method."""
    assert seen.customer is not None
    bought = one(seen, order)
    method = find_method(to, bought, seen.customer) or PaymentMethod(to, "other")
    return writing()[do](seen, bought, wanted, method)


def wish(old: str, new: str, quantity: int = 1) -> Swap:
    return Swap(old, old, new, quantity)
