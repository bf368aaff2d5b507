"""A graph as bytes that run no code when they are read: tables in columns, each decoded when it is first asked for.

A column keeps each different value once, as JSON, and one number a row, 0 where nothing is written.
"""

from __future__ import annotations

import json
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from mmap import ACCESS_READ, mmap
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_jsonable_python

from ea_repo.graph import Graph, Record, Relation
from ea_repo.graph.table import Table, Waiting
from ea_repo.metamodel import Ref, kind
from ea_repo.metamodel.link import read_ref

_HEAD = 8
"""How many bytes tell how long the head is, which tells where everything stands."""


def encoded(graph: Graph, beside: Any) -> bytes:
    """A graph at no date, with something more that JSON can say."""
    kept: list[bytes] = []
    blobs = _Blobs(kept.append)
    head = {
        "beside": beside,
        "tables": [_table(each, blobs) for each in graph.tables],
        "astray": [[each.source, each.field, _said(each.ref)] for each in sorted(graph.astray, key=repr)],
        "closing": sorted(graph.closing),
    }
    told = json.dumps(head).encode()
    return b"".join([len(told).to_bytes(_HEAD, "little"), told, *kept])


def decoded(data: bytes) -> tuple[Graph, Any]:
    """The graph and what was beside it; raises ValueError, KeyError or TypeError on bytes that say something else."""
    begin = _HEAD + int.from_bytes(data[:_HEAD], "little")
    head = json.loads(data[_HEAD:begin])
    stored = _Stored(memoryview(data)[begin:])
    tables = [stored.table(each) for each in head["tables"]]
    refs = ((source, field, read_ref(_written(ref))) for source, field, ref in head["astray"])
    astray = frozenset(Relation(source, field, ref.to, ref) for source, field, ref in refs)
    closing = frozenset((source, field, target) for source, field, target in head["closing"])
    return Graph.of_tables(tables, astray, closing), head["beside"]


class Pieces:
    """A graph given a piece at a time, that waits on the disk: columns come into memory when they are asked for."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # Closed at the end of the block.
        self._blobs = _Blobs(self._file.write)
        self._heads: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, kind: str, records: Iterable[Record]) -> None:
        """Takes some of the elements of a kind."""
        self._heads.setdefault(kind, []).append(_table(Table.of(kind, records), self._blobs))

    def graph(self) -> Graph:
        """The graph of all of them, in which every link leads somewhere and none closes a loop."""
        self._blobs.put(b"\n")
        self._file.flush()
        # What is mapped outlives the file.
        stored = _Stored(memoryview(mmap(self._file.fileno(), 0, access=ACCESS_READ)))
        tables = (_joined(of, [stored.table(each) for each in heads]) for of, heads in self._heads.items())
        return Graph.of_tables(tables, frozenset(), frozenset())


def _joined(of: str, pieces: Sequence[Table]) -> Table:
    """One table of several, in the order of the ids; rows with the same links share one object."""
    ids = [id for each in pieces for id in each.ids]
    order = sorted(range(len(ids)), key=ids.__getitem__)

    def join(parts: Iterable[Sequence[Any]], *, shared: bool = True) -> list[Any]:
        known: dict[Any, Any] = {}
        values = [known.setdefault(value, value) if shared else value for each in parts for value in each]
        return [values[row] for row in order]

    fields = dict.fromkeys(field for each in pieces for field in each.columns)
    links = kind(of).links
    columns = _Lazy(fields, lambda field: join((_part(each, field) for each in pieces), shared=field in links))
    return Table(
        of,
        join([ids], shared=False),
        join(each.files for each in pieces),
        join(each.shapes for each in pieces),
        columns,
    )


def _part(piece: Table, field: str) -> Sequence[Any]:
    """What a piece has of a column; the whole keeps it."""
    columns = cast(_Lazy, piece.columns)
    return columns.made(field) if field in columns else [None] * len(piece.ids)


class _Blobs:
    """Runs of bytes one after the other, each known by where it begins and ends."""

    def __init__(self, keep: Callable[[bytes], object]) -> None:
        self._keep = keep
        self._end = 0

    def put(self, data: bytes) -> tuple[int, int]:
        begin, self._end = self._end, self._end + len(data)
        self._keep(data)
        return begin, self._end

    def json(self, value: Any) -> tuple[int, int]:
        return self.put(json.dumps(value, separators=(",", ":")).encode())

    def coded(self, values: Iterable[Any], key: Callable[[Any], Any], say: Callable[[Any], Any]) -> list[Any]:
        """The different values, told apart by a key, and the number of that of each row; None is 0."""
        known: dict[Any, int] = {}
        different: list[Any] = []
        codes = array("I")
        for value in values:
            if value is None:
                codes.append(0)
                continue
            code = known.setdefault(key(value), len(different) + 1)
            if code > len(different):
                different.append(say(value))
            codes.append(code)
        if sys.byteorder == "big":
            codes.byteswap()
        return [self.json(different), self.put(codes.tobytes())]


def _table(table: Table, blobs: _Blobs) -> dict[str, Any]:
    # A column that waits on the disk is not kept in memory for having been written.
    read = table.columns.made if isinstance(table.columns, _Lazy) else table.columns.__getitem__
    return {
        "kind": table.kind,
        "ids": blobs.json(list(table.ids)),
        "files": blobs.coded(table.files, _itself, _itself),
        "shapes": blobs.coded(table.shapes, _itself, list),
        "columns": {field: _column(field, read(field), table, blobs) for field in table.columns},
    }


def _column(field: str, values: Sequence[Any], table: Table, blobs: _Blobs) -> list[Any]:
    if field in kind(table.kind).links:
        return ["links", *blobs.coded(values, _itself, lambda refs: [_said(ref) for ref in refs])]
    types = {type(each) for each in values} - {type(None)}
    if types <= {str, int, float, bool}:
        # 1, 1.0 and true are equal, and not the same.
        return ["plain", *blobs.coded(values, lambda value: (type(value), value), _itself)]
    if types == {tuple} and all(type(each) is str for value in values for each in value or ()):
        return ["texts", *blobs.coded(values, _itself, _itself)]
    return ["fields", *blobs.coded(map(_as_json, values), json.dumps, _itself)]


def _itself(value: Any) -> Any:
    return value


def _said(ref: Ref) -> str | list[str | None]:
    dated = [ref.to, ref.from_, ref.until, ref.note]
    return ref.to if dated[1:] == [None, None, None] else dated


def _written(said: str | Sequence[str | None]) -> Any:
    return said if isinstance(said, str) else dict(zip(("to", "from", "until", "note"), said, strict=True))


def _as_json(value: Any) -> Any:
    """A group of fields, or several, as one writes it: what is not written stays absent."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return [_as_json(each) for each in value] if isinstance(value, tuple) else to_jsonable_python(value)


class _Stored:
    """Runs of bytes, read when they are asked for."""

    def __init__(self, data: memoryview) -> None:
        self._data = data

    def table(self, head: Mapping[str, Any]) -> Table:
        files = self.values(head["files"], _itself)
        shapes = self.values(head["shapes"], tuple)
        columns = _Lazy(head["columns"], partial(self._column, head["kind"], head["columns"]))
        return Table(head["kind"], self.json(head["ids"]), files, shapes, columns)

    def _column(self, of: str, heads: Mapping[str, Sequence[Any]], field: str) -> Sequence[Any]:
        form, *places = heads[field]
        return self.values(places, _reader(of, form, field))

    def json(self, place: Sequence[int]) -> Any:
        return json.loads(bytes(self._data[slice(*place)]))

    def values(self, places: Sequence[Any], read: Callable[[Any], Any]) -> list[Any]:
        """The value of each row; rows that have the same share one object."""
        different, coded = places
        values = [None, *map(read, self.json(different))]
        codes = array("I")
        codes.frombytes(self._data[slice(*coded)])
        if sys.byteorder == "big":
            codes.byteswap()
        return [values[code] for code in codes]


class _Lazy(Waiting):
    """The columns of a table, each made when it is first asked for, and kept."""

    def __init__(self, fields: Iterable[str], make: Callable[[str], Sequence[Any]]) -> None:
        self._fields = dict.fromkeys(fields)
        self.made = make
        self._kept: dict[str, Sequence[Any]] = {}

    def __getitem__(self, field: str) -> Sequence[Any]:
        if field not in self._fields:
            raise KeyError(field)
        if field not in self._kept:
            self._kept[field] = self.made(field)
        return self._kept[field]

    def forget(self) -> None:
        self._kept.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def _reader(of: str, form: str, field: str) -> Callable[[Any], Any]:
    match form:
        case "links":
            return _refs
        case "fields":
            return _adapter(of, field).validate_python
        case "texts":
            return tuple
        case _:
            return _itself


def _refs(said: Sequence[Any]) -> tuple[Ref, ...]:
    return tuple(read_ref(_written(each)) for each in said)


@cache
def _adapter(of: str, field: str) -> TypeAdapter[Any]:
    info = kind(of).fields[field]
    type_: Any = info.annotation
    return TypeAdapter(Annotated[(type_, *info.metadata)] if info.metadata else type_)
