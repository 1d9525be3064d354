"""Files that go out with a reply: made when it is sent, and not kept in the log beside it."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace

from agent.page.words import page_words
from agent.turn import Attachment, Reply, Step
from knowledge.personal_data import export
from knowledge.shop import View
from skills.skill import Told

EXPORT = "export_my_data"
"""The skill whose answer is a file."""
JSON = "application/json"
INLINE = "data:"
"""How the address of a file begins that comes with the reply itself."""


def attachments_of(steps: Sequence[Step], view: View) -> tuple[Attachment, ...]:
    """The file that the steps of a turn promise; its title is the name to save it under."""
    told = any(step.wish.do == EXPORT and isinstance(step.outcome, Told) for step in steps)
    if not told or view.customer is None:
        return ()
    words = page_words(view.language)
    data = b64encode(export(view.shop.records, view.customer.id)).decode("ascii")
    url = f"{INLINE}{JSON};base64,{data}"
    return (Attachment("file", words["my_data"], words["my_data_alt"], JSON, url),)


def content(attachment: Attachment) -> bytes | None:
    """What is in a file that came with the reply, None for one that stands elsewhere or is gone."""
    header, _, data = attachment.url.partition(",")
    inline = attachment.kind == "file" and header.startswith(INLINE)
    return b64decode(data) if inline and header.endswith(";base64") else None


def without_contents(reply: Reply) -> Reply:
    """The reply as it is stored: what is in a file stands in the records, and only there."""
    named = (replace(a, url="") if content(a) is not None else a for a in reply.attachments)
    return replace(reply, attachments=tuple(named))
