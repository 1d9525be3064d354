"""What the shop's people were asked to look into, for every skill that asks them."""

from knowledge.fact import Fact
from knowledge.records.cases import Case
from knowledge.shop import View
from knowledge.write import OpenCase


def open_before(view: View, write: OpenCase) -> Case | None:
    """The newest request of the same kind about the same order that is still open."""
    same = [
        case
        for case in view.shop.records.cases.of(write.customer)
        if (case.order, case.kind, case.status) == (write.order, write.kind, "open")
    ]
    return same[-1] if same else None


def case_facts(case: Case) -> tuple[Fact, ...]:
    """Number and day of a request."""
    source = f"customers/{case.customer}/cases/{case.id}"
    return (Fact("case", case.id, source), Fact("since", case.created.date(), source))
