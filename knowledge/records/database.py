"""The records of one home: what is live and changes, in one database."""

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.load.shop_data import ShopData
from knowledge.records.audit import Audit
from knowledge.records.cases import Cases
from knowledge.records.changes import apply
from knowledge.records.confirmed import Confirmed, Consequence
from knowledge.records.connections import Connections, connect, told_plainly
from knowledge.records.conversations import Conversations
from knowledge.records.customers import Customers
from knowledge.records.handoffs import Handoffs
from knowledge.records.identity import IdentityDesk, LockParams
from knowledge.records.loading import Progress, replace_shop
from knowledge.records.migrations import migrate
from knowledge.records.orders import Orders
from knowledge.records.outbox import Outbox
from knowledge.records.pending import PendingActions
from knowledge.records.stock import Stock
from knowledge.records.subscriptions import Subscriptions


class Records:
    """Everything that is kept about customers, orders, stock and conversations."""

    def __init__(self, connections: Connections, lock: LockParams) -> None:
        self._connections = connections
        self.orders = Orders(connections)
        self.customers = Customers(connections)
        self.stock = Stock(connections)
        self.conversations = Conversations(connections)
        self.identity = IdentityDesk(connections, self.customers, lock)
        self.handoffs = Handoffs(connections)
        self.outbox = Outbox(connections)
        self.audit = Audit(connections)
        self.pending = PendingActions(connections)
        self.cases = Cases(connections)
        self.subscriptions = Subscriptions(connections)

    @classmethod
    def open(cls, url: str, lock: LockParams | None = None) -> "Records":
        """
        The records at `url`, created or brought to the newest version.

        Parameters
        ----------
        url
            Such as ``sqlite:///shop/records.db``, ``sqlite://`` (in memory) or ``postgresql://...``.
        lock
            When wrong identity answers lock an account; None = after 5 within 30 minutes.

        Raises
        ------
        ValueError
            If a newer program wrote them, or the URL will not do.
        ConnectionError
            If the database does not answer, or does not let us in.
        """
        connections = connect(url)
        try:
            with told_plainly():
                migrate(connections)
        except BaseException:
            connections.close()
            raise
        return cls(connections, lock if lock is not None else LockParams())

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread writes inside is stored at the end, or none of it after an error."""
        with self._connections.writing():
            yield

    def apply(self, confirmed: Confirmed) -> tuple[Consequence, ...]:
        """
        Make a confirmed change true, and tell which other records changed along.

        The audit is not written here; see :mod:`knowledge.commit`.

        Raises
        ------
        RecordMoved
            If the record is no longer as it was when the change was shown; nothing is changed then.
        """
        with self._connections.writing() as connection, connection.begin_nested():
            return apply(connection, confirmed)

    def load(self, data: ShopData, progress: Progress | None = None) -> None:
        """
        Import a shop, in one transaction.

        Importing again replaces customers, orders, stock, sold-out spells, promotions and events.
        It keeps conversations, attempts, messages, the audit, pending changes, cases,
        subscriptions, and whatever was changed here: what has an audit row with the target
        ``orders/ID``, ``customers/ID`` or ``stock/VARIANT``. Nothing of a customer who was
        forgotten comes back.

        Parameters
        ----------
        data
            The rows a loader read.
        progress
            Told the table and how many rows of it are written so far.
        """
        with self._connections.writing() as connection:
            replace_shop(connection, data, progress)

    def close(self) -> None:
        """Let go of the database."""
        self._connections.close()
