"""Whether exactly those changes were written that the script names."""

from collections import Counter
from collections.abc import Mapping, Sequence

from agent.rehearsal.text import folded
from knowledge.people import Address
from knowledge.records.trial import Trial

Write = Mapping[str, object]

NAMES = frozenset(
    {
        *("cancel_order", "change_order_items", "change_order_address", "change_order_payment"),
        *("return_items", "exchange_items", "change_customer_address", "place_order"),
        *("subscribe", "open_case", "erase_customer", "send_messages", "place_purchase_orders"),
        *("accept_tours", "set_consent"),
    }
)
_SWAPS = ("change_order_items", "exchange_items")


def failed_writes(expected: Sequence[Write], trial: Trial) -> str:
    """The first difference between what was written and what the script names; empty if none."""
    written = [
        {**deed.fields, "do": deed.fields.get("do", deed.what)}
        for deed in trial.deeds()
        if deed.what == "write" or deed.what in NAMES
    ]
    missing, extra = _unmatched(expected, written)
    missing = [write for write in missing if not changes_nothing(write, trial)]
    if missing:
        seen = f"written was {listed(extra)}" if extra else "nothing else was written"
        return f"expected write: {listed(missing[:1])}; {seen}"
    if extra:
        return f"written but not expected: {listed(extra)}"
    return _other_changes(trial, bool(written))


def changes_nothing(write: Write, trial: Trial) -> bool:
    """Whether the records already are as a write would make them."""
    do, items = write["do"], write.get("items")
    if do in _SWAPS and items:
        return all(old == new for old, new in _pairs(items))
    if do == "change_customer_address":
        customer = trial.records.customers.get(str(write.get("customer")))
        return customer is not None and _same_address(write.get("address"), customer.address)
    order = trial.order(str(write.get("order")))
    if order is None:
        return False
    if do == "change_order_address":
        return _same_address(write.get("address"), order.address)
    return do == "change_order_payment" and write.get("payment_method") == order.payment_method


def same(expected: Write, written: Write) -> bool:
    """Whether a write is the expected one; fields that the script leaves out are not compared."""
    return all(
        _items(value) == _items(written.get(key))
        if key == "items"
        else _plain(value) == _plain(written.get(key))
        for key, value in expected.items()
    )


def _unmatched(expected: Sequence[Write], written: Sequence[Write]) -> tuple[list[Write], ...]:
    """Those left over on each side when as many as possible are paired."""
    if not expected:
        return [], list(written)
    first, rest = expected[0], expected[1:]
    ways = [_unmatched(rest, written)]
    ways[0][0].insert(0, first)
    for place, write in enumerate(written):
        if same(first, write):
            ways.append(_unmatched(rest, [*written[:place], *written[place + 1 :]]))
    return min(ways, key=lambda way: len(way[0]))


def _other_changes(trial: Trial, any_writes: bool) -> str:
    """Records that were changed without a row in the audit that says so."""
    targets = {deed.target for deed in trial.deeds()}
    owners = {
        f"customers/{owner}"
        for target in targets
        if (owner := trial.owner(target.removeprefix("orders/"))) is not None
    }
    silent = sorted(trial.changed() - targets - owners)
    if any_writes:
        # Stock and what belongs to no order or customer follow from a write that is in the audit.
        silent = [one for one in silent if one.startswith(("orders/", "customers/"))]
    return f"changed without a write: {', '.join(silent)}" if silent else ""


def _items(said: object) -> Counter[tuple[str, str]]:
    return Counter(_pairs(said))


def _pairs(said: object) -> list[tuple[str, str]]:
    """{old: new}, [old, ...] or [[old, new], ...] as pairs; nothing new is empty."""
    if isinstance(said, Mapping):
        return [(str(old), str(new)) for old, new in said.items()]
    if not isinstance(said, Sequence) or isinstance(said, str):
        return []
    pairs = (one if isinstance(one, list | tuple) and len(one) == 2 else (one, "") for one in said)
    return [(str(old), str(new)) for old, new in pairs]


def _same_address(said: object, address: Address) -> bool:
    return said is not None and _plain(said) == _plain(vars(address))


def _plain(said: object) -> object:
    """A field as it is compared: an address trimmed and without case, anything else verbatim."""
    if isinstance(said, Mapping):
        return {str(key): folded(str(value)) for key, value in said.items() if value}
    return said


def listed(writes: Sequence[Write]) -> str:
    """Writes as a person reads them."""
    return "; ".join(
        f"{write['do']}({', '.join(f'{k}={v!r}' for k, v in write.items() if k != 'do')})"
        for write in writes
    )
