"""The table of what is done with one wish, row by row."""

import pytest

from agent.policy import Ask, Decision, Handoff, Offer, Run, decide
from skills.skill import Level

WHO = ("email", "name", "zip")


def decided(
    do: str = "track_order",
    *,
    built: bool = True,
    needed: Level = Level.ANONYMOUS,
    level: Level = Level.ANONYMOUS,
    missing: tuple[str, ...] = (),
    locked: bool = False,
) -> Decision:
    return decide(do, built=built, needed=needed, level=level, missing=missing, locked=locked)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("built", [True, False])
@pytest.mark.parametrize("locked", [True, False])
def test_who_wants_a_person_gets_one_whoever_she_is(
    level: Level, built: bool, locked: bool
) -> None:
    wanted = decided(
        "talk_to_person", built=built, needed=Level.CLAIMED, level=level, locked=locked
    )
    assert wanted == Handoff()


@pytest.mark.parametrize(
    "do",
    [
        "",  # nothing was understood
        "repeat",  # the last reply once more
        "recall",  # what was changed last
    ],
)
def test_what_needs_no_skill_is_said_by_the_reply(do: str) -> None:
    assert decided(do, built=False) == Run()


@pytest.mark.parametrize("level", [Level.ANONYMOUS, Level.VERIFIED, Level.MERCHANT])
def test_what_is_not_built_is_offered_a_person_for(level: Level) -> None:
    assert decided(built=False, level=level) == Offer()


@pytest.mark.parametrize("needed", [Level.STAFF, Level.MERCHANT])
@pytest.mark.parametrize("level", [Level.ANONYMOUS, Level.CLAIMED, Level.VERIFIED])
def test_a_shopper_is_not_asked_to_become_staff(needed: Level, level: Level) -> None:
    assert decided("sales_report", needed=needed, level=level, missing=WHO) == Offer()


@pytest.mark.parametrize(
    ("needed", "level"),
    [
        (Level.CLAIMED, Level.ANONYMOUS),  # nobody knows her
        (Level.VERIFIED, Level.ANONYMOUS),
        (Level.VERIFIED, Level.CLAIMED),  # known, but not surely enough
    ],
)
def test_who_is_not_known_well_enough_is_asked(needed: Level, level: Level) -> None:
    assert decided(needed=needed, level=level, missing=WHO) == Ask(WHO)


def test_who_is_locked_out_is_offered_a_person() -> None:
    assert decided(needed=Level.CLAIMED, missing=WHO, locked=True) == Offer()


def test_who_has_no_way_in_left_is_offered_a_person() -> None:
    assert decided(needed=Level.CLAIMED, missing=()) == Offer()


@pytest.mark.parametrize(
    ("needed", "level"),
    [
        (Level.ANONYMOUS, Level.ANONYMOUS),  # anybody may
        (Level.CLAIMED, Level.CLAIMED),  # just enough
        (Level.CLAIMED, Level.VERIFIED),  # more than enough
        (Level.STAFF, Level.STAFF),
        (Level.STAFF, Level.MERCHANT),
    ],
)
def test_who_is_known_well_enough_gets_what_she_wants(needed: Level, level: Level) -> None:
    assert decided(needed=needed, level=level) == Run()


def test_a_lock_does_not_hold_back_what_anybody_may_ask() -> None:
    assert decided("check_stock", locked=True) == Run()
