"""Random dialogues of two clients with one shop, each change of which has to have its yes."""

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Barrier

from agent.agent import Agent
from agent.handoff import Desk
from agent.rehearsal.homes import Homes, away_from_live_shops
from agent.turn import Identity, Reply
from knowledge.load.shop_data import ShopData
from skills.skill import Level
from tests.agent.chat import ANN
from tests.agent.random_oracle import Heard, Judge, transcript
from tests.agent.random_shopper import Said, Shopper
from tests.agent.random_world import World, world

FEWEST, MOST = 4, 14
"""Messages of a dialogue."""
TOGETHER = 50
"""Dialogues that one copy of the records lives through."""
Source = Callable[[], ShopData]
_EVENTS = {
    **{"": 80, "time passes": 4, "the shop changes an order": 4, "staff takes over": 2},
    **{"both at once": 6, "imported again": 0.3, "elsewhere": 1.5},
}


@dataclass(eq=False)
class Client:
    """A window on a conversation, which shows it up to the message that was seen last."""

    name: str
    identity: Identity
    shopper: Shopper
    shown: tuple[Heard, ...] = ()

    @property
    def seen(self) -> Heard | None:
        """What it shows at the end."""
        return self.shown[-1] if self.shown else None

    def next(self, world: World) -> Said:
        """What is typed into it next."""
        me = self.shopper.me
        seen = self.seen.reply if self.seen else None
        return self.shopper.says(seen, world.mail_to(me.id if me else None))


@dataclass(eq=False)
class Talk:
    """A conversation, its clients and what was said in it so far."""

    id: str
    clients: Sequence[Client]
    heard: list[Heard] = field(default_factory=list)
    is_with_staff: bool = False


@dataclass
class Played:
    """What came of some dialogues: counts by name, and each fault with its transcript."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def commits(self, kind: str) -> int:
        return self.counts[f"commits: {kind}"]


class _Done:
    """What came of a call: a reply, or the error that is told as such."""

    def __init__(self, call: Callable[..., Reply], *arguments: object) -> None:
        self.reply: Reply | None = None
        self.error = ""
        try:
            self.reply = call(*arguments)
        except Exception:
            self.error = f"ends in an error: {traceback.format_exc()}"


@dataclass
class Player:
    """Plays dialogues in one world, and notes what goes wrong."""

    world: World
    chance: Random
    threads: ThreadPoolExecutor
    played: Played
    judge: Judge
    talks: Sequence[Talk] = ()

    def dialogue(self) -> None:
        """One customer's dialogue, now and then in two conversations side by side."""
        goal = self.chance.choice(self.world.goals)
        me = self.world.customer_for(goal, self.chance)
        agent = self.world.agent
        two = self.chance.random() < 0.1
        self.talks = [self._talk(agent, goal, me) for _ in range(2 if two else 1)]
        self.judge.counts["dialogues"] += 1
        for one in self._customers():
            self.world.begin(one)
        for _ in range(FEWEST + int((MOST + 1 - FEWEST) * self.chance.random() ** 4)):
            if not self._step(self.chance.choice(self.talks)):
                break
        ids = [talk.id for talk in self.talks]
        self._note_all(self.world.faults_of(self._customers(), ids, self.judge.committed))

    def _customers(self) -> list[str]:
        """Whoever talks here and is on file."""
        shoppers = [client.shopper for talk in self.talks for client in talk.clients]
        return sorted({one.me.id for one in shoppers if one.me})

    def _talk(self, agent: Agent, goal: str, me: str) -> Talk:
        conversation, _ = agent.start()
        way = self.chance.choices(("signed in", "claims", "stranger"), (72, 20, 8))[0]
        shopper = self.world.shopper(goal, me if way != "stranger" else None, self.chance)
        who = Identity(address=f"10.{self.chance.randrange(256)}.{self.chance.randrange(256)}.1")
        if way == "signed in":
            who = Identity(Level.VERIFIED, me)
        first, second = Client("A", who, shopper), Client("B", who, shopper)
        kind = self.chance.choices(("the same", "not signed in", "somebody else"), (90, 5, 5))[0]
        if kind == "not signed in":
            second.identity = Identity(address="10.0.0.2")
        elif kind == "somebody else":
            other = self.world.customer_for(goal, self.chance)
            second.identity = Identity(Level.VERIFIED, other)
            second.shopper = self.world.shopper(goal, other, self.chance)
        return Talk(conversation, (first, second))

    def _step(self, talk: Talk) -> bool:
        """Something happens, and somebody says something; False = the dialogue can't go on."""
        clock, chance = self.world.clock, self.chance
        clock.pass_by(chance.uniform(0.1, 1))
        event = chance.choices(list(_EVENTS), list(_EVENTS.values()))[0]
        first, second = talk.clients
        client = first if chance.random() < 0.6 else second
        if chance.random() < 0.5 and talk.heard:
            client.shown = tuple(talk.heard)
        if talk.is_with_staff and chance.random() < 0.6:
            Desk(self.world.agent).hand_back(talk.id, ANN)
            talk.is_with_staff = False
        self.judge.counts[f"event: {event}"] += bool(event)
        match event:
            case "time passes":
                clock.pass_by(chance.uniform(10, 40))
            case "the shop changes an order":
                whose = client.shopper.me.id if client.shopper.me else None
                self._note_all(self.world.change_status(whose, chance))
            case "imported again":
                self._note_all(self.world.import_again())
            case "staff takes over":
                self._staff_speaks(talk)
            case "elsewhere":
                return self._elsewhere(client)
            case "both at once":
                sent = [(one, one.next(self.world)) for one in talk.clients]
                if chance.random() < 0.4:
                    # Both windows show the same question, and both are answered with a yes.
                    second.shown = first.shown
                    sent = [(one, one.shopper.yes()) for one in talk.clients]
                return self._send(talk, sent)
        return self._send(talk, [(client, client.next(self.world))])

    def _elsewhere(self, client: Client) -> bool:
        """The same shopper says it in a new conversation as well."""
        conversation, _ = self.world.agent.start()
        clients = [Client(name, client.identity, client.shopper) for name in ("C", "D")]
        talk = Talk(conversation, clients)
        self.talks = [*self.talks, talk]
        return self._send(talk, [(talk.clients[0], talk.clients[0].next(self.world))])

    def _staff_speaks(self, talk: Talk) -> None:
        Desk(self.world.agent).answer(talk.id, "This is Ann, let me see.", ANN)
        talk.is_with_staff = True
        number = len(self.world.agent.conversation(talk.id).turns)
        said = Said("This is Ann, let me see.", "staff")
        at = self.world.clock.now
        silence = Reply("", turn=number, owner="human")
        talk.heard.append(Heard("staff", None, said, None, at, silence))

    def _send(self, talk: Talk, sent: Sequence[tuple[Client, Said]]) -> bool:
        """Has what was typed answered, at once if it is several, and judges what came of it."""
        last = self.world.last_audit()
        stored = len(self.world.agent.conversation(talk.id).turns)
        barrier = Barrier(len(sent))

        def respond(client: Client, said: Said) -> Reply:
            after = client.seen.reply.turn if client.seen else 0
            barrier.wait()
            return self.world.agent.respond(talk.id, said.text, client.identity, after=after)

        at = self.world.clock.now
        if len(sent) == 1:
            jobs = [_Done(respond, *sent[0])]
        else:
            waiting = [self.threads.submit(respond, *one) for one in sent]
            jobs = [_Done(job.result) for job in waiting]
        new = [
            Heard(one.name, self._customer(talk, one), said, one.seen, at, job.reply, one.shown)
            for (one, said), job in zip(sent, jobs, strict=True)
            if job.reply is not None
        ]
        for one, heard in ((c, h) for c, _ in sent for h in new if h.speaker == c.name):
            one.shown = (*one.shown, heard)
        # Who erases her data erases what was said, so the next message is numbered from the start.
        new.sort(key=lambda one: (one.reply.turn <= stored, one.reply.turn, not one.said.consent))
        rows = self.world.audit_after(last)
        faults = list(self.judge.hear(talk.heard, new, rows))
        talk.heard += new
        for fault in (*faults, *(job.error for job in jobs if job.error)):
            self._note(fault)
        return len(new) == len(sent)

    def _customer(self, talk: Talk, client: Client) -> str | None:
        if client.identity.level >= Level.VERIFIED:
            return client.identity.customer
        row = self.world.agent.shop.records.conversations.get(talk.id)
        return row.customer if row else None

    def _note_all(self, faults: Iterator[str]) -> None:
        for fault in faults:
            self._note(fault)

    def _note(self, fault: str) -> None:
        said = "\n--\n".join(transcript(talk.heard) for talk in self.talks)
        self.played.faults.append(f"{fault}\n{said}")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Notes whatever is logged as a warning or worse, by anybody."""
        note = self._note

        class Ear(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                note(f"logged as a problem: {record.name}: {record.getMessage()}")

        ear, root = Ear(logging.WARNING), logging.getLogger()
        root.addHandler(ear)
        logging.captureWarnings(True)
        try:
            yield
        finally:
            logging.captureWarnings(False)
            root.removeHandler(ear)


def play(home: Path, source: Source, num_dialogues: int, seed: int) -> Played:
    """
    Plays dialogues in a home, on fresh copies of its records every now and then.

    Parameters
    ----------
    home, source
        A shop home, and where its data came from, which is imported again while somebody talks.
    """
    data, played = source(), Played()
    with TemporaryDirectory() as folder, away_from_live_shops():
        homes = Homes(Path(folder), lambda what, done, total: None, home)
        for start in range(0, num_dialogues, TOGETHER):
            chance = Random(f"{seed} {start}")
            with world(homes, data, chance) as place, ThreadPoolExecutor(2) as threads:
                judge = Judge(place.secrets, played.counts)
                player = Player(place, chance, threads, played, judge)
                with player.listening():
                    for _ in range(min(TOGETHER, num_dialogues - start)):
                        player.dialogue()
                for fault in place.faults_at_end(len(judge.committed)):
                    played.faults.append(f"{fault}\nseed {seed}, dialogues from {start}")
    return played
