"""What somebody wants to bring in: files, read by their format, with the mapping that says what they mean here."""

from __future__ import annotations

from collections.abc import Collection, Mapping as Dict
from dataclasses import dataclass, replace
from pathlib import Path

from ea_repo.exchange.inventory import Inventory, Note
from ea_repo.exchange.mapping.idle import idle
from ea_repo.exchange.mapping.language import Mapping
from ea_repo.exchange.mapping.mapping_file import ids_in, mapping_in, well_known
from ea_repo.exchange.merge.memory import Memory, same_source
from ea_repo.exchange.naming import slug
from ea_repo.exchange.place import Place
from ea_repo.exchange.registry import read
from ea_repo.finding import Text

_NO_MAPPING = Text(
    "aucune correspondance ne dit ce que ces lignes signifient ici : elles sont gardées comme concepts ; "
    "« ea import --guess FICHIER -o correspondance.yaml » en propose une, à relire",
    "no mapping says what these rows mean here: they are kept as concepts; "
    "`ea import --guess FILE -o mapping.yaml` proposes one, to be read over",
)


@dataclass(frozen=True)
class Request:
    """What one asks to read: files or folders, their format where it is said, the files that say what they mean."""

    files: tuple[Path, ...]
    format: str = ""
    mapping: Path | None = None
    ids: Path | None = None
    """A file that says, by id or name in the source, which element is already here and the same."""


@dataclass(frozen=True)
class Incoming:
    """What a source says, what that means here, and the name under which it comes in: its folder in `model/`."""

    inventory: Inventory
    mapping: Mapping
    source: str


def incoming(request: Request, memories: Dict[str, Memory]) -> Incoming:
    """What was asked for, read; `memories` holds what came in before. Raises Unreadable."""
    written = mapping_in(request.mapping) if request.mapping is not None else None
    inventory = read(request.files, request.format or (written.format or "" if written is not None else ""))
    mapping = written or well_known(inventory.format) or Mapping()
    notes = [*inventory.notes]
    if written is not None and written.extends is None:
        notes += idle(inventory, written)
    if not mapping.records and inventory.records:
        notes.append(Note(_start(inventory), _NO_MAPPING))
    if request.ids is not None:
        mapping = mapping.model_copy(update={"ids": {**mapping.ids, **ids_in(request.ids)}})
    name = mapping.source or same_source(inventory, memories) or _name(request.files[0], inventory, memories)
    return Incoming(replace(inventory, notes=tuple(notes)), mapping, name)


def _start(inventory: Inventory) -> Place:
    return Place(inventory.files[0].name if inventory.files else "?")


def _name(file: Path, inventory: Inventory, taken: Collection[str]) -> str:
    """A name for a source that has none: that of its file; a table of the same name is the same table."""
    plain = slug(file.resolve().stem) or slug(str(inventory.name)) or "source"
    name, number = plain, 1
    while name in taken and not inventory.tabular:
        number += 1
        name = f"{plain}-{number}"
    return name
