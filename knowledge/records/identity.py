"""The desk where a customer shows who she is: wrong answers are counted, codes are given out."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.records import tables
from knowledge.records.claims import email_key, name_words, phone_key
from knowledge.records.connections import Connections
from knowledge.records.customers import Customers
from knowledge.records.packing import stamp

_attempts = tables.identity_attempts.c
_codes = tables.codes.c

_CODE_TRIES = 5
_CODE_LIFE = timedelta(minutes=10)
_ADDRESS = "address:"
_Owners = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class LockParams:
    """
    When wrong answers lock an account.

    Parameters
    ----------
    tries
        That many wrong answers, >= 1, ...
    lock_minutes
        ... within this time lock for this time, > 0.
    """

    tries: int = 5
    lock_minutes: int = 30

    def __post_init__(self) -> None:
        if self.tries < 1:
            raise ValueError(f"tries is {self.tries}; give at least 1")
        if self.lock_minutes < 1:
            raise ValueError(f"lock_minutes is {self.lock_minutes}; give at least 1")


class IdentityDesk:
    """Locks and single-use codes, over all conversations."""

    def __init__(self, connections: Connections, customers: Customers, lock: LockParams) -> None:
        self._connections = connections
        self._accounts: dict[str, tuple[_Owners, Callable[[str], str]]] = {
            "email": (lambda said: customers.matching({"email": said}), email_key),
            "phone": (lambda said: customers.matching({"phone": said}), phone_key),
            "name": (customers.named, _without_numbers),
        }
        self._tries = lock.tries
        self._span = timedelta(minutes=lock.lock_minutes)

    def keys(self, claim: Mapping[str, str], address: str = "") -> tuple[str, ...]:
        """
        What a claim is counted under: the accounts it speaks of and where it comes from.

        An e-mail address, a phone number or a name stands for the customers who have it, or for
        itself where nobody has, so that both lock alike. A zip says nobody's account by itself.

        Parameters
        ----------
        claim
            Slots as for :meth:`knowledge.records.customers.Customers.matching`; others are passed
            over.
        address
            Where the client connects from, ``""`` = not known.
        """
        keys = {_hashed(_ADDRESS, address)} if address else set()
        for slot, (owners_of, normalise) in self._accounts.items():
            if slot in claim:
                owners = owners_of(claim[slot])
                keys |= {_hashed("customer:", one) for one in owners} or {
                    _hashed(f"{slot}:", normalise(claim[slot]))
                }
        return tuple(sorted(keys))

    def code_keys(self, conversation_id: str, address: str = "") -> tuple[str, ...]:
        """
        What a code is counted under: whom it was sent to, whatever account is spoken of besides.

        Parameters
        ----------
        conversation_id
            The conversation it was issued in.
        address
            As for :meth:`keys`.
        """
        query = select(_codes.customer).where(_codes.conversation == conversation_id)
        with self._connections.reading() as connection:
            customer = connection.execute(query).scalar_one_or_none()
        keys = {_hashed(_ADDRESS, address)} if address else set()
        keys.add(_hashed("customer:", customer or f"nobody in {conversation_id}"))
        return tuple(sorted(keys))

    def may_send(self, customer_id: str, now: datetime) -> bool:
        """
        Whether one more code may be sent to a customer; it is counted if so.

        As many as wrong answers before a lock, so that nobody's mailbox can be filled.
        """
        key = (_hashed("codes to:", customer_id),)
        if self.locked(key, now):
            return False
        self.failed(key, now)
        return True

    def locked(self, keys: Sequence[str], now: datetime) -> bool:
        """Whether one of the keys has had too many wrong answers a short time ago."""
        query = (
            select(_attempts.key, _attempts.at)
            .where(_attempts.key.in_(keys), _attempts.at > stamp(now - 2 * self._span))
            .order_by(_attempts.key, _attempts.at, _attempts.id)
        )
        with self._connections.reading() as connection:
            rows = connection.execute(query).all()
        return any(
            self._locks([datetime.fromisoformat(at) for _, at in group], stamp(now))
            for _, group in groupby(rows, key=lambda row: str(row.key))
        )

    def failed(self, keys: Sequence[str], now: datetime) -> None:
        """Count a wrong answer."""
        with self._connections.writing() as connection:
            # What is older can't lock anybody any more, and is nobody's business.
            old = _attempts.at <= stamp(now - 2 * self._span)
            connection.execute(delete(tables.identity_attempts).where(old))
            rows = [{"key": key, "at": stamp(now)} for key in keys]
            if rows:
                connection.execute(insert(tables.identity_attempts), rows)

    def succeeded(self, keys: Sequence[str]) -> None:
        """
        Forget the wrong answers about an account after a right one.

        Those from an address stay: else guesses at others could hide behind one's own account.
        """
        accounts = [key for key in keys if not key.startswith(_ADDRESS)]
        with self._connections.writing() as connection:
            connection.execute(delete(tables.identity_attempts).where(_attempts.key.in_(accounts)))

    def issue_code(self, customer_id: str, conversation_id: str, now: datetime) -> str:
        """A code of six digits for one conversation; the one it had before is void."""
        return self._issue(customer_id, conversation_id, now)

    def issue_nothing(self, conversation_id: str, now: datetime) -> None:
        """Do the same for somebody who is not on file: no code will ever be right."""
        self._issue(None, conversation_id, now)

    def redeem(self, conversation_id: str, code: str, now: datetime) -> str | None:
        """
        The customer the code was issued for, once; None for any code that is not right.

        Parameters
        ----------
        conversation_id
            The conversation it was issued in.
        code
            As typed; only its digits count.
        """
        # The row is held until the transaction ends, so that one code is not redeemed twice.
        query = select(tables.codes).where(_codes.conversation == conversation_id).with_for_update()
        with self._connections.writing() as connection:
            row = connection.execute(query).one_or_none()
            if row is None or row.tries >= _CODE_TRIES:
                return None
            if stamp(now) >= stamp(datetime.fromisoformat(row.issued) + _CODE_LIFE):
                return None
            right = hmac.compare_digest(_code_hash(code, bytes.fromhex(row.salt)), row.hash)
            if right and row.customer is not None:
                connection.execute(
                    delete(tables.codes).where(_codes.conversation == row.conversation)
                )
                return str(row.customer)
            connection.execute(
                update(tables.codes)
                .where(_codes.conversation == row.conversation)
                .values(tries=row.tries + 1)
            )
            return None

    def _issue(self, customer_id: str | None, conversation_id: str, now: datetime) -> str:
        code = f"{secrets.randbelow(1_000_000):06d}"
        salt = secrets.token_bytes(16)
        values = {
            "conversation": conversation_id,
            "customer": customer_id,
            "salt": salt.hex(),
            "hash": _code_hash(code, salt),
            "tries": 0,
            "issued": stamp(now),
        }
        with self._connections.writing() as connection:
            # One statement: of two that first delete and then insert at once, one would fail.
            into = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            new = into(tables.codes).values(values)
            key = [_codes.conversation]
            connection.execute(new.on_conflict_do_update(index_elements=key, set_=values))
        return code

    def _locks(self, times: list[datetime], now: str) -> bool:
        """Whether the last of so many wrong answers in a row was a short time ago."""
        return any(
            last - first < self._span and stamp(last) <= now < stamp(last + self._span)
            for first, last in _runs(times, self._tries)
        )


def _runs(times: list[datetime], size: int) -> Iterable[tuple[datetime, datetime]]:
    """First and last of every `size` times in a row."""
    return zip(times, times[size - 1 :], strict=False)


def _hashed(kind: str, value: str) -> str:
    """A key that does not show an address or account to who reads the table."""
    return kind + hashlib.blake2b(value.encode(), digest_size=16).hexdigest()


def _without_numbers(name: str) -> str:
    """Words of a name and of what was said around it, but not the zip guessed beside it."""
    return " ".join(sorted(word for word in name_words(name) if word.isalpha()))


def _code_hash(code: str, salt: bytes) -> str:
    # Six digits are few: each guess at a stolen table shall cost something.
    digits = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    return hashlib.scrypt(digits.encode(), salt=salt, n=2**12, r=8, p=1).hex()
