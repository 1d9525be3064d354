"""The whole reading of a message: answers first, then clauses and what each of them wants."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.turn import Act, Intent, No, Revise, Tell, Understanding, Wish
from agent.understanding.answers import (
    choose,
    identity_answers,
    language_of,
    names_herself,
    rest_of_identity,
    thing_answer,
)
from agent.understanding.changes import change_answers, same_again
from agent.understanding.confirming import read_answer
from agent.understanding.evidence import OUT_OF_SCOPE
from agent.understanding.joining import (
    SMALL,
    beside_identity,
)
from agent.understanding.language import HAN, plain
from agent.understanding.opening import opening
from agent.understanding.references import Mention, beside_addresses, mentions
from agent.understanding.seen import Seen
from agent.understanding.segments import MONEY, asked_beside
from agent.understanding.verbs import MOVES, SIBLINGS, interrogates, is_question, wants_done
from agent.understanding.wishing import CLEAR, SURE, WHOLE, WishReader
from knowledge.option_words import speaks_of_options
from knowledge.payments_said import payment_ref
from knowledge.words import both, find, load_words, opens

PLAIN = 0.85
"""Confidence from which something else is meant that does not answer the question."""
IDENTITY = frozenset({"email", "name", "zip", "phone", "code"})


@dataclass(frozen=True)
class Reader:
    """
    Reads messages.

    Parameters
    ----------
    wishing
        Finds what a message wants.
    """

    wishing: WishReader

    def __call__(self, text: str, seen: Seen) -> Understanding:
        """The acts of one message, given what was asked before it."""
        said = plain(text)
        language = language_of(said, seen)
        if not said:
            return Understanding((Wish(""),), (), language)
        before, rest = self._before(said, seen)
        if not rest:
            return Understanding(before, (), language)
        declined = any(isinstance(act, No) for act in before)
        acts, intents = self._rest(rest, seen, declined=declined)
        return Understanding((*before, *acts), intents, language)

    def _before(self, said: str, seen: Seen) -> tuple[tuple[Act, ...], str]:
        """What a message says to the question or the offer before it, and the rest of it."""
        if find(said.lower(), both("recall")) and seen.done_do:
            return (Wish("recall"),), ""
        if not seen.pending:
            return opening(said, seen)
        found = self._mentions(said, seen)
        found = beside_addresses(said, found, moving=seen.open_do in MOVES)
        agrees = self.wishing.agrees.get(seen.open_do, ())
        names = self.wishing.grounds.names_product
        answer = read_answer(
            said, seen.open_do, agrees, found, order=seen.pending_order, names_thing=names
        )
        return answer.acts, answer.rest

    def _rest(
        self, said: str, seen: Seen, *, declined: bool = False
    ) -> tuple[tuple[Act, ...], tuple[Intent, ...]]:
        found = self._mentions(said, seen, asked=seen.asks)
        if "zip" not in seen.asks:
            moving = seen.pending and seen.open_do in MOVES
            found = beside_addresses(said, found, moving=moving or "address" in seen.asks)
        again = seen.done_do in self.wishing.agrees and not seen.asks
        same = find(said.lower(), both("same_again"))
        if same and seen.done_do in SIBLINGS and speaks_of_options(said):
            # "The same material as mine, but green" is a wish of its own.
            same = None
        if again and same:
            return (same_again(said, found, seen.done_do),), ()
        told = identity_answers(said, found, seen)
        more = bool(told) and self._says_more(said, found)
        if told and seen.asks and not more:
            return told, ()
        if more and [tell.slot for tell in told] == ["name"] and not names_herself(said):
            # "How much is the kettle?" is no name, though she was asked for one.
            told = ()
        wishes, intents = self.wishing(said, found, seen)
        if seen.pending:
            return self._beside_pending(wishes, intents, seen, declined=declined)
        changing = seen.open_do in self.wishing.agrees
        asking, telling = asked_beside(said) if changing else ("", said)
        answers = change_answers(telling or said, found, seen) if changing else ()
        if not changing:
            answer = thing_answer(said, found, seen)
            answers = (answer,) if answer else ()
        picked = choose(said, seen.options) is not None and not is_question(said)
        if not changing and set(wants_done(said)) & {wish.do for wish in wishes}:
            # Asked for a product, she says what she wants done: that is no product.
            answers = ()
        if answers and "choice" in seen.asks and changing:
            return (*told, *answers), intents
        if answers and asking and telling:
            # "On my card. When will it be there?": an answer, and something she asks.
            beside, intents = self.wishing(asking, found, seen)
            return (*told, *answers, *(w for w in beside if w.do in self.wishing.reads)), intents
        if answers and (picked or not self._digresses(said, intents, seen, changing)):
            return (*told, *answers), intents
        if told:
            wishes = beside_identity(wishes, intents, seen)
        elif IDENTITY & set(seen.asks) and all(i.confidence < CLEAR for i in intents):
            # She was asked who she is: what is not clear is no other wish, but no answer either.
            wishes = tuple(wish for wish in wishes if wish.do in self.wishing.reads)
        return (*told, *wishes), intents

    def _mentions(
        self, said: str, seen: Seen, *, asked: tuple[str, ...] = ()
    ) -> tuple[Mention, ...]:
        found = mentions(said, order_shapes=seen.order_shapes, asked=asked, slots=seen.slots)
        return tuple(
            replace(m, kind="number")
            if m.kind == "order" and self.wishing.grounds.is_item(m.value)
            else m
            for m in found
        )

    def _says_more(self, said: str, found: Sequence[Mention]) -> bool:
        """Whether an answer about identity goes on to say what she wants."""
        rest = rest_of_identity(said, found)
        speaks = find(said.lower(), load_words("en")["clause_words"])
        if len(rest.split()) < 4 and len(HAN.findall(rest)) < 6 and not speaks:
            return False
        (ranked,) = self.wishing.intents([rest])
        nothing = {"sign_in", OUT_OF_SCOPE, *SMALL}
        return ranked[0].confidence >= SURE and ranked[0].name not in nothing

    def _digresses(
        self, said: str, intents: tuple[Intent, ...], seen: Seen, changing: bool
    ) -> bool:
        """
        Whether, asked for a thing, she wants something else first: surely, or with a question.
        """
        if "payment_method" in seen.asks and payment_ref(said) and not interrogates(said):
            # "PayPal, can you do that?" says which.
            return False
        sure = [i.name for i in intents if i.confidence >= PLAIN]
        if "payment_method" in seen.asks and not payment_ref(said) and sure:
            # "Just tell me where it is" names no card.
            return bool(set(sure) & self.wishing.reads)
        asking = opens(said.lower(), "questions") and "reason" not in seen.asks
        if changing and not is_question(said) and not asking:
            # A reason or an address may hold any words; only another change is surely none.
            changes = {i.name for i in intents if i.confidence >= CLEAR} & set(self.wishing.agrees)
            answered = {seen.open_do, *(MONEY for s in seen.asks if s == "payment_method")}
            answered |= MOVES if "address" in seen.asks else set()
            answered.add(SIBLINGS.get(seen.open_do, ""))
            return bool((changes - answered) & set(wants_done(said)))
        least = SURE - 0.05 if is_question(said) else CLEAR
        other = {intent.name for intent in intents if intent.confidence >= least}
        return bool(other - {seen.open_do, OUT_OF_SCOPE, *SMALL})

    def _beside_pending(
        self,
        wishes: tuple[Wish, ...],
        intents: tuple[Intent, ...],
        seen: Seen,
        *,
        declined: bool,
    ) -> tuple[tuple[Act, ...], tuple[Intent, ...]]:
        """
        What is said while a change waits for its yes: more about that change corrects it, another
        wish stands beside it, and what is not clear is neither.
        """
        acts: list[Act] = []
        for wish, intent in zip(wishes, intents, strict=False):
            if wish.do == seen.open_do and declined:
                continue
            if wish.do == seen.open_do and wish.do not in WHOLE:
                acts.append(Revise(None, replace(wish, do="")))
            elif wish.do and intent.confidence >= (CLEAR if wish.do in SMALL else SURE):
                acts.append(wish)
        if not acts and not declined and wishes and is_question(wishes[0].words):
            # "How long does that take?": what was shown says it.
            acts.append(Tell("confirm", "again"))
        return tuple(acts), intents
