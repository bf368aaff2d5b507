"""A new workspace, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ea_repo.answer.schema import as_json, schemas
from ea_repo.check.common_charter import CHARTER, common_principles
from ea_repo.finding import Lang
from ea_repo.load import FILE
from ea_repo.load.element_text import written
from ea_repo.metamodel import built_in
from ea_repo.metamodel.identifiers import id_from_name
from ea_repo.starter import copy
from ea_repo.starter import folder as starter_folder
from ea_repo.write import write_new_folder

_SCHEMA = "# yaml-language-server: $schema=../schema/model.json\n"


@dataclass(frozen=True)
class Organisation:
    """Whose workspace it is: its name, its language where it has one, who grants derogations where somebody does.

    `example_in`: the language of the example to replace.
    """

    name: str
    lang: Lang | None = None
    granter: str | None = None
    example_in: Lang = "fr"

    @property
    def granter_id(self) -> str | None:
        return (id_from_name(self.granter) or "granter") if self.granter else None


def charter_over_the_common_one(granter: str | None = None) -> str:
    """The text of a `charter.yaml` that has the common rules, under one who grants derogations."""
    text = (starter_folder("rules").parent / "charter.yaml").read_text(encoding="utf-8")
    if granter is None:
        return text
    principles = common_principles()
    granted = "".join(f"  {principle}: {{granted_by: {granter}}}\n" for principle in principles)
    return text + f"\nprinciples:\n{granted}"


def init(folder: Path, organisation: Organisation) -> None:
    """Writes a new workspace with an example to replace; raises what `start` does."""

    def fill(new: Path) -> None:
        copy("model", new, organisation.example_in)
        write_settings(new, organisation.name, organisation.lang)
        if organisation.granter:
            actor = f"actor:\n  {organisation.granter_id}:\n    name: {written(organisation.granter)}\n"
            (new / "model" / "organisation.yaml").write_text(f"{_SCHEMA}{actor}", encoding="utf-8")

    start(folder, fill, organisation.granter_id)


def write_settings(new: Path, name: str, lang: Lang | None = None) -> None:
    """Writes the settings of a new workspace of this name, in this language where one is said."""
    settings = (starter_folder("model").parent / FILE).read_text(encoding="utf-8")
    named = settings.replace("name: NAME", f"name: {written(name)}" + (f"\nlang: {lang}" if lang else ""))
    (new / FILE).write_text(named, encoding="utf-8")


def start(folder: Path, fill: Callable[[Path], None], granter: str | None = None) -> None:
    """Writes a new workspace, whole or not at all: the common charter, the maps, and what `fill` puts beside them.

    `granter`: the only actor who may grant derogations, where there is one.

    Raises NotWritten where the folder holds anything already, or nothing can be written.
    """

    def whole(new: Path) -> None:
        copy("cartography", new)
        (new / "rules").mkdir()
        (new / "rules" / CHARTER).write_text(charter_over_the_common_one(granter), encoding="utf-8")
        fill(new)
        (new / "schema").mkdir(exist_ok=True)
        for what, schema in schemas(built_in()).items():
            (new / "schema" / f"{what}.json").write_text(as_json(schema) + "\n", encoding="utf-8")

    # What makes it a workspace comes last.
    write_new_folder(folder, whole, last=FILE)
