"""The customers of the shop, and who of them fits a claim."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, distinct, func, select

from knowledge.people import Address, Customer, PaymentMethod
from knowledge.records import tables
from knowledge.records.claims import email_key, is_named, phone_key, spoken_names, zip_key
from knowledge.records.connections import Connections
from knowledge.records.packing import unpacked

_customers = tables.customers.c

_KEYS = {
    "email": (_customers.email_key, email_key),
    "phone": (_customers.phone_key, phone_key),
    "zip": (_customers.zip_key, zip_key),
}


class Customers:
    """Customers by id or by what somebody claims to be."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, customer_id: str) -> Customer | None:
        """The customer with this id."""
        with self._connections.reading() as connection:
            found = _read(connection, [customer_id])
        return found[0] if found else None

    def version(self, customer_id: str, *, hold: bool = False) -> int | None:
        """
        How often the customer was changed here, None for an unknown one.

        Parameters
        ----------
        hold
            Whether nobody else may change her until the transaction ends.
        """
        query = select(_customers.version).where(_customers.id == customer_id)
        if hold:
            with self._connections.writing() as connection:
                return connection.execute(query.with_for_update()).scalar_one_or_none()
        with self._connections.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def some(self, num_customers: int) -> tuple[Customer, ...]:
        """
        Customers to try the shop with, the same ones each time.

        Those come first whose orders are in the most different states, then those whose last order
        is the newest.
        """
        states = func.count(distinct(tables.orders.c.status))
        query = (
            select(_customers.id)
            .join(tables.orders, tables.orders.c.customer == _customers.id)
            .group_by(_customers.id)
            .order_by(states.desc(), func.max(tables.orders.c.position).desc(), _customers.id)
            .limit(num_customers)
        )
        with self._connections.reading() as connection:
            return _read(connection, connection.execute(query).scalars().all())

    def matching(self, claim: Mapping[str, str]) -> tuple[str, ...]:
        """
        Ids of the customers that fit everything that is claimed.

        Where the name of one stands inside the name of another that fits too, the longer one is
        meant.

        Parameters
        ----------
        claim
            Slots ``email``, ``phone``, ``zip`` as typed; ``name`` = a text with her name in it.

        Raises
        ------
        ValueError
            If there is another slot, or nothing but a name.
        """
        unknown = sorted(claim.keys() - _KEYS.keys() - {"name"})
        if unknown:
            raise ValueError(f"claim holds {', '.join(unknown)}; give email, phone, zip, name")
        if not claim.keys() & _KEYS.keys():
            raise ValueError("a name alone is no claim; give email, phone or zip as well")
        query = select(_customers.id, _customers.name).order_by(_customers.id)
        for slot in claim.keys() & _KEYS.keys():
            column, normalise = _KEYS[slot]
            wanted = normalise(claim[slot])
            # Nothing on file is no match for nothing said.
            if not wanted:
                return ()
            query = query.where(column == wanted)
        with self._connections.reading() as connection:
            names = {row.id: row.name for row in connection.execute(query)}
        return _named(names, claim["name"]) if "name" in claim else tuple(names)

    def named(self, text: str) -> tuple[str, ...]:
        """Ids of all customers whose full name stands in the text: whom a wrong claim is about."""
        query = select(_customers.id).where(_customers.name_key.in_(spoken_names(text)))
        with self._connections.reading() as connection:
            return tuple(connection.execute(query.order_by(_customers.id)).scalars())


def _named(names: Mapping[str, str], text: str) -> tuple[str, ...]:
    """Those whose name stands in the text, and is not just a piece of a longer name in it."""
    said = {customer: name for customer, name in names.items() if is_named(name, text)}
    return tuple(
        customer
        for customer, name in said.items()
        if not any(
            is_named(name, longer) and not is_named(longer, name) for longer in said.values()
        )
    )


def _read(connection: Connection, ids: Sequence[str]) -> tuple[Customer, ...]:
    """Customers in the order of `ids`; those that are not on file are left out."""
    methods = (
        select(tables.payment_methods)
        .where(tables.payment_methods.c.customer_id.in_(ids))
        .order_by(tables.payment_methods.c.position)
    )
    by_customer: defaultdict[str, list[PaymentMethod]] = defaultdict(list)
    for row in connection.execute(methods).mappings():
        by_customer[row["customer_id"]].append(_payment_method(row))
    query = select(tables.customers).where(_customers.id.in_(ids))
    rows = {row["id"]: row for row in connection.execute(query).mappings()}
    return tuple(
        Customer(
            id=one,
            name=rows[one]["name"],
            email=rows[one]["email"],
            phone=rows[one]["phone"],
            address=unpacked(rows[one]["address"], Address),
            payment_methods=tuple(by_customer[one]),
            language=rows[one]["language"],
        )
        for one in ids
        if one in rows
    )


def _payment_method(row: RowMapping) -> PaymentMethod:
    balance = row["balance"]
    return PaymentMethod(
        id=row["id"],
        kind=row["kind"],
        brand=row["brand"],
        last_four=row["last_four"],
        balance=Decimal(balance) if balance is not None else None,
    )
