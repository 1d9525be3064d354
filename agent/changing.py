"""
The wishes that change something: merged by kind and order, put in turn, and proposed one by one.

All that is open is looked at before the first proposal, because a change may close an order to
those behind it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from agent.agenda import Agenda
from agent.by_state import by_state
from agent.open_wish import revised, words_of
from agent.policy import Ask, Clarify, Confirm, Wait
from agent.turn import Step, Wish
from agent.understanding.verbs import wants_done
from agent.write_slots import changeable
from knowledge.own_lines import spoken_lines
from knowledge.reference import Op, Ref, Want
from knowledge.refusals import closes, excludes
from knowledge.shop import View
from knowledge.words import both, find
from skills import load_words, writing
from skills.skill import Entity, Needs, NotFound, Refused

Run = Callable[[Wish], Step]


def changes(
    wishes: Sequence[Wish], agenda: Agenda, view: View, run: Run, *, over: Wish | None = None
) -> tuple[Step, ...]:
    """
    A step for each change: what can be settled at once is, the first that can't is asked about or
    proposed, and the others wait.

    Parameters
    ----------
    run
        Gives one wish its decision and outcome.
    over
        A wish that is settled already.
    """
    if view.customer:
        wishes = [by_state(wish, agenda, view) for wish in wishes]
        wishes = in_turn(merged(expanded(wishes, agenda, view), agenda, view), agenda, view)
        wishes = [wish for wish in wishes if wish != over]
        wishes = _without_outdone(wishes, agenda, view)
        choice = _excluding(wishes, agenda, view)
        if choice:
            return choice
    steps: list[Step] = []
    busy = False
    for wish in wishes:
        if busy:
            steps.append(Step(wish, Wait()))
            continue
        steps += _with_otherwise(wish, run)
        busy = isinstance(steps[-1].decision, Ask | Clarify | Confirm)
    return tuple(steps)


def _with_otherwise(wish: Wish, run: Run) -> list[Step]:
    """The step of a wish and, where a rule says no to it, of what she wants then."""
    step = run(wish)
    if not wish.otherwise or not isinstance(step.outcome, Refused | NotFound):
        return [step]
    about = wish.of if isinstance(step.outcome, Refused) else None
    if isinstance(step.outcome, Refused) and step.outcome.about:
        about = Ref("order", (Want("number", Op.IS, step.outcome.about[0].id),))
    plain = replace(step, outcome=_without_offer(step.outcome))
    instead = (_about(one, about) for one in wish.otherwise)
    return [plain, *(run(one) for one in instead)]


def _without_offer(outcome: Refused | NotFound) -> Refused | NotFound:
    """What she wants instead she has said herself."""
    return replace(outcome, instead="") if isinstance(outcome, Refused) else outcome


def _about(wish: Wish, order: Ref | None) -> Wish:
    if order is None or (wish.of and wish.of.want("number")):
        return wish
    return replace(wish, of=order)


def expanded(wishes: Sequence[Wish], agenda: Agenda, view: View) -> list[Wish]:
    """A wish that is about several orders as one wish for each of them."""
    found: list[Wish] = []
    for wish in wishes:
        if wish.of is None or wish.of.kind != "order" or wish.of.take == "one":
            found.append(wish)
            continue
        orders = changeable(wish, agenda, view)
        found += [_of_order(wish, order.id) for order in orders] or [wish]
    return found


def _of_order(wish: Wish, number: str) -> Wish:
    words = wish.of.want("words") if wish.of else None
    wants = (Want("number", Op.IS, number), *((words,) if words else ()))
    return replace(wish, of=Ref("order", wants))


def merged(wishes: Sequence[Wish], agenda: Agenda, view: View) -> list[Wish]:
    """
    Wishes of one kind on one order as one; so is a wish that names no order and no thing at all.
    """
    found: list[Wish] = []
    for wish in wishes:
        # What says nothing of what it is about belongs to the wish right before it.
        places = range(len(found) - 1, -1, -1)
        place = next((n for n in places if _same(found[n], wish, agenda, view)), None)
        if place is None:
            found.append(wish)
        else:
            found[place] = revised(found[place], replace(wish, do=""))
    return found


def _same(old: Wish, new: Wish, agenda: Agenda, view: View) -> bool:
    if old.do != new.do:
        return False
    if not _says_of_what(new, view):
        return True
    before, after = _order_id(old, agenda, view), _order_id(new, agenda, view)
    return before is not None and before == after


def _says_of_what(wish: Wish, view: View) -> bool:
    if wish.of is None:
        return False
    if any(want.attribute != "words" for want in wish.of.wants):
        return True
    words = wish.of.want("words")
    return bool(words and spoken_lines(str(words.value), view, view.orders))


def _order_id(wish: Wish, agenda: Agenda, view: View) -> str | None:
    if wish.of is None or wish.of.kind != "order":
        return None
    found = changeable(wish, agenda, view)
    return found[0].id if len(found) == 1 else None


def in_turn(wishes: Sequence[Wish], agenda: Agenda, view: View) -> list[Wish]:
    """The wishes as she said them, but what closes an order behind all others of that order."""
    if len(wishes) < 2:
        return list(wishes)
    orders = [_order_id(wish, agenda, view) for wish in wishes]
    last = {order: place for place, order in enumerate(orders) if order}

    def rank(place: int) -> tuple[int, int]:
        order = orders[place]
        closing = closes(_write(wishes[place]), view.rules)
        return (last[order], 1) if order and closing else (place, 0)

    return [wishes[place] for place in sorted(range(len(wishes)), key=rank)]


def _write(wish: Wish) -> str:
    skill = writing().get(wish.do)
    return skill.writes if skill else wish.do


def _without_outdone(wishes: Sequence[Wish], agenda: Agenda, view: View) -> list[Wish]:
    """
    The wishes without those that can't be had beside another one of which she has said that it
    matters more.
    """
    winners = [wish for wish in wishes if wish.do in _wins(wish)]
    return [
        wish
        for wish in wishes
        if not any(
            winner.do != wish.do
            and excludes(_write(winner), _write(wish), view.rules)
            and _order_id(winner, agenda, view) == _order_id(wish, agenda, view)
            for winner in winners
        )
    ]


def _wins(wish: Wish) -> tuple[str, ...]:
    """The changes that a wish says matter more than others: "if only one, then the return"."""
    told = words_of(wish.to if isinstance(wish.to, Ref) else None, "words")
    sentences = [one for _, _, text in told for one in re.split(r"[.!?;。！？\n]", text)]
    cued = [one for one in sentences if find(one.lower(), both("matters_more"))]
    return tuple(do for one in cued for do in wants_done(one))


def _excluding(wishes: Sequence[Wish], agenda: Agenda, view: View) -> tuple[Step, ...]:
    """The question which of two changes she wants where one order can't have both."""
    for place, first in enumerate(wishes):
        for second in wishes[place + 1 :]:
            order = _order_id(first, agenda, view)
            if order is None or order != _order_id(second, agenda, view):
                continue
            if not excludes(_write(first), _write(second), view.rules):
                continue
            if agenda.asks in (("choice",), ("confirm",)):
                # Asked once and not answered: then as she said it, one after the other.
                return ()
            choices = tuple(
                Entity("policy", wish.do, load_words()[wish.do]["called"][view.language])
                for wish in (first, second)
            )
            waiting = (Step(wish, Wait()) for wish in wishes if wish is not first)
            return (Step(first, Clarify("choice"), Needs("choice", choices)), *waiting)
    return ()
