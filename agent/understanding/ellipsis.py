"""Clauses that leave out what they want: a bare name, a bare number, "and the skateboard?"."""

from collections.abc import Sequence

from agent.understanding.language import HAN
from agent.understanding.references import Mention, asks_for
from knowledge.finding.questions import asked, fault_codes
from knowledge.words import both, find, load_words, numbered, opens, pattern


def is_elliptical(part: str) -> bool:
    """Whether a clause says only of what: "and the skateboard?"."""
    lowered = part.lower().strip(" ,.?!，。？！")
    few = len(part.split()) <= 6 and len(HAN.findall(part)) <= 12
    begins = opens(lowered, "ellipsis") or lowered.endswith(tuple(load_words("zh")["tags"]))
    left = pattern(both("ellipsis")).sub(" ", lowered)
    asking = find(left, load_words("en")["clause_words"])
    return few and begins and not asks_for(part) and not asking


def asks_again(part: str) -> bool:
    """Whether a clause asks of another thing what was asked before: "and the first one?"."""
    return is_elliptical(part) and not fault_codes(part) and not asked(part).topics


def is_bare_name(part: str) -> bool:
    """Whether a clause is a few words that ask nothing: the name of something."""
    lowered = part.lower()
    few = len(part.split()) <= 4 and len(HAN.findall(part)) <= 10 and not part.endswith(("?", "？"))
    asking = find(lowered, (*both("pronouns"), *both("questions"), *numbered("ordinals")))
    return few and not asking and not asks_for(part)


def only_numbers(part: str, found: Sequence[Mention]) -> bool:
    """Whether a clause is an order number and nothing else."""
    if not any(m.kind == "order" for m in found):
        return False
    rest = pattern((*both("order_words"), *both("identity_noise"))).sub("", part.lower())
    for mention in found:
        rest = rest.replace(mention.value.lower(), "")
    return not rest.strip(" #.,:;!?，。：")
