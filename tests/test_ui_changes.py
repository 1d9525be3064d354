"""The page with the real assistant: changes and their yes, files, and news from the shop."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

import ui
from agent import codec
from agent.agent import Agent
from agent.attachments import content
from agent.page import cards, drawing
from agent.page.visit import UNCHANGED, Visit
from agent.page.words import Words, page_words
from agent.turn import Attachment, Conversation, Identity, Pending, Reply, Turn
from knowledge.records.outbox import Answer
from knowledge.shop import Shop
from knowledge.write import CancelOrder
from skills.skill import Level
from tests.test_ui import HOSTILE, built, request, said, small_home, texts

ROOT = Path(__file__).resolve().parents[1]
EN, ZH = page_words("en"), page_words("zh")
ADA = Visit(identity=Identity(Level.VERIFIED, "ada"))
CANCEL = "cancel order #1001, I don't need it any more"
NOWHERE = "http://127.0.0.1:9/"
PENDING = Pending("p_1", CancelOrder("#1001", "no longer needed"))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop of one's own; nothing of it leaves the house."""
    for way in ("DATABASE_URL", "SMTP_URL", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        monkeypatch.delenv(f"SHOPKEEPER_{way}", raising=False)
    opened = Shop.open(small_home(tmp_path))
    yield opened
    opened.post.close()
    opened.records.close()


@pytest.fixture
def page(shop: Shop) -> ui.Page:
    made = ui.Page(Agent(shop), shop, None)
    built(made.build, None)
    return made


def tapped(page: ui.Page, visit: Visit, label: str) -> dict[Any, Any]:
    """What the page shows after a tap on a quick answer."""
    return list(page.choose(visit, SimpleNamespace(value=label)))[-1]  # type: ignore[arg-type]


def options(shown: dict[Any, Any], page: ui.Page) -> list[str]:
    return [one["value"] for one in shown[page.chat][-1]["options"]]


def html(shown: dict[Any, Any], page: ui.Page) -> str:
    """All that is drawn in the conversation beside its texts."""
    parts = [part for message in shown[page.chat] for part in message["content"]]
    return "".join(part.value for part in parts if not isinstance(part, dict))


def status(shop: Shop, order: str) -> str:
    found = shop.records.orders.get(order, "ada")
    assert found is not None
    return found.status


def refuse(shop: Shop, visit: Visit, reason: str) -> None:
    """The shop's own system says no to the last change of a conversation."""
    message = shop.records.outbox.of_conversation(visit.conversation)[-1]
    shop.post.answered(message.id, Answer("refused", reason))


# A change that waits


def test_a_change_is_framed_and_its_buttons_are_there(page: ui.Page, shop: Shop) -> None:
    shown = said(page, CANCEL, ADA)
    assert 'class="sk-change sk-waits"' in html(shown, page)
    assert options(shown, page) == ["Yes, cancel it", "No"]
    assert status(shop, "#1001") == "pending"


def test_the_yes_button_makes_the_change(page: ui.Page, shop: Shop) -> None:
    visit = said(page, CANCEL, ADA)[page.visit]
    shown = tapped(page, visit, "Yes, cancel it")
    assert status(shop, "#1001") == "cancelled"
    assert texts(shown[page.chat])[-1].startswith("Done: order #1001 is cancelled.")
    assert "sk-waits" not in html(shown, page)


def test_the_no_button_changes_nothing(page: ui.Page, shop: Shop) -> None:
    visit = said(page, CANCEL, ADA)[page.visit]
    tapped(page, visit, "No")
    assert status(shop, "#1001") == "pending"


@pytest.mark.parametrize("yes", ["Yes, cancel it", "yes"])
def test_the_yes_of_a_stale_tab_makes_no_change(page: ui.Page, shop: Shop, yes: str) -> None:
    stale = said(page, CANCEL, ADA)[page.visit]
    fresh = tapped(page, stale, "No")[page.visit]
    said(page, "send order #1001 to 8 Oak Avenue, Salem, OR 97301", fresh)
    shown = tapped(page, stale, yes)
    assert status(shop, "#1001") == "pending"
    assert shop.records.audit.of("orders/#1001") == ()
    assert texts(shown[page.chat])[-1].startswith("What you saw is no longer the latest")


def test_a_tab_that_has_caught_up_can_say_yes(page: ui.Page, shop: Shop) -> None:
    stale = said(page, CANCEL, ADA)[page.visit]
    fresh = tapped(page, stale, "No")[page.visit]
    said(page, "send order #1001 to 8 Oak Avenue, Salem, OR 97301", fresh)
    caught_up = tapped(page, stale, "yes")
    assert "sk-waits" in html(caught_up, page)
    tapped(page, caught_up[page.visit], "Yes, change it")
    assert [deed.what for deed in shop.records.audit.of("orders/#1001")] == ["change_order_address"]


def test_a_change_is_the_last_of_a_reply_in_its_frame() -> None:
    reply = Reply("Thanks, Ada.\n\nI'd cancel\nit all.\n\nShall I?", pending=PENDING)
    text, framed = cards.change(reply, EN, waits=True)
    assert text == "Thanks, Ada."
    assert EN["check"].split(".")[0] in framed
    assert '<p class="sk-what" dir="auto">I&#x27;d cancel\nit all.</p>' in framed
    assert '<p class="sk-question" dir="auto">Shall I?</p>' in framed


def test_markup_in_a_change_is_shown_as_text() -> None:
    reply = Reply(f"{HOSTILE}\n\n{HOSTILE}", pending=PENDING)
    assert "<img" not in cards.change(reply, EN, waits=True)[1]


def test_a_change_that_is_settled_does_not_say_that_it_waits() -> None:
    reply = Reply("I'd cancel it.\n\nShall I?", pending=PENDING)
    turns = (Turn("shopper", "x", reply=reply), Turn("shopper", "yes", reply=Reply("Done.")))
    drawn = drawing.bubbles(Conversation("c", turns), lambda name: None, EN)
    assert 'class="sk-change"' in drawn[1].below
    assert "sk-waits" not in drawn[1].below


# A file


def test_the_file_of_her_data_can_be_saved(page: ui.Page) -> None:
    shown = said(page, "export my data", ADA)
    link = re.search(r'href="([^"]+)" download="my-data.json"', html(shown, page))
    assert link
    assert link[1].startswith("data:application/json;base64,")


def test_the_file_has_a_name_in_her_language(page: ui.Page) -> None:
    shown = said(page, "导出我的数据", ADA)
    assert 'download="我的数据.json"' in html(shown, page)


def test_the_file_holds_her_data_and_not_that_of_others(page: ui.Page) -> None:
    visit = said(page, "export my data", ADA)[page.visit]
    (attachment,) = visit.sent.attachments
    data = json.loads(content(attachment) or b"")
    assert data["customer"]["name"] == "Ada Fox"
    assert "陈" not in json.dumps(data["customer"], ensure_ascii=False)


def test_the_file_stays_while_the_page_is_open(page: ui.Page) -> None:
    visit = said(page, "export my data", ADA)[page.visit]
    assert 'download="my-data.json"' in html(said(page, "thanks", visit), page)


def test_the_file_is_not_kept_with_the_conversation(page: ui.Page, shop: Shop) -> None:
    visit = said(page, "export my data", ADA)[page.visit]
    stored = shop.records.conversations.turns(visit.conversation)[-1]
    assert "base64" not in stored
    reply = codec.load(stored).reply
    assert reply is not None
    assert [one.url for one in reply.attachments] == [""]


def test_after_a_refresh_the_file_is_named_and_can_be_asked_for_again(page: ui.Page) -> None:
    shown = said(page, "export my data", ADA)
    again = page.open(Visit(), shown[page.token], request())
    assert "download" not in html(again, page)
    assert EN["file_gone"].format(file="my-data.json") in html(again, page)


def test_starting_over_lets_go_of_the_file(page: ui.Page) -> None:
    visit = said(page, "export my data", ADA)[page.visit]
    assert page.start_over(visit)[page.visit].sent is None


def test_a_file_of_another_reply_is_not_shown() -> None:
    named = Attachment("file", "a.json", "A", "application/json", "")
    stored = Reply("Here.", attachments=(named,), conversation="c", turn=1)
    other = Reply("Here.", attachments=(named,), conversation="d", turn=1)
    turns = (Turn("shopper", "x", reply=stored),)
    drawn = drawing.bubbles(Conversation("c", turns), lambda name: None, EN, other)
    assert "a.json was here" in drawn[-1].below


# News


def test_news_appear_without_a_message_of_hers(page: ui.Page, shop: Shop) -> None:
    visit = said(page, CANCEL, ADA)[page.visit]
    visit = tapped(page, visit, "Yes, cancel it")[page.visit]
    refuse(shop, visit, "The parcel has left.")
    shown = page.look(visit)
    assert "“The parcel has left.”" in texts(shown[page.chat])[-1]
    assert options(shown, page) == ["Talk to a person", "No thanks"]
    again = page.look(shown[page.visit])
    assert len(again[page.chat]) == len(shown[page.chat])


def test_news_are_told_in_the_next_reply(page: ui.Page, shop: Shop) -> None:
    visit = said(page, CANCEL, ADA)[page.visit]
    visit = tapped(page, visit, "Yes, cancel it")[page.visit]
    refuse(shop, visit, "The parcel has left.")
    shown = said(page, "what is your return policy?", visit)
    assert "“The parcel has left.”" in texts(shown[page.chat])[-1]


def test_page_looks_while_a_change_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: ui.Page, shop: Shop
) -> None:
    # An address where nobody answers, named before the post is used for the first time.
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_URL", NOWHERE)
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_SECRET", "sixteen characters")
    visit = said(page, CANCEL, ADA)[page.visit]
    waits = tapped(page, visit, "Yes, cancel it")
    assert waits[page.timer].active is True
    assert page.look(waits[page.visit]) == UNCHANGED
    refuse(shop, waits[page.visit], "")
    told = page.look(waits[page.visit])
    assert told[page.timer].active is False
    assert "did not go through" in texts(told[page.chat])[-1]


def test_staff_read_what_the_assistant_said_by_itself() -> None:
    turns = (Turn("bot", "", reply=Reply("It did not go through.")),)
    assert "It did not go through." in drawing.transcript(Conversation("c", turns), EN)


# Words


def test_every_fact_of_a_wording_has_a_label() -> None:
    files = [*ROOT.glob("skills/*/*.yaml"), ROOT / "agent/wordings.yaml"]
    said = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    wordings = [w for words in said for w in (words.get("wordings"), words.get("say")) if w]
    named = {name for w in wordings for name in re.findall(r"\{(\w+)\}", str(w))}
    assert named - EN.facts.keys() - {"called"} == set()


@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
def test_addresses_of_facts_are_told_in_words(words: Words) -> None:
    for address in (
        "orders/1/rules/cancel_order",
        "orders/1/pieces/1",
        "orders/1/paid",
        "orders/1/items/1/price_drop",
        "customers/1/cases/1",
        "customers/1/personal_data",
        "policies/rules/return_items",
        "said/reason",
        "said/address",
        "said/option",
        "outbox/1",
    ):
        parts = [part for part in address.split("/") if part != "1"]
        assert words.sources.keys() >= set(parts)
