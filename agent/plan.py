"""What next: every open wish is given a decision and, where it can go on, its skill's outcome."""

from dataclasses import replace

from agent.agenda import Agenda
from agent.changing import changes
from agent.door import Person
from agent.policy import Ask, Confirm, Handoff, Offer, Run, Wait, decide
from agent.slots import arguments, product_of
from agent.together import with_compared
from agent.turn import Step, Wish
from knowledge.amounts import plain_text
from knowledge.options import options_of
from knowledge.resolve import find_orders, naming
from knowledge.rules import Rules
from knowledge.shop import View
from knowledge.unknown_values import unknown_values
from skills import folders, load_skills, load_words, writing
from skills.skill import Entity, Level, Needs, NotFound, Proposed, Refused, Say, Skill, Told

KNOWN = 0.6
"""Score of a passage from which it is the answer even to what was not understood."""


PATIENCE = 1
"""How often the same question is put again before a person is offered instead."""


NAMES = ("find_product", "product_details", "check_stock", "")
"""Skills that half of a comparison, a bare name, may be taken for."""


UNKNOWN = Told((Say("unknown"),))
"""What a skill says that has no answer."""


def plan(
    agenda: Agenda, person: Person, view: View, *, over: Wish | None = None
) -> tuple[Step, ...]:
    """
    A step for each open wish, in order; a person being called ends the list.

    `over` is a wish that is settled: what has waited for it goes on.
    """
    steps: list[Step] = []
    wishes = [
        _grounded(_of_focus(wish, agenda, view), view)
        for wish in with_compared(_worth_doing(agenda, person), NAMES, agenda.waiting)
    ]
    for wish in wishes:
        if wish.do in writing():
            continue
        steps.append(_step(wish, agenda, person, view))
        if isinstance(steps[-1].decision, Handoff):
            return tuple(steps)
    later = [wish for wish in wishes if wish.do in writing()]
    if later:
        # "Why does that matter?": what would only be asked back leads away from the change.
        steps = [step for step in steps if not isinstance(step.outcome, Needs)]
    if any(isinstance(step.decision, Ask) for step in steps):
        # One question at a time: a change is proposed when she has answered this one.
        steps += [Step(wish, Wait()) for wish in later]
    else:
        steps += changes(later, agenda, view, lambda w: _step(w, agenda, person, view), over=over)
    return _without_passed_over(tuple(steps), agenda)


def _without_passed_over(steps: tuple[Step, ...], agenda: Agenda) -> tuple[Step, ...]:
    """The steps without an old question that she has passed over twice for something else."""
    answered = any(step.wish not in agenda.waiting for step in steps)
    if not answered or agenda.asked_again < PATIENCE or agenda.fresh:
        return steps
    kept = tuple(
        s for s in steps if s.wish not in agenda.waiting or not isinstance(s.decision, Ask | Offer)
    )
    return kept if any(not isinstance(s.decision, Wait) for s in kept) else steps


def _worth_doing(agenda: Agenda, person: Person) -> tuple[Wish, ...]:
    """The open wishes; having just signed in leaves nothing of the wish to do so beside another."""
    others = tuple(wish for wish in agenda.open if wish.do != "sign_in")
    return others if others and person.customer else agenda.open


def _of_focus(wish: Wish, agenda: Agenda, view: View) -> Wish:
    """ "Do you have one in black?": a search that names only what the thing in hand may be like."""
    ids = {entity.id for entity in agenda.focus if entity.kind == "product"}
    if wish.do != "find_product" or len(ids) != 1 or naming(product_of(wish), view):
        return wish
    product = view.catalogue.product(ids.pop())
    if product is None:
        return wish
    scales, plain = view.shop.scales, plain_text(wish.words)
    options = options_of(product.variants, scales)
    told = any(one.values and one.sure for one in options.said(plain))
    told = told or bool(unknown_values(plain, options, scales))
    return replace(wish, do="check_stock") if told else wish


def _grounded(wish: Wish, view: View) -> Wish:
    """What was not understood, but names a product or has its answer in the shop's texts."""
    said = wish.words
    meanwhile = load_words().get(wish.do, {}).get("meanwhile", "")
    if meanwhile and wish.do not in load_skills():
        stand_in = replace(wish, do=meanwhile)
        if meanwhile == "ask_policy":
            return _if_known(stand_in, said, view) or wish
        return stand_in if naming(product_of(wish), view) else wish
    if wish.do != "" or wish.of is None or wish.of.kind != "product":
        return wish
    if naming(wish.of, view):
        return replace(wish, do="product_details")
    return _if_known(replace(wish, do="ask_policy"), said, view) or wish


def _if_known(wish: Wish, said: str, view: View) -> Wish | None:
    """The wish, if the shop's own texts surely answer what was said."""
    known = view.search.answer(said, product=None, language=view.language, limit=1)
    return wish if known and known[0].score >= KNOWN else None


def _step(wish: Wish, agenda: Agenda, person: Person, view: View) -> Step:
    skill = load_skills().get(wish.do)
    needed = level_of(wish.do, skill, view.rules)
    decision = decide(
        wish.do,
        built=skill is not None,
        needed=needed,
        level=person.level,
        missing=missing_slots(
            agenda,
            person,
            needed,
            view.rules,
            by_mail=bool(view.customer and view.customer.email),
        ),
        locked=person.said == "locked",
    )
    if isinstance(decision, Offer):
        return Step(wish, decision, _spoken_of(wish, view))
    if not isinstance(decision, Run) or skill is None:
        return Step(wish, decision)
    return _run(wish, skill, agenda, view)


def _spoken_of(wish: Wish, view: View) -> Told | None:
    """The orders of a wish that can't be done: they are what is spoken of from here on."""
    if wish.of is None or wish.of.want("number") is None or wish.of.kind != "order":
        return None
    found = find_orders(wish.of, view)
    return Told((), about=tuple(Entity("order", order.id, order.id) for order in found))


def _run(wish: Wish, skill: Skill, agenda: Agenda, view: View) -> Step:
    if (
        view.customer is None
        and level_of(wish.do, skill, view.rules) >= Level.CLAIMED
        and (wish.do in writing() or folders()[wish.do] == "account")
    ):
        # The shop's own people have no account here that could be changed.
        return Step(wish, Offer())
    filled = arguments(skill, wish, agenda, view)
    outcome = filled if isinstance(filled, Needs | NotFound | Refused) else skill(view, **filled)
    if isinstance(outcome, Proposed):
        return Step(wish, Confirm(), outcome)
    looking = len({entity.id for entity in agenda.focus if entity.kind == "product"}) == 1
    if wish.do == "ask_policy" and outcome == UNKNOWN and looking:
        # No rule says it, but the manual of what she is looking at may.
        of_product = replace(wish, do="product_details")
        return _run(of_product, load_skills()["product_details"], agenda, view)
    if not isinstance(outcome, Needs):
        return Step(wish, Run(), outcome)
    # Asked for the same twice in vain: a third time would help nobody.
    stuck = agenda.asks == (outcome.slot,) and agenda.asked_again >= PATIENCE
    return Step(wish, Offer() if stuck else Ask((outcome.slot,)), outcome)


def level_of(do: str, skill: Skill | None, rules: Rules) -> Level:
    """The identity level a skill needs in this shop: its own, or what the policy raises it to."""
    raised = Level[rules.identity.levels.get(do, "anonymous").upper()]
    return max(skill.level, raised) if skill else Level.ANONYMOUS


def missing_slots(
    agenda: Agenda, person: Person, needed: Level, rules: Rules, *, by_mail: bool = True
) -> tuple[str, ...]:
    """
    What she may answer next to say who she is.

    All slots of the ways in that go on from what she has told; after a wrong answer all of them.
    Ways in that need what she can't tell are left out; none left: empty.
    """
    claims = rules.identity.claims
    if person.customer and needed > person.level:
        # Where no code can be sent, a person has to help.
        return ("code",) if by_mail else ()
    if person.said in ("code_sent", "code_wrong"):
        return ("code",)
    told = set() if person.said == "wrong" else set(agenda.told)
    claims = tuple(claim for claim in claims if not set(claim) & agenda.forgotten)
    begun = [claim for claim in claims if set(claim) & told and set(claim) - told]
    slots = [s for claim in begun or claims for s in claim if s not in told and s != "code"]
    return tuple(dict.fromkeys(slots))
