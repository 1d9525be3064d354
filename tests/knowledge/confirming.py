"""The shop of five products with rules of its own, and customers who say yes."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from knowledge.commit import Committed, Lapsed, commit, propose
from knowledge.load.shop_data import Event, ShopData
from knowledge.people import Address, Customer
from knowledge.purchase import Line, Order, Payment
from knowledge.records.audit import Deed
from knowledge.records.confirmed import Confirmed, Consequence
from knowledge.records.database import Records
from knowledge.records.outbox import Message
from knowledge.records.pending import PendingAction
from knowledge.refusals import Refusal
from knowledge.rules import RuleParams, Rules, Stage, StatusParams
from knowledge.shop import Shop
from knowledge.write import (
    CancelOrder,
    ChangeCustomerAddress,
    ChangeOrderAddress,
    ChangeOrderItems,
    ChangeOrderPayment,
    EraseCustomer,
    ExchangeItems,
    OpenCase,
    Piece,
    ReturnItems,
    Subscribe,
    Swap,
    Write,
)
from tests.knowledge.five_products import TODAY, five_products
from tests.knowledge.shelf import shelf, shelf_search

NOON = datetime(2026, 11, 20, 12)
NEW_HOME = Address("7 Oak Avenue", "", "Salem", "OR", "USA", "97301")


def _status(stage: Stage, word: str) -> StatusParams:
    return StatusParams(stage, word, word)


RULES = Rules(
    today=TODAY,
    statuses={
        "pending": _status("open", "pending"),
        "shipped": _status("shipped", "shipped"),
        "delivered": _status("delivered", "delivered"),
        "cancelled": _status("cancelled", "cancelled"),
        "void": _status("cancelled", "void"),
        "return requested": _status("return_requested", "return requested"),
        "exchange requested": _status("exchange_requested", "exchange requested"),
    },
    rules={
        "cancel_order": RuleParams(("pending",), reasons=("no longer needed", "other")),
        "change_order_address": RuleParams(("pending",)),
        "change_order_payment": RuleParams(("pending",)),
        "change_order_items": RuleParams(("pending",)),
        "return_items": RuleParams(("delivered",), days=30),
        "exchange_items": RuleParams(("delivered",)),
        "change_customer_address": RuleParams(),
        "open_case": RuleParams(),
        "subscribe": RuleParams(),
    },
)

CANCEL = CancelOrder("#1001", "no longer needed")
MOVE_ORDER = ChangeOrderAddress("#1001", NEW_HOME)
PAY_BY_CARD = ChangeOrderPayment("#1001", "credit_card_2")
PAY_BY_GIFT_CARD = ChangeOrderPayment("#1005", "gift_card_3")
SEND_BACK = ReturnItems("#1003", (Piece("coffee-250", "coffee-250", 2),), "credit_card_2")
ELECTRIC = ChangeOrderItems(
    "#1016", (Swap("grinder-manual", "grinder-manual", "grinder-electric"),), "credit_card_2"
)
"""One of two grinders: 129.00 instead of 45.00."""
SMALLER = ExchangeItems("#1017", (Swap("tent-4", "tent-4", "tent-2"),), "gift_card_3")
"""A tent for 149.00 instead of 219.00."""
MOVE_HOME = ChangeCustomerAddress("ada", NEW_HOME)
REPORT = OpenCase("ada", "#1003", "damaged", "The bag of Ada Fox was torn")
WAIT = Subscribe("ada", "kettle-white")
FORGET = EraseCustomer("ada")
EVERY_KIND: tuple[Write, ...] = (
    CANCEL,
    MOVE_ORDER,
    PAY_BY_CARD,
    SEND_BACK,
    ELECTRIC,
    SMALLER,
    MOVE_HOME,
    REPORT,
    WAIT,
    FORGET,
)


def with_small_order() -> ShopData:
    """The shop of five products; Ada also has ``#1005``, a mug paid with 14.50 of her gift card."""
    data = five_products()
    mug = Line("mug-350", "mug", "mug-350", data.products[3].title, Decimal("14.50"))
    order = Order(
        "#1005",
        "ada",
        "pending",
        Decimal("14.50"),
        (mug,),
        placed=datetime(2026, 11, 20, 8),
        payment_method="paypal_1",
        payments=(Payment("payment", Decimal("14.50"), "paypal_1"),),
    )
    viewed = Event("ada", TODAY, "view", "mug-350")
    return replace(data, orders=[*data.orders, order], events=[viewed])


def with_things_to_swap() -> ShopData:
    """
    The same; Ada has two more orders, paid with PayPal.

    ``#1016`` is two hand grinders for 45.00 each, pending; ``#1017`` a tent for 219.00, delivered.
    """
    data = with_small_order()
    return replace(data, orders=[*data.orders, *_to_swap(data)])


def _to_swap(data: ShopData) -> list[Order]:
    grinder, tent = data.products[1], data.products[2]
    manual, large = grinder.variants[0], tent.variants[1]
    two = Line(
        manual.id, grinder.id, manual.id, grinder.title, Decimal("45.00"), 2, manual.attributes
    )
    one = Line(large.id, tent.id, large.id, tent.title, Decimal("219.00"), 1, large.attributes)
    return [
        _paid_order("#1016", "pending", Decimal("90.00"), two),
        _paid_order("#1017", "delivered", Decimal("219.00"), one),
    ]


def _paid_order(id: str, status: str, total: Decimal, line: Line) -> Order:
    payment = Payment("payment", total, "paypal_1")
    placed = datetime(2026, 11, 1, 8)
    return Order(
        id,
        "ada",
        status,
        total,
        (line,),
        placed=placed,
        payment_method="paypal_1",
        payments=(payment,),
    )


@dataclass
class Desk:
    """A shop with a clock that stands still, and Ada talking to it."""

    shop: Shop
    conversation: str = "c_ada"

    @property
    def records(self) -> Records:
        return self.shop.records

    @property
    def ada(self) -> Customer:
        found = self.records.customers.get("ada")
        assert found is not None
        return found

    def order(self, order_id: str) -> Order:
        found = self.records.orders.get(order_id, "ada")
        assert found is not None
        return found

    def propose(self, write: Write, words: str = "as shown") -> PendingAction:
        return propose(self.shop, write, words, conversation=self.conversation, customer="ada")

    def yes(self, action: PendingAction) -> Committed | Lapsed | Refusal:
        return commit(self.shop, action.id, conversation=self.conversation, customer="ada")

    def change(self, write: Write) -> Committed:
        """Proposes and confirms."""
        done = self.yes(self.propose(write))
        assert isinstance(done, Committed)
        return done

    def apply(
        self, write: Write, *, version: int = 0, rules: Rules = RULES
    ) -> tuple[Consequence, ...]:
        """The change of the rows alone, as of noon."""
        order = self.records.orders.get(getattr(write, "order", ""), "ada")
        made = Confirmed(write, order, self.ada, version, self.conversation, rules, NOON)
        return self.records.apply(made)

    def audit(self) -> list[Deed]:
        """All rows about Ada and her orders, in order."""
        targets = [
            "customers/ada",
            *(f"orders/{order.id}" for order in self.records.orders.of("ada")),
        ]
        return sorted((deed for one in targets for deed in self.records.audit.of(one)), key=number)

    def events(self) -> list[Message]:
        """What the shop's own system will hear of."""
        return [message for message in self.records.outbox.unsent() if message.to == "shop"]

    def stored(self, action: PendingAction) -> PendingAction:
        found = self.records.pending.get(action.id)
        assert found is not None
        return found


def number(deed: Deed) -> int:
    return deed.id


def shop_of(records: Records, home: Path) -> Shop:
    """The shop of five products on these records; nothing is read from its home."""
    return Shop(home, RULES, shelf(), records, shelf_search())


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def pass_by(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


def said(message: Message) -> dict[str, object]:
    found = json.loads(message.body)
    assert isinstance(found, dict)
    return found
