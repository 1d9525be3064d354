"""Swaps held against one order: what may become what, whether it is there, who pays for it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.describe import like, short
from knowledge.fact import Fact
from knowledge.goods import Product, Variant
from knowledge.legal_methods import difference
from knowledge.people import Customer
from knowledge.purchase import Line
from knowledge.rule_case import Case, Refusal
from knowledge.swaps import difference_source, line_of, wanted
from knowledge.write import Piece, Swap, Swapping


@dataclass(frozen=True)
class SwapCase(Case):
    """One kind of swapping held against one order."""

    on_hand: Callable[[str], int | None]

    def by_swaps(self, swaps: Sequence[Swap], today: date) -> Refusal | None:
        """Refused where one of the pieces cannot be swapped, or not for what is wanted."""
        pieces = [Piece(swap.line, swap.old, swap.quantity) for swap in swaps]
        found = self.by_pieces(pieces, today)
        if found:
            return found
        for swap in swaps:
            line = line_of(self.order, swap)
            if swap.new == swap.old:
                return Refusal("nothing", (self._about, self._items([line])))
            found = self._by_target(swap, line)
            if found:
                return found
        return self._by_stock(swaps)

    def by_price(self, write: Swapping, customer: Customer) -> Refusal | None:
        """Refused where the method may not pay the difference, or does not cover it."""
        assert self.catalogue is not None
        costs = difference(self.order, write.swaps, self.catalogue) or Decimal()
        source = difference_source(self.order, write.swaps)
        due = Fact("to_pay", costs, source, self.rules.shop.currency)
        return self.by_method(write.payment_method, customer, due)

    def _by_target(self, swap: Swap, line: Line) -> Refusal | None:
        """Refused where the shop does not have what is wanted, or does not swap the one for it."""
        target = wanted(swap, self.catalogue) if self.catalogue else None
        if target is None:
            return Refusal("unknown_variant", (self._about, self._items([line])))
        product, variant = target
        facts = (self._about, self._items([line]), self._wanted(product, variant))
        if self.params.same_product:
            return Refusal("other_product", facts) if product.id != line.product else None
        assert self.catalogue is not None
        listed = self.catalogue.edges(line.product, "exchange")
        allowed = {edge.target for edge in listed if edge.source == line.product}
        return None if product.id in allowed else Refusal("not_listed", facts)

    def _by_stock(self, swaps: Sequence[Swap]) -> Refusal | None:
        asked = Counter[str]()
        for swap in swaps:
            asked[swap.new] += swap.quantity
        for swap in swaps:
            target = wanted(swap, self.catalogue) if self.catalogue else None
            assert target is not None
            there = self.on_hand(swap.new)
            facts = (self._about, self._wanted(*target))
            if not target[1].available or there == 0:
                return Refusal("sold_out", facts)
            if there is not None and there < asked[swap.new]:
                return Refusal("too_few", (*facts, Fact("left", there, f"stock/{swap.new}")))
        return None

    def _wanted(self, product: Product, variant: Variant) -> Fact:
        """A variant in words: what it is called and what it is like."""
        title = short((variant.title or product.title).into(self.language))
        alike = like(variant.attributes, self.language)
        words = self.joined([title, alike] if alike else [title])
        return Fact("wanted", words, f"products/{product.id}/variants/{variant.id}")
