"""What was read of a text, kept as a snapshot, and found again for that text or for one that shares most of its files.

A snapshot is kept of a whole reading, or of what later ones put in the place of some of its files: it then names the
whole one. Each begins with the files that it was made from, so that the one that shares most with a text is found.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ea_repo.finding import Finding
from ea_repo.graph import Loop, Table
from ea_repo.load import snapshot
from ea_repo.load.consistency import Dangling
from ea_repo.load.graph_bytes import TableBytes, Written, decoded_tables, encoded_tables
from ea_repo.load.kept_definitions import digest_of
from ea_repo.load.parts import FileRead, Stamp
from ea_repo.load.reading import Layers, Reading
from ea_repo.load.settings import Settings
from ea_repo.load.workspace import Workspace
from ea_repo.metamodel import Vocabulary

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_DIGEST_SIZE = 32
_SIZE_OF_HEAD = 8
"""How many bytes give the size of the head."""
_LARGEST_HEAD = 16_000_000
"""How many bytes a head may have: more than 100,000 files need."""
_LATEST = 6
"""How many snapshots that stand on one whole reading are kept: those of its last edits.

The answers of the last audit, given on one of these texts, can be mended as long as it is kept.
"""
_FEW, _SHARE = 2_000, 1 / 8
"""How many elements, or which share of all, may be put over a whole reading before a new one is kept."""


@dataclass(frozen=True, slots=True)
class Maker:
    """What a text is read with: the code, the words of the workspace and its limits."""

    digest: str

    @classmethod
    def of(cls, settings: Settings) -> Maker:
        """What a workspace with these settings is read with."""
        parts = (str(settings.limits.elements).encode(), settings.own_words_as_json.encode())
        return cls(digest_of(snapshot.code_digest(), *parts))

    def address(self, stamps: Iterable[Stamp]) -> str:
        """The address of the snapshot of what these files say."""
        files = ((stamp.file.encode("utf-8", "surrogateescape"), str(stamp.digest).encode()) for stamp in stamps)
        return digest_of(self.digest.encode(), *(part for file in files for part in file))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a reading, its address, and that of the whole reading on which it stands."""

    reading: Reading
    address: str
    whole: str

    def workspace(self, root: Path, settings: Settings) -> Workspace:
        """The workspace of which this is kept."""
        workspace = self.reading.workspace(root, settings)
        return replace(workspace, address=self.address, tables_at=self.tables_at)

    def tables_at(self, address: str) -> Mapping[str, Table] | None:
        """The tables, by kind, of another reading that is kept; those that both share are the same ones."""
        own = self.reading.layers
        if address == self.address:
            return _by_kind(self.reading.tables)
        if address == self.whole:
            return own.whole
        try:
            head, written, beside = _decoded(address, self.reading.vocabulary)
        except Exception:  # Whatever is wrong with it: it is as if it was not there.
            return None
        if head.whole is None:
            return _by_kind(written.tables)
        if head.whole != self.whole:
            other = _found(address, self.reading.vocabulary)
            return None if other is None else _by_kind(other.reading.tables)
        return Layers(own.whole, frozenset(beside["replaced"]), _by_kind(written.tables)).by_kind


@dataclass(frozen=True, slots=True)
class _Head:
    """How the snapshot of a text begins: `whole` is the address of the whole reading over which it stands, if any."""

    maker: str
    whole: str | None
    stamps: tuple[Stamp, ...]

    def encoded(self) -> bytes:
        """Its size, then what it says in JSON."""
        files = [(stamp.file, stamp.digest, stamp.size) for stamp in self.stamps]
        data = json.dumps([self.maker, self.whole, files], separators=(",", ":")).encode()
        return len(data).to_bytes(_SIZE_OF_HEAD, "little") + data

    @classmethod
    def read(cls, file: BinaryIO) -> _Head:
        """The head with which a file goes on; raises an exception, of any kind, where it goes on otherwise."""
        size = int.from_bytes(file.read(_SIZE_OF_HEAD), "little")
        if size > _LARGEST_HEAD:
            raise ValueError("no head")
        maker, whole, files = json.loads(file.read(size))
        return cls(maker, whole, tuple(Stamp(*stamp) for stamp in files))


def find_reading(maker: Maker, stamps: Sequence[Stamp], vocabulary: Vocabulary) -> Kept | None:
    """What was kept of the reading of these files; None where nothing was, or nothing that is believed."""
    if any(stamp.digest is None for stamp in stamps):
        return None
    return _found(maker.address(stamps), vocabulary)


def nearest_reading(maker: Maker, stamps: Sequence[Stamp], vocabulary: Vocabulary) -> Kept | None:
    """What was kept of the reading that shares most with these files; None where none shares anything."""
    here = {(stamp.file, stamp.digest) for stamp in stamps}
    shared = {
        address: sum(stamp.size for stamp in head.stamps if (stamp.file, stamp.digest) in here)
        for address, head in _heads(maker)
    }
    best = max(shared, key=shared.__getitem__, default=None)
    return _found(best, vocabulary) if best is not None and shared[best] else None


def keep_reading(
    maker: Maker, reading: Reading, before: Kept | None, tables: Callable[[], Sequence[TableBytes]] = tuple
) -> Kept | None:
    """Keeps what was read, or only what it put over the whole reading `before`; nothing of a text not read in full.

    `tables` gives the bytes of the tables of the reading, where they are made already; nothing else.
    """
    if not reading.is_complete:
        return None
    put, everything = (
        sum(len(table.ids) for table in tables) for tables in (reading.layers.put.values(), reading.tables)
    )
    is_over = before is not None and put <= max(_FEW, _SHARE * everything)
    whole = before.whole if before is not None and is_over else None
    kept = tables() if whole is None else ()
    if not kept:
        own = reading.tables if whole is None else reading.layers.put.values()
        kept = [TableBytes.of(table, reading.vocabulary) for table in own]
    data = encoded_tables(kept, reading.astray, reading.closing, _beside(reading))
    stamps = tuple(file.stamp for file in reading.files)
    address = maker.address(stamps)
    snapshot.keep_bytes(address, _Head(maker.digest, whole, stamps).encoded() + data)
    if whole is not None:
        snapshot.drop([other for other, head in _heads(maker) if head.whole == whole][_LATEST:])
    return Kept(reading, address, whole or address)


def _found(address: str, vocabulary: Vocabulary) -> Kept | None:
    """What was kept at an address; None where it is not believed."""
    try:
        head, written, beside = _decoded(address, vocabulary)
        if head.whole is None:
            layers = Layers(_by_kind(written.tables))
        else:
            under, whole, _ = _decoded(head.whole, vocabulary)
            if under.whole is not None or under.maker != head.maker:
                return None
            layers = Layers(_by_kind(whole.tables), frozenset(beside["replaced"]), _by_kind(written.tables))
        return Kept(_reading(head.stamps, layers, written, beside, vocabulary), address, head.whole or address)
    except Exception:  # Whatever is wrong with it: what it was made from is still there.
        return None


def _decoded(address: str, vocabulary: Vocabulary) -> tuple[_Head, Written, Any]:
    """What the snapshot at an address says; raises an exception, of any kind, where it is not to be believed."""
    data = snapshot.find_bytes(address)
    beginning = BytesIO(data[: _SIZE_OF_HEAD + _LARGEST_HEAD])
    head = _Head.read(beginning)
    written, beside = decoded_tables(data[beginning.tell() :], vocabulary)
    return head, written, beside


def _beside(reading: Reading) -> dict[str, Any]:
    """What is kept of a reading beside its tables, as JSON can say it."""
    findings = {"text": reading.of_text, "elements": reading.of_elements, "links": reading.of_links}
    return {
        "files": [(file.kinds, file.lost, file.rivals) for file in reading.files],
        "replaced": sorted(reading.layers.replaced),
        "findings": {name: _findings().dump_python(some, mode="json") for name, some in findings.items() if some},
        "dangling": [(link.source, link.field, link.place, link.target) for link in reading.dangling],
        "loops": [(loop.field, loop.ids) for loop in reading.loops],
        "nearest": dict(reading.nearest),
        "is_cut": reading.is_cut,
    }


def _reading(stamps: Sequence[Stamp], layers: Layers, written: Written, beside: Any, vocabulary: Vocabulary) -> Reading:
    """The reading of these files, of which that is kept."""
    files = tuple(FileRead(stamp, *map(tuple, rest)) for stamp, rest in zip(stamps, beside["files"], strict=True))
    findings = {name: _findings().validate_python(some) for name, some in beside["findings"].items()}
    return Reading(
        vocabulary=vocabulary,
        files=files,
        layers=layers,
        tables=layers.tables(files),
        astray=written.astray,
        of_text=findings.get("text", ()),
        of_elements=findings.get("elements", ()),
        of_links=findings.get("links", ()),
        dangling=tuple(Dangling(*link) for link in beside["dangling"]),
        loops=tuple(Loop(field, tuple(ids)) for field, ids in beside["loops"]),
        nearest=beside["nearest"],
        is_cut=beside["is_cut"],
    )


@cache
def _findings() -> TypeAdapter[tuple[Finding, ...]]:
    """What reads and writes findings: it takes time to make, and few texts have some."""
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Finding, ...])


def _by_kind(tables: Iterable[Table]) -> dict[str, Table]:
    return {table.kind: table for table in tables}


def _heads(maker: Maker) -> Iterator[tuple[str, _Head]]:
    """The heads of the snapshots of texts that were read with the same, by their addresses, those used last first."""
    for address, file in snapshot.opened_by_use():
        # What begins otherwise is a snapshot of something else, or damaged.
        with contextlib.suppress(Exception):
            head = _Head.read(file)
            if head.maker == maker.digest:
                yield address, head
