"""The whole reading of a message: answers first, then clauses and what each of them wants."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agent.turn import Act, Intent, No, Revise, Tell, Understanding, Wish, Yes
from agent.understanding.answers import (
    choose,
    identity_answers,
    is_forgotten,
    language_of,
    names_herself,
    rest_of_identity,
    thing_answer,
)
from agent.understanding.clauses import clauses, sentences
from agent.understanding.ellipsis import asks_again, is_bare_name, is_elliptical, only_numbers
from agent.understanding.evidence import OUT_OF_SCOPE, Clause, weigh
from agent.understanding.joining import (
    PERSON,
    SMALL,
    UNSURE,
    about,
    asked_besides,
    beside_identity,
    dropped,
    lengthen,
    with_question,
    worth_keeping,
)
from agent.understanding.language import HAN, plain
from agent.understanding.references import Mention, asks_for, described, mentions
from agent.understanding.seen import Seen
from agent.understanding.wants import product_ref
from knowledge.finding.questions import fault_codes
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, find, load_words, opens

IntentReader = Callable[[Sequence[str]], tuple[tuple[Intent, ...], ...]]

SURE = 0.5
"""Confidence from which a clause is a wish of its own beside another one."""
STORY = 0.75
"""Confidence from which a later clause of a message asks for a change of its own."""
CLEAR = 0.7
"""Confidence from which an intent stands against an open question."""
IDENTITY = frozenset({"email", "name", "zip", "phone", "code"})
GO_ON = ("orders", "products")
"""Folders of skills that a bare "and the other one?" can go on with."""
_TAGS = tuple(load_words("zh")["tags"])
_QUESTION_ENDS = ("?", "？", *load_words("zh")["question_ends"])


@dataclass(frozen=True)
class Reader:
    """
    Reads messages.

    Parameters
    ----------
    intents
        Texts to intents with confidence, most likely first.
    folders
        The folder each skill lives in: tells whether it is about orders or about products.
    merchant
        Skills for the shop's own people.
    reads
        Skills that only look things up.
    names_product
        Whether a text names a product of the catalogue.
    """

    intents: IntentReader
    folders: Mapping[str, str]
    merchant: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    names_product: Callable[[str], bool] = field(default=lambda text: False)

    def __call__(self, text: str, seen: Seen) -> Understanding:
        """The acts of one message, given what was asked before it."""
        said = plain(text)
        language = language_of(said, seen)
        if not said:
            return Understanding((Wish(""),), (), language)
        before, rest = self._opening(said, seen)
        if not rest:
            return Understanding(before, (), language)
        acts, intents = self._rest(rest, seen)
        return Understanding((*before, *acts), intents, language)

    def _opening(self, said: str, seen: Seen) -> tuple[tuple[Act, ...], str]:
        """A yes, a no or a "never mind" that is the message or its first sentence, and the rest."""
        if is_forgotten(said) and seen.asks and len(said) <= 60 and not _digits(said):
            return tuple(Tell(slot, Want("", Op.IS)) for slot in seen.asks), ""
        first = sentences(said)[0] if sentences(said) else said
        if self._short(said, seen) == (Wish("repeat"),):
            return (Wish("repeat"),), ""
        acts = self._short(first, seen)
        rest = said[said.find(first) + len(first) :].strip(" .!?;~，。！？；～\n")
        if not acts and (seen.asks or seen.open_do):
            acts, rest = dropped(said)
        if not acts or not rest:
            return acts, "" if acts else said
        # "Ok, leave it. And mine ...": what was open is dropped, and the rest is read for itself.
        return tuple(act for act in acts if isinstance(act, Revise)), rest

    def _short(self, sentence: str, seen: Seen) -> tuple[Act, ...]:
        bare = sentence.lower().strip(" .!?,;~，。！？；～")
        few = len(bare.split()) <= 6 and len(HAN.findall(bare)) <= 9
        some = len(bare.split()) <= 10 and len(HAN.findall(bare)) <= 16
        if some and find(bare, both("repeat")) and not asks_for(bare):
            return (Wish("repeat"),)
        if few and opens(bare, "drop") and (seen.asks or seen.open_do or seen.offered):
            return (Revise(None, None),)
        if bare in both("yes") and (seen.offered or "confirm" in seen.asks):
            return (Yes(),)
        if few and seen.offered and find(bare, both("no_person")) and not asks_for(bare):
            return (No(),)
        if bare in both("no") and (seen.offered or "confirm" in seen.asks or not seen.asks):
            return (No(),)
        return ()

    def _rest(self, said: str, seen: Seen) -> tuple[tuple[Act, ...], tuple[Intent, ...]]:
        found = mentions(said, order_shapes=seen.order_shapes, asked=seen.asks, slots=seen.slots)
        told = identity_answers(said, found, seen)
        more = bool(told) and self._says_more(said, found)
        if told and seen.asks and not more:
            return told, ()
        if more and [tell.slot for tell in told] == ["name"] and not names_herself(said):
            # "How much is the kettle?" is no name, though she was asked for one.
            told = ()
        answer = thing_answer(said, found, seen)
        wishes, intents = self._wishes(said, found, seen)
        picked = choose(said, seen.options) is not None
        if answer and (picked or not self._digresses(said, intents, seen)):
            return (*told, answer), intents
        if told:
            wishes = beside_identity(wishes, intents, seen)
        elif IDENTITY & set(seen.asks) and all(i.confidence < CLEAR for i in intents):
            # She was asked who she is: what is not clear is no other wish, but no answer either.
            wishes = tuple(wish for wish in wishes if wish.do in self.reads)
        return (*told, *wishes), intents

    def _says_more(self, said: str, found: Sequence[Mention]) -> bool:
        """Whether an answer about identity goes on to say what she wants."""
        rest = rest_of_identity(said, found)
        speaks = find(said.lower(), load_words("en")["clause_words"])
        if len(rest.split()) < 4 and len(HAN.findall(rest)) < 6 and not speaks:
            return False
        (ranked,) = self.intents([rest])
        nothing = {"sign_in", OUT_OF_SCOPE, *SMALL}
        return ranked[0].confidence >= SURE and ranked[0].name not in nothing

    def _digresses(self, said: str, intents: tuple[Intent, ...], seen: Seen) -> bool:
        """
        Whether, asked for a thing, she wants something else first: surely, or with a question.
        """
        least = SURE - 0.05 if said.endswith(_QUESTION_ENDS) else CLEAR
        other = {intent.name for intent in intents if intent.confidence >= least}
        return bool(other - {seen.open_do, OUT_OF_SCOPE, *SMALL})

    def _wishes(
        self, said: str, found: Sequence[Mention], seen: Seen
    ) -> tuple[tuple[Wish, ...], tuple[Intent, ...]]:
        """The wishes of a message, one for each clause that says something new."""
        parts = clauses(said)
        parts = parts if len(parts) > 1 else (said,)
        wishes: list[Wish] = []
        intents: list[Intent] = []
        product = ""
        around = frozenset(asks_for(said))
        topic = seen.about
        for part, ranks in zip(parts, self.intents(parts), strict=True):
            inside = tuple(mention for mention in found if mention.value in part)
            clause = replace(self._clause(part, inside, seen), about=topic, around=around)
            best = self._best(weigh(ranks, clause, self.folders, self.merchant), clause, seen)
            # What goes on behind a wish is often a story; a change of its own has to be sure.
            grounded = clause.with_order or clause.with_product
            least = UNSURE if grounded else SURE
            if wishes and best.name not in self.reads:
                least = STORY
            strange = best.name == OUT_OF_SCOPE or best.confidence < least
            only_names = clause.with_product and is_bare_name(part)
            if (strange or only_names) and len(parts) > 1:
                product = part if clause.with_product else product
                # A remark beside the question says nothing of what is asked.
                if best.name != OUT_OF_SCOPE or clause.about == "order":
                    lengthen(wishes, part)
                continue
            wish = self._wish(clause, best, inside, seen)
            if product and not clause.with_product:
                wish = about(wish, product)
            product = part if clause.with_product else product
            if wishes and self._continues(wishes[-1], wish, clause):
                lengthen(wishes, part)
                continue
            wishes.append(wish)
            intents.append(best)
            wishes += asked_besides(wish)
            topic = self.folders.get(wish.do, "").removesuffix("s") or topic
        skipped = len(parts) > len(wishes)
        if not wishes or (skipped and all(wish.do in SMALL | {"help"} for wish in wishes)):
            return self._whole(said, found, seen)
        return worth_keeping(wishes, intents), tuple(intents)

    def _whole(
        self, said: str, found: Sequence[Mention], seen: Seen
    ) -> tuple[tuple[Wish, ...], tuple[Intent, ...]]:
        """The message read in one piece, where no clause of it says anything for itself."""
        clause = self._clause(said, found, seen)
        (ranks,) = self.intents([said])
        best = self._best(weigh(ranks, clause, self.folders, self.merchant), clause, seen)
        return (self._wish(clause, best, found, seen),), (best,)

    def _clause(self, part: str, found: Sequence[Mention], seen: Seen) -> Clause:
        with_order = any(mention.kind == "order" for mention in found)
        with_product = not with_order and self.names_product(part)
        around = frozenset(asks_for(part))
        return Clause(part, with_order, with_product, seen.about, seen.staff, around, seen.last_do)

    def _best(self, ranks: tuple[Intent, ...], clause: Clause, seen: Seen) -> Intent:
        """The likeliest intent, but for what says no more than of what: that goes on as before."""
        best = ranks[0]
        goes_on = seen.last_do in self.reads and self.folders.get(seen.last_do) in GO_ON
        polite = best.name in SMALL | {PERSON, "help"}
        if goes_on and is_elliptical(clause.text) and not polite:
            return Intent(seen.last_do, SURE)
        about_orders = goes_on and self.folders.get(seen.last_do) == "orders"
        if clause.with_order and seen.lost and about_orders:
            return Intent(seen.last_do, SURE)
        if clause.with_order and about_orders:
            return best if best.confidence >= CLEAR else Intent(seen.last_do, SURE)
        if clause.with_product and best.confidence < SURE and not asks_for(clause.text):
            # A product is named, and the model has no idea: a question about it, or its bare name.
            asking = find(clause.text.lower(), both("questions")) or fault_codes(clause.text)
            return Intent("product_details" if asking else "find_product", SURE)
        pointing = seen.about == "product" and not clause.with_product
        if best.name == "find_product" and pointing and find(clause.text.lower(), both("pronouns")):
            return replace(best, name="check_stock")
        if is_bare_name(clause.text) and self.folders.get(best.name) == "products":
            return replace(best, name="find_product")
        return best

    def _continues(self, before: Wish, wish: Wish, clause: Clause) -> bool:
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
            return self.folders.get(wish.do) != "products" and wish.do != "ask_policy"
        return (
            before.do in {"list_orders", "track_order"}
            and wish.do in {"list_orders", "ask_price_or_offer", "show_account"}
            and len(HAN.findall(clause.text)) <= 8
            and len(clause.text.split()) <= 6
        )

    def _wish(self, clause: Clause, intent: Intent, found: Sequence[Mention], seen: Seen) -> Wish:
        part, do = clause.text, intent.name
        numbers = tuple(m.value for m in found if m.kind == "order")
        codes = tuple(m.value for m in found if m.kind == "number")
        words = Want("words", Op.IS, part)
        if only_numbers(part, found):
            before = seen.open_do or seen.last_do
            reading = before in self.reads and self.folders.get(before) == "orders"
            do = before if reading else "track_order"
        elif do == OUT_OF_SCOPE or intent.confidence < UNSURE:
            # What is surely no business of a shop names nothing in it; anything else may.
            strange = do == OUT_OF_SCOPE and intent.confidence >= CLEAR
            return Wish("", of=Ref("policy" if strange else "product", (words,)))
        ask = " ".join(asks_for(part))
        if find(part, _TAGS) or (do == seen.last_do and is_elliptical(part)):
            ask = ask or seen.last_ask
        if do == "ask_policy" and do == seen.last_do and is_elliptical(part):
            words = Want("words", Op.IS, f"{seen.last_words} {part}")
        if self.folders.get(do) == "orders":
            return Wish(do, of=described(part, numbers), ask=ask)
        if do in {"ask_policy", *SMALL}:
            return Wish(do, of=Ref("policy", (words,)), ask=ask)
        if do == "product_details" and do == seen.last_do and asks_again(part):
            again = product_ref(part, codes or numbers)
            return Wish(do, of=with_question(again, seen.last_words), ask=ask)
        chosen = choose(part, seen.options)
        if chosen and chosen.kind == "product":
            return Wish(do, Ref("product", (Want("number", Op.IS, chosen.id), words)), ask=ask)
        return Wish(do, of=product_ref(part, codes or numbers), ask=ask)


def _digits(text: str) -> bool:
    return any(character.isdigit() for character in text)
