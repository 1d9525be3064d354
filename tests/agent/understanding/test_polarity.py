"""What of a text is meant, what is not, and what is meant alone."""

import pytest

from agent.understanding.polarity import item_wants, parts_of
from knowledge.reference import Op


def signs(text: str, *, correcting: bool = False) -> dict[str, str]:
    return {part.text: part.sign for part in parts_of(text, correcting=correcting)}


def wants(text: str, *, correcting: bool = False) -> list[tuple[str, Op, object]]:
    found = item_wants(text, correcting=correcting)
    return [(want.attribute, want.op, want.value) for want in found]


@pytest.mark.parametrize(
    ("text", "meant", "excepted"),
    [
        ("everything except the lamp", "everything", "the lamp"),
        ("all of it apart from the mug", "all of it", "the mug"),
        ("Return the kettle but not the mug", "Return the kettle", "the mug"),
        ("send it all back but keep the clock", "send it all back", "the clock"),
        ("the whole order without the tent", "the whole order", "the tent"),
        ("everything but the lamp", "", "the lamp"),
        ("除了台灯", "", "台灯"),
        ("取消这单但不要台灯", "取消这单", "台灯"),
        ("全部退掉，留着台灯", "全部退掉", "台灯"),
    ],
)
def test_an_exception_takes_away_what_it_names(text: str, meant: str, excepted: str) -> None:
    kept = {meant: "is"} if meant else {}
    assert signs(text) == {**kept, excepted: "not"}


@pytest.mark.parametrize(
    ("text", "excepted", "meant"),
    [
        ("除了台灯以外都退", "台灯", "以外都退"),
        ("除了台灯其他都退", "台灯", "其他都退"),
        ("除了台灯和杯子都退掉", "台灯和杯子", "都退掉"),
        ("keep all but the mug and return the rest", "the mug and return", "the rest"),
    ],
)
def test_an_exception_ends_where_the_rest_is_spoken_of(
    text: str, excepted: str, meant: str
) -> None:
    found = signs(text)
    assert found[excepted] == "not"
    assert found[meant] == "is"


def test_an_exception_ends_with_its_clause() -> None:
    assert signs("not the mug, the kettle please") == {"mug": "not", "the kettle please": "is"}


@pytest.mark.parametrize("text", ["not just the mug", "not only the mug", "不只台灯", "不仅台灯"])
def test_not_only_is_no_exception(text: str) -> None:
    assert list(signs(text).values()) == ["is"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm not happy with the lamp",
        "the mug is not what I wanted",
        "I don't need the kettle",
        "台灯不是我要的",
    ],
)
def test_a_plain_not_in_a_first_request_takes_nothing_away(text: str) -> None:
    assert list(signs(text).values()) == ["is"]


@pytest.mark.parametrize(
    "text",
    ["not the lamp", "leave the lamp", "keep the mug", "the lamp stays", "台灯不退", "台灯留着"],
)
def test_a_plain_not_takes_away_in_a_correction(text: str) -> None:
    assert set(signs(text, correcting=True).values()) == {"not"}


@pytest.mark.parametrize("text", ["only the lamp", "just the mug", "只退台灯", "就退台灯"])
def test_only_stands_alone_in_a_correction_and_not_in_a_request(text: str) -> None:
    assert set(signs(text, correcting=True).values()) == {"only"}
    assert set(signs(text).values()) == {"is"}


def test_each_part_of_a_correction_has_a_sign_of_its_own() -> None:
    found = signs("no, not the mug, only the kettle", correcting=True)
    assert found == {"no": "is", "mug": "not", "only the kettle": "only"}


def test_case_does_not_matter_and_is_kept() -> None:
    assert signs("The Kettle BUT NOT The Mug") == {"The Kettle": "is", "The Mug": "not"}


@pytest.mark.parametrize("text", ["", "  ", "，。", "...\n"])
def test_a_text_without_words_has_no_parts(text: str) -> None:
    assert parts_of(text) == ()
    assert item_wants(text) == ()


def test_parts_become_wants_in_turn() -> None:
    assert wants("not the mug, only the kettle", correcting=True) == [
        ("words", Op.NOT, "mug"),
        ("only", Op.IS, "only the kettle"),
    ]


def test_parts_that_only_add_are_one_want() -> None:
    assert wants("the kettle, the mug, and the tent") == [
        ("words", Op.IS, "the kettle, the mug, and the tent")
    ]


def test_what_is_added_behind_an_exception_is_a_want_of_its_own() -> None:
    assert wants("the kettle without the lid, and the tent") == [
        ("words", Op.IS, "the kettle"),
        ("words", Op.NOT, "the lid"),
        ("words", Op.IS, "and the tent"),
    ]
