"""A server that answers: statements in transactions, tried again when only the moment was wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, Session, unit_of_work

import ea_repo
from ea_repo.store.address import Address
from ea_repo.store.credentials import Credentials
from ea_repo.store.error import StoreError
from ea_repo.store.neo4j.driver_errors import as_store_errors, silence_as_store_error

logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # A StoreError says in one sentence what it would print.

T = TypeVar("T")
Work = Callable[[ManagedTransaction], T]
_OLDEST_VERSION = 5
_RETRY_SECONDS = 20.0
"""For how long the driver tries again, ever more slowly, what failed for want of a better moment."""
_CONNECT_SECONDS = 20.0
"""How long a server has to be reached and to say who it is."""
LONG, SHORT = 900.0, 120.0
"""How many seconds the server gives a transaction: one that reads or changes everything; one that writes a little.

It ends the transactions of clients that it hears no more, and those that wait for another to release a lock.
"""


class Connection:
    """One session with a server; every failure is a StoreError."""

    def __init__(self, session: Session, address: Address) -> None:
        self._session = session
        self.address = address

    @property
    def state(self) -> str:
        """Names the state of the whole database when it was last read or written: each change of it makes another."""
        # A bookmark names the database and the last transaction in it, for those who only read too.
        return " ".join(sorted(self._session.last_bookmarks().raw_values))

    def read(self, work: Work[T], *, seconds: float = LONG) -> T:
        """What a function reads in one transaction, which may not write."""
        with as_store_errors(str(self.address)), silence_as_store_error(str(self.address)):
            return self._session.execute_read(self._limited(seconds, work))

    def write(self, work: Work[T], *, seconds: float = SHORT) -> T:
        """What a function does in one transaction: all of it, or nothing."""
        with as_store_errors(str(self.address), writing=True), silence_as_store_error(str(self.address)):
            return self._session.execute_write(self._limited(seconds, work))

    def _limited(self, seconds: float, work: Work[T]) -> Work[T]:
        """The same work, which the server ends after so long; where the server goes silent it is not tried again."""

        @unit_of_work(timeout=seconds)
        def limited(tx: ManagedTransaction) -> T:
            with silence_as_store_error(str(self.address)):
                return work(tx)

        return limited

    def run(self, statement: str, **parameters: Any) -> list[Mapping[str, Any]]:
        """The rows of one statement, in a writing transaction of its own."""
        return self.write(lambda tx: [row.data() for row in tx.run(statement, parameters)])


@contextmanager
def connect(address: Address, credentials: Credentials, *, writing: bool = False) -> Iterator[Connection]:
    """A connection to a server that answers and is recent enough."""
    if address.database == "system":
        raise StoreError(
            f"{address} : « system » est la base du serveur lui-même ; donnez-en une autre (--database)",
            f"{address}: “system” is the server's own database; give another (--database)",
        )
    with as_store_errors(str(address)):
        driver = GraphDatabase.driver(
            address.server,
            auth=(credentials.username, credentials.password) if credentials.password else None,
            user_agent=f"ea-repo/{ea_repo.__version__}",
            connection_timeout=10.0,
            connection_acquisition_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    with driver:
        with as_store_errors(str(address)):
            refuse_old_server(str(driver.get_server_info().agent), address)
        mode = neo4j.WRITE_ACCESS if writing else neo4j.READ_ACCESS
        with driver.session(database=address.database, default_access_mode=mode, fetch_size=5_000) as session:
            yield Connection(session, address)


def refuse_old_server(agent: str, address: Address) -> None:
    """Raises StoreError for a server older than Neo4j 5, from what it calls itself ("Neo4j/5.26.0")."""
    name, _, version = agent.partition("/")
    major = version.split(".")[0]
    if name == "Neo4j" and major.isdigit() and int(major) < _OLDEST_VERSION:
        raise StoreError(
            f"{address} : ce serveur est un Neo4j {version} ; il en faut un {_OLDEST_VERSION} ou plus récent",
            f"{address}: this server is Neo4j {version}; {_OLDEST_VERSION} or later is needed",
        )
