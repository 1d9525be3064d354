"""The rules of the shop: `policy.yaml` read into values that check themselves."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from rapidfuzz import process

from knowledge.goods import Text

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

    @property
    def words(self) -> Text:
        return Text(self.en, self.zh)


@dataclass(frozen=True)
class RuleParams:
    """When a change is possible. `days` None = no time limit."""

    statuses: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    days: int | None = None
    once: bool = False
    closes: bool = False
    same_product: bool = True
    refund_to: str = ""
    payment_methods: str = ""


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

    @classmethod
    def read(cls, path: Path) -> "Rules":
        try:
            said = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except yaml.YAMLError as problem:
            raise ValueError(f"{path.name} is no valid YAML: {problem}") from problem
        rules = _read(cls, said, path.name)
        assert isinstance(rules, cls)
        return rules

    def status(self, word: str) -> StatusParams:
        """What a status word means; a word the policy does not know is told as it stands."""
        return self.statuses.get(word, StatusParams("open", word, word))

    def stage(self, word: str) -> Stage:
        return self.status(word).stage


def _read(kind: Any, said: object, where: str) -> object:
    """`said` as a value of type `kind`, or a ValueError that names the place."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Text and isinstance(said, str | int):
        return Text(str(said), str(said))
    if is_dataclass(kind):
        return _read_fields(kind, _mapping(said, where), where)
    if origin in (types.UnionType, Union):
        if said is None and type(None) in arguments:
            return None
        return _read(next(a for a in arguments if a is not type(None)), said, where)
    if origin is tuple:
        if not isinstance(said, list):
            raise ValueError(f"{where} is {said!r}; give a list")
        return tuple(_read(arguments[0], item, where) for item in said)
    if origin is not None and issubclass(origin, Mapping) if isinstance(origin, type) else False:
        return {
            str(key): _read(arguments[1], value, f"{where}.{key}")
            for key, value in _mapping(said, where).items()
        }
    if origin is Literal:
        if said not in arguments:
            raise ValueError(f"{where} is {said!r}; allowed are {', '.join(map(str, arguments))}")
        return said
    if kind is str and isinstance(said, (str, int, float)):
        return str(said)
    if not isinstance(said, kind):
        raise ValueError(f"{where} is {said!r}; give a {kind.__name__}")
    return said


def _read_fields(kind: Any, said: Mapping[str, object], where: str) -> object:
    hints = get_type_hints(kind)
    known = [f.name for f in fields(kind)]
    for key in said:
        if key not in known:
            nearest = process.extractOne(str(key), known)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
            raise ValueError(
                f"{where} has an unknown key {key!r}; allowed are {', '.join(known)}{hint}"
            )
    try:
        return kind(
            **{key: _read(hints[key], value, f"{where}.{key}") for key, value in said.items()}
        )
    except TypeError as problem:
        raise ValueError(f"{where}: {problem}") from problem


def _mapping(said: object, where: str) -> Mapping[str, Any]:
    if not isinstance(said, Mapping):
        raise ValueError(f"{where} is {said!r}; give a set of keys")
    return said
