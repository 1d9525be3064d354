"""The chat in a terminal, and the desk of the shop's people."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

from agent.agent import Agent
from agent.attachments import content
from agent.handoff import Desk
from agent.page.tables import aligned
from agent.page.words import page_words
from agent.turn import Attachment, Conversation, Identity, Reply
from agent.wire import to_json
from knowledge.goods import Language
from knowledge.shop import Shop
from skills.skill import Level

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_HELP = "a number takes a conversation, text answers it, `back` hands it back, `list`, `quit`"


def identity_of(customer: str | None, staff: str | None, merchant: str | None) -> Identity:
    """
    Who sits at the terminal; nobody named = a visitor.

    Raises
    ------
    ValueError
        If more than one is named.
    """
    if len([one for one in (customer, staff, merchant) if one is not None]) > 1:
        raise ValueError("give only one of --as, --staff and --merchant")
    if customer is not None:
        return Identity(Level.VERIFIED, customer)
    if staff is not None:
        return Identity(Level.STAFF, name=staff)
    return Identity(Level.MERCHANT, name=merchant) if merchant is not None else Identity()


def chat(home: Path, identity: Identity, *, as_json: bool) -> None:
    """
    Talks until the input ends: a prompt in a terminal, else one message a line.

    Raises
    ------
    ValueError
        If there is no shop at `home`, or the customer is not in it.
    """
    shop = Shop.open(home)
    if identity.customer and shop.records.customers.get(identity.customer) is None:
        raise ValueError(f"there is no customer {identity.customer!r} in {home}")
    agent = Agent(shop)
    try:
        if identity.level == Level.STAFF and sys.stdin.isatty() and not as_json:
            _serve_desk(Desk(agent), agent, identity)
        else:
            _talk(agent, identity, as_json=as_json)
    finally:
        # A mail or a change that has just been stored may still leave.
        shop.post.close()


def _talk(agent: Agent, identity: Identity, *, as_json: bool) -> None:
    conversation, _ = agent.start()
    reply, seen = None, 0
    for said in _lines("> "):
        reply = agent.respond(conversation, _chosen(said, reply), identity, after=seen)
        turns = agent.conversation(conversation).turns
        if as_json:
            click.echo(json.dumps(to_json(reply), ensure_ascii=False))
            continue
        for turn in turns[seen:]:
            if turn.by == "staff":
                click.secho(turn.text, fg="cyan")
        seen = len(turns)
        _show(reply)


def _lines(prompt: str) -> Iterator[str]:
    """What is typed, without empty lines, until the input ends."""
    if not sys.stdin.isatty():
        # Read line by line, so that a program can answer each reply.
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        yield from filter(None, (line.strip() for line in iter(sys.stdin.readline, "")))
        return
    # Gives `input` its history and its arrow keys, where there is one.
    with suppress(ImportError):
        import_module("readline")
    while True:
        try:
            said = input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if said:
            yield said


def _chosen(said: str, reply: Reply | None) -> str:
    """In a terminal the number of a choice stands for the choice."""
    choices = reply.choices if reply else ()
    if not sys.stdin.isatty() or not said.isdecimal() or not 1 <= int(said) <= len(choices):
        return said
    return choices[int(said) - 1]


def _show(reply: Reply) -> None:
    if reply.text:
        click.echo(aligned(reply.text))
    for card in reply.cards:
        price = f"  {card.price} {card.currency}" if card.price is not None else ""
        click.echo(f"  * {card.title}{price}" + (f"  ({card.reason})" if card.reason else ""))
    for attachment in reply.attachments:
        click.echo(f"  * {_received(attachment, reply.language)}")
    for number, choice in enumerate(reply.choices, start=1):
        click.secho(f"  {number}. {choice}", dim=True)


def _received(attachment: Attachment, language: Language) -> str:
    """A line about what came with a reply; a file is saved in the current folder."""
    data = content(attachment)
    if data is None:
        return f"{attachment.title}: {attachment.url}"
    words = page_words(language)
    try:
        # Never over a file that is there; what is on file about her is nobody else's to read.
        with os.fdopen(os.open(attachment.title, NEW_FILE, 0o600), "wb") as file:
            file.write(data)
    except OSError as problem:
        return words["file_not_saved"].format(file=attachment.title, why=problem.strerror)
    return words["file_saved"].format(file=attachment.title)


def _serve_desk(desk: Desk, agent: Agent, identity: Identity) -> None:
    """Who waits, and answers to one of them at a time."""
    taken = ""
    waiting = _list_waiting(desk)
    for said in _lines(f"{identity.name}> "):
        word, _, rest = said.partition(" ")
        number = rest if word == "take" else said
        if said in ("quit", "exit"):
            return
        if said == "list" or (not taken and not number.isdecimal()):
            waiting = _list_waiting(desk)
        elif number.isdecimal() and (word == "take" or not taken):
            taken = _take(int(number), waiting, agent) or taken
        elif said == "back":
            desk.hand_back(taken, identity)
            taken, waiting = "", _list_waiting(desk)
        else:
            desk.answer(taken, said, identity)


def _list_waiting(desk: Desk) -> tuple[str, ...]:
    found = desk.waiting()
    for number, one in enumerate(found, start=1):
        click.echo(f"{number}. since {one.since:%H:%M}  {one.summary or one.reason}: {one.last}")
    click.secho(f"{len(found)} waiting; {_HELP}", dim=True)
    return tuple(one.conversation for one in found)


def _take(number: int, waiting: tuple[str, ...], agent: Agent) -> str:
    """The conversation with this number, shown from its beginning; empty if there is none."""
    if not 1 <= number <= len(waiting):
        click.echo(f"{number} is none of the {len(waiting)} that wait")
        return ""
    _show_all(agent.conversation(waiting[number - 1]))
    return waiting[number - 1]


def _show_all(conversation: Conversation) -> None:
    for turn in conversation.turns:
        click.echo(f"{turn.by:>8}: {turn.text}")
        if turn.reply and turn.reply.text:
            click.echo(f"{'bot':>8}: {turn.reply.text}")
