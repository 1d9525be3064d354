"""A wish that is open, and what later messages make of it: answers, and corrections of a part."""

from dataclasses import replace

from agent.turn import Tell, Wish
from knowledge.reference import Op, Ref, Want
from skills import writing


def answered(wish: Wish, tell: Tell) -> Wish:
    """The wish with an answer put where it belongs."""
    slot, value = tell.slot, tell.value
    if slot == "reason":
        return replace(wish, reason=_joined(wish.reason, _text(value)))
    if not isinstance(value, Ref):
        return wish
    match slot:
        case "items":
            return replace(wish, items=_longer(wish.items, value))
        case "payment_method":
            return replace(wish, pay=value)
        case "address" | "option":
            return replace(wish, to=_longer(_ref(wish.to), value))
        case "order_id" if wish.do in writing():
            return replace(wish, of=_described(wish.of, value))
    return replace(wish, of=_with_question(wish.of, value))


def revised(wish: Wish, by: Wish) -> Wish:
    """
    The wish with the parts that a correction names put in the place of what was said before.

    A correction that wants something else done takes over what the wish was about.
    """
    return replace(
        wish,
        do=by.do or wish.do,
        of=by.of if by.of and by.of.want("number") else wish.of,
        items=_longer(wish.items, by.items) if by.items else wish.items,
        to=_longer(_ref(wish.to), _ref(by.to)) if by.to else wish.to,
        pay=_instead(wish.pay, by.pay),
        reason=_joined(wish.reason, by.reason),
    )


def _instead(before: Ref | None, pay: Ref | None) -> Ref | None:
    """The way to pay that was named last; "a different one" is any but the one before it."""
    if pay is None or before is None or not before.wants:
        return pay or before
    of = pay.want("of")
    if of is not None and of.value == "other" and len(pay.wants) == 1:
        return Ref("payment", but=(replace(before, but=()),))
    return pay


def _joined(before: str, more: str) -> str:
    return f"{before}\n{more}".strip()


def _text(value: Ref | Want | str) -> str:
    if isinstance(value, str):
        return value
    words = value.want("words") if isinstance(value, Ref) else value
    return words.value if words and isinstance(words.value, str) else ""


def _ref(value: object) -> Ref | None:
    return value if isinstance(value, Ref) else None


def _longer(before: Ref | None, more: Ref | None) -> Ref | None:
    """What was said, and what was said about it later."""
    if before is None or more is None:
        return more or before
    return replace(before, wants=(*before.wants, *more.wants), but=(*before.but, *more.but))


def _described(before: Ref | None, answer: Ref) -> Ref:
    """The order as she has described it now; a number puts an end to all descriptions."""
    if before is None or answer.want("number"):
        return answer
    words = (
        replace(want, attribute="holds") if want.attribute == "words" else want
        for want in answer.wants
    )
    return replace(
        before, wants=(*before.wants, *words), take=answer.take, but=(*before.but, *answer.but)
    )


def _with_question(asked: Ref | None, answer: Ref) -> Ref:
    """The thing she has told, together with what her question about it was."""
    before = asked and (asked.want("question") or asked.want("words"))
    if not before:
        return answer
    return replace(answer, wants=(*answer.wants, replace(before, attribute="question")))


def words_of(ref: Ref | None, *attributes: str) -> tuple[tuple[str, Op, str], ...]:
    """All that was said under some attributes, in turn: attribute, is or not, and the text."""
    return tuple(
        (want.attribute, want.op, want.value)
        for want in (ref.wants if ref else ())
        if want.attribute in attributes and isinstance(want.value, str)
    )
