"""
Who is talking: what she claimed is compared with the records, wrong answers are counted, codes
are sent.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from agent.agenda import Agenda
from agent.turn import Identity
from agent.wordings import say_mail
from knowledge.goods import Language
from knowledge.records.conversations import ConversationRow
from knowledge.shop import Shop
from skills.skill import Level

Said = Literal["", "welcome", "wrong", "locked", "code_sent", "code_wrong", "other_customer"]


@dataclass(frozen=True)
class Person:
    """
    Who the engine takes her for, and what has to be said about it.

    Parameters
    ----------
    level, customer
        What she may do, and whose records she may see.
    said
        What came of the latest try to say who she is.
    version
        Version of the conversation's row after what was noted there.
    """

    level: Level = Level.ANONYMOUS
    customer: str | None = None
    said: Said = ""
    version: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Door:
    """Lets customers in by the ways that the shop's policy names."""

    shop: Shop

    def __call__(self, agenda: Agenda, row: ConversationRow, identity: Identity) -> Person:
        """
        The person behind a message.

        Somebody signed in by the shell is who it says. Anybody else is who the conversation's row
        says, or who she proves to be now; that is written to the row before anything is told.
        """
        person = self._person(agenda, row, identity)
        return person if person.version else replace(person, version=row.version)

    def _person(self, agenda: Agenda, row: ConversationRow, identity: Identity) -> Person:
        if identity.level >= Level.VERIFIED:
            known = Person(identity.level, identity.customer)
            return self._again(agenda, known) if agenda.fresh and identity.customer else known
        known = Person(Level[row.level.upper()], row.customer)
        if not agenda.fresh:
            return known
        if known.customer and known.level == Level.CLAIMED and "code" in agenda.fresh:
            tried = self._redeem(agenda, row, identity)
            return tried if tried.customer else replace(known, said=tried.said)
        if known.customer:
            return self._again(agenda, known)
        return self._try(agenda, row, identity)

    def _again(self, agenda: Agenda, known: Person) -> Person:
        """One customer a conversation: somebody else's data told later changes nothing."""
        claim = {slot: agenda.told[slot] for slot in agenda.fresh if slot != "code"}
        strong = {"email", "phone", "zip"} & set(claim)
        if strong and known.customer not in self.shop.records.customers.matching(claim):
            return replace(known, said="other_customer")
        return known

    def _try(self, agenda: Agenda, row: ConversationRow, identity: Identity) -> Person:
        # A code that comes with another e-mail address is none for it: a new one is sent.
        if "code" in agenda.fresh and "email" not in agenda.fresh:
            return self._redeem(agenda, row, identity)
        desk, now = self.shop.records.identity, self.shop.now()
        keys = desk.keys(agenda.told, identity.address)
        if desk.locked(keys, now):
            return Person(said="locked")
        said: Said = ""
        for claim in self.shop.rules.identity.claims:
            plain = [slot for slot in claim if slot != "code"]
            if not set(plain) <= set(agenda.told) or not set(plain) & set(agenda.fresh):
                continue
            found = self.shop.records.customers.matching({s: agenda.told[s] for s in plain})
            if "code" in claim:
                self._send_code(row, found[0] if len(found) == 1 else None, agenda.language)
                said = "code_sent"
            elif len(found) == 1:
                return self._welcome(row, found[0], Level.CLAIMED, keys)
            else:
                # Every wrong claim counts, whatever other way in is open beside it.
                desk.failed(keys, now)
                said = said or "wrong"
        return Person(said="locked" if said and desk.locked(keys, now) else said)

    def _redeem(self, agenda: Agenda, row: ConversationRow, identity: Identity) -> Person:
        """Takes a code for what it is: a try at the account that it was sent to."""
        desk, now = self.shop.records.identity, self.shop.now()
        keys = desk.code_keys(row.id, identity.address)
        if desk.locked(keys, now):
            return Person(said="locked")
        customer = desk.redeem(row.id, agenda.told["code"], now)
        if customer:
            return self._welcome(row, customer, Level.VERIFIED, keys)
        desk.failed(keys, now)
        return Person(said="locked" if desk.locked(keys, now) else "code_wrong")

    def _welcome(
        self, row: ConversationRow, customer: str, level: Level, keys: tuple[str, ...]
    ) -> Person:
        self.shop.records.identity.succeeded(keys)
        noted = self.shop.records.conversations.identify(
            row.id, customer, level.name.lower(), version=row.version
        )
        return Person(level, customer, "welcome", noted.version)

    def step_up(self, row: ConversationRow, person: Person, language: Language) -> None:
        """Sends a code to a customer whose claim is not enough for what she wants."""
        self._send_code(row, person.customer, language)

    def _send_code(self, row: ConversationRow, customer: str | None, language: Language) -> None:
        """Sends a code; for an unknown address it does all the same but the sending."""
        desk, now = self.shop.records.identity, self.shop.now()
        if customer is None or not desk.may_send(customer, now):
            desk.issue_nothing(row.id, now)
            return
        code = desk.issue_code(customer, row.id, now)
        person = self.shop.records.customers.get(customer)
        if person and person.email:
            mail = say_mail(
                "code", language, code=code, shop=self.shop.rules.shop.name.into(language)
            )
            self.shop.records.outbox.put("code", person.email, mail.subject, mail.body, now)
