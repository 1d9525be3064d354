"""
Outcomes become one message: wordings filled with facts, one question at the end, offers as
choices.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.agenda import Agenda, missed
from agent.door import Person
from agent.policy import Ask, Clarify, Handoff, Offer
from agent.spoken import spoken
from agent.turn import PERSON, Reply, Step, Wish
from agent.wordings import has, load_wordings, own
from knowledge.fact import Fact
from knowledge.reference import Op, Ref, Want
from knowledge.shop import View
from knowledge.words import both, find
from skills import load_skills, load_words
from skills.skill import Card, Entity, Level, Needs, NotFound, Proposed, Refused, Say, Told

MISSES = 2
"""Replies in a row that could not help before a person is offered."""


@dataclass
class Draft:
    """A reply that is being put together."""

    view: View
    pieces: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    options: tuple[Entity, ...] = ()
    offer: str = ""
    offers: Wish | None = None

    def own(self, key: str, *facts: Fact, **names: str) -> None:
        """Adds a sentence of the engine's own, filled with facts and names from word lists."""
        self.facts.extend(facts)
        self.pieces.append(own("say", key, self.view.language, **self._spoken(facts), **names))

    def say(self, skill: str, says: Sequence[Say]) -> None:
        """Adds the sentences of a skill as one paragraph."""
        texts: list[str] = []
        for one in says:
            texts.append(_wording(skill, one.wording, self.view).format(**self._spoken(one.facts)))
            self.facts.extend(one.facts)
        self.pieces.append(_paragraph(texts, self.view.language))

    def _spoken(self, facts: Sequence[Fact]) -> dict[str, str]:
        today = self.view.today
        return {fact.name: spoken(fact, self.view.language, today) for fact in facts}


def _wording(skill: str, name: str, view: View) -> str:
    """A wording of the skill, or one that all skills share."""
    theirs = load_words().get(skill, {}).get("wordings", {})
    shared = load_wordings()["say"]
    wording: str = (theirs if name in theirs else shared)[name][view.language]
    return wording


def told_in_words(skill: str, says: Sequence[Say], view: View) -> str:
    """What a skill says, as one paragraph."""
    draft = Draft(view)
    draft.say(skill, says)
    return draft.pieces[0]


def _paragraph(texts: Sequence[str], language: str) -> str:
    gap = "" if language == "zh" else " "
    joined = ""
    for text in texts:
        joined += text if not joined or text.startswith("\n") else gap + text
    joined = re.sub(r";(?=\n|$)", ".", re.sub(r"；(?=\n|$)", "。", joined))
    # A text of the shop may end with the full stop that the wording around it has too.
    return re.sub(r"([。.!?！？])[。.](?=\s|$|[\u4e00-\u9fff])", r"\1", joined).strip()


def compose(
    steps: Sequence[Step], agenda: Agenda, person: Person, view: View, said: str, note: str = ""
) -> tuple[Reply, tuple[Entity, ...]]:
    """
    The reply to a message and the things behind its choices.

    `note` is a wording of the engine's to say first: why a yes did not hold.
    """
    draft = Draft(view)
    _greet_person(draft, person)
    if note:
        draft.own(note)
    _answer_bare(draft, steps, agenda)
    for step in _telling(steps):
        _tell(draft, step, agenda, person)
    if not draft.asks:
        _ask(draft, steps, agenda)
    _offer(draft, steps, agenda, person, said)
    handed = any(isinstance(step.decision, Handoff) for step in steps)
    reply = Reply(
        text="\n\n".join(dict.fromkeys(piece for piece in draft.pieces if piece)),
        facts=tuple(dict.fromkeys(draft.facts)),
        asks=draft.asks,
        choices=draft.choices,
        cards=tuple(dict.fromkeys(draft.cards)),
        language=view.language,
        owner="waiting" if handed else "bot",
        offers=Wish(PERSON) if draft.offer else draft.offers,
    )
    return reply, draft.options


def _telling(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps without rules that were not found, where others answer: those were a preface."""
    if len(steps) < 2:
        return steps
    return [step for step in steps if not _is_unknown(step)] or steps[:1]


def _is_unknown(step: Step) -> bool:
    told = step.outcome.says if isinstance(step.outcome, Told) else ()
    return bool(told) and all(say.wording == "unknown" for say in told)


def _greet_person(draft: Draft, person: Person) -> None:
    if person.said == "welcome" and draft.view.customer:
        customer = draft.view.customer
        source = f"customers/{customer.id}"
        first = customer.name.split()[0] if customer.name.split() else customer.name
        draft.own("welcome", Fact("first_name", first, source), Fact("name", customer.name, source))
    elif person.said == "locked":
        minutes = draft.view.rules.identity.lock_minutes
        draft.own("locked", Fact("minutes", minutes, "policies/identity"))
    elif person.said:
        draft.own(person.said)


def _answer_bare(draft: Draft, steps: Sequence[Step], agenda: Agenda) -> None:
    """A bare yes, no or "never mind" gets an answer of its own."""
    if agenda.declined:
        draft.own("left_as_it_is")
    elif agenda.held:
        draft.own("no_hurry")
    elif agenda.dropped and not steps:
        draft.own("dropped")
    elif not steps and not draft.pieces:
        draft.own("declined" if agenda.answer else "agreed")


def _tell(draft: Draft, step: Step, agenda: Agenda, person: Person) -> None:
    view = draft.view
    match step.decision:
        case Handoff():
            draft.own("handed_over")
            if view.rules.support.hours:
                draft.own(
                    "hours", Fact("hours", view.text(view.rules.support.hours), "policies/support")
                )
            return
        case Offer():
            if isinstance(step.outcome, Needs):
                draft.offer = "offer_person_again"
                return
            if person.said != "locked":
                _say_why_not(draft, step.wish.do, person)
            draft.offer = "offer_person"
            return
    match step.outcome:
        case Told(says=says, cards=cards):
            draft.say(step.wish.do, says)
            draft.cards.extend(cards)
        case Proposed():
            _propose(draft, step.wish, step.outcome, agenda)
        case Refused(rule=rule, facts=facts):
            draft.say(step.wish.do, (Say(rule, facts),))
            _offer_instead(draft, step.outcome)
        case Needs(because=Say() as why) if step.decision == Ask((step.outcome.slot,)):
            draft.say(step.wish.do, (why,))
        case NotFound(what=what):
            draft.own("order_not_found" if what.kind == "order" else "product_not_found")
            if what.kind == "order":
                draft.choices = (own("choices", "my_orders", view.language),)
        case None if step.wish.do == "recall" and agenda.done:
            assert isinstance(agenda.done.outcome, Told)
            draft.say(agenda.done.wish.do, agenda.done.outcome.says)
        case None if step.wish.do == "repeat":
            _repeat(draft, agenda)
        case None if step.wish.do == "":
            words = step.wish.of.want("words") if step.wish.of else None
            draft.own("out_of_scope" if words else "empty")


def _propose(draft: Draft, wish: Wish, proposed: Proposed, agenda: Agenda) -> None:
    """Shows a change and asks for a yes; what was shown before and still waits is only named."""
    language = draft.view.language
    words = load_words()[wish.do]
    if agenda.pending and agenda.pending.write == proposed.write and not agenda.changed:
        draft.own("still_waits", called=words["called"][language])
    else:
        draft.say(wish.do, proposed.says)
        draft.cards.extend(proposed.cards)
    draft.asks = ("confirm",)
    draft.choices = (words["button"][language], own("choices", "decline", language))
    draft.pieces.append(words["ask"]["confirm"][language])


def _offer_instead(draft: Draft, refused: Refused) -> None:
    """Offers what the rules allow instead, where it is one thing that can be prepared."""
    if refused.instead not in load_skills() or not refused.about:
        return
    order = refused.about[0].id
    draft.offers = Wish(refused.instead, of=Ref("order", (Want("number", Op.IS, order),)))
    draft.own(f"instead_{refused.instead}")
    language = draft.view.language
    button = load_words()[refused.instead]["called"][language]
    draft.choices = (button, own("choices", "no_thanks", language))


def _say_why_not(draft: Draft, skill: str, person: Person) -> None:
    """Says that a skill is not for her, not there yet, or that she can't be known for it."""
    words = load_words().get(skill, {})
    if words.get("for") == "merchant" and person.level < Level.STAFF:
        draft.own("for_staff")
    elif "called" in words and skill not in load_skills():
        draft.own("not_built", called=words["called"][draft.view.language])
    else:
        draft.own("no_way_in")


def _repeat(draft: Draft, agenda: Agenda) -> None:
    last = agenda.last
    if last is None:
        draft.own("nothing_to_repeat")
        return
    draft.pieces.append(last.text)
    draft.facts.extend(last.facts)
    draft.cards.extend(last.cards)
    draft.asks, draft.choices, draft.options = last.asks, last.choices, agenda.options


def _ask(draft: Draft, steps: Sequence[Step], agenda: Agenda) -> None:
    """Asks what the first waiting wish needs; the others wait their turn."""
    step = next((s for s in steps if isinstance(s.decision, Ask | Clarify)), None)
    if step is None or not isinstance(step.decision, Ask | Clarify):
        return
    decision = step.decision
    draft.offers = None
    draft.asks = decision.slots if isinstance(decision, Ask) else (decision.slot,)
    draft.pieces.append(question(step.wish.do, draft.asks, draft.view))
    if isinstance(step.outcome, Needs):
        draft.options = step.outcome.choices
        draft.choices = tuple(choice.title for choice in step.outcome.choices)


def question(skill: str, slots: tuple[str, ...], view: View) -> str:
    """
    The question for some slots: the skill's own, the one for just these together, or one each.
    """
    language = view.language
    theirs = load_words().get(skill, {}).get("ask", {})
    if len(slots) == 1 and slots[0] in theirs:
        return str(theirs[slots[0]][language])
    together = "+".join(slots)
    if has("ask", together):
        return own("ask", together, language)
    return " ".join(own("ask", slot, language) for slot in slots)


def _offer(draft: Draft, steps: Sequence[Step], agenda: Agenda, person: Person, said: str) -> None:
    """Offers a person after a second miss, after swearing, and where the shop can't do it here."""
    language = draft.view.language
    if any(isinstance(step.decision, Handoff) for step in steps):
        return
    if person.said == "locked":
        draft.offer = draft.offer or "locked"
    again = agenda.misses + 1 >= MISSES and missed(tuple(steps))
    stuck = draft.asks == agenda.asks and agenda.asked_again + 1 >= MISSES
    stuck = stuck and draft.asks != ("confirm",)
    if again or (stuck and draft.asks) or find(said.lower(), both("swearing")):
        draft.offer = "offer_person_again" if again or stuck else "offer_person"
    if not draft.offer or draft.asks == ("confirm",):
        # A yes to a pending change agrees to that and to nothing else.
        draft.offer = ""
        return
    if draft.offer != "locked" and not draft.asks:
        draft.own(draft.offer)
    person_choice = own("choices", "person", language)
    if draft.asks:
        draft.choices = (*draft.choices, person_choice)
    else:
        draft.choices = (person_choice, own("choices", "no_thanks", language))
