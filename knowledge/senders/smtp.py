"""Messages by a mail server, over TLS only."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from knowledge.records.outbox import Message

VARIABLE = "SHOPKEEPER_SMTP_URL"
_TIMEOUT = 20.0


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
            server.send_message(mail_of(message, self.sender))


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
        raise ValueError(f"{VARIABLE} is not of the form smtp://user:password@host:port")
    user = unquote(parts.username or "")
    return SmtpSender(
        host=parts.hostname,
        port=parts.port or 587,
        user=user,
        password=unquote(parts.password or ""),
        sender=user if "@" in user else f"{user or 'shopkeeper'}@{parts.hostname}",
    )


def mail_of(message: Message, sender: str) -> EmailMessage:
    """A message as a mail from `sender`."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Message-ID"] = f"<shopkeeper-{message.id}@{sender.rpartition('@')[2]}>"
    mail.set_content(message.body, cte="8bit")
    return mail
