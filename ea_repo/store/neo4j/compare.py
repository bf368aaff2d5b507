"""A workspace compared with what the database holds: elements by what they say, and by where they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from neo4j import ManagedTransaction

from ea_repo.load import FILE, Workspace
from ea_repo.load.settings_file import read_text as read_settings
from ea_repo.load.snapshot import code_digest
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.store.answers import Status
from ea_repo.store.neo4j import repository_node
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.node_rows import ElementRow, FileRow, SumDigest, element_rows, file_rows
from ea_repo.store.neo4j.repository_node import RepositoryNode

_ELEMENTS = """
MATCH (e:Element {repository: $repository}) WHERE e.id IS NOT NULL
RETURN e.id AS id, e.kind AS kind, e.digest AS digest, e.file AS file, e.line AS line, e.column AS column,
       elementId(e) AS node
"""
_FILES = "MATCH (f:EaFile {repository: $repository}) RETURN f.file AS file, f.digest AS digest"


class LocalState:
    """A workspace as the database would hold it; rows are made when they are first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.files: Mapping[str, FileRow] = {file.name: file for file in file_rows(workspace)}
        self.places = str(SumDigest((file.name, file.digest) for file in self.files.values()))
        self.settings = (workspace.root / FILE).read_text(encoding="utf-8-sig")
        self.warnings = repository_node.warnings_to_json(workspace.findings)
        own_words = workspace.settings.own_words_as_json.encode()
        self.reader = hashlib.blake2b(code_digest() + own_words, digest_size=8).hexdigest()

    @cached_property
    def rows(self) -> Mapping[str, ElementRow]:
        return {row.id: row for row in element_rows(self.workspace)}

    @cached_property
    def digest(self) -> str:
        return str(SumDigest((row.id, row.digest) for row in self.rows.values()))

    def same_as(self, known: RepositoryNode) -> bool:
        """Whether a repository has the same elements and files, by their digests."""
        # The same reader makes the same elements of the same text: then no row needs to be made.
        return known.places == self.places and (known.reader == self.reader or known.digest == self.digest)


@dataclass(frozen=True, slots=True)
class StoredElement:
    """What the database holds of an element, to compare, and what it calls its node."""

    kind: str
    digest: str
    place: tuple[str, int, int]
    node: str


@dataclass(frozen=True)
class StoredState:
    """What the database holds: its elements by id, and the digests of its files by name."""

    elements: Mapping[str, StoredElement]
    files: Mapping[str, str]


def status(connection: Connection, repository: str, local: LocalState) -> Status:
    """What a push of a workspace under a name would change."""
    known = repository_node.named(connection, repository)
    whole = is_redeclared(known, local)
    stored = stored_state(connection, repository, known, local, whole=whole)
    return compare(repository, local, known, stored, whole=whole)


def stored_state(
    connection: Connection, repository: str, known: RepositoryNode | None, local: LocalState, *, whole: bool
) -> StoredState | None:
    """What the database holds; None, without asking, where the digest of the whole is the same.

    With `whole`, it is asked all the same.
    """
    if known is None:
        # What a first push left that stopped is no repository.
        return StoredState({}, {})
    if not whole and local.same_as(known):
        return None
    return connection.read(partial(_read_state, repository))


def _read_state(repository: str, tx: ManagedTransaction) -> StoredState:
    return StoredState(
        {
            id: StoredElement(kind, digest, (file, line, column), node)
            for id, kind, digest, file, line, column, node in tx.run(_ELEMENTS, repository=repository)
        },
        {file: digest for file, digest in tx.run(_FILES, repository=repository)},  # noqa: C416
    )


def vocabulary_of(known: RepositoryNode | None) -> Vocabulary:
    """The kinds that a repository was pushed with."""
    return read_settings(known.settings).vocabulary if known is not None else built_in()


def is_redeclared(known: RepositoryNode | None, local: LocalState) -> bool:
    """Whether a workspace declares other fields and kinds of its own than the repository was pushed with.

    What is written of an element depends on them: then all are written again.
    """
    return known is not None and read_settings(known.settings).own_words != local.workspace.settings.own_words


def compare(
    repository: str,
    local: LocalState,
    known: RepositoryNode | None,
    stored: StoredState | None,
    *,
    whole: bool = False,
) -> Status:
    """What differs between what a push sends and what is stored; `stored` is None where all elements are the same.

    With `whole`, all that is on both sides counts as changed.
    """
    settings = known is None or (known.settings, known.warnings) != (local.settings, local.warnings)
    version = known.version if known else 0
    if stored is None:
        return Status(repository, unchanged=len(local.workspace.graph), settings=settings, version=version)
    both = sorted(local.rows.keys() & stored.elements.keys())
    changed = [id for id in both if whole or local.rows[id].digest != stored.elements[id].digest]
    other_place = {id for id in both if local.rows[id].place != stored.elements[id].place}
    file_digests = {name: file.digest for name, file in local.files.items()}
    other_files = {name for name, _ in file_digests.items() ^ stored.files.items()}
    return Status(
        repository,
        added=tuple(sorted(local.rows.keys() - stored.elements.keys())),
        changed=tuple(changed),
        removed=tuple(sorted(stored.elements.keys() - local.rows.keys())),
        moved=tuple(sorted(other_place - {*changed})),
        unchanged=len(both) - len(other_place.union(changed)),
        files=tuple(sorted(other_files | (file_digests.keys() if whole else set()))),
        settings=settings,
        version=version,
    )
