"""What a message wants: a wish for each clause that says something new, or for each change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agent.turn import Intent, Wish
from agent.understanding.answers import choose, without_identity
from agent.understanding.changes import finished
from agent.understanding.clauses import clauses
from agent.understanding.ellipsis import asks_again, is_bare_name, is_elliptical, only_numbers
from agent.understanding.evidence import OUT_OF_SCOPE, Clause, weigh
from agent.understanding.grounds import Grounds
from agent.understanding.joining import (
    PERSON,
    SMALL,
    UNSURE,
    about,
    asked_besides,
    beside_numbers,
    continues,
    lengthen,
    with_question,
    worth_keeping,
)
from agent.understanding.references import Mention, asks_for, described
from agent.understanding.seen import Seen
from agent.understanding.segments import MONEY, TO_AN_END, Segment, asked_beside, segments
from agent.understanding.unspoken import unspoken
from agent.understanding.verbs import SIBLINGS, is_question, wants_done
from agent.understanding.wants import product_ref
from knowledge.finding.questions import fault_codes
from knowledge.option_words import speaks_of_options
from knowledge.reference import Op, Ref, Want
from knowledge.words import both, find, load_words

IntentReader = Callable[[Sequence[str]], tuple[tuple[Intent, ...], ...]]

SURE = 0.5
"""Confidence from which a clause is a wish of its own beside another one."""
STORY = 0.75
"""Confidence from which a later clause of a message asks for a change of its own."""
CLEAR = 0.7
"""Confidence from which an intent stands against an open question."""
SPOKEN = 0.9
"""Confidence of a change that a verb asks for."""
WHOLE = ("notify_when_back", "report_problem", "request_invoice")
"""Changes that are described by all of a message, its questions too."""
GO_ON = ("orders", "products")
"""Folders of skills that a bare "and the other one?" can go on with."""
_TAGS = tuple(load_words("zh")["tags"])


@dataclass(frozen=True)
class WishReader:
    """
    Finds what a message wants.

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
    grounds
        What the shop's own data tell of a text.
    agrees
        Skills that change something, with what agrees to just that ("cancel it").
    """

    intents: IntentReader
    folders: Mapping[str, str]
    merchant: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    grounds: Grounds = field(default_factory=Grounds)
    agrees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __call__(
        self, said: str, found: Sequence[Mention], seen: Seen
    ) -> tuple[tuple[Wish, ...], tuple[Intent, ...]]:
        """The wishes of a message, one for each clause that says something new."""
        changes = self._changes(said, found, seen)
        if changes:
            return changes
        by_order = any(mention.kind == "order" for mention in found)
        if wants_done(said) and find(said.lower(), both("in_general")) and not by_order:
            # "The price has dropped, how does price protection work?" asks for a rule as a whole.
            return self._whole(said, found, seen)
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
            if wishes and continues(wishes[-1], wish, clause, self.folders):
                lengthen(wishes, part)
                continue
            wishes.append(wish)
            intents.append(best)
            wishes += asked_besides(wish)
            topic = self.folders.get(wish.do, "").removesuffix("s") or topic
        wishes, intents = self._finished(wishes, intents, said, found)
        skipped = len(parts) > len(wishes)
        if not wishes or (skipped and all(wish.do in SMALL | {"help"} for wish in wishes)):
            return self._whole(said, found, seen)
        return worth_keeping(wishes, intents), tuple(intents)

    def _changes(
        self, said: str, found: Sequence[Mention], seen: Seen
    ) -> tuple[tuple[Wish, ...], tuple[Intent, ...]] | None:
        """The changes that a message asks for in so many words, and what it asks beside them."""
        asking, rest = asked_beside(said)
        numbers = [m.value for m in found if m.kind == "order" and m.value in rest]
        if asking and len(numbers) == 1 and not any(m.value in asking for m in found):
            # "I'm sending it back. How much do I get for it?" asks of the same order.
            asking = f"{asking} {numbers[0]}"
        parts = segments(rest, found)
        if all(set(part.verbs) <= {MONEY} for part in parts):
            about_order = seen.about == "order" or seen.open_do in SIBLINGS
            option, address = self.grounds.names_option, self.grounds.address_in(rest)
            other = unspoken(said, found, address, names_option=option, about_order=about_order)
            if other and (not parts or SIBLINGS.get(other[0].verbs[0])):
                parts, asking, rest = other, "", said
        if not parts:
            return None
        told = len(parts)
        parts, best = self._asked_for(parts, found, seen)
        if not all(intent.name in self.agrees for intent in best):
            return None
        if len(parts) == 1 < told:
            rest = parts[0].text
        described = [
            Wish(i.name, of=Ref("order", (Want("words", Op.IS, p.text),)))
            for i, p in zip(best, parts, strict=True)
        ]
        # A thing to be told of is often named in the question before.
        swap = len(best) == 1 and best[0].name in SIBLINGS
        whole = said if len(best) == 1 and (best[0].name in WHOLE or swap) else rest
        wishes, intents = self._finished(described, best, whole, found)
        wishes = beside_numbers(wishes, found)
        # "Do you have it in black, and what's the difference?" is answered by what is proposed.
        answered = swap and (speaks_of_options(asking) or find(asking.lower(), both("difference")))
        reads = self(asking, found, seen) if asking and not answered else ((), ())
        return (*reads[0], *wishes), (*reads[1], *intents)

    def _asked_for(
        self, parts: Sequence[Segment], found: Sequence[Mention], seen: Seen
    ) -> tuple[tuple[Segment, ...], list[Intent]]:
        """
        The changes of some segments. Without a verb one is a change only if it surely is; else it
        goes on with the one before, or tells how it came to the one behind.
        """
        kept: list[Segment] = []
        best: list[Intent] = []
        plain = [without_identity(part.text, found) for part in parts]
        swapping = any(set(SIBLINGS) & set(part.verbs) for part in parts)
        for part, ranks in zip(parts, self.intents(plain), strict=True):
            inside = tuple(mention for mention in found if mention.value in part.text)
            address = self.grounds.address_in(part.text) is not None
            clause = replace(self._clause(part.text, inside, seen), address=address)
            weighed = weigh(ranks, clause, self.folders, self.merchant)
            change = self._change(part, weighed, clause) or weighed[0]
            likely = change.name in self.agrees and change.confidence >= SURE and not swapping
            if part.verbs or (likely and change == weighed[0]):
                kept.append(part)
                sure = max(change.confidence, SPOKEN if part.verbs else 0.0)
                best.append(replace(change, confidence=sure))
            elif kept:
                kept[-1] = replace(kept[-1], text=f"{kept[-1].text}, {part.text}")
        return tuple(kept), best

    def _change(self, part: Segment, weighed: tuple[Intent, ...], clause: Clause) -> Intent | None:
        """
        The change that a segment asks for; a question that names no order may only ask for a rule.
        """
        lowered = part.text.lower()
        # "Can I still send the lamp back" is about hers, "can one send lamps back" about a rule.
        hers = clause.with_order or (clause.with_product and find(lowered, both("can_still")))
        general = find(lowered, both("in_general")) or "rule" in asks_for(part.text)
        wondering = is_question(part.text) and not find(lowered, both("asks_to"))
        asking = bool(wondering or general) and not hers
        if asking and weighed[0].name not in self.agrees:
            return None
        changes = (intent for intent in weighed if intent.name in self.agrees)
        likely = next(changes, None)
        named = next((intent for intent in weighed if intent.name in part.verbs), likely)
        sure = likely and likely == weighed[0] and likely.confidence >= CLEAR
        swaps = set(SIBLINGS) & set(part.verbs)
        if likely and (swaps or (likely.name == MONEY and TO_AN_END & set(part.verbs))):
            return likely if likely.name in swaps else named
        return likely if sure else named

    def _whole(
        self, said: str, found: Sequence[Mention], seen: Seen
    ) -> tuple[tuple[Wish, ...], tuple[Intent, ...]]:
        """The message read in one piece, where no clause of it says anything for itself."""
        clause = self._clause(said, found, seen)
        (ranks,) = self.intents([said])
        best = self._best(weigh(ranks, clause, self.folders, self.merchant), clause, seen)
        whole = [self._wish(clause, best, found, seen)]
        wishes, intents = self._finished(whole, [best], said, found)
        return tuple(wishes), tuple(intents)

    def _finished(
        self, wishes: list[Wish], intents: list[Intent], said: str, found: Sequence[Mention]
    ) -> tuple[list[Wish], list[Intent]]:
        """The wishes with those for a change described by all that was said of them."""
        return finished(wishes, intents, said, found, frozenset(self.agrees))

    def _clause(self, part: str, found: Sequence[Mention], seen: Seen) -> Clause:
        with_order = any(mention.kind == "order" for mention in found)
        with_product = not with_order and self.grounds.names_product(part)
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
        if do in self.agrees:
            return Wish(do, of=Ref("order", (words,)), ask=ask)
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
