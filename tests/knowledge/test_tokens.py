"""Tokens are the same for what the shop wrote and what a shopper types."""

import pytest

from knowledge.tokens import is_stop, key, normalise, tokens


def test_normalise_folds_width_case_and_spaces() -> None:
    assert normalise("  ＫＴ－７５０　Kettle\n") == "kt-750 kettle"


@pytest.mark.parametrize("said", ["750ml", "750 ml", "750ML", "７５０ml", "750毫升", "750-ml"])
def test_an_amount_has_one_form(said: str) -> None:
    assert tokens(said) == ["750ml"]


@pytest.mark.parametrize(
    ("said", "token"),
    [
        ("16升", "16l"),
        ("16 liters", "16l"),
        ("1.5L", "1.5l"),
        ("3300W", "3300w"),
        ("10 inch", "10inch"),
        ("10寸", "10inch"),
        ("two person", "2person"),
        ("双人", "2person"),
        ("8年", "8year"),
        ("1,299 g", "1299g"),
    ],
)
def test_units_and_number_words_of_both_languages_meet(said: str, token: str) -> None:
    assert tokens(said) == [token]


def test_a_unit_ends_where_its_word_ends() -> None:
    assert tokens("5 lights") == ["5", "light"]


def test_a_model_code_is_kept_whole_and_in_parts() -> None:
    assert tokens("F6033-UD3(HE)") == ["f6033-ud3(he)", "f6033", "ud3", "he"]


def test_a_hyphen_between_words_is_no_code() -> None:
    assert tokens("stainless-steel") == ["stainless", "steel"]


def test_english_plurals_and_possessives_meet_their_word() -> None:
    assert tokens("the kettle's brushes, glasses and berries") == [
        "the",
        "kettle",
        "brush",
        "glass",
        "and",
        "berry",
    ]


def test_chinese_is_cut_into_overlapping_pairs() -> None:
    assert tokens("手冲壶 水") == ["手冲", "冲壶", "水"]


def test_accents_do_not_matter() -> None:
    assert tokens("Café") == tokens("cafe")


@pytest.mark.parametrize("token", ["the", "什么", "壶的", "吗"])
def test_grammar_is_stopped(token: str) -> None:
    assert is_stop(token)


@pytest.mark.parametrize("token", ["kettle", "材质", "750ml"])
def test_what_names_a_thing_is_not_stopped(token: str) -> None:
    assert not is_stop(token)


def test_key_compares_ids_however_they_are_typed() -> None:
    assert key("kt 750") == key("ＫＴ-750")
