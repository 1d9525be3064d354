"""Beside the chat, for trying out: who one is, whose mail to read, and the desk of the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import gradio as gr

from agent.agent import Agent
from agent.handoff import Desk
from agent.page import drawing, tryout
from agent.page.visit import PLAIN, QUIET, SECONDS_BETWEEN_LOOKS, UNCHANGED, Updates, Visit
from agent.page.words import Words, page_words
from agent.turn import Conversation
from knowledge.people import Customer
from knowledge.shop import Shop
from skills.skill import Level

DEMO_CUSTOMERS = 6


@dataclass
class Backstage:
    """
    The side column. Whatever it lets one be or read, a shop that serves customers switches it off.

    Every handler looks at the identity that the server keeps: that a part is hidden protects
    nothing.
    """

    agent: Agent
    desk: Desk
    shop: Shop

    def build(self, words: Words) -> None:
        """Both panels."""
        with gr.Accordion(words["tryout"], elem_id="sk-tryout") as self.panel:
            self.note = gr.HTML(**PLAIN)
            people = tryout.people(self.customers, words)
            self.who = gr.Radio(people, value=tryout.VISITOR, label=words["who"], elem_id="sk-who")
            self.mailbox = gr.Dropdown(
                ["", *(customer.email for customer, _ in self.customers if customer.email)],
                label=words["mailbox"],
                allow_custom_value=True,
                elem_id="sk-mailbox",
            )
            self.mail = gr.HTML(**PLAIN)
        with gr.Accordion(words["queue"], visible=False, elem_id="sk-desk") as self.desk_part:
            self.queue_note = gr.HTML(**PLAIN)
            self.queue = gr.Radio([], label=words["queue"], show_label=False, elem_id="sk-queue")
            with gr.Column(visible=False) as self.case:
                self.script = gr.HTML(**PLAIN)
                self.answer = gr.Textbox(label=words["answer"], max_lines=6, elem_id="sk-answer")
                with gr.Row():
                    self.send = gr.Button(words["answer_send"], variant="primary", size="sm")
                    self.hand_back = gr.Button(
                        words["hand_back"], size="sm", elem_id="sk-hand-back"
                    )
        self.drawn = gr.State(None)
        self.timer = gr.Timer(SECONDS_BETWEEN_LOOKS, active=False)

    @property
    def shown(self) -> Sequence[Any]:
        """The parts that :meth:`view` changes."""
        panel = (self.panel, self.note, self.who, self.mailbox, self.mail)
        return (*panel, self.desk_part, self.timer, self.answer, self.send, self.hand_back)

    def connect(self, visit: gr.State) -> None:
        """What a tap on the panels does."""
        seen = [visit, self.queue, self.drawn]
        desk = [self.queue, self.queue_note, self.case, self.script, self.answer, self.drawn]
        self.mailbox.input(self.open_mail, [self.mailbox, visit], [self.mail], **QUIET)
        gr.on([self.timer.tick, self.queue.input], self.look, seen, desk, **QUIET)
        answered = [self.answer.submit, self.send.click]
        gr.on(answered, self.answer_shopper, [self.answer, *seen], desk, **QUIET)
        self.hand_back.click(self.give_back, seen, desk, **QUIET)

    def view(self, visit: Visit, conversation: Conversation) -> Updates:
        """Who she is, her newest mail, and the desk where it is hers."""
        team = visit.identity.level >= Level.STAFF
        view: Updates = {
            self.who: gr.update(value=tryout.key_of(visit.identity)),
            self.desk_part: gr.update(visible=team),
            self.timer: gr.Timer(active=team),
        }
        signed_in = self.shop.records.customers.get(visit.identity.customer or "")
        address = tryout.address_in(conversation) or (signed_in.email if signed_in else "")
        # Without an address the box stays with the one that was picked by hand.
        if address:
            view[self.mailbox] = gr.update(value=address)
            view[self.mail] = self.open_mail(address, visit)
        return view

    def labels(self, words: Words) -> Updates:
        """What the panels say, in her language."""
        return {
            self.panel: gr.update(label=words["tryout"]),
            self.note: gr.update(value=drawing.note(words["tryout_note"])),
            self.who: gr.update(choices=tryout.people(self.customers, words), label=words["who"]),
            self.mailbox: gr.update(label=words["mailbox"]),
            self.desk_part: gr.update(label=words["queue"]),
            self.answer: gr.update(label=words["answer"], placeholder=words["answer_placeholder"]),
            self.send: gr.update(value=words["answer_send"]),
            self.hand_back: gr.update(value=words["hand_back"]),
        }

    def open_mail(self, address: str | None, visit: Visit) -> str:
        """The newest message to an address."""
        newest = self.shop.records.outbox.latest(address) if address else None
        return drawing.mail(newest, page_words(visit.language))

    def look(self, visit: Visit, picked: str | None, drawn: object) -> Updates:
        """Who waits for a person, and the conversation that is picked."""
        if visit.identity.level < Level.STAFF:
            return UNCHANGED
        words = page_words(visit.language)
        rows = tryout.queue(self.desk.waiting(), words)
        picked = picked if picked in [case for _, case in rows] else None
        conversation = self.agent.conversation(picked) if picked else None
        now = (rows, picked, len(conversation.turns) if conversation else 0, visit.language)
        # Drawing the same again would take the focus from whoever reads.
        if now == drawn:
            return UNCHANGED
        return {
            self.drawn: now,
            self.queue: gr.update(choices=rows, value=picked, visible=bool(rows)),
            self.queue_note: drawing.note(words["queue_note" if rows else "queue_empty"]),
            self.case: gr.Column(visible=conversation is not None),
            self.script: drawing.transcript(conversation, words) if conversation else "",
        }

    def answer_shopper(self, text: str, visit: Visit, picked: str | None, drawn: object) -> Updates:
        """What staff write goes to the shopper."""
        if not picked or not text.strip() or visit.identity.level < Level.STAFF:
            return UNCHANGED
        self.desk.answer(picked, text, visit.identity)
        return {**self.look(visit, picked, None), self.answer: ""}

    def give_back(self, visit: Visit, picked: str | None, drawn: object) -> Updates:
        """The assistant goes on with the conversation."""
        if picked and visit.identity.level >= Level.STAFF:
            self.desk.hand_back(picked, visit.identity)
        return self.look(visit, picked, drawn)

    @cached_property
    def customers(self) -> list[tuple[Customer, int]]:
        """Customers to try the shop as, with the number of their orders."""
        records = self.shop.records
        some = records.customers.some(DEMO_CUSTOMERS)
        return [(customer, len(records.orders.of(customer.id))) for customer in some]
