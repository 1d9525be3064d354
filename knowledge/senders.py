"""Ways by which a message of the outbox leaves the house."""

import logging
import os
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from knowledge.records.outbox import Message, Outbox

logger = logging.getLogger(__name__)

_VARIABLE = "SHOPKEEPER_SMTP_URL"
_TIMEOUT = 20.0
# Chinese stays Chinese in the file, where a mail server may need it encoded.
_READABLE = default.clone(utf8=True, cte_type="8bit")


class Sender(Protocol):
    """Sends one message; an ``OSError`` or ``ValueError`` means that it did not leave."""

    def __call__(self, message: Message) -> None: ...


@dataclass(frozen=True)
class FileSender:
    """Writes each message as a file, for a shop that has no mail server yet."""

    folder: Path

    def __call__(self, message: Message) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        kind = re.sub(r"\W+", "_", message.kind)
        mail = _mail(message, "shopkeeper@localhost")
        target = self.folder / f"{message.id:08d}-{kind}.eml"
        target.write_bytes(mail.as_bytes(policy=_READABLE))


@dataclass(frozen=True)
class SmtpSender:
    """
    Hands messages to a mail server, over TLS only.

    Parameters
    ----------
    host, port, user, password
        The server, and the account there; no user = no login.
    sender
        Address that messages come from.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = "shopkeeper@localhost"

    def __call__(self, message: Message) -> None:
        with smtplib.SMTP(self.host, self.port, timeout=_TIMEOUT) as server:
            server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            server.send_message(_mail(message, self.sender))


def smtp_sender(url: str) -> SmtpSender:
    """
    The sender for ``smtp://user:password@host:port``.

    Raises
    ------
    ValueError
        If the URL is of another form; the message does not repeat it, since it holds a password.

    Examples
    --------
    >>> smtp_sender("smtp://shop:secret@mail.example.com:587")
    SmtpSender(host='mail.example.com', port=587, user='shop', sender='shop@mail.example.com')
    """
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ValueError(f"{_VARIABLE} is not of the form smtp://user:password@host:port")
    user = unquote(parts.username or "")
    return SmtpSender(
        host=parts.hostname,
        port=parts.port or 587,
        user=user,
        password=unquote(parts.password or ""),
        sender=user if "@" in user else f"{user or 'shopkeeper'}@{parts.hostname}",
    )


def sender_from_environment(home: Path) -> Sender:
    """The mail server that ``SHOPKEEPER_SMTP_URL`` names, else files under ``HOME/outbox/``."""
    url = os.environ.get(_VARIABLE, "")
    return smtp_sender(url) if url else FileSender(home / "outbox")


def deliver(
    outbox: Outbox, sender: Sender, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """
    Send what waits in the outbox and return how many messages left.

    A message that could not be sent stays and is tried the next time. One may arrive twice, if the
    program stops between sending it and noting so; none is lost.
    """
    num_sent = 0
    for message in outbox.unsent():
        try:
            sender(message)
        except (OSError, ValueError) as error:
            # The error may quote the recipient or the body: only its kind is told.
            kind = type(error).__name__
            logger.warning("message %d (%s) was not sent: %s", message.id, message.kind, kind)
        else:
            outbox.mark_sent(message.id, clock())
            num_sent += 1
    return num_sent


def _mail(message: Message, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Message-ID"] = f"<shopkeeper-{message.id}@{sender.rpartition('@')[2]}>"
    mail.set_content(message.body, cte="8bit")
    return mail
