"""What a push would change: elements compared by what they say, and by where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ea_repo.load import FILE, Workspace
from ea_repo.store import head
from ea_repo.store.connection import Connection
from ea_repo.store.rows import Row, of_all, rows, short

HELD = """
MATCH (e:Element {repository: $repository}) WHERE e.id IS NOT NULL
RETURN e.id AS id, e.kind AS kind, e.digest AS digest, e.file AS file, e.line AS line, e.column AS column,
       e.marks AS marks, elementId(e) AS node
"""


@dataclass(frozen=True)
class Status:
    """The ids that a push would add, change, remove; `moved` say the same at another place of the text."""

    repository: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    unchanged: int = 0
    settings: bool = False
    """Whether `workspace.yaml`, or what the text is warned of, differs."""
    version: int = 0
    """The number of the last push; 0 where there is none."""

    @property
    def nothing(self) -> bool:
        """Whether a push would change nothing."""
        return not (self.added or self.changed or self.removed or self.moved or self.settings)


@dataclass(frozen=True)
class Sent:
    """A workspace as the database would hold it."""

    workspace: Workspace
    rows: Mapping[str, Row] = field(repr=False)
    digest: str = ""
    places: str = ""
    settings: str = ""
    warnings: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the database holds of an element, to compare, and what it calls its node."""

    kind: str
    digest: str
    place: str
    node: str


def sent(workspace: Workspace) -> Sent:
    """What a push sends; raises Trouble where the text has an error."""
    head.sound(workspace)
    found = {each.id: each for each in rows(workspace)}
    return Sent(
        workspace,
        found,
        of_all((each.id, each.digest) for each in found.values()),
        of_all((each.id, each.place) for each in found.values()),
        (workspace.root / FILE).read_text(encoding="utf-8-sig"),
        head.as_text(workspace.findings),
    )


def status(connection: Connection, repository: str, wanted: Sent) -> Status:
    """What a push of a workspace under a name would change."""
    known = next((each for each in head.heads(connection) if each.name == repository), None)
    return compare(repository, wanted, known, held(connection, repository, known, wanted))


def compare(
    repository: str, wanted: Sent, known: head.Head | None, there: Mapping[str, Held] | None, *, whole: bool = False
) -> Status:
    """What differs between what a push sends and what is there; `there` is None where both come to the same.

    With `whole`, all that is on both sides counts as changed.
    """
    said = known is None or (known.settings, known.warnings) != (wanted.settings, wanted.warnings)
    version = known.version if known else 0
    if there is None:
        return Status(repository, unchanged=len(wanted.rows), settings=said, version=version)
    both = sorted(wanted.rows.keys() & there.keys())
    changed = [id for id in both if whole or wanted.rows[id].digest != there[id].digest]
    moved = [id for id in both if wanted.rows[id].place != there[id].place]
    stayed = set(changed)
    return Status(
        repository,
        tuple(sorted(wanted.rows.keys() - there.keys())),
        tuple(changed),
        tuple(sorted(there.keys() - wanted.rows.keys())),
        tuple(id for id in moved if id not in stayed),
        len(both) - len(stayed.union(moved)),
        said,
        version,
    )


def held(connection: Connection, repository: str, known: head.Head | None, wanted: Sent) -> dict[str, Held] | None:
    """What the database holds of each element; None, without asking, where the whole comes to the same."""
    if known is not None and (known.digest, known.places) == (wanted.digest, wanted.places):
        return None
    return connection.read(lambda tx: {row["id"]: _held(row.data()) for row in tx.run(HELD, repository=repository)})


def _held(row: Mapping[str, Any]) -> Held:
    place = short(f"{row['file']}:{row['line']}:{row['column']} {row['marks']}")
    return Held(row["kind"], row["digest"], place, row["node"])
