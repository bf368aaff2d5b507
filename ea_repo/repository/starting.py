"""A new workspace, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ea_repo.answer.schema import as_json, schemas
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.starter import folder as starter_folder


class NotWritten(WorkspaceUnreadable):
    """A place where no workspace can be made."""


class NotEmpty(WorkspaceUnreadable):
    """A folder that already holds something, where a new workspace was asked for."""


def init(folder: Path, name: str) -> None:
    """Writes a new workspace with an example to replace; raises what `start` does."""

    def fill(new: Path) -> None:
        _copy("model", new)
        write_settings(new, name)

    start(folder, fill)


def write_settings(new: Path, name: str) -> None:
    """Writes the settings of a new workspace of this name."""
    settings = (starter_folder("model").parent / FILE).read_text(encoding="utf-8")
    named = settings.replace("name: NAME", f"name: {json.dumps(name, ensure_ascii=False)}")
    (new / FILE).write_text(named, encoding="utf-8")


def start(folder: Path, fill: Callable[[Path], None]) -> None:
    """Writes a new workspace, whole or not at all: the starter's rules and maps, and what `fill` puts beside them.

    Raises NotEmpty where the folder holds anything already, NotWritten where nothing can be written.
    """
    folder = folder.absolute()
    may_start(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _start(folder, fill)
    except OSError as error:
        raise NotWritten(f"{folder}: no workspace can be made here ({error.strerror})") from None


def may_start(folder: Path) -> None:
    """Raises NotEmpty where a folder holds anything already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(f"{folder.absolute()}: this folder is not empty; choose a new one")


def _start(folder: Path, fill: Callable[[Path], None]) -> None:
    # Made beside, then put in place in one move: an interrupted `init` leaves nothing.
    with tempfile.TemporaryDirectory(dir=folder if folder.exists() else folder.parent, prefix=".new-") as made:
        new = Path(made) / "workspace"
        for starter in ("rules", "cartography"):
            _copy(starter, new)
        fill(new)
        for what, schema in schemas().items():
            (new / "schema").mkdir(exist_ok=True)
            (new / "schema" / f"{what}.json").write_text(as_json(schema) + "\n", encoding="utf-8")
        if not folder.exists():
            new.replace(folder)
            return
        # The folder stays, as somebody may stand in it; what makes it a workspace comes last.
        for part in sorted(new.iterdir(), key=lambda part: part.name == FILE):
            part.replace(folder / part.name)


def _copy(starter: str, new: Path) -> None:
    shutil.copytree(starter_folder(starter), new / starter, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
