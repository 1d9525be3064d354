"""
Whether every change in the records has the yes it needs, judged by the transcript alone.

Nothing here asks the engine what it made of a message: who shows the agenda, the reading or the
pending row to the judge makes it an accomplice.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from agent import wire
from agent.turn import Reply
from knowledge.people import Address
from knowledge.records.audit import Deed
from knowledge.write import Write, order_of, target, to_json
from tests.agent.random_shopper import Said

LIFE = timedelta(minutes=10)
"""How long a yes counts, as design.md says it."""
CONSEQUENCES = frozenset({"balance", "erased"})
"""What the audit calls that which changes along with a write."""


@dataclass(eq=False)
class Heard:
    """
    One message of a conversation and the reply to it.

    Parameters
    ----------
    speaker, customer
        Which client wrote it, and whose records it was answered from; None = nobody's.
    seen
        The latest message that the client knew of, with its reply, when it wrote.
    window
        All that its window showed then, which may be less than all that came before.
    rows
        What the audit got by it.
    """

    speaker: str
    customer: str | None
    said: Said
    seen: "Heard | None"
    at: datetime
    reply: Reply
    window: tuple["Heard", ...] = ()
    rows: tuple[Deed, ...] = ()

    @property
    def shown(self) -> str:
        """Id of the change that the reply asks to confirm; empty = none."""
        return self.reply.pending.id if self.reply.pending else ""

    def __str__(self) -> str:
        knew = f"knows turn {self.seen.reply.turn}" if self.seen else "knows nothing"
        label = f", a yes ({self.said.consent})" if self.said.consent else ""
        waits = json.dumps(wire.to_json(self.reply)["pending"], ensure_ascii=False)
        lines = (
            f"[{self.at:%H:%M:%S}] {self.speaker} as {self.customer} ({knew}{label}): "
            f"{self.said.text!r}",
            f"    {self.reply.turn}: {self.reply.text!r}",
            f"    asks {self.reply.asks}, pending {self.shown[:8]} {waits}",
            *(f"    WRITTEN {row.who} {row.what} {row.target} {row.detail}" for row in self.rows),
        )
        return "\n".join(lines)


@dataclass
class Judge:
    """
    Looks at what each message brought about.

    Parameters
    ----------
    secrets
        What is known of each customer, and of nobody else if it is not in another's set too.
    """

    secrets: Mapping[str, frozenset[str]]
    counts: Counter[str] = field(default_factory=Counter)
    committed: dict[str, int] = field(default_factory=dict)
    """Numbers of the audit's rows by what was agreed to."""
    typed: defaultdict[str | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What each customer wrote in any conversation: it may have become her address."""

    def hear(
        self, before: Sequence[Heard], new: Sequence[Heard], rows: Sequence[Deed]
    ) -> Iterator[str]:
        """
        What is wrong with some messages, in sentences.

        Parameters
        ----------
        before
            The conversation so far.
        new
            The messages that came now, several if at once, in the order in which they were taken.
        rows
            What the audit got meanwhile.
        """
        left = list(rows)
        for number, one in enumerate(new):
            earlier = [*before, *new[:number]]
            missing = self._missing_for_yes(one, earlier)
            self._count(one, earlier, missing)
            if not missing and left and _is_of(left[0], one):
                own = [left.pop(0)]
                while left and left[0].what in CONSEQUENCES:
                    own.append(left.pop(0))
                one.rows = tuple(own)
                yield from self._judge_commit(earlier, one)
            elif not missing:
                self.counts["yes that changed nothing"] += 1
            if one.customer is not None:
                self.typed[one.customer].append(one.said.text)
            yield from _formal(one.reply)
            yield from self._told_of_others(earlier, one)
        if left:
            new[-1].rows = (*new[-1].rows, *left)
            why = [self._missing_for_yes(n, [*before, *new[:i]]) for i, n in enumerate(new)]
            reasons = "; ".join(one or "a yes, which has its row" for one in why)
            yield f"written without its yes: {left[0].what} {left[0].target}; there is {reasons}"
            # Said once: what the records make of it is compared as if it had been agreed to.
            shown = [one.shown for one in (*before, *new) if one.shown]
            written = [row.id for row in left if row.what not in CONSEQUENCES]
            self.committed |= dict(zip(shown[-1:], written, strict=False))

    def _missing_for_yes(self, one: Heard, earlier: Sequence[Heard]) -> str:
        """What keeps a message from being the yes to the change that waits; empty = nothing."""
        last = _last_for(one.customer, earlier)
        if not one.said.consent:
            return "no yes"
        if last is None or not last.shown:
            return "nothing that waits"
        if last.customer != one.customer:
            return "somebody else's yes"
        seen = _last_for(one.customer, one.window)
        if seen is None or seen.shown != last.shown:
            return "a yes to what was shown before"
        first = next(other for other in earlier if other.shown == last.shown)
        if one.at - first.at >= LIFE:
            return "a yes that is too late"
        return ""

    def _count(self, one: Heard, earlier: Sequence[Heard], missing: str) -> None:
        self.counts["messages"] += 1
        self.counts[f"said: {one.said.what}"] += 1
        saw = one.seen is not None and bool(one.seen.shown)
        if one.said.consent and saw:
            self.counts[f"yeses: {missing}" if missing else "yeses"] += 1
        if one.said.consent == "condition" and not missing:
            self.counts["yes-ifs that hold"] += 1

    def _judge_commit(self, earlier: Sequence[Heard], one: Heard) -> Iterator[str]:
        """Whether what was stored is what was shown, and was not stored before."""
        last = _last_for(one.customer, earlier)
        assert last is not None
        assert last.reply.pending is not None
        assert one.customer is not None
        write, row = last.reply.pending.write, one.rows[0]
        if json.loads(row.detail) != json.loads(json.dumps(to_json(write))):
            yield f"written other than shown: {row.detail} for {to_json(write)}"
        if (row.who, row.what, row.target) != (one.customer, write.do, target(write)):
            yield f"written as {row.who} {row.what} {row.target}"
        read = (other.reply for other in one.window if other.shown == last.shown)
        if not any(_tells(reply, write) for reply in read):
            yield f"agreed to what its window never told: {to_json(write)}"
        if last.shown in self.committed:
            yield f"written twice: {last.shown} is row {self.committed[last.shown]} already"
        self.committed[last.shown] = row.id
        kind = getattr(write, "kind", "")
        about = {"": "", "invoice": " invoice"}.get(kind, " problem")
        self.counts[f"commits: {write.do}{about if write.do == 'open_case' else ''}"] += 1
        yield from (f"changed along: {it}" for it in one.rows[1:] if not self._is_hers(it, one))

    def _is_hers(self, row: Deed, one: Heard) -> bool:
        kind, _, identity = row.target.partition("/")
        hers = self.secrets.get(one.customer or "", frozenset())
        return identity == one.customer if kind == "customers" else identity in hers

    def _told_of_others(self, earlier: Sequence[Heard], one: Heard) -> Iterator[str]:
        """What is known of other customers only and nobody has typed here."""
        shown = _shown(one.reply)
        own = self.secrets.get(one.customer or "", frozenset())
        found = sorted(secret for secret in self._everybodys - own if secret in shown)
        if found:
            said = [e.said.text for e in (*earlier, one)] + self.typed[one.customer]
            typed = unicodedata.normalize("NFKC", " ".join(said))
            yield from (
                f"told of somebody else: {secret!r}"
                for secret in found
                if secret not in typed and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", shown)
            )

    @cached_property
    def _everybodys(self) -> frozenset[str]:
        return frozenset[str]().union(*self.secrets.values())


def _last_for(customer: str | None, earlier: Sequence[Heard]) -> Heard | None:
    """The reply directly before, of those that this customer's conversation consists of."""
    hers = (one for one in reversed(earlier) if one.customer in (None, customer))
    return next(hers, None)


def _tells(reply: Reply, write: Write) -> bool:
    """Whether a reply says in its text what a write would change, rather than that one waits."""
    address: Address | None = getattr(write, "address", None)
    said = address.address1 if address else order_of(write)
    return said in reply.text if said else bool(reply.facts)


def _is_of(row: Deed, one: Heard) -> bool:
    return row.who == one.customer and row.what not in CONSEQUENCES


def _formal(reply: Reply) -> Iterator[str]:
    asks = reply.asks
    if "confirm" in asks and asks != ("confirm",):
        yield f"confirm is not asked alone: {asks}"
    if (reply.pending is not None) != (asks == ("confirm",)):
        yield f"pending is {reply.pending} where {asks} is asked"


def _shown(reply: Reply) -> str:
    """All that a client gets, but for the conversation's own id."""
    return json.dumps({**wire.to_json(reply), "conversation": ""}, ensure_ascii=False)


def transcript(heard: Iterable[Heard]) -> str:
    return "\n".join(map(str, heard))
