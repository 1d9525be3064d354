"""The JSON of a reply has exactly the keys that were agreed on."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from agent.turn import Attachment, Chip, Intent, Pending, Reply, Wish
from agent.wire import to_json
from knowledge.fact import Fact
from knowledge.write import Piece, ReturnItems, Write
from skills.skill import Card, Stage
from tests.agent.chat import ADA, Begin
from tests.knowledge.confirming import CANCEL, EVERY_KIND

KEYS = [
    "conversation",
    "turn",
    "language",
    "text",
    "intents",
    "asks",
    "choices",
    "cards",
    "facts",
    "pending",
    "attachments",
    "chips",
    "owner",
]
FULL = Reply(
    text="水壶",
    facts=(
        Fact("price", Decimal("256.67"), "orders/#W2378156/items/1151293680", "USD"),
        Fact("count", 3, "products/kettle"),
        Fact("promised", date(2026, 11, 24), "orders/#1001"),
        Fact("at", datetime(2026, 11, 24, 15, 45), "orders/#1001"),
    ),
    asks=("order_id",),
    choices=("#1001", "#1003"),
    cards=(
        Card("product", "kettle", "Kettle", Decimal("59.90"), "USD", "kettle", "in stock"),
        Card("order", "#1001", "#1001", stages=(Stage("packed", "19 November", True),)),
    ),
    attachments=(Attachment("table", "Title", "Alt", "text/csv", "/files/x.csv"),),
    chips=(Chip("not red", "w3"),),
    conversation="c_1",
    turn=7,
    language="zh",
    intents=(Intent("track_order", 0.97654),),
    owner="human",
    offers=Wish("talk_to_person"),
)


def test_a_reply_has_exactly_the_agreed_keys() -> None:
    assert list(to_json(FULL)) == KEYS


def test_an_empty_reply_has_them_as_well() -> None:
    assert list(to_json(Reply(""))) == KEYS


def test_a_reply_is_told_value_by_value() -> None:
    assert to_json(FULL) == {
        "conversation": "c_1",
        "turn": 7,
        "language": "zh",
        "text": "水壶",
        "intents": [{"name": "track_order", "confidence": 0.977}],
        "asks": ["order_id"],
        "choices": ["#1001", "#1003"],
        "cards": [
            {
                "kind": "product",
                "id": "kettle",
                "title": "Kettle",
                "price": 59.9,
                "currency": "USD",
                "image": "kettle",
                "reason": "in stock",
                "stages": [],
            },
            {
                "kind": "order",
                "id": "#1001",
                "title": "#1001",
                "price": None,
                "currency": "",
                "image": None,
                "reason": "",
                "stages": [{"label": "packed", "at": "19 November", "done": True}],
            },
        ],
        "facts": [
            {
                "name": "price",
                "value": 256.67,
                "unit": "USD",
                "source": "orders/#W2378156/items/1151293680",
            },
            {"name": "count", "value": 3, "unit": "", "source": "products/kettle"},
            {"name": "promised", "value": "2026-11-24", "unit": "", "source": "orders/#1001"},
            {"name": "at", "value": "2026-11-24T15:45:00", "unit": "", "source": "orders/#1001"},
        ],
        "pending": None,
        "attachments": [
            {
                "kind": "table",
                "title": "Title",
                "alt": "Alt",
                "media_type": "text/csv",
                "url": "/files/x.csv",
            }
        ],
        "chips": [{"label": "not red", "drop": "w3"}],
        "owner": "human",
    }


def test_what_waits_for_a_yes_is_told_as_it_will_be_written() -> None:
    pieces = (Piece("l-1", "mug-350", 2), Piece("l-2", "kettle-black"))
    write = ReturnItems("#1003", pieces, "credit_card_2")
    assert to_json(replace(FULL, pending=Pending("p_1", write)))["pending"] == {
        "do": "return_items",
        "order": "#1003",
        "items": ["mug-350", "mug-350", "kettle-black"],
        "refund_to": "credit_card_2",
    }


@pytest.mark.parametrize("write", EVERY_KIND)
def test_every_kind_of_change_survives_json(write: Write) -> None:
    said = to_json(replace(FULL, pending=Pending("p_1", write)))
    assert json.loads(json.dumps(said)) == said
    assert list(said) == KEYS


def test_the_id_of_what_waits_is_not_shown() -> None:
    said = to_json(replace(FULL, pending=Pending("p_secret", CANCEL)))
    assert "p_secret" not in json.dumps(said)


def test_a_reply_survives_json() -> None:
    assert json.loads(json.dumps(to_json(FULL))) == to_json(FULL)


def test_a_reply_of_a_conversation_survives_json(new_chat: Begin) -> None:
    said = to_json(new_chat("kettles", ADA).say("where is my order #1003?"))
    assert json.loads(json.dumps(said)) == said
    assert said["turn"] == 1
    assert said["owner"] == "bot"
