import pytest

from tests.conversations.stage import Script, Stage, name_of, own_scripts, worked_scripts

# What shoppers may say and the assistant does not get right yet, by the name of the case. Strict: a
# case that comes out right has to leave this list.
GAPS = {
    "an attribute that the shop does not know": "a quiet motor is no decibels",
    "睡垫橙色没了": "two questions that a comma joins, the first about an R-value",
    "店里不知道也不卖": "a version that is excluded in brackets",
    "第一个辅材多少钱": "the price of a part, asked by its length",
}


def with_gaps(script: Script) -> object:
    gap = next((why for name, why in GAPS.items() if name in name_of(script)), "")
    return pytest.param(script, marks=pytest.mark.xfail(reason=gap)) if gap else script


SCRIPTS = [with_gaps(script) for script in (*own_scripts(), *worked_scripts())]


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_conversation_comes_out_as_it_is_written(script: Script, stage: Stage) -> None:
    failures = stage.play(script).failures
    assert not failures, "\n".join(failures)
