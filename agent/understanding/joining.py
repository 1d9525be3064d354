"""What becomes of the wishes of one message together: joined, completed, or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agent.turn import Act, Intent, Revise, Wish
from agent.understanding.clauses import says_something
from agent.understanding.evidence import Clause
from agent.understanding.language import HAN
from agent.understanding.references import Mention, asks_for
from agent.understanding.seen import Seen
from agent.understanding.verbs import wants_done
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, pattern

UNSURE = 0.3
"""Confidence below which a message is not understood."""
PERSON = "talk_to_person"
SMALL = frozenset({"greet", "thank", "goodbye"})
"""Courtesies, which are no wishes beside another one."""


def dropped(said: str) -> tuple[tuple[Act, ...], str]:
    """ "Never mind, what does the lamp cost": what was open is dropped, the rest is read."""
    lowered, start = said.lower(), 0
    drop = pattern(both("drop"))
    while match := drop.match(lowered, start):
        start = match.end()
        start += len(lowered[start:]) - len(lowered[start:].lstrip(" ,.!，。！~～"))
    rest = said[start:]
    return ((Revise(None, None),), rest) if start and says_something(rest) else ((), "")


def beside_numbers(wishes: Sequence[Wish], found: Sequence[Mention]) -> list[Wish]:
    """
    Changes that name no order, with the number of the one before them: "return the lamp from #1 and
    exchange the clock" most likely means the same order.
    """
    near = ""
    told: list[Wish] = []
    for wish in wishes:
        number = wish.of.want("number") if wish.of else None
        if number:
            near = str(number.value)
        elif near and wish.of and wish.of.kind == "order" and wish.of.take == "one":
            of = replace(wish.of, wants=(*wish.of.wants, Want("near", Op.IS, near)))
            wish = replace(wish, of=of)
        told.append(wish)
    return told


def asked_besides(wish: Wish) -> list[Wish]:
    """ "In stock, and how much?": two questions about one thing in one clause are two wishes."""
    asked = wish.ask.split()
    besides = {
        "check_stock": ("price", "ask_price_or_offer"),
        "ask_price_or_offer": ("stock", "check_stock"),
    }
    about, do = besides.get(wish.do, ("", ""))
    return [replace(wish, do=do)] if about in asked else []


def lengthen(wishes: list[Wish], part: str) -> None:
    """Adds the words of a clause to the description of the wish before it."""
    if not wishes or wishes[-1].do in SMALL or wishes[-1].of is None:
        return
    of = wishes[-1].of
    words = of.want("words")
    more = f"{words.value} {part}" if words and words.value else part
    others = tuple(want for want in of.wants if want.attribute != "words")
    ask = " ".join(dict.fromkeys([*wishes[-1].ask.split(), *asks_for(part)]))
    longer = replace(of, wants=(*others, Want("words", Op.IS, more)))
    wishes[-1] = replace(wishes[-1], of=longer, ask=ask)


def about(wish: Wish, product: str) -> Wish:
    """A wish about the product that an earlier clause of the same message names."""
    if wish.of is None or wish.of.kind != "product":
        return wish
    return replace(wish, of=replace(wish.of, wants=(*wish.of.wants, Want("of", Op.IS, product))))


def beside_identity(
    wishes: tuple[Wish, ...], intents: tuple[Intent, ...], seen: Seen
) -> tuple[Wish, ...]:
    """What is a wish in a message that also says who she is; asked for that, only the sure ones."""
    sure = {i.name for i in intents if i.confidence >= (0.85 if seen.asks else UNSURE)}
    none = SMALL | {"", "help", seen.open_do, *(("sign_in",) if seen.open_do else ())}
    return tuple(
        wish for wish in wishes if wish.do in sure - none or wish.do in wants_done(wish.words)
    )


def worth_keeping(wishes: Sequence[Wish], intents: Sequence[Intent]) -> tuple[Wish, ...]:
    """
    Courtesy beside a wish is none, and who surely wants a person wants nothing else from here.
    """
    called = any(i.name == PERSON and i.confidence >= 0.8 for i in intents)
    person = tuple(wish for wish in wishes if wish.do == PERSON)
    real = tuple(wish for wish in wishes if wish.do not in SMALL | {"help"})
    if called or len(real) == len(person) > 0:
        return person[:1]
    kept = tuple(wish for wish in real if wish.do != PERSON)
    kept = tuple(wish for wish in kept if wish.do != "sign_in") or kept
    return tuple(dict.fromkeys(kept or tuple(wishes[:1])))


def continues(before: Wish, wish: Wish, clause: Clause, folders: Mapping[str, str]) -> bool:
    """
    Whether a clause goes on about the thing of the clause before.

    The same wish without an id or a product of its own does; so does a short question for a
    price, a payment or a date behind a wish about an order.
    """
    if clause.with_order or clause.with_product:
        return False
    if before.do == "find_product" and wish.do in {"find_product", "recommend_products"}:
        return True
    if wish.do == before.do:
        return folders.get(wish.do) != "products" and wish.do != "ask_policy"
    return (
        before.do in {"list_orders", "track_order"}
        and wish.do in {"list_orders", "ask_price_or_offer", "show_account"}
        and len(HAN.findall(clause.text)) <= 8
        and len(clause.text.split()) <= 6
    )


def with_question(ref: Ref, words: str) -> Ref:
    """A thing together with what was asked of another one before."""
    return replace(ref, wants=(*ref.wants, Want("question", Op.IS, words)))
