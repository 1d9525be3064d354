"""Words of courtesy: greet."""

from knowledge.shop import View
from skills.skill import Level, Outcome, Say, Told


class Greet:
    level = Level.ANONYMOUS

    def __call__(self, view: View) -> Outcome:
        return Told((Say("told"),))


skill = Greet()
