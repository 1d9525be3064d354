"""Draws a conversation for the page: pure functions from the engine's values to escaped HTML."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape as escape_html
from typing import Literal

from agent.page.cards import attachment, card, change, escape
from agent.page.tables import without_tables
from agent.page.words import Words
from agent.turn import Conversation, Owner, Reply, Turn
from knowledge.fact import Fact, FactValue
from knowledge.records.outbox import Message

Picture = Callable[[str], str | None]
"""Gives the SVG text of a picture's name, or None."""

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="9" fill="#a8481f"/>'
    '<path d="M9 13h14l-1.4 10H10.4z" fill="#fff"/>'
    '<path d="M12.5 13a3.5 3.5 0 0 1 7 0" fill="none" stroke="#fff" stroke-width="2"/></svg>'
)


@dataclass(frozen=True)
class Bubble:
    """
    One message as the chat shows it.

    Parameters
    ----------
    role
        Whose side it stands on.
    text
        Escaped text.
    above, below
        HTML before and after the text: who speaks, cards, pictures.
    options
        Quick answers: what they read and what a tap sends.
    """

    role: Literal["user", "assistant"]
    text: str
    above: str = ""
    below: str = ""
    options: tuple[tuple[str, str], ...] = ()


def _text(text: str) -> str:
    # The chat puts even plain text into the page as HTML (sanitised): it must arrive escaped.
    return escape_html(text, quote=False)


def bubbles(
    conversation: Conversation | None, picture: Picture, words: Words, sent: Reply | None = None
) -> list[Bubble]:
    """
    The whole conversation; only the last reply still offers its quick answers.

    `sent` is a reply as it was given, with what is in its files: the stored one only names them.
    """
    turns = [_as_sent(turn, sent) for turn in (conversation.turns if conversation else ())]
    last = turns[-1].reply if turns else None
    drawn = [part for turn in turns for part in _turn(turn, last, picture, words)]
    if last and drawn:
        end = drawn[-1]
        drawn[-1] = Bubble(end.role, end.text, end.above, end.below, quick_answers(last, words))
    return drawn


def _as_sent(turn: Turn, sent: Reply | None) -> Turn:
    stored = turn.reply
    if sent is None or stored is None or not stored.attachments:
        return turn
    same = (stored.conversation, stored.turn) == (sent.conversation, sent.turn)
    return replace(turn, reply=sent) if same else turn


def _turn(turn: Turn, last: Reply | None, picture: Picture, words: Words) -> list[Bubble]:
    if turn.by == "staff":
        who = f'<p class="sk-who">{escape(words["colleague"])}</p>'
        return [Bubble("assistant", _text(turn.text), above=who)]
    said = [said_by_her(turn.text)] if turn.by == "shopper" and turn.text else []
    if turn.by == "bot" and turn.text and not turn.reply:
        return [Bubble("assistant", _text(turn.text))]
    if not turn.reply or not turn.reply.text:
        return said
    return [*said, answer(turn.reply, picture, words, is_last=turn.reply is last)]


def said_by_her(text: str) -> Bubble:
    """The shopper's own words, exactly as she wrote them."""
    return Bubble("user", _text(text))


def greeting(shop: str, words: Words) -> Bubble:
    """What the page says before anything was said; it belongs to no conversation yet."""
    return Bubble("assistant", _text(words["greeting"].format(shop=shop)))


def writing(words: Words) -> Bubble:
    """Three dots while the reply is on its way."""
    label = escape(words["writing"])
    dots = f'<p class="sk-writing" role="status" aria-label="{label}"><i></i><i></i><i></i></p>'
    return Bubble("assistant", "", above=dots)


def answer(reply: Reply, picture: Picture, words: Words, *, is_last: bool) -> Bubble:
    """A reply with its cards and pictures under the text, and last a change that it proposes."""
    shown = "".join(card(c, picture(c.image) if c.image else None, words) for c in reply.cards)
    cards = f'<div class="sk-cards">{shown}</div>' if shown else ""
    text, proposed = change(reply, words, waits=is_last)
    text, tables = without_tables(text)
    below = tables + cards + "".join(attachment(a, words) for a in reply.attachments) + proposed
    return Bubble("assistant", _text(text), below=below)


def quick_answers(reply: Reply, words: Words) -> tuple[tuple[str, str], ...]:
    """What can be tapped instead of typed: the choices, and the wants that can be taken back."""
    drops = tuple(
        (words["drop"].format(label=c.label), words["drop_says"].format(label=c.label))
        for c in reply.chips
    )
    return tuple((choice, choice) for choice in reply.choices) + drops


def last_reply(conversation: Conversation | None) -> Reply | None:
    """The newest reply of the assistant; while a person answers it says nothing."""
    turns = conversation.turns if conversation else ()
    return next((t.reply for t in reversed(turns) if t.reply and t.reply.text), None)


def facts_panel(facts: Iterable[Fact], words: Words) -> str:
    """What the last reply rests on: name, value and the record it was read from."""
    rows = "".join(
        f'<tr><td>{escape(words.fact(fact.name))}</td><td dir="auto">{escape(_value(fact))}</td>'
        f'<td title="{escape(fact.source)}">{escape(words.source(fact.source))}</td></tr>'
        for fact in facts
    )
    if not rows:
        return note(words["why_none"])
    head = "".join(f'<th scope="col">{escape(words[h])}</th>' for h in ("fact", "value", "source"))
    caption = f"<caption>{escape(words['why_intro'])}</caption>"
    body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<table class="sk-facts">{caption}{body}</table>'


def _value(fact: Fact) -> str:
    return f"{_plain(fact.value)} {fact.unit}".strip()


def _plain(value: FactValue) -> str:
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)


def presence(owner: Owner, words: Words) -> str:
    """The line that says a person is on it; empty while the assistant answers."""
    if owner == "bot":
        return ""
    return f'<p class="sk-presence sk-{owner}" role="status">{escape(words[owner])}</p>'


def transcript(conversation: Conversation, words: Words) -> str:
    """A conversation as staff read it: who said what, oldest first."""
    lines: list[tuple[str, str]] = []
    for turn in conversation.turns:
        speaker = {"shopper": "shopper", "staff": "colleague", "bot": "bot"}[turn.by]
        lines.append((speaker, turn.text))
        if turn.by != "staff" and turn.reply:
            lines.append(("bot", turn.reply.text))
    items = "".join(
        f'<li class="sk-by-{by}"><b>{escape(words[by])}</b><p dir="auto">{escape(text)}</p></li>'
        for by, text in lines
        if text
    )
    label = escape(words["picked"])
    return (
        f'<div class="sk-transcript" role="log" tabindex="0" aria-label="{label}">'
        f"<ol>{items}</ol></div>"
    )


def mail(newest: Message | None, words: Words) -> str:
    """The newest message of the try-out mailbox."""
    if newest is None:
        return note(words["no_mail"])
    return (
        f'<section class="sk-mail" aria-label="{escape(words["mail"])}"><h4>{escape(words["mail"])}'
        f'</h4><b dir="auto">{escape(newest.subject)}</b><time>{newest.created:%H:%M}</time>'
        f'<p dir="auto">{escape(newest.body)}</p></section>'
    )


def note(text: str) -> str:
    """A quiet line that explains."""
    return f'<p class="sk-note">{escape(text)}</p>'


def heading(shop: str, words: Words) -> str:
    """The page's title."""
    return (
        f'<header class="sk-head" lang="{words.language}"><span class="sk-mark" aria-hidden="true">'
        f'</span><div><h1 dir="auto">{escape(words["title"].format(shop=shop))}</h1>'
        f"<p>{escape(words['tagline'])}</p></div></header>"
    )


def head(style: str) -> str:
    """What stands in the page's <head>: its style and its icon, so that nothing is fetched."""
    icon = b64encode(ICON.encode()).decode()
    return f'<style>{style}</style><link rel="icon" href="data:image/svg+xml;base64,{icon}">'
