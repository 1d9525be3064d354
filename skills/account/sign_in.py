"""Saying who one is; the door does the checking, this only tells how it stands."""

from knowledge.fact import Fact
from knowledge.shop import View
from skills.skill import Level, Outcome, Say, Told


class SignIn:
    level = Level.CLAIMED

    def __call__(self, view: View) -> Outcome:
        if view.customer is None:
            return Told((Say("no_customer"),))
        name = Fact("name", view.customer.name, f"customers/{view.customer.id}")
        return Told((Say("signed_in", (name,)),))


skill = SignIn()
