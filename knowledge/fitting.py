"""The variant of a product that fits best what is wanted, and what stands in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.goods import Variant
from knowledge.options import Options
from knowledge.reference import IT, Op, Want, Wanted


@dataclass(frozen=True)
class Fit:
    """
    What comes of a search among the variants of a product.

    Parameters
    ----------
    best
        Those that meet the wants best and equally well.
    given_up
        Preferences that none of them meets.
    changed
        Attributes in which they differ from what she has although nobody asked for it.
    blocking
        Wants, each of which alone keeps everything out; empty where something fits.
    near
        Where nothing fits: for each want that could be given up what that would bring.
    """

    best: tuple[Variant, ...] = ()
    given_up: tuple[Want, ...] = ()
    changed: tuple[str, ...] = ()
    blocking: tuple[Want, ...] = ()
    near: tuple[tuple[Want, Variant], ...] = ()


def fit(
    wanted: Wanted, options: Options, among: Sequence[Variant], of: Variant | None = None
) -> Fit:
    """
    The best of some variants.

    Musts come first, then preferences by their rank, then cheapest, biggest and the like; what is
    not named stays as near to `of` as can be.
    """
    search = _Search(wanted, options, of)
    named = tuple(variant for variant in among if variant.id in wanted.ids)
    if named:
        return Fit(named)
    fitting = search.meeting(among, search.musts)
    if not fitting and wanted.rest_same:
        # What she only wants left as it is gives way to what she asks for.
        return fit(replace(wanted, rest_same=False), options, among, of)
    if not fitting:
        return search.failed(among)
    fitting, given_up = search.preferred(fitting)
    fitting = search.extreme(fitting)
    fitting = search.nearest(fitting)
    return Fit(fitting, given_up, search.changed(fitting))


def is_met(wanted: Wanted, options: Options, of: Variant) -> bool:
    """Whether a variant is all that is wanted already."""
    search = _Search(wanted, options, of)
    extreme = any(want.op in (Op.MIN, Op.MAX) for want in wanted.wants)
    told = bool(wanted.any or wanted.ids or extreme)
    return not told and all(search.meets(of, want) for want in wanted.wants)


class _Search:
    def __init__(self, wanted: Wanted, options: Options, of: Variant | None) -> None:
        self._options, self._of = options, of
        self._wanted = wanted
        wants = wanted.wants
        self.musts = [w for w in wants if w.rank == 0 and w.op not in (Op.MIN, Op.MAX)]
        self._preferred = sorted((w for w in wants if w.rank > 0), key=lambda w: w.rank)
        self._extremes = [w for w in wants if w.op in (Op.MIN, Op.MAX)]
        if wanted.rest_same and of is not None:
            self.musts += [Want(name, Op.IS, IT) for name in self._unnamed]

    @property
    def _unnamed(self) -> tuple[str, ...]:
        named = {want.attribute for want in self._wanted.wants} | self._wanted.any
        spoken = {want.value for want in self._wanted.wants if not want.attribute}
        return tuple(
            name
            for name, values in self._options.values.items()
            if name not in named and not spoken & values.keys()
        )

    def meeting(self, among: Sequence[Variant], wants: Sequence[Want]) -> tuple[Variant, ...]:
        """The variants that meet all of some wants."""
        return tuple(v for v in among if all(self.meets(v, want) for want in wants))

    def meets(self, variant: Variant, want: Want) -> bool:
        """Whether a variant is as wanted; a value of no attribute is met by any that becomes so."""
        attribute = want.attribute
        if not attribute:
            before = self._having(self._of, want.value) if self._of else 0
            return (self._having(variant, want.value) > before) is (want.op is Op.IS)
        value = self._options.value(variant, attribute)
        target = want.value
        if target == IT:
            target = self._options.value(self._of, attribute) if self._of else None
        if want.op in (Op.IS, Op.NOT):
            return (value == target) is (want.op is Op.IS)
        place = self._options.place(attribute, value)
        bound = target if isinstance(target, Decimal) else None
        if isinstance(target, str):
            bound = self._options.place(attribute, target)
        if place is None or bound is None:
            return False
        match want.op:
            case Op.LT:
                return place < bound
            case Op.LE:
                return place <= bound
            case Op.GT:
                return place > bound
            case _:
                return place >= bound

    def _having(self, variant: Variant, value: object) -> int:
        """How many attributes of a variant have a value."""
        return sum(self._options.value(variant, name) == value for name in self._options.values)

    def preferred(
        self, fitting: tuple[Variant, ...]
    ) -> tuple[tuple[Variant, ...], tuple[Want, ...]]:
        """What meets the preferences, given up from the last; and which were given up."""
        missed = []
        for want in self._preferred:
            better = self.meeting(fitting, [want])
            fitting = better or fitting
            missed += [] if better else [want]
        return fitting, tuple(want for want in missed if not self._settled(want, fitting))

    def _settled(self, want: Want, fitting: Sequence[Variant]) -> bool:
        """Whether one of her other preferences for the same attribute is met already."""
        others = [o for o in self._preferred if o.attribute == want.attribute and o is not want]
        return any(all(self.meets(v, other) for v in fitting) for other in others)

    def extreme(self, fitting: tuple[Variant, ...]) -> tuple[Variant, ...]:
        for want in self._extremes:
            places = {
                v.id: self._options.place(want.attribute, self._options.value(v, want.attribute))
                for v in fitting
            }
            known = [place for place in places.values() if place is not None]
            if known:
                best = min(known) if want.op is Op.MIN else max(known)
                fitting = tuple(v for v in fitting if places[v.id] == best)
        return fitting

    def nearest(self, fitting: tuple[Variant, ...]) -> tuple[Variant, ...]:
        """Those that keep most of what nobody asked to change, then of all else that they can."""
        if self._of is None or not fitting:
            return fitting
        for names in (self._unnamed, tuple(self._wanted.any), tuple(self._wanted.named)):
            kept = {v.id: sum(self._is_same(v, name) for name in names) for v in fitting}
            most = max(kept.values())
            fitting = tuple(v for v in fitting if kept[v.id] == most)
        return fitting

    def _is_same(self, variant: Variant, attribute: str) -> bool:
        assert self._of is not None
        return self._options.value(variant, attribute) == self._options.value(self._of, attribute)

    def changed(self, fitting: Sequence[Variant]) -> tuple[str, ...]:
        """What all of them have otherwise though nobody asked for it."""
        if self._of is None or self._extremes:
            return ()
        named = {want.attribute for want in self._wanted.wants}
        return tuple(
            name
            for name in self._unnamed
            if not any(self._is_same(v, name) for v in fitting)
            and not any(self._options.decides(other, name) for other in named)
        )

    def failed(self, among: Sequence[Variant]) -> Fit:
        """What keeps everything out, and what each concession would bring."""
        blocking = tuple(want for want in self.musts if not self.meeting(among, [want]))
        return Fit(blocking=blocking, near=tuple(self._concessions(among)))

    def _concessions(self, among: Sequence[Variant]) -> Iterator[tuple[Want, Variant]]:
        for want in self.musts:
            others = [other for other in self.musts if other is not want]
            left = self.nearest(self.meeting(among, others)) if among else ()
            if left:
                cheapest = min(left, key=lambda v: (v.price is None, v.price or Decimal()))
                yield want, cheapest
