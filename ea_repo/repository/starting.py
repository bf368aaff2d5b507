"""A new workspace, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ea_repo.answer.schema import as_json, schemas
from ea_repo.load import FILE
from ea_repo.load.element_text import written
from ea_repo.starter import copy
from ea_repo.starter import folder as starter_folder
from ea_repo.write import write_new_folder


def init(folder: Path, name: str) -> None:
    """Writes a new workspace with an example to replace; raises what `start` does."""

    def fill(new: Path) -> None:
        copy("model", new)
        write_settings(new, name)

    start(folder, fill)


def write_settings(new: Path, name: str) -> None:
    """Writes the settings of a new workspace of this name."""
    settings = (starter_folder("model").parent / FILE).read_text(encoding="utf-8")
    named = settings.replace("name: NAME", f"name: {written(name)}")
    (new / FILE).write_text(named, encoding="utf-8")


def start(folder: Path, fill: Callable[[Path], None]) -> None:
    """Writes a new workspace, whole or not at all: the starter's rules and maps, and what `fill` puts beside them.

    Raises NotWritten where the folder holds anything already, or nothing can be written.
    """

    def whole(new: Path) -> None:
        for starter in ("rules", "cartography"):
            copy(starter, new)
        fill(new)
        (new / "schema").mkdir(exist_ok=True)
        for what, schema in schemas().items():
            (new / "schema" / f"{what}.json").write_text(as_json(schema) + "\n", encoding="utf-8")

    # What makes it a workspace comes last.
    write_new_folder(folder, whole, last=FILE)
