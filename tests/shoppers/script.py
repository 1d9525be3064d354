"""One scripted conversation about a goal, and how it is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.shoppers.goals import Aim, Goal, Shopper, Write
from tests.shoppers.template import drawn, fields
from tests.shoppers.voices import Voices

# How often she says who she is before she is asked.
_INTRODUCES = 0.25
_NUM_MESSAGES = 30
_WHO = frozenset({"name", "first_name", "zip", "email", "phone"})

Answers = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class Script:
    """
    What she says, what she answers by slot, and what has to be written for it.

    `label` names the voice or the join that it is said in.
    """

    label: str
    chat: tuple[str, ...]
    knows: Answers
    confirms: tuple[str, ...]
    writes: tuple[Write, ...]
    says: tuple[str, ...] = ()

    def is_short(self, goal: Goal) -> bool:
        """Whether a case is over in time even if every answer is asked for by itself."""
        answers = sum(map(len, {**_identity(goal.shopper), **self.knows}.values()))
        return len(self.chat) + len(self.confirms) + answers <= _NUM_MESSAGES


def as_case(goal: Goal, voices: Voices, script: Script) -> dict[str, Any]:
    """The case as plain values."""
    known = {**_identity(goal.shopper), **script.knows}
    about = " + ".join(f"{aim.kind} {aim.purchase.id if aim.purchase else ''}" for aim in goal.aims)
    then: dict[str, Any] = {"writes": [dict(write) for write in script.writes]}
    if script.says:
        then["says"] = list(script.says)
    return {
        "name": f"{about.strip()} ({goal.name}), {voices.name} {script.label}",
        "shop": goal.shop,
        "language": voices.language,
        "customer": None if goal.shopper.tells else goal.shopper.id,
        **({"given": {"today": goal.today}} if goal.today else {}),
        "knows": {slot: told[0] if len(told) == 1 else list(told) for slot, told in known.items()},
        **({"confirms": list(script.confirms)} if script.confirms else {}),
        "chat": [{"me": line} for line in script.chat],
        "then": {**then, "owner": "bot"},
    }


def introduced(
    template: str, line: str, goal: Goal, voices: Voices, values: Mapping[str, str], rng: Random
) -> str:
    """Her first line, now and then with who she is in front where the voice does not say it."""
    if not goal.shopper.tells or _WHO & fields(template) or rng.random() >= _INTRODUCES:
        return line
    who = {slot: told for slot, told in values.items() if slot in _WHO}
    return (drawn(voices.introductions, who, rng) or "") + line


def says(aims: Sequence[Aim], spoken: Sequence[str]) -> tuple[str, ...]:
    """
    What some reply has to say: an address or an invoice title that no write is compared with.

    A title only where she says it: an invoice may be made out to herself.
    """
    streets = [aim.place.street for aim in aims if aim.place is not None and not aim.place.parts]
    titles = [aim.title for aim in aims if aim.kind == "invoice"]
    return (*streets, *(title for title in titles if any(title in line for line in spoken)))


def _identity(shopper: Shopper) -> Answers:
    """Her answers to who she is; what she is not known by she does not remember."""
    known = {"name": shopper.name, "zip": shopper.zip, "email": shopper.email}
    known["phone"] = shopper.phone
    if not shopper.tells:
        told = {slot: (value,) for slot, value in known.items() if value}
        return {**told, "code": ("{code}",)}
    own = {*shopper.tells, "name"}
    asked = {"name", "email", "zip", *shopper.tells}
    return {slot: (known[slot] if slot in own else None,) for slot in known if slot in asked}
