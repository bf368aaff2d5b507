"""A server that answers: statements in transactions, tried again when only the moment was wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, Session, unit_of_work

import ea_repo
from ea_repo.store.neo4j.address import Address, Credentials
from ea_repo.store.neo4j.explain import explained, heard
from ea_repo.store.neo4j.trouble import Trouble

logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # What it would print is in the one sentence of a Trouble.

T = TypeVar("T")
Work = Callable[[ManagedTransaction], T]
OLDEST = 5
_RETRIES = 20.0
"""For how many seconds the driver tries again, ever more slowly, what failed for want of a better moment."""
_REACHED = 20.0
"""How many seconds a server has to be reached and to say who it is."""
LONG, SHORT = 900.0, 120.0
"""How many seconds the server gives a transaction: one that reads or changes everything; one that writes a little.

It ends those of clients that it hears no more, and those that wait for another to let go.
"""


class Connection:
    """One session with a server; every failure is a Trouble."""

    def __init__(self, session: Session, at: Address) -> None:
        self._session = session
        self.at = at

    @property
    def state(self) -> str:
        """What stands for all that the database held when it was last asked: each change of it makes another one."""
        # A bookmark names the database and the last transaction in it, for those who only read too.
        return " ".join(sorted(self._session.last_bookmarks().raw_values))

    def read(self, work: Work[T], *, seconds: float = LONG) -> T:
        """What a function reads in one transaction, which may not write."""
        with explained(str(self.at)), heard(str(self.at)):
            return self._session.execute_read(self._within(seconds, work))

    def write(self, work: Work[T], *, seconds: float = SHORT) -> T:
        """What a function does in one transaction: all of it, or nothing."""
        with explained(str(self.at), writing=True), heard(str(self.at)):
            return self._session.execute_write(self._within(seconds, work))

    def _within(self, seconds: float, work: Work[T]) -> Work[T]:
        """The same work, which the server ends after so long, and which is not tried again on a way gone silent."""

        @unit_of_work(timeout=seconds)
        def once(tx: ManagedTransaction) -> T:
            with heard(str(self.at)):
                return work(tx)

        return once

    def run(self, statement: str, **parameters: Any) -> list[Mapping[str, Any]]:
        """The rows of one statement, in a transaction of its own."""
        return self.write(lambda tx: [row.data() for row in tx.run(statement, parameters)])

    def only(self, statement: str, **parameters: Any) -> Mapping[str, Any] | None:
        """The first row that a reading statement gives, if any."""
        return self.read(lambda tx: next((row.data() for row in tx.run(statement, parameters)), None))


@contextmanager
def connected(at: Address, who: Credentials, *, writing: bool = False) -> Iterator[Connection]:
    """A connection to a server that answers and is recent enough."""
    if at.database == "system":
        raise Trouble(
            f"{at} : « system » est la base du serveur lui-même ; donnez-en une autre (--database)",
            f"{at}: “system” is the server's own database; give another (--database)",
        )
    with explained(str(at)):
        driver = GraphDatabase.driver(
            at.server,
            auth=(who.username, who.password) if who.password else None,
            user_agent=f"ea-repo/{ea_repo.__version__}",
            connection_timeout=10.0,
            connection_acquisition_timeout=_REACHED,
            max_transaction_retry_time=_RETRIES,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    with driver:
        with explained(str(at)):
            recent_enough(str(driver.get_server_info().agent), at)
        mode = neo4j.WRITE_ACCESS if writing else neo4j.READ_ACCESS
        with driver.session(database=at.database, default_access_mode=mode, fetch_size=5_000) as session:
            yield Connection(session, at)


def recent_enough(agent: str, at: Address) -> None:
    """Refuses a server older than Neo4j 5, from what it calls itself."""
    name, _, version = agent.partition("/")
    major = version.split(".")[0]
    if name == "Neo4j" and major.isdigit() and int(major) < OLDEST:
        raise Trouble(
            f"{at} : ce serveur est un Neo4j {version} ; il en faut un {OLDEST} ou plus récent",
            f"{at}: this server is Neo4j {version}; {OLDEST} or later is needed",
        )
