"""The copy of her data goes out with the reply to her, and stays out of the log."""

import json

from agent.attachments import attachments_of, content, without_contents
from agent.policy import Run
from agent.turn import Attachment, Reply, Step, Wish
from skills.skill import Say, Told
from tests.agent.chat import ADA, NOBODY, Begin

PICTURE = Attachment("image", "Sales", "A rising line", "image/png", "data:image/png;base64,AAAA")
EXPORTED = (Step(Wish("export_my_data"), Run(), Told((Say("export"),))),)


def test_the_file_holds_what_is_on_file_about_her(new_chat: Begin) -> None:
    (attachment,) = new_chat("kettles", ADA).say("I'd like a copy of my data").attachments
    data = json.loads(content(attachment) or b"")
    assert data["customer"]["id"] == "ada"
    assert [order["id"] for order in data["orders"]] == ["#1003", "#1001"]
    assert (attachment.kind, attachment.title) == ("file", "my-data.json")


def test_the_log_only_names_it(new_chat: Begin) -> None:
    chat = new_chat("kettles", ADA)
    reply = chat.say("I'd like a copy of my data")
    assert chat.last.reply == without_contents(reply)
    assert [one.url for one in without_contents(reply).attachments] == [""]


def test_whoever_is_not_signed_in_surely_gets_none(new_chat: Begin) -> None:
    chat = new_chat("kettles", NOBODY)
    assert chat.say("I'd like a copy of my data", "ada.fox@example.com").attachments == ()


def test_without_a_customer_there_is_none(new_chat: Begin) -> None:
    visitor = new_chat().agent.shop.view(None, "en")
    assert attachments_of(EXPORTED, visitor) == ()


def test_only_an_answer_of_that_skill_brings_a_file(new_chat: Begin) -> None:
    shop = new_chat().agent.shop
    asked = (Step(Wish("export_my_data"), Run()), Step(Wish("greet"), Run(), EXPORTED[0].outcome))
    assert attachments_of(asked, shop.view("ada", "en")) == ()


def test_a_picture_is_stored_as_it_is() -> None:
    reply = Reply("Here.", attachments=(PICTURE,))
    assert content(PICTURE) is None
    assert without_contents(reply) == reply
