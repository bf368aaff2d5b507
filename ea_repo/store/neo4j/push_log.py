"""The log of pushes that a repository keeps."""

from __future__ import annotations

from ea_repo.store.answers import Push
from ea_repo.store.neo4j import repository_node
from ea_repo.store.neo4j.connection import Connection

_LOG = """
MATCH (p:EaPush {repository: $repository})
RETURN p.version AS version, toString(p.at) AS at, p.by AS by, p.commit AS commit, p.added AS added,
       p.changed AS changed, p.removed AS removed, p.moved AS moved, p.elements AS elements
ORDER BY p.version DESC LIMIT $limit
"""


def read_log(connection: Connection, limit: int) -> list[Push]:
    """The last pushes, the newest first."""
    name = repository_node.addressed(connection).name
    return connection.read(lambda tx: [Push(**row.data()) for row in tx.run(_LOG, repository=name, limit=limit)])
