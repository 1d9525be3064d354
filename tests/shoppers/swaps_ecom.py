"""Goals on ecom_bench of getting something else in the place of what was ordered."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.shoppers.goals import Aim, Goal, Swap
from tests.shoppers.goals_ecom import SHOP, read_files
from tests.shoppers.phrases import Phrases


def read_ecom_swaps(
    folder: Path, rng: Random, num_drawn: int, phrases: Phrases, left_out: Counter[str]
) -> Iterator[Goal]:
    """At most `num_drawn` of all lines and of all that the shop gives for each."""
    files = read_files(folder)
    found: list[Goal] = []
    for key in files.fitting("change_items"):
        order = files.purchase(key, "change_items")
        for item, line in zip(order.items, files.orders[key]["订单商品列表"], strict=True):
            for target in files.swaps[item.id]:
                if target["商品状态"] != "已上架":
                    left_out["not available"] += 1
                elif line["数量"] > 1:
                    left_out["several of one thing"] += 1
                elif not item.clear:
                    left_out["the name fits two lines"] += 1
                else:
                    new = target["商品ID"]
                    # Whatever it is called it has its number as well.
                    names = tuple(dict.fromkeys((*phrases.targets.get(new, ()), new)))
                    swap = Swap(item, new, (names,), (names,))
                    write = {"do": "change_order_items", "order": key, "items": {item.id: new}}
                    paid = order.paid_with
                    aim = Aim("change_items", write, order, (item,), paid, (paid,), swaps=(swap,))
                    found.append(Goal(f"drawn {new}", SHOP, files.shopper(key), (aim,)))
    yield from rng.sample(found, min(num_drawn, len(found)))
