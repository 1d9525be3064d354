"""What a reply and a whole chat have to be like; a check returns what is not so."""

from collections.abc import Iterable, Sequence

from agent.rehearsal.case import Check, Then
from agent.rehearsal.text import folded, says
from agent.turn import Reply


def failed_check(check: Check, reply: Reply) -> str:
    """The first check that the reply fails, as a sentence; empty where it meets all."""
    text, asks = reply.text, reply.asks
    named = [intent.name for intent in reply.intents]
    sources = [fact.source for fact in reply.facts]
    failed = (
        *(f"says {one!r}" for one in check.says if not says(text, one)),
        *_none_of("says", check.says_any, [one for one in check.says_any if says(text, one)]),
        *(f"does not say {one!r}" for one in check.not_says if says(text, one)),
        *_none_of("asks", check.asks, [slot for slot in check.asks if slot in asks], asks),
        *(f"does not ask {slot}" for slot in check.not_asks if slot in asks),
        *_none_of("intent", check.intent, [one for one in check.intent if one in named], named),
        *(f"offers {one!r}" for one in check.choices if not _offered(one, reply.choices)),
        *(f"cites {one}" for one in check.cites if not any(s.startswith(one) for s in sources)),
    )
    return next((f"expected of this reply: {what}" for what in failed), "")


def failed_end(then: Then, replies: Sequence[Reply]) -> tuple[str, int]:
    """
    What the replies of a whole chat lack or give away.

    Returns
    -------
    A sentence, empty where all is well, and the index of the reply it is about (-1 = the chat).
    """
    texts = [reply.text for reply in replies]
    for one in then.never_says:
        for place, text in enumerate(texts):
            if says(text, one):
                return f"expected of every reply: does not say {one!r}", place
    for one in then.says:
        if not any(says(text, one) for text in texts):
            return f"expected of some reply: says {one!r}", -1
    if then.says_any and not any(says(text, one) for text in texts for one in then.says_any):
        return f"expected of some reply: says {_or(then.says_any)}", -1
    owner = replies[-1].owner if replies else "bot"
    if then.owner and (owner == "bot") != (then.owner == "bot"):
        return f"expected in the end: owner is {then.owner}; it is {owner}", -1
    return "", -1


def _none_of(
    what: str, expected: Sequence[str], met: Sequence[str], seen: Iterable[str] = ()
) -> tuple[str, ...]:
    if not expected or met:
        return ()
    found = ", ".join(seen)
    return (f"{what} {_or(expected)}" + (f"; it has {found}" if found else ""),)


def _offered(expected: str, choices: Iterable[str]) -> bool:
    return any(folded(expected) in folded(choice) for choice in choices)


def _or(names: Iterable[str]) -> str:
    return " or ".join(map(repr, names))
