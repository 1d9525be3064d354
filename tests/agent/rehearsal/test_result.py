from pathlib import Path
from xml.etree import ElementTree

from agent.rehearsal.result import Result, summary, write_junit
from agent.turn import Reply

SAID = (("hello", Reply("Who are you?", asks=("name",))), ("Ada", Reply("Hello \x00 <Ada> & 李伟")))
GOOD = Result(Path("a.yaml"), "a good one", SAID, seconds=1.5)
BAD = Result(Path("a.yaml"), "a <bad> one", SAID, "expected of this reply: says '5'", 0)


def test_a_failure_stands_below_the_reply_it_is_about() -> None:
    assert str(BAD).splitlines() == [
        "FAIL  a.yaml: a <bad> one",
        "    me: hello",
        "   bot: Who are you?  [asks name]",
        "   >> expected of this reply: says '5'",
        "    me: Ada",
        "   bot: Hello \x00 <Ada> & 李伟",
    ]


def test_a_case_that_passes_is_one_line() -> None:
    assert str(GOOD) == "ok    a good one"


def test_the_summary_counts() -> None:
    assert summary([GOOD, BAD]) == "1 passed, 1 failed in 1.5 s"


def test_junit_is_well_formed_whatever_was_said(tmp_path: Path) -> None:
    write_junit([GOOD, BAD], tmp_path / "results.xml")
    (suite,) = ElementTree.parse(tmp_path / "results.xml").getroot()
    assert suite.attrib["tests"] == "2"
    assert suite.attrib["failures"] == "1"
    good, bad = suite
    assert good.find("failure") is None
    assert "<Ada> & 李伟" in (bad.findtext("failure") or "")
