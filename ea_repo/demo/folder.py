"""A generated workspace in its folder: written whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ea_repo.demo.generate import generate
from ea_repo.demo.settings import settings
from ea_repo.demo.world import World
from ea_repo.demo.writer import Files
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.starter import folder as starter_folder

MANIFEST = "planted.json"
SMALLEST, LARGEST, SMALLEST_DEGRADED = 100, 150_000, 800
"""How many applications: the smallest has room for all the plants, the largest makes a million elements."""


class DemoRefused(WorkspaceUnreadable):
    """A system that cannot be generated so, or not there."""


@dataclass(frozen=True)
class Demo:
    """What was generated: how many elements, and the rules of its charter that no plant violates."""

    elements: int
    not_planted: tuple[str, ...]


def demo(folder: Path, applications: int, seed: int, *, degraded: bool = False) -> Demo:
    """Writes a generated workspace; raises DemoRefused, and writes nothing, where it cannot.

    A `degraded` one violates each rule several times: about 400 findings.
    """
    folder = folder.absolute()
    smallest = SMALLEST_DEGRADED if degraded else SMALLEST
    if not smallest <= applications <= LARGEST:
        raise DemoRefused(f"{applications} applications: choose from {smallest} to {LARGEST}")
    if seed < 0:
        raise DemoRefused(f"{seed}: a seed is 0 or more")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DemoRefused(f"{folder}: this folder is not empty; choose a new one")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return _write_in_place(folder, applications, seed, degraded=degraded)
    except OSError as error:
        raise DemoRefused(f"{folder}: no workspace can be made here ({error.strerror})") from None


def _write_in_place(folder: Path, applications: int, seed: int, *, degraded: bool) -> Demo:
    """Writes the workspace beside its folder, then puts it in place: what is interrupted leaves nothing."""
    with tempfile.TemporaryDirectory(dir=folder if folder.exists() else folder.parent, prefix=".new-") as beside:
        new = Path(beside) / "workspace"
        written = _write(new, World(applications, seed), seed, degraded=degraded)
        if not folder.exists():
            new.replace(folder)
            return written
        # The settings come last: a folder with them is a workspace.
        for part in sorted(new.iterdir(), key=lambda part: part.name == FILE):
            part.replace(folder / part.name)
        return written


def _write(new: Path, world: World, seed: int, *, degraded: bool) -> Demo:
    (new / "rules").mkdir(parents=True)
    shutil.copy(starter_folder("rules").parent / "charter.yaml", new / "rules")
    rules = _rules(starter_folder("rules"))
    with Files(new / "model") as files:
        planted = generate(world, rules, files.write, degraded=degraded)
    not_planted = tuple(sorted(rules - planted.keys()))
    manifest = {
        "version": 1,
        "applications": world.applications,
        "seed": seed,
        "rules": planted,
        "not_planted": not_planted,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
    (new / FILE).write_text(settings(world, seed), encoding="utf-8")
    return Demo(files.elements, not_planted)


def _rules(folder: Path) -> set[str]:
    """The ids of a charter's rules: its other files name no check."""
    files = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.yaml")}
    return {id for id, text in files.items() if re.search(r"^check:", text, re.MULTILINE)}
