"""The way of paying that a text names as the one to use, and which of those on file it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.people import PaymentMethod
from knowledge.reference import Op, Ref, Want
from knowledge.words import find, pattern
from knowledge.words.topics import either, listed, named

TOPIC = "payments"
_ID = re.compile(r"(?<![a-z0-9_])[a-z]+(?:_[a-z]+)*_\d{4,}(?!\d)")
_FOUR_AT_THE_END = re.compile(r"(?<!\d)(?P<four>\d{4}) (?:at|in) the end(?![a-z])")
_BEHIND = 26
"""Characters behind a name in which its not being meant is said."""
_CLAUSE = re.compile(r"[.;!?。；！？]|,\s|，")


@dataclass(frozen=True)
class _Name:
    """A stretch of text that names a way of paying: `wants` as pairs of attribute and value."""

    wants: tuple[tuple[str, str], ...]
    start: int
    end: int

    def agrees(self, other: "_Name") -> bool:
        """Whether both can be names of one method."""
        said = dict(self.wants)
        return all(said.get(attribute, value) == value for attribute, value in other.wants)


def payment_ref(text: str) -> Ref | None:
    """
    The way of paying that a text wants used; None if it names none, or several.

    What she paid with before is no wish, and what she does not want is in `but`. Wants are on
    ``kind``, ``brand``, ``last_four``, ``id`` and ``of``: ``order`` (as it was paid), ``other``
    (not so), ``only`` (the one there is).

    Examples
    --------
    >>> [w.value for w in payment_ref("I paid with paypal, put it on my visa").wants]
    ['visa']
    >>> payment_ref("not paypal").but[0].wants[0].value
    'paypal'
    """
    lowered = text.lower()
    names = _joined(lowered, _names(lowered))
    targets: list[_Name] = []
    denied: list[_Name] = []
    for place, name in enumerate(names):
        since = names[place - 1].end if place else 0
        until = names[place + 1].start if place + 1 < len(names) else len(lowered)
        meant = _meant(lowered[since : name.start], lowered[name.end : until], name)
        if meant is None:
            continue
        (targets if meant else denied).append(name)
    target = _one(lowered, targets)
    if target is None and (targets or not denied):
        return None
    but = tuple(_ref(name) for name in denied if target is None or name.wants != target.wants)
    return Ref("payment", _ref(target).wants if target else (), but=but)


def find_methods(
    ref: Ref, methods: Sequence[PaymentMethod], paid_with: str
) -> tuple[PaymentMethod, ...]:
    """
    Which of the legal methods `ref` means: several if it fits several, none if it fits none.

    Parameters
    ----------
    paid_with
        Id of the method that the order was paid with; ``""`` = not known.
    """
    kept = [m for m in methods if all(_fits(m, want, paid_with) for want in ref.wants)]
    return tuple(
        method
        for method in kept
        if not any(all(_fits(method, want, paid_with) for want in but.wants) for but in ref.but)
    )


def _fits(method: PaymentMethod, want: Want, paid_with: str) -> bool:
    value = str(want.value)
    match want.attribute:
        case "id":
            return method.id.lower() == value
        case "kind":
            own = {method.kind.lower(), method.id.lower()}
            return bool(own & {value, *named(TOPIC, "fits").get(value, ())})
        case "brand":
            brand = method.brand.lower()
            return brand in (value, *named(TOPIC, "brand_of").get(value, ()))
        case "last_four":
            return method.last_four == value
        case "of" if value == "order":
            return method.id == paid_with
        case "of" if value == "other":
            return method.id != paid_with
        case _:
            return True


def _ref(name: _Name) -> Ref:
    return Ref("payment", tuple(Want(attribute, Op.IS, value) for attribute, value in name.wants))


@cache
def _lists() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    """A pattern for each thing that can be named, the sayings of several words first."""
    found = [
        (pattern(listed(TOPIC, key)), ("of", of))
        for key, of in (("original", "order"), ("other", "other"), ("only", "only"))
    ]
    for attribute in ("kind", "brand"):
        for value, words in named(TOPIC, f"{attribute}s").items():
            found.append((pattern(tuple(w.lower() for w in words)), (attribute, value)))
    return tuple(found)


def _names(lowered: str) -> list[_Name]:
    """All names in a text, none inside another."""
    for match in pattern(listed(TOPIC, "not_paying")).finditer(lowered):
        lowered = lowered[: match.start()] + "." * len(match.group()) + lowered[match.end() :]
    raw = [_Name((("id", m.group()),), m.start(), m.end()) for m in _ID.finditer(lowered)]
    raw += [
        _Name((("last_four", m["four"]),), m.start(), m.end())
        for m in _last_four().finditer(lowered)
    ]
    raw += [
        _Name((("last_four", m["four"]),), m.start(), m.end())
        for m in _FOUR_AT_THE_END.finditer(lowered)
    ]
    for words, want in _lists():
        raw += [_Name((want,), m.start(), m.end()) for m in words.finditer(lowered)]
    raw += _alone(lowered)
    kept: list[_Name] = []
    for name in sorted(raw, key=lambda n: (n.start - n.end, n.start)):
        if not any(k.start < name.end and name.start < k.end for k in kept):
            kept.append(_with_brand(name, lowered))
    return _without_past(lowered, sorted(kept, key=lambda n: n.start))


def _without_past(lowered: str, names: list[_Name]) -> list[_Name]:
    """ "I paid with" is what she paid with, but not right before its name: "I paid with paypal"."""
    gap = re.compile(rf"\s+(?:(?:{either(listed(TOPIC, 'apart'))})\s+)?")
    return [
        name
        for place, name in enumerate(names)
        if name.wants != (("of", "order"),)
        or place + 1 == len(names)
        or not gap.fullmatch(lowered[name.end : names[place + 1].start])
    ]


def _with_brand(name: _Name, lowered: str) -> _Name:
    """ "The other mastercard" is another one and a mastercard; "same credit card" a credit card."""
    if name.wants[0][0] != "of":
        return name
    said = lowered[name.start : name.end]
    inner = [
        want for words, want in _lists() if want[0] in ("kind", "brand") and words.search(said)
    ]
    inner = [want for want in inner if want != ("kind", "card")] or inner
    return _Name((*inner[:1], *name.wants), name.start, name.end)


def _alone(lowered: str) -> list[_Name]:
    """Names that count only where nothing else is said: four figures, "the other one"."""
    left = re.sub(r"[^\w\u4e00-\u9fff' ]+", " ", lowered)
    four = re.search(r"(?<!\d)\d{4}(?!\d)", left)
    other = pattern(listed(TOPIC, "other_alone")).search(left)
    same = pattern(listed(TOPIC, "original_alone")).search(left)
    found = four or other or same
    if found is None:
        return []
    rest = pattern(listed(TOPIC, "filler")).sub(" ", left[: found.start()] + left[found.end() :])
    if rest.strip():
        return []
    want = ("last_four", found.group()) if four else ("of", "other" if other else "order")
    return [_Name((want,), found.start(), found.end())]


@cache
def _last_four() -> re.Pattern[str]:
    words = either(listed(TOPIC, "last_four"))
    said = rf"(?<![a-z])(?:{words})(?:\s+(?:is|are|in|was))?[:\s]*"
    hidden = r"(?:[x*\u2022.\u2026]{1,4}[\s-]?)+"
    return re.compile(rf"(?:{said}(?:{hidden})?|(?<![a-z0-9]){hidden})(?P<four>\d{{4}})(?!\d)")


def _joined(lowered: str, names: list[_Name]) -> list[_Name]:
    """Names of one method made one: "my card, the visa ending in 9513"."""
    gap = re.compile(rf"(?:[\s,，(（:'-]|(?<![a-z])(?:{either(listed(TOPIC, 'apart'))})(?![a-z]))*")
    kept: list[_Name] = []
    for name in names:
        last = kept[-1] if kept else None
        between = lowered[last.end : name.start] if last else ""
        if last and gap.fullmatch(between) and _goes_with(last, name):
            wants = tuple(dict.fromkeys((*last.wants, *name.wants)))
            kept[-1] = _Name(_clear(wants), last.start, name.end)
        else:
            kept.append(name)
    return kept


def _goes_with(last: _Name, name: _Name) -> bool:
    both = _Name(_clear((*last.wants, *name.wants)), 0, 0)
    if not (last.agrees(name) or ("kind", "card") in (*last.wants, *name.wants)):
        return False
    # A brand is one of cards alone.
    kinds = {value for attribute, value in both.wants if attribute == "kind"}
    branded = any(attribute == "brand" for attribute, _ in both.wants)
    return not (branded and kinds - {"card", "credit_card", "debit_card"})


def _clear(wants: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Without the loose "card" where the kind or the brand is said as well."""
    exact = any(a in ("brand", "id") or (a == "kind" and v != "card") for a, v in wants)
    return tuple(want for want in wants if not (exact and want == ("kind", "card")))


def _meant(before: str, behind: str, name: _Name) -> bool | None:
    """Whether a name is what shall be used (True), what shall not (False), or neither (None)."""
    end = _CLAUSE.search(behind)
    behind = behind[: end.start()] if end else behind
    if find(behind[:_BEHIND], listed(TOPIC, "behind_not")):
        return None
    original = ("of", "order") in name.wants
    if not original and _opens(behind, "behind_past"):
        return None
    clause = _last_clause(before)
    cues = [
        (match.end(), len(match.group()), kind)
        for kind in ("not_this", "past", "asked", "this", "toward")
        for match in pattern(listed(TOPIC, kind)).finditer(clause)
    ]
    beside = pattern(listed(TOPIC, "no_beside")).search(clause[-5:])
    if beside and not clause[-5:][beside.end() :].strip():
        return False
    if not cues:
        return True
    kind = max(cues)[2]
    if kind == "toward":
        # "Don't put it back to" denies as "don't" does.
        kind = max((cue for cue in cues if cue[2] in ("not_this", "this")), default=cues[0])[2]
        kind = "this" if kind in ("past", "asked", "toward") else kind
    if kind == "not_this":
        return False
    return None if kind == "asked" or (kind == "past" and not original) else True


def _opens(behind: str, key: str) -> bool:
    match = pattern(listed(TOPIC, key)).search(behind)
    return match is not None and not behind[: match.start()].strip(" ")


def _last_clause(before: str) -> str:
    """What of the text before a name belongs to it."""
    ends = [m.end() for m in _CLAUSE.finditer(before)]
    return before[ends[-1] :] if ends else before


def _one(lowered: str, targets: list[_Name]) -> _Name | None:
    """The target of all those named: the only one, or the last where it mends those before."""
    if not targets:
        return None
    one = targets[-1]
    for earlier in reversed(targets[:-1]):
        between = lowered[earlier.end : targets[-1].start]
        if find(between, listed(TOPIC, "mends")):
            break
        if _goes_with(earlier, one):
            one = _Name(tuple(dict.fromkeys((*earlier.wants, *one.wants))), one.start, one.end)
            continue
        if find(between, listed(TOPIC, "either_or")) or find(
            lowered[: earlier.start], listed(TOPIC, "either_or")
        ):
            return None
    return one
