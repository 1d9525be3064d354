"""What leaves the house: the outbox is emptied, what failed is tried again, answers are noted."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from knowledge.records.database import Records
from knowledge.records.outbox import CHANNELS, Answer, Channel, Message
from knowledge.senders import NotSent, Senders, senders_from_environment

logger = logging.getLogger(__name__)

PAUSE = 30.0
"""Seconds after which the outbox is looked through, though nothing was put in."""
PATIENCE = 5.0
"""Seconds in which what waits may still leave when the program ends."""


def wall_clock() -> datetime:
    """The time by which tries are counted; a shop's own clock may stand still."""
    return datetime.now(UTC)


class Post:
    """
    Sends what the outbox of one shop holds.

    Files are written at once; mail servers and the shop's own system are talked to by one thread
    of its own, so that no customer waits for them. A message may arrive twice, if the program stops
    between sending it and noting so; none is lost.

    Parameters
    ----------
    pause
        Seconds after which the thread looks again by itself.
    """

    def __init__(
        self,
        records: Records,
        senders: Senders,
        clock: Callable[[], datetime] = wall_clock,
        pause: float = PAUSE,
    ) -> None:
        self._records = records
        self._senders = senders
        self._clock = clock
        self._pause = pause
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._woken = threading.Event()
        self._ends: float | None = None

    def deliver(self) -> int:
        """
        Write what goes into files, wake the thread for the rest; how many files were written.

        Returns at once. Nothing is to be open in the records: what is sent has to be stored.
        """
        num_sent = self._send_due(self._senders.at_once)
        self.start()
        return num_sent

    def deliver_now(self) -> int:
        """Send all that is due here and now, and return how many messages arrived."""
        return self._send_due(CHANNELS)

    def start(self) -> None:
        """Let the thread look through the outbox, now and from now on; none where all are files."""
        with self._lock:
            if self._thread is None and self._ends is None and self._senders.slow:
                self._thread = threading.Thread(
                    target=self._work, name="shopkeeper-post", daemon=True
                )
                self._thread.start()
        self._woken.set()

    def close(self, patience: float = PATIENCE) -> None:
        """
        End the thread, for good; what is due may still leave until then.

        Parameters
        ----------
        patience
            Seconds after which it is left alone; its message is then tried again later.
        """
        with self._lock:
            self._ends = time.monotonic() + patience
            thread = self._thread
        self._woken.set()
        if thread is not None:
            thread.join(patience)

    def answered(self, message_id: int, answer: Answer) -> Message:
        """
        Note what the shop's own system says about a change, whenever it does.

        Raises
        ------
        ValueError
            If no message with this number went to it.
        """
        message = self._records.outbox.get(message_id)
        if message is None or message.channel != "shop":
            raise ValueError(f"message {message_id} is none for the shop's own system")
        with self._records.together():
            self._records.outbox.answered(message_id, answer, self._clock())
            self._tell(message, answer)
        return self._now(message)

    def retry(self, message_id: int) -> Message:
        """
        Let a message that was given up be tried again, at once.

        Raises
        ------
        ValueError
            If it was not given up.
        """
        message = self._records.outbox.get(message_id)
        if message is None or not self._records.outbox.revive(message_id):
            raise ValueError(
                f"message {message_id} was not given up; see those that were with: "
                "shopkeeper outbox dead"
            )
        self.deliver_now()
        return self._now(message)

    def _now(self, message: Message) -> Message:
        """The message as it stands now."""
        return self._records.outbox.get(message.id) or message

    def _work(self) -> None:
        while True:
            self._woken.wait(self._pause)
            self._woken.clear()
            # Asked before, so that what was put in until the end is looked at once more.
            ends = self._ends is not None
            try:
                self._send_due(self._senders.slow, self._is_over)
            except Exception as problem:
                # An error of the database quotes the message: only its kind is told.
                logger.error("the post stopped and goes on later: %s", type(problem).__name__)
            if ends:
                return

    def _is_over(self) -> bool:
        return self._ends is not None and time.monotonic() >= self._ends

    def _send_due(
        self, channels: tuple[Channel, ...], is_over: Callable[[], bool] = lambda: False
    ) -> int:
        outbox, num_sent, last = self._records.outbox, 0, 0
        while messages := outbox.due(self._clock(), channels, after=last):
            for message in messages:
                if is_over():
                    return num_sent
                if outbox.claim(message, self._clock()):
                    num_sent += self._send(message)
            last = messages[-1].id
        return num_sent

    def _send(self, message: Message) -> bool:
        try:
            answer = self._senders.of(message.channel)(message)
        except Exception as problem:
            self._failed(message, problem)
            return False
        with self._records.together():
            self._records.outbox.mark_sent(message.id, self._clock(), answer)
            self._tell(message, answer)
        return True

    def _failed(self, message: Message, problem: Exception) -> None:
        # Any other error may quote the recipient or the body: only its kind is told.
        known = problem if isinstance(problem, NotSent) else NotSent(type(problem).__name__)
        now, name = self._clock(), f"message {message.id} ({message.kind})"
        state = self._records.outbox.failed(message.id, known.why, now, final=known.final)
        logger.warning("%s was not sent: %s", name, known.kind)
        if state == "dead":
            logger.error("%s was given up; see: shopkeeper outbox dead", name)

    def _tell(self, message: Message, answer: Answer | None) -> None:
        """Note in the change itself what became of it, in the open transaction."""
        if answer is not None and answer.state != "accepted":
            self._records.pending.heard_of_shop(message.key, refused=answer.state == "refused")


def told(message: Message) -> str:
    """A line for the shop's people: what became of a message, without what is in it."""
    what = message.subject if message.channel == "shop" else message.kind
    became = f"{message.id:>6}  {message.state:<8}  {message.channel:<4}  {what}"
    failed = f"failed {message.tries}x, {message.why}" if message.why else ""
    said = f"{message.answer.state} {message.answer.reason}" if message.answer else ""
    parts = (became, f"{message.created:%Y-%m-%d %H:%M}", failed, said.strip())
    return "  ".join(part for part in parts if part)


@contextmanager
def open_post(home: Path) -> Iterator[tuple[Post, Records]]:
    """
    The post of a home and its records, without the rest of the shop.

    Raises
    ------
    ValueError
        If there is no home at `home`.
    """
    if not (home / "policy.yaml").is_file():
        raise ValueError(f"{home} holds no shop; make one with: shopkeeper init --home {home}")
    url = os.environ.get("SHOPKEEPER_DATABASE_URL") or f"sqlite:///{home / 'records.db'}"
    records = Records.open(url)
    post = Post(records, senders_from_environment(home))
    try:
        yield post, records
    finally:
        post.close()
        records.close()
