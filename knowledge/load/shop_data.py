"""What every loader gives: the plain rows of one shop, before they are stored."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from knowledge.goods import Category, Content, Edge, Product
from knowledge.people import Customer
from knowledge.purchase import Order


@dataclass(frozen=True)
class StockRow:
    """On hand and on its way, of one variant in one warehouse."""

    variant: str
    warehouse: str
    on_hand: int
    inbound: int = 0
    inbound_date: date | None = None


@dataclass(frozen=True)
class Event:
    """Something a customer did in the shop's pages."""

    customer: str
    day: date
    kind: str
    """view or basket."""
    variant: str
    quantity: int = 1


@dataclass(frozen=True)
class SoldOut:
    """A spell of days, both included, on which a variant could not be bought."""

    variant: str
    first: date
    last: date


@dataclass(frozen=True)
class Promotion:
    """A price cut on some products between two days, both included."""

    id: str
    title_en: str
    title_zh: str
    first: date
    last: date
    percent: Decimal
    category: str


@dataclass(frozen=True)
class Complaint:
    """A row that could not be loaded, where it stands and why."""

    file: str
    row: int
    """Row number as a spreadsheet shows it: the header is row 1. 0 = the file as a whole."""
    message: str


@dataclass
class ShopData:
    """All rows of a shop; a loader fills it and :mod:`knowledge.load.init` stores it."""

    policy: Path | None = None
    """The policy.yaml that a new home begins with; None = the plain one."""
    products: list[Product] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)
    """SVG drawings by the name that products and variants give as `image`."""
    customers: list[Customer] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    stock: list[StockRow] = field(default_factory=list)
    sold_out: list[SoldOut] = field(default_factory=list)
    promotions: list[Promotion] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
