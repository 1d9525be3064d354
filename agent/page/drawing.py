"""Draws a conversation for the page: pure functions from the engine's values to escaped HTML."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape as escape_html
from typing import Literal

from agent.page.words import Words
from agent.turn import Attachment, Conversation, Owner, Reply, Turn
from knowledge.fact import Fact, FactValue
from knowledge.records.outbox import Message
from skills.skill import Card, Stage

Picture = Callable[[str], str | None]
"""Gives the SVG text of a picture's name, or None."""

# A browser runs nothing inside an <img>; a picture that tries is a broken or hostile one, and the
# card does without.
UNSAFE = re.compile(
    r"<\s*(script|foreignobject|iframe|image)|<!entity|\bon\w+\s*=|javascript:|@import"
    r"|href\s*=\s*[\"']?\s*[^\"'#\s]|url\(\s*[\"']?\s*[^\"'#\s)]",
    re.IGNORECASE,
)
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="9" fill="#a8481f"/>'
    '<path d="M9 13h14l-1.4 10H10.4z" fill="#fff"/>'
    '<path d="M12.5 13a3.5 3.5 0 0 1 7 0" fill="none" stroke="#fff" stroke-width="2"/></svg>'
)
LINK = re.compile(r"(/(?![/\\])|data:image/(png|jpeg|webp|svg\+xml);|data:text/csv)", re.IGNORECASE)
# What the template language of gr.HTML could take for its own signs.
SIGNS = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})


def escape(text: str) -> str:
    """Text that stands in a gr.HTML as it was written, also in an attribute."""
    return escape_html(text, quote=True).translate(SIGNS)


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


def bubbles(conversation: Conversation | None, picture: Picture, words: Words) -> list[Bubble]:
    """The whole conversation; only the last reply still offers its quick answers."""
    turns = conversation.turns if conversation else ()
    drawn = [part for turn in turns for part in _turn(turn, picture, words)]
    last = turns[-1].reply if turns else None
    if last and drawn:
        end = drawn[-1]
        drawn[-1] = Bubble(end.role, end.text, end.above, end.below, quick_answers(last, words))
    return drawn


def _turn(turn: Turn, picture: Picture, words: Words) -> list[Bubble]:
    if turn.by == "staff":
        who = f'<p class="sk-who">{escape(words["colleague"])}</p>'
        return [Bubble("assistant", _text(turn.text), above=who)]
    said = [said_by_her(turn.text)] if turn.by == "shopper" and turn.text else []
    if turn.by == "bot" and turn.text and not turn.reply:
        return [Bubble("assistant", _text(turn.text))]
    return said + ([answer(turn.reply, picture, words)] if turn.reply and turn.reply.text else [])


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


def answer(reply: Reply, picture: Picture, words: Words) -> Bubble:
    """A reply with its cards and pictures under the text."""
    shown = "".join(card(c, picture(c.image) if c.image else None, words) for c in reply.cards)
    cards = f'<div class="sk-cards">{shown}</div>' if shown else ""
    below = cards + "".join(attachment(a, words) for a in reply.attachments)
    return Bubble("assistant", _text(reply.text), below=below)


def quick_answers(reply: Reply, words: Words) -> tuple[tuple[str, str], ...]:
    """What can be tapped instead of typed: the choices, and the wants that can be taken back."""
    drops = tuple(
        (words["drop"].format(label=c.label), words["drop_says"].format(label=c.label))
        for c in reply.chips
    )
    return tuple((choice, choice) for choice in reply.choices) + drops


def card(shown: Card, svg: str | None, words: Words) -> str:
    """A product, an order or a parcel to look at."""
    parts = [f'<h3 dir="auto">{escape(shown.title)}</h3>']
    if shown.price is not None:
        price = words.money(shown.price, shown.currency)
        parts.append(f'<p class="sk-price">{escape(price)}</p>')
    if shown.reason:
        parts.append(f'<p class="sk-reason" dir="auto">{escape(shown.reason)}</p>')
    if shown.stages:
        parts.append(way(shown.stages, words))
    body = f'<div class="sk-body">{"".join(parts)}</div>'
    return f'<article class="sk-card sk-{shown.kind}">{_picture(shown, svg)}{body}</article>'


def _picture(shown: Card, svg: str | None) -> str:
    uri = picture_uri(svg)
    if uri:
        return f'<img class="sk-picture" src="{uri}" alt="">'
    if shown.kind == "order":
        return ""
    letter = escape(shown.title.strip()[:1] or "·")
    return f'<div class="sk-picture sk-letter" aria-hidden="true">{letter}</div>'


def picture_uri(svg: str | None) -> str:
    """An SVG as the source of an <img>; empty for none and for one that is more than a drawing."""
    if not svg or UNSAFE.search(svg):
        return ""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def way(stages: Sequence[Stage], words: Words) -> str:
    """The parcel's way as a line of steps."""
    label = escape(words["stages"])
    steps = "".join(_stage(stage, words) for stage in stages)
    return f'<ol class="sk-way" aria-label="{label}">{steps}</ol>'


def _stage(stage: Stage, words: Words) -> str:
    state, told = ("done", words["done"]) if stage.done else ("open", words["to_come"])
    at = f"<time>{escape(stage.at)}</time>" if stage.at else ""
    hidden = f'<span class="sk-hidden">{escape(told)}</span>'
    return f'<li class="sk-{state}"><span dir="auto">{escape(stage.label)}</span>{hidden}{at}</li>'


def attachment(shown: Attachment, words: Words) -> str:
    """A picture to look at or a file to open; addresses outside the shop are not followed."""
    title, alt = escape(shown.title), escape(shown.alt)
    if not LINK.match(shown.url):
        return f'<p class="sk-file" dir="auto">{title}</p>'
    url = escape(shown.url)
    if shown.media_type.startswith("image/"):
        caption = f'<figcaption dir="auto">{title}</figcaption>'
        return f'<figure class="sk-figure"><img src="{url}" alt="{alt}">{caption}</figure>'
    label = f"{escape(words['open'])}: {title}"
    return f'<p class="sk-file"><a href="{url}" download dir="auto">{label}</a></p>'


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
        if turn.by == "shopper" and turn.reply:
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
