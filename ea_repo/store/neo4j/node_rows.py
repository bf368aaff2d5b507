"""The rows that a push writes: an element as JSON, with what Cypher may ask of it and where it is written; its links.

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
from ea_repo.metamodel import Kind, Ref
from ea_repo.metamodel.annotations import date_role
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.select.paths import plain
from ea_repo.store.neo4j.cypher_names import FEEDS, relationship

_INTEGER_LIMIT = 2**63
"""The database's integers have 64 bits: a number beyond is in the text only."""
NAME_LENGTH = 1_000
"""How many characters of a name are a property: the database's indexes take 8 kB; the whole name is in the text."""


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element as the database holds it; the digest is that of what it says, whatever place it is written at."""

    id: str
    kind: str
    text: str
    """Its fields, as JSON."""
    digest: str
    file: str
    line: int
    column: int

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it is written."""
        return self.file, self.line, self.column

    @property
    def place_properties(self) -> dict[str, Any]:
        """Where it is written, as properties of its node."""
        return {"file": self.file, "line": self.line, "column": self.column}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the text, compressed, with the digest of its text."""

    name: str
    data: bytes
    digest: str

    @classmethod
    def of(cls, name: str, text: str) -> FileRow:
        return cls(name, compress(text), text_digest(text))


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """One relationship to write: its type, the ids of its two ends, its properties."""

    type: str
    source: str
    target: str
    properties: dict[str, Any]


# Digests


def text_digest(text: str) -> str:
    """The digest of a text (16 hexadecimal digits of a SHA-256)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def element_digest(kind: str, text: str) -> str:
    """The digest of an element: of its kind and of its fields, in their order."""
    return text_digest(f"{kind}\n{text}")


class SumDigest:
    """One digest for many things, from the name and digest of each, in whatever order they come."""

    def __init__(self, digests: Iterable[tuple[str, str]] = ()) -> None:
        self._sum = 0
        for name, digest in digests:
            self.add(name, digest)

    def add(self, name: str, digest: str) -> None:
        one = hashlib.sha256(f"{name} {digest}".encode("utf-8", "surrogatepass")).digest()
        self._sum = (self._sum + int.from_bytes(one)) % 2**256

    def __str__(self) -> str:
        return f"{self._sum:064x}"


# Texts


def compress(text: str) -> bytes:
    """The text of a file, in a third to a tenth of its bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def decompress(data: bytes) -> str:
    """The text of a file that was compressed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def storable(text: str) -> bool:
    """Whether the database can hold a text: half of a surrogate pair is no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# Rows


def element_rows(workspace: Workspace) -> Iterator[ElementRow]:
    """Every element of a workspace, file by file."""
    ids_by_file: dict[str, list[str]] = {}
    for table in workspace.graph.tables:
        for id, file in zip(table.ids, table.files, strict=True):
            ids_by_file.setdefault(file, []).append(id)
    for file, ids in ids_by_file.items():
        lines = workspace.locator.elements(file)
        for record in map(workspace.graph.record, ids):
            line = lines.get((record.kind, record.id))
            at = Position(file, line, 3) if line else workspace.locator.find(file, record.kind, record.id)
            text = json.dumps({name: plain(value) for name, value in record.fields.items()}, ensure_ascii=False)
            digest = element_digest(record.kind, text)
            yield ElementRow(record.id, record.kind, text, digest, file, at.line or 1, at.column or 1)


def file_rows(workspace: Workspace) -> Iterator[FileRow]:
    """Every file that an element of a workspace is written in."""
    for name in sorted({file for table in workspace.graph.tables for file in table.files}):
        yield FileRow.of(name, workspace.locator.text(name) or "")


def node_properties(row: ElementRow, record: Record, kind: Kind, repository: str) -> dict[str, Any]:
    """The properties of the node of an element: its fields where Cypher can ask them, its text and its place."""
    properties = {name: item for field, value in record.fields.items() for name, item in _field(kind, field, value)}
    return {
        **properties, "repository": repository, "id": row.id, "kind": row.kind,
        "name": str(properties.get("name", row.id))[:NAME_LENGTH], "text": row.text, "digest": row.digest,
        **row.place_properties,
    }  # fmt: skip


def _field(kind: Kind, field: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The properties that a field makes; a link makes relationships, and none."""
    if field in kind.links:
        return
    role = kind.dates.get(field)
    yield from _properties(field, role.day(value) if role else value)


def _properties(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A value as properties: one for each of a group of fields (needs_availability); lists of groups are left out."""
    if isinstance(value, BaseModel):
        for field in value.model_fields_set:
            item = getattr(value, field)
            role = date_role(type(value).model_fields[field])
            yield from _properties(f"{name}_{field}", role.day(item) if role and item is not None else item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _properties(f"{name}_{key}", item)
    elif isinstance(value, (tuple, list)):
        if not any(isinstance(item, BaseModel) for item in value):
            yield name, list(value)
    elif value is not None and not (isinstance(value, int) and abs(value) >= _INTEGER_LIMIT):
        yield name, value


def relationship_rows(record: Record, kind: Kind) -> Iterator[RelationshipRow]:
    """The relationships of an element: one for each value of its links; a flow's source also feeds its target."""
    fields, links = record.fields, kind.links
    for field in links:
        for position, ref in enumerate(fields.get(field, ())):
            yield RelationshipRow(
                relationship(field), record.id, ref.to, {"position": position, **_link_properties(ref)}
            )
    ends = [field for field, link in links.items() if link.end]
    if len(ends) == 2:
        flow = {"flow": record.id, **{name: fields[name] for name in ("mode", "need") if name in fields}}
        for source, target in product(*(fields.get(end, ()) for end in ends)):
            if (dates := _common_dates(source, target)) is not None:
                yield RelationshipRow(FEEDS, source.to, target.to, {**flow, **dates})


def _link_properties(ref: Ref) -> dict[str, Any]:
    """The dates, the note, what it holds for and how much it is needed, where a link writes them."""
    properties = {
        "from": first_day(ref.from_) if ref.from_ else None,
        "until": last_day(ref.until) if ref.until else None,
        "note": ref.note,
        "for": list(ref.for_) or None,
        "need": ref.need,
    }
    return {name: value for name, value in properties.items() if value is not None}


def _common_dates(one: Ref, other: Ref) -> dict[str, Any] | None:
    """When two dated links hold together; None where they never do."""
    starts = [first_day(ref.from_) for ref in (one, other) if ref.from_]
    ends = [last_day(ref.until) for ref in (one, other) if ref.until]
    if starts and ends and max(starts) > min(ends):
        return None
    return ({"from": max(starts)} if starts else {}) | ({"until": min(ends)} if ends else {})
