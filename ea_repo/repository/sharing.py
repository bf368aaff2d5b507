"""What one may do with the shared repository: send the text there, see what differs, read it back, ask it.

The driver is imported by the first of these that is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ea_repo.load import Workspace
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.repository.starting import may_start, start
from ea_repo.store.neo4j import log as pushes
from ea_repo.store.neo4j import push as pushing
from ea_repo.store.neo4j import query as asking
from ea_repo.store.neo4j import read, status, text
from ea_repo.store.neo4j.address import Address, Ask, credentials
from ea_repo.store.neo4j.connection import connected
from ea_repo.store.neo4j.origin import origin
from ea_repo.store.neo4j.push import Tell


def push(opened: OpenWorkspace, at: Address, ask: Ask, tell: Tell, *, whole: bool = False) -> status.Status:
    """Sends a workspace to a server, under the name that the address says, else its own; returns what it changed."""
    sent = status.Sent(opened.workspace)
    with connected(at, credentials(ask), writing=True) as connection:
        return pushing.push(connection, _name(opened, at), sent, origin(opened.root), tell, whole=whole)


def to_push(opened: OpenWorkspace, at: Address, ask: Ask) -> status.Status:
    """What a push would change."""
    sent = status.Sent(opened.workspace)
    with connected(at, credentials(ask)) as connection:
        return status.status(connection, _name(opened, at), sent)


def _name(opened: OpenWorkspace, at: Address) -> str:
    return at.repository or opened.workspace.settings.name


def shared(at: Address, ask: Ask, root: Path, tell: Tell, *, cached: bool = True) -> Workspace:
    """The model that a server holds, which a Repository may read instead of the text."""
    return _shared(at, ask, root, tell, cached=cached).workspace


@contextmanager
def asked(at: Address, ask: Ask, root: Path, telling: read.Telling, *, cached: bool = True) -> Iterator[Workspace]:
    """The same, of which only what is asked for is read while the context lasts."""
    with connected(at, credentials(ask)) as connection:
        yield read.read_as_asked(connection, root, telling, cached=cached).workspace


def _shared(at: Address, ask: Ask, root: Path, tell: Tell, *, cached: bool) -> read.Shared:
    with connected(at, credentials(ask)) as connection:
        return read.read(connection, root, tell, cached=cached)


def pull(at: Address, ask: Ask, folder: Path, tell: Tell) -> int:
    """Writes what a server holds as a new workspace, whole or not at all; returns how many elements."""
    may_start(folder)
    shared = _shared(at, ask, folder, tell, cached=False)
    start(folder, lambda new: text.fill(new, shared.workspace.graph, shared.head.settings))
    return shared.head.elements


def log(at: Address, ask: Ask, limit: int) -> Sequence[pushes.Push]:
    """The last pushes of a repository, the newest first."""
    with connected(at, credentials(ask)) as connection:
        return pushes.log(connection, limit)


def query(at: Address, ask: Ask, question: asking.Question) -> asking.Answer:
    """The answer to a question in Cypher that only reads the graph."""
    with connected(at, credentials(ask)) as connection:
        return asking.query(connection, question)
