"""Messages as files, for a shop that has no mail server yet or fetches its changes itself."""

import json
import os
import re
from dataclasses import dataclass
from email.policy import default
from pathlib import Path

from knowledge.records.outbox import Message
from knowledge.senders.smtp import mail_of

# Chinese stays Chinese in the file, where a mail server may need it encoded.
_READABLE = default.clone(utf8=True, cte_type="8bit")


@dataclass(frozen=True)
class FileSender:
    """Writes a mail as ``.eml``, a change for the shop's own system as ``.json``."""

    folder: Path

    def __call__(self, message: Message) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for_shop = message.channel == "shop"
        what, ending = (message.subject, "json") if for_shop else (message.kind, "eml")
        plain = re.sub(r"\W+", "_", what)[:80]
        name = f"{message.id:08d}-{plain}.{ending}"
        content = _indented(message.body) if for_shop else _mail(message)
        # Moved into place when it is complete: a program may be waiting for it.
        fresh = self.folder / f".{name}.{os.getpid()}"
        fresh.write_bytes(content)
        fresh.replace(self.folder / name)


def _mail(message: Message) -> bytes:
    return mail_of(message, "shopkeeper@localhost").as_bytes(policy=_READABLE)


def _indented(body: str) -> bytes:
    return (json.dumps(json.loads(body), ensure_ascii=False, indent=2) + "\n").encode()
