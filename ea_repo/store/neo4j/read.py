"""The shared repository read, whole or as it is asked: the same graph, settings and places as from the text."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from neo4j import ManagedTransaction, Result

from ea_repo.graph import Engine, Graph
from ea_repo.load import FILE, Workspace, snapshot
from ea_repo.load.files import read as read_file
from ea_repo.load.graph_bytes import GraphBuilder
from ea_repo.load.locate import Locator
from ea_repo.load.settings import settings as read_settings
from ea_repo.load.snapshot import code_digest
from ea_repo.load.validation import Raw
from ea_repo.store.neo4j import head, rows
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.distant import Distant
from ea_repo.store.neo4j.few import Few, made, raw, torn
from ea_repo.store.neo4j.room import room

Tell = Callable[[int, int], None]
Telling = Callable[[], AbstractContextManager[Tell]]
"""Opens what is told how many elements are read, of how many, for as long as a reading lasts."""
_ELEMENTS = """
MATCH (e:Element {repository: $repository}) WHERE e.id IS NOT NULL
RETURN e.id AS id, e.kind AS kind, e.text AS text, e.file AS file
"""
_FILES = "MATCH (f:EaFile {repository: $repository}) RETURN f.file AS file, f.data AS data"
_TRIES = 3
_BULK = 500
_SMALL = 5_000
"""Below so many elements, one long answer comes sooner than many short ones."""


@dataclass(frozen=True)
class Shared:
    """What a server holds: the workspace as its text would give it, and the push that it comes from."""

    workspace: Workspace
    head: head.Head


def read(connection: Connection, root: Path, tell: Tell, *, cached: bool = True) -> Shared:
    """The repository that a server holds, whole; its rules and maps are those of `root`.

    A snapshot stands for it as long as nothing at all changed in the database; without `cached`, none is asked or made.

    What is read is what one push wrote: the digests of all elements, and of all files, come to those of the push. Where
    another push goes through meanwhile, it is read again. Elements wait on the disk, a column at a time in memory: an
    audit takes the memory of what its rules look at.
    """
    for _ in range(_TRIES):
        known = head.one(connection)
        address = _address(connection, known, cached=cached)
        found = _recalled(address) or connection.read(partial(_all, known, tell))
        if found.recalled or (found.digest, found.places) == (known.digest, known.places):
            if address is not None and not found.recalled and address == _address(connection, known, cached=cached):
                _keep(address, found)
            return _shared(root, known, found.graph, found.files.get)
        if head.one(connection).version == known.version:
            break
    raise torn(connection)


def read_as_asked(
    connection: Connection, root: Path, telling: Telling, *, cached: bool = True, most: int | None = None
) -> Shared:
    """The same repository, of which only what is asked for is read, as long as the connection is open.

    Once that comes to more than `most` elements, by default a third of them, all are read. A small one is read whole,
    as is one that a push is changing; where a snapshot stands for it, nothing is read at all.
    """
    known = head.one(connection)
    if known.switching or (most is None and known.elements < _SMALL):
        with telling() as tell:
            return read(connection, root, tell, cached=cached)
    recalled = _recalled(_address(connection, known, cached=cached))
    if recalled is not None:
        return _shared(root, known, recalled.graph, recalled.files.get)
    few = Few(connection, known)
    # Fetched by its id an element costs as much time as in one reading of all, and more memory.
    most = known.elements // 3 if most is None else most

    def everything() -> Engine:
        with telling() as tell:
            whole = read(connection, root, tell, cached=cached)
        few.same(whole.head)
        return whole.workspace.graph.engine

    return _shared(root, known, Graph.over(Distant(few, everything, most)), few.file)


def _shared(root: Path, known: head.Head, graph: Graph, pressed: Callable[[str], bytes | None]) -> Shared:
    """The workspace of a graph; `pressed` gives the text of a file that was pushed."""

    def text(file: str) -> str | None:
        if file == FILE:
            return known.settings
        data = pressed(file)
        return rows.text_of(data) if data is not None else read_file(root, root / file).text

    warnings = head.as_findings(known.warnings)
    workspace = Workspace(root, read_settings(known.settings), graph, warnings, Locator.reading(text))
    return Shared(replace(workspace, room=room()), known)


@dataclass(frozen=True)
class _Found:
    """What a repository holds, with the digests that it comes to."""

    graph: Graph
    digest: str
    files: Mapping[str, bytes]
    """The text of each file, pressed."""
    recalled: bool = False
    """Whether a snapshot says so."""

    @property
    def places(self) -> str:
        return str(rows.Whole((name, rows.short(rows.text_of(data))) for name, data in self.files.items()))


def _address(connection: Connection, known: head.Head, *, cached: bool) -> str | None:
    """Where the snapshot of a repository is, as the database stands; None where there is none to be."""
    if not cached or not connection.state:
        return None
    said = json.dumps([connection.at.server, connection.at.database, connection.state, astuple(known)])
    return hashlib.blake2b(code_digest() + said.encode(), digest_size=32).hexdigest()


def _recalled(address: str | None) -> _Found | None:
    known = snapshot.find(address, _as_kept) if address is not None else None
    return replace(known[1], graph=known[0]) if known is not None else None


def _as_kept(beside: Any) -> _Found:
    files = {file: base64.b64decode(data) for file, data in beside["files"].items()}
    return _Found(Graph(), beside["digest"], files, recalled=True)


def _keep(address: str, found: _Found) -> None:
    files = {file: base64.b64encode(data).decode("ascii") for file, data in found.files.items()}
    snapshot.keep(address, found.graph, {"digest": found.digest, "files": files})


def _all(known: head.Head, tell: Tell, tx: ManagedTransaction) -> _Found:
    digest, read = rows.Whole(), 0
    with GraphBuilder() as pieces:
        for name, several in _alike(tx.run(_ELEMENTS, repository=known.name), digest):
            pieces.add(name, made(several))
            read += len(several)
            tell(read, known.elements)
        # A text with an error is never pushed: every link leads where it may.
        graph = pieces.graph()
    files = {file: data for file, data in tx.run(_FILES, repository=known.name)}  # noqa: C416
    return _Found(graph, str(digest), files)


def _alike(found: Result, digest: rows.Whole) -> Iterator[tuple[str, list[Raw]]]:
    """Elements of one kind, many at a time; what they come to is added up on the way."""
    waiting: dict[str, list[Raw]] = {}
    for id, name, text, file in found:
        digest.add(id, rows.digest(name, text))
        same = waiting.setdefault(name, [])
        same.append(raw(id, name, text, file))
        if len(same) >= _BULK:
            yield name, waiting.pop(name)
    yield from waiting.items()
