"""What the database holds of each element: what it says as JSON, what Cypher may ask of it, where it is written.

Beside the elements, the files in which they are written are kept as they are: they tell where everything in them is.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from pydantic import BaseModel

from ea_repo.finding import Position
from ea_repo.graph import Record
from ea_repo.load import Workspace
from ea_repo.metamodel import Ref, kind
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.metamodel.kind import date_role
from ea_repo.select.paths import plain
from ea_repo.store.neo4j.names import FEEDS, relationship

_WIDEST = 2**63
"""The database's integers have 64 bits: a number beyond is in the text only."""
LONGEST = 1_000
"""How much of a name may be searched for, in characters: the database's indexes take 8 kB; the whole is in the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One element as the database holds it; the digest is that of what it says, whatever place it is written at."""

    id: str
    kind: str
    text: str
    digest: str
    file: str
    line: int
    column: int

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it is written."""
        return self.file, self.line, self.column


@dataclass(frozen=True, slots=True)
class File:
    """One file of the text, pressed, with the digest of what it says."""

    name: str
    data: bytes
    digest: str

    @classmethod
    def of(cls, name: str, text: str) -> File:
        return cls(name, pressed(text), short(text))


@dataclass(frozen=True, slots=True)
class Tie:
    """One relationship to write: its type, its two ends, its properties."""

    type: str
    source: str
    target: str
    properties: dict[str, Any]


def short(text: str) -> str:
    """A digest of a text (16 hexadecimal digits of a SHA-256)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Whole:
    """One digest for many things, from that of each by its name, in whatever order they come."""

    def __init__(self, digests: Iterable[tuple[str, str]] = ()) -> None:
        self._sum = 0
        for name, digest in digests:
            self.add(name, digest)

    def add(self, name: str, digest: str) -> None:
        one = hashlib.sha256(f"{name} {digest}".encode("utf-8", "surrogatepass")).digest()
        self._sum = (self._sum + int.from_bytes(one)) % 2**256

    def __str__(self) -> str:
        return f"{self._sum:064x}"


def rows(workspace: Workspace) -> Iterator[Row]:
    """Every element of a workspace, file by file."""
    by_file: dict[str, list[str]] = {}
    for table in workspace.graph.tables:
        for id, file in zip(table.ids, table.files, strict=True):
            by_file.setdefault(file, []).append(id)
    for file, ids in by_file.items():
        lines = workspace.locator.elements(file)
        for record in map(workspace.graph.record, ids):
            line = lines.get((record.kind, record.id))
            at = Position(file, line, 3) if line else workspace.locator.find(file, record.kind, record.id)
            text = json.dumps({name: plain(value) for name, value in record.fields.items()}, ensure_ascii=False)
            said = digest(record.kind, text)
            yield Row(record.id, record.kind, text, said, file, at.line or 1, at.column or 1)


def files(workspace: Workspace) -> Iterator[File]:
    """Every file that an element of a workspace is written in."""
    for name in sorted({file for table in workspace.graph.tables for file in table.files}):
        yield File.of(name, workspace.locator.text(name) or "")


def pressed(text: str) -> bytes:
    """The text of a file, in a third to a tenth of its bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def text_of(data: bytes) -> str:
    """The text of a file that was pressed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def storable(text: str) -> bool:
    """Whether the database can hold a text: half of a character is none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def digest(kind: str, text: str) -> str:
    """The digest of an element: of its kind and of what its fields say, in their order."""
    return short(f"{kind}\n{text}")


def properties(row: Row, record: Record, repository: str) -> dict[str, Any]:
    """What the node of an element says: its fields where Cypher can ask them, and its text."""
    found = {name: each for name, value in record.fields.items() for name, each in _asked(record.kind, name, value)}
    name = str(found.get("name", row.id))[:LONGEST]
    return {
        **found, "repository": repository, "id": row.id, "kind": row.kind, "name": name, "text": row.text,
        "digest": row.digest, **place(row),
    }  # fmt: skip


def place(row: Row) -> dict[str, Any]:
    """What the node of an element says of where it is written."""
    return {"file": row.file, "line": row.line, "column": row.column}


def _asked(kind_: str, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if name in kind(kind_).links:
        return
    role = kind(kind_).dates.get(name)
    yield from _scalars(name, role.day(value) if role else value)


def _scalars(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A value as properties: one for each of a group of fields (needs_availability); lists of groups are left out."""
    if isinstance(value, BaseModel):
        for each in value.model_fields_set:
            inner = getattr(value, each)
            role = date_role(type(value).model_fields[each])
            yield from _scalars(f"{name}_{each}", role.day(inner) if role and inner is not None else inner)
    elif isinstance(value, Mapping):
        for each, inner in value.items():
            yield from _scalars(f"{name}_{each}", inner)
    elif isinstance(value, (tuple, list)):
        if not any(isinstance(each, BaseModel) for each in value):
            yield name, list(value)
    elif value is not None and not (isinstance(value, int) and abs(value) >= _WIDEST):
        yield name, value


def ties(record: Record) -> Iterator[Tie]:
    """The relationships of an element: one for each value of its links; a flow's source also feeds its target."""
    fields = record.fields
    for field in kind(record.kind).links:
        for place, ref in enumerate(fields.get(field, ())):
            yield Tie(relationship(field), record.id, ref.to, {"position": place, **_dated(ref)})
    ends = [name for name, link in kind(record.kind).links.items() if link.end]
    if len(ends) == 2:
        for source, target in product(*(fields.get(end, ()) for end in ends)):
            if (dates := _both(source, target)) is not None:
                yield Tie(FEEDS, source.to, target.to, {"flow": record.id, **_about(record), **dates})


def _about(record: Record) -> dict[str, Any]:
    return {name: record.fields[name] for name in ("mode", "need") if name in record.fields}


def _dated(ref: Ref) -> dict[str, Any]:
    days = {
        "from": first_day(ref.from_) if ref.from_ else None,
        "until": last_day(ref.until) if ref.until else None,
        "note": ref.note,
    }
    return {name: value for name, value in days.items() if value is not None}


def _both(one: Ref, other: Ref) -> dict[str, Any] | None:
    """When two dated links hold together; None where they never do."""
    starts = [first_day(each.from_) for each in (one, other) if each.from_]
    ends = [last_day(each.until) for each in (one, other) if each.until]
    if starts and ends and max(starts) > min(ends):
        return None
    return ({"from": max(starts)} if starts else {}) | ({"until": min(ends)} if ends else {})
