"""
Which of two changes is meant where only the state of the order tells them apart.

What has not left yet is changed, what has arrived is exchanged; shoppers say either for both.
"""

from dataclasses import replace

from agent.agenda import Agenda
from agent.turn import Wish
from agent.understanding.verbs import SIBLINGS
from agent.write_slots import changeable, is_possible
from knowledge.shop import View


def by_state(wish: Wish, agenda: Agenda, view: View) -> Wish:
    """The wish as the change that the order it is about can have."""
    other = SIBLINGS.get(wish.do)
    if other is None or view.customer is None:
        return wish
    if any(is_possible(wish.do, order, view) for order in changeable(wish, agenda, view)):
        return wish
    sibling = replace(wish, do=other)
    if any(is_possible(other, order, view) for order in changeable(sibling, agenda, view)):
        return sibling
    return wish
