"""What the writes that are about an order make of its rows, and of the money paid for it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Connection, Table, func, insert, select, update

from knowledge.legal_methods import paid_net, refund_of
from knowledge.purchase import Order, Payment
from knowledge.records import tables
from knowledge.records.confirmed import Confirmed, Consequence, RecordMoved
from knowledge.records.packing import iso, packed
from knowledge.rules import Rules, Stage
from knowledge.write import ChangeOrderAddress, ChangeOrderPayment, ReturnItems

_methods = tables.payment_methods.c


def cancel(connection: Connection, confirmed: Confirmed) -> tuple[Consequence, ...]:
    """All that was paid goes back the way it came."""
    order = confirmed_order(confirmed)
    set_order(connection, order.id, status=status_word(confirmed.rules, "cancelled", order.status))
    back = [Payment("refund", amount, method, confirmed.now) for method, amount in paid_net(order)]
    return move_money(connection, confirmed, order, back)


def change_order_address(
    connection: Connection, write: ChangeOrderAddress
) -> tuple[Consequence, ...]:
    """The parcel goes somewhere else."""
    set_order(connection, write.order, address=packed(write.address))
    return ()


def change_order_payment(
    connection: Connection, confirmed: Confirmed, write: ChangeOrderPayment
) -> tuple[Consequence, ...]:
    """What was paid with other methods is paid with the new one, and goes back to the others."""
    order, new, now = confirmed_order(confirmed), write.payment_method, confirmed.now
    others = [(method, amount) for method, amount in paid_net(order) if method != new]
    set_order(connection, order.id, payment_method=new)
    moved = [Payment("refund", amount, method, now) for method, amount in others]
    if moved:
        moved.insert(
            0, Payment("payment", sum((amount for _, amount in others), Decimal()), new, now)
        )
    return move_money(connection, confirmed, order, moved)


def return_items(
    connection: Connection, confirmed: Confirmed, write: ReturnItems
) -> tuple[Consequence, ...]:
    """The pieces are expected back; their money follows when they are there."""
    order = confirmed_order(confirmed)
    word = status_word(confirmed.rules, "return_requested", order.status)
    set_order(connection, order.id, status=word)
    pieces = tuple(piece.line for piece in write.pieces for _ in range(piece.quantity))
    values = {
        "order_id": order.id,
        "position": next_position(connection, tables.returns, order.id),
        "lines": packed(pieces),
        "amount": str(refund_of(order, write.pieces)),
        "method": write.refund_to,
        "status": "requested",
        "requested": iso(confirmed.now),
    }
    connection.execute(insert(tables.returns).values(values))
    return ()


def confirmed_order(confirmed: Confirmed) -> Order:
    """
    The order that a confirmed change is about.

    Raises
    ------
    RecordMoved
        If it is not there any more.
    """
    if confirmed.order is None:
        raise RecordMoved(f"the order of {confirmed.write.do} is not there any more")
    return confirmed.order


def set_order(connection: Connection, order_id: str, **values: str) -> None:
    """Give columns of an order other values."""
    connection.execute(update(tables.orders).where(tables.orders.c.id == order_id).values(**values))


def status_word(rules: Rules, stage: Stage, current: str) -> str:
    """The shop's first word for a stage; the current word where it has none."""
    return next((word for word, said in rules.statuses.items() if said.stage == stage), current)


def move_money(
    connection: Connection, confirmed: Confirmed, order: Order, moves: Sequence[Payment]
) -> tuple[Consequence, ...]:
    """Note payments and refunds; where they touch gift cards, those hold less or more at once."""
    first = next_position(connection, tables.payments, order.id)
    rows = [
        {
            "order_id": order.id,
            "position": first + place,
            "kind": move.kind,
            "amount": str(move.amount),
            "method": move.method,
            "at": iso(move.at),
        }
        for place, move in enumerate(moves)
    ]
    if rows:
        connection.execute(insert(tables.payments), rows)
    owner = confirmed.customer.id
    balances = _new_balances(connection, owner, moves)
    for method, balance in balances.items():
        connection.execute(
            update(tables.payment_methods)
            .where(_methods.customer_id == owner, _methods.id == method)
            .values(balance=balance)
        )
    return (Consequence("balance", f"customers/{owner}", balances),) if balances else ()


def _new_balances(
    connection: Connection, owner: str, moves: Sequence[Payment]
) -> Mapping[str, str]:
    """
    What those methods will hold that have a balance and are part of the moves.

    Raises
    ------
    RecordMoved
        If one holds less than is to be paid with it.
    """
    query = (
        select(_methods.id, _methods.balance)
        .where(_methods.customer_id == owner, _methods.balance.is_not(None))
        .with_for_update()
    )
    before = {row.id: Decimal(row.balance) for row in connection.execute(query)}
    after: dict[str, Decimal] = {}
    for move in moves:
        if move.method in before:
            signed = move.amount if move.kind == "refund" else -move.amount
            after[move.method] = after.get(move.method, before[move.method]) + signed
    for method, balance in after.items():
        if balance < 0:
            raise RecordMoved(f"{method} holds {before[method]}, less than is to be paid with it")
    return {method: str(balance) for method, balance in after.items()}


def next_position(connection: Connection, table: Table, order_id: str) -> int:
    """The place behind the last row of an order in a table of its parts."""
    last = select(func.max(table.c.position)).where(table.c.order_id == order_id)
    found = connection.execute(last).scalar_one()
    return 0 if found is None else int(found) + 1
