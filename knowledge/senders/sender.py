"""What every way out of the house has in common."""

from typing import Protocol

from knowledge.records.outbox import Answer, Message


class NotSent(OSError):  # noqa: N818 - it is news, not a fault
    """
    The message did not arrive.

    Parameters
    ----------
    kind
        What happened, in a few words without anything of the message: it may stand in a log.
    why
        The same for who looks into it; empty = `kind` says it all.
    final
        Another try would not help.
    """

    def __init__(self, kind: str, why: str = "", *, final: bool = False) -> None:
        super().__init__(why or kind)
        self.kind, self.why, self.final = kind, why or kind, final


class Sender(Protocol):
    """
    Sends one message, and returns what was answered to it at once.

    An error means that it did not arrive and is to be tried again, unless a :class:`NotSent` says
    that this would not help.
    """

    def __call__(self, message: Message) -> Answer | None: ...
