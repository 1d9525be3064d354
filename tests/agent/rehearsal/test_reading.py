from datetime import date
from pathlib import Path

import pytest

from agent.rehearsal.case import Case, Check, Given, Line, Unplayable
from agent.rehearsal.reading import read_cases

SHARED = Path(__file__).resolve().parents[3].parent / "shared/conversations"


def read(folder: Path, text: str) -> Case | Unplayable:
    file = folder / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    (case,) = read_cases(file)
    return case


def playable(folder: Path, text: str) -> Case:
    case = read(folder, text)
    assert isinstance(case, Case)
    return case


def problem(folder: Path, text: str) -> str:
    case = read(folder, text)
    assert isinstance(case, Unplayable)
    return case.problem


def test_all_keys_but_three_have_a_default(tmp_path: Path) -> None:
    case = playable(tmp_path, "- {name: n, chat: [{me: hi}], then: {}}")
    assert case == Case("n", (Line("hi"),), case.then)
    assert case.then.owner is None


def test_checks_belong_to_the_line_above(tmp_path: Path) -> None:
    text = "- {name: n, chat: [{me: hi}, {me: who}, {bot: {asks: name, says: [a, b]}}], then: {}}"
    case = playable(tmp_path, text)
    assert case.lines == (
        Line("hi"),
        Line("who", (Check(asks=("name",), says=("a", "b")),)),
    )


def test_answers_are_one_a_list_or_forgotten(tmp_path: Path) -> None:
    case = playable(
        tmp_path,
        '- {name: n, knows: {zip: "1", name: [a, b], email: }, chat: [{me: hi}], then: {}}',
    )
    assert case.knows == {"zip": ("1",), "name": ("a", "b"), "email": (None,)}


def test_the_world_can_be_changed_first(tmp_path: Path) -> None:
    given = "{today: 2026-11-20, orders: {A1: {status: shipped}}, stock: {P1-S: 0}}"
    case = playable(tmp_path, f"- {{name: n, given: {given}, chat: [{{me: hi}}], then: {{}}}}")
    assert case.given == Given(date(2026, 11, 20), {"A1": "shipped"}, {"P1-S": 0})


def test_an_unknown_key_is_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    playable(tmp_path, "- {name: n, colour: red, chat: [{me: hi}], then: {}}")
    assert "n: unknown key 'colour'; known are name, shop" in caplog.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {name: n, knows: {zip: 19122}, chat: [{me: hi}], then: {}}", "knows: zip is 19122"),
        ("- {name: n, chat: [{me: 5}], then: {}}", "chat: me is 5"),
        ("- {name: n, chat: [hello], then: {}}", "neither `me: text`"),
        ("- {name: n, chat: [{bot: {}}], then: {}}", "begins with a `me` line"),
        ("- {name: n, chat: [], then: {}}", "no `me` line"),
        ("- {name: n, chat: [{me: hi}], then: {owner: cat}}", "bot or human"),
        ("- {name: n, chat: [{me: hi}], then: {says: [{}]}}", "then: says holds {}"),
        ("- {name: n, chat: [{me: hi}], then: {writes: [x]}}", "writes holds 'x'"),
        ("- {name: n, as: queen, chat: [{me: hi}], then: {}}", "shopper or staff or merchant"),
        ("- {name: n, confirms: [true], chat: [{me: hi}], then: {}}", "confirms holds True"),
        ("- {name: n, given: {today: soon}, chat: [{me: hi}], then: {}}", "given: today"),
        ("- {name: n, given: {stock: {A: few}}, chat: [{me: hi}], then: {}}", "stock of A"),
        ("- {name: n, given: {orders: {A: {x: y}}}, chat: [{me: hi}], then: {}}", "give {status"),
        ("- {chat: [{me: hi}], then: {}}", "name is None"),
    ],
)
def test_a_wrong_type_is_named_and_fails_only_its_case(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert expected in problem(tmp_path, text)


def test_a_key_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stands twice"):
        read(tmp_path, "- {name: a, name: b, chat: [{me: hi}], then: {}}")


def test_a_file_that_is_no_list_of_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no list of cases"):
        read(tmp_path, "name: a")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the worked conversations are not there")
@pytest.mark.parametrize(("file", "count"), [("worked_en.yaml", 35), ("worked_zh.yaml", 12)])
def test_the_worked_conversations_are_all_playable(file: str, count: int) -> None:
    cases = read_cases(SHARED / file)
    assert [type(case) for case in cases] == [Case] * count
