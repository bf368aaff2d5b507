"""A graph as bytes that run no code when they are read: tables in columns, each decoded when it is first asked for.

The bytes begin with the size of a head, then the head in JSON, then what it points into: runs of bytes, each known by
where it begins and ends. A column is two runs: its different values as JSON, and the number of the value of each row
(from 1 on, 0 where nothing is written).
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, chain, islice
from operator import lt
from typing import TYPE_CHECKING, Any

from ea_repo.graph import Graph, Relation
from ea_repo.graph.memory import InMemory
from ea_repo.graph.spliced import columns_read
from ea_repo.graph.table import Table
from ea_repo.load.lazy_columns import LazyColumns
from ea_repo.metamodel import Kind, Ref, Vocabulary
from ea_repo.metamodel.dates import as_written
from ea_repo.metamodel.link import read_ref

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SIZE_OF_HEAD = 8
"""How many bytes give the size of the head."""


_SOUGHT = 50
"""How many texts are sought in the bytes of a column; where there are more, it is decoded."""
_ADAPTERS = 1_000
"""How many fields keep what validates them: more than the built-in kinds have."""


class Damaged(Exception):
    """Bytes that look like a graph, and of which some column is none that `encoded` made."""


Span = tuple[int, int]
"""Where a run of bytes begins and where it ends."""


@dataclass(frozen=True)
class Written:
    """What a graph at no date is made of: its tables, and the links that are not followed."""

    tables: Sequence[Table]
    astray: frozenset[Relation]
    closing: frozenset[tuple[str, str, str]]

    def graph(self, vocabulary: Vocabulary) -> Graph:
        """The graph, whose elements are of kinds of this vocabulary."""
        return Graph.over(InMemory.of_tables(self.tables, self.astray, vocabulary), self.closing)


@dataclass(frozen=True, slots=True)
class TableBytes:
    """The bytes of a table, and what the head says of it."""

    head: Mapping[str, Any]
    data: bytes

    @classmethod
    def of(cls, table: Table, vocabulary: Vocabulary) -> TableBytes:
        """The bytes of this table."""
        runs: list[bytes] = []
        return cls(Writer(runs.append, vocabulary).table(table), b"".join(runs))


def encoded(graph: Graph, beside: Any) -> bytes:
    """The bytes of a graph at no date, with something more that JSON can say."""
    tables = [TableBytes.of(table, graph.vocabulary) for table in graph.tables]
    return encoded_tables(tables, graph.astray, graph.closing, beside)


def encoded_tables(
    tables: Sequence[TableBytes], astray: Iterable[Relation], closing: Iterable[tuple[str, str, str]], beside: Any
) -> bytes:
    """The bytes of what a graph is made of: its tables, the links that are not followed, and something more."""
    begins = accumulate((len(table.data) for table in tables), initial=0)
    astray = sorted(astray, key=repr)
    head = {
        "beside": beside,
        "tables": [{**table.head, "begin": begin} for table, begin in zip(tables, begins, strict=False)],
        "astray": [[relation.source, relation.field, _ref_as_json(relation.ref)] for relation in astray],
        "closing": sorted(closing),
    }
    head_bytes = json.dumps(head).encode()
    size = len(head_bytes).to_bytes(_SIZE_OF_HEAD, "little")
    return b"".join([size, head_bytes, *(table.data for table in tables)])


def decoded(data: bytes | memoryview, vocabulary: Vocabulary) -> tuple[Graph, Any]:
    """The graph of these bytes, whose elements are of kinds of this vocabulary, and what is beside it.

    Raises an exception, of any kind, on bytes that `encoded` did not make. A column that it did not make raises Damaged
    when it is first read.
    """
    written, beside = decoded_tables(memoryview(data), vocabulary)
    return written.graph(vocabulary), beside


def decoded_tables(data: memoryview, vocabulary: Vocabulary) -> tuple[Written, Any]:
    """What the graph of these bytes is made of, and what is beside it; raises like `decoded`."""
    begin = _SIZE_OF_HEAD + int.from_bytes(data[:_SIZE_OF_HEAD], "little")
    head = json.loads(bytes(data[_SIZE_OF_HEAD:begin]))
    tables = [Reader(data[begin + table["begin"] :], vocabulary).table(table) for table in head["tables"]]
    refs = ((source, field, _ref_from_json(ref)) for source, field, ref in head["astray"])
    astray = frozenset(Relation(source, field, ref.to, ref) for source, field, ref in refs)
    closing = frozenset((source, field, target) for source, field, target in head["closing"])
    return Written(tables, astray, closing), head["beside"]


class Writer:
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
        rows = list(values)
        objects = [*map(id, rows)]
        code_by_key: dict[Any, int] = {}
        code_by_object = {id(None): 0}
        different: list[Any] = []
        # Many rows share one object, which is looked at once.
        for object_, value in dict(zip(objects, rows, strict=True)).items():
            if value is not None:
                code = code_by_object[object_] = code_by_key.setdefault(key(value), len(different) + 1)
                if code > len(different):
                    different.append(as_json(value))
        codes = array("I", map(code_by_object.__getitem__, objects))
        if sys.byteorder == "big":
            codes.byteswap()
        return [self._json(different), self.put(codes.tobytes())]

    def table(self, table: Table) -> dict[str, Any]:
        """Writes a table; returns what the head says of it."""
        # Columns that are on the disk are not kept in memory for having been written.
        columns = ((field, columns_read(table.columns, field) or ()) for field in table.columns)
        return {
            "kind": table.kind,
            "ids": self._json(list(table.ids)),
            "files": self._values(table.files, _itself, _itself),
            "shapes": self._values(table.shapes, _itself, list),
            "columns": {field: self.column(field, column, table.kind) for field, column in columns},
        }

    def column(self, field: str, values: Sequence[Any], kind_name: str) -> list[Any]:
        """Writes a column; returns its form, by which `_value_reader` knows how to read it, and its two runs."""
        if field in self._vocabulary.kinds[kind_name].links:
            return ["links", *self._values(values, _itself, lambda refs: [_ref_as_json(ref) for ref in refs])]
        types = {*map(type, values)} - {type(None)}
        if types <= {str, int, float, bool}:
            # 1, 1.0 and true are equal, but are not the same value.
            key = _itself if len(types) == 1 else _with_its_type
            return ["plain", *self._values(values, key, _itself)]
        if types == {tuple} and all(type(item) is str for value in values for item in value or ()):
            return ["texts", *self._values(values, _itself, _itself)]
        return ["fields", *self._values(values, lambda value: json.dumps(_as_json(value)), _as_json)]


class Reader:
    """Reads what a `Writer` wrote."""

    def __init__(self, data: memoryview, vocabulary: Vocabulary) -> None:
        self._data, self._vocabulary = data, vocabulary

    def table(self, head: Mapping[str, Any]) -> Table:
        """The table of which the head says this; its columns are read when they are asked for."""
        files, shapes = self._values(head["files"], _itself), self._values(head["shapes"], tuple)
        ids = self._json(head["ids"])
        written = {field for shape in self._json(head["shapes"][0]) for field in shape}
        kind = self._vocabulary.kinds[head["kind"]]
        known = kind.fields.keys() >= head["columns"].keys() >= written
        if not known or not len(ids) == len(files) == len(shapes) or not all(map(lt, ids, islice(ids, 1, None))):
            raise ValueError("a table whose columns do not fit")
        heads = head["columns"]
        read = partial(self._column, kind, heads, len(ids))
        columns = LazyColumns(heads, read, partial(self._may_hold, heads), read)
        return Table(kind.name, ids, files, shapes, columns)

    def _may_hold(self, heads: Mapping[str, Sequence[Any]], field: str, texts: Collection[str]) -> bool:
        if len(texts) > _SOUGHT:
            return True
        begin, end = heads[field][1]
        values = bytes(self._data[begin:end])
        return any(json.dumps(text).encode() in values for text in texts)

    def _column(
        self,
        kind: Kind,
        heads: Mapping[str, Sequence[Any]],
        size: int,
        field: str,
        rows: Sequence[int] | None = None,
    ) -> Sequence[Any]:
        """The values of a column, or what stands in some of its rows."""
        try:
            form, *spans = heads[field]
            if (form == "links") != (field in kind.links):
                raise ValueError(f"a column of {form}")
            column = self._values(spans, _value_reader(kind, form, field), rows)
            if form in ("plain", "texts"):
                # The others are validated as they are made.
                _require_values(dict.fromkeys(value for value in column if value is not None), kind, field)
        except Exception as error:
            raise Damaged(f"{kind.name}.{field}: {error}") from error
        if rows is None and len(column) != size:
            raise Damaged(f"{kind.name}.{field}: {len(column)} values for {size} elements")
        return column

    def _json(self, span: Sequence[int]) -> Any:
        return json.loads(bytes(self._data[slice(*span)]))

    def _values(self, spans: Sequence[Any], read: Callable[[Any], Any], rows: Sequence[int] | None = None) -> list[Any]:
        """The value of each row of a column, or of some of them; rows with the same value share one object."""
        different_span, codes_span = spans
        codes = array("I")
        codes.frombytes(self._data[slice(*codes_span)])
        if sys.byteorder == "big":
            codes.byteswap()
        different = [None, *self._json(different_span)]
        if rows is None:
            values = [None, *map(read, different[1:])]
            return [*map(values.__getitem__, codes)]
        some = [*map(codes.__getitem__, rows)]
        by_code = {code: read(different[code]) if code else None for code in {*some}}
        return [*map(by_code.__getitem__, some)]


def _itself(value: Any) -> Any:
    return value


def _with_its_type(value: Any) -> tuple[type, Any]:
    return type(value), value


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
    from pydantic import BaseModel
    from pydantic_core import to_jsonable_python

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
    from pydantic import TypeAdapter

    return TypeAdapter(kind.annotation(field))


def _require_values(values: Collection[Any], kind: Kind, field: str) -> None:
    """Raises ValueError for values of which a field cannot hold one: of another type, no date, none of its words.

    They were validated before they were written; what asks for them relies on this much.
    """
    types = {type_.__name__ for type_ in {*map(type, values)}}
    items = chain.from_iterable(values) if types == {"tuple"} else ()
    if not types <= {*kind.values[field].types} or not {*map(type, items)} <= {str}:
        raise ValueError(f"values of other types: {', '.join(sorted(types))}")
    if field in kind.dates:
        for value in values:
            as_written(value)
    if field in kind.choices and not {*values} <= {*kind.choices[field]}:
        raise ValueError("none of its words")
