"""What a shopper of a random dialogue says next, and whether that is a yes to what she saw."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from agent.turn import Reply
from knowledge.people import Customer
from knowledge.purchase import Order
from knowledge.write import Write, order_of

KINDS = (
    "cancel_order",
    "change_order_address",
    "change_order_payment",
    "return_items",
    "change_customer_address",
    "open_case invoice",
    "open_case problem",
    "subscribe",
    "erase_customer",
)
"""What is written; a case by what it is about, since two skills open one."""
ASKED_AS = {"open_case invoice": "invoice", "open_case problem": "problem"}
PRICED = frozenset({"cancel_order", "change_order_payment", "return_items", "open_case"})
"""Writes that an amount of money is told of, so that a condition on it can hold."""
_STATUSES = {
    "cancel_order": ("pending",),
    "change_order_address": ("pending",),
    "change_order_payment": ("pending",),
    "return_items": ("delivered",),
}
_CODE = re.compile(r"\d{6}")

Consent = Literal["", "plain", "condition"]


@dataclass(frozen=True)
class Said:
    """
    A message.

    Parameters
    ----------
    what
        The list of words it was drawn from.
    consent
        Whether it agrees to the change that its writer saw last, with a condition that holds or
        without one. It is given here, where the message is made up; no engine is asked.
    """

    text: str
    what: str
    consent: Consent = ""


@dataclass
class Shopper:
    """
    Somebody who wants one thing above all, and does not always say it well.

    Parameters
    ----------
    me
        Whose account it is about; None = somebody who is on no file.
    orders, others
        Her orders as she remembers them, and numbers of other people's.
    goal
        One of KINDS.
    titles
        Products that she may name, those that are sold out first.
    """

    chance: Random
    me: Customer | None
    orders: Sequence[Order]
    others: Sequence[str]
    goal: str
    titles: Sequence[str]
    country: str
    language: str
    named: set[str] = field(default_factory=set)
    """Products that she has named."""

    def says(self, seen: Reply | None, mail: str) -> Said:
        """
        What is typed next.

        Parameters
        ----------
        seen
            The reply that she has before her; None = the conversation has just begun.
        mail
            The mail that she got last, where there may be a code in it.
        """
        if seen is None:
            return self._request() if self.chance.random() < 0.8 else self._aside()
        if seen.pending is not None:
            return self._to_proposal(seen, seen.pending.write.do)
        if seen.asks and self.chance.random() < 0.8:
            return self._answer(seen, mail)
        if seen.choices and self.chance.random() < 0.5:
            return Said(self.chance.choice(seen.choices), "choice")
        if self.chance.random() < 0.1:
            # A yes to nothing, a second yes to what is done already.
            return self._plain("consents", consent="plain")
        return self._request() if self.chance.random() < 0.65 else self._aside()

    def yes(self) -> Said:
        """An unconditional yes."""
        return self._plain("consents", consent="plain")

    def _to_proposal(self, seen: Reply, do: str) -> Said:
        assert seen.pending is not None
        kinds = {
            **{"yes": 44, "button": 8, "yes and": 4, "holds": 3, "fails": 3, "declines": 7},
            **{"waits": 4, "corrections": 12, "asks_back": 4, "wrong": 3, "drops": 2},
            **{"noise": 4, "reads": 3, "request": 3},
        }
        match self.chance.choices(list(kinds), list(kinds.values()))[0]:
            case "yes":
                return self.yes()
            case "button":
                agrees = self.chance.random() < 0.8
                text = seen.choices[0 if agrees else -1]
                return Said(text, "button", "plain" if agrees else "")
            case "yes and":
                return self._plain("consents_and_asks", consent="plain")
            case "holds":
                return self._plain("holds", consent="condition" if do in PRICED else "")
            case "corrections":
                return Said(self._filled(self._words("corrections", do)), "corrections")
            case "wrong":
                unlike = [one for one in _words()["wrong_agreements"] if one != do]
                text = self._words("wrong_agreements", self.chance.choice(unlike))
                return Said(text, "wrong agreement")
            case "request":
                return self._request(seen.pending.write)
            case what:
                return self._plain(what)

    def _request(self, waits: Write | None = None) -> Said:
        """What she came for, or anything else; but not that which waits for her yes already."""
        kind = self.goal if self.chance.random() < 0.75 else self.chance.choice(KINDS)
        phrase = self._words("requests", ASKED_AS.get(kind, kind))
        if waits is None or not kind.startswith(waits.do):
            return Said(self._filled(phrase, kind), "request")
        order, fresh = order_of(waits), [one for one in self.titles if one not in self.named]
        if order and "{order}" in phrase and any(one.id != order for one in self.orders):
            return Said(self._filled(phrase, kind, avoid=order), "request for another")
        if kind == "subscribe" and fresh:
            return Said(phrase.format(title=self.chance.choice(fresh)), "request for another")
        return self._aside()

    def _aside(self) -> Said:
        lists = ("reads", "noise", "drops", "declines", "person", "asks_back")
        return self._plain(self.chance.choices(lists, (10, 3, 1, 1, 0.4, 1))[0])

    def _answer(self, seen: Reply, mail: str) -> Said:
        """An answer to what is asked, to all of it where that is who she is."""
        if self.chance.random() < 0.06:
            return Said(self._words("forgotten"), "answer")
        if seen.choices and self.chance.random() < 0.55:
            return Said(self.chance.choice(seen.choices), "choice")
        told = self._told(mail)
        known = [told[slot] for slot in seen.asks if told.get(slot)]
        if known:
            return Said(" ".join(known), "answer")
        slot = self.chance.choice(seen.asks)
        if slot not in _words()["answers"]:
            return Said(self._words("noise"), "answer")
        return Said(self._filled(self._words("answers", slot), self.goal), "answer")

    def _told(self, mail: str) -> Mapping[str, str]:
        if self.me is None:
            return {"email": "nobody@nowhere.example", "name": "No Body", "code": "123456"}
        code = _CODE.search(mail)
        name, place = self.me.name, self.me.address
        return {
            **{"email": self.me.email, "name": name, "zip": place.zip, "phone": self.me.phone},
            "code": code.group() if code and self.chance.random() < 0.95 else "123456",
        }

    def _plain(self, what: str, consent: Consent = "") -> Said:
        return Said(self._filled(self._words(what)), what, consent)

    def _words(self, *keys: str) -> str:
        """One of the phrases of a list, now and then in the other language."""
        found: Any = _words()
        for key in keys:
            found = found[key]
        stays = self.chance.random() < 0.95
        language = self.language if stays else self.chance.choice(("en", "zh"))
        phrases: Sequence[str] = found[language]
        return self.chance.choice(phrases)

    def _filled(self, phrase: str, kind: str = "", avoid: str = "") -> str:
        order = self._order(kind, avoid)
        title = self.chance.choice(self.titles)
        if "{title}" in phrase:
            self.named.add(title)
        rest = [one.id for one in self.orders if order is None or one.id != order.id]
        strange = self.chance.choice((*self.others, "#9999999"))
        other = self.chance.choice(rest) if rest and self.chance.random() < 0.8 else strange
        number = order.id if order is not None and self.chance.random() < 0.93 else strange
        lines = order.lines if order is not None else ()
        item = self.chance.choice(lines).title.into("en") if lines else "lamp"
        return phrase.format(
            order=number,
            other=other,
            item=item if self.chance.random() < 0.8 else item.split()[-1],
            address=self.chance.choice(addresses(self.country)),
            method=self.chance.choice(_words()["methods"][self.language]),
            title=title,
        )

    def _order(self, kind: str, avoid: str) -> Order | None:
        """An order of hers, mostly one that may be changed in this way."""
        mine = [one for one in self.orders if one.id != avoid]
        fitting = [one for one in mine if one.status in _STATUSES.get(kind, (one.status,))]
        if fitting and self.chance.random() < 0.85:
            # The latest may still be sent back; which of them it was she does not always know.
            return fitting[-1] if self.chance.random() < 0.6 else self.chance.choice(fitting)
        return self.chance.choice(mine) if mine else None


def addresses(country: str) -> Sequence[str]:
    """Where shoppers want things to go."""
    found: Sequence[str] = _words()["addresses"][country]
    return found


@cache
def _words() -> Any:
    path = Path(__file__).with_name("random_words.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))
