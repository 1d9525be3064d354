"""Goals crossed with voices: scripted conversations in the format of `shopkeeper test`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from random import Random
from typing import Any

from tests.shoppers.fitting import fits, tells_option
from tests.shoppers.goals import Aim, Goal
from tests.shoppers.in_turn import scripts_in_turn
from tests.shoppers.script import Script, as_case, introduced, says
from tests.shoppers.several import scripts
from tests.shoppers.template import agreeing, drawn, fill
from tests.shoppers.voices import Voice, Voices
from tests.shoppers.wording import wordings


def cross(
    goals: Iterable[Goal], voices: Voices, *, seed: int, per_goal: int
) -> Iterator[dict[str, Any]]:
    """
    Cases, at most `per_goal` for each goal, each in another voice.

    The voices that were heard least come first, so that every one is heard.
    """
    rng = Random(seed)
    heard: Counter[str] = Counter()
    for goal in goals:
        said: Iterator[Script]
        if len(goal.aims) > 1:
            said = chain(scripts(goal, voices, rng), scripts_in_turn(goal, voices, rng))
        else:
            order = sorted(voices.voices, key=lambda v: (heard[v.label], rng.random()))
            spoken = (_spoken(goal, voice, voices, rng) for voice in order)
            said = (script for script in spoken if script is not None)
        for script in islice((one for one in said if one.is_short(goal)), per_goal):
            heard[script.label] += 1
            yield as_case(goal, voices, script)


def _spoken(goal: Goal, voice: Voice, voices: Voices, rng: Random) -> Script | None:
    """What she says in this voice; None where it does not fit what she wants."""
    (aim,) = goal.aims
    if not fits(aim, voice):
        return None
    values = wordings(aim, goal.shopper, voices, rng)
    if aim.reason and "reason" not in values:
        return None
    lines = [agreeing(line, values) if aim.swaps else line for line in voice.chat]
    chat = [fill(line, values) for line in lines]
    confirms = [fill(line, values) for line in voice.confirms]
    own = {slot: [one and fill(one, values) for one in told] for slot, told in voice.knows.items()}
    forgot = {slot: told.count(None) for slot, told in voice.knows.items()}
    if None in chat + confirms or any(own[s].count(None) > n for s, n in forgot.items()):
        return None
    said = [line for line in chat if line is not None]
    said[0] = introduced(" ".join(voice.chat), said[0], goal, voices, values, rng)
    agreed = [line for line in confirms if line is not None]
    if not agreed and (yes := drawn(voices.confirms, values, rng)):
        agreed = [yes]
    knows: dict[str, list[str | None]] = {}
    for slot, answers in voices.answers.items():
        if (answer := drawn(answers, values, rng)) is not None:
            knows[slot] = [answer]
    knows |= own
    if aim.swaps:
        if not tells_option(" ".join(voice.chat), knows):
            return None
        knows = {**_of_swaps(aim, values), **knows}
    if aim.is_refused:
        knows["payment_method"] = [*filter(None, knows["payment_method"]), None]
    write = dict(aim.write) if aim.write is not None else None
    if write is not None and voice.case:
        write["kind"] = voice.case
    writes = (write,) if write is not None else ()
    return Script(
        voice.label, tuple(said), knows, tuple(agreed), writes, says(goal.aims, said + agreed)
    )


def _of_swaps(aim: Aim, values: Mapping[str, str]) -> dict[str, list[str | None]]:
    """Answers where a file of voices has none: several swaps are told all at once."""
    found: dict[str, list[str | None]] = {}
    if "swaps" in values:
        found["option"] = [values["swaps"]]
    if aim.is_refused:
        found["payment_method"] = [values["method"]]
    return found
