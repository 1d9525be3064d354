"""The shop's rules, from its policies and questions often asked."""

from knowledge.fact import Fact
from knowledge.goods import ContentKind
from knowledge.shop import View
from skills.skill import Asked, Level, Outcome, Say, Told

KINDS: tuple[ContentKind, ...] = ("policy", "faq", "guide", "offer")
LIKELY = 0.35
"""Score of a passage that is told to who surely asks for a rule; lower than for any question."""
LONGEST_WHOLE = 400
"""Characters up to which a policy is told whole rather than by the sentence that fits best."""


class AskPolicy:
    level = Level.ANONYMOUS

    def __call__(self, view: View, asked: Asked) -> Outcome:
        passages = view.search.answer(
            asked.words, product=None, language=view.language, kinds=KINDS
        )
        if not passages or passages[0].score < LIKELY:
            return Told((Say("unknown"),))
        best = passages[0]
        content = view.catalogue.content(best.source.split("/")[1])
        text = view.text(content.text) if content else ""
        if not text or len(text) > LONGEST_WHOLE:
            text = view.text(best.text)
        return Told((Say("rule", (Fact("rule", text, best.source),)),))


skill = AskPolicy()
