"""What to do with one wish: a pure table over level, owner and what could be resolved."""

from dataclasses import dataclass

from knowledge.write import Write
from skills.skill import Level


@dataclass(frozen=True)
class Ask:
    """Ask for slots before the wish can go on."""

    slots: tuple[str, ...]


@dataclass(frozen=True)
class Confirm:
    """Show the change and wait for a yes."""


@dataclass(frozen=True)
class Commit:
    """She said yes to this change: store it and tell what is true now."""

    write: Write


@dataclass(frozen=True)
class Wait:
    """Its turn comes when the wishes before it are settled."""


@dataclass(frozen=True)
class Run:
    """Call the skill and tell its outcome."""


@dataclass(frozen=True)
class Clarify:
    """Ask which of several things or wishes is meant."""

    slot: str


@dataclass(frozen=True)
class Handoff:
    """A person takes over."""


@dataclass(frozen=True)
class Offer:
    """Say that this can't be done here and offer a person."""


Decision = Ask | Confirm | Commit | Wait | Run | Clarify | Handoff | Offer


def decide(
    do: str,
    *,
    built: bool,
    needed: Level,
    level: Level,
    missing: tuple[str, ...],
    locked: bool = False,
) -> Decision:
    """
    The decision about one wish.

    ================================  ============================
    the wish                          what is done
    ================================  ============================
    a person is wanted                hand over
    nothing that is understood        run: the reply says so
    understood, but not built yet     say so, offer a person
    needs staff, a shopper asks       say so, offer a person
    needs to know who she is          ask; locked or no way in left: offer a person
    anything else                     run the skill
    ================================  ============================
    """
    if do == "talk_to_person":
        return Handoff()
    if do in ("", "repeat", "recall"):
        return Run()
    if not built or (needed >= Level.STAFF > level):
        return Offer()
    if level < needed:
        return Offer() if locked or not missing else Ask(missing)
    return Run()
