"""
The tables of the records.

Amounts of money are the text of a Decimal, so they stay exact; days and times are ISO text. What is
never searched for (addresses, attributes, the track of a parcel) is JSON text in one column.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("at", String, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

customers = Table(
    "customers",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("email", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("address", Text, nullable=False),
    Column("language", String, nullable=False),
    # The same values as a claim is compared with them, see knowledge.records.claims.
    Column("email_key", String, nullable=False, index=True),
    Column("phone_key", String, nullable=False, index=True),
    Column("zip_key", String, nullable=False, index=True),
    Column("name_key", String, nullable=False, index=True),
    # Goes up with every write; only the rows of who has seen the latest one may be changed.
    Column("version", Integer, nullable=False, server_default="0"),
)

payment_methods = Table(
    "payment_methods",
    metadata,
    Column("customer_id", ForeignKey("customers.id", ondelete="CASCADE"), nullable=False),
    Column("id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("brand", String, nullable=False),
    Column("last_four", String, nullable=False),
    Column("balance", String),
    PrimaryKeyConstraint("customer_id", "id"),
)

orders = Table(
    "orders",
    metadata,
    Column("id", String, primary_key=True),
    # No foreign key: a guest's order has no customer on file.
    Column("customer", String, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("key", String, nullable=False, index=True),
    Column("bare_key", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("total", String, nullable=False),
    Column("placed", String),
    Column("address", Text, nullable=False),
    Column("recipient", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("payment_method", String, nullable=False),
    Column("delay_reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False),
    Column("id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("product", String, nullable=False),
    Column("variant", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("price", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("attributes", Text, nullable=False),
    PrimaryKeyConstraint("order_id", "id"),
)

payments = Table(
    "payments",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("amount", String, nullable=False),
    Column("method", String, nullable=False),
    Column("at", String),
    PrimaryKeyConstraint("order_id", "position"),
)

shipments = Table(
    "shipments",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("tracking", String, nullable=False),
    Column("carrier", String, nullable=False),
    Column("dispatched", String),
    Column("promised", String),
    Column("delivered", String),
    Column("lines", Text, nullable=False),
    Column("track", Text, nullable=False),
    PrimaryKeyConstraint("order_id", "position"),
)

returns = Table(
    "returns",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("lines", Text, nullable=False),
    Column("amount", String, nullable=False),
    Column("method", String, nullable=False),
    Column("status", String, nullable=False),
    Column("requested", String),
    Column("refunded", String),
    PrimaryKeyConstraint("order_id", "position"),
)

swaps = Table(
    "swaps",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("do", String, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    # NULL where a price was not on file.
    Column("difference", String),
    Column("method", String, nullable=False),
    Column("at", String),
    PrimaryKeyConstraint("order_id", "position"),
)

stock = Table(
    "stock",
    metadata,
    Column("variant", String, nullable=False),
    Column("warehouse", String, nullable=False),
    Column("on_hand", Integer, nullable=False),
    Column("inbound", Integer, nullable=False),
    Column("inbound_date", String),
    PrimaryKeyConstraint("variant", "warehouse"),
)

sold_out = Table(
    "sold_out",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("variant", String, nullable=False, index=True),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
)

promotions = Table(
    "promotions",
    metadata,
    Column("id", String, primary_key=True),
    Column("title_en", String, nullable=False),
    Column("title_zh", String, nullable=False),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Column("percent", String, nullable=False),
    Column("category", String, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer", String, nullable=False, index=True),
    Column("day", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("variant", String, nullable=False),
    Column("quantity", Integer, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("token_hash", String, nullable=False, unique=True),
    # No foreign key: importing again replaces the customers and keeps what was said.
    Column("customer", String, index=True),
    Column("level", String, nullable=False),
    Column("owner", String, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("turn", Text, nullable=False),
    Column("at", String, nullable=False),
    PrimaryKeyConstraint("conversation", "number"),
)

identity_attempts = Table(
    "identity_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_identity_attempts_key_at", "key", "at"),
)

codes = Table(
    "codes",
    metadata,
    Column("conversation", String, primary_key=True),
    # NULL where a code was asked for somebody who is not on file: it never redeems.
    Column("customer", String),
    Column("salt", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("issued", String, nullable=False),
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("packet", Text, nullable=False),
    Column("created", String, nullable=False),
    Column("taken_by", String),
    Column("closed", String),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("recipient", String, nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("created", String, nullable=False),
    Column("sent", String),
    # "mail", or "shop" for what the shop's own system is to hear of.
    Column("channel", String, nullable=False, server_default="mail"),
    # Id of the pending action that a message tells of.
    Column("key", String, nullable=False, server_default="", index=True),
    Column("state", String, nullable=False, server_default="waiting"),
    Column("tries", Integer, nullable=False, server_default="0"),
    # NULL = at once. Who sends a message moves it ahead first, so that nobody else does.
    Column("next_try", String),
    Column("why", Text, nullable=False, server_default=""),
    Column("answer", Text),
    Index("ix_outbox_state_next_try", "state", "next_try"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("hash", String, nullable=False),
)
