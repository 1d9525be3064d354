"""The words of a question or a search, each with what it tells."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from knowledge.tokens import is_stop, matches, pairs, stop_words, tokens

Rarity = Callable[[str], float | None]

# "the kettle" in a question about the kettle is hardly a reason for the sentence that says kettle.
OWN = 0.1


@dataclass(frozen=True)
class Part:
    """
    A word of a question, or one Chinese character of it.

    Parameters
    ----------
    forms
        Tokens any of which shows that a text holds it; for a character the pairs it stands in.
    weight
        How much it tells, by its rarity.
    spent
        Whether it named the topic of the question, so that a text may say it in other words.
    seen
        Whether any passage holds it.
    """

    forms: tuple[str, ...]
    weight: float
    spent: bool
    seen: bool


def parts_of(
    question: str,
    rarity: Rarity,
    *,
    unseen: float,
    own: Collection[str] = (),
    spent: Collection[str] = (),
) -> Iterator[Part]:
    """
    The words of `question` that say something.

    Parameters
    ----------
    rarity
        Weight of a token; None for one that no text holds.
    unseen
        Weight of the latter.
    own
        Tokens that name the product that is spoken of.
    spent
        Words that named the topic.
    """
    words = {word for phrase in spent for word in tokens(phrase)}
    for match in matches(question):
        if match["han"]:
            yield from _characters(match.group(), rarity, unseen, own, spent)
            continue
        for token in tokens(match.group()):
            known = rarity(token)
            if not is_stop(token) and (known is not None or token not in own):
                weight = (unseen if known is None else known) * (OWN if token in own else 1)
                yield Part((token,), weight, token in words, known is not None)


def _characters(
    run: str, rarity: Rarity, unseen: float, own: Collection[str], spent: Collection[str]
) -> Iterator[Part]:
    """
    The characters of a run of Chinese.

    Pairs at the seam of two words are in no text, so a character counts as held where either of
    its pairs is.
    """
    grammar, topic = set[int](), set[int]()
    for at in range(len(run)):
        if is_stop(run[at]):
            grammar.add(at)
        if run[at : at + 2] in stop_words():
            grammar |= {at, at + 1}
    for phrase in spent:
        at = run.find(phrase)
        while at >= 0:
            topic |= set(range(at, at + len(phrase)))
            at = run.find(phrase, at + 1)
    listed = pairs(run)
    for at in range(len(run)):
        forms = tuple(dict.fromkeys(listed[max(0, at - 1) : at + 1]))
        known = [weight for form in forms if (weight := rarity(form)) is not None]
        if at in grammar and at not in topic:
            continue
        named = any(form in own for form in forms)
        if named and not known:
            continue
        # Two characters weigh as much as a word.
        weight = max(known, default=unseen) / 2 * (OWN if named else 1)
        yield Part(forms, weight, at in topic, bool(known))
