"""What swapping pieces of an order makes of its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, update

from knowledge.purchase import Line, Order, Payment, Swapped
from knowledge.records import tables
from knowledge.records.confirmed import Confirmed, Consequence
from knowledge.records.order_changes import (
    confirmed_order,
    move_money,
    next_position,
    set_order,
    status_word,
)
from knowledge.records.order_rows import line_row, swap_row
from knowledge.refusals import closes
from knowledge.swaps import settled

_lines = tables.order_lines.c


def change_order_items(connection: Connection, confirmed: Confirmed) -> tuple[Consequence, ...]:
    """The lines hold the new variants, the total follows, and the difference is settled."""
    order = confirmed_order(confirmed)
    lines = {line.id: line for line in order.lines}
    made = []
    for swap in confirmed.swaps:
        line = lines[swap.before.id]
        left = line.quantity - swap.before.quantity
        if left:
            lines[line.id] = replace(line, quantity=left)
            _update(connection, order.id, lines[line.id])
            split = replace(swap.after, id=_free_id(swap.after.variant, lines))
            lines[split.id] = split
            place = next_position(connection, tables.order_lines, order.id)
            connection.execute(insert(tables.order_lines), line_row(order.id, place, split))
            made.append(replace(swap, after=split))
        else:
            lines[line.id] = swap.after
            _update(connection, order.id, swap.after)
            made.append(swap)
    total = order.total + (settled(confirmed.swaps) or 0)
    word = _closed_word(confirmed, order)
    set_order(connection, order.id, total=str(total), status=word)
    return _settle(connection, confirmed, order, made)


def exchange_items(connection: Connection, confirmed: Confirmed) -> tuple[Consequence, ...]:
    """The pieces are expected back, and others take their place; the difference is settled now."""
    order = confirmed_order(confirmed)
    word = status_word(confirmed.rules, "exchange_requested", order.status)
    set_order(connection, order.id, status=word)
    return _settle(connection, confirmed, order, confirmed.swaps)


def _settle(
    connection: Connection, confirmed: Confirmed, order: Order, swaps: Sequence[Swapped]
) -> tuple[Consequence, ...]:
    """Remember the swaps; the difference moves where the payments of the order are on file."""
    first = next_position(connection, tables.swaps, order.id)
    rows = [
        swap_row(order.id, first + place, replace(swap, at=confirmed.now))
        for place, swap in enumerate(swaps)
    ]
    connection.execute(insert(tables.swaps), rows)
    return move_money(connection, confirmed, order, list(_moves(confirmed, order)))


def _moves(confirmed: Confirmed, order: Order) -> Iterator[Payment]:
    costs = settled(confirmed.swaps)
    if costs and order.payments:
        method = confirmed.swaps[0].method
        yield Payment("payment" if costs > 0 else "refund", abs(costs), method, confirmed.now)


def _closed_word(confirmed: Confirmed, order: Order) -> str:
    """The status after it: the shop's word for an order that was changed for the last time."""
    rules = confirmed.rules
    if not closes(confirmed.write.do, rules):
        return order.status
    return rules.word_for(rules.stage(order.status), closed=True) or order.status


def _update(connection: Connection, order_id: str, line: Line) -> None:
    row = line_row(order_id, 0, line)
    del row["position"]
    here = (_lines.order_id == order_id, _lines.id == line.id)
    connection.execute(update(tables.order_lines).where(*here).values(row))


def _free_id(variant: str, taken: Mapping[str, Line]) -> str:
    """An id for a new line: the variant's, with a number behind it where that is taken."""
    number = 1
    while (id := f"{variant}:{number}" if number > 1 else variant) in taken:
        number += 1
    return id
