"""Scripted conversations, the shops they play on, and a witness who audits every reply."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from agent.agent import Agent
from agent.rehearsal.case import Case, Unplayable
from agent.rehearsal.homes import DEMO, Homes
from agent.rehearsal.reading import read_cases
from agent.rehearsal.result import Result
from agent.rehearsal.run import results_of
from agent.turn import Identity, Reply
from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.goods import Language
from knowledge.load import demo
from knowledge.load.shop_data import ShopData
from knowledge.records.database import Records
from skills.skill import Level
from tests.conversations.audit import complaints

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared"
WORKED = SHARED / "conversations"
TODAY = date(2026, 11, 20)
NUM_CUSTOMERS = 120

BUILT = frozenset(
    {
        *("cancel_order", "change_order_address", "change_order_payment", "return_items"),
        *("open_case", "change_customer_address", "subscribe", "erase_customer"),
    }
)
"""Writes that the skills make so far."""
EXCHANGES = (
    "a yes with a condition: it costs more than she allows",
    "change of mind into another kind of request: the exchange becomes a return",
    "return and exchange exclude each other: she has said which one wins",
)
"""Worked examples that ask for an exchange, which is not built yet, though none is written."""

Script = tuple[Path, Case | Unplayable]


def own_scripts() -> tuple[Script, ...]:
    """Every case of the YAML files beside this module."""
    files = sorted(HERE.glob("*.yaml"))
    return tuple((file, case) for file in files for case in read_cases(file))


def worked_scripts() -> tuple[Script, ...]:
    """The worked examples in which nothing else is changed than what can be changed so far."""
    files = [file for file in sorted(WORKED.glob("worked_*.yaml")) if file.is_file()]
    scripts = [(file, case) for file in files for case in read_cases(file)]
    return tuple(
        (file, case)
        for file, case in scripts
        if isinstance(case, Case)
        and {write["do"] for write in case.then.writes} <= BUILT
        and not case.name.startswith(EXCHANGES)
    )


def name_of(script: Script) -> str:
    file, case = script
    return f"{file.stem}: {case.name}"


def write_home(home: Path, data: ShopData, policy: Path) -> Path:
    """A home of these goods and people, with the rules of `policy` on the day that never passes."""
    home.mkdir()
    rules = {**yaml.safe_load(policy.read_text(encoding="utf-8")), "today": TODAY}
    (home / "policy.yaml").write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")
    currency, encoder = rules["shop"]["currency"], load_encoder()
    Catalogue.build(home / "catalogue.db", data, currency=currency, encoder=encoder).close()
    records = Records.open(f"sqlite:///{home / 'records.db'}")
    records.load(data)
    records.close()
    return home


@cache
def demo_data() -> ShopData:
    """The demo shop with few customers."""
    return demo.load(until=TODAY, num_customers=NUM_CUSTOMERS)


@cache
def demo_home(folder: Path) -> Path:
    """The demo shop with few customers, made once in a folder."""
    return write_home(folder / "demo_shop", demo_data(), demo.POLICY)


@dataclass
class Witness:
    """An agent whose every stored turn is audited in the view of the customer it is with."""

    agent: Agent
    seen: list[str]

    def start(self, *, language: Language | None = None) -> tuple[str, str]:
        return self.agent.start(language=language)

    def respond(self, conversation_id: str, text: str, identity: Identity = Identity()) -> Reply:
        reply = self.agent.respond(conversation_id, text, identity)
        conversations = self.agent.shop.records.conversations
        row = conversations.get(conversation_id)
        assert row is not None
        signed_in = identity.level >= Level.VERIFIED
        customer = identity.customer if signed_in else row.customer
        *before, turn = self.agent.conversation(conversation_id).turns
        hers = [one.text for one in before if one.by == "shopper"]
        view = self.agent.shop.view(customer, reply.language)
        self.seen += [f"to {text!r}: {problem}" for problem in complaints(turn, view, hers)]
        return reply


@dataclass(frozen=True)
class Performance:
    """What came of a case and its paraphrases, and what the witness had to complain about."""

    results: tuple[Result, ...]
    complaints: tuple[str, ...]

    @property
    def failures(self) -> list[str]:
        return [str(result) for result in self.results if not result.passed]


@dataclass
class Stage:
    """Plays each case once, however often it is asked for."""

    homes: Homes
    base: Path
    """Folder of this run, which the demo shop is in."""
    played: dict[str, Performance] = field(default_factory=dict)

    def play(self, script: Script) -> Performance:
        """What came of a script; the test is skipped where its shop's data is not there."""
        name = name_of(script)
        if name not in self.played:
            self.played[name] = self._play(*script)
        return self.played[name]

    def passing(self, scripts: Sequence[Script]) -> list[str]:
        """Names of the scripts that come out as they have to."""
        return [name_of(script) for script in scripts if not self.play(script).failures]

    def _play(self, file: Path, case: Case | Unplayable) -> Performance:
        if isinstance(case, Case) and case.shop == DEMO:
            case = replace(case, shop=str(demo_home(self.base)))
        elif isinstance(case, Case) and not (self.homes.shared / case.shop).is_dir():
            pytest.skip(f"{self.homes.shared / case.shop} is not there")
        seen: list[str] = []
        played = results_of(file, case, self.homes, lambda shop: Witness(Agent(shop), seen))
        results = tuple(played)
        return Performance(results, tuple(seen))
