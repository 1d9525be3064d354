"""Five hundred messages that nobody would write, in states that nobody would plan."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from agent import codec
from agent.agent import Agent
from agent.attachments import without_contents
from agent.rehearsal.case import Given
from agent.rehearsal.homes import Homes, away_from_live_shops
from agent.turn import Identity, Reply
from knowledge.load.init import PLAIN_POLICY
from knowledge.load.shop_data import ShopData
from knowledge.people import Customer
from skills.skill import Level
from tests.agent.babble import Babble, Message
from tests.conversations.audit import complaints
from tests.conversations.stage import demo_data, demo_home, write_home
from tests.knowledge.five_products import five_products

SEED = 20261124
MESSAGES = 250
"""For each of the two shops."""
_HAN = re.compile(r"[\u4e00-\u9fff]")

CLAIMS = (
    "ends in an error",
    "is logged as a problem",
    "is answered without a source",
    "tells of somebody else",
    "is answered with nothing",
    "is answered in another language",
    "is stored as something else",
)


@dataclass
class Fuzzed:
    """What went wrong, by the claim that it breaks, each with the message that brought it about."""

    agent: Agent
    secrets: Mapping[str, frozenset[str]]
    problems: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    num_messages: int = 0
    num_signed_in: int = 0

    def chat(self, babble: Babble, identity: Identity, me: Customer | None) -> None:
        """One conversation of up to eight messages."""
        reply, outbox = None, self.agent.shop.records.outbox
        conversation, _ = self.agent.start()
        for _ in range(babble.chance.randint(1, 8)):
            sent = outbox.latest(me.email) if me else None
            code = re.search(r"\d{6}", sent.body) if sent and sent.kind == "code" else None
            message = babble.message(me, reply.asks if reply else (), code[0] if code else "123456")
            self.num_messages += 1
            with self._listening(message):
                try:
                    reply = self.agent.respond(conversation, message.text, identity)
                except Exception as error:
                    self._note("ends in an error", message, f"{type(error).__name__}: {error}")
                    return
            self._judge(conversation, message, identity, reply)

    def _judge(self, conversation: str, message: Message, identity: Identity, reply: Reply) -> None:
        conversations = self.agent.shop.records.conversations
        row, stored = conversations.get(conversation), conversations.turns(conversation)[-1]
        assert row is not None
        *before, turn = self.agent.conversation(conversation).turns
        if turn.reply != without_contents(reply) or codec.load(codec.dump(turn)) != turn:
            self._note("is stored as something else", message, stored)
        signed_in = identity.level >= Level.VERIFIED
        customer = identity.customer if signed_in else row.customer
        self.num_signed_in += customer is not None
        view = self.agent.shop.view(customer, reply.language)
        for problem in complaints(turn, view, [earlier.text for earlier in before]):
            self._note("is answered without a source", message, problem)
        for secret in self._given_away(customer, message, reply):
            self._note("tells of somebody else", message, f"{secret!r} in {_shown(reply)!r}")
        if turn.understanding is None:
            return
        if not reply.text.strip():
            self._note("is answered with nothing", message, repr(reply))
        clear = message.language
        if clear and (reply.language != clear or not _is_in(clear, reply)):
            self._note("is answered in another language", message, reply.text)

    def _given_away(self, customer: str | None, message: Message, reply: Reply) -> list[str]:
        """What is known of other customers only, and she has not typed herself."""
        shown, own = _shown(reply), self.secrets.get(customer or "", frozenset())
        others = frozenset[str]().union(*self.secrets.values()) - own
        return [
            secret
            for secret in others
            if secret in shown and secret not in message.text and _by_itself(secret, shown)
        ]

    @contextmanager
    def _listening(self, message: Message) -> Iterator[None]:
        """Notes what our own modules log as a warning or worse."""

        class Ear(logging.Handler):
            def emit(_self, record: logging.LogRecord) -> None:  # noqa: N805
                self._note("is logged as a problem", message, record.getMessage())

        ear = Ear(logging.WARNING)
        loggers = [logging.getLogger(layer) for layer in ("agent", "knowledge", "skills")]
        for logger in loggers:
            logger.addHandler(ear)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeHandler(ear)

    def _note(self, claim: str, message: Message, problem: str) -> None:
        self.problems[claim].append(f"to {message.text[:200]!r}: {problem}")


def _secrets(data: ShopData) -> Mapping[str, frozenset[str]]:
    """What stands in the records of one customer, by customer: names, numbers, addresses."""
    found = {c.id: {c.name, c.email, c.phone, c.address.address1} for c in data.customers}
    for order in data.orders:
        found[order.customer] |= {order.id, *(s.tracking for s in order.shipments)}
    # An order's number may be another one's zip code.
    for customer in data.customers:
        found[customer.id].add(customer.address.zip)
    return {customer: frozenset(secrets - {""}) for customer, secrets in found.items()}


def _shown(reply: Reply) -> str:
    """All that a reply shows and where it says it is from."""
    facts = (f"{fact.value} {fact.source}" for fact in reply.facts)
    cards = (
        f"{c.id} {c.title} {c.reason} {[(s.label, s.at) for s in c.stages]}" for c in reply.cards
    )
    return "\n".join((reply.text, *reply.choices, *facts, *cards))


def _by_itself(secret: str, shown: str) -> bool:
    """Whether it stands there as a word and not within a longer one."""
    return re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", shown) is not None


def _is_in(language: str, reply: Reply) -> bool:
    """Whether something in a reply is Chinese, or nothing but the facts of an English one is."""
    text = reply.text
    if language == "zh":
        return _HAN.search(text) is not None
    told = [fact.value for fact in reply.facts if isinstance(fact.value, str)]
    for value in sorted(filter(None, told), key=len, reverse=True):
        text = text.replace(value, "")
    return _HAN.search(text) is None


def _visitor(chance: Random, me: Customer | None, number: int) -> Identity:
    """A stranger, a customer who signed in at the page, or one of the shop's people."""
    kind = chance.choices(("stranger", "signed in", "staff"), (5, 4, 1))[0]
    if kind == "staff":
        return Identity(Level.STAFF, name="Mo")
    if kind == "signed in" and me:
        return Identity(Level.VERIFIED, me.id)
    return Identity(address=f"10.0.0.{number}")


def _five_products_home(folder: Path) -> Path:
    return write_home(folder / "home", five_products(), PLAIN_POLICY)


@pytest.fixture(scope="module", params=["five products", "demo"])
def fuzzed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    small, folder = request.param == "five products", tmp_path_factory.mktemp("fuzz")
    data = five_products() if small else demo_data()
    home = _five_products_home(folder) if small else demo_home(tmp_path_factory.getbasetemp())
    chance = Random(SEED)
    babble = Babble(chance, data.customers, data.orders)
    homes = Homes(folder, lambda what, done, total: None, home)
    with away_from_live_shops(), homes.stage("", Given()) as (shop, _):
        fuzz = Fuzzed(Agent(shop), _secrets(data))
        while fuzz.num_messages < MESSAGES:
            me = chance.choice(data.customers) if chance.random() < 0.8 else None
            fuzz.chat(babble, _visitor(chance, me, fuzz.num_messages), me)
    return fuzz


@pytest.mark.parametrize("claim", CLAIMS)
def test_nothing_that_is_typed(claim: str, fuzzed: Fuzzed) -> None:
    assert not fuzzed.problems[claim], "\n".join(fuzzed.problems[claim])


def test_the_messages_come_from_strangers_and_customers_alike(fuzzed: Fuzzed) -> None:
    assert fuzzed.num_messages >= MESSAGES
    assert 0.2 < fuzzed.num_signed_in / fuzzed.num_messages < 0.8
