"""A graph as bytes that run no code when they are read: tables in columns, each decoded when it is first asked for.

The bytes begin with the size of a head, then the head in JSON, then what it points into: runs of bytes, each known by
where it begins and ends. A column is two runs: its different values as JSON, and the number of the value of each row
(from 1 on, 0 where nothing is written).
"""

from __future__ import annotations

import json
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from mmap import ACCESS_READ, mmap
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_jsonable_python

from ea_repo.graph import Graph, Record, Relation
from ea_repo.graph.memory import InMemory
from ea_repo.graph.table import ReloadableColumns, Table
from ea_repo.metamodel import Kind, Ref, Vocabulary, built_in
from ea_repo.metamodel.link import read_ref

_SIZE_OF_HEAD = 8
"""How many bytes give the size of the head."""


_ADAPTERS = 1_000
"""How many fields keep what validates them: more than the built-in kinds have."""


class Damaged(Exception):
    """Bytes that look like a graph, and of which some column is none that `encoded` made."""


Span = tuple[int, int]
"""Where a run of bytes begins and where it ends."""


def encoded(graph: Graph, beside: Any) -> bytes:
    """The bytes of a graph at no date, with something more that JSON can say."""
    runs: list[bytes] = []
    writer = _Writer(runs.append, graph.vocabulary)
    head = {
        "beside": beside,
        "tables": [writer.table(table) for table in graph.tables],
        "astray": [
            [relation.source, relation.field, _ref_as_json(relation.ref)] for relation in sorted(graph.astray, key=repr)
        ],
        "closing": sorted(graph.closing),
    }
    head_bytes = json.dumps(head).encode()
    return b"".join([len(head_bytes).to_bytes(_SIZE_OF_HEAD, "little"), head_bytes, *runs])


def decoded(data: bytes, vocabulary: Vocabulary) -> tuple[Graph, Any]:
    """The graph of these bytes, whose elements are of kinds of this vocabulary, and what is beside it.

    Raises an exception, of any kind, on bytes that `encoded` did not make. A column that it did not make raises Damaged
    when it is first read.
    """
    begin = _SIZE_OF_HEAD + int.from_bytes(data[:_SIZE_OF_HEAD], "little")
    head = json.loads(data[_SIZE_OF_HEAD:begin])
    reader = _Reader(memoryview(data)[begin:], vocabulary)
    tables = [reader.table(table) for table in head["tables"]]
    refs = ((source, field, _ref_from_json(ref)) for source, field, ref in head["astray"])
    astray = frozenset(Relation(source, field, ref.to, ref) for source, field, ref in refs)
    closing = frozenset((source, field, target) for source, field, target in head["closing"])
    return Graph.over(InMemory.of_tables(tables, astray, vocabulary), closing), head["beside"]


def column_bytes(table: Table, field: str, vocabulary: Vocabulary) -> bytes:
    """What a column is stored as: the same bytes for the same values, wherever they come from; none for no column."""
    if field not in table.columns:
        return b""
    columns = table.columns
    stored = columns.stored(field) if isinstance(columns, ReloadableColumns) else None
    if stored is not None:
        return stored
    runs: list[bytes] = []
    form, *_ = _Writer(runs.append, vocabulary).column(field, columns[field], table.kind)
    return b"\n".join((form.encode(), *runs))


class GraphBuilder:
    """A graph given a piece at a time, kept on the disk: its columns come into memory when they are asked for.

    It is a context manager: pieces are added inside the block; the graph may be used after it.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or built_in()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # Closed at the end of the block.
        self._writer = _Writer(self._file.write, self._vocabulary)
        self._heads: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, kind: str, records: Iterable[Record]) -> None:
        """Adds some of the elements of a kind."""
        self._heads.setdefault(kind, []).append(self._writer.table(Table.of(kind, records)))

    def graph(self) -> Graph:
        """The graph of all that was added, in which every link must be followed: none leads astray or closes a loop."""
        self._writer.put(b"\n")
        self._file.flush()
        # The mapping of a file outlives the file.
        reader = _Reader(memoryview(mmap(self._file.fileno(), 0, access=ACCESS_READ)), self._vocabulary)
        tables = (
            _joined(self._vocabulary.kinds[kind_name], [reader.table(head) for head in heads])
            for kind_name, heads in self._heads.items()
        )
        return Graph.over(InMemory.of_tables(tables, frozenset(), self._vocabulary))


def _joined(kind: Kind, pieces: Sequence[Table]) -> Table:
    """One table of several, in the order of the ids; rows with the same links share one object."""
    ids = [id for piece in pieces for id in piece.ids]
    order = sorted(range(len(ids)), key=ids.__getitem__)

    def join(parts: Iterable[Sequence[Any]], *, shared: bool = True) -> list[Any]:
        objects: dict[Any, Any] = {}
        values = [objects.setdefault(value, value) if shared else value for part in parts for value in part]
        return [values[row] for row in order]

    fields = dict.fromkeys(field for piece in pieces for field in piece.columns)
    columns = _LazyColumns(
        fields, lambda field: join((_column_of(piece, field) for piece in pieces), shared=field in kind.links)
    )
    return Table(
        kind.name,
        join([ids], shared=False),
        join(piece.files for piece in pieces),
        join(piece.shapes for piece in pieces),
        columns,
    )


def _column_of(piece: Table, field: str) -> Sequence[Any]:
    """A column of a piece, not kept there: it is kept in the whole."""
    columns = cast(_LazyColumns, piece.columns)
    return columns.read(field) if field in columns else [None] * len(piece.ids)


class _Writer:
    """Writes runs of bytes one after the other, and returns where each stands."""

    def __init__(self, write: Callable[[bytes], object], vocabulary: Vocabulary) -> None:
        self._write, self._vocabulary = write, vocabulary
        self._end = 0

    def put(self, data: bytes) -> Span:
        begin, self._end = self._end, self._end + len(data)
        self._write(data)
        return begin, self._end

    def _json(self, value: Any) -> Span:
        return self.put(json.dumps(value, separators=(",", ":")).encode())

    def _values(self, values: Iterable[Any], key: Callable[[Any], Any], as_json: Callable[[Any], Any]) -> list[Span]:
        """The two runs of a column. `key` tells which values are the same, `as_json` says a value in JSON."""
        listed = [*values]
        code_by_key: dict[Any, int] = {}
        # Many rows of what was read before share one object: these need no key.
        code_by_object: dict[int, int] = {id(None): 0}
        different: list[Any] = []
        codes = array("I")
        for value in listed:
            code = code_by_object.get(id(value))
            if code is None:
                code = code_by_key.setdefault(key(value), len(different) + 1)
                code_by_object[id(value)] = code
                if code > len(different):
                    different.append(as_json(value))
            codes.append(code)
        if sys.byteorder == "big":
            codes.byteswap()
        return [self._json(different), self.put(codes.tobytes())]

    def table(self, table: Table) -> dict[str, Any]:
        """Writes a table; returns what the head says of it."""
        # Columns that are on the disk are not kept in memory for having been written.
        columns = table.columns
        read = columns.read if isinstance(columns, _LazyColumns) else columns.__getitem__
        return {
            "kind": table.kind,
            "ids": self._json(list(table.ids)),
            "files": self._values(table.files, _itself, _itself),
            "shapes": self._values(table.shapes, _itself, list),
            "columns": {field: self.column(field, read(field), table.kind) for field in columns},
        }

    def column(self, field: str, values: Sequence[Any], kind_name: str) -> list[Any]:
        """Writes a column; returns its form, by which `_value_reader` knows how to read it, and its two runs."""
        if field in self._vocabulary.kinds[kind_name].links:
            return ["links", *self._values(values, _itself, lambda refs: [_ref_as_json(ref) for ref in refs])]
        types = {type(value) for value in values} - {type(None)}
        if types <= {str, int, float, bool}:
            # 1, 1.0 and true are equal, but are not the same value.
            return ["plain", *self._values(values, lambda value: (type(value), value), _itself)]
        if types == {tuple} and all(type(item) is str for value in values for item in value or ()):
            return ["texts", *self._values(values, _itself, _itself)]
        return ["fields", *self._values(map(_as_json, values), json.dumps, _itself)]


class _Reader:
    """Reads what a _Writer wrote."""

    def __init__(self, data: memoryview, vocabulary: Vocabulary) -> None:
        self._data, self._vocabulary = data, vocabulary

    def table(self, head: Mapping[str, Any]) -> Table:
        """The table of which the head says this; its columns are read when they are asked for."""
        files = self._values(head["files"], _itself)
        shapes = self._values(head["shapes"], tuple)
        ids = self._json(head["ids"])
        written = {field for shape in shapes for field in shape}
        kind = self._vocabulary.kinds[head["kind"]]
        known = kind.fields.keys() >= head["columns"].keys() >= written
        if not known or not len(ids) == len(files) == len(shapes) or ids != sorted(set(ids)):
            raise ValueError("a table whose columns do not fit")
        heads = head["columns"]
        columns = _LazyColumns(heads, partial(self._column, kind, heads, len(ids)), partial(self._stored, heads))
        return Table(kind.name, ids, files, shapes, columns)

    def _column(self, kind: Kind, heads: Mapping[str, Sequence[Any]], size: int, field: str) -> Sequence[Any]:
        try:
            form, *spans = heads[field]
            if (form == "links") != (field in kind.links):
                raise ValueError(f"a column of {form}")
            column = self._values(spans, _value_reader(kind, form, field))
            if form in ("plain", "texts"):
                # The others are validated as they are made.
                _several_adapter(kind, field).validate_python([*dict.fromkeys(column)])
        except Exception as error:
            raise Damaged(f"{kind.name}.{field}: {error}") from error
        if len(column) != size:
            raise Damaged(f"{kind.name}.{field}: {len(column)} values for {size} elements")
        return column

    def _stored(self, heads: Mapping[str, Sequence[Any]], field: str) -> bytes:
        form, *spans = heads[field]
        return b"\n".join((form.encode(), *(self._data[slice(*span)] for span in spans)))

    def _json(self, span: Sequence[int]) -> Any:
        return json.loads(bytes(self._data[slice(*span)]))

    def _values(self, spans: Sequence[Any], read: Callable[[Any], Any]) -> list[Any]:
        """The value of each row of a column; rows with the same value share one object."""
        different_span, codes_span = spans
        values = [None, *map(read, self._json(different_span))]
        codes = array("I")
        codes.frombytes(self._data[slice(*codes_span)])
        if sys.byteorder == "big":
            codes.byteswap()
        return [values[code] for code in codes]


class _LazyColumns(ReloadableColumns):
    """The columns of a table, each read when it is first asked for, and kept."""

    def __init__(
        self,
        fields: Iterable[str],
        read: Callable[[str], Sequence[Any]],
        stored: Callable[[str], bytes | None] = lambda _: None,
    ) -> None:
        self._fields = dict.fromkeys(fields)
        self.read = read
        """Reads a column and does not keep it."""
        self._stored = stored
        self._kept: dict[str, Sequence[Any]] = {}

    def stored(self, field: str) -> bytes | None:
        return self._stored(field)

    def __getitem__(self, field: str) -> Sequence[Any]:
        if field not in self._fields:
            raise KeyError(field)
        if field not in self._kept:
            self._kept[field] = self.read(field)
        return self._kept[field]

    def forget(self) -> None:
        self._kept.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def _itself(value: Any) -> Any:
    return value


_PARTS = ("to", "from", "until", "note", "for", "need")


def _ref_as_json(ref: Ref) -> str | list[Any]:
    """A link: its target, or all its parts where it has more."""
    parts = [ref.to, ref.from_, ref.until, ref.note, ref.for_ or None, ref.need]
    return ref.to if parts[1:] == [None] * 5 else parts


def _ref_from_json(value: str | Sequence[Any]) -> Ref:
    parts = value if isinstance(value, str) else dict(zip(_PARTS, value, strict=True))
    return read_ref(parts)


def _refs_from_json(values: Sequence[Any]) -> tuple[Ref, ...]:
    return tuple(map(_ref_from_json, values))


def _as_json(value: Any) -> Any:
    """A group of fields, or several, as one writes it: what is not written stays absent."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return [_as_json(item) for item in value] if isinstance(value, tuple) else to_jsonable_python(value)


def _value_reader(kind: Kind, form: str, field: str) -> Callable[[Any], Any]:
    """What makes a value of a column of what JSON says of it."""
    match form:
        case "links":
            return _refs_from_json
        case "fields":
            return _field_adapter(kind, field).validate_python
        case "texts":
            return tuple
        case _:
            return _itself


@lru_cache(_ADAPTERS)
def _field_adapter(kind: Kind, field: str) -> TypeAdapter[Any]:
    """Validates the values of a field that is a group of fields, or several."""
    return TypeAdapter(_annotation(kind, field))


@lru_cache(_ADAPTERS)
def _several_adapter(kind: Kind, field: str) -> TypeAdapter[Any]:
    """Validates several values of a field, None among them where an element writes none."""
    several: Any = list[_annotation(kind, field) | None]  # type: ignore[misc]
    return TypeAdapter(several)


def _annotation(kind: Kind, field: str) -> Any:
    info = kind.fields[field]
    annotation: Any = info.annotation
    return Annotated[(annotation, *info.metadata)] if info.metadata else annotation
