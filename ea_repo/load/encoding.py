"""A graph as bytes that run no code when they are read: tables in columns, each decoded when it is first asked for.

A column keeps each different value once, as JSON, and one number a row, 0 where nothing is written.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_jsonable_python

from ea_repo.graph import Graph, Relation
from ea_repo.graph.table import Table
from ea_repo.metamodel import Ref, kind
from ea_repo.metamodel.link import read_ref

_HEAD = 8
"""How many bytes tell how long the head is, which tells where everything stands."""


def encoded(graph: Graph, beside: Any) -> bytes:
    """A graph at no date, with something more that JSON can say."""
    blobs = _Blobs()
    head = {
        "beside": beside,
        "tables": [_table(each, blobs) for each in graph.tables],
        "astray": [[each.source, each.field, _said(each.ref)] for each in sorted(graph.astray, key=repr)],
        "closing": sorted(graph.closing),
    }
    told = json.dumps(head).encode()
    return b"".join([len(told).to_bytes(_HEAD, "little"), told, *blobs.kept])


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


class _Blobs:
    """Runs of bytes one after the other, each known by where it begins and ends."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self._end = 0

    def put(self, data: bytes) -> tuple[int, int]:
        begin, self._end = self._end, self._end + len(data)
        self.kept.append(data)
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
    return {
        "kind": table.kind,
        "ids": blobs.json(list(table.ids)),
        "files": blobs.coded(table.files, _itself, _itself),
        "shapes": blobs.coded(table.shapes, _itself, list),
        "columns": {field: _column(field, values, table, blobs) for field, values in table.columns.items()},
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
        return Table(head["kind"], self.json(head["ids"]), files, shapes, _Columns(head["kind"], head["columns"], self))

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


class _Columns(Mapping[str, Sequence[Any]]):
    """The columns of a table, each decoded when it is first asked for."""

    def __init__(self, of: str, heads: Mapping[str, Sequence[Any]], stored: _Stored) -> None:
        self._of = of
        self._heads = heads
        self._stored = stored
        self._read: dict[str, Sequence[Any]] = {}

    def __getitem__(self, field: str) -> Sequence[Any]:
        if field not in self._read:
            form, *places = self._heads[field]
            self._read[field] = self._stored.values(places, self._reader(form, field))
        return self._read[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._heads)

    def __len__(self) -> int:
        return len(self._heads)

    def _reader(self, form: str, field: str) -> Callable[[Any], Any]:
        match form:
            case "links":
                return _refs
            case "fields":
                return _adapter(self._of, field).validate_python
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
