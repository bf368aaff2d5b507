"""What a push would change: elements compared by what they say, and by where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from neo4j import ManagedTransaction

from ea_repo.load import FILE, Workspace
from ea_repo.load.snapshot import code_digest
from ea_repo.store.neo4j import head
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.rows import File, Row, Whole, files, rows

HELD = """
MATCH (e:Element {repository: $repository}) WHERE e.id IS NOT NULL
RETURN e.id AS id, e.kind AS kind, e.digest AS digest, e.file AS file, e.line AS line, e.column AS column,
       elementId(e) AS node
"""
FILES = "MATCH (f:EaFile {repository: $repository}) RETURN f.file AS file, f.digest AS digest"


@dataclass(frozen=True)
class Status:
    """The ids that a push would add, change, remove; `moved` say the same at another place of the text."""

    repository: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    unchanged: int = 0
    files: tuple[str, ...] = ()
    """The files whose text the server has not, has otherwise or has beyond the text: what moved in them moved there."""
    settings: bool = False
    """Whether `workspace.yaml`, or what the text is warned of, differs."""
    version: int = 0
    """The number of the last push; 0 where there is none."""

    @property
    def nothing(self) -> bool:
        """Whether a push would change nothing."""
        return not (self.added or self.changed or self.removed or self.moved or self.files or self.settings)


class Sent:
    """A workspace as the database would hold it; raises Trouble where the text has an error."""

    def __init__(self, workspace: Workspace) -> None:
        head.sound(workspace)
        self.workspace = workspace
        self.files: Mapping[str, File] = {each.name: each for each in files(workspace)}
        self.places = str(Whole((each.name, each.digest) for each in self.files.values()))
        self.settings = (workspace.root / FILE).read_text(encoding="utf-8-sig")
        self.warnings = head.as_text(workspace.findings)
        self.reader = code_digest().hex()[:16]

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        return {each.id: each for each in rows(self.workspace)}

    @cached_property
    def digest(self) -> str:
        return str(Whole((each.id, each.digest) for each in self.rows.values()))

    def alike(self, known: head.Head) -> bool:
        """Whether the elements and files of a repository are these: the same reader makes the same of the same text."""
        return known.places == self.places and (known.reader == self.reader or known.digest == self.digest)


@dataclass(frozen=True, slots=True)
class Held:
    """What the database holds of an element, to compare, and what it calls its node."""

    kind: str
    digest: str
    place: tuple[str, int, int]
    node: str


@dataclass(frozen=True)
class There:
    """What the database holds: its elements, and the digests of its files."""

    rows: Mapping[str, Held]
    files: Mapping[str, str]


def status(connection: Connection, repository: str, wanted: Sent) -> Status:
    """What a push of a workspace under a name would change."""
    known = head.named(connection, repository)
    return compare(repository, wanted, known, held(connection, repository, known, wanted))


def compare(
    repository: str, wanted: Sent, known: head.Head | None, there: There | None, *, whole: bool = False
) -> Status:
    """What differs between what a push sends and what is there; `there` is None where both come to the same.

    With `whole`, all that is on both sides counts as changed.
    """
    said = known is None or (known.settings, known.warnings) != (wanted.settings, wanted.warnings)
    version = known.version if known else 0
    if there is None:
        return Status(repository, unchanged=len(wanted.workspace.graph), settings=said, version=version)
    both = sorted(wanted.rows.keys() & there.rows.keys())
    changed = [id for id in both if whole or wanted.rows[id].digest != there.rows[id].digest]
    moved = [id for id in both if wanted.rows[id].place != there.rows[id].place]
    written = {name: each.digest for name, each in wanted.files.items()}
    stayed = set(changed)
    return Status(
        repository,
        tuple(sorted(wanted.rows.keys() - there.rows.keys())),
        tuple(changed),
        tuple(sorted(there.rows.keys() - wanted.rows.keys())),
        tuple(id for id in moved if id not in stayed),
        len(both) - len(stayed.union(moved)),
        tuple(
            sorted({name for name, _ in written.items() ^ there.files.items()} | (written.keys() if whole else set()))
        ),
        said,
        version,
    )


def held(connection: Connection, repository: str, known: head.Head | None, wanted: Sent) -> There | None:
    """What the database holds of each element; None, without asking, where the whole comes to the same."""
    if known is not None and wanted.alike(known):
        return None
    return connection.read(partial(_held, repository))


def _held(repository: str, tx: ManagedTransaction) -> There:
    return There(
        {
            id: Held(kind, digest, (file, line, column), node)
            for id, kind, digest, file, line, column, node in tx.run(HELD, repository=repository)
        },
        {file: digest for file, digest in tx.run(FILES, repository=repository)},  # noqa: C416
    )
