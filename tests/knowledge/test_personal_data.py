"""Everything on file about one customer, as a file: complete, masked, and nothing of others."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.load.shop_data import Event
from knowledge.personal_data import contents, export
from knowledge.records.database import Records
from tests.knowledge.confirming import ELECTRIC, Desk, shop_of, with_things_to_swap
from tests.knowledge.five_products import five_products

NOW = datetime(2026, 11, 20, 9)


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """The shop of five products, where Ada has looked at the kettle, chatted and moved."""
    data = five_products()
    data.events = [
        Event("ada", date(2026, 11, 18), "view", "kettle-black"),
        Event("wei", date(2026, 11, 18), "view", "tent-2"),
    ]
    opened = Records.open(url)
    opened.load(data)
    _chat(opened, "ada", ["where is my order", "on its way"])
    _chat(opened, "wei", ["你好", "您好"])
    opened.audit.add(
        who="ada", what="change_order_address", target="orders/#1001", detail="{}", at=NOW
    )
    opened.audit.add(who="Kim", what="note", target="customers/ada", detail="{}", at=NOW)
    opened.outbox.put("code", "ada.fox@example.com", "Your code", "Your code is 123456", NOW)
    yield opened
    opened.close()


def _chat(records: Records, customer: str, said: list[str]) -> None:
    row, _ = records.conversations.create(NOW, customer=customer, level="claimed")
    turn = {"by": "shopper", "text": said[0], "customer": customer, "reply": {"text": said[1]}}
    other = {"by": "shopper", "text": "somebody else", "customer": "nobody"}
    turns = [json.dumps(turn), json.dumps(other)]
    records.conversations.add_turns(row.id, turns, version=row.version, now=NOW)


def read(records: Records, customer: str = "ada") -> dict[str, Any]:
    said: dict[str, Any] = json.loads(export(records, customer))
    return said


def test_who_she_is_is_told(records: Records) -> None:
    assert read(records)["customer"] == {
        "id": "ada",
        "name": "Ada Fox",
        "email": "ada.fox@example.com",
        "phone": "+1 503 555 0101",
        "address": {
            "address1": "12 Elm Street",
            "address2": "Apt 3",
            "city": "Portland",
            "state": "OR",
            "country": "USA",
            "zip": "97201",
        },
        "language": "en",
    }


def test_of_a_card_only_brand_and_last_figures_are_told(records: Records) -> None:
    assert read(records)["payment_methods"][1] == {
        "kind": "credit_card",
        "brand": "visa",
        "ends_with": "4242",
        "balance": None,
    }
    assert "credit_card_2" not in export(records, "ada").decode()


def test_her_orders_are_told_with_lines_returns_and_parcels(records: Records) -> None:
    second = read(records)["orders"][1]
    assert second["id"] == "#1003"
    assert [line["variant"] for line in second["lines"]] == ["coffee-250", "mug-350"]
    assert second["returns"][0]["amount"] == "14.50"
    assert second["shipments"][0]["delivered"] == "2026-11-02T15:45:00"
    assert second["payments"][0]["method"]["ends_with"] == "4242"


def test_what_she_swapped_is_told_without_the_id_of_the_method(
    records: Records, tmp_path: Path
) -> None:
    records.load(with_things_to_swap())
    Desk(shop_of(records, tmp_path)).change(ELECTRIC)
    (order,) = [one for one in read(records)["orders"] if one["id"] == "#1016"]
    (swap,) = order["swaps"]
    assert (swap["before"]["variant"], swap["after"]["variant"]) == (
        "grinder-manual",
        "grinder-electric",
    )
    assert (swap["difference"], swap["method"]["ends_with"]) == ("84.00", "4242")


def test_chats_are_told_word_by_word(records: Records) -> None:
    (chat,) = read(records)["conversations"]
    assert [(one["by"], one["text"]) for one in chat["messages"]] == [
        ("shopper", "where is my order"),
        ("bot", "on its way"),
    ]


def test_what_she_looked_at_is_told(records: Records) -> None:
    assert read(records)["visits"] == [
        {"day": "2026-11-18", "kind": "view", "variant": "kettle-black", "quantity": 1}
    ]


def test_a_mail_is_told_without_its_code(records: Records) -> None:
    assert [mail["subject"] for mail in read(records)["mails"]] == ["Your code"]
    assert "123456" not in export(records, "ada").decode()


def test_changes_are_told_without_the_names_of_the_shops_people(records: Records) -> None:
    changes = [(one["by"], one["target"]) for one in read(records)["changes"]]
    assert changes == [("customer", "orders/#1001"), ("shop", "customers/ada")]
    assert "Kim" not in export(records, "ada").decode()


def test_nothing_of_anybody_else_is_in_it(records: Records) -> None:
    text = export(records, "ada").decode()
    assert [
        word for word in ("wei", "李伟", "#1002", "tent-2", "somebody else") if word in text
    ] == []


def test_chinese_stays_readable(records: Records) -> None:
    assert "李伟" in export(records, "wei").decode()


def test_it_is_counted_as_it_is(records: Records) -> None:
    said = read(records)
    assert asdict(contents(records, "ada")) == {
        "methods": len(said["payment_methods"]),
        "orders": 2,
        "returns": 1,
        "cases": 0,
        "subscriptions": 0,
        "chats": 1,
        "visits": 1,
        "mails": 1,
        "changes": 2,
    }


def test_who_is_not_on_file_is_an_error(records: Records) -> None:
    with pytest.raises(KeyError, match="nobody"):
        export(records, "nobody")
    with pytest.raises(KeyError, match="nobody"):
        contents(records, "nobody")
