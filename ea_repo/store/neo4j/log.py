"""The pushes of a repository: who, when, from which commit, how much."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.store.neo4j import head
from ea_repo.store.neo4j.connection import Connection

_LOG = """
MATCH (p:EaPush {repository: $repository})
RETURN p.version AS version, toString(p.at) AS at, p.by AS by, p.commit AS commit, p.added AS added,
       p.changed AS changed, p.removed AS removed, p.moved AS moved, p.elements AS elements
ORDER BY p.version DESC LIMIT $limit
"""


@dataclass(frozen=True)
class Push:
    """One push: when it switched, who sent it, from which git commit, how many elements it changed."""

    version: int
    at: str
    by: str
    commit: str
    added: int
    changed: int
    removed: int
    moved: int
    elements: int


def log(connection: Connection, limit: int) -> list[Push]:
    """The last pushes, the newest first."""
    name = head.one(connection).name
    return connection.read(lambda tx: [Push(**row.data()) for row in tx.run(_LOG, repository=name, limit=limit)])
