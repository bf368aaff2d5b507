"""What is written otherwise in one of two texts of a workspace: told from the rows that they do not share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.graph.record import Record
from ea_repo.graph.spliced import ids_apart, written
from ea_repo.graph.table import Table

Tables = Mapping[str, Table]
"""By kind."""
_MOST = 50_000
"""How many elements are compared, of those that are not known to be shared."""


@dataclass(frozen=True)
class Otherwise:
    """The elements that one of two texts does not write as the other does."""

    added: frozenset[str]
    """Those that only the later one has; one that is of another kind there is among these and those removed."""
    removed: frozenset[str]
    fields: Mapping[str, frozenset[str]]
    """By element of both, the fields in which it does not say the same."""
    before: Sequence[Record]
    """All that those removed and changed wrote in the earlier one."""
    apart: frozenset[str]
    """The kinds of which the two do not share every row: these may differ in the order of the fields, or the file."""
    other_fields: frozenset[str]
    """The kinds of which other fields are written, by whatever element."""


def otherwise(before: Tables, after: Tables) -> Otherwise | None:
    """What differs from one text to the other; None where they share too little for that to be of use."""
    kinds = sorted(kind for kind in before.keys() | after.keys() if before.get(kind) is not after.get(kind))
    apart_by_kind = {kind: ids_apart(before.get(kind), after.get(kind)) for kind in kinds}
    if sum(map(len, apart_by_kind.values())) > _MOST:
        return None
    added, removed = set[str](), set[str]()
    fields: dict[str, set[str]] = {}
    records: list[Record] = []
    for kind, apart in apart_by_kind.items():
        old, new = before.get(kind), after.get(kind)
        was, is_now = _of(old, apart), _of(new, apart)
        added.update(is_now.difference(was))
        removed.update(was.difference(is_now))
        changed = _changed(old, new, sorted(was & is_now)) if old is not None and new is not None else {}
        fields |= changed
        records += _records(old, sorted({*changed, *was.difference(is_now)}))
    return Otherwise(
        frozenset(added),
        frozenset(removed),
        {id: frozenset(names) for id, names in fields.items()},
        records,
        frozenset(kind for kind, apart in apart_by_kind.items() if apart),
        frozenset(kind for kind in kinds if _fields(before.get(kind)) != _fields(after.get(kind))),
    )


def _fields(table: Table | None) -> set[str]:
    return set() if table is None else {*table.columns}


def _of(table: Table | None, ids: Collection[str]) -> set[str]:
    """Those of some ids that a table has."""
    return set() if table is None else {id for id in ids if table.row(id) is not None}


def _changed(old: Table, new: Table, ids: Sequence[str]) -> dict[str, set[str]]:
    """Of the elements that both tables have, those that do not say the same, with the fields."""
    changed: dict[str, set[str]] = {}
    for field in sorted({*old.columns, *new.columns}):
        for id, first, second in zip(ids, written(old, field, ids), written(new, field, ids), strict=True):
            if type(first) is not type(second) or first != second:
                changed.setdefault(id, set()).add(field)
    return changed


def _records(table: Table | None, ids: Sequence[str]) -> list[Record]:
    """All that some elements of a table write."""
    if table is None or not ids:
        return []
    rows = [row for id in ids if (row := table.row(id)) is not None]
    fields = dict.fromkeys(field for row in rows for field in table.shapes[row])
    values = {field: dict(zip(ids, written(table, field, ids), strict=True)) for field in fields}
    return [
        Record(id, table.kind, {field: values[field][id] for field in table.shapes[row]}, table.files[row])
        for id, row in zip(ids, rows, strict=True)
    ]
