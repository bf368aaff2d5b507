"""A new workspace, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ea_repo.answer.schema import as_json, schemas
from ea_repo.check.charter import CHARTER, common_charter
from ea_repo.finding import Lang
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.metamodel.identifiers import id_from_name
from ea_repo.starter import folder as starter_folder

_SCHEMA = "# yaml-language-server: $schema=../schema/model.json\n"


@dataclass(frozen=True)
class Organisation:
    """Whose workspace it is: its name, its language where it has one, who grants derogations where somebody does."""

    name: str
    lang: Lang | None = None
    granter: str | None = None

    @property
    def granter_id(self) -> str | None:
        return (id_from_name(self.granter) or "granter") if self.granter else None


def charter_over_the_common_one(granter: str | None = None) -> str:
    """The text of a `charter.yaml` that has the common rules, under one who grants derogations."""
    text = (starter_folder("rules").parent / "charter.yaml").read_text(encoding="utf-8")
    if granter is None:
        return text
    principles = common_charter()["charter"]["principles"]
    granted = "".join(f"  {principle}: {{granted_by: {granter}}}\n" for principle in principles)
    return text + f"\nprinciples:\n{granted}"


def _quoted(text: str) -> str:
    """A text as YAML has it between double quotes."""
    return json.dumps(text, ensure_ascii=False)


class NotWritten(WorkspaceUnreadable):
    """A place where no workspace can be made."""


class NotEmpty(WorkspaceUnreadable):
    """A folder that already holds something, where a new workspace was asked for."""


def init(folder: Path, organisation: Organisation) -> None:
    """Writes a new workspace with an example to replace; raises what `start` does."""

    def fill(new: Path) -> None:
        _copy("model", new)
        write_settings(new, organisation.name, organisation.lang)
        if organisation.granter:
            actor = f"actor:\n  {organisation.granter_id}:\n    name: {_quoted(organisation.granter)}\n"
            (new / "model" / "organisation.yaml").write_text(f"{_SCHEMA}{actor}", encoding="utf-8")

    start(folder, fill, organisation.granter_id)


def write_settings(new: Path, name: str, lang: Lang | None = None) -> None:
    """Writes the settings of a new workspace of this name, in this language where one is said."""
    settings = (starter_folder("model").parent / FILE).read_text(encoding="utf-8")
    named = settings.replace("name: NAME", f"name: {_quoted(name)}" + (f"\nlang: {lang}" if lang else ""))
    (new / FILE).write_text(named, encoding="utf-8")


def start(folder: Path, fill: Callable[[Path], None], granter: str | None = None) -> None:
    """Writes a new workspace, whole or not at all: the common charter, the maps, and what `fill` puts beside them.

    `granter`: the only actor who may grant derogations, where there is one.

    Raises NotEmpty where the folder holds anything already, NotWritten where nothing can be written.
    """
    folder = folder.absolute()
    may_start(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _start(folder, fill, granter)
    except OSError as error:
        raise NotWritten(f"{folder}: no workspace can be made here ({error.strerror})") from None


def may_start(folder: Path) -> None:
    """Raises NotEmpty where a folder holds anything already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(f"{folder.absolute()}: this folder is not empty; choose a new one")


def _start(folder: Path, fill: Callable[[Path], None], granter: str | None) -> None:
    # Made beside, then put in place in one move: an interrupted `init` leaves nothing.
    with tempfile.TemporaryDirectory(dir=folder if folder.exists() else folder.parent, prefix=".new-") as made:
        new = Path(made) / "workspace"
        _copy("cartography", new)
        (new / "rules").mkdir()
        (new / "rules" / CHARTER).write_text(charter_over_the_common_one(granter), encoding="utf-8")
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
