"""Words of courtesy: goodbye."""

from knowledge.shop import View
from skills.skill import Level, Outcome, Say, Told


class Goodbye:
    level = Level.ANONYMOUS

    def __call__(self, view: View) -> Outcome:
        return Told((Say("told"),))


skill = Goodbye()
