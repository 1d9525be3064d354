"""The tables of changes that are asked for and of what follows from them."""

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from knowledge.records.tables import metadata

pending_actions = Table(
    "pending_actions",
    metadata,
    # What a confirmation names: one id is committed once, however often it is sent.
    Column("id", String, primary_key=True),
    # No foreign keys: importing again replaces the customers and keeps what was asked for.
    Column("conversation", String, nullable=False, index=True),
    Column("customer", String, nullable=False, index=True),
    Column("write", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String, nullable=False),
    Column("audit", Integer),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String, nullable=False),
    Column("customer", String, nullable=False, index=True),
    Column("order_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("created", String, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer", String, nullable=False),
    Column("product", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("created", String, nullable=False),
    UniqueConstraint("customer", "product", "kind"),
)
