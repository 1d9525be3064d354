"""Tables in a reply's text, as the page and the terminal show them."""

from agent.page.tables import aligned, without_tables

TEXT = "They differ:\n| | A | 乙 |\n|---|---|---|\n| price | 1 | <b>22</b> |\nThe same: size."


def test_a_table_leaves_the_text_and_is_drawn_escaped() -> None:
    text, html = without_tables(TEXT)
    assert text == "They differ:\nThe same: size."
    assert html.count("<tr>") == 2
    assert "&lt;b&gt;22&lt;/b&gt;" in html
    assert "---" not in html


def test_a_text_without_one_stays_as_it_is() -> None:
    assert without_tables("a | b\nc") == ("a | b\nc", "")


def test_in_a_terminal_the_columns_stand_below_each_other() -> None:
    lines = aligned(TEXT).split("\n")
    assert lines[1] == "|       | A | 乙        |"
    assert lines[2] == "|-------|---|-----------|"
    assert lines[3] == "| price | 1 | <b>22</b> |"
