"""What a shopper says who brings up one thing after the other, each in a voice of its own."""

from collections.abc import Iterator
from random import Random

from tests.shoppers.fitting import fits, tells_option
from tests.shoppers.goals import SWAPPING, Goal
from tests.shoppers.script import Script, introduced, says
from tests.shoppers.several import known
from tests.shoppers.template import agreeing, drawn, fill
from tests.shoppers.voices import Voice, Voices
from tests.shoppers.wording import wordings

_TRIES = 20


def scripts_in_turn(goal: Goal, voices: Voices, rng: Random) -> Iterator[Script]:
    """
    Ways to ask for swaps one by one: the next is brought up when nothing more is asked.

    A voice that knows more than what it says would answer for all of them, so none of those.
    """
    if any(aim.kind not in SWAPPING or aim.is_refused for aim in goal.aims):
        return
    plain = [voice for voice in voices.voices if not voice.knows and len(voice.confirms) < 2]
    fitting = [[voice for voice in plain if fits(aim, voice)] for aim in goal.aims]
    if not all(fitting):
        return
    for _ in range(_TRIES):
        chosen = [rng.choice(some) for some in fitting]
        if (script := _script(goal, chosen, voices, rng)) is not None:
            yield script


def _script(goal: Goal, chosen: list[Voice], voices: Voices, rng: Random) -> Script | None:
    told = [wordings(aim, goal.shopper, voices, rng) for aim in goal.aims]
    pairs = list(zip(chosen, told, strict=True))
    chat = [fill(agreeing(line, values), values) for voice, values in pairs for line in voice.chat]
    said = [line for line in chat if line is not None]
    if len(said) < len(chat) or len({voice.label for voice in chosen}) < len(chosen):
        return None
    confirms = [
        yes
        for voice, values in pairs
        if (yes := drawn(voice.confirms or voices.confirms, values, rng))
    ]
    templates = [" ".join(voice.chat) for voice in chosen]
    said[0] = introduced(templates[0], said[0], goal, voices, told[0], rng)
    knows = known(goal.aims, templates, told, voices, rng)
    if not all(tells_option(template, knows) for template in templates):
        return None
    writes = tuple(aim.write for aim in goal.aims if aim.write is not None)
    label = " then ".join(voice.label for voice in chosen)
    return Script(
        label, tuple(said), knows, tuple(confirms), writes, says(goal.aims, [*said, *confirms])
    )
