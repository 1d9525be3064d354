"""Kills a process that changes a shop, and looks at what it left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

import yaml
from sqlalchemy import create_engine, select

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.load.init import PLAIN_POLICY
from knowledge.records import tables
from knowledge.records.audit import Deed
from knowledge.records.change_tables import cases, pending_actions
from knowledge.records.database import Records
from knowledge.records.packing import moment
from knowledge.records.replay import fold
from knowledge.records.replay_states import State, observed
from knowledge.records.write_rows import load
from knowledge.rules import Rules
from knowledge.write import to_json
from tests.knowledge.five_products import TODAY, five_products

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Kill:
    """
    One death.

    Parameters
    ----------
    inside
        Whether a commit had begun and was not told to be done.
    kept
        Whether the change it hit is there nevertheless: the database had it already.
    num_commits
        How many changes the process told to be done before.
    faults
        What is there by halves; empty where all is well.
    """

    inside: bool
    kept: bool
    num_commits: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Home:
    """A shop home to kill in, and its state when it was made."""

    path: Path
    url: str
    rules: Rules
    before: State


def make_home(path: Path, url: str = "") -> Home:
    """
    A home of the shop of five products, whose gift card can pay the order.

    Its records are in the database at `url`, else in the home.
    """
    url = url or f"sqlite:///{path / 'records.db'}"
    policy = yaml.safe_load(PLAIN_POLICY.read_text(encoding="utf-8"))
    policy["today"] = TODAY
    (path / "policy.yaml").write_text(yaml.safe_dump(policy, allow_unicode=True), encoding="utf-8")
    rules = Rules.read(path / "policy.yaml")
    data = five_products()
    ada = data.customers[0]
    paypal, card, gift_card = ada.payment_methods
    rich = replace(gift_card, balance=Decimal("100.00"))
    data.customers[0] = replace(ada, payment_methods=(paypal, card, rich))
    Catalogue.build(path / "catalogue.db", data, currency="USD", encoder=load_encoder()).close()
    records = Records.open(url)
    records.load(data)
    before = observed(records, ["ada"])
    records.close()
    return Home(path, url, rules, before)


def kill_one(home: Home, chance: Random) -> Kill:
    """Starts a process, kills it at a moment nobody chose, and looks."""
    told = set(_committed(home))
    environment = {**os.environ, "SHOPKEEPER_DATABASE_URL": home.url}
    command = [sys.executable, "-m", "tests.knowledge.kill_child", str(home.path)]
    with _running(command, environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0.0, 0.6))
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().splitlines()
        child.wait()
    done = [line.removeprefix("committed ") for line in lines if line.startswith("committed ")]
    now = set(_committed(home))
    inside = bool(lines) and lines[-1] == "in transaction"
    lost = [f"{one} was told to be done and is not there" for one in done if one not in now]
    unknown = now - told - set(done)
    if len(unknown) > inside:
        lost.append(f"{len(unknown)} changes are there that were not told")
    return Kill(inside, bool(unknown), len(done), (*lost, *faults(home)))


def faults(home: Home) -> tuple[str, ...]:
    """What of the changes in a home is there by halves."""
    records = Records.open(home.url)
    try:
        return tuple(_faults(home, records))
    finally:
        records.close()


def _faults(home: Home, records: Records) -> Iterator[str]:
    if not records.audit.verify():
        yield "the chain of the audit is broken"
    audit = _audit(home)
    if fold(audit.values(), home.before, home.rules) != observed(records, ["ada"]):
        yield "orders or customers are not as the audit says"
    actions = _rows(home, "actions")
    committed = {row["id"]: row for row in actions if row["state"] == "committed"}
    events = Counter(json.loads(str(row["body"]))["id"] for row in _rows(home, "outbox"))
    if events != Counter(committed.keys()):
        yield "the events are not one for each committed change"
    named = Counter(row["audit"] for row in committed.values())
    if named != Counter(one.id for one in audit.values() if one.what != "balance"):
        yield "the rows of the audit are not one for each committed change"
    said = {one.id: json.loads(one.detail) for one in audit.values()}
    for row in committed.values():
        if said.get(int(str(row["audit"]))) != to_json(load(str(row["write"]))):
            yield f"the audit of {row['id']} says something else"
    if any(row["audit"] is not None for row in actions if row["state"] != "committed"):
        yield "a change that was not committed has a row in the audit"
    num_cases = sum(one.what == "open_case" for one in audit.values())
    if len(_rows(home, "cases")) != num_cases:
        yield "the cases are not those of the audit"


def _committed(home: Home) -> list[str]:
    return [str(row["id"]) for row in _rows(home, "actions") if row["state"] == "committed"]


def _audit(home: Home) -> Mapping[int, Deed]:
    deeds = {}
    for row in _rows(home, "audit"):
        at = moment(str(row["at"]))
        assert at is not None
        number = int(str(row["id"]))
        said = (str(row[name]) for name in ("who", "what", "target", "detail"))
        deeds[number] = Deed(number, at, *said)
    return deeds


_READ = {
    "actions": select(pending_actions).order_by(pending_actions.c.created, pending_actions.c.id),
    "audit": select(tables.audit).order_by(tables.audit.c.id),
    "outbox": select(tables.outbox).order_by(tables.outbox.c.id),
    "cases": select(cases).order_by(cases.c.id),
}


def _rows(home: Home, name: str) -> list[Mapping[str, object]]:
    engine = create_engine(home.url)
    with engine.connect() as connection:
        rows: list[Mapping[str, object]] = [
            dict(row) for row in connection.execute(_READ[name]).mappings()
        ]
    engine.dispose()
    return rows


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        try:
            yield child
        finally:
            child.kill()
