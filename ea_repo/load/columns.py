"""The elements of one kind as they are read, file by file, validated a field at a time: many share the same values."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ea_repo.finding import Finding
from ea_repo.graph import Table
from ea_repo.load.locate import Locator
from ea_repo.load.validation import Raw, records
from ea_repo.metamodel import Kind, Ref
from ea_repo.metamodel.link import undated

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_ADAPTERS = 1_000
"""How many fields keep what validates them: more than the built-in kinds have."""
_TEXTS = frozenset((str,))
_TEXTS_OR_LISTS = frozenset((str, list))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some elements of one kind, validated: by field, the rows that write it, and what each of them writes."""

    kind: str
    ids: Sequence[str]
    files: Sequence[str]
    shapes: Sequence[tuple[str, ...]]
    columns: Mapping[str, tuple[Sequence[int], Sequence[Any]]]


def validated(raws: Sequence[Raw], locator: Locator) -> tuple[Batch, list[Finding]]:
    """Some elements of one kind without their wrong values, and what is wrong in them."""
    from pydantic import ValidationError

    kind, wrong = raws[0].kind, list[Finding]()
    shapes, written = _written(raws)
    columns: dict[str, tuple[Sequence[int], Sequence[Any]]]
    try:
        columns = {field: (rows, _validated(kind, field, values)) for field, (rows, values) in written.items()}
    except (ValidationError, KeyError):
        # Some value is wrong, or some field unknown: which, and what to do about it, is found element by element.
        sound, wrong = records(raws, locator)
        shapes, columns = [tuple(record.fields) for record in sound], {}
        rows_by_field: dict[str, list[int]] = {}
        for row, record in enumerate(sound):
            for field in record.fields:
                rows_by_field.setdefault(field, []).append(row)
        columns = {field: (rows, [sound[row].fields[field] for row in rows]) for field, rows in rows_by_field.items()}
    return Batch(kind.name, [raw.id for raw in raws], [raw.file for raw in raws], shapes, columns), wrong


class Columns:
    """The elements of one kind, in columns, in the order in which they are added."""

    def __init__(self, kind_name: str) -> None:
        self._kind = kind_name
        self._ids: list[str] = []
        self._files: list[str] = []
        self._shapes: list[tuple[str, ...]] = []
        self._columns: dict[str, list[Any]] = {}
        self._different_shapes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, batch: Batch) -> None:
        """Adds some elements of the kind."""
        begin = len(self._ids)
        self._ids += batch.ids
        self._files += batch.files
        self._shapes += [self._different_shapes.setdefault(shape, shape) for shape in batch.shapes]
        for field, (rows, values) in batch.columns.items():
            column = self._columns.setdefault(field, [])
            column += [None] * (len(self._ids) - len(column))
            for row, value in zip(rows, values, strict=True):
                column[begin + row] = value

    def table(self) -> Table:
        """The table of what was added."""
        size = len(self._ids)
        for column in self._columns.values():
            column += [None] * (size - len(column))
        order = sorted(range(size), key=self._ids.__getitem__)
        if order == [*range(size)] or size == 1:
            return self._table(self._ids, self._files, self._shapes, self._columns)
        pick = itemgetter(*order)
        columns = {field: pick(column) for field, column in self._columns.items()}
        return self._table(pick(self._ids), pick(self._files), pick(self._shapes), columns)

    def _table(self, ids: Any, files: Any, shapes: Any, columns: Any) -> Table:
        # The columns are in the order in which the rows first write them.
        fields = dict.fromkeys(field for shape in dict.fromkeys(shapes) for field in shape)
        return Table(self._kind, ids, files, shapes, {field: columns[field] for field in fields})


def _written(raws: Sequence[Raw]) -> tuple[list[tuple[str, ...]], dict[str, tuple[array[int], list[Any]]]]:
    """The fields that each of some elements writes, and by field, the rows that write it with what they write.

    `field:` with nothing after it is absent.
    """
    shapes: list[tuple[str, ...]] = []
    rows_by_shape: dict[tuple[str, ...], list[int]] = {}
    values: list[Iterable[Any]] = []
    for row, raw in enumerate(raws):
        shape, own = raw.names, raw.values
        if None in own:
            shape = tuple(field for field, value in zip(shape, own, strict=True) if value is not None)
            own = [value for value in own if value is not None]
        shapes.append(shape)
        values.append(own)
        rows_by_shape.setdefault(shape, []).append(row)
    columns: dict[str, tuple[array[int], list[Any]]] = {}
    for shape, rows in rows_by_shape.items():
        # All elements of one shape at once: no step in Python for each value.
        for field, column in zip(shape, zip(*map(values.__getitem__, rows), strict=True), strict=True):
            all_rows, all_values = columns.setdefault(field, (array("I"), []))
            all_rows.extend(rows)
            all_values += column
    return shapes, columns


def _validated(kind: Kind, field: str, values: list[Any]) -> list[Any]:
    """The values of a field, validated. Raises ValidationError where one is wrong, KeyError for an unknown field."""
    objects = [*map(id, values)]
    # Elements that share a line share its value, which is looked at once.
    different = dict(zip(objects, values, strict=True))
    sound = dict(zip(different, _sound(kind, field, [*different.values()]), strict=True))
    return [*map(sound.__getitem__, objects)]


def _sound(kind: Kind, field: str, values: list[Any]) -> list[Any]:
    """The values of a field, validated; raises like `_validated`."""
    types = {*map(type, values)}
    if field in kind.links and types <= _TEXTS_OR_LISTS:
        return _links(kind, field, values)
    adapter = _adapter(kind, field)
    if types != _TEXTS:
        return adapter.validate_python(values)
    different = [*dict.fromkeys(values)]
    by_text = dict(zip(different, adapter.validate_python(different), strict=True))
    return [*map(by_text.__getitem__, values)]


def _links(kind: Kind, field: str, values: list[Any]) -> list[tuple[Ref, ...]]:
    """The values of a link field that are ids and lists; those that are the same share one object."""
    by_ids: dict[Any, tuple[Ref, ...]] = {}
    links: list[tuple[Ref, ...]] = []
    for value in values:
        if type(value) is str:
            refs = by_ids.get(value)
            if refs is None:
                refs = by_ids[value] = (undated(value),)
        elif _TEXTS.issuperset(map(type, value)):
            ids = tuple(value)
            refs = by_ids.get(ids)
            if refs is None:
                refs = by_ids[ids] = tuple(map(undated, ids))
        else:
            (refs,) = _adapter(kind, field).validate_python([value])
        links.append(refs)
    return links


@lru_cache(_ADAPTERS)
def _adapter(kind: Kind, field: str) -> TypeAdapter[list[Any]]:
    """Validates several values of a field at once."""
    from pydantic import TypeAdapter

    several: Any = list[kind.annotation(field)]  # type: ignore[misc]
    return TypeAdapter(several)
