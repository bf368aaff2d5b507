"""A graph that is given a piece at a time, and kept on the disk: what a large server holds, in little memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from mmap import ACCESS_READ, mmap
from typing import Any, Self

from ea_repo.graph import Graph, Record
from ea_repo.graph.memory import InMemory
from ea_repo.graph.spliced import columns_read, may_hold
from ea_repo.graph.table import Table
from ea_repo.load.graph_bytes import Reader, Writer
from ea_repo.load.lazy_columns import LazyColumns
from ea_repo.metamodel import Kind, Vocabulary, built_in


class GraphBuilder:
    """A graph given a piece at a time, kept on the disk: its columns come into memory when they are asked for.

    It is a context manager: pieces are added inside the block; the graph may be used after it.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or built_in()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # Closed at the end of the block.
        self._writer = Writer(self._file.write, self._vocabulary)
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
        reader = Reader(memoryview(mmap(self._file.fileno(), 0, access=ACCESS_READ)), self._vocabulary)
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
    columns = LazyColumns(
        fields,
        lambda field: join((_column_of(piece, field) for piece in pieces), shared=field in kind.links),
        lambda field, texts: any(may_hold(piece.columns, field, texts) for piece in pieces),
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
    column = columns_read(piece.columns, field)
    return [None] * len(piece.ids) if column is None else column
