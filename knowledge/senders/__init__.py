"""Ways by which a message of the outbox leaves the house."""

import os
from dataclasses import dataclass
from pathlib import Path

from knowledge.records.outbox import CHANNELS, Channel
from knowledge.senders.file import FileSender
from knowledge.senders.sender import NotSent, Sender
from knowledge.senders.smtp import VARIABLE as SMTP_VARIABLE
from knowledge.senders.smtp import SmtpSender, smtp_sender
from knowledge.senders.webhook import SECRET_VARIABLE, URL_VARIABLE, WebhookSender

__all__ = [
    "FileSender",
    "NotSent",
    "Sender",
    "Senders",
    "SmtpSender",
    "WebhookSender",
    "senders_from_environment",
    "smtp_sender",
]


@dataclass(frozen=True)
class Senders:
    """The way out for mails, and the one for what the shop's own system is to hear of."""

    mail: Sender
    shop: Sender

    def of(self, channel: Channel) -> Sender:
        return self.mail if channel == "mail" else self.shop

    @property
    def at_once(self) -> tuple[Channel, ...]:
        """Channels that a customer does not have to wait for, even while they are sent."""
        return tuple(one for one in CHANNELS if isinstance(self.of(one), FileSender))

    @property
    def slow(self) -> tuple[Channel, ...]:
        """Channels that go over a network."""
        return tuple(one for one in CHANNELS if one not in self.at_once)


def senders_from_environment(home: Path) -> Senders:
    """
    The servers that the environment names, else files under ``HOME/outbox/``.

    Raises
    ------
    ValueError
        If an address or the webhook's secret will not do.
    """
    files = FileSender(home / "outbox")
    smtp, webhook = os.environ.get(SMTP_VARIABLE, ""), os.environ.get(URL_VARIABLE, "")
    return Senders(
        smtp_sender(smtp) if smtp else files,
        WebhookSender(webhook, os.environ.get(SECRET_VARIABLE, "")) if webhook else files,
    )
