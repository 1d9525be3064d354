"""How much of what was asked stands in a passage, word for word."""

from collections.abc import Collection

from knowledge.finding.parts import parts_of
from knowledge.finding.scope import Scope

# A question that is hardly more than the product's name shares hardly anything.
FAINT = 0.5


class Overlap:
    """
    The words of one question, to be compared with the passages of one scope.

    Parameters
    ----------
    question
        As it was typed.
    scope
        The passages; what all of them hold tells nothing.
    own
        Tokens that name the product that is spoken of.
    spent
        Words that named the topic.
    """

    def __init__(
        self, question: str, scope: Scope, *, own: Collection[str], spent: Collection[str]
    ) -> None:
        self._parts = tuple(
            parts_of(question, scope.rarity.get, unseen=scope.unseen, own=own, spent=spent)
        )
        self._unspent = sum(part.weight for part in self._parts if not part.spent)

    def share(self, words: Collection[str]) -> float:
        """Share of the question that a passage of `words` holds, 0 to 1."""
        held = [part for part in self._parts if any(form in words for form in part.forms)]
        weight = sum(part.weight for part in held)
        whole = self._unspent + sum(part.weight for part in held if part.spent)
        return weight / (whole + FAINT)

    @property
    def unknown(self) -> float:
        """Share of the question that neither a topic nor any passage explains, 0 to 1."""
        whole = sum(part.weight for part in self._parts)
        unknown = sum(part.weight for part in self._parts if not part.spent and not part.seen)
        return unknown / whole if whole else 0.0
