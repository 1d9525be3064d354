"""What stands under the text of a reply: cards, files, and a change that waits for a yes."""

import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape as escape_html

from agent.page.words import Words
from agent.turn import Attachment, Reply
from skills.skill import Card, Stage

# A browser runs nothing inside an <img>; a picture that tries is a broken or hostile one, and the
# card does without.
UNSAFE = re.compile(
    r"<\s*(script|foreignobject|iframe|image)|<!entity|\bon\w+\s*=|javascript:|@import"
    r"|href\s*=\s*[\"']?\s*[^\"'#\s]|url\(\s*[\"']?\s*[^\"'#\s)]",
    re.IGNORECASE,
)
LINK = re.compile(
    r"(/(?![/\\])|data:image/(png|jpeg|webp|svg\+xml);|data:text/csv|data:application/json;)",
    re.IGNORECASE,
)
# What the template language of gr.HTML could take for its own signs.
SIGNS = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})
PARAGRAPH = "\n\n"


def escape(text: str) -> str:
    """Text that stands in a gr.HTML as it was written, also in an attribute."""
    return escape_html(text, quote=True).translate(SIGNS)


def change(reply: Reply, words: Words, *, waits: bool) -> tuple[str, str]:
    """
    The text of a reply without the change that it proposes, and that change in a frame.

    `waits` = it can still be agreed to: the frame says that nothing has been changed yet.
    """
    if reply.pending is None:
        return reply.text, ""
    # The reply ends with what would be changed and the question, each a paragraph.
    *before, what, question = ["", "", *reply.text.split(PARAGRAPH)]
    check = f"<h3>{escape(words['check'])}</h3>" if waits else ""
    framed = (
        f'<section class="sk-change{" sk-waits" if waits else ""}">{check}'
        f'<p class="sk-what" dir="auto">{escape(what)}</p>'
        f'<p class="sk-question" dir="auto">{escape(question)}</p></section>'
    )
    return PARAGRAPH.join(filter(None, before)), framed


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
    """A picture to look at or a file to save; addresses outside the shop are not followed."""
    title, alt = escape(shown.title), escape(shown.alt)
    if shown.kind == "file" and not shown.url:
        return f'<p class="sk-file">{escape(words["file_gone"].format(file=shown.title))}</p>'
    if not LINK.match(shown.url):
        return f'<p class="sk-file" dir="auto">{title}</p>'
    url = escape(shown.url)
    if shown.media_type.startswith("image/"):
        caption = f'<figcaption dir="auto">{title}</figcaption>'
        return f'<figure class="sk-figure"><img src="{url}" alt="{alt}">{caption}</figure>'
    verb, name = ("save", title) if shown.kind == "file" else ("open", "")
    label = escape(words[verb].format(file=shown.title))
    link = f'<a href="{url}" download="{name}" title="{alt}" dir="auto">{label}</a>'
    return f'<p class="sk-file">{link}</p>'
