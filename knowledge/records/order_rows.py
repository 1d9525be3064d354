"""An order as rows of its tables, and back."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import RowMapping

from knowledge.goods import Attribute, Text
from knowledge.people import Address
from knowledge.purchase import Line, Order, Payment, Return, Shipment, Swapped, TrackPoint
from knowledge.records.numbers import bare_key, key
from knowledge.records.packing import iso, moment, packed, unpacked

Values = dict[str, str | int | None]


def order_values(order: Order, position: int) -> Values:
    """The row of `orders`; `position` is its place in the source."""
    return {
        "id": order.id,
        "customer": order.customer,
        "position": position,
        "key": key(order.id),
        "bare_key": bare_key(order.id),
        "status": order.status,
        "total": str(order.total),
        "placed": iso(order.placed),
        "address": packed(order.address),
        "recipient": order.recipient,
        "phone": order.phone,
        "payment_method": order.payment_method,
        "delay_reason": packed(order.delay_reason),
        "note": packed(order.note),
    }


def line_values(order: Order) -> Iterator[Values]:
    """The rows of `order_lines`."""
    for position, line in enumerate(order.lines):
        yield line_row(order.id, position, line)


def payment_values(order: Order) -> Iterator[Values]:
    """The rows of `payments`."""
    for position, payment in enumerate(order.payments):
        yield {
            "order_id": order.id,
            "position": position,
            "kind": payment.kind,
            "amount": str(payment.amount),
            "method": payment.method,
            "at": iso(payment.at),
        }


def shipment_values(order: Order) -> Iterator[Values]:
    """The rows of `shipments`."""
    for position, shipment in enumerate(order.shipments):
        yield {
            "order_id": order.id,
            "position": position,
            "tracking": shipment.tracking,
            "carrier": shipment.carrier,
            "dispatched": iso(shipment.dispatched),
            "promised": iso(shipment.promised),
            "delivered": iso(shipment.delivered),
            "lines": packed(shipment.lines),
            "track": packed(shipment.track),
        }


def return_values(order: Order) -> Iterator[Values]:
    """The rows of `returns`."""
    for position, back in enumerate(order.returns):
        yield {
            "order_id": order.id,
            "position": position,
            "lines": packed(back.lines),
            "amount": str(back.amount),
            "method": back.method,
            "status": back.status,
            "requested": iso(back.requested),
            "refunded": iso(back.refunded),
        }


def swap_values(order: Order) -> Iterator[Values]:
    """The rows of `swaps`."""
    for position, swap in enumerate(order.swaps):
        yield swap_row(order.id, position, swap)


def swap_row(order_id: str, position: int, swap: Swapped) -> Values:
    """One row of `swaps`."""
    return {
        "order_id": order_id,
        "position": position,
        "do": swap.do,
        "before": packed(swap.before),
        "after": packed(swap.after),
        "difference": str(swap.difference) if swap.difference is not None else None,
        "method": swap.method,
        "at": iso(swap.at),
    }


def line_row(order_id: str, position: int, line: Line) -> Values:
    """One row of `order_lines`."""
    return {
        "order_id": order_id,
        "id": line.id,
        "position": position,
        "product": line.product,
        "variant": line.variant,
        "title": packed(line.title),
        "price": str(line.price),
        "quantity": line.quantity,
        "attributes": packed(line.attributes),
    }


def order_from(
    row: RowMapping,
    lines: Sequence[RowMapping],
    payments: Sequence[RowMapping],
    shipments: Sequence[RowMapping],
    returns: Sequence[RowMapping],
    swaps: Sequence[RowMapping],
) -> Order:
    """The order of a row and of the rows that belong to it, each in their order."""
    return Order(
        id=row["id"],
        customer=row["customer"],
        status=row["status"],
        total=Decimal(row["total"]),
        lines=tuple(map(_line, lines)),
        placed=moment(row["placed"]),
        address=unpacked(row["address"], Address),
        recipient=row["recipient"],
        phone=row["phone"],
        payment_method=row["payment_method"],
        payments=tuple(map(_payment, payments)),
        shipments=tuple(map(_shipment, shipments)),
        returns=tuple(map(_return, returns)),
        swaps=tuple(map(_swap, swaps)),
        delay_reason=unpacked(row["delay_reason"], Text),
        note=unpacked(row["note"], Text),
    )


def _line(row: RowMapping) -> Line:
    return Line(
        id=row["id"],
        product=row["product"],
        variant=row["variant"],
        title=unpacked(row["title"], Text),
        price=Decimal(row["price"]),
        quantity=row["quantity"],
        attributes=unpacked(row["attributes"], tuple[Attribute, ...]),
    )


def _payment(row: RowMapping) -> Payment:
    return Payment(row["kind"], Decimal(row["amount"]), row["method"], moment(row["at"]))


def _shipment(row: RowMapping) -> Shipment:
    return Shipment(
        tracking=row["tracking"],
        carrier=row["carrier"],
        dispatched=moment(row["dispatched"]),
        promised=moment(row["promised"]),
        delivered=moment(row["delivered"]),
        lines=unpacked(row["lines"], tuple[str, ...]),
        track=unpacked(row["track"], tuple[TrackPoint, ...]),
    )


def _return(row: RowMapping) -> Return:
    return Return(
        lines=unpacked(row["lines"], tuple[str, ...]),
        amount=Decimal(row["amount"]),
        method=row["method"],
        status=row["status"],
        requested=moment(row["requested"]),
        refunded=moment(row["refunded"]),
    )


def _swap(row: RowMapping) -> Swapped:
    return Swapped(
        do=row["do"],
        before=unpacked(row["before"], Line),
        after=unpacked(row["after"], Line),
        difference=Decimal(row["difference"]) if row["difference"] is not None else None,
        method=row["method"],
        at=moment(row["at"]),
    )
