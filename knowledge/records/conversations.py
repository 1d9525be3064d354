"""Conversations and their turns, written only by who has seen the latest version."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from knowledge.records import tables
from knowledge.records.connections import Connections
from knowledge.records.packing import stamp

Owner = Literal["bot", "waiting", "human"]
LEVELS = ("anonymous", "claimed", "verified", "staff", "merchant")

_conversations = tables.conversations.c
_COLUMNS = (
    _conversations.id,
    _conversations.customer,
    _conversations.level,
    _conversations.owner,
    _conversations.language,
    _conversations.version,
    _conversations.created,
    _conversations.updated,
)


class ConversationMoved(RuntimeError):  # noqa: N818 - it is news, not a fault
    """Somebody else wrote to the conversation first: read it again."""


@dataclass(frozen=True)
class ConversationRow:
    """
    A conversation without its turns.

    Parameters
    ----------
    customer, level
        Who it is with and how surely; one customer per conversation.
    owner
        Who answers.
    language
        Language of the last turn, ``""`` before the first.
    version
        Goes up with every write.
    """

    id: str
    customer: str | None
    level: str
    owner: Owner
    language: str
    version: int
    created: datetime
    updated: datetime


def held_with(customer: str) -> ColumnElement[bool]:
    """
    Conversations with a customer: those where she said who she is, and those where the page knew.
    """
    signed_in = f'"customer": {json.dumps(customer, ensure_ascii=False)}'
    turns = tables.turns.c
    told = select(turns.conversation).where(turns.turn.contains(signed_in, autoescape=True))
    return or_(_conversations.customer == customer, _conversations.id.in_(told))


class Conversations:
    """Conversations by id or by the token a browser resumes one with."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def create(
        self,
        now: datetime,
        *,
        customer: str | None = None,
        level: str = "anonymous",
        language: str = "",
    ) -> tuple[ConversationRow, str]:
        """A new conversation and its resume token, which only its owner gets and nobody keeps."""
        _check_level(level)
        token = secrets.token_urlsafe(32)
        values = {
            "id": f"c_{secrets.token_hex(16)}",
            "token_hash": _token_hash(token),
            "customer": customer,
            "level": level,
            "owner": "bot",
            "language": language,
            "version": 0,
            "created": stamp(now),
            "updated": stamp(now),
        }
        with self._connections.writing() as connection:
            connection.execute(insert(tables.conversations).values(values))
            return _one(connection, str(values["id"])), token

    def get(self, conversation_id: str) -> ConversationRow | None:
        """The conversation with this id."""
        return next(iter(self._where(_conversations.id == conversation_id)), None)

    def by_token(self, token: str) -> ConversationRow | None:
        """The conversation that a browser has this token of."""
        return next(iter(self._where(_conversations.token_hash == _token_hash(token))), None)

    def waiting(self) -> tuple[ConversationRow, ...]:
        """Conversations that wait for a person, those with the newest message last."""
        return self._where(_conversations.owner == "waiting")

    def turns(self, conversation_id: str) -> tuple[str, ...]:
        """The turns as JSON, in order; empty for an unknown conversation."""
        query = (
            select(tables.turns.c.turn)
            .where(tables.turns.c.conversation == conversation_id)
            .order_by(tables.turns.c.number)
        )
        with self._connections.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def add_turns(
        self,
        conversation_id: str,
        jsons: Sequence[str],
        *,
        version: int,
        now: datetime,
        owner: Owner | None = None,
        language: str | None = None,
    ) -> ConversationRow:
        """
        Store turns behind the others, and the owner and language where given.

        Raises
        ------
        ConversationMoved
            If the conversation is no longer at `version`; nothing is stored then.
        """
        changes = {"updated": stamp(now)}
        if owner is not None:
            changes["owner"] = owner
        if language is not None:
            changes["language"] = language
        count = select(func.count()).where(tables.turns.c.conversation == conversation_id)
        with self._connections.writing() as connection:
            row = _change(connection, conversation_id, version, changes)
            first = int(connection.execute(count).scalar_one())
            values = [
                {"conversation": row.id, "number": first + place, "turn": turn, "at": stamp(now)}
                for place, turn in enumerate(jsons)
            ]
            if values:
                connection.execute(insert(tables.turns), values)
        return row

    def identify(
        self, conversation_id: str, customer: str | None, level: str, version: int
    ) -> ConversationRow:
        """
        Note who the conversation is with.

        Raises
        ------
        ValueError
            If it is with another customer already, or there is no such level.
        ConversationMoved
            If the conversation is no longer at `version`.
        """
        _check_level(level)
        with self._connections.writing() as connection:
            known = _one(connection, conversation_id).customer
            if known is not None and known != customer:
                raise ValueError(
                    f"conversation {conversation_id} is with another customer; begin a new one"
                )
            changes = {"customer": customer, "level": level}
            return _change(connection, conversation_id, version, changes)

    def set_owner(self, conversation_id: str, owner: Owner, version: int) -> ConversationRow:
        """
        Say who answers from now on.

        Raises
        ------
        ConversationMoved
            If the conversation is no longer at `version`.
        """
        with self._connections.writing() as connection:
            return _change(connection, conversation_id, version, {"owner": owner})

    def _where(self, condition: ColumnElement[bool]) -> tuple[ConversationRow, ...]:
        query = select(*_COLUMNS).where(condition).order_by(_conversations.updated, _COLUMNS[0])
        with self._connections.reading() as connection:
            return tuple(_row(found) for found in connection.execute(query))


def _change(
    connection: Connection, conversation_id: str, version: int, changes: Mapping[str, str | None]
) -> ConversationRow:
    done = connection.execute(
        update(tables.conversations)
        .where(_conversations.id == conversation_id, _conversations.version == version)
        .values({**changes, "version": version + 1})
    )
    row = _one(connection, conversation_id)
    if done.rowcount == 0:
        raise ConversationMoved(
            f"conversation {conversation_id} is at version {row.version}, not {version}"
        )
    return row


def _one(connection: Connection, conversation_id: str) -> ConversationRow:
    query = select(*_COLUMNS).where(_conversations.id == conversation_id)
    found = connection.execute(query).one_or_none()
    if found is None:
        raise KeyError(f"there is no conversation {conversation_id}")
    return _row(found)


def _row(found: "Row[str, str | None, str, str, str, int, str, str]") -> ConversationRow:
    return ConversationRow(
        id=found.id,
        customer=found.customer,
        level=found.level,
        owner=found.owner,
        language=found.language,
        version=found.version,
        created=datetime.fromisoformat(found.created),
        updated=datetime.fromisoformat(found.updated),
    )


def _check_level(level: str) -> None:
    if level not in LEVELS:
        raise ValueError(f"level is {level}; give one of {', '.join(LEVELS)}")


def _token_hash(token: str) -> str:
    # The token itself is 256 random bits, so a plain hash can't be guessed back.
    return hashlib.sha256(token.encode()).hexdigest()
