"""The chat page: passes what is typed to the agent and draws the reply. It decides nothing."""

import argparse
import errno
import logging
import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

# Both would call home: Gradio while a page is built, Hugging Face's library on import.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
import uvicorn
from fastapi import FastAPI

from agent.agent import Agent
from agent.handoff import Desk
from agent.news import awaits_answer, tell_news
from agent.page import drawing, tryout
from agent.page.backstage import Backstage
from agent.page.messages import message
from agent.page.serving import browser_secret, mount, take_port
from agent.page.visit import PLAIN, QUIET, SECONDS_BETWEEN_LOOKS, UNCHANGED, Updates, Visit
from agent.page.words import Words, page_words
from agent.turn import Conversation, Identity, Owner
from knowledge.shop import Shop

logger = logging.getLogger(__name__)

REMEMBERED_VISITS = 10_000
NO_TOKEN = "-"
"""Stands in the browser's store for no conversation: Gradio does not write an empty value there."""
ON_LOAD = """
const follow = () => { document.documentElement.lang = element.querySelector('[lang]').lang };
follow(); watch('value', follow);
"""


@dataclass
class Page:
    """
    The shopper's page and, for trying out, the other sides of it.

    `identities` are kept on the server: after a refresh the browser brings only a resume token,
    and who is looking must not come from the browser.
    """

    agent: Agent
    shop: Shop
    side: Backstage | None
    identities: OrderedDict[str, Identity] = field(default_factory=OrderedDict)

    def build(self, secret: str | None) -> gr.Blocks:
        """All parts of the page and what a tap on them does."""
        words = page_words("en")
        page = gr.Blocks(title=self._name(words), analytics_enabled=False, fill_width=True)
        with page:
            self.visit = gr.State(Visit())
            self.token = gr.BrowserState("", storage_key="shopkeeper", secret=secret)
            with gr.Row(elem_id="sk-page"):
                with gr.Column(scale=3, min_width=300, elem_id="sk-main"):
                    self._build_chat(words)
                if self.side:
                    with gr.Column(scale=1, min_width=300, elem_id="sk-side"):
                        self.side.build(words)
            self._connect(page)
        page.queue(default_concurrency_limit=32, max_size=256)
        return page

    def _build_chat(self, words: Words) -> None:
        title = drawing.heading(self._name(words), words)
        self.heading = gr.HTML(title, js_on_load=ON_LOAD, **PLAIN)
        # Even without Markdown the chat puts messages into the page as (sanitised) HTML; that is
        # why bubbles are escaped.
        self.chat = gr.Chatbot(
            label=words["chat"],
            show_label=False,
            buttons=[],
            render_markdown=False,
            latex_delimiters=[],
            allow_tags=False,
            group_consecutive_messages=False,
            height="100%",
            elem_id="sk-chat",
        )
        self.presence = gr.HTML(elem_id="sk-presence", **PLAIN)
        with gr.Row(elem_id="sk-ask"):
            self.box = gr.Textbox(
                label=words["message"],
                placeholder=words["placeholder"],
                show_label=False,
                container=False,
                max_lines=6,
                min_width=120,
                scale=8,
                autofocus=True,
                elem_id="sk-box",
            )
            self.send = gr.Button(words["send"], variant="primary", min_width=72, elem_id="sk-send")
        with gr.Row(elem_id="sk-actions"):
            self.person = gr.Button(words["person"], size="sm", elem_id="sk-person")
            self.again = gr.Button(words["again"], size="sm", elem_id="sk-again")
        with gr.Accordion(words["why"], open=False, elem_id="sk-why") as self.why:
            self.facts = gr.HTML(**PLAIN)
        self.timer = gr.Timer(SECONDS_BETWEEN_LOOKS, active=False)

    def _connect(self, page: gr.Blocks) -> None:
        shown = [self.visit, self.token, self.heading, self.chat, self.presence, self.box]
        shown += [self.send, self.person, self.again, self.why, self.facts, self.timer]
        if self.side:
            shown += self.side.shown
            self.side.connect(self.visit)
        page.load(self.open, [self.visit, self.token], shown, **QUIET)
        sent = [self.box.submit, self.send.click]
        under_way = [
            gr.on(sent, self.say, [self.box, self.visit], shown, **QUIET),
            self.chat.option_select(self.choose, [self.visit], shown, **QUIET),
            self.person.click(self.ask_for_person, [self.visit], shown, **QUIET),
            self.timer.tick(self.look, [self.visit], shown, **QUIET),
        ]
        # A reply that is still on its way belongs to the conversation that is left.
        leave: dict[str, Any] = {"cancels": under_way, **QUIET}
        self.again.click(self.start_over, [self.visit], shown, **leave)
        if self.side:
            self.side.who.input(self.become, [self.side.who, self.visit], shown, **leave)

    def open(self, visit: Visit, token: object, request: gr.Request) -> Updates:
        """The page is opened or refreshed: go on with the conversation of the token."""
        # What the browser's store holds is the visitor's to change.
        known = self.agent.resume(token) if token and isinstance(token, str) else None
        conversation = known or ""
        visitor = Identity(address=request.client.host if request.client else "")
        chinese = request.headers.get("accept-language", "").startswith("zh")
        identity = self.identities.get(conversation, visitor)
        return self._view(Visit(conversation, identity, "zh" if chinese else "en"))

    def say(self, text: str | None, visit: Visit) -> Iterator[Updates]:
        """Show what she says at once, and the reply as soon as it is there."""
        if not text or not text.strip():
            yield {self.box: ""}
            return
        words = page_words(visit.language)
        begun: Updates = {}
        if not visit.conversation:
            conversation, token = self.agent.start(language=visit.language)
            self.identities[conversation] = visit.identity
            while len(self.identities) > REMEMBERED_VISITS:
                self.identities.popitem(last=False)
            visit, begun = replace(visit, conversation=conversation), {self.token: token}
        pending = (drawing.said_by_her(text), drawing.writing(words))
        yield {self.visit: visit, self.box: "", self.chat: self._chat(visit, *pending), **begun}
        try:
            reply = self.agent.respond(visit.conversation, text, visit.identity, after=visit.shown)
            visit = replace(visit, sent=reply) if reply.attachments else visit
        except Exception:
            # Whatever it was: she reads a sentence, and the page stays usable.
            logger.exception("no reply in conversation %s", visit.conversation)
            gr.Warning(words["trouble"], title="")
        yield self._view(visit)

    def choose(self, visit: Visit, choice: gr.SelectData) -> Iterator[Updates]:
        """A quick answer is said like any other text."""
        yield from self.say(str(choice.value), visit)

    def ask_for_person(self, visit: Visit) -> Iterator[Updates]:
        """Say the words on the button."""
        yield from self.say(page_words(visit.language)["person"], visit)

    def start_over(self, visit: Visit) -> Updates:
        """Put the conversation aside; a new one begins with the next message."""
        return {**self._view(replace(visit, conversation="", sent=None)), self.token: NO_TOKEN}

    def look(self, visit: Visit) -> Updates:
        """What has come since: a person's answer, or that a change did not go through."""
        expects = self._expects(visit)
        tell_news(self.agent, visit.conversation)
        unchanged = expects and len(self._conversation(visit).turns) == visit.shown
        return UNCHANGED if unchanged else self._view(visit)

    def become(self, key: str, visit: Visit) -> Updates:
        """Somebody else looks: a new conversation."""
        words = page_words(visit.language)
        identity = tryout.identity_of(key, visit.identity.address, words)
        return self.start_over(replace(visit, identity=identity))

    def _view(self, visit: Visit) -> Updates:
        """Everything that the conversation shows now."""
        conversation, owner = self._conversation(visit), self._owner(visit)
        reply = drawing.last_reply(conversation)
        language = reply.language if reply else visit.language
        words = page_words(language)
        now = replace(visit, language=language, shown=len(conversation.turns), labelled=language)
        view: Updates = {
            self.visit: now,
            self.chat: self._chat(now),
            self.facts: drawing.facts_panel(reply.facts if reply else (), words),
            self.presence: drawing.presence(owner, words),
            self.timer: gr.Timer(active=self._expects(now)),
        }
        if self.side:
            view |= self.side.view(now, conversation)
        if language != visit.labelled:
            for part, label in self._labels(words).items():
                view[part] = {**view.get(part, {}), **label}
        return view

    def _labels(self, words: Words) -> Updates:
        labels: Updates = {
            self.heading: gr.update(value=drawing.heading(self._name(words), words)),
            self.box: gr.update(placeholder=words["placeholder"], label=words["message"]),
            self.send: gr.update(value=words["send"]),
            self.person: gr.update(value=words["person"]),
            self.again: gr.update(value=words["again"]),
            self.why: gr.update(label=words["why"]),
        }
        return {**labels, **(self.side.labels(words) if self.side else {})}

    def _chat(self, visit: Visit, *pending: drawing.Bubble) -> list[dict[str, Any]]:
        words = page_words(visit.language)
        picture = self.shop.catalogue.image
        said = drawing.bubbles(self._conversation(visit), picture, words, visit.sent)
        hello = drawing.greeting(self._name(words), words)
        return [message(bubble) for bubble in (hello, *said, *pending)]

    def _conversation(self, visit: Visit) -> Conversation:
        known = visit.conversation
        return self.agent.conversation(known) if known else Conversation("")

    def _owner(self, visit: Visit) -> Owner:
        row = (
            self.shop.records.conversations.get(visit.conversation) if visit.conversation else None
        )
        return row.owner if row else "bot"

    def _expects(self, visit: Visit) -> bool:
        """Whether something can come without her writing: a person, or the shop's own system."""
        return self._owner(visit) != "bot" or awaits_answer(self.shop, visit.conversation)

    def _name(self, words: Words) -> str:
        return self.shop.rules.shop.name.into(words.language)


def build_page(agent: Agent, desk: Desk, shop: Shop, secret: str | None = None) -> gr.Blocks:
    """The chat page of one shop; without a `secret` conversations do not outlive a restart."""
    backstage = Backstage(agent, desk, shop) if tryout.is_on() else None
    return Page(agent, shop, backstage).build(secret)


def build_app(home: Path) -> FastAPI:
    """The web app of the shop in `home`."""
    shop = Shop.open(home)
    agent = Agent(shop)
    return mount(build_page(agent, Desk(agent), shop, browser_secret(home)), shop.post)


def serve(home: Path, host: str = "127.0.0.1", port: int = 7860) -> None:
    """
    Serves the shop until it is stopped.

    Raises
    ------
    SystemExit
        If the port can't be had or there is no shop, with a sentence that says so.
    """
    try:
        taken = take_port(host, port)
    except OSError as problem:
        why = "is in use" if problem.errno == errno.EADDRINUSE else f"can't be had ({problem})"
        raise SystemExit(f"{host}:{port} {why}; give another --port or --host") from None
    with taken:
        try:
            app = build_app(home)
        except ValueError as problem:
            raise SystemExit(str(problem)) from None
        logger.info("Shopkeeper is at http://%s:%s", host, taken.getsockname()[1])
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3)
        uvicorn.Server(config).run(sockets=[taken])


def main() -> None:
    """Serves the shop that the command line names."""
    parser = argparse.ArgumentParser(description="The chat page of a shop.")
    parser.add_argument("--home", type=Path, default=Path("shop"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=7860)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve(given.home, given.host, given.port)


if __name__ == "__main__":
    main()
