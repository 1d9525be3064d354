"""The rules of the shop: `policy.yaml` read into values that check themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import yaml

from knowledge.goods import Text
from knowledge.typed import read, unknown
from knowledge.write import CaseKind

Stage = Literal[
    "awaiting_payment",
    "open",
    "processing",
    "shipped",
    "delivered",
    "cancelled",
    "return_requested",
    "exchange_requested",
    "returned",
]
UNDERWAY: frozenset[str] = frozenset({"awaiting_payment", "open", "processing", "shipped"})
"""Stages in which a parcel is still expected."""
CLOSED: frozenset[str] = frozenset(
    {"cancelled", "return_requested", "exchange_requested", "returned"}
)
"""Stages of an order that was changed for the last time."""

ORDER_CHANGES = (
    "change_order_address",
    "change_order_payment",
    "change_order_items",
    "cancel_order",
    "exchange_items",
    "return_items",
)
"""Writes that change an order: each is possible only in statuses that the policy names."""
WRITES = (*ORDER_CHANGES, "open_case", "change_customer_address", "subscribe", "place_order")
"""Writes that a policy may allow."""
ALWAYS_ALLOWED = frozenset({"erase_customer"})
"""Writes that no policy can take away from a customer."""


@dataclass(frozen=True)
class ShopParams:
    name: Text = Text("My shop", "我的小店")
    currency: str = "EUR"
    country: str = ""
    languages: tuple[str, ...] = ("en", "zh")


@dataclass(frozen=True)
class IdentityParams:
    """How a customer may say who she is; `claims` are the ways in, each a list of slots."""

    claims: tuple[tuple[str, ...], ...] = (("email", "zip"), ("email", "code"))
    tries: int = 5
    lock_minutes: int = 30
    levels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        allowed = {"email", "name", "zip", "phone", "code"}
        for slot in (slot for claim in self.claims for slot in claim):
            if slot not in allowed:
                raise ValueError(
                    f"identity.claims holds {slot!r}; allowed are {', '.join(sorted(allowed))}"
                )
        if self.tries < 1:
            raise ValueError(f"identity.tries is {self.tries}; give at least 1")


@dataclass(frozen=True)
class StatusParams:
    """What a status word of the source means and how customers read it."""

    stage: Stage
    en: str
    zh: str
    closed: bool = False
    """
    Whether an order in it was changed for the last time, such as one whose items were swapped
    where the shop allows that once. The stages of `CLOSED` are so anyway.
    """

    @property
    def words(self) -> Text:
        return Text(self.en, self.zh)


@dataclass(frozen=True)
class RuleParams:
    """
    When and how one write is possible.

    Parameters
    ----------
    statuses
        Status words of the order in which it is possible. Empty = never, for what changes an
        order; for all else, such as `open_case`, the status does not matter then.
    reasons
        The only ones that are accepted, verbatim; empty = any, and none is asked for.
    days
        Days after the delivery in which it is possible, >= 0; None = no limit.
    categories
        The same for goods of some categories and those below, by category id; 0 = never.
    once
        Whether it is possible only once for an order.
    closes
        Whether the order can be changed no further after it.
    same_product
        Whether an item can be swapped only for another variant of its product.
    refund_to
        Where the money of a return may go: `original` is how the order was paid, `gift_card` any
        gift card on file, ``""`` any method on file.
    payment_methods
        What may pay: `other` is any method on file but the present one, ``""`` any on file.
    kinds
        Kinds of cases that can be opened; empty = all.
    """

    statuses: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    days: int | None = None
    categories: Mapping[str, int] = field(default_factory=dict)
    once: bool = False
    closes: bool = False
    same_product: bool = True
    refund_to: str = ""
    payment_methods: str = ""
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check("refund_to", self.refund_to, REFUND_TO)
        _check("payment_methods", self.payment_methods, PAYMENT_METHODS)
        for kind in self.kinds:
            _check("kinds", kind, get_args(CaseKind))
        for name, days in {"days": self.days or 0, **self.categories}.items():
            if days < 0:
                raise ValueError(f"{name} is {days}; give 0 days or more")


REFUND_TO = ("", "original", "original_or_gift_card", "gift_card")
PAYMENT_METHODS = ("", "other")


def _check(name: str, said: str, allowed: tuple[str, ...]) -> None:
    if said not in allowed:
        raise ValueError(
            f"{name} is {said!r}; allowed are {', '.join(word or repr(word) for word in allowed)}"
        )


@dataclass(frozen=True)
class RefundParams:
    """Days from first to last until refunded money is there, by kind of payment method."""

    days: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: {"other": (5, 7)})

    def days_for(self, kind: str) -> tuple[int, ...]:
        return self.days.get(kind, self.days.get("other", ()))


@dataclass(frozen=True)
class SupportParams:
    """When people answer, in words for customers."""

    hours: Text = Text()


@dataclass(frozen=True)
class Rules:
    """
    All rules of one shop.

    Raises
    ------
    ValueError
        If a key or value of `policy.yaml` is not one of those allowed; the message names the
        nearest allowed one.
    """

    shop: ShopParams = ShopParams()
    today: date | None = None
    identity: IdentityParams = IdentityParams()
    statuses: Mapping[str, StatusParams] = field(default_factory=dict)
    rules: Mapping[str, RuleParams] = field(default_factory=dict)
    refunds: RefundParams = RefundParams()
    support: SupportParams = SupportParams()

    def __post_init__(self) -> None:
        for do, params in self.rules.items():
            if do not in WRITES:
                raise ValueError(f"rules has {unknown(do, WRITES)}")
            for word in params.statuses if self.statuses else ():
                if word not in self.statuses:
                    raise ValueError(
                        f"rules.{do}.statuses has {unknown(word, tuple(self.statuses))}"
                    )

    @classmethod
    def read(cls, path: Path) -> "Rules":
        try:
            said = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except yaml.YAMLError as problem:
            raise ValueError(f"{path.name} is no valid YAML: {problem}") from problem
        rules = read(cls, said, path.name)
        assert isinstance(rules, cls)
        return rules

    def status(self, word: str) -> StatusParams:
        """What a status word means; a word the policy does not know is told as it stands."""
        return self.statuses.get(word, StatusParams("open", word, word))

    def stage(self, word: str) -> Stage:
        return self.status(word).stage

    def is_closed(self, word: str) -> bool:
        """Whether an order of this status was changed for the last time."""
        status = self.status(word)
        return status.closed or status.stage in CLOSED

    def word_for(self, stage: Stage, *, closed: bool = False) -> str | None:
        """
        The first status word of a stage, None where the policy has none.

        Parameters
        ----------
        closed
            Whether to look among the words that are marked as closed instead of the others.
        """
        words = self.statuses.items()
        return next((w for w, s in words if s.stage == stage and s.closed == closed), None)

    def for_write(self, do: str) -> RuleParams | None:
        """The rule of a write; None = the shop does not allow it at all."""
        if do in ALWAYS_ALLOWED:
            return RuleParams()
        params = self.rules.get(do)
        if do in ORDER_CHANGES and params is not None and not params.statuses:
            return None
        return params
