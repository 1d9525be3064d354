"""A process that dies in the middle of a change leaves it whole or not at all."""

from pathlib import Path
from random import Random

from sqlalchemy import create_engine, text

from tests.knowledge.killing import Home, faults, kill_one, make_home


def damage(home: Home, statement: str) -> None:
    engine = create_engine(home.url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_six_deaths_leave_nothing_by_halves(tmp_path: Path, place: str) -> None:
    home, chance = make_home(tmp_path, place), Random(6)
    kills = [kill_one(home, chance) for _ in range(6)]
    assert [kill.faults for kill in kills] == [()] * 6
    assert any(kill.inside for kill in kills)
    assert sum(kill.num_commits for kill in kills) > 0
    # Had something been left by halves, it would have been seen.
    damage(home, "UPDATE orders SET status = 'shipped' WHERE id = '#1001'")
    assert faults(home) == ("orders or customers are not as the audit says",)
    damage(home, "DELETE FROM outbox WHERE id = 1")
    assert "the events are not one for each committed change" in faults(home)
    damage(home, "DELETE FROM audit WHERE id = 2")
    assert "the chain of the audit is broken" in faults(home)
