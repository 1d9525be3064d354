"""The chat page without a browser: what is drawn, who is who, and how it is served."""

import asyncio
import re
import shutil
import socket
import stat
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import gradio
import pytest
import yaml
from starlette.testclient import TestClient

import ui
from agent.agent import Agent
from agent.handoff import Desk
from agent.page import cards, drawing, tryout
from agent.page.backstage import Backstage
from agent.page.serving import HEADERS, browser_secret
from agent.page.visit import UNCHANGED, Visit
from agent.page.words import page_words
from agent.turn import Attachment, Chip, Conversation, Identity, Owner, Reply, Turn
from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.fact import Fact
from knowledge.load.init import PLAIN_POLICY
from knowledge.post import Post
from knowledge.records.database import Records
from knowledge.shop import Shop
from skills.skill import Card, Level, Stage
from tests.knowledge.five_products import five_products

NOBODY = Identity()
EN, ZH = page_words("en"), page_words("zh")
HOSTILE = "<img src=x onerror=alert(1)>"
Built = TypeVar("Built")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'


class Parrot(Agent):
    """The engine with its storage, and fixed replies in the place of understanding."""

    def respond(
        self,
        conversation_id: str,
        text: str,
        identity: Identity = NOBODY,
        files: Any = (),
        after: int | None = None,
    ) -> Reply:
        row, conversation = self._row(conversation_id), self.conversation(conversation_id)
        if row.owner != "bot":
            return super().respond(conversation_id, text, identity)
        owner: Owner = "waiting" if "person" in text else "bot"
        reply = Reply(
            f"You said: {text}",
            choices=() if owner == "waiting" else ("The kettle", "The mug"),
            facts=(Fact("price", Decimal("49.00"), "products/kettle", "USD"),),
            cards=(Card("product", "kettle", f"Kettle {HOSTILE}", Decimal(49), "USD", "kettle"),),
            language="zh" if "你" in text else "en",
            owner=owner,
        )
        if owner == "waiting":
            self.shop.records.handoffs.add(row.id, "asked for a person", "{}", self.shop.now())
        return self._store(Turn("shopper", text, None, (), reply), row, conversation)


def small_home(folder: Path) -> Path:
    """A home with the five products."""
    data = five_products()
    encoder = load_encoder()
    Catalogue.build(folder / "catalogue.db", data, currency="USD", encoder=encoder).close()
    records = Records.open(f"sqlite:///{folder / 'records.db'}")
    records.load(data)
    records.close()
    shutil.copyfile(PLAIN_POLICY, folder / "policy.yaml")
    return folder


def built(build: Callable[..., Built], *given: Any) -> Built:
    """What `build` makes; where no event loop runs, Gradio makes some and leaves them open."""

    async def inside() -> Built:
        return build(*given)

    return asyncio.run(inside())


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop.open(small_home(tmp_path_factory.mktemp("home")))


@pytest.fixture
def page(shop: Shop) -> ui.Page:
    agent = Parrot(shop)
    made = ui.Page(agent, shop, Backstage(agent, Desk(agent), shop))
    built(made.build, None)
    return made


@pytest.fixture(scope="module")
def client(shop: Shop) -> Iterator[TestClient]:
    with TestClient(built(ui.build_app, shop.home)) as made:
        yield made


def request(language: str = "en-GB") -> Any:
    client = SimpleNamespace(host="127.0.0.9")
    return SimpleNamespace(headers={"accept-language": language}, client=client)


def said(page: ui.Page, text: str, visit: Visit) -> dict[Any, Any]:
    """What the page shows once the reply is there, with the token it got on the way."""
    first, last = page.say(text, visit)
    return {**{page.token: first.get(page.token)}, **last}


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [part["text"] for m in messages for part in m["content"] if isinstance(part, dict)]


# Drawing


def test_markup_in_what_she_writes_is_shown_as_text() -> None:
    assert drawing.said_by_her(HOSTILE).text == "&lt;img src=x onerror=alert(1)&gt;"


def test_markup_in_a_product_is_shown_as_text() -> None:
    drawn = cards.card(Card("product", "1", HOSTILE, reason=HOSTILE), None, EN)
    assert "<img" not in drawn
    assert drawn.count("&lt;img src=x") == 2


def test_signs_of_the_template_language_are_shown_as_text() -> None:
    drawn = cards.card(Card("product", "1", "${alert(1)} {{x}} `y`"), None, EN)
    assert not re.search(r"[${}`]", drawn)


def test_card_without_a_picture_shows_the_first_letter() -> None:
    drawn = cards.card(Card("product", "1", "Mug", image="gone"), None, EN)
    assert '<div class="sk-picture sk-letter" aria-hidden="true">M</div>' in drawn


def test_card_with_a_picture_holds_it_as_an_image() -> None:
    drawn = cards.card(Card("product", "1", "Mug", Decimal("1095.5"), "USD"), DRAWING, EN)
    assert '<img class="sk-picture" src="data:image/svg+xml;base64,' in drawn
    assert "$1,095.50" in drawn.replace("&#36;", "$")


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<circle onload="alert(1)"/>',
        '<use href="https://example.com/a.svg#b"/>',
        '<image href="x.png"/>',
        "<style>@import 'x.css'</style>",
        '<rect fill="url(https://example.com/x)"/>',
        "<foreignObject/>",
    ],
)
def test_picture_that_is_more_than_a_drawing_is_not_shown(part: str) -> None:
    assert cards.picture_uri(DRAWING.replace("<circle", f"{part}<circle")) == ""


def test_picture_may_refer_to_its_own_parts() -> None:
    own = DRAWING.replace("<circle", '<use href="#a"/><rect fill="url(#b)"/><circle')
    assert cards.picture_uri(own)


def test_price_in_an_unknown_currency_has_its_code() -> None:
    assert EN.money(Decimal("3"), "NOK") == "3.00\u00a0NOK"


def test_way_of_a_parcel_tells_what_is_done_and_what_is_to_come() -> None:
    stages = (Stage("Packed", "21 Nov, 08:30", True), Stage("Delivered", "", False))
    drawn = cards.way(stages, EN)
    assert '<li class="sk-done"><span dir="auto">Packed</span>' in drawn
    assert "<time>21 Nov, 08:30</time>" in drawn
    assert "still to come</span></li></ol>" in drawn


def test_facts_panel_names_value_unit_and_source() -> None:
    facts = (
        Fact("price", Decimal("24.50"), "products/P12", "EUR"),
        Fact("promised", date(2026, 11, 27), f"orders/{HOSTILE}"),
    )
    drawn = drawing.facts_panel(facts, EN)
    assert "<td>price</td>" in drawn
    assert ">24.50 EUR</td>" in drawn
    assert ">Product › P12</td>" in drawn
    assert ">2026-11-27</td>" in drawn
    assert "<img" not in drawn


def test_facts_panel_without_facts_says_so() -> None:
    assert EN["why_none"].split("'")[0] in drawing.facts_panel((), EN)


def test_only_the_last_reply_offers_its_quick_answers() -> None:
    reply = Reply("Which?", choices=("A", "B"), chips=(Chip("not red", "w3"),))
    turns = (Turn("shopper", "x", reply=reply), Turn("shopper", "y", reply=reply))
    drawn = drawing.bubbles(Conversation("c", turns), lambda name: None, EN)
    assert [bool(bubble.options) for bubble in drawn] == [False, False, False, True]
    assert [label for label, _ in drawn[-1].options] == ["A", "B", "Without “not red”"]


def test_what_staff_write_is_marked_and_has_no_quick_answers() -> None:
    turns = (Turn("shopper", "x", reply=Reply("ok", choices=("A",))), Turn("staff", HOSTILE))
    last = drawing.bubbles(Conversation("c", turns), lambda name: None, EN)[-1]
    assert EN["colleague"] in last.above
    assert "<img" not in last.text
    assert not last.options


@pytest.mark.parametrize("url", ["https://example.com/a.png", "//example.com/a", "javascript:x"])
def test_attachment_from_elsewhere_is_named_but_not_loaded(url: str) -> None:
    drawn = cards.attachment(Attachment("image", "Map", "A map", "image/png", url), EN)
    assert "Map" in drawn
    assert "example" not in drawn
    assert "javascript" not in drawn


def test_attached_picture_has_its_alternative_text() -> None:
    shown = Attachment("image", "Sales", "A rising line", "image/png", "data:image/png;base64,AA")
    assert 'alt="A rising line"' in cards.attachment(shown, EN)


def test_both_languages_say_the_same_things() -> None:
    path = Path(drawing.__file__).with_name("words.yaml")
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert words["en"].keys() == words["zh"].keys()
    assert words["facts"]["en"].keys() == words["facts"]["zh"].keys()
    assert words["sources"]["en"].keys() == words["sources"]["zh"].keys()


# Trying out


@pytest.mark.parametrize("key", ["visitor", "staff", "merchant", "customer/ada"])
def test_key_stands_for_one_identity(key: str) -> None:
    assert tryout.key_of(tryout.identity_of(key, "127.0.0.1", EN)) == key


def test_customer_to_try_is_signed_in() -> None:
    identity = tryout.identity_of("customer/ada", "127.0.0.1", EN)
    assert identity == Identity(Level.VERIFIED, "ada", address="127.0.0.1")


def test_mailbox_opens_with_the_address_she_told_last() -> None:
    turns = (Turn("shopper", "I am ada@example.com"), Turn("shopper", "no, ada.fox@example.com."))
    assert tryout.address_in(Conversation("c", turns)) == "ada.fox@example.com"


# The page


def test_nothing_is_stored_before_she_writes(page: ui.Page) -> None:
    shown = page.open(Visit(), "", request("zh-CN"))
    assert shown[page.visit].conversation == ""
    assert texts(shown[page.chat]) == [ZH["greeting"].format(shop="My shop")]


def test_message_is_shown_before_the_reply(page: ui.Page) -> None:
    first = next(page.say("hello", Visit()))
    assert texts(first[page.chat])[-1] == "hello"
    assert first[page.box] == ""


def test_conversation_and_identity_survive_a_refresh(page: ui.Page) -> None:
    ada = page.become("customer/ada", Visit())[page.visit]
    shown = said(page, "hello", ada)
    again = page.open(Visit(), shown[page.token], request())
    assert again[page.visit].conversation == shown[page.visit].conversation
    assert again[page.visit].identity.customer == "ada"
    assert texts(again[page.chat])[-1] == "You said: hello"


@pytest.mark.parametrize("token", ["", ui.NO_TOKEN, "nonsense", {"level": 4}, None])
def test_token_that_is_none_opens_an_empty_page(page: ui.Page, token: object) -> None:
    assert page.open(Visit(), token, request())[page.visit].conversation == ""


def test_mailbox_shows_what_was_sent_to_the_customer(page: ui.Page, shop: Shop) -> None:
    shop.records.outbox.put("code", "ada.fox@example.com", "Your code", "481221", shop.now())
    shown = page.become("customer/ada", Visit())
    assert page.side
    assert shown[page.side.mailbox]["value"] == "ada.fox@example.com"
    assert "481221" in shown[page.side.mail]


def test_another_identity_begins_another_conversation(page: ui.Page) -> None:
    before = said(page, "hello", Visit())[page.visit]
    shown = page.become("customer/wei", before)
    assert shown[page.visit].conversation == ""
    assert shown[page.token] == ui.NO_TOKEN


def test_labels_follow_her_language(page: ui.Page) -> None:
    shown = said(page, "你好", Visit())
    assert shown[page.person]["value"] == ZH["person"]
    assert page.side
    assert shown[page.side.who]["label"] == ZH["who"]
    assert shown[page.side.who]["value"] == "visitor"


def test_labels_are_sent_once(page: ui.Page) -> None:
    opened = page.open(Visit(), "", request())
    assert page.person in opened
    assert page.person not in said(page, "hello", opened[page.visit])


def test_fact_without_words_is_not_shown_by_its_internal_name() -> None:
    assert "some_name" not in drawing.facts_panel((Fact("some_name", 3, "stock/1"),), ZH)


def test_failing_engine_leaves_a_usable_page(
    page: ui.Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object, **named: object) -> Reply:
        raise RuntimeError("broken")

    warned: list[str] = []
    monkeypatch.setattr(Parrot, "respond", fail)
    monkeypatch.setattr(gradio, "Warning", lambda text, title: warned.append(text))
    shown = said(page, "hello", Visit())
    assert warned == [EN["trouble"]]
    assert page.visit in shown


def test_page_looks_for_a_person_only_while_one_has_the_conversation(page: ui.Page) -> None:
    alone = said(page, "hello", Visit())
    assert alone[page.timer].active is False
    waits = said(page, "a person, please", alone[page.visit])
    assert waits[page.timer].active is True
    assert EN["waiting"] in waits[page.presence]
    assert page.look(waits[page.visit]) == UNCHANGED


def test_staff_answer_and_hand_back(page: ui.Page) -> None:
    side = page.side
    assert side
    hers = said(page, "a person, please", Visit())[page.visit]
    staff = page.become("staff", Visit())[page.visit]
    side.answer_shopper(HOSTILE, staff, hers.conversation, None)
    assert texts(page.look(hers)[page.chat])[-1] == "&lt;img src=x onerror=alert(1)&gt;"
    side.give_back(staff, hers.conversation, None)
    assert page.look(hers)[page.timer].active is False


def test_staff_see_who_waits(page: ui.Page) -> None:
    side = page.side
    assert side
    hers = said(page, "a person, please", Visit())[page.visit]
    staff = page.become("staff", Visit())[page.visit]
    shown = side.look(staff, hers.conversation, None)
    assert shown[side.queue]["value"] == hers.conversation
    assert "a person, please" in shown[side.script]
    assert side.look(staff, hers.conversation, shown[side.drawn]) == UNCHANGED


def test_visitor_reaches_nothing_of_the_desk(page: ui.Page) -> None:
    side = page.side
    assert side
    hers = said(page, "a person, please", Visit())[page.visit]
    assert side.look(hers, hers.conversation, None) == UNCHANGED
    assert side.answer_shopper("hi", hers, hers.conversation, None) == UNCHANGED
    assert side.give_back(hers, hers.conversation, None) == UNCHANGED


def test_without_trying_out_there_is_no_way_to_become_somebody(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPKEEPER_TRYOUT", "0")
    agent = Parrot(shop)
    names = {fn.name for fn in built(ui.build_page, agent, Desk(agent), shop).fns.values()}
    assert names == {"open", "say", "choose", "ask_for_person", "start_over", "look", None}


# Serving


def test_page_is_served_with_closed_headers(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/config", "/gradio_api/info", "/theme.css"])
def test_other_routes_have_the_same_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_what_waits_leaves_while_the_page_is_served(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(Post, "start", lambda post: done.append("start"))
    monkeypatch.setattr(Post, "close", lambda post: done.append("close"))
    with TestClient(built(ui.build_app, shop.home)):
        assert done == ["start"]
    assert done == ["start", "close"]


def test_no_other_origin_may_read(client: TestClient) -> None:
    answer = client.get("/config", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_page_fetches_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/").text
    tags = re.findall(r"<(?:script|link|img|iframe|source|base|style)\b[^>]*>", page)
    fetched = [a for tag in tags for a in re.findall(r'(?:src|href)="([^"]+)"', tag)]
    elsewhere = [a for a in fetched if re.match(r"(https?:)?//", a)]
    assert [a for a in elsewhere if not a.startswith("http://testserver")] == []
    assert "fonts.googleapis" not in page


def test_nothing_is_recorded_in_the_browser(client: TestClient) -> None:
    assert client.get("/gradio_api/runs").status_code == 404
    assert client.get("/config").json()["run_history"] is False


def test_secret_of_the_browser_store_outlives_a_restart(tmp_path: Path) -> None:
    assert browser_secret(tmp_path) == browser_secret(tmp_path)
    assert stat.S_IMODE((tmp_path / "browser.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["browser.key"]


def test_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"127.0.0.1:{port} is in use"):
            ui.serve(tmp_path, "127.0.0.1", port)


def test_missing_home_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="shopkeeper init"):
        ui.serve(tmp_path / "none", "127.0.0.1", 0)
