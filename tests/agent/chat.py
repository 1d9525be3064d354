"""A conversation with a shop, for the tests of the dialogue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent import codec
from agent.agent import Agent
from agent.turn import Identity, Reply, Turn
from knowledge.fact import FactValue
from knowledge.goods import Language
from knowledge.records.conversations import ConversationRow
from skills.skill import Level

NOBODY = Identity()
ANN = Identity(Level.STAFF, name="Ann")
ADA = Identity(Level.VERIFIED, "ada")
WEI = Identity(Level.VERIFIED, "wei")
MIN = Identity(Level.VERIFIED, "U01")


@dataclass
class Chat:
    """One conversation of an agent with somebody."""

    agent: Agent
    id: str
    identity: Identity = NOBODY

    def say(self, *texts: str) -> Reply:
        """Says one thing after the other; the reply to the last one."""
        return [self.agent.respond(self.id, text, self.identity) for text in texts][-1]

    @property
    def row(self) -> ConversationRow:
        row = self.agent.shop.records.conversations.get(self.id)
        assert row is not None
        return row

    @property
    def last(self) -> Turn:
        """The latest turn as it is stored."""
        return codec.load(self.agent.shop.records.conversations.turns(self.id)[-1])

    @property
    def done(self) -> list[str]:
        """The skills of the latest turn."""
        return [step.wish.do for step in self.last.steps]


Begin = Callable[..., Chat]
"""``begin("kettles", ADA, language="zh")``: a new conversation with a shop."""


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime

    def pass_by(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


def values(reply: Reply, name: str) -> list[FactValue]:
    """The values of the facts called `name`."""
    return [fact.value for fact in reply.facts if fact.name == name]


def sources(reply: Reply, name: str) -> list[str]:
    """Where the facts called `name` stand."""
    return [fact.source for fact in reply.facts if fact.name == name]


def begin(agent: Agent, identity: Identity = NOBODY, language: Language | None = None) -> Chat:
    """A new conversation with an agent."""
    conversation, _ = agent.start(language=language)
    return Chat(agent, conversation, identity)
