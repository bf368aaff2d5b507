"""Matrices: rows and columns that name things, and a mark where two of them go together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ea_repo.exchange.inventory import Record, Rejected, Relation, Scalar, Wording
from ea_repo.exchange.place import Place, letters
from ea_repo.exchange.sheet import Sheet
from ea_repo.finding import Text

_CROSSES = frozenset(("x", "xx", "×", "✓", "✔", "✗", "●", "•", "o", "v", "1", "oui", "yes", "vrai", "true", "y"))
_LETTERS = re.compile(r"[crud]{1,4}|[raci](?:\s*[/,]\s*[raci])*", re.IGNORECASE)
"""What is done to a datum (create, read, update, delete), and who answers for it (RACI)."""
_NO = frozenset(("0", "non", "no", "n", "-", "–", "faux", "false"))
_MAX_HEADS = 5
"""How many rows, or columns, may name the things of one axis."""
_TOLERANCE = 50
"""How many marks there are, at least, for each cell that holds something else."""
_CORNER = re.compile(r"\s*[\\/×|]\s*")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Where the names are: the rows down to `top` name the columns, the columns up to `left` name the rows."""

    sheet: Sheet
    top: int
    left: int

    def body(self) -> list[tuple[int, int, Scalar]]:
        """The cells with something in them, by row and column."""
        return [
            (number, column, cell)
            for number, row in enumerate(self.sheet.rows[self.top :], start=self.top + 1)
            for column, cell in enumerate(row[self.left :], start=self.left + 1)
            if cell is not None
        ]


def matrix_of(sheet: Sheet) -> Matrix | None:
    """A sheet as a matrix, None where its cells are no marks: then it is a table. A few stray texts make no table."""
    full = sheet.spread()
    words, marks = _cells(full)
    for left, top in _ways():
        if words.below(top, left) * _TOLERANCE <= marks.below(0, 0) and _is_named(Matrix(full, top, left), 3, 2):
            return Matrix(full, top, left)
    return None


def nearest_matrix(sheet: Sheet, marked: int = 1) -> Matrix | None:
    """A sheet as the matrix that somebody says it is: with no fewer marks than other cells, in so many columns."""
    full = sheet.spread()
    words, marks = _cells(full)
    left, top = max(_ways(), key=lambda way: marks.below(way[1], way[0]) - words.below(way[1], way[0]))
    found = Matrix(full, top, left)
    return found if words.below(top, left) <= marks.below(top, left) and _is_named(found, marked, marked) else None


def strays(matrix: Matrix) -> list[tuple[Place, Scalar]]:
    """The cells that hold neither a mark nor a no, with their places."""
    return [
        (matrix.sheet.place(row, column), cell)
        for row, column, cell in matrix.body()
        if not _is_mark(cell) and _said(cell) not in _NO
    ]


def _ways() -> Iterator[tuple[int, int]]:
    """How many columns, and how many rows, may name things."""
    return ((left, top) for left in range(1, _MAX_HEADS + 1) for top in range(1, _MAX_HEADS + 1))


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many cells of each row are of a sort, by the number of first columns that are left out."""

    counts: tuple[tuple[int, ...], ...]

    def below(self, top: int, left: int) -> int:
        """How many there are below some rows and after some columns."""
        return sum(self.counts[left][top:])


def _cells(sheet: Sheet) -> tuple[_Counts, _Counts]:
    """Where the words are that are neither a mark nor a no, and where the marks and the noes are."""
    is_word: dict[Scalar, bool] = {None: False}
    words: list[list[int]] = [[] for _ in range(_MAX_HEADS + 1)]
    marks: list[list[int]] = [[] for _ in range(_MAX_HEADS + 1)]
    for row in sheet.rows:
        columns: tuple[list[int], list[int]] = ([], [])
        for column, cell in enumerate(row):
            if cell not in is_word:
                is_word[cell] = not _is_mark(cell) and _said(cell) not in _NO
            if cell is not None:
                columns[is_word[cell]].append(column)
        for left in range(_MAX_HEADS + 1):
            for counts, places in zip((marks, words), columns, strict=True):
                counts[left].append(len(places) - bisect_left(places, left))
    return _Counts(tuple(map(tuple, words))), _Counts(tuple(map(tuple, marks)))


def _is_named(matrix: Matrix, cells: int, wide: int) -> bool:
    """Whether there are marks, in so many cells and columns at least, whose rows and columns have names."""
    sheet = matrix.sheet
    marks = [(row, column) for row, column, cell in matrix.body() if _is_mark(cell)]
    rows, columns = {row for row, _ in marks}, {column for _, column in marks}
    if len(marks) < cells or len(columns) < wide:
        return False
    above, before = range(1, matrix.top + 1), range(1, matrix.left + 1)
    return all(any(isinstance(sheet.cell(row, column), str) for row in above) for column in columns) and all(
        any(isinstance(sheet.cell(row, column), str) for column in before) for row in rows
    )


def _is_mark(cell: Scalar) -> bool:
    said = _said(cell)
    return said in _CROSSES or _LETTERS.fullmatch(said) is not None


def _said(cell: Scalar) -> str:
    return str(cell).strip().casefold()


@dataclass(frozen=True, slots=True)
class Content:
    """What a matrix says: the things that its axes name, and how they go together."""

    records: tuple[Record, ...]
    relations: tuple[Relation, ...]
    rejected: tuple[Rejected, ...]


def content(matrix: Matrix) -> Content:
    """The things and their relations; one whose name says `Type::Name` has that type, else that of its axis."""
    sheet = matrix.sheet
    width = max(map(len, sheet.rows), default=0)
    row_type, column_type = _types(matrix)
    rows = range(matrix.top + 1, len(sheet.rows) + 1)
    columns = range(matrix.left + 1, width + 1)
    row_heads = [[sheet.cell(row, column) for column in range(1, matrix.left + 1)] for row in rows]
    column_heads = [[sheet.cell(row, column) for row in range(1, matrix.top + 1)] for column in columns]
    by_row = dict(zip(rows, _things(sheet, row_heads, [(row, 1) for row in rows], row_type), strict=True))
    places = [(1, column) for column in columns]
    by_column = dict(zip(columns, _things(sheet, column_heads, places, column_type), strict=True))
    relations, rejected = [], []
    for row, column, cell in matrix.body():
        source, target = by_row.get(row), by_column.get(column)
        at = sheet.place(row, column)
        relation = None
        if source is not None and target is not None:
            id, ends = f"{sheet.name}/{letters(column)}{row}", (source.id, target.id)
            relation = Relation(id=id, type=sheet.name, at=at, source=ends[0], target=ends[1], fields={"value": cell})
        if relation is not None and _is_mark(cell):
            relations.append(relation)
        elif _said(cell) not in _NO:
            why = Text(f"« {cell} » n'est pas une croix entre deux noms", f"“{cell}” is no cross between two names")
            rejected.append(Rejected(at, why, sheet.name, relation=relation))
    things = (thing for axis in (by_row, by_column) for thing in axis.values() if thing is not None)
    records = {thing.id: thing for thing in things}
    return Content(tuple(records.values()), tuple(relations), tuple(rejected))


def _types(matrix: Matrix) -> tuple[str, str]:
    """What rows and columns are: the corner may say it, as `Applications \\ Processes`."""
    corner = str(matrix.sheet.cell(1, 1) or "")
    parts = [part for part in _CORNER.split(corner) if part]
    name = matrix.sheet.name
    return (parts[0], parts[1]) if len(parts) == 2 else (f"{name}: rows", f"{name}: columns")


def _things(
    sheet: Sheet, heads: Sequence[Sequence[Scalar]], places: Sequence[tuple[int, int]], type: str
) -> list[Record | None]:
    """What each row, or column, names; the head that tells most of them apart is the name, the others are fields."""
    telling = max(range(len(heads[0])), key=lambda head: len({others[head] for others in heads})) if heads else 0
    found: list[Record | None] = []
    taken: set[str] = set()
    for head, (row, column) in zip(heads, places, strict=True):
        written = str(head[telling] or "").strip()
        if not written:
            found.append(None)
            continue
        own, _, name = written.rpartition("::")
        id = f"{own or type}/{name}"
        if id in taken:
            id = f"{id} ({letters(column) if row == 1 else row})"
        taken.add(id)
        fields = {f"head {place}": value for place, value in enumerate(head, start=1) if place != telling + 1 and value}
        at = sheet.place(row, telling + 1) if column == 1 else sheet.place(telling + 1, column)
        found.append(Record(id=id, type=own or type, at=at, name=Wording.of(name), fields=fields))
    return found
