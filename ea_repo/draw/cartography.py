"""The folder of the views: each file read, what is wrong in one hides no other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ea_repo.draw.meaning import senseless
from ea_repo.draw.style import STYLE, Style, read_style
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.finding import Position, Text
from ea_repo.load.definition_file import DefinitionUnreadable, read_definition
from ea_repo.load.files import sources
from ea_repo.load.yaml import parse
from ea_repo.starter import folder as starter_folder

FOLDER = "cartography"


@dataclass(frozen=True)
class View:
    """A viewpoint with its id, the name of its file."""

    id: str
    file: str
    point: Viewpoint


@dataclass(frozen=True)
class Cartography:
    """The views of a workspace in their order, its style, and what is wrong in those that cannot be read."""

    views: dict[str, View]
    style: Style
    unreadable: dict[str, DefinitionUnreadable]


def read_cartography(root: Path) -> Cartography:
    """The views of a workspace, or the starter's where it has none; raises DefinitionUnreadable for a wrong style."""
    folder = root / FOLDER
    if not any(folder.glob("*.yaml")):
        folder = starter_folder(FOLDER)
    style = read_style(folder)
    found: list[View] = []
    unreadable: dict[str, DefinitionUnreadable] = {}
    for source in sources(folder.parent, folder.name):
        id = Path(source.file).stem
        if Path(source.file).name == STYLE:
            continue
        try:
            found.append(View(id, source.file, _read(source.file, source.text, style)))
        except DefinitionUnreadable as error:
            unreadable[id] = error
    ordered = sorted(found, key=lambda each: (each.point.order, each.id))
    return Cartography({each.id: each for each in ordered}, style, unreadable)


def _read(file: str, text: str | None, style: Style) -> Viewpoint:
    if text is None:
        raise DefinitionUnreadable(Position(file), Text("ce fichier ne peut pas être lu", "this file cannot be read"))
    document = parse(text, marks=True)
    found = read_definition(Viewpoint, file, document)
    for key, said in senseless(found, style):
        raise DefinitionUnreadable(Position(file, *document.marks.get((key,), (1, 1))), said)
    return found
