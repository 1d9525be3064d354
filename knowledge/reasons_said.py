"""Her words for why, as one of the shop's reasons, or as she said them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import load_encoder
from knowledge.words import find, pattern
from knowledge.words.topics import either, listed, named

TOPIC = "reasons"
NEAR = 0.58
"""Cosine from which a clause counts as said like an example of a meaning."""
FAR = 0.3
"""Cosine below which even an answer is no reason."""
MARGIN = 0.1
"""How much nearer it must be than to any example of another meaning, or of none."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_REACH = 12
"""Characters before a phrase in which it is denied."""
_SLIP = "mistake"
"""The meaning of an order that somebody else's hands made."""
_END = re.compile(r"[.;!?。；！？\n]+(?:\s|$)|[。；！？]")
_CLAUSE = re.compile(r"[.;!?。；！？\n]+(?:\s|$)|[,，。；！？]\s*|\s+-+\s+")


def read_reason(text: str, reasons: Sequence[str]) -> str | None:
    """
    The one of the shop's `reasons` that a text gives; None if it gives none, or not clearly one.

    Examples
    --------
    >>> read_reason("my kid got hold of the phone", ["no longer needed", "ordered by mistake"])
    'ordered by mistake'
    >>> read_reason("please cancel #W1", ["no longer needed", "ordered by mistake"]) is None
    True
    """
    lowered = pattern(listed(TOPIC, "no_reason")).sub(" ", _plain(text))
    verbatim = _verbatim(lowered, reasons)
    if verbatim:
        return verbatim[0] if len(verbatim) == 1 else None
    if not reasons or find(lowered, listed(TOPIC, "unsaid")):
        return None
    own = {meaning: reason for reason in reversed(reasons) for meaning in _meanings(_plain(reason))}
    said = _meanings(lowered) or _like(lowered)
    telling = [m for m in said if m not in _weak()] or said
    found = {_as_called(meaning, own) for meaning in telling}
    return found.pop() if len(found) == 1 else None


def nearest_reason(text: str, reasons: Sequence[str]) -> str | None:
    """
    The one of the shop's `reasons` that comes nearest to an answer to the question for it.

    Asked for a reason she gives one, in whatever words: of a few reasons the nearest is meant,
    and what she confirms then names it.
    """
    clear = read_reason(text, reasons)
    if clear or not reasons or find(_plain(text), listed(TOPIC, "unsaid")):
        return clear
    own = {meaning: reason for reason in reversed(reasons) for meaning in _meanings(_plain(reason))}
    names, vectors = _examples()
    (near,) = load_encoder()([_plain(text)]) @ vectors.T
    best: dict[str, float] = {}
    for name, score in zip(names, near, strict=True):
        reason = _as_called(name, own)
        if reason:
            best[reason] = max(best.get(reason, 0.0), float(score))
    likely = max(best, key=lambda reason: best[reason], default=None)
    return likely if likely and best[likely] >= FAR else None


def reason_phrase(text: str) -> str:
    """
    The part of a text that gives a reason, in her own words; ``""`` if none does.

    Examples
    --------
    >>> reason_phrase("I want to return the lamp because it is too bright. Thanks")
    'it is too bright'
    """
    said = _because(text)
    if said:
        return said
    clauses = [part.strip() for part in _CLAUSE.split(text) if part and part.strip()]
    request, complaint = pattern(listed(TOPIC, "request")), pattern(listed(TOPIC, "complaint"))
    for clause in clauses:
        plain = _plain(clause)
        asks = request.match(plain) or plain.endswith(("?", "？")) or request.search(plain)
        if not asks and (_meanings(plain) or complaint.search(plain)):
            return clause.strip(" ,，.。!！")
    return ""


def _weak() -> tuple[str, ...]:
    """Meanings that give way to any other that is said beside them."""
    return listed(TOPIC, "weak")


def _plain(text: str) -> str:
    """Lower case, without the words that only stress what is said: "I don't really need it"."""
    lowered = text.lower().replace("\u2019", "'")
    return re.sub(r"\s+", " ", pattern(listed(TOPIC, "hedges")).sub(" ", lowered)).strip()


def _verbatim(lowered: str, reasons: Sequence[str]) -> list[str]:
    """Reasons that stand in a text word for word; those of one word only if they are all of it."""
    bare = lowered.strip(" .,;:!?\"'。，！？")
    whole = [reason for reason in reasons if _plain(reason) == bare]
    if whole:
        return whole[:1]
    found: list[str] = []
    for reason in sorted(reasons, key=len, reverse=True):
        said = _plain(reason)
        long = len(said) >= 4 if _HAN.search(said) else " " in said
        within = any(said in _plain(longer) for longer in found)
        if long and not within and find(lowered, (said,)):
            found.append(reason)
    return found


def _meanings(lowered: str) -> tuple[str, ...]:
    """The meanings that the phrases of a text have, without those that are denied."""
    deny = either(listed(TOPIC, "denials"))
    denied = re.compile(rf"(?:(?<![a-z])|(?=n't))(?:{deny})\s+(?:\w+\s+){{0,1}}$|(?:{deny})$")
    found: list[str] = []
    for meaning, phrases in named(TOPIC, "meanings").items():
        for match in pattern(phrases).finditer(lowered):
            before = lowered[max(0, match.start() - _REACH) : match.start()]
            if not denied.search(before):
                found.append(meaning)
                break
    if _SLIP not in found and _somebody_else().search(lowered):
        found.append(_SLIP)
    alone = lowered.strip(" .!。！")
    found += [m for m, words in named(TOPIC, "alone").items() if not found and alone in words]
    return tuple(found)


@cache
def _somebody_else() -> re.Pattern[str]:
    """A child or a cat, and not far behind what it did."""
    who, did = pattern(listed(TOPIC, "someone")).pattern, pattern(listed(TOPIC, "did")).pattern
    return re.compile(rf"(?:{who})[^.;!?。；！？]{{0,36}}?(?:{did})")


def _as_called(meaning: str, own: Mapping[str, str]) -> str | None:
    """The shop's reason for a meaning, or for the one that it comes to."""
    for one in (meaning, *_falls(meaning)):
        if one in own:
            return own[one]
    return None


def _falls(meaning: str) -> tuple[str, ...]:
    return named(TOPIC, "falls").get(meaning, ())


@cache
def _examples() -> tuple[tuple[str, ...], NDArray[np.float32]]:
    examples = named(TOPIC, "examples")
    names = tuple(name for name, texts in examples.items() for _ in texts)
    return names, load_encoder()([text for texts in examples.values() for text in texts])


def _like(lowered: str) -> tuple[str, ...]:
    """The meaning whose examples a text, or a clause of it, is said like."""
    names, vectors = _examples()
    clauses = dict.fromkeys((lowered, *filter(None, map(str.strip, _CLAUSE.split(lowered)))))
    best: tuple[float, str] = (0.0, "")
    for near in load_encoder()(list(clauses)) @ vectors.T:
        top: dict[str, float] = {}
        for name, score in zip(names, near, strict=True):
            top[name] = max(top.get(name, -1.0), float(score))
        first, second = sorted(top.items(), key=lambda item: -item[1])[:2]
        if first[0] != "none" and first[1] - second[1] >= MARGIN:
            best = max(best, (first[1], first[0]))
    return (best[1],) if best[0] >= NEAR else ()


def _because(text: str) -> str:
    """What stands behind a "because", up to the end of the sentence."""
    lowered = text.lower().replace("\u2019", "'")
    match = pattern(listed(TOPIC, "because")).search(lowered)
    if match is None:
        return ""
    behind = text[match.end() :]
    end = _END.search(behind)
    said = (behind[: end.start()] if end else behind).strip(" ,，:：.。")
    # "Because it's too loud, please cancel": the wish begins behind the comma.
    request = pattern(listed(TOPIC, "request"))
    parts = re.split(r"([,，]\s*)", said)
    kept = parts[0]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        if request.search(part.lower()):
            break
        kept += joint + part
    return kept.strip(" ,，")
