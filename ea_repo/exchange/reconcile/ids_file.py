"""What somebody wrote of which seen thing is which element: a YAML mapping, or a table of two columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ea_repo.exchange.mapping.columns import text
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.source import File, gather
from ea_repo.exchange.tables import holds_tables, tables_of
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.load.yaml import parse
from ea_repo.suggest import did_you_mean

_SHAPE = Text(
    "attendu : « nom ou id dans la source: id ici », ou un tableau de deux colonnes",
    "expected “name or id in the source: id here”, or a table of two columns",
)


def ids_in(path: Path, graph: Graph) -> Mapping[str, str]:
    """The ids here by names or ids of the source; raises Unreadable, naming the place of an id that does not exist."""
    file = gather([path])[0]
    ids: dict[str, str] = {}
    for said, id, at in _pairs(file):
        if id not in graph:
            hint = did_you_mean(id, graph)
            why = Text(f"« {id} » n'existe pas ici{hint.fr}", f"“{id}” does not exist here{hint.en}")
            raise Unreadable(why, at)
        ids[said] = id
    return ids


def _pairs(file: File) -> Iterator[tuple[str, str, Place]]:
    yaml = file.path.suffix.lower() in (".yaml", ".yml")
    if not yaml and holds_tables(file):
        for table in tables_of(file):
            for number, row in enumerate(table.rows, start=1):
                cells = [text(cell).strip() for cell in row if cell is not None]
                # A first row that names the columns is no pair.
                if len(cells) >= 2 and not (number == 1 and cells[1].casefold() in ("id", "ea", "element", "élément")):
                    yield cells[0], cells[1], table.place(number, 2)
        return
    document = parse(file.text, marks=True)
    if document.flaws or not isinstance(document.value, dict):
        raise Unreadable(_SHAPE, file.at)
    for said, id in document.value.items():
        line, column = document.marks.get((said,), (1, 1))
        at = Place(file.name, line, column)
        if not isinstance(id, str):
            raise Unreadable(_SHAPE, at)
        yield said, id, at
