"""What the Store protocol asks, on a Neo4j server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ea_repo.load import Workspace
from ea_repo.load.progress import OnProgress
from ea_repo.store.answers import Answer, Push, Question, Status
from ea_repo.store.git_origin import Origin
from ea_repo.store.neo4j.compare import LocalState, status
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.cypher_query import query
from ea_repo.store.neo4j.push import push
from ea_repo.store.neo4j.push_log import read_log
from ea_repo.store.neo4j.read import read, read_on_demand
from ea_repo.store.protocol import ProgressBar


class Neo4jStore:
    """A shared repository over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def push(
        self, repository: str, workspace: Workspace, origin: Origin, on_progress: OnProgress, *, whole: bool
    ) -> Status:
        return push(self._connection, repository, LocalState(workspace), origin, on_progress, whole=whole)

    def status(self, repository: str, workspace: Workspace) -> Status:
        return status(self._connection, repository, LocalState(workspace))

    def read(self, root: Path, on_progress: OnProgress, *, cached: bool) -> Workspace:
        return read(self._connection, root, on_progress, cached=cached)

    def read_on_demand(self, root: Path, progress_bar: ProgressBar, *, cached: bool) -> Workspace:
        return read_on_demand(self._connection, root, progress_bar, cached=cached)

    def log(self, limit: int) -> Sequence[Push]:
        return read_log(self._connection, limit)

    def query(self, question: Question) -> Answer:
        return query(self._connection, question)
