"""A write is stored as text and comes back as it was."""

from typing import get_args

import pytest

from knowledge.people import Address
from knowledge.records.write_rows import dump, load
from knowledge.write import CancelOrder, ChangeOrderAddress, OpenCase, Piece, ReturnItems, Write
from tests.knowledge.confirming import EVERY_KIND


@pytest.mark.parametrize("write", EVERY_KIND, ids=lambda write: write.do)
def test_every_kind_comes_back_as_it_was(write: Write) -> None:
    assert load(dump(write)) == write


def test_no_kind_is_left_out() -> None:
    assert {type(write) for write in EVERY_KIND} == set(get_args(Write))


@pytest.mark.parametrize(
    "write",
    [
        CancelOrder("＃2001", "不想要了"),  # Chinese and full width
        ChangeOrderAddress("1", Address()),  # an empty address
        ReturnItems("1", (), ""),  # no pieces
        ReturnItems("1", (Piece("a", "a"), Piece("a:2", "a", 3), Piece("a", "a")), "x"),
        OpenCase("ada", "", "invoice", 'He said "no"\n'),  # no order, quotes and a new line
    ],
)
def test_what_is_unusual_comes_back_as_it_was(write: Write) -> None:
    assert load(dump(write)) == write


def test_the_text_names_what_is_done() -> None:
    assert dump(CancelOrder("#1001", "other")) == (
        '{"order": "#1001", "reason": "other", "do": "cancel_order"}'
    )


def test_a_kind_that_is_not_known_is_an_error() -> None:
    with pytest.raises(KeyError, match="paint_it_red"):
        load('{"do": "paint_it_red"}')
