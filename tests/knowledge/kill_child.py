"""
A process that changes a shop again and again until somebody kills it.

``python -m tests.knowledge.kill_child HOME`` opens the home, proposes a change and confirms it,
then the next one. On its output it says ``in transaction`` before every statement of a commit, and
``committed ID`` behind it. Each statement waits a little first, so that most of the time is spent
inside transactions.
"""

import os
import random
import sys
import time
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from knowledge.commit import Committed, commit, propose
from knowledge.people import Address
from knowledge.shop import Shop
from knowledge.write import (
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderPayment,
    OpenCase,
    Write,
)

PAUSE = 0.002
CONVERSATION, CUSTOMER, ORDER = "c_kill", "ada", "#1001"


def tell(line: str) -> None:
    # One call of the system, so that no line is lost or cut when the process dies.
    os.write(1, f"{line}\n".encode())


def change(number: int, pays: str) -> Write:
    """The change with this number; those that follow each other are of different kinds."""
    home = Address(f"{number} Elm Street", "", "Portland", "OR", "USA", "97201")
    match number % 4:
        case 0:
            other = "gift_card_3" if pays == "paypal_1" else "paypal_1"
            return ChangeOrderPayment(ORDER, other)
        case 1:
            return ChangeOrderAddress(ORDER, home)
        case 2:
            return ChangeCustomerAddress(CUSTOMER, home)
    return OpenCase(CUSTOMER, ORDER, "other", f"call number {number}")


def slow_down(*_: object) -> None:
    tell("in transaction")
    time.sleep(PAUSE)


def main(home: Path) -> None:
    shop = Shop.open(home)
    tell("open")
    # No address is one that was there before, and any kind may come first.
    first = random.randrange(4) + (shop.records.orders.version(ORDER) or 0) * 4
    for number in count(first):
        current = shop.records.orders.get(ORDER, CUSTOMER)
        assert current is not None
        write = change(number, current.payment_method)
        shown = propose(shop, write, write.do, conversation=CONVERSATION, customer=CUSTOMER)
        event.listen(Engine, "before_cursor_execute", slow_down)
        end = commit(shop, shown.id, conversation=CONVERSATION, customer=CUSTOMER)
        event.remove(Engine, "before_cursor_execute", slow_down)
        if isinstance(end, Committed):
            tell(f"committed {shown.id}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
