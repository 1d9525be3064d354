"""The order of values: numbers with a unit by themselves, words such as low from scales."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from knowledge.amounts import amount_of, amounts_in, plain_text
from knowledge.tokens import WORDS, normalise

NAME = "scales.yaml"
_LOOSE = "-"


@dataclass(frozen=True)
class Scales:
    """Lists of words, each from the least to the most; equal words stand together."""

    lists: tuple[tuple[tuple[str, ...], ...], ...]

    @classmethod
    def read(cls, home: Path | None = None) -> "Scales":
        """
        The scales of a shop: those in ``words/scales.yaml`` of its folder, then the usual ones.

        Raises
        ------
        ValueError
            If the file is no list of lists of words; the message says what is allowed.
        """
        own = home / "words" / NAME if home else None
        listed = _read(own) if own and own.is_file() else ()
        return cls((*listed, *_usual()))

    def order(self, values: Iterable[str]) -> Mapping[str, Decimal] | None:
        """
        The place of each value; None where they have no order.

        Examples
        --------
        >>> scales = Scales.read()
        >>> scales.order(["750ml", "1 L", "500ml"])["1 L"], scales.order(["red", "blue"])
        (Decimal('1000'), None)
        """
        told = list(dict.fromkeys(values))
        amounts = {value: _amount(value) for value in told}
        kinds = {kind for kind, _ in amounts.values()}
        if len(told) > 1 and len(kinds) == 1 and None not in kinds:
            return {value: number for value, (_, number) in amounts.items()}
        for places in self._places:
            found = {value: places.get(normalise(value).replace(_LOOSE, " ")) for value in told}
            known = {value: Decimal(place) for value, place in found.items() if place is not None}
            if len(known) == len(told) > 1:
                return known
        return _by_first_amount(told)

    @cached_property
    def _places(self) -> Sequence[Mapping[str, int]]:
        return [
            {
                normalise(word).replace(_LOOSE, " "): place
                for place, words in enumerate(scale)
                for word in words
            }
            for scale in self.lists
        ]


def _by_first_amount(values: Sequence[str]) -> Mapping[str, Decimal] | None:
    """Values such as "long, up to 200 cm tall" by the first amount in each."""
    first: dict[str, tuple[str, Decimal]] = {}
    for value in values:
        found = [one.amount for one in amounts_in(plain_text(value)) if one.amount.kind]
        if not found:
            return None
        first[value] = (found[0].kind, found[0].number)
    several = len({number for _, number in first.values()}) == len(values) > 1
    if not several or len({kind for kind, _ in first.values()}) > 1:
        return None
    return {value: number for value, (_, number) in first.items()}


def _amount(value: str) -> tuple[str | None, Decimal]:
    """Kind and number of an amount; a range stands where its middle is."""
    amount = amount_of(value)
    if amount is not None:
        return amount.kind, amount.number
    first, dash, rest = plain_text(value).partition("-")
    low, high = amount_of(first), amount_of(rest)
    if dash and low is not None and high is not None and low.kind in ("", high.kind):
        return f"{high.kind} range", (low.number + high.number) / 2
    return None, Decimal()


@cache
def _usual() -> tuple[tuple[tuple[str, ...], ...], ...]:
    return _read(WORDS / NAME)


def _read(path: Path) -> tuple[tuple[tuple[str, ...], ...], ...]:
    said: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed = said.get("scales") if isinstance(said, dict) else None
    if not isinstance(listed, list) or not all(isinstance(scale, list) for scale in listed):
        raise ValueError(
            f"{path} holds {said!r:.60}; write `scales:` and under it lists of words, each from "
            "the least to the most, such as - [low, medium, high]"
        )
    return tuple(
        tuple(
            tuple(map(str, words)) if isinstance(words, list) else (str(words),) for words in scale
        )
        for scale in listed
    )
