"""Products that a sentence names, however much else it says."""

from knowledge.catalogue import Catalogue
from knowledge.finding.candidates import Candidate, Hit, matched
from knowledge.finding.index import CODE_LENGTH
from knowledge.finding.parts import Part
from knowledge.finding.product_search import ProductSearch
from knowledge.tokens import key, tokens


class Mentions:
    """See :meth:`knowledge.search.Search.mentioned`."""

    def __init__(self, catalogue: Catalogue, products: ProductSearch) -> None:
        self._catalogue = catalogue
        self._products = products

    def __call__(self, text: str, limit: int) -> tuple[Hit, ...]:
        """
        The products that are named, the best first.

        Model codes and ids come first. Else only the words count that stand in a title or the name
        of a category; the score is the share of them, by rarity, that a product holds.
        """
        coded = self._coded(text)
        parts = self._products.known_parts(text)
        scored = [
            (score, one)
            for score, one in _scored(parts, self._products.holding(parts))
            if score and (not coded or one.id in coded)
        ]
        found = {
            one.id: (score, matched([part for part in parts if one.names(part)], one))
            for score, one in scored
        }
        found |= {identity: (1.0, ()) for identity in coded if identity not in found}
        return tuple(
            Hit(product, score, (*words, *([coded[identity]] if identity in coded else [])))
            for identity, (score, words) in list(found.items())[:limit]
            if (product := self._catalogue.product(identity)) is not None
        )

    def _coded(self, text: str) -> dict[str, str]:
        """Ids of products whose code stands in `text`, with that code; the longest codes only."""
        found: dict[str, list[str]] = {}
        for token in dict.fromkeys(tokens(text)):
            if token.isascii() and not token.isalpha() and len(token) >= CODE_LENGTH:
                sql = "select distinct product from codes where code = ?"
                found[token] = [row[0] for row in self._catalogue.rows(sql, [key(token)])]
        known = [token for token in found if found[token]]
        whole = [t for t in known if not any(t != other and t in other for other in known)]
        return {product: token for token in whole for product in found[token]}


def _scored(parts: list[Part], rows: list[Candidate]) -> list[tuple[float, Candidate]]:
    """Each product with the share of the naming words that it holds, the best first, as given."""
    held = [[one.names(part) for part in parts] for one in rows]
    naming = [k for k in range(len(parts)) if any(names[k] for names in held)]
    most = sum(parts[k].weight for k in naming) or 1.0
    scored = (
        (sum(parts[k].weight * names[k] for k in naming) / most, one)
        for names, one in zip(held, rows, strict=True)
    )
    return sorted(scored, key=lambda entry: -round(entry[0], 3))
