"""The shared repository read, whole or on demand: the same graph, settings and places as from the text."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from neo4j import ManagedTransaction, Result

from ea_repo.graph import Engine, Graph
from ea_repo.load import FILE, Workspace, snapshot
from ea_repo.load.files import read as read_file
from ea_repo.load.graph_builder import GraphBuilder
from ea_repo.load.locate import Locator
from ea_repo.load.progress import OnProgress
from ea_repo.load.settings_file import read_text as read_settings
from ea_repo.load.snapshot import code_digest
from ea_repo.load.validation import Raw
from ea_repo.metamodel import Vocabulary
from ea_repo.store.memory_budget import memory_budget
from ea_repo.store.neo4j import repository_node
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.element_queries import ElementQueries, as_raw, as_records, changed_by_hand
from ea_repo.store.neo4j.node_rows import SumDigest, decompress, element_digest, text_digest
from ea_repo.store.neo4j.remote_engine import RemoteEngine
from ea_repo.store.neo4j.repository_node import RepositoryNode
from ea_repo.store.protocol import ProgressBar

_ELEMENTS = """
MATCH (e:Element {repository: $repository}) WHERE e.id IS NOT NULL
RETURN e.id AS id, e.kind AS kind, e.text AS text, e.file AS file
"""
_FILES = "MATCH (f:EaFile {repository: $repository}) RETURN f.file AS file, f.data AS data"
_TRIES = 3
_TOGETHER = 500
"""How many elements of one kind are validated at once."""
_SMALL = 5_000
"""Below so many elements, one long answer comes sooner than many short ones."""


def read(connection: Connection, root: Path, on_progress: OnProgress, *, cached: bool = True) -> Workspace:
    """The repository that a server holds, whole; its rules and maps are those of `root`.

    A snapshot stands for it as long as nothing at all changed in the database; without `cached`, none is used or kept.

    What is read is what one push wrote: the digests of all elements, and of all files, come to those of the push. Where
    another push goes through meanwhile, it is read again. Elements wait on the disk, a column at a time in memory: an
    audit takes the memory of what its rules look at.
    """
    workspace, _ = _read_one_push(connection, root, on_progress, cached=cached)
    return workspace


def read_on_demand(
    connection: Connection, root: Path, progress_bar: ProgressBar, *, cached: bool = True, most: int | None = None
) -> Workspace:
    """The same repository, of which only what is asked for is read, as long as the connection is open.

    Once that comes to more than `most` elements, by default a third of them, all are read. A small one is read whole,
    as is one that a push is changing; where a snapshot stands for it, nothing is read at all.
    """
    known = repository_node.addressed(connection)
    if known.switching or (most is None and known.elements < _SMALL):
        with progress_bar() as on_progress:
            return read(connection, root, on_progress, cached=cached)
    snapshot_content = _from_snapshot(_snapshot_name(connection, known, cached=cached), known)
    if snapshot_content is not None:
        return _workspace(root, known, snapshot_content.graph, snapshot_content.files.get)
    queries = ElementQueries(connection, known, read_settings(known.settings).vocabulary)
    # Fetched by its id an element costs as much time as in one reading of all, and more memory.
    most = known.elements // 3 if most is None else most

    def read_all() -> Engine:
        with progress_bar() as on_progress:
            workspace, read_now = _read_one_push(connection, root, on_progress, cached=cached)
        queries.require_same_push(read_now)
        return workspace.graph.engine

    return _workspace(root, known, Graph.over(RemoteEngine(queries, read_all, most)), queries.file)


def _read_one_push(
    connection: Connection, root: Path, on_progress: OnProgress, *, cached: bool
) -> tuple[Workspace, RepositoryNode]:
    """The whole repository, and the push that wrote it."""
    for _ in range(_TRIES):
        known = repository_node.addressed(connection)
        name = _snapshot_name(connection, known, cached=cached)
        content = _from_snapshot(name, known)
        if content is None:
            content = connection.read(partial(_read_content, known, on_progress))
            if (content.digest, content.places) != (known.digest, known.places):
                if repository_node.addressed(connection).version == known.version:
                    break
                continue
            if name is not None and name == _snapshot_name(connection, known, cached=cached):
                _keep_snapshot(name, content)
        return _workspace(root, known, content.graph, content.files.get), known
    raise changed_by_hand(connection)


def _workspace(root: Path, known: RepositoryNode, graph: Graph, compressed: Callable[[str], bytes | None]) -> Workspace:
    """The workspace of a graph; `compressed` gives the text of a file that was pushed."""

    def text(file: str) -> str | None:
        if file == FILE:
            return known.settings
        data = compressed(file)
        return decompress(data) if data is not None else read_file(root, root / file).text

    warnings = repository_node.warnings_from_json(known.warnings)
    workspace = Workspace(root, read_settings(known.settings), graph, warnings, Locator.reading(text))
    return replace(workspace, room=memory_budget())


@dataclass(frozen=True)
class _Content:
    """Everything that a repository holds, and the digest that its elements come to."""

    graph: Graph
    digest: str
    files: Mapping[str, bytes]
    """The text of each file, compressed."""

    @property
    def places(self) -> str:
        """The digest that its files come to."""
        return str(SumDigest((name, text_digest(decompress(data))) for name, data in self.files.items()))


def _read_content(known: RepositoryNode, on_progress: OnProgress, tx: ManagedTransaction) -> _Content:
    digest, count = SumDigest(), 0
    vocabulary = read_settings(known.settings).vocabulary
    with GraphBuilder(vocabulary) as builder:
        for kind, elements in _by_kind(tx.run(_ELEMENTS, repository=known.name), vocabulary, digest):
            builder.add(kind, as_records(elements))
            count += len(elements)
            on_progress(count, known.elements)
        # A text with an error is never pushed: every link leads where it may.
        graph = builder.graph()
    files = {file: data for file, data in tx.run(_FILES, repository=known.name)}  # noqa: C416
    return _Content(graph, str(digest), files)


def _by_kind(rows: Result, vocabulary: Vocabulary, digest: SumDigest) -> Iterator[tuple[str, list[Raw]]]:
    """Elements of one kind, many at a time; their digests are added up on the way."""
    waiting: dict[str, list[Raw]] = {}
    for id, kind, text, file in rows:
        digest.add(id, element_digest(kind, text))
        elements = waiting.setdefault(kind, [])
        elements.append(as_raw(vocabulary, id, kind, text, file))
        if len(elements) >= _TOGETHER:
            yield kind, waiting.pop(kind)
    yield from waiting.items()


# Snapshots


def _snapshot_name(connection: Connection, known: RepositoryNode, *, cached: bool) -> str | None:
    """The name of the snapshot of a repository, as the database stands; None where there is to be none."""
    if not cached or not connection.state:
        return None
    state = json.dumps([connection.address.server, connection.address.database, connection.state, astuple(known)])
    return hashlib.blake2b(code_digest() + state.encode(), digest_size=32).hexdigest()


def _from_snapshot(name: str | None, known: RepositoryNode) -> _Content | None:
    if name is None:
        return None
    kept = snapshot.find(name, _content_beside, read_settings(known.settings).vocabulary)
    return replace(kept[1], graph=kept[0]) if kept is not None else None


def _content_beside(beside: Any) -> _Content:
    """The content that a snapshot keeps beside its graph."""
    files = {file: base64.b64decode(data) for file, data in beside["files"].items()}
    return _Content(Graph(), beside["digest"], files)


def _keep_snapshot(name: str, content: _Content) -> None:
    files = {file: base64.b64encode(data).decode("ascii") for file, data in content.files.items()}
    snapshot.keep(name, content.graph, {"digest": content.digest, "files": files})
