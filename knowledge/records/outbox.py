"""Messages that are stored with the change they tell of, sent afterwards, and tried again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, or_, select, update

from knowledge.records import tables
from knowledge.records.change_tables import pending_actions
from knowledge.records.connections import Connections
from knowledge.records.packing import moment, packed, stamp, unpacked

Channel = Literal["mail", "shop"]
State = Literal["waiting", "sent", "answered", "dead"]
AnswerState = Literal["accepted", "done", "refused"]

CHANNELS: tuple[Channel, ...] = get_args(Channel)
ANSWERS: tuple[AnswerState, ...] = get_args(AnswerState)
OWN_SYSTEM = "shop"
"""Recipient of what the shop's own system is to hear of."""
BATCH = 100
"""How many messages are read at a time."""
LONGEST_REASON = 300

_outbox = tables.outbox.c
_WAITING = _outbox.state == "waiting"


@dataclass(frozen=True)
class OutboxParams:
    """
    When a message that failed is tried again.

    Parameters
    ----------
    waits
        Time until the next try, after the first failure, the second ...; after the failure behind
        the last of them the message is given up.
    claim
        How long who sends a message has it to itself; longer than any sender takes.
    """

    waits: tuple[timedelta, ...] = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
    claim: timedelta = timedelta(minutes=5)

    def __post_init__(self) -> None:
        if any(wait <= timedelta(0) for wait in (*self.waits, self.claim)):
            raise ValueError("waits and claim are times to wait; give more than nothing")


@dataclass(frozen=True)
class Answer:
    """
    What the shop's own system says about a change.

    Parameters
    ----------
    state
        ``accepted``: it will look at it, and may answer later. ``done``, ``refused``: final.
    reason
        Its words, shown to the customer where it refused; one line.
    """

    state: AnswerState
    reason: str = ""

    @classmethod
    def of(cls, state: object, reason: object = "") -> "Answer":
        """
        The answer that somebody outside gave.

        Raises
        ------
        ValueError
            If there is no such state, or the reason is no text.
        """
        known = next((one for one in ANSWERS if one == state), None)
        if known is None:
            raise ValueError(f"state is {repr(state)[:40]}; give one of {', '.join(ANSWERS)}")
        if not isinstance(reason, str):
            raise ValueError(f"reason is {repr(reason)[:40]}; give a text")
        plain = "".join(sign if sign.isprintable() else " " for sign in reason)
        return cls(known, " ".join(plain.split())[:LONGEST_REASON])


@dataclass(frozen=True)
class Message:
    """
    A message to one recipient.

    Parameters
    ----------
    kind
        What it is for: ``code``, ``changed``, ``write`` ...
    to
        Where it goes: an e-mail address, or ``shop`` for the shop's own system.
    sent
        When it left, None while it waits.
    key
        Id of the change it tells of (the idempotency key), empty for a mail.
    tries, next_try, why
        How often it failed, when it is tried next (None = at once), and the last failure.
    answer
        What the shop's own system said to it.
    """

    id: int
    kind: str
    to: str
    subject: str
    body: str
    created: datetime
    sent: datetime | None = None
    channel: Channel = "mail"
    key: str = ""
    state: State = "waiting"
    tries: int = 0
    next_try: datetime | None = None
    why: str = ""
    answer: Answer | None = None


class Outbox:
    """Messages by the order in which they were put in."""

    def __init__(self, connections: Connections, params: OutboxParams | None = None) -> None:
        self._connections = connections
        self._params = params or OutboxParams()

    def put(self, kind: str, to: str, subject: str, body: str, now: datetime) -> int:
        """Store a message to be sent and return its number."""
        for_shop = to == OWN_SYSTEM
        values = {
            "kind": kind,
            "recipient": to,
            "subject": subject,
            "body": body,
            "created": stamp(now),
            "channel": "shop" if for_shop else "mail",
            "key": key_of(body) if for_shop else "",
        }
        with self._connections.writing() as connection:
            query = insert(tables.outbox).values(values).returning(_outbox.id)
            return int(connection.execute(query).scalar_one())

    def get(self, message_id: int) -> Message | None:
        """The message with this number."""
        return next(iter(self._where(_outbox.id == message_id)), None)

    def unsent(self) -> tuple[Message, ...]:
        """Messages that have not left yet and were not given up, the oldest first."""
        return self._where(_WAITING)

    def due(
        self, now: datetime, channels: tuple[Channel, ...] = CHANNELS, after: int = 0
    ) -> tuple[Message, ...]:
        """The first messages behind number `after` whose time has come, the oldest first."""
        time_has_come = or_(_outbox.next_try.is_(None), _outbox.next_try <= stamp(now))
        of_these = and_(_WAITING, _outbox.channel.in_(channels), _outbox.id > after)
        return self._read(_select().where(of_these, time_has_come).limit(BATCH))

    def claim(self, message: Message, now: datetime) -> bool:
        """Whether the caller is to send it now: of several who have read it, one is."""
        seen = stamp(message.next_try) if message.next_try else None
        change = update(tables.outbox).where(
            _outbox.id == message.id, _WAITING, _outbox.next_try == seen
        )
        with self._connections.writing() as connection:
            until = stamp(now + self._params.claim)
            return connection.execute(change.values(next_try=until)).rowcount == 1

    def mark_sent(self, message_id: int, now: datetime, answer: Answer | None = None) -> None:
        """Note that a message has left, and what was answered at once."""
        if answer is not None:
            self.answered(message_id, answer, now)
            return
        # Who looks at the change in the shop's own system may have answered meanwhile.
        unanswered = (_outbox.id == message_id) & (_outbox.state != "answered")
        self._change(unanswered, {"sent": stamp(now), "state": "sent", "why": ""})

    def answered(self, message_id: int, answer: Answer, now: datetime) -> None:
        """Note what the shop's own system said about a message, whenever it did."""
        state: State = "sent" if answer.state == "accepted" else "answered"
        values = {
            "sent": func.coalesce(_outbox.sent, stamp(now)),
            "state": state,
            "why": "",
            "answer": packed(answer),
        }
        self._change(_outbox.id == message_id, values)

    def failed(self, message_id: int, why: str, now: datetime, *, final: bool = False) -> State:
        """
        Note that a message could not be sent, and say what is to become of it.

        `final` = another try would not help.
        """
        query = select(_outbox.tries).where(_outbox.id == message_id, _WAITING).with_for_update()
        with self._connections.writing() as connection:
            tries = connection.execute(query).scalar_one_or_none()
            if tries is None:
                return "sent"
            dead = final or tries >= len(self._params.waits)
            state: State = "dead" if dead else "waiting"
            following = None if dead else stamp(now + self._params.waits[tries])
            values = {"tries": tries + 1, "next_try": following, "state": state, "why": why}
            connection.execute(update(tables.outbox).where(_outbox.id == message_id).values(values))
        return state

    def dead(self) -> tuple[Message, ...]:
        """Messages that were given up, the oldest first."""
        return self._where(_outbox.state == "dead")

    def revive(self, message_id: int) -> bool:
        """Let a message that was given up be tried again from the beginning."""
        values = {"state": "waiting", "tries": 0, "next_try": None}
        return self._change((_outbox.id == message_id) & (_outbox.state == "dead"), values) == 1

    def latest(self, to: str) -> Message | None:
        """The newest message to a recipient, sent or not."""
        return next(reversed(self._where(_outbox.recipient == to)), None)

    def newest(self, limit: int) -> tuple[Message, ...]:
        """The last messages that were put in, the oldest of them first."""
        query = select(tables.outbox).order_by(_outbox.id.desc()).limit(limit)
        return tuple(reversed(self._read(query)))

    def of_conversation(self, conversation: str) -> tuple[Message, ...]:
        """What the shop's own system is told of the changes that were made in a conversation."""
        asked = select(pending_actions.c.id).where(pending_actions.c.conversation == conversation)
        return self._where((_outbox.channel == "shop") & _outbox.key.in_(asked))

    def _change(self, which: ColumnElement[bool], values: Mapping[str, object]) -> int:
        with self._connections.writing() as connection:
            return connection.execute(update(tables.outbox).where(which).values(values)).rowcount

    def _where(self, condition: ColumnElement[bool]) -> tuple[Message, ...]:
        return self._read(_select().where(condition))

    def _read(self, query: "Select[tuple[object, ...]]") -> tuple[Message, ...]:
        with self._connections.reading() as connection:
            return tuple(_message(row) for row in connection.execute(query))


def key_of(body: str) -> str:
    """Id of the change that a message for the shop's own system tells of, empty where none."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    key = said.get("id") if isinstance(said, dict) else None
    return key if isinstance(key, str) else ""


def _select() -> "Select[tuple[object, ...]]":
    return select(tables.outbox).order_by(_outbox.id)


def _message(row: "Row[tuple[object, ...]]") -> Message:
    return Message(
        id=row.id,
        kind=row.kind,
        to=row.recipient,
        subject=row.subject,
        body=row.body,
        created=datetime.fromisoformat(row.created),
        sent=moment(row.sent),
        channel=row.channel,
        key=row.key,
        state=row.state,
        tries=row.tries,
        next_try=moment(row.next_try),
        why=row.why,
        answer=unpacked(row.answer, Answer) if row.answer else None,
    )
