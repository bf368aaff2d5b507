"""The folder of the views: each file read, what is wrong in one hides no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ea_repo.draw.cartography_files import STYLE, STYLE_PLACE, cartography_files
from ea_repo.draw.style import Style, style_errors
from ea_repo.draw.viewpoint import TextPath, Viewpoint
from ea_repo.draw.viewpoint_errors import selector_errors, viewpoint_errors
from ea_repo.finding import Position, Text
from ea_repo.graph import Graph
from ea_repo.load.definition_file import DefinitionUnreadable, read_definition
from ea_repo.load.files import Source
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import Vocabulary, built_in

Entry = TypeVar("Entry", bound=BaseModel)
Places = Mapping[TextPath, tuple[int, int]]
"""The line and the column of each key and item of a file."""


@dataclass(frozen=True)
class View:
    """A viewpoint with its id, the name of its file, and where each of its parts is written."""

    id: str
    file: str
    point: Viewpoint
    places: Places

    def check(self, graph: Graph) -> None:
        """Raises DefinitionUnreadable where a selector of the view names an element that this graph does not have."""
        _refuse(selector_errors(self.point, graph), self.file, self.places)


@dataclass(frozen=True)
class Cartography:
    """The views of a workspace in their order, its style, and what is wrong in those that cannot be read."""

    views: dict[str, View]
    style: Style
    unreadable: dict[str, DefinitionUnreadable]


def read_cartography(root: Path, limits: Limits = USUAL, vocabulary: Vocabulary | None = None) -> Cartography:
    """The views of a workspace, or the starter's where it has none; raises DefinitionUnreadable for a wrong style.

    A folder of views that cannot be read is among what is unreadable: the starter's do not take its place.
    """
    found = cartography_files(root, limits)
    style = _style(found)
    views: dict[str, View] = {}
    unreadable: dict[str, DefinitionUnreadable] = {}
    for source in found:
        id = Path(source.file).stem
        if source.file == STYLE_PLACE:
            continue
        try:
            _require_place(source)
            view = _read_view(id, source, style, vocabulary or built_in())
            if id in views:
                other = views[id].file
                twice = Text(f"la vue « {id} » est déjà écrite dans {other}", f"the view “{id}” is already in {other}")
                raise DefinitionUnreadable(Position(source.file), twice)
            views[id] = view
        except DefinitionUnreadable as error:
            unreadable[id if id not in unreadable else source.file] = error
    ordered = sorted(views.values(), key=lambda view: (view.point.order, view.id))
    return Cartography({view.id: view for view in ordered}, style, unreadable)


def _require_place(source: Source) -> None:
    """Raises DefinitionUnreadable for a second style below the folder."""
    if Path(source.file).name == STYLE:
        french = f"le style est dans {STYLE_PLACE} ; celui-ci n'est pas lu"
        raise DefinitionUnreadable(Position(source.file), Text(french, f"the style is {STYLE_PLACE}; not read here"))


def _style(files: Iterable[Source]) -> Style:
    """The style among the files of a folder of maps."""
    source = next(file for file in files if file.file == STYLE_PLACE)
    style, document = _read(Style, source)
    _refuse(style_errors(style), source.file, document.marks)
    return style


def _read_view(id: str, source: Source, style: Style, vocabulary: Vocabulary) -> View:
    point, document = _read(Viewpoint, source)
    _refuse(viewpoint_errors(point, style, vocabulary), source.file, document.marks)
    return View(id, source.file, point, document.marks)


def _read(model: type[Entry], source: Source) -> tuple[Entry, Document]:
    """What a file says, with its text; raises DefinitionUnreadable."""
    if source.text is None:
        for finding in source.findings:
            raise DefinitionUnreadable(finding.at or Position(source.file), finding.message)
    document = parse(source.text or "", marks=True)
    return read_definition(model, source.file, document), document


def _refuse(errors: Iterable[tuple[TextPath, Text]], file: str, places: Places) -> None:
    """Raises DefinitionUnreadable for the first of these errors, at its place or that of what it is in."""
    for path, message in errors:
        around = (path[:length] for length in range(len(path), 0, -1))
        line, column = next((places[part] for part in around if part in places), (1, 1))
        raise DefinitionUnreadable(Position(file, line, column), message)
